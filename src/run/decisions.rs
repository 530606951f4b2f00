//! What the job decided about records and findings, once everything is known: which decisions were applied, which findings
//! are accepted, and which decisions no longer find what they are about.

use crate::findings::{Code, Finding, Place};
use crate::job::{Acceptance, Address, AmendedCell, Amendment, CORRECTIONS_FILE, Decision, Job};
use crate::reports::IntakeRow;
use crate::reports::decisions::Decided;

const CORRECTED: Code = Code("record-corrected");
const EXCLUDED: Code = Code("record-excluded");
const EXPIRED: Code = Code("correction-expired");
const UNMATCHED: Code = Code("correction-unmatched");
const ACCEPTED: Code = Code("finding-accepted");
const NOT_FOUND: Code = Code("acceptance-expired");

/// Puts accepted findings in the place of those that they accept, tells decisions that found nothing, and gives those in
/// force, in the order of the file.
pub(super) fn settle(job: &Job, findings: &mut Vec<Finding>) -> Vec<Decided> {
    let mut waivers = Vec::new();
    for amendment in &job.corrections.amendments {
        let of = |codes: &[Code]| findings.iter().any(|f| codes.contains(&f.code) && is_by(f, &amendment.decision));
        let (is_applied, is_told) = (of(&[CORRECTED, EXCLUDED]), of(&[EXPIRED]));
        if is_applied {
            waivers.push(waiver(amendment));
        } else if !is_told {
            let place = Place::file(&CORRECTIONS_FILE.into());
            findings.push(said(UNMATCHED, place, &amendment.from, &amendment.decision).with("what", what(amendment)));
        }
    }
    for acceptance in &job.corrections.acceptances {
        let accepted = findings.iter_mut().filter(|finding| accepts(acceptance, finding));
        let count = accepted.map(|finding| accept(acceptance, finding)).count();
        if count > 0 {
            waivers.push(accepted_waiver(acceptance));
        } else {
            let place = Place::file(&CORRECTIONS_FILE.into());
            let finding = said(NOT_FOUND, place, &acceptance.raw, &acceptance.decision);
            findings.push(finding.with("code", acceptance.code.clone()).with("what", place_of(acceptance)));
        }
    }
    waivers
}

fn is_by(finding: &Finding, decision: &Decision) -> bool {
    finding.values.iter().any(|(name, value)| *name == "item" && *value == decision.item)
}

fn said(code: Code, place: Place, raw: &str, decision: &Decision) -> Finding {
    Finding::new(code, place, raw)
        .with("item", decision.item.clone())
        .with("reason", decision.reason.clone())
        .with("by", decision.by.clone())
        .with("date", decision.date.clone())
}

fn accepts(acceptance: &Acceptance, finding: &Finding) -> bool {
    let cell = finding.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
    finding.code.0 == acceptance.code
        && *finding.place.file == *acceptance.file
        && *finding.place.sheet == *acceptance.sheet
        && cell == acceptance.cell
        && finding.raw == acceptance.raw
}

fn accept(acceptance: &Acceptance, finding: &mut Finding) {
    let (place, raw) = (std::mem::take(&mut finding.place), std::mem::take(&mut finding.raw));
    *finding = said(ACCEPTED, place, &raw, &acceptance.decision).with("code", finding.code.0);
}

fn waiver(amendment: &Amendment) -> Decided {
    Decided {
        action: if amendment.to.is_some() { "correct" } else { "exclude" },
        what: what(amendment),
        from: amendment.from.clone(),
        to: amendment.to.clone().unwrap_or_default(),
        decision: amendment.decision.clone(),
    }
}

fn accepted_waiver(acceptance: &Acceptance) -> Decided {
    Decided {
        action: "accept",
        what: format!("{} {}", acceptance.code, place_of(acceptance)).trim_end().to_owned(),
        from: acceptance.raw.clone(),
        to: String::new(),
        decision: acceptance.decision.clone(),
    }
}

fn place_of(acceptance: &Acceptance) -> String {
    let sheet = if acceptance.sheet.is_empty() { String::new() } else { format!("[{}]", acceptance.sheet) };
    let parts = [acceptance.file.as_str(), &sheet, &acceptance.cell];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Which record an amendment is about, on one line.
fn what(amendment: &Amendment) -> String {
    let record = match &amendment.address {
        Address::Row { file, sheet, row } => {
            let sheet = sheet.as_ref().map_or_else(String::new, |sheet| format!(" [{sheet}]"));
            format!("{file}{sheet} {row}")
        }
        Address::Key { ledger, fields } => {
            let fields: Vec<String> = fields.iter().map(|(field, text)| format!("{field}={text}")).collect();
            format!("{ledger} {}", fields.join(" "))
        }
    };
    match &amendment.cell {
        AmendedCell::Field(field) => format!("{record} {field}"),
        AmendedCell::Column(column) => format!("{record} {}", crate::findings::column_letters(*column)),
    }
}

/// Tells each sheet's line of the intake how many rows were corrected and left out.
pub(super) fn count(intake: &mut [IntakeRow], findings: &[Finding]) {
    let amended = findings.iter().filter(|finding| [CORRECTED, EXCLUDED].contains(&finding.code));
    for finding in amended {
        let sheet = (!finding.place.sheet.is_empty()).then_some(&*finding.place.sheet);
        let row = intake.iter_mut().find(|row| row.file == *finding.place.file && row.sheet.as_deref() == sheet);
        if let Some(row) = row {
            *(if finding.code == CORRECTED { &mut row.corrected } else { &mut row.excluded }) += 1;
        }
    }
}

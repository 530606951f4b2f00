//! What a run tells on the terminal: headline figures, the proof of conservation, findings by kind.

use std::collections::BTreeMap;
use std::path::Path;

use comfy_table::{CellAlignment, Table, presets};

use crate::findings::{Finding, Severity};
use crate::job::Job;
use crate::ledger::Class;
use crate::reports::IntakeRow;
use crate::run::Outcome;
use crate::words::{self, Lang};

use super::arguments::Shared;

/// So many lines of intake are shown; the rest is in figures.json.
const SHOWN_SHEETS: usize = 30;
/// So many findings of severity error are shown; the rest is in findings.json.
const SHOWN_ERRORS: usize = 10;

/// Prints the summary on standard output.
pub(super) fn print(shared: &Shared, job: &Job, outcome: &Outcome, out: &Path) {
    println!("{}", headline(shared, job, outcome));
    println!("{}", conservation(shared, outcome));
    if !outcome.waivers.is_empty() {
        println!("{}", amended(shared, outcome));
    }
    println!("{}", findings(shared, outcome));
    println!("{}", words::fill(shared.text("cli.written"), &[("out", &out.display().to_string())]));
}

/// One sentence of the catalogue on standard error, unless all is to be quiet.
pub(super) fn tell(shared: &Shared, key: &str, values: &[(&str, &str)]) {
    if !shared.quiet {
        eprintln!("{}", words::fill(shared.text(key), values));
    }
}

/// How many findings are errors.
pub(super) fn errors(outcome: &Outcome) -> usize {
    outcome.findings.iter().filter(|finding| severity(finding) == Severity::Error).count()
}

fn severity(finding: &Finding) -> Severity {
    words::finding_text(finding.code.0).severity()
}

/// The total of each indicator through each ledger's period.
fn headline(shared: &Shared, job: &Job, outcome: &Outcome) -> String {
    let mut lines = vec![format!("{}  {}", job.name, job.through)];
    for (ledger, span) in outcome.figures.ledgers() {
        let Some(kind) = job.kind(ledger) else { continue };
        let period = crate::calendar::Period::year_to(span.through);
        let shown = kind.indicators.iter().filter_map(|indicator| {
            let figure = outcome.figures.get(&format!("{}@{period}", indicator.id))?;
            figure.value.as_ref().map(|_| figure.display.clone())
        });
        let title = if shared.lang == Lang::Zh { &kind.title.zh } else { &kind.title.en };
        lines.push(format!("{title} {period}: {}", shown.collect::<Vec<_>>().join(", ")));
    }
    lines.join("\n")
}

/// The law of conservation as a table: a line a sheet, and the sum of all.
fn conservation(shared: &Shared, outcome: &Outcome) -> Table {
    const CLASSES: [Class; 7] = [
        Class::Accepted,
        Class::ControlTotal,
        Class::Duplicate,
        Class::Superseded,
        Class::OutOfScope,
        Class::Quarantined,
        Class::Blank,
    ];
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY);
    let mut header = vec![shared.text("cli.column.sheet"), shared.text("cli.column.read")];
    let keys: Vec<String> = CLASSES.iter().map(|class| format!("cli.class.{}", class.key())).collect();
    header.extend(keys.iter().map(|key| shared.text(key)));
    table.set_header(header);
    let mut sums = [0_u64; CLASSES.len() + 1];
    for (at, row) in outcome.intake.iter().enumerate() {
        let counts = std::iter::once(row.tally.total_rows()).chain(CLASSES.map(|class| row.tally.rows(class)));
        let counts: Vec<u64> = counts.collect();
        sums.iter_mut().zip(&counts).for_each(|(sum, count)| *sum += count);
        if at < SHOWN_SHEETS {
            let name = row.sheet.as_ref().map_or_else(|| row.file.clone(), |sheet| format!("{} [{sheet}]", row.file));
            table.add_row(line_of(name, &counts));
        }
    }
    if outcome.intake.len() > SHOWN_SHEETS {
        table.add_row(vec!["…"]);
    }
    table.add_row(line_of(shared.text("cli.row.all").to_owned(), &sums));
    table.column_iter_mut().skip(1).for_each(|column| column.set_cell_alignment(CellAlignment::Right));
    table
}

fn line_of(name: String, counts: &[u64]) -> Vec<String> {
    std::iter::once(name).chain(counts.iter().map(u64::to_string)).collect()
}

/// How much of what was read the job decided otherwise.
fn amended(shared: &Shared, outcome: &Outcome) -> String {
    let sum = |of: fn(&IntakeRow) -> u64| outcome.intake.iter().map(of).sum::<u64>().to_string();
    let accepted = outcome.waivers.iter().filter(|waiver| waiver.action == "accept").count().to_string();
    let (corrected, excluded) = (sum(|row| row.corrected), sum(|row| row.excluded));
    let values = [("corrected", &*corrected), ("excluded", &excluded), ("accepted", &accepted)];
    words::fill(shared.text("cli.amended"), &values)
}

/// How many findings of each kind, then the first errors.
fn findings(shared: &Shared, outcome: &Outcome) -> String {
    let mut kinds: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in &outcome.findings {
        *kinds.entry((severity(finding), finding.code.0)).or_default() += 1;
    }
    let counted: Vec<String> = kinds
        .iter()
        .map(|((severity, code), count)| format!("{} {code} × {count}", paint(shared, *severity)))
        .collect();
    let errors = outcome.findings.iter().filter(|finding| severity(finding) == Severity::Error);
    let shown: Vec<String> = errors.take(SHOWN_ERRORS).map(|finding| line(shared.lang, finding)).collect();
    [counted, shown].concat().join("\n")
}

fn paint(shared: &Shared, severity: Severity) -> String {
    let word = shared.text(&format!("cli.severity.{}", severity.key()));
    let colour = match severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Info => "36",
    };
    if shared.color { format!("\u{1b}[{colour}m{word}\u{1b}[0m") } else { word.to_owned() }
}

/// A finding on one line: its place, its message, its remedy.
pub(super) fn line(lang: Lang, finding: &Finding) -> String {
    let (message, remedy) = words::describe(lang, finding);
    let place = &finding.place;
    let cell = place.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let parts = [&*place.file, &*place.sheet, &cell];
    let place: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} {message} ({remedy})", place.join(" "))
}

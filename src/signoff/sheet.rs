//! What the sign-off sheet says, as plain values: the figures with their changes since the last publication, what is open,
//! what was waived, and the hash by which the publication is known. A renderer puts it on a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::Period;
use crate::exact::Decimal;
use crate::figures::{FigureId, Figures};
use crate::findings::{Finding, Severity};
use crate::kinds::Kind;
use crate::words;

use super::publish::{Chain, PublishedFigure, Waiver};

/// The content of a sign-off sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignoffSheet {
    /// The publication that the sheet is about, where today's figures are published: file, day and SHA-256.
    pub publication: Option<PublicationMark>,
    /// The publication that they are compared with.
    pub before: Option<PublicationMark>,
    /// The headline figures of each ledger, in declared order.
    pub figures: Vec<SheetFigure>,
    /// Open findings by severity and code, each with how many there are; the gravest first.
    pub open: Vec<(Severity, String, u64)>,
    /// What was waived.
    pub waivers: Vec<Waiver>,
}

/// By what a publication is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationMark {
    /// Its file.
    pub file: String,
    /// The day on which it was published.
    pub date: String,
    /// The SHA-256 of its file.
    pub sha256: String,
}

/// A headline figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFigure {
    /// Which one: the year to date of its ledger.
    pub id: FigureId,
    /// As people read it.
    pub display: String,
    /// The last published year to date: its period, and as it was published.
    pub last: Option<(Period, String)>,
    /// What came since, in the unit of the value; none where either has no value, or the year turned.
    pub change: Option<String>,
    /// Whether today's data say something else of that period than was published.
    pub is_revised: bool,
    /// The unit of `change`.
    pub unit: String,
}

/// What the sheet says of today's figures. `findings`: those of the run; accepted ones are among its waivers.
#[must_use]
pub fn signoff_sheet(
    chain: &Chain,
    today: &Figures,
    kinds: &[Arc<Kind>],
    findings: &[Finding],
    waivers: Vec<Waiver>,
) -> SignoffSheet {
    let says_the_same = |published: &&super::publish::Published| {
        let mut figures = today.iter().map(PublishedFigure::from);
        published.publication.figures.len() == today.len()
            && figures.all(|now| published.publication.figure(&now.id).is_some_and(|then| now.says_the_same(then)))
    };
    let publication = chain.last().filter(says_the_same);
    let before = chain.publications.iter().rev().nth(usize::from(publication.is_some()));
    let mark = |published: &super::publish::Published| PublicationMark {
        file: published.file.clone(),
        date: published.publication.date.clone(),
        sha256: published.sha256.clone(),
    };
    let figures = kinds.iter().flat_map(|kind| &kind.indicators).filter_map(|indicator| {
        let ledger = indicator.id.split('.').next().unwrap_or_default();
        figure(FigureId::total(&indicator.id, today.year_to_date(ledger)?), today, before)
    });
    SignoffSheet {
        publication: publication.map(mark),
        before: before.map(mark),
        figures: figures.collect(),
        open: open(findings),
        waivers,
    }
}

fn figure(id: FigureId, today: &Figures, before: Option<&super::publish::Published>) -> Option<SheetFigure> {
    let now = today.find(&id)?;
    let last = before.and_then(|before| last_of(&id.indicator, &before.publication.figures));
    let same_year = last.as_ref().filter(|(period, _)| period.first() == id.period.first());
    let change = same_year.and_then(|(_, last)| difference(last.value.as_deref()?, now.value.as_deref()?));
    let is_revised = last.as_ref().is_some_and(|(period, last)| {
        let now = today.find(&FigureId::total(&id.indicator, *period)).map(PublishedFigure::from);
        now.is_some_and(|now| !now.says_the_same(last))
    });
    Some(SheetFigure {
        display: now.display.clone(),
        unit: now.unit.clone(),
        last: last.map(|(period, last)| (period, last.display.clone())),
        change,
        is_revised,
        id,
    })
}

/// The latest year to date of an indicator among published figures.
fn last_of<'a>(indicator: &str, figures: &'a [PublishedFigure]) -> Option<(Period, &'a PublishedFigure)> {
    let start = format!("{indicator}@");
    let own = figures.iter().filter_map(|figure| {
        let period: Period = figure.id.strip_prefix(&start)?.parse().ok()?;
        (period == Period::year_to(period.last())).then_some((period, figure))
    });
    own.max_by_key(|(period, _)| period.last())
}

fn difference(before: &str, after: &str) -> Option<String> {
    let (old, new) = (Decimal::parse(before).ok()?, Decimal::parse(after).ok()?);
    let scale = old.scale.max(new.scale);
    let (old, new) = (old.at_scale(scale)?.0, new.at_scale(scale)?.0);
    Some(Decimal { digits: new.checked_sub(old)?, scale }.to_string())
}

fn open(findings: &[Finding]) -> Vec<(Severity, String, u64)> {
    let mut open: BTreeMap<(Severity, &str), u64> = BTreeMap::new();
    for finding in findings {
        let severity = words::finding_text(finding.code.0).severity();
        if severity != Severity::Info {
            *open.entry((severity, finding.code.0)).or_default() += 1;
        }
    }
    open.into_iter().map(|((severity, code), count)| (severity, code.to_owned(), count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Month;
    use crate::exact::MeasureUnit;
    use crate::figures::{Figure, Quantity, Span};
    use crate::findings::{Code, Place};
    use crate::kinds;
    use crate::signoff::publish::{Draft, FindingCount, RealDisk, publish, read_chain};
    use crate::words::Lang;

    fn figures(through: u32, values: &[(&str, i128)]) -> Figures {
        let mut figures = Figures::new(Lang::Zh);
        let month = |month| Month::new(2021, month).expect("a month");
        figures.cover("projects", Span { first: month(1), through: month(through) });
        for (period, value) in values {
            figures.insert(Figure {
                id: FigureId::total("projects.count", period.parse().expect("a period")),
                quantity: Some(Quantity::Amount(*value, MeasureUnit::Count("个".into()))),
                value: Some(value.to_string()),
                exact: None,
                unit: "个".into(),
                display: format!("{value}个"),
                records: 1,
                note: None,
            });
        }
        figures
    }

    fn published(folder: &std::path::Path, through: &str, figures: &Figures) {
        let draft = Draft {
            through: through.parse().expect("a month"),
            date: "2021-08-05".into(),
            job: "试验".into(),
            findings: FindingCount::default(),
            despite_errors: None,
            waivers: Vec::new(),
            sources: Vec::new(),
            figures,
            records: &[],
        };
        publish(&RealDisk, folder, &draft).expect("published");
    }

    /// 34 through June; 39 through July, of which 36 through June now: 5 more, and June revised.
    #[test]
    fn figures_stand_beside_what_was_published_last() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (june, july) = (
            figures(6, &[("2021-01..2021-06", 34)]),
            figures(7, &[("2021-01..2021-06", 36), ("2021-01..2021-07", 39)]),
        );
        published(folder.path(), "2021-06", &june);
        let kinds = [Arc::new(kinds::built_in("projects").expect("built in"))];
        let findings = ["key-conflict", "duplicate-row", "key-conflict", "month-jump"]
            .map(|code| Finding::new(Code(code), Place::default(), ""));
        let sheet = |chain: &Chain| signoff_sheet(chain, &july, &kinds, &findings, Vec::new());
        let chain = read_chain(&RealDisk, folder.path()).expect("a chain");
        let before = sheet(&chain);
        assert_eq!((before.publication.is_none(), before.figures.len()), (true, 1));
        let figure = &before.figures[0];
        assert_eq!((&*figure.display, figure.change.as_deref(), figure.is_revised), ("39个", Some("5"), true));
        assert_eq!(figure.last.as_ref().map(|(_, text)| &**text), Some("34个"));
        let open = [(Severity::Error, "key-conflict".to_owned(), 2), (Severity::Warning, "month-jump".to_owned(), 1)];
        assert_eq!(before.open, open);
        published(folder.path(), "2021-07", &july);
        let after = sheet(&read_chain(&RealDisk, folder.path()).expect("a chain"));
        assert_eq!(after.publication.map(|mark| mark.file).as_deref(), Some("0002-2021-07.json"));
        assert_eq!((after.before, &after.figures), (before.before, &before.figures));
    }
}

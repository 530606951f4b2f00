//! What the sign-off sheet says of a publication, as plain values: by what it is known, and its headline figures with their
//! changes since the publication before. A renderer puts it on a page.

use std::sync::Arc;

use crate::calendar::Period;
use crate::exact::Rounding;
use crate::figures::{Figure, FigureId, Figures, KeptValue, Printing};
use crate::kinds::{Indicator, Kind};
use crate::words::Lang;

use super::publish::{Chain, Published, PublishedFigure};

/// What a sign-off sheet says of the last publication of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignoffSheet {
    /// The publication.
    pub publication: PublicationMark,
    /// The one before it, with which its figures are compared.
    pub before: Option<PublicationMark>,
    /// The headline figures of each ledger, in declared order.
    pub figures: Vec<SheetFigure>,
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
    /// The year to date that the publication before gave last: its period, and what it said.
    pub last: Option<(Period, String)>,
    /// What came since, with its sign; none where either has no value, or the year turned.
    pub change: Option<String>,
    /// Whether today's data say something else of that period than was published.
    pub is_revised: bool,
}

/// How figures are printed on a sheet.
#[derive(Clone, Copy, Debug)]
pub struct SheetManner {
    /// How halves are rounded.
    pub rounding: Rounding,
    /// The language; the published figures are Chinese.
    pub lang: Lang,
}

/// What the sheet says of the last publication, whose figures are `today`; nothing where nothing was published.
#[must_use]
pub fn signoff_sheet(chain: &Chain, today: &Figures, kinds: &[Arc<Kind>], manner: SheetManner) -> Option<SignoffSheet> {
    let mut published = chain.publications.iter().rev();
    let (publication, before) = (published.next()?, published.next());
    let figures = kinds.iter().flat_map(|kind| kind.indicators.iter().map(move |indicator| (kind, indicator)));
    let figures = figures.filter_map(|(kind, indicator)| {
        let id = FigureId::total(&indicator.id, today.year_to_date(&kind.name)?);
        let printing = Printing { kind, indicator, rounding: manner.rounding, lang: manner.lang };
        figure(today.find(&id)?, today, before, &printing)
    });
    Some(SignoffSheet { publication: mark(publication), before: before.map(mark), figures: figures.collect() })
}

fn mark(published: &Published) -> PublicationMark {
    PublicationMark {
        file: published.file.clone(),
        date: published.publication.date.clone(),
        sha256: published.sha256.clone(),
    }
}

/// A figure beside what was published last; nothing where neither has a value.
fn figure(now: &Figure, today: &Figures, before: Option<&Published>, printing: &Printing<'_>) -> Option<SheetFigure> {
    let last = before.and_then(|before| last_of(printing.indicator, &before.publication.figures));
    let is_said = now.value.is_some() || last.is_some_and(|(_, last)| last.value.is_some());
    let same_year = last.filter(|(period, _)| period.first() == now.id.period.first());
    let change = same_year.and_then(|(_, last)| {
        let after = KeptValue { value: now.value.as_deref()?, exact: now.exact.as_deref() };
        printing.change(kept(last)?, after)
    });
    let is_revised = last.is_some_and(|(period, last)| {
        let now = today.find(&FigureId::total(&printing.indicator.id, period)).map(PublishedFigure::from);
        now.is_some_and(|now| !now.says_the_same(last))
    });
    is_said.then(|| SheetFigure {
        id: now.id.clone(),
        display: now.display.clone(),
        last: last.map(|(period, last)| (period, last.shown(printing))),
        change,
        is_revised,
    })
}

fn kept(figure: &PublishedFigure) -> Option<KeptValue<'_>> {
    Some(KeptValue { value: figure.value.as_deref()?, exact: figure.exact.as_deref() })
}

/// The latest year to date of an indicator among published figures.
fn last_of<'a>(indicator: &Indicator, figures: &'a [PublishedFigure]) -> Option<(Period, &'a PublishedFigure)> {
    let start = format!("{}@", indicator.id);
    let own = figures.iter().filter_map(|figure| {
        let period: Period = figure.id.strip_prefix(&start)?.parse().ok()?;
        (period == Period::year_to(period.last())).then_some((period, figure))
    });
    own.max_by_key(|(period, _)| period.last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Month;
    use crate::exact::MeasureUnit;
    use crate::figures::{Quantity, Span};
    use crate::kinds;
    use crate::signoff::publish::{Draft, FindingCount, RealDisk, publish, read_chain};

    fn figures(through: u32, values: &[(&str, i128)]) -> Figures {
        let mut figures = Figures::new(Lang::Zh);
        let month = |month| Month::new(2021, month).expect("a month");
        figures.cover("projects", Span { first: month(1), through: month(through) });
        for (period, value) in values {
            figures.insert(of(period, *value));
        }
        figures
    }

    fn of(period: &str, value: i128) -> Figure {
        Figure {
            id: FigureId::total("projects.count", period.parse().expect("a period")),
            quantity: Some(Quantity::Amount(value, MeasureUnit::Count("个".into()))),
            value: Some(value.to_string()),
            exact: None,
            unit: "个".into(),
            display: format!("{value}个"),
            records: 1,
            note: None,
        }
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
        let kinds = [Arc::new(kinds::built_in("projects").expect("built in"))];
        let sheet = |today: &Figures, lang| {
            let chain = read_chain(&RealDisk, folder.path()).expect("a chain");
            signoff_sheet(&chain, today, &kinds, SheetManner { rounding: Rounding::HalfEven, lang })
        };
        assert_eq!(sheet(&june, Lang::Zh), None, "nothing is published");
        published(folder.path(), "2021-06", &june);
        let first = sheet(&june, Lang::Zh).expect("a publication");
        assert_eq!((first.publication.file.as_str(), first.before), ("0001-2021-06.json", None));
        assert_eq!(
            (&first.figures[0].last, &first.figures[0].change, first.figures[0].is_revised),
            (&None, &None, false)
        );
        published(folder.path(), "2021-07", &july);
        let second = sheet(&july, Lang::Zh).expect("publications");
        assert_eq!((second.before, second.figures.len()), (Some(first.publication), 1));
        let figure = &second.figures[0];
        assert_eq!((&*figure.display, figure.change.as_deref(), figure.is_revised), ("39个", Some("+5个"), true));
        assert_eq!(figure.last, Some(("2021-01..2021-06".parse().expect("a period"), "34个".into())));
        let english = sheet(&july, Lang::En).expect("publications");
        assert_eq!(english.figures[0].last.as_ref().map(|(_, text)| &**text), Some("34"));
    }

    /// A year that turned has nothing to be compared with; what it said last year stands beside it.
    #[test]
    fn a_new_year_begins_without_a_change() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        published(folder.path(), "2021-07", &figures(7, &[("2021-01..2021-07", 39)]));
        let mut january = Figures::new(Lang::Zh);
        let month = "2022-01".parse().expect("a month");
        january.cover("projects", Span { first: month, through: month });
        january.insert(of("2022-01", 3));
        published(folder.path(), "2022-01", &january);
        let chain = read_chain(&RealDisk, folder.path()).expect("a chain");
        let kinds = [Arc::new(kinds::built_in("projects").expect("built in"))];
        let manner = SheetManner { rounding: Rounding::HalfEven, lang: Lang::Zh };
        let sheet = signoff_sheet(&chain, &january, &kinds, manner).expect("publications");
        let figure = &sheet.figures[0];
        assert_eq!((figure.last.as_ref().map(|(_, text)| &**text), &figure.change), (Some("39个"), &None));
    }
}

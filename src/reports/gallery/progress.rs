//! The year's targets against the calendar.

use crate::exact::Ratio;
use crate::figures::{Comparison, Figure, FigureId};
use crate::reports::charts::{Chart, Form, Target};

use super::scale::{percent, size_share, spoken};
use super::{Edition, amount, growth};

/// So many targets are told by name in a headline.
const MOST_NAMES: usize = 4;

/// A target and where it stands: ahead of the calendar, level with it (0) or behind.
struct Standing {
    target: Target,
    /// 销售收入完成59.4%.
    said: String,
    ahead: i128,
}

/// The chart of all targets of which something can be said; nothing without one.
pub(super) fn chart(edition: &Edition<'_>) -> Option<Chart> {
    let phrases = edition.phrases();
    let current = |figure: &&Figure| edition.figures.year_to_date(figure.id.ledger()) == Some(figure.id.period);
    let completions = edition.figures.iter().filter(|figure| figure.id.comparison == Some(Comparison::Completion));
    let completions: Vec<&Figure> = completions.filter(current).collect();
    let standings: Vec<Standing> = completions.iter().filter_map(|figure| standing(edition, figure)).collect();
    let year = completions.first()?.id.period.last().year();
    let headline = headline(edition, &standings)?;
    let item = |standing: &Standing| {
        let (label, done) = (&standing.target.label, &standing.target.done_label);
        phrases.filled("chart-alt-target", &[("what", label), ("done", done)])
    };
    let alt = phrases.sentences(standings.iter().map(item));
    let period = phrases.filled("chart-year", &[("y", &year.to_string())]);
    let caption = phrases.text("chart-title-progress");
    let captioned = edition.captioned_by("target-progress", caption, period, Some(headline)).described(alt);
    Some(captioned.drawn(Form::Progress { targets: standings.into_iter().map(|standing| standing.target).collect() }))
}

/// 签约金额完成85.9%、销售收入完成59.4%，快于时间进度; by count where the names are too many.
fn headline(edition: &Edition<'_>, standings: &[Standing]) -> Option<String> {
    let phrases = edition.phrases();
    if let [only] = standings {
        let (what, done) = (only.target.label.as_str(), only.target.done_label.as_str());
        return Some(phrases.filled("chart-alt-target", &[("what", what), ("done", done)]));
    }
    let said = |sign: i128, by_name: &str, by_count: &str| {
        let names = standings.iter().filter(|standing| standing.ahead == sign);
        let names: Vec<String> = names.map(|standing| standing.said.clone()).collect();
        let (count, listed) = (names.len().to_string(), phrases.listed(&names));
        let key = if standings.len() <= MOST_NAMES { by_name } else { by_count };
        (!names.is_empty()).then(|| phrases.filled(key, &[("names", &listed), ("n", &count)]))
    };
    let clauses = [
        said(1, "chart-says-ahead", "chart-says-ahead-count"),
        said(0, "chart-says-level", "chart-says-level-count"),
        said(-1, "chart-says-behind", "chart-says-behind-count"),
    ];
    (!standings.is_empty()).then(|| phrases.sentences(clauses.into_iter().flatten()))
}

fn standing(edition: &Edition<'_>, completion: &Figure) -> Option<Standing> {
    let (phrases, rounding) = (edition.phrases(), edition.settings.rounding);
    let period = completion.id.period;
    let done = completion.ratio()?;
    let reached = edition.figures.find(&FigureId::total(&completion.id.indicator, period))?;
    let (_, measure) = amount(reached)?;
    let goal = edition
        .settings
        .targets
        .iter()
        .find(|target| target.indicator == completion.id.indicator && target.year == period.last().year())?;
    let goal_text = spoken(measure, goal.value, rounding, phrases);
    let months = i128::from(period.len());
    let elapsed = percent(Ratio::new(months, 12)?, rounding);
    let ahead = edition.figures.find(&FigureId { comparison: Some(Comparison::Ahead), ..completion.id.clone() });
    let values = [("percent", elapsed.as_str()), ("month", &phrases.month(period.last()))];
    let target = Target {
        label: edition.indicator(&completion.id.indicator),
        done: size_share(done.numerator(), done.denominator()),
        elapsed: size_share(months, 12),
        done_label: words(edition, completion, reached),
        elapsed_label: phrases.filled("chart-progress-elapsed", &values),
        target_label: phrases.filled("chart-progress-target", &[("value", &goal_text)]),
    };
    let said = [("what", target.label.as_str()), ("percent", &completion.display)];
    let said = phrases.filled("chart-says-done", &said);
    Some(Standing { target, said, ahead: ahead.and_then(growth::sign).unwrap_or_default() })
}

/// What is reached in words: ahead, behind or level, never a negative lead.
fn words(edition: &Edition<'_>, completion: &Figure, reached: &Figure) -> String {
    let phrases = edition.phrases();
    let values = [("value", reached.display.as_str()), ("percent", &completion.display)];
    let done = phrases.filled("chart-progress-done", &values);
    let total = FigureId { comparison: None, ..completion.id.clone() };
    phrases.clauses([Some(done), growth::clause(edition, &total, Comparison::Ahead)])
}

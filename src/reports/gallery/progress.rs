//! The year's targets against the calendar.

use crate::exact::Ratio;
use crate::figures::{Comparison, Figure, FigureId};
use crate::reports::charts::{Chart, Form, Target};

use super::scale::{percent, size_share, spoken};
use super::{Edition, amount};

/// The chart of all targets of which something can be said; nothing without one.
pub(super) fn chart(edition: &Edition<'_>) -> Option<Chart> {
    let phrases = edition.phrases();
    let current = |figure: &&Figure| edition.figures.year_to_date(figure.id.ledger()) == Some(figure.id.period);
    let completions = edition.figures.iter().filter(|figure| figure.id.comparison == Some(Comparison::Completion));
    let completions: Vec<&Figure> = completions.filter(current).collect();
    let targets: Vec<Target> = completions.iter().filter_map(|figure| target(edition, figure)).collect();
    let (first, year) = (targets.first()?, completions.first()?.id.period.last().year());
    let title = phrases.text("chart-title-progress").to_owned();
    let subtitle = phrases.filled("chart-year", &[("y", &year.to_string())]);
    let count = targets.len().to_string();
    let about = [
        ("title", title.as_str()),
        ("period", &subtitle),
        ("first", &first.label),
        ("high", &first.done_label),
        ("n", &count),
    ];
    Some(Chart {
        stem: String::from("target-progress"),
        alt: phrases.filled("chart-alt-progress", &about),
        title,
        subtitle,
        unit: String::new(),
        source: phrases.filled("chart-source-many", &[("publisher", edition.publisher)]),
        form: Form::Progress { targets },
    })
}

fn target(edition: &Edition<'_>, completion: &Figure) -> Option<Target> {
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
    Some(Target {
        label: phrases.indicator(&completion.id.indicator),
        done: size_share(done.numerator(), done.denominator()),
        elapsed: size_share(months, 12),
        done_label: words(edition, completion, reached),
        elapsed_label: phrases
            .filled("chart-progress-elapsed", &[("percent", &elapsed), ("month", &phrases.month(period.last()))]),
        target_label: phrases.filled("chart-progress-target", &[("value", &goal_text)]),
    })
}

/// What is reached in words: ahead, behind or level, never a negative lead.
fn words(edition: &Edition<'_>, completion: &Figure, reached: &Figure) -> String {
    let ahead = edition.figures.find(&FigureId { comparison: Some(Comparison::Ahead), ..completion.id.clone() });
    let sign =
        ahead.and_then(Figure::ratio).map_or(0, |ratio| ratio.numerator().signum() * ratio.denominator().signum());
    let key = match sign {
        1 => "chart-progress-ahead",
        -1 => "chart-progress-behind",
        _ => "chart-progress-level",
    };
    let points = ahead.map_or("", |ahead| ahead.display.trim_start_matches('-'));
    edition.phrases().filled(key, &[("value", &reached.display), ("percent", &completion.display), ("points", points)])
}

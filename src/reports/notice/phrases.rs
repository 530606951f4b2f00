//! One figure in words: its value, its growth, its lead over the calendar. Signs become words; a figure without a value
//! becomes the reason, never a number.

use crate::figures::{Comparison, Figure, FigureId, Note};
use crate::words;

use super::asked::Asked;
use super::error::NoticeProblem;
use super::{Revision, marks, spans};

/// The value as people read it; in brackets why there is none.
pub(super) fn plain(asked: &Asked, id: &FigureId) -> Result<String, NoticeProblem> {
    let figure = asked.figure(id)?;
    let text = match figure.value {
        Some(_) => figure.display.clone(),
        None => filled(asked, "notice-in-brackets", &reason(asked, figure)),
    };
    Ok(asked.printed(figure, &text))
}

/// 同比增长8.92%, 环比下降3.1%, 与上年同期持平.
pub(super) fn growth(asked: &Asked, id: &FigureId) -> Result<String, NoticeProblem> {
    let keys = match id.comparison {
        Some(Comparison::Yoy) => {
            ["notice-yoy-up", "notice-yoy-down", "notice-yoy-level", "notice-yoy-nearly-level", "notice-yoy-points-up"]
        }
        Some(Comparison::Mom) => {
            ["notice-mom-up", "notice-mom-down", "notice-mom-level", "notice-mom-nearly-level", "notice-mom-points-up"]
        }
        _ => return Err(NoticeProblem::NotThisComparison(id.to_string())),
    };
    let figure = asked.figure(id)?;
    let [up, down, level, nearly, points_up] = keys;
    let up = if is_points(figure) { points_up } else { up };
    let text = signed(asked, figure, [up, down, level, nearly]).unwrap_or_else(|| reason(asked, figure));
    let text = match figure.note {
        Some(Note::BasePartial) => text + &filled(asked, "notice-in-brackets", &reason(asked, figure)),
        _ => text,
    };
    Ok(asked.printed(figure, &text))
}

/// 超进度3.2个百分点, 落后时间进度3.2个百分点, 与时间进度持平.
pub(super) fn ahead(asked: &Asked, id: &FigureId) -> Result<String, NoticeProblem> {
    if id.comparison != Some(Comparison::Ahead) {
        return Err(NoticeProblem::NotThisComparison(id.to_string()));
    }
    let figure = asked.figure(id)?;
    let keys = ["notice-ahead", "notice-behind", "notice-on-schedule", "notice-nearly-on-schedule"];
    let text = signed(asked, figure, keys).unwrap_or_else(|| reason(asked, figure));
    Ok(asked.printed(figure, &text))
}

/// The sentence for a value above zero, below, at it, or so near that its digits show none; nothing without a value.
fn signed(asked: &Asked, figure: &Figure, [above, below, zero, near]: [&'static str; 4]) -> Option<String> {
    let sign = figure.ratio()?.numerator().signum();
    let magnitude = figure.display.trim_start_matches('-');
    let shows = magnitude.contains(|c: char| ('1'..='9').contains(&c));
    let key = match sign {
        0 => zero,
        _ if !shows => near,
        1 => above,
        _ => below,
    };
    Some(filled(asked, key, magnitude))
}

/// Whether a growth is a difference of rates: that of a rate is printed in 个百分点, and rates rise rather than grow.
fn is_points(figure: &Figure) -> bool {
    !figure.unit.is_empty()
}

/// 1-6月数据由此前公布的2343.38吨修订为2344.8吨.
pub(super) fn revision(asked: &Asked, revision: &Revision) -> String {
    let months = spans::months(revision.id.period, asked.lang());
    let after = match asked.figures().find(&revision.id) {
        Some(figure) => asked.printed(figure, &revision.after),
        None => marks::unmarked(&revision.after),
    };
    let values = [("months", months), ("before", marks::unmarked(&revision.before)), ("after", after)];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    words::fill(words::text(asked.lang(), "notice-revision"), &values)
}

/// Why a figure has no value, or what to know beside it, in the words of a notice.
fn reason(asked: &Asked, figure: &Figure) -> String {
    let note = figure.note.unwrap_or(Note::NoRecords);
    let base = match figure.id.comparison {
        Some(Comparison::Mom) => "notice-base-mom",
        _ => "notice-base-yoy",
    };
    let key = format!("notice-{}", note.key());
    words::fill(words::text(asked.lang(), &key), &[("base", words::text(asked.lang(), base))])
}

fn filled(asked: &Asked, key: &str, text: &str) -> String {
    words::fill(words::text(asked.lang(), key), &[("n", text)])
}

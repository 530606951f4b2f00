//! How wide the columns of a table are, in which size of type, and which way the paper lies. Knows no XML.
//!
//! Texts are measured in half characters: a Chinese one takes two, a digit one. A table keeps its type on upright paper
//! where it fits, else smaller type, else paper on its side, and only then is it cut: its labels are repeated beside the
//! columns that follow.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::grid::{Grid, Lie};
use super::numbers::Numbers;
use crate::reports::document::{Cell, Column, Table};
use crate::words::{self, Lang};

/// Smaller types, in half points, that a table may have on upright paper, and on its side.
const UPRIGHT: [u32; 2] = [21, 18];
const SIDEWAYS: [u32; 3] = [21, 18, 15];
/// So much room is left and right of what a cell holds, in twips.
pub(super) const PADDING: u32 = 60;
/// Word takes no more columns.
const COLUMNS: usize = 60;
/// The widest a column must be, whatever it holds, in half characters.
const WIDEST: u32 = 36;

/// A table's layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub lie: Lie,
    /// The size of its type, in half points.
    pub half_points: u32,
    /// The tables that it is cut into; nearly always one.
    pub parts: Vec<Part>,
}

/// One table of a layout: its columns, by their place in the whole table, with their widths in twips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub columns: Vec<(usize, u32)>,
}

/// What a column takes, in half characters.
#[derive(Clone, Copy, Debug)]
struct Measure {
    /// Without breaking a number or a word that should be whole.
    need: u32,
    /// Without breaking at all.
    want: u32,
    /// Whether they are numbers, which are never broken.
    is_number: bool,
}

/// A column's heading with its unit.
pub(super) fn heading(column: &Column, lang: Lang) -> String {
    match &column.unit {
        Some(unit) if !unit.is_empty() => {
            words::fill(words::text(lang, "paper-heading-unit"), &[("heading", &column.heading), ("unit", unit)])
        }
        _ => column.heading.clone(),
    }
}

/// What is printed in a cell.
pub(super) fn shown(cell: &Cell) -> &str {
    match cell {
        Cell::Label(text) => text,
        Cell::Number(number) => &number.shown,
        Cell::Nothing { shown, .. } => shown,
    }
}

/// The width of a text in half characters.
pub(super) fn half_characters(text: &str) -> u32 {
    u32::try_from(text.width_cjk()).unwrap_or(u32::MAX)
}

/// Lays a table out for pages that lie so, or that are turned for it; `half_points` is the size that the style asks for.
pub(super) fn layout(table: &Table, half_points: u32, grid: &Grid, lie: Lie, lang: Lang) -> Layout {
    let measures: Vec<Measure> = (0..table.columns.len()).map(|at| measure(table, at, lang)).collect();
    let smaller = |sizes: &'static [u32]| sizes.iter().copied().filter(move |size| *size < half_points);
    let upright = std::iter::once(half_points).chain(smaller(&UPRIGHT)).map(|size| (Lie::Upright, size));
    let upright = upright.filter(|_| lie == Lie::Upright);
    let sideways = std::iter::once(half_points).chain(smaller(&SIDEWAYS)).map(|size| (Lie::Sideways, size));
    let all: Vec<usize> = (0..table.columns.len()).collect();
    for (lie, size) in upright.chain(sideways) {
        if all.len() <= COLUMNS && needed(&all, &measures, size) <= grid.area(lie).0 {
            let part = part(&all, &measures, size, grid.area(lie).0);
            return Layout { lie, half_points: size, parts: vec![part] };
        }
    }
    let size = smaller(&SIDEWAYS).next_back().unwrap_or(half_points);
    let width = grid.area(Lie::Sideways).0;
    let cut = cut(table, &measures, size, width);
    let parts = cut.iter().map(|columns| part(columns, &measures, size, width)).collect();
    Layout { lie: Lie::Sideways, half_points: size, parts }
}

fn measure(table: &Table, at: usize, lang: Lang) -> Measure {
    let column = &table.columns[at];
    let widest = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| half_characters(shown(cell)));
    let widest = widest.max().unwrap_or_default();
    let heading = heading(column, lang);
    // Letters of a heading are wider than digits.
    let letters = heading.bytes().filter(u8::is_ascii_alphabetic).count();
    let whole = half_characters(&heading).saturating_add(u32::try_from(letters.div_ceil(4)).unwrap_or_default());
    let heading_need = if whole <= 8 { whole } else { longest_word(&heading).max(whole.div_ceil(3) + 1) };
    let (need, want) = match column.form {
        Some(_) => {
            // What is no number has letters, which are wider than digits.
            let room = Numbers::of(table, at).room().div_ceil(100).max(widest.saturating_add(1));
            (room, room.saturating_add(1))
        }
        None => (widest.min(8).max(widest.min(72).div_ceil(3)), widest.min(48)),
    };
    let need = need.max(heading_need).clamp(2, WIDEST);
    Measure { need, want: want.max(whole.min(16)).clamp(need, need.max(48)), is_number: column.form.is_some() }
}

/// The longest piece of a heading that should stay on one line: a word, or what stands in brackets.
fn longest_word(heading: &str) -> u32 {
    let (mut longest, mut length, mut bracketed) = (0, 0, false);
    for c in heading.chars() {
        let wide = u32::try_from(c.width_cjk().unwrap_or_default()).unwrap_or_default();
        let opens = c == '\u{ff08}';
        let breaks = c == ' ' || opens || (is_han(c) && !bracketed);
        if breaks {
            length = 0;
        }
        bracketed = opens || (bracketed && c != '\u{ff09}');
        length += wide;
        longest = longest.max(length.min(14) + u32::from(c.is_ascii_alphabetic()));
    }
    longest
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// A width of half characters in twips, in type of that size.
pub(super) fn wide(half_characters: u32, half_points: u32) -> u32 {
    half_characters.saturating_mul(half_points * 5)
}

fn needed(columns: &[usize], measures: &[Measure], size: u32) -> u32 {
    columns.iter().map(|at| wide(measures[*at].need, size) + 2 * PADDING).sum()
}

/// The columns of a table that is too wide for any page, as tables that are not: labels first in each.
fn cut(table: &Table, measures: &[Measure], size: u32, width: u32) -> Vec<Vec<usize>> {
    let labels = table.columns.iter().take_while(|column| column.form.is_none()).count().min(COLUMNS / 2);
    let labels = if labels == table.columns.len() { 0 } else { labels };
    let (mut parts, mut part) = (Vec::new(), Vec::from_iter(0..labels));
    for at in labels..table.columns.len() {
        let begun = part.len() > labels;
        part.push(at);
        if begun && (part.len() > COLUMNS || needed(&part, measures, size) > width) {
            part.pop();
            parts.push(std::mem::replace(&mut part, (0..labels).chain([at]).collect()));
        }
    }
    parts.push(part);
    parts
}

/// The columns with their widths, which fill the page: first what each wants, then an even share of what is left. Where not
/// even what they need is there, labels give way to numbers.
fn part(columns: &[usize], measures: &[Measure], size: u32, width: u32) -> Part {
    let of = |measure: fn(&Measure) -> u32| -> Vec<u64> {
        columns.iter().map(|at| u64::from(wide(measure(&measures[*at]), size) + 2 * PADDING)).collect()
    };
    let (need, want) = (of(|m| m.need), of(|m| m.want));
    let (total_need, total_want): (u64, u64) = (need.iter().sum(), want.iter().sum());
    let width = u64::from(width);
    let is_number = |at: usize| measures[columns[at]].is_number;
    let of_numbers: u64 = (0..columns.len()).filter(|at| is_number(*at)).map(|at| need[at]).sum();
    let share = |at: usize| {
        if total_want <= width {
            want[at] + (width - total_want) * want[at] / total_want
        } else if total_need <= width {
            need[at] + (width - total_need) * (want[at] - need[at]) / (total_want - total_need)
        } else if of_numbers >= width {
            need[at] * width / total_need
        } else if is_number(at) {
            need[at]
        } else {
            need[at] * (width - of_numbers) / (total_need - of_numbers)
        }
    };
    let mut widths: Vec<u64> = (0..columns.len()).map(share).collect();
    let rest = width.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += rest;
    }
    let widths = widths.into_iter().map(|width| u32::try_from(width).unwrap_or(u32::MAX));
    Part { columns: columns.iter().copied().zip(widths).collect() }
}

#[cfg(test)]
mod tests;

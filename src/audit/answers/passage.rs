//! The passage around a place: its sentence, cut to what a terminal shows on one line, and what in it is to be marked.

use super::places::Places;
use crate::audit::verdict::Span;
use crate::words::shown::{character, width};

/// How many columns are shown before a place, and behind it.
const BEFORE: usize = 56;
const BEHIND: usize = 24;
/// How many columns of the place itself.
const WITHIN: usize = 80;

/// What a character of a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of the number that is spoken of.
    Claim,
    /// Part of a number that it is held against.
    Operand,
    /// Anything else.
    Plain,
}

/// A passage on one line: characters as they may be shown, each with its role.
pub(super) struct Passage {
    pub characters: Vec<(char, Role)>,
}

/// The sentence around `claim`, with what of `operands` stands in it.
pub(super) fn passage(places: &Places<'_>, claim: Span, operands: &[Span]) -> Passage {
    let bytes = places.bytes(claim);
    let (before, behind) = (&places.text[..bytes.start], &places.text[bytes.end..]);
    let (back, cut_before) = reach(before.chars().rev(), BEFORE, false);
    let (ahead, cut_behind) = reach(behind.chars(), BEHIND, true);
    let claimed = bounded(&places.text[bytes]);
    let head: Vec<char> = before.chars().rev().take(back).collect();
    let mut characters = Vec::new();
    characters.extend(cut_before.then_some(('…', Role::Plain)));
    let first = claim.start - back;
    let role = |at: usize| {
        let is_operand = operands.iter().any(|span| (span.start..span.end).contains(&at));
        if is_operand { Role::Operand } else { Role::Plain }
    };
    characters.extend(head.iter().rev().enumerate().map(|(offset, c)| (character(*c), role(first + offset))));
    characters.extend(claimed.chars().map(|c| (character(c), Role::Claim)));
    let tail = behind.chars().take(ahead).enumerate();
    characters.extend(tail.map(|(offset, c)| (character(c), role(claim.end + offset))));
    characters.extend(cut_behind.then_some(('…', Role::Plain)));
    Passage { characters }
}

/// How many characters of `text` belong to the sentence and fit into `columns`; whether it goes on beyond them.
fn reach(text: impl Iterator<Item = char>, columns: usize, ends_within: bool) -> (usize, bool) {
    let (mut count, mut used) = (0, 0);
    for c in text {
        if ends_sentence(c) {
            return (count + usize::from(ends_within && c != '\n'), false);
        }
        used += width(c);
        if used > columns || count >= columns * 2 {
            return (count, true);
        }
        count += 1;
    }
    (count, false)
}

const fn ends_sentence(c: char) -> bool {
    matches!(c, '\n' | '。' | '；' | '！' | '？')
}

/// The beginning of a text, as far as it fits.
fn bounded(text: &str) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += width(*c);
        used > WITHIN
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

impl Passage {
    /// The passage as it reads.
    pub fn text(&self) -> String {
        self.characters.iter().map(|(c, _)| *c).collect()
    }

    /// A line of marks to stand below it: `^` under the claim, `~` under operands.
    pub fn marks(&self) -> String {
        let mut marks = String::new();
        for (c, role) in &self.characters {
            let mark = match role {
                Role::Claim => '^',
                Role::Operand => '~',
                Role::Plain => ' ',
            };
            marks.extend(std::iter::repeat_n(mark, width(*c)));
        }
        marks.truncate(marks.trim_end().len());
        marks
    }

    /// Runs of characters of the same role.
    pub fn runs(&self) -> Vec<(String, Role)> {
        let mut runs: Vec<(String, Role)> = Vec::new();
        for (c, role) in &self.characters {
            match runs.last_mut() {
                Some((text, same)) if same == role => text.push(*c),
                _ => runs.push((c.to_string(), *role)),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, claim: &str, operand: &str) -> (String, String) {
        let find = |part: &str| {
            let byte = text.find(part).expect("a part");
            let start = text[..byte].chars().count();
            Span { start, end: start + part.chars().count() }
        };
        let passage = passage(&Places::new(text), find(claim), &[find(operand)]);
        (passage.text(), passage.marks())
    }

    #[test]
    fn the_sentence_is_shown_with_its_marks_below() {
        let (text, marks) = of("第一句。投入8371万元,占29.46%。下一句", "29.46%", "8371万元");
        assert_eq!(text, "投入8371万元,占29.46%。");
        assert_eq!(marks, "    ~~~~~~~~   ^^^^^^");
    }

    #[test]
    fn what_is_long_is_cut() {
        let long = "长".repeat(100) + "12吨" + &"尾".repeat(100);
        let (text, marks) = of(&long, "12吨", "12吨");
        assert_eq!(text, format!("…{}12吨{}…", "长".repeat(28), "尾".repeat(12)));
        assert_eq!(marks.trim_start(), "^^^^");
        assert_eq!(marks.len(), 1 + 56 + 4);
    }

    #[test]
    fn places_beyond_the_text_do_no_harm() {
        let places = Places::new("1");
        for (start, end) in [(0, 9), (1, 1), (5, 9)] {
            assert!(passage(&places, Span { start, end }, &[]).text().len() <= 4);
        }
    }
}

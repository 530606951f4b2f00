//! A text in the making together with the parts of it that say which figure they are. In: pieces of text. Out: the whole,
//! and where the marked parts came to stand. Knows no format.

use std::rc::Rc;

use super::Mark;

/// Which marked part of a paper a piece of text belongs to.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The figure's id.
    pub id: Rc<str>,
    /// Which of the paper's marked parts this is: two that follow each other may have the same id.
    pub part: usize,
}

/// Text with its marked parts, in bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Marked {
    pub text: String,
    parts: Vec<(usize, usize, Figure)>,
}

impl Marked {
    /// Adds text that belongs to `figure`, if to any. White space alone opens no part, and ends none.
    pub fn push(&mut self, text: &str, figure: Option<&Figure>) {
        let from = self.text.len();
        self.text.push_str(text);
        let Some(figure) = figure.filter(|_| !text.trim().is_empty()) else { return };
        match self.parts.last_mut() {
            Some((_, to, last)) if last.part == figure.part => *to = self.text.len(),
            _ => self.parts.push((from, self.text.len(), figure.clone())),
        }
    }

    /// Adds a whole text with its parts.
    pub fn append(&mut self, other: Self) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        self.parts.extend(other.parts.into_iter().map(|(from, to, figure)| (from + by, to + by, figure)));
    }

    /// The same without empty lines at both ends.
    pub fn without_outer_line_ends(mut self) -> Self {
        self.text.truncate(self.text.trim_end_matches('\n').len());
        let cut = self.text.len() - self.text.trim_start_matches('\n').len();
        self.text.drain(..cut);
        let length = self.text.len();
        for (from, to, _) in &mut self.parts {
            (*from, *to) = (from.saturating_sub(cut), to.saturating_sub(cut).min(length));
        }
        self
    }

    /// The same on one line: tabs and line ends are spaces.
    pub fn on_one_line(self) -> Self {
        // Each of them is one byte, and so is a space: the parts stay where they are.
        Self { text: self.text.replace(['\n', '\t'], " "), ..self }
    }

    /// The text, and its parts in characters instead of bytes.
    pub fn finish(self) -> (String, Vec<Mark>) {
        let (mut at_byte, mut at_character) = (0, 0);
        let mut character = |byte: usize| {
            at_character += self.text.get(at_byte..byte).map_or(0, |passed| passed.chars().count());
            at_byte = byte;
            at_character
        };
        let mark = |(from, to, figure): &(usize, usize, Figure)| Mark {
            start: character(*from),
            end: character(*to),
            id: figure.id.to_string(),
        };
        let marks = self.parts.iter().map(mark).filter(|mark| mark.start < mark.end).collect();
        (self.text, marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(id: &str, part: usize) -> Figure {
        Figure { id: Rc::from(id), part }
    }

    #[test]
    fn parts_grow_move_and_are_counted_in_characters() {
        let mut cell = Marked::default();
        cell.push("\n", Some(&figure("a", 0)));
        cell.push("３吨", Some(&figure("a", 0)));
        cell.push(" ", Some(&figure("a", 0)));
        cell.push("半\n", Some(&figure("a", 0)));
        cell.push("2", Some(&figure("a", 1)));
        let mut line = Marked::default();
        line.push("销量\t", None);
        line.append(cell.without_outer_line_ends().on_one_line());
        let (text, marks) = line.finish();
        assert_eq!(text, "销量\t３吨 半 2");
        let mark = |start, end| Mark { start, end, id: "a".to_owned() };
        assert_eq!(marks, [mark(3, 8), mark(8, 9)]);
    }

    #[test]
    fn a_part_that_was_cut_off_is_none() {
        let mut cell = Marked::default();
        cell.push("1", None);
        cell.push("\n", None);
        assert_eq!(cell.without_outer_line_ends().finish(), ("1".to_owned(), Vec::new()));
    }
}

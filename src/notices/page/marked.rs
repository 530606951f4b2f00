//! A text that grows, with the stretches of it that are marked as figures. Marks move with their text.

use std::sync::Arc;

use crate::notices::Mark;

/// A text with its marks, which are counted in bytes until it is whole.
#[derive(Clone, Debug, Default)]
pub(in crate::notices) struct Marked {
    text: String,
    marks: Vec<Mark>,
}

impl Marked {
    /// Adds text that is not marked.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds another text with its marks.
    pub fn append(&mut self, other: Self) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        let moved = other.marks.into_iter();
        self.marks.extend(moved.map(|mark| Mark { start: mark.start + before, end: mark.end + before, ..mark }));
    }

    /// Marks everything behind a byte, but for white space around it; nothing where nothing else stands there.
    pub fn mark(&mut self, from: usize, id: &Arc<str>) {
        let Some(behind) = self.text.get(from..) else { return };
        let trimmed = behind.trim();
        if trimmed.is_empty() {
            return;
        }
        let start = from + behind.len() - behind.trim_start().len();
        self.marks.push(Mark { start, end: start + trimmed.len(), id: Arc::clone(id) });
    }

    /// How long the text is, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether nothing stands on the last line.
    pub fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Takes away the line ends around the text. Marks hold none at their ends, so that they all stay.
    pub fn trim_line_ends(&mut self) {
        let behind = self.text.trim_end_matches('\n').len();
        self.text.truncate(behind);
        let before = behind - self.text.trim_start_matches('\n').len();
        self.text.drain(..before);
        for mark in &mut self.marks {
            (mark.start, mark.end) = (mark.start.saturating_sub(before), mark.end.saturating_sub(before));
        }
    }

    /// Puts a space for each line end and tab.
    pub fn join_lines(&mut self) {
        if self.text.contains(['\n', '\t']) {
            self.text = self.text.replace(['\n', '\t'], " ");
        }
    }

    /// The text and its marks in their order, counted in scalar values; one within another of the same figure is left out.
    pub fn into_parts(self) -> (String, Vec<Mark>) {
        let (text, mut marks) = (self.text, self.marks);
        let mut places: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
        places.sort_unstable();
        places.dedup();
        let (mut counts, mut counted, mut from) = (Vec::with_capacity(places.len()), 0, 0);
        for place in &places {
            counted += text.get(from..*place).map_or(0, |piece| piece.chars().count());
            from = *place;
            counts.push(counted);
        }
        let count = |place: usize| places.binary_search(&place).map_or(0, |at| counts[at]);
        for mark in &mut marks {
            (mark.start, mark.end) = (count(mark.start), count(mark.end));
        }
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        // A figure that is marked in two ways is one.
        marks.dedup_by(|next, mark| next.id == mark.id && next.end <= mark.end);
        (text, marks)
    }
}

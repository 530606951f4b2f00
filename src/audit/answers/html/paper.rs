//! The text of a notice with its marks: a paragraph a line, rows of cells as tables.

use std::fmt::Write;
use std::ops::Range;

use super::escape::escaped;
use super::sections::Section;
use crate::audit::answers::marks::{Entry, Layer, Mark, Piece, pieces};
use crate::audit::verdict::{Audit, Span};

/// The class of a mark.
pub(super) const fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Contradicted => "no",
        Mark::Confirmed => "yes",
        Mark::NotCheckable => "open",
        Mark::NotClaim => "none",
    }
}

/// A text that is being marked.
pub(super) struct Paper<'a> {
    pub section: &'a Section<'a>,
    pub entries: &'a [Entry<'a>],
    /// What is said of each entry, in the order of the entries.
    pub tips: &'a [String],
    /// The text by its characters.
    pub characters: Vec<char>,
}

impl Paper<'_> {
    /// The marked text.
    pub fn html(&self, audit: &Audit) -> String {
        let marked = self.pieces(audit);
        let (mut html, mut at, mut in_table) = (String::new(), 0, 0);
        let lines = self.lines();
        for (number, line) in lines.iter().enumerate() {
            let from = at;
            at += marked[from..].iter().take_while(|piece| piece.at.end <= line.end).count();
            let line_pieces = &marked[from..at];
            at += marked[at..].iter().take_while(|piece| piece.at.end <= line.end + 1).count();
            if in_table == 0 {
                in_table = self.table_length(&lines[number..]);
                html.push_str(if in_table > 0 { "<div class=\"scroll\"><table>\n" } else { "" });
            }
            html += &self.line(number + 1, line_pieces, in_table > 0);
            if in_table == 1 {
                html.push_str("</table></div>\n");
            }
            in_table = in_table.saturating_sub(1);
        }
        html
    }

    /// The pieces of the text, cut at marks and at the ends of lines and cells as well.
    fn pieces(&self, audit: &Audit) -> Vec<Piece> {
        let numerals =
            self.entries.iter().enumerate().map(|(at, entry)| (entry.at(), Layer::Numeral(entry.mark(), at)));
        let failing = audit.relations.iter().filter(|relation| !relation.holds);
        let failing = failing.map(|relation| (relation.claim_at, Layer::Fails));
        let lints = audit.lints.iter().map(|lint| (lint.at, Layer::Lint));
        let layers: Vec<(Span, Layer)> = numerals.chain(failing).chain(lints).collect();
        pieces(&layers, self.characters.len()).into_iter().flat_map(|piece| self.cut(piece)).collect()
    }

    fn cut(&self, piece: Piece) -> Vec<Piece> {
        let (mut cut, mut from) = (Vec::new(), piece.at.start);
        for at in piece.at.start..piece.at.end {
            if matches!(self.characters[at], '\n' | '\t') {
                cut.extend([(from, at), (at, at + 1)]);
                from = at + 1;
            }
        }
        cut.push((from, piece.at.end));
        let of = |(start, end)| Piece { at: Span { start, end }, ..piece.clone() };
        cut.into_iter().filter(|(start, end)| start < end).map(of).collect()
    }

    /// The characters of each line, without its end.
    fn lines(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        self.characters
            .split(|c| *c == '\n')
            .map(|line| {
                let range = start..start + line.len();
                start = range.end + 1;
                range
            })
            .collect()
    }

    /// How many of the next lines are a table: at least two with the same number of tabs.
    fn table_length(&self, lines: &[Range<usize>]) -> usize {
        let tabs = |line: &Range<usize>| self.characters[line.clone()].iter().filter(|c| **c == '\t').count();
        let first = lines.first().map_or(0, tabs);
        let same = lines.iter().take_while(|line| first > 0 && tabs(line) == first).count();
        if same > 1 { same } else { 0 }
    }

    fn line(&self, number: usize, pieces: &[Piece], is_row: bool) -> String {
        let id = format!("l{}-{number}", self.section.number);
        if is_row {
            let cells = pieces.split(|piece| self.characters[piece.at.start] == '\t');
            let cells = cells.map(|cell| format!("<td>{}</td>", self.marked(cell)));
            return format!("<tr id=\"{id}\">{}</tr>\n", cells.collect::<String>());
        }
        if pieces.is_empty() { String::new() } else { format!("<p id=\"{id}\">{}</p>\n", self.marked(pieces)) }
    }

    fn marked(&self, pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        let text: String = self.characters[piece.at.start..piece.at.end].iter().collect();
        let text = if text == "\t" { text } else { escaped(&text) };
        let over = [(piece.fails, " fails"), (piece.lint, " lint")];
        let over: String = over.into_iter().filter(|(is, _)| *is).map(|(_, class)| class).collect();
        let Some((mark, entry)) = piece.numeral else {
            return if over.is_empty() { text } else { format!("<span class=\"{}\">{text}</span>", over.trim_start()) };
        };
        let (section, at) = (self.section.number, self.entries[entry].at());
        let mut html = format!("<span class=\"n {}{over}\" data-tip=\"{}\"", class(mark), escaped(&self.tips[entry]));
        if piece.at.start == at.start {
            let _ =
                write!(html, " id=\"m{section}-{0}\" tabindex=\"0\" aria-describedby=\"t{section}-{0}\"", entry + 1);
        }
        if piece.at.end >= at.end {
            let _ = write!(html, " data-ref=\"{}\"", entry + 1);
        }
        html + ">" + &text + "</span>"
    }
}

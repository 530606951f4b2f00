//! Tags and texts of a page to its lines: what is open, what is hidden, where lines and cells end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::elements::{
    closed_by, is_block, is_cell, is_datum, is_dropped, is_embedded, is_of_table, is_void, keeps_space,
};
use crate::findings::Code;
use crate::notices::page::{MarkStart, Page, too_deep};
use crate::notices::{Notice, NoticeError};

/// So many elements that matter may lie within each other; browsers draw the line there as well.
const DEPTH: usize = 512;

/// A page, read as far as the last tag.
pub(super) struct Walk {
    page: Page,
    /// The names of the elements that are open: blocks, and within a hidden element all.
    open: Vec<Vec<u8>>,
    /// Where among them each name stands, so that nothing is searched for.
    places: BTreeMap<Vec<u8>, Vec<usize>>,
    /// How many were open when the hidden element began.
    hidden_from: Option<usize>,
    /// White space is due before the next word.
    space: bool,
    /// How many open elements keep white space.
    keeping: usize,
    /// How many open elements are tables.
    tables: usize,
    /// A newline that comes now is not shown: it follows `<pre>`.
    is_fresh: bool,
    remarks: BTreeSet<Code>,
    /// The marked elements that are open, each with where its text began; none where it names no figure.
    figures: Vec<Option<(MarkStart, Arc<str>)>>,
}

impl Walk {
    pub fn new() -> Self {
        Self {
            page: Page::new(),
            open: Vec::new(),
            places: BTreeMap::new(),
            hidden_from: None,
            space: false,
            keeping: 0,
            tables: 0,
            is_fresh: false,
            remarks: BTreeSet::new(),
            figures: Vec::new(),
        }
    }

    /// What the page shows.
    pub fn finish(mut self) -> Notice {
        while !self.open.is_empty() {
            self.pop();
        }
        let (text, marks) = self.page.finish().into_parts();
        Notice { text, remarks: self.remarks.into_iter().collect(), marks }
    }

    /// A start tag. `hidden`: an attribute takes its element off the page; `figure`: it says which figure its text is.
    pub fn open(
        &mut self,
        name: &[u8],
        hidden: bool,
        figure: Option<&str>,
        self_closing: bool,
    ) -> Result<(), NoticeError> {
        if let Some((closed, beyond)) = closed_by(name) {
            self.close_from(closed, beyond, false);
        }
        self.is_fresh = false;
        if let Some(from) = self.hidden_from {
            let is_drawn = self.open.get(from).is_some_and(|root| root == b"svg");
            return if is_void(name) || (is_drawn && self_closing) { Ok(()) } else { self.put(name) };
        }
        if is_embedded(name) && !hidden {
            self.remarks.insert(Code("notice-embedded-left-out"));
        }
        if is_void(name) {
            self.void(name);
            return Ok(());
        }
        if hidden || is_dropped(name) {
            self.hidden_from = Some(self.open.len());
            return if name == b"svg" && self_closing { self.undo_hidden() } else { self.put(name) };
        }
        if is_datum(name) {
            self.put(name)?;
            self.open_figure(figure);
            return Ok(());
        }
        self.show(name)
    }

    /// A start tag of a part that the page itself sets apart from what it claims.
    pub fn open_aside(&mut self, name: &[u8], self_closing: bool) -> Result<(), NoticeError> {
        if self.hidden_from.is_none() && !is_void(name) {
            self.remarks.insert(Code("notice-aside-left-out"));
        }
        self.open(name, true, None, self_closing)
    }

    /// From here on the text is the figure of this id, if the element names one.
    fn open_figure(&mut self, id: Option<&str>) {
        if std::mem::take(&mut self.space) && !self.page.is_at_line_start() {
            self.page.push(" ");
        }
        self.figures.push(id.map(|id| (self.page.begin_mark(), Arc::from(id))));
    }

    /// Ends the innermost figure.
    fn close_figure(&mut self) {
        if let Some((start, id)) = self.figures.pop().flatten() {
            self.page.end_mark(start, &id);
        }
    }

    fn undo_hidden(&mut self) -> Result<(), NoticeError> {
        self.hidden_from = None;
        Ok(())
    }

    fn put(&mut self, name: &[u8]) -> Result<(), NoticeError> {
        if self.open.len() >= DEPTH {
            return Err(too_deep());
        }
        self.places.entry(name.to_owned()).or_default().push(self.open.len());
        self.open.push(name.to_owned());
        Ok(())
    }

    fn void(&mut self, name: &[u8]) {
        match name {
            b"br" => self.page.end_line(),
            b"hr" => self.page.begin_line(),
            _ => return,
        }
        self.space = false;
    }

    /// Opens an element that is seen.
    fn show(&mut self, name: &[u8]) -> Result<(), NoticeError> {
        if !is_block(name) && !keeps_space(name) || (self.tables == 0 && is_of_table(name) && name != b"table") {
            return Ok(());
        }
        self.put(name)?;
        self.space = false;
        self.is_fresh = keeps_space(name);
        self.keeping += usize::from(keeps_space(name));
        self.tables += usize::from(name == b"table");
        if is_cell(name) {
            return self.page.open_cell();
        }
        if is_block(name) {
            self.page.begin_line();
        }
        Ok(())
    }

    /// An end tag.
    pub fn close(&mut self, name: &[u8]) {
        self.is_fresh = false;
        let beyond: &[&[u8]] = match name {
            b"table" => &[],
            _ if is_of_table(name) => &[b"table"],
            _ => &[b"td", b"th", b"caption", b"table"],
        };
        if name == b"br" && self.hidden_from.is_none() {
            self.void(b"br");
        }
        self.close_from(&[name], beyond, true);
    }

    /// Closes the innermost element that is `wanted`, or the outermost, with all that is in it; looks no further than the
    /// elements `beyond`.
    fn close_from(&mut self, wanted: &[&[u8]], beyond: &[&[u8]], innermost: bool) {
        if wanted.iter().all(|name| self.last(name).is_none()) {
            return;
        }
        let from = beyond.iter().filter_map(|name| self.last(name)).max().map_or(0, |at| at + 1);
        let found = wanted.iter().filter_map(|name| {
            let places = self.places.get(*name)?;
            let first = places.get(places.partition_point(|&at| at < from))?;
            if innermost { places.last() } else { Some(first) }
        });
        let found = if innermost { found.max() } else { found.min() }.copied();
        while found.is_some_and(|at| self.open.len() > at) {
            self.pop();
        }
    }

    /// Where the innermost element of a name stands.
    fn last(&self, name: &[u8]) -> Option<usize> {
        self.places.get(name)?.last().copied()
    }

    fn pop(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if let Some(places) = self.places.get_mut(&name) {
            places.pop();
        }
        match self.hidden_from {
            Some(from) if from == self.open.len() => self.hidden_from = None,
            Some(_) => {}
            None => self.shown(&name),
        }
    }

    /// Ends an element that was seen.
    fn shown(&mut self, name: &[u8]) {
        if is_datum(name) {
            return self.close_figure();
        }
        self.space = false;
        self.keeping -= usize::from(keeps_space(name));
        match name {
            b"td" | b"th" => self.page.close_cell(),
            b"tr" => self.page.close_row(),
            b"table" => {
                self.tables -= 1;
                self.page.close_row();
            }
            _ => {}
        }
        if is_block(name) && !is_cell(name) {
            self.page.begin_line();
        }
    }

    /// Text between tags.
    pub fn text(&mut self, text: &str) {
        if self.hidden_from.is_some() {
            return;
        }
        if self.keeping > 0 {
            let text = text.strip_prefix('\n').filter(|_| self.is_fresh).unwrap_or(text);
            self.page.push(text);
            self.is_fresh = false;
            return;
        }
        let is_space = |c: char| c.is_ascii_whitespace();
        for (at, word) in text.split(is_space).enumerate() {
            self.space |= at > 0;
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    fn word(&mut self, word: &str) {
        if self.space && !self.page.is_at_line_start() {
            self.page.push(" ");
        }
        self.space = false;
        self.page.push(word);
    }
}

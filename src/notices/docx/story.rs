//! One part of a document to its text: paragraphs, tables, boxes; what was deleted and what is not shown left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::damaged;
use super::figures::Figures;
use super::package::attribute;
use super::tag::{Tag, tag};
use crate::findings::Code;
use crate::notices::NoticeError;
use crate::notices::page::{MarkStart, Marked, Page, too_deep};

/// So deep may elements lie within each other.
const DEPTH: usize = 1000;
/// The tag of a content control that holds what the paper quotes and does not claim.
const ASIDE: &str = "aside";

/// The text of a part.
pub(super) struct Told {
    pub text: Marked,
    pub remarks: BTreeSet<Code>,
}

/// Reads the XML of a part; `figures` are the ids that its tags may point to.
pub(super) fn read(xml: &str, figures: &Figures) -> Result<Told, NoticeError> {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut story = Story::new(figures);
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(damaged)?;
        match event {
            Event::Start(start) => story.open(tag(&namespace, start.local_name().as_ref()), &start)?,
            Event::End(_) => story.close(),
            Event::Text(text) => story.text(&text.xml10_content()),
            Event::CData(text) => story.text(&text.xml10_content()),
            Event::GeneralRef(entity) => story.text(&resolved(&entity)?),
            // No editor writes one, and what it declares may grow without bounds.
            Event::DocType(_) => return Err(damaged("DOCTYPE")),
            Event::Eof => return story.finish(),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The character of a reference. No entity is declared, so only those of XML itself are known.
fn resolved(entity: &BytesRef<'_>) -> Result<String, NoticeError> {
    if let Some(character) = entity.resolve_char_ref().map_err(damaged)? {
        return Ok(character.to_string());
    }
    let name = entity.xml10_content();
    resolve_predefined_entity(&name).map(str::to_owned).ok_or_else(|| damaged(format!("&{name};")))
}

/// A part, read as far as the last tag.
struct Story<'a> {
    figures: &'a Figures,
    page: Page,
    remarks: BTreeSet<Code>,
    open: Vec<Tag>,
    /// How many elements were open when one began that is left out.
    left_out_from: Option<usize>,
    /// Of each open paragraph: whether its mark was deleted, so that it runs on into the next one.
    runs_on: Vec<bool>,
    /// Of each open row: whether it was deleted.
    deleted_rows: Vec<bool>,
    /// Of each open set of alternatives: whether one was taken.
    taken: Vec<bool>,
    /// Of each open field: whether its instruction is being read, not its result.
    fields: Vec<bool>,
    /// How many of them are.
    instructions: usize,
    /// Each open content control.
    controls: Vec<Control>,
    /// Each open bookmark of a figure, by its id.
    bookmarks: BTreeMap<String, (Arc<str>, MarkStart)>,
    /// The characters of the text element that is open, and whether its outer white space counts.
    run: String,
    preserved: bool,
}

/// A content control, as far as it was read.
#[derive(Default)]
struct Control {
    /// The figure that its tag names.
    figure: Option<Arc<str>>,
    /// Whether it only shows a hint where the figure was.
    is_hint: bool,
    /// Whether what it holds claims nothing.
    is_aside: bool,
    /// Where its content begins.
    start: Option<MarkStart>,
}

impl<'a> Story<'a> {
    fn new(figures: &'a Figures) -> Self {
        Self {
            figures,
            page: Page::new(),
            remarks: BTreeSet::new(),
            open: Vec::new(),
            left_out_from: None,
            runs_on: Vec::new(),
            deleted_rows: Vec::new(),
            taken: Vec::new(),
            fields: Vec::new(),
            instructions: 0,
            controls: Vec::new(),
            bookmarks: BTreeMap::new(),
            run: String::new(),
            preserved: false,
        }
    }

    fn finish(self) -> Result<Told, NoticeError> {
        if !self.open.is_empty() {
            return Err(damaged("EOF"));
        }
        if self.instructions > 0 {
            // What follows the field would be missing.
            return Err(damaged("fldChar"));
        }
        Ok(Told { text: self.page.finish(), remarks: self.remarks })
    }

    /// The element around the one that is being opened, and the one around that.
    fn around(&self) -> (Option<Tag>, Option<Tag>) {
        let at = |back: usize| self.open.len().checked_sub(back).map(|at| self.open[at]);
        (at(1), at(2))
    }

    fn open(&mut self, tag: Tag, start: &BytesStart<'_>) -> Result<(), NoticeError> {
        if self.open.len() >= DEPTH {
            return Err(too_deep());
        }
        if self.left_out_from.is_none() {
            self.enter(tag, start)?;
        }
        self.open.push(tag);
        Ok(())
    }

    fn enter(&mut self, tag: Tag, start: &BytesStart<'_>) -> Result<(), NoticeError> {
        let (parent, beyond) = self.around();
        match tag {
            Tag::Paragraph => self.runs_on.push(false),
            Tag::Row => self.deleted_rows.push(false),
            Tag::Cell => self.page.open_cell()?,
            Tag::TextBox => self.page.open_box()?,
            Tag::Text => {
                self.run.clear();
                self.preserved = attribute(start, "space").is_some_and(|value| value == "preserve");
            }
            Tag::Tab if parent != Some(Tag::TabStops) => self.show("\t"),
            Tag::Break => self.line_break(),
            Tag::NoBreakHyphen => self.show("-"),
            Tag::Symbol => self.symbol(start),
            Tag::FieldMark => self.field(start),
            Tag::Alternatives => self.taken.push(false),
            Tag::Choice | Tag::Fallback => self.alternative(),
            Tag::Deleted => self.deleted(parent, beyond),
            Tag::Unshown => self.leave_out(),
            Tag::Note if attribute(start, "type").is_some_and(|kind| kind != "normal") => self.leave_out(),
            Tag::Inserted => self.remark(Code("notice-tracked-changes")),
            Tag::Vanish if (parent, beyond) == (Some(Tag::RunProperties), Some(Tag::Run)) && is_on(start) => {
                self.remark(Code("notice-hidden-text"));
            }
            Tag::Embedded => self.remark(Code("notice-embedded-left-out")),
            Tag::BookmarkStart | Tag::BookmarkEnd => self.bookmark(tag, start),
            Tag::Control => self.controls.push(Control::default()),
            Tag::ControlName | Tag::ControlHint | Tag::ControlContent => self.control(tag, parent, start),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self) {
        let Some(tag) = self.open.pop() else { return };
        if let Some(from) = self.left_out_from {
            if from < self.open.len() {
                return;
            }
            self.left_out_from = None;
        }
        self.leave(tag);
    }

    /// Ends an element that was entered.
    fn leave(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph if self.runs_on.pop() == Some(false) => {
                self.page.end_line();
            }
            Tag::Cell => self.page.close_cell(),
            Tag::Row => {
                if self.deleted_rows.pop() == Some(true) {
                    self.page.drop_row();
                } else {
                    self.page.close_row();
                }
            }
            Tag::TextBox => self.page.close_box(),
            Tag::ControlContent => self.end_content(),
            Tag::Control => {
                self.controls.pop();
            }
            Tag::Alternatives => {
                self.taken.pop();
            }
            Tag::Text => {
                let run = std::mem::take(&mut self.run);
                let run = if self.preserved { run.as_str() } else { run.trim_matches([' ', '\t', '\r', '\n']) };
                self.show(&run.replace(['\n', '\r'], " "));
            }
            _ => {}
        }
    }

    /// Characters between tags; they count within a text element alone.
    fn text(&mut self, text: &str) {
        if self.left_out_from.is_none() && self.open.last() == Some(&Tag::Text) {
            self.run.push_str(text);
        }
    }

    fn show(&mut self, text: &str) {
        if self.instructions == 0 {
            self.page.push(text);
        }
    }

    fn line_break(&mut self) {
        if self.instructions == 0 {
            self.page.push("\n");
        }
    }

    /// A character of a symbol font stays in the private area, where it is no digit.
    fn symbol(&mut self, start: &BytesStart<'_>) {
        let number = attribute(start, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
        if let Some(character) = number.and_then(char::from_u32).filter(|c| !c.is_control()) {
            let mut bytes = [0; 4];
            self.show(character.encode_utf8(&mut bytes));
        }
    }

    fn field(&mut self, start: &BytesStart<'_>) {
        match attribute(start, "fldCharType").as_deref() {
            Some("begin") => {
                self.fields.push(true);
                self.instructions += 1;
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    self.instructions -= usize::from(std::mem::take(field));
                }
            }
            Some("end") => self.instructions -= usize::from(self.fields.pop() == Some(true)),
            _ => {}
        }
    }

    /// Of several forms of the same content the first is read.
    fn alternative(&mut self) {
        match self.taken.last_mut() {
            Some(taken) if !*taken => *taken = true,
            _ => self.leave_out(),
        }
    }

    fn deleted(&mut self, parent: Option<Tag>, beyond: Option<Tag>) {
        self.remark(Code("notice-tracked-changes"));
        match (parent, beyond) {
            (Some(Tag::RunProperties), Some(Tag::ParagraphProperties)) => {
                if let Some(runs_on) = self.runs_on.last_mut() {
                    *runs_on = true;
                }
            }
            (Some(Tag::RowProperties), _) => {
                if let Some(deleted) = self.deleted_rows.last_mut() {
                    *deleted = true;
                }
            }
            _ => self.leave_out(),
        }
    }

    /// A part of the content control that is open.
    fn control(&mut self, tag: Tag, parent: Option<Tag>, start: &BytesStart<'_>) {
        let Some(control) = self.controls.last_mut() else { return };
        match (tag, parent) {
            (Tag::ControlName, Some(Tag::ControlProperties)) => {
                let tag = attribute(start, "val").unwrap_or_default();
                (control.figure, control.is_aside) = (self.figures.of_tag(&tag), tag == ASIDE);
            }
            (Tag::ControlHint, Some(Tag::ControlProperties)) => control.is_hint = is_on(start),
            (Tag::ControlContent, Some(Tag::Control)) if control.is_aside => {
                self.remark(Code("notice-aside-left-out"));
                self.leave_out();
            }
            (Tag::ControlContent, Some(Tag::Control)) => control.start = Some(self.page.begin_mark()),
            _ => {}
        }
    }

    /// An end of a bookmark.
    fn bookmark(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let Some(id) = attribute(start, "id") else { return };
        if tag == Tag::BookmarkEnd {
            if let Some((figure, start)) = self.bookmarks.remove(&id) {
                self.page.end_mark(start, &figure);
            }
        } else if let Some(figure) = attribute(start, "name").and_then(|name| self.figures.of_bookmark(&name)) {
            let start = self.page.begin_mark();
            self.bookmarks.insert(id, (figure, start));
        }
    }

    /// Ends the content of the control that is open: what it held is its figure.
    fn end_content(&mut self) {
        let Some(control) = self.controls.last_mut() else { return };
        if let (Some(start), Some(figure), false) = (control.start.take(), &control.figure, control.is_hint) {
            self.page.end_mark(start, figure);
        }
    }

    fn leave_out(&mut self) {
        self.left_out_from = Some(self.open.len());
    }

    fn remark(&mut self, code: Code) {
        self.remarks.insert(code);
    }
}

/// Whether a property that may be switched off is on.
fn is_on(start: &BytesStart<'_>) -> bool {
    !attribute(start, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

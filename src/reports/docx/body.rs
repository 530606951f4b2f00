//! A document's blocks to paragraphs and tables, in sections of pages that lie alike.

use super::grid::{Grid, Lie};
use super::marks::Marks;
use super::paragraph::{Indent, Manner, Paragraph, field, run, runs};
use super::picture;
use super::section;
use super::signature;
use super::style::Style;
use super::table::{Setting, Sheet};
use super::widths::{self, Layout, Part};
use super::xml::element;
use crate::reports::document::{Annex, Block, Document, Picture, Span, Table};
use crate::words::{self, Lang};

/// What stands in the order of the pages.
enum Piece {
    Paragraph(Paragraph),
    Table(String),
}

/// The body of a document, and what its parts beside it must hold.
pub(super) struct Body<'a> {
    /// The paragraphs, tables and sections.
    pub xml: String,
    /// The pictures in the order of their numbers, from 1.
    pub pictures: Vec<&'a Picture>,
    /// The figures.
    pub marks: Marks,
}

/// Writes the body.
pub(super) fn body<'a>(document: &'a Document, style: &Style) -> Body<'a> {
    let grid = Grid::new(style);
    let mut writer = Writer {
        lang: document.lang,
        grid: &grid,
        table_size: style.table.half_points,
        note_size: style.note.half_points,
        lie: Lie::Upright,
        turn: None,
        pieces: Vec::new(),
        xml: String::new(),
        pictures: Vec::new(),
        captions: [0; 2],
        marks: Marks::default(),
    };
    writer.paper(document);
    let content = writer.finished();
    Body { xml: content, pictures: writer.pictures, marks: writer.marks }
}

struct Writer<'a, 'g> {
    lang: Lang,
    grid: &'g Grid,
    /// Sizes of type in tables and in the notes under them, in half points.
    table_size: u32,
    note_size: u32,
    /// How the section lies that is being written.
    lie: Lie,
    /// How the next piece lies, where that is another way.
    turn: Option<Lie>,
    /// The section's pieces.
    pieces: Vec<Piece>,
    /// The sections before it.
    xml: String,
    pictures: Vec<&'a Picture>,
    /// How many pictures and tables have a number.
    captions: [usize; 2],
    marks: Marks,
}

impl<'a> Writer<'a, '_> {
    fn paper(&mut self, document: &'a Document) {
        if !document.title.is_empty() {
            let title = self.words(&document.title);
            self.push(Paragraph::new("Title", title));
        }
        let signature = signature::begin(&document.blocks);
        self.blocks(&document.blocks[..signature], "");
        self.annex_list(&document.annexes);
        self.signature(&document.blocks[signature..]);
        for (number, annex) in (1..).zip(&document.annexes) {
            self.annex(annex, (document.annexes.len() > 1).then_some(number));
        }
    }

    /// Blocks in their order; a table of the name `known` has no title of its own.
    fn blocks(&mut self, blocks: &'a [Block], known: &str) {
        let mut rest = blocks;
        while let Some(first) = rest.first() {
            let signed = rest.iter().take_while(|block| matches!(block, Block::Signature(_))).count();
            if signed > 0 {
                self.signature(&rest[..signed]);
            } else {
                self.block(first, known);
            }
            rest = &rest[signed.max(1)..];
        }
    }

    fn block(&mut self, block: &'a Block, known: &str) {
        match block {
            Block::Heading { level, text } => {
                let style = ["Heading1", "Heading2", "Heading3", "Heading4"][usize::from((*level).clamp(1, 4) - 1)];
                let text = self.runs(text);
                self.push(Paragraph::new(style, text));
            }
            Block::Paragraph(text) | Block::Signature(text) => {
                let text = self.runs(text);
                self.push(Paragraph::new("BodyText", text));
            }
            Block::Table(table) => self.table(table, table.title == known),
            Block::Picture(picture) => self.picture(picture),
        }
    }

    fn signature(&mut self, lines: &[Block]) {
        let texts: Vec<&[Span]> =
            lines.iter().map(|block| if let Block::Signature(text) = block { text.as_slice() } else { &[] }).collect();
        let places = signature::places(&texts);
        for (at, (text, place)) in texts.iter().zip(places).enumerate() {
            let mut line = Paragraph::new("Signature", self.runs(text));
            line.spaced = (at == 0).then(|| self.grid.line());
            line.keep_next = at + 1 < texts.len();
            line.indent.right_characters = Some(place);
            line.indent.right = Some(self.grid.characters(place));
            self.push(line);
        }
    }

    /// 附件: the names of what is attached, each behind its number, a long one indented under itself.
    fn annex_list(&mut self, annexes: &[Annex]) {
        let counted = annexes.len() > 1;
        let opening = words::text(self.lang, if counted { "paper-annexes" } else { "paper-annex-only" });
        let item = words::text(self.lang, "paper-annex-item");
        let number = |at: usize| {
            let number = words::fill(item, &[("n", &at.to_string())]);
            if counted { number } else { String::new() }
        };
        let widest = widths::half_characters(&number(annexes.len()));
        let (first, gap) = (2 * i32::try_from(self.grid.first_line()).unwrap_or_default(), i32::from(counted));
        let numbers = i32::try_from(widest).unwrap_or_default() + gap;
        let openings = i32::try_from(widths::half_characters(opening)).unwrap_or_default();
        for (at, annex) in (1..).zip(annexes) {
            let (lead, hanging) = if at == 1 { (opening, openings + numbers) } else { ("", numbers) };
            let tab = if counted { "\t" } else { "" };
            let text = [lead, &number(at), tab, &one_title(&annex.title)].concat();
            let mut line = Paragraph::new("AnnexList", self.words(&text));
            line.spaced = (at == 1).then(|| self.grid.line());
            line.indent = Indent {
                left: Some(self.grid.characters((first + openings + numbers) * 50)),
                hanging: Some(self.grid.characters(hanging * 50)),
                ..Indent::default()
            };
            self.push(line);
        }
    }

    /// An annex, on pages of its own.
    fn annex(&mut self, annex: &'a Annex, number: Option<usize>) {
        let wide = |table: &Table| self.layout(table, Lie::Upright).lie == Lie::Sideways;
        let sideways = |block: &Block| matches!(block, Block::Table(table) if wide(table));
        let lie = if annex.blocks.iter().any(sideways) { Lie::Sideways } else { Lie::Upright };
        self.begin(lie);
        let mark = match number {
            Some(number) => words::fill(words::text(self.lang, "paper-annex-number"), &[("n", &number.to_string())]),
            None => words::text(self.lang, "paper-annex").to_owned(),
        };
        let mark = self.words(&mark);
        self.push(Paragraph::new("AnnexMark", mark));
        let title = self.words(&annex.title);
        self.push(Paragraph::new("AnnexTitle", title));
        self.blocks(&annex.blocks, &annex.title);
    }

    fn layout(&self, table: &Table, lie: Lie) -> Layout {
        widths::layout(table, self.table_size, self.grid, lie, self.lang)
    }

    /// A table with its title above and its notes below. Too wide for the page as it lies, it has pages of its own, or
    /// shares those of the wide table before it.
    fn table(&mut self, table: &'a Table, titled: bool) {
        let lie = self.turn.unwrap_or(self.lie);
        let layout = self.layout(table, lie);
        if layout.lie == self.lie {
            self.turn = None;
        } else {
            self.begin(layout.lie);
        }
        let number = (!titled && !table.title.is_empty()).then(|| self.count(1));
        for (at, part) in layout.parts.iter().enumerate() {
            self.table_part(table, &layout, part, number, at > 0);
        }
        self.notes(table);
        if layout.lie != lie {
            self.turn = Some(lie);
        }
    }

    fn table_part(&mut self, table: &'a Table, layout: &Layout, part: &Part, number: Option<usize>, again: bool) {
        let title = if again {
            words::fill(words::text(self.lang, "paper-continued"), &[("title", &table.title)])
        } else {
            table.title.clone()
        };
        if let Some(number) = number {
            let title = self.caption("paper-table", "TableTitle", number, &title);
            self.push(Paragraph { keep_next: true, ..title });
        }
        self.unit_line(table);
        let setting = Setting { lang: self.lang, half_points: self.table_size };
        if !part.columns.is_empty() {
            let xml = Sheet::new(table, &setting, layout, part).xml(&mut self.marks);
            let is_aside = table.holds_texts_alone();
            self.pieces.push(Piece::Table(if is_aside { self.marks.aside(&xml) } else { xml }));
        }
        if again || layout.parts.len() > 1 || table.notes.is_empty() {
            self.push(Paragraph::new("Seam", String::new()));
        }
    }

    /// The scope at the left, the unit at the right.
    fn unit_line(&mut self, table: &Table) {
        let unit = table.unit.as_ref().filter(|unit| !unit.is_empty());
        let unit = unit.map(|unit| words::fill(words::text(self.lang, "paper-unit"), &[("unit", unit)]));
        if unit.is_none() && table.scope.is_empty() {
            return;
        }
        let text = match (&unit, table.scope.is_empty()) {
            (Some(unit), true) => unit.clone(),
            (Some(unit), false) => [&table.scope, "\t", unit].concat(),
            (None, _) => table.scope.clone(),
        };
        let mut line = Paragraph::new("UnitLine", self.words(&text));
        if unit.is_some() && !table.scope.is_empty() {
            line.tabs = vec![("right", self.grid.area(self.lie).0)];
        } else if unit.is_some() {
            line.align = Some("right");
        }
        line.keep_next = true;
        self.push(line);
    }

    fn notes(&mut self, table: &Table) {
        let several = table.notes.len() > 1;
        for (at, note) in (1..).zip(&table.notes) {
            let text = match (several, at) {
                (false, _) => words::fill(words::text(self.lang, "paper-note"), &[("text", note)]),
                (true, 1) => format!("{}{at}. {note}", words::text(self.lang, "paper-notes")),
                (true, _) => format!("{at}. {note}"),
            };
            let mut line = Paragraph::new("TableNote", self.words(&text));
            if several && at > 1 {
                let opening = widths::half_characters(words::text(self.lang, "paper-notes"));
                line.indent.left = i32::try_from(widths::wide(opening, self.note_size)).ok();
            }
            self.push(line);
        }
    }

    fn picture(&mut self, picture: &'a Picture) {
        if picture::is_drawn(picture) {
            self.pictures.push(picture);
            let run = picture::run(picture, self.pictures.len(), self.grid, self.lie);
            self.push(Paragraph { keep_next: true, ..Paragraph::new("Picture", run) });
        }
        let number = self.count(0);
        let caption = self.caption("paper-figure", "Caption", number, &picture.caption);
        self.push(caption);
    }

    /// The next number of pictures (0) or tables (1).
    fn count(&mut self, of: usize) -> usize {
        self.captions[of] += 1;
        self.captions[of]
    }

    /// A title with its number, which the word processor keeps in order when one is taken out.
    fn caption(&self, key: &str, style: &'static str, number: usize, title: &str) -> Paragraph {
        let manner = Manner::plain(self.lang);
        let (label, behind) = words::text(self.lang, key).split_once("{n}").unwrap_or_default();
        let number = field(&format!("SEQ {} \\* ARABIC", label.trim()), &number.to_string(), manner);
        let behind = words::fill(behind, &[("title", &one_title(title))]);
        Paragraph::new(style, [run(label, manner), number, run(&behind, manner)].concat())
    }

    fn words(&self, words: &str) -> String {
        run(words, Manner::plain(self.lang))
    }

    fn runs(&mut self, spans: &[Span]) -> String {
        runs(spans, Manner::plain(self.lang), &mut self.marks)
    }

    fn push(&mut self, paragraph: Paragraph) {
        if let Some(lie) = self.turn.take() {
            self.begin(lie);
        }
        self.pieces.push(Piece::Paragraph(paragraph));
    }

    /// Begins pages that lie so; what was written before stands on pages of its own.
    fn begin(&mut self, lie: Lie) {
        if !self.pieces.is_empty() {
            let section = section::section(self.grid, self.lie);
            if let Some(Piece::Paragraph(last)) = self.pieces.last_mut() {
                last.section = Some(section);
                last.keep_next = false;
            } else {
                self.push(Paragraph { section: Some(section), ..Paragraph::new("Seam", String::new()) });
            }
            self.flush();
        }
        (self.lie, self.turn) = (lie, None);
    }

    fn flush(&mut self) {
        for piece in self.pieces.drain(..) {
            match piece {
                Piece::Paragraph(paragraph) => self.xml += &paragraph.xml(),
                Piece::Table(table) => self.xml += &table,
            }
        }
    }

    /// The whole body.
    fn finished(&mut self) -> String {
        if self.pieces.is_empty() {
            self.push(Paragraph::new("Seam", String::new()));
        }
        self.flush();
        let section = section::section(self.grid, self.lie);
        element("w:body", &[], &[std::mem::take(&mut self.xml), section].concat())
    }
}

/// A title on one line.
fn one_title(title: &str) -> String {
    super::xml::one_line(title)
}

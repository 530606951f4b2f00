//! A document's pieces to one text: lines, rows of cells between tabs, text boxes behind the line that holds them; and
//! which stretches of it are marked as figures. Knows no format.

mod marked;

use std::sync::Arc;

use super::NoticeError;
use crate::findings::Code;

pub(super) use marked::Marked;

/// So deep may tables and boxes lie within each other.
const DEPTH: usize = 64;

/// A text in the making; cells and boxes that are open lie on top of it.
pub(super) struct Page {
    body: Frame,
    open: Vec<Frame>,
}

/// The text of the page, of a cell or of a box, as far as it is known.
#[derive(Default)]
struct Frame {
    text: Marked,
    /// The cells of the row that is being read.
    row: Option<Marked>,
    /// Boxes that hang on the line that is being read.
    boxes: Marked,
    holds_table: bool,
    is_cell: bool,
}

impl Frame {
    fn begin_line(&mut self) {
        if !self.text.is_at_line_start() {
            self.text.push("\n");
        }
    }

    fn end_line(&mut self) {
        self.text.push("\n");
        self.text.append(std::mem::take(&mut self.boxes));
    }
}

/// Where a mark begins: how deep, and how much of the frame's text and of its row there was.
#[derive(Clone, Copy, Debug)]
pub(super) struct MarkStart {
    depth: usize,
    text: usize,
    row: usize,
}

impl Page {
    pub fn new() -> Self {
        Self { body: Frame::default(), open: Vec::new() }
    }

    fn frame(&mut self) -> &mut Frame {
        self.open.last_mut().unwrap_or(&mut self.body)
    }

    /// Continues the line.
    pub fn push(&mut self, text: &str) {
        self.frame().text.push(text);
    }

    /// Where a figure begins that is marked as one.
    pub fn begin_mark(&mut self) -> MarkStart {
        let depth = self.open.len();
        let frame = self.frame();
        MarkStart { depth, text: frame.text.len(), row: frame.row.as_ref().map_or(0, Marked::len) }
    }

    /// Marks what came since: text of the frame, or a cell. Nothing is marked where nothing came, or where cells were
    /// closed that were open.
    pub fn end_mark(&mut self, start: MarkStart, id: &Arc<str>) {
        if start.depth != self.open.len() {
            return;
        }
        let frame = self.frame();
        frame.text.mark(start.text, id);
        if let Some(row) = &mut frame.row {
            row.mark(start.row, id);
        }
    }

    /// Whether nothing stands on the line yet.
    pub fn is_at_line_start(&mut self) -> bool {
        self.frame().text.is_at_line_start()
    }

    /// Ends the line, be it empty or not.
    pub fn end_line(&mut self) {
        self.frame().end_line();
    }

    /// Ends the line unless it is empty.
    pub fn begin_line(&mut self) {
        self.frame().begin_line();
    }

    pub fn open_cell(&mut self) -> Result<(), NoticeError> {
        self.open(true)
    }

    pub fn open_box(&mut self) -> Result<(), NoticeError> {
        self.open(false)
    }

    fn open(&mut self, is_cell: bool) -> Result<(), NoticeError> {
        if self.open.len() >= DEPTH {
            return Err(too_deep());
        }
        self.open.push(Frame { is_cell, ..Frame::default() });
        Ok(())
    }

    /// Closes the cell on top, if a cell is on top.
    pub fn close_cell(&mut self) {
        let Some(cell) = self.open.pop_if(|frame| frame.is_cell) else { return };
        let text = cell_text(cell);
        let row = &mut self.frame().row;
        if let Some(row) = row {
            row.push("\t");
        }
        row.get_or_insert_default().append(text);
    }

    /// Ends the row, if it has cells.
    pub fn close_row(&mut self) {
        let frame = self.frame();
        if let Some(row) = frame.row.take() {
            frame.begin_line();
            frame.text.append(row);
            frame.end_line();
            frame.holds_table = true;
        }
    }

    /// Leaves the row out.
    pub fn drop_row(&mut self) {
        self.frame().row = None;
    }

    /// Closes the box on top, if a box is on top.
    pub fn close_box(&mut self) {
        if let Some(mut closed) = self.open.pop_if(|frame| !frame.is_cell) {
            closed.begin_line();
            self.frame().boxes.append(closed.text);
        }
    }

    /// The whole text; what is still open is closed.
    pub fn finish(mut self) -> Marked {
        while let Some(top) = self.open.last() {
            if top.is_cell {
                self.close_cell()
            } else {
                self.close_box()
            }
            self.close_row();
        }
        self.close_row();
        if !self.body.boxes.is_empty() {
            self.body.begin_line();
            self.body.text.append(self.body.boxes);
        }
        self.body.text
    }
}

/// A cell on one line, so that its row is one; prose and inner tables keep their lines, for there the table only is how
/// the page is laid out.
fn cell_text(cell: Frame) -> Marked {
    let mut text = cell.text;
    text.append(cell.boxes);
    text.trim_line_ends();
    if !cell.holds_table && !text.as_str().contains('。') {
        text.join_lines();
    }
    text
}

/// Elements, tables or boxes that lie too deep within each other.
pub(super) fn too_deep() -> NoticeError {
    NoticeError::new(Code("notice-nested-too-deep"), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(page: &mut Page, texts: &[&str]) {
        for text in texts {
            page.open_cell().expect("not deep");
            page.push(text);
            page.close_cell();
        }
        page.close_row();
    }

    #[test]
    fn rows_are_lines_and_cells_stand_between_tabs() {
        let mut page = Page::new();
        page.push("表");
        cells(&mut page, &["城市", "签约\n金额", ""]);
        cells(&mut page, &["杭州", "1\t2", "一。\n二。"]);
        assert_eq!(page.finish().as_str(), "表\n城市\t签约 金额\t\n杭州\t1 2\t一。\n二。\n");
    }

    #[test]
    fn boxes_stand_behind_their_line_and_inner_tables_keep_their_rows() {
        let mut page = Page::new();
        page.push("前");
        page.open_box().expect("not deep");
        page.push("框");
        page.close_box();
        page.push("后");
        page.end_line();
        page.open_cell().expect("not deep");
        cells(&mut page, &["a", "b"]);
        cells(&mut page, &["c", "d"]);
        assert_eq!(page.finish().as_str(), "前后\n框\na\tb\nc\td\n");
    }

    fn marked(page: Page) -> Vec<(String, String)> {
        let (text, marks) = page.finish().into_parts();
        let letters: Vec<char> = text.chars().collect();
        marks.iter().map(|mark| (mark.id.to_string(), letters[mark.start..mark.end].iter().collect())).collect()
    }

    #[test]
    fn marks_move_with_their_text() {
        let mut page = Page::new();
        let id: Arc<str> = Arc::from("f");
        page.push("销售");
        let start = page.begin_mark();
        page.push("3吨");
        page.end_mark(start, &id);
        page.open_box().expect("not deep");
        page.push("框");
        let start = page.begin_mark();
        page.push("4吨");
        page.end_mark(start, &id);
        page.close_box();
        page.end_line();
        for cell in ["\n杭州", "\n\n5\n"] {
            page.open_cell().expect("not deep");
            let start = page.begin_mark();
            page.push(cell);
            page.end_mark(start, &id);
            page.close_cell();
        }
        let start = page.begin_mark();
        page.open_cell().expect("not deep");
        page.push("6");
        page.close_cell();
        page.end_mark(start, &id);
        page.close_row();
        let texts: Vec<String> = marked(page).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["3吨", "4吨", "杭州", "5", "6"]);
    }

    #[test]
    fn a_mark_over_nothing_or_over_a_border_is_none() {
        let mut page = Page::new();
        let id: Arc<str> = Arc::from("f");
        let start = page.begin_mark();
        page.end_mark(start, &id);
        page.open_cell().expect("not deep");
        let start = page.begin_mark();
        page.push("1");
        page.close_cell();
        page.end_mark(start, &id);
        page.open_cell().expect("not deep");
        let start = page.begin_mark();
        page.push("\n\n");
        page.end_mark(start, &id);
        page.close_cell();
        page.close_row();
        assert!(marked(page).is_empty());
    }

    #[test]
    fn depth_is_bounded() {
        let mut page = Page::new();
        let refused = (0..100).find_map(|_| page.open_cell().err());
        assert_eq!(refused.map(|error| error.code.0), Some("notice-nested-too-deep"));
    }
}

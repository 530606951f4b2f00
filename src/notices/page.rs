//! A document's pieces to one text: lines, rows of cells between tabs, text boxes behind the line that holds them. Knows
//! no format.

use std::rc::Rc;

use super::marked::{Figure, Marked};
use super::{Mark, NoticeError};
use crate::findings::Code;

/// So deep may tables and boxes lie within each other.
const DEPTH: usize = 64;

/// A text in the making; cells and boxes that are open lie on top of it.
pub(super) struct Page {
    body: Frame,
    open: Vec<Frame>,
    /// The marked parts that are open, the innermost last.
    figures: Vec<Option<Figure>>,
    /// How many marked parts there were so far.
    parts: usize,
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
        if !self.is_at_line_start() {
            self.text.push("\n", None);
        }
    }

    fn end_line(&mut self) {
        self.text.push("\n", None);
        self.text.append(std::mem::take(&mut self.boxes));
    }

    fn is_at_line_start(&self) -> bool {
        self.text.text.is_empty() || self.text.text.ends_with('\n')
    }
}

impl Page {
    pub fn new() -> Self {
        Self { body: Frame::default(), open: Vec::new(), figures: Vec::new(), parts: 0 }
    }

    fn frame(&mut self) -> &mut Frame {
        self.open.last_mut().unwrap_or(&mut self.body)
    }

    /// Continues the line.
    pub fn push(&mut self, text: &str) {
        let frame = self.open.last_mut().unwrap_or(&mut self.body);
        frame.text.push(text, self.figures.last().and_then(Option::as_ref));
    }

    /// From here on the text is the figure of this id; without one, what it was before.
    pub fn open_figure(&mut self, id: Option<&str>) {
        let own = id.map(|id| Figure { id: Rc::from(id), part: self.parts });
        self.parts += 1;
        self.figures.push(own.or_else(|| self.figures.last().cloned().flatten()));
    }

    /// Ends the innermost figure.
    pub fn close_figure(&mut self) {
        self.figures.pop();
    }

    /// Whether nothing stands on the line yet.
    pub fn is_at_line_start(&mut self) -> bool {
        self.frame().is_at_line_start()
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
        let Some(mut cell) = self.open.pop_if(|frame| frame.is_cell) else { return };
        cell.text.append(std::mem::take(&mut cell.boxes));
        let text = cell_text(cell);
        match &mut self.frame().row {
            Some(row) => {
                row.push("\t", None);
                row.append(text);
            }
            empty => *empty = Some(text),
        }
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

    /// The whole text, and which parts of it are figures; what is still open is closed.
    pub fn finish(mut self) -> (String, Vec<Mark>) {
        while let Some(top) = self.open.last() {
            if top.is_cell {
                self.close_cell()
            } else {
                self.close_box()
            }
            self.close_row();
        }
        self.close_row();
        if !self.body.boxes.text.is_empty() {
            self.body.begin_line();
            self.body.text.append(self.body.boxes);
        }
        self.body.text.finish()
    }
}

/// A cell on one line, so that its row is one; prose and inner tables keep their lines, for there the table only is how
/// the page is laid out.
fn cell_text(cell: Frame) -> Marked {
    let text = cell.text.without_outer_line_ends();
    if cell.holds_table || text.text.contains('。') { text } else { text.on_one_line() }
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
        assert_eq!(page.finish().0, "表\n城市\t签约 金额\t\n杭州\t1 2\t一。\n二。\n");
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
        assert_eq!(page.finish().0, "前后\n框\na\tb\nc\td\n");
    }

    #[test]
    fn a_figure_is_marked_where_its_text_comes_to_stand() {
        let mut page = Page::new();
        page.push("销量");
        page.open_cell().expect("not deep");
        page.push("\n甲");
        page.close_cell();
        page.open_cell().expect("not deep");
        page.open_figure(Some("sales.weight@2021-07"));
        page.push("3.5");
        page.close_figure();
        page.push("吨");
        page.close_cell();
        let (text, marks) = page.finish();
        assert_eq!(text, "销量\n甲\t3.5吨\n");
        assert_eq!(marks, [Mark { start: 5, end: 8, id: "sales.weight@2021-07".to_owned() }]);
    }

    #[test]
    fn depth_is_bounded() {
        let mut page = Page::new();
        let refused = (0..100).find_map(|_| page.open_cell().err());
        assert_eq!(refused.map(|error| error.code.0), Some("notice-nested-too-deep"));
    }
}

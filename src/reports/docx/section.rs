//! The end of a section: paper, margins, grid and page numbers. And the footers that hold the numbers: — 1 —, at the
//! right on odd pages, at the left on even ones. A page on its side bears its number where an upright one does once it
//! is bound, turned by a quarter.

use super::grid::{Grid, Lie};
use super::paragraph::{Manner, field, run};
use super::style::Style;
use super::xml::{element, on, val};
use crate::words::{self, Lang};

/// The footers: the name of part and link, which pages, how they lie.
pub(super) const FOOTERS: [(&str, &str, Lie); 4] = [
    ("footer1", "default", Lie::Upright),
    ("footer2", "even", Lie::Upright),
    ("footer3", "default", Lie::Sideways),
    ("footer4", "even", Lie::Sideways),
];

/// The properties of a section whose pages lie so.
pub(super) fn section(grid: &Grid, lie: Lie) -> String {
    let footers = FOOTERS.iter().filter(|(_, _, lies)| *lies == lie);
    let footers = footers.map(|(id, pages, _)| element("w:footerReference", &[("w:type", pages), ("r:id", id)], ""));
    let mut content: String = footers.collect();
    let ((width, height), margins) = (grid.paper(lie), grid.margins(lie));
    let (width, height) = (width.to_string(), height.to_string());
    let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
    if lie == Lie::Sideways {
        size.push(("w:orient", "landscape"));
    }
    content += &element("w:pgSz", &size, "");
    let footer = if lie == Lie::Upright { grid.footer() } else { margins.bottom / 2 };
    let margins = [
        ("w:top", margins.top),
        ("w:right", margins.right),
        ("w:bottom", margins.bottom),
        ("w:left", margins.left),
        ("w:header", margins.top / 2),
        ("w:footer", footer),
        ("w:gutter", 0),
    ];
    let margins = margins.map(|(name, value)| (name, value.to_string()));
    let margins: Vec<(&str, &str)> = margins.iter().map(|(name, value)| (*name, value.as_str())).collect();
    content += &element("w:pgMar", &margins, "");
    let (line, space) = (grid.line().to_string(), grid.character_space().to_string());
    let pitch = [("w:type", "linesAndChars"), ("w:linePitch", line.as_str()), ("w:charSpace", space.as_str())];
    content += &element("w:docGrid", &pitch, "");
    element("w:sectPr", &[], &content)
}

/// A footer.
pub(super) fn footer(pages: &str, lie: Lie, style: &Style, grid: &Grid, lang: Lang) -> String {
    let even = pages == "even";
    let content = match lie {
        Lie::Upright => number(even, style, lang),
        Lie::Sideways => [beside(even, style, grid, lang), paragraph("", "")].concat(),
    };
    element("w:ftr", &super::NAMESPACES, &content)
}

/// The line with the number, one character from the edge.
fn number(even: bool, style: &Style, lang: Lang) -> String {
    let (before, behind) = words::text(lang, "paper-page-number").split_once("{n}").unwrap_or_default();
    let manner = Manner::plain(lang);
    let runs = [run(before, manner), field("PAGE", if even { "2" } else { "1" }, manner), run(behind, manner)];
    let free = (style.page_number.half_points * 10).to_string();
    let (side, characters, align) =
        if even { ("w:left", "w:leftChars", "left") } else { ("w:right", "w:rightChars", "right") };
    let indent = element("w:ind", &[(characters, "100"), (side, &free)], "");
    paragraph(&(indent + &val("w:jc", align)), &runs.concat())
}

fn paragraph(properties: &str, runs: &str) -> String {
    let properties = element("w:pPr", &[], &(val("w:pStyle", "Footer") + properties));
    element("w:p", &[], &(properties + runs))
}

/// The number of a page on its side: a cell as high as the text area, left of it, with its text turned.
fn beside(even: bool, style: &Style, grid: &Grid, lang: Lang) -> String {
    let (margins, (_, high)) = (grid.margins(Lie::Sideways), grid.area(Lie::Sideways));
    let line = grid.number_line();
    // The line's right edge lies where the top of an upright page's number does.
    let left = grid.footer().to_string();
    let (line, high, top) = (line.to_string(), high.to_string(), margins.top.to_string());
    let place = [
        ("w:leftFromText", "0"),
        ("w:rightFromText", "0"),
        ("w:vertAnchor", "page"),
        ("w:horzAnchor", "page"),
        ("w:tblpX", left.as_str()),
        ("w:tblpY", top.as_str()),
    ];
    let side = |name: &str| element(name, &[("w:w", "0"), ("w:type", "dxa")], "");
    let table = [
        element("w:tblpPr", &place, ""),
        val("w:tblOverlap", "never"),
        element("w:tblW", &[("w:w", &line), ("w:type", "dxa")], ""),
        element("w:tblLayout", &[("w:type", "fixed")], ""),
        element("w:tblCellMar", &[], &[side("w:left"), side("w:right")].concat()),
    ];
    let cell = [
        element("w:tcW", &[("w:w", &line), ("w:type", "dxa")], ""),
        val("w:textDirection", "tbRl"),
        val("w:vAlign", "center"),
    ];
    let row = element("w:trHeight", &[("w:val", &high), ("w:hRule", "exact")], "");
    let cell = element("w:tc", &[], &(element("w:tcPr", &[], &cell.concat()) + &number(even, style, lang)));
    let row = element("w:tr", &[], &(element("w:trPr", &[], &(on("w:cantSplit") + &row)) + &cell));
    let column = element("w:tblGrid", &[], &element("w:gridCol", &[("w:w", &line)], ""));
    element("w:tbl", &[], &[element("w:tblPr", &[], &table.concat()), column, row].concat())
}

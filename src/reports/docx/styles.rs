//! The styles of a paper and its fonts, as their parts hold them.
//!
//! The sections declare the grid of lines and characters, but paragraphs do not lean on it: word processors disagree on
//! what a grid does to type that is wider than its cells, as that of GB/T 9704 is. Lines have the grid's height and
//! characters its width by the styles themselves, so that a full page is the same everywhere.

use std::collections::BTreeSet;

use super::grid::Grid;
use super::style::{Face, Style};
use super::xml::{element, on, val};
use crate::words::{self, Lang};

/// A style of paragraphs.
struct Kind<'a> {
    id: &'static str,
    /// The name, as word processors know it or as the style pane lists it.
    name: &'a str,
    /// The style that follows it.
    next: &'static str,
    /// Its properties as a paragraph, in the order of the standard.
    paragraph: String,
    /// Its face, and whether that is bold in an English paper.
    face: &'a Face,
    strong: bool,
}

/// The part that holds the styles.
pub(super) fn styles(style: &Style, grid: &Grid, lang: Lang) -> String {
    let body = &style.body;
    let fonts = [
        ("w:ascii", body.latin_font()),
        ("w:hAnsi", body.latin_font()),
        ("w:eastAsia", body.font()),
        ("w:cs", body.latin_font()),
    ];
    let language = [("w:val", "en-US"), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")];
    let run = [element("w:rFonts", &fonts, ""), size(body), element("w:lang", &language, "")].concat();
    let defaults = element("w:rPrDefault", &[], &element("w:rPr", &[], &run)) + &on("w:pPrDefault");
    let kinds: String = kinds(style, grid, lang).iter().map(|kind| kind.xml(lang, body, grid)).collect();
    let content = [element("w:docDefaults", &[], &defaults), normal(style, grid), kinds, others()].concat();
    element("w:styles", &super::NAMESPACES, &content)
}

fn size(face: &Face) -> String {
    val("w:sz", face.half_points) + &val("w:szCs", face.half_points)
}

/// The face as properties of a run; `spacing` is what each character takes beyond its own width, in twips.
fn face(face: &Face, strong: bool, spacing: i64) -> String {
    let fonts = [
        ("w:ascii", face.latin_font()),
        ("w:hAnsi", face.latin_font()),
        ("w:eastAsia", face.font()),
        ("w:cs", face.latin_font()),
    ];
    let bold = if face.bold || strong { on("w:b") } else { String::new() };
    element("w:rPr", &[], &[element("w:rFonts", &fonts, ""), bold, val("w:spacing", spacing), size(face)].concat())
}

/// What every paragraph is but where its style says otherwise. Spaces are not added between Chinese and digits, so that
/// two digits take the place of a character.
fn normal(style: &Style, grid: &Grid) -> String {
    let off = |name: &str| val(name, "0");
    let paragraph = [
        off("w:widowControl"),
        off("w:autoSpaceDE"),
        off("w:autoSpaceDN"),
        off("w:snapToGrid"),
        exact(&style.body, grid, 0, 0),
        val("w:jc", "both"),
    ];
    let content = [
        val("w:name", "Normal"),
        on("w:qFormat"),
        element("w:pPr", &[], &paragraph.concat()),
        face(&style.body, false, grid.spacing()),
    ];
    let known = [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")];
    element("w:style", &known, &content.concat())
}

/// The defaults of characters, tables and lists, which a word processor looks for.
fn others() -> String {
    let margin = |name: &str, width: &str| element(name, &[("w:w", width), ("w:type", "dxa")], "");
    let margins =
        [margin("w:top", "0"), margin("w:left", "108"), margin("w:bottom", "0"), margin("w:right", "108")].concat();
    let table = element("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")], "") + &element("w:tblCellMar", &[], &margins);
    let table = element("w:tblPr", &[], &table);
    [
        ("character", "DefaultParagraphFont", "Default Paragraph Font", ""),
        ("table", "TableNormal", "Normal Table", table.as_str()),
        ("numbering", "NoList", "No List", ""),
    ]
    .map(|(of, id, name, properties)| {
        let known = [("w:type", of), ("w:default", "1"), ("w:styleId", id)];
        let about = [val("w:name", name), val("w:uiPriority", "99"), on("w:semiHidden"), on("w:unhideWhenUsed")];
        element("w:style", &known, &(about.concat() + properties))
    })
    .concat()
}

impl Kind<'_> {
    fn xml(&self, lang: Lang, body: &Face, grid: &Grid) -> String {
        // Type of another size does not stand on the grid.
        let spacing = if self.face.half_points == body.half_points { grid.spacing() } else { 0 };
        let known = [("w:type", "paragraph"), ("w:styleId", self.id)];
        let custom = [known[0], ("w:customStyle", "1"), known[1]];
        let known = if self.is_built_in() { &known[..] } else { &custom[..] };
        let content = [
            val("w:name", self.name),
            val("w:basedOn", "Normal"),
            val("w:next", self.next),
            on("w:qFormat"),
            element("w:pPr", &[], &self.paragraph),
            face(self.face, self.strong && lang == Lang::En, spacing),
        ];
        element("w:style", known, &content.concat())
    }

    /// Whether word processors know the style by its name.
    fn is_built_in(&self) -> bool {
        let headings = ["heading 1", "heading 2", "heading 3", "heading 4"];
        ["Title", "Body Text", "Signature", "caption", "footer"]
            .into_iter()
            .chain(headings)
            .any(|name| name == self.name)
    }
}

/// Lines of a fixed height: as many of the grid's as the type needs.
fn exact(face: &Face, grid: &Grid, before: u32, after: u32) -> String {
    let line = grid.line();
    let height = (face.half_points * 23 / 2).div_ceil(line).max(1) * line;
    spacing(before, after, Some(height))
}

fn spacing(before: u32, after: u32, exact: Option<u32>) -> String {
    let (before, after) = (before.to_string(), after.to_string());
    let line = exact.map(|line| line.to_string());
    let mut given = vec![("w:before", before.as_str()), ("w:after", after.as_str())];
    match &line {
        Some(line) => given.extend([("w:line", line.as_str()), ("w:lineRule", "exact")]),
        None => given.extend([("w:line", "240"), ("w:lineRule", "auto")]),
    }
    element("w:spacing", &given, "")
}

/// Lines as high as what stands on them.
fn loose(before: u32, after: u32, align: &str) -> String {
    [spacing(before, after, None), val("w:jc", align)].concat()
}

fn kinds<'a>(style: &'a Style, grid: &Grid, lang: Lang) -> Vec<Kind<'a>> {
    let kind = |id, name, next, paragraph, face, strong| Kind { id, name, next, paragraph, face, strong };
    let text = |key| words::text(lang, key);
    let line = grid.line();
    let first = first_line(grid);
    let title = [exact(&style.title, grid, 0, line), val("w:jc", "center")].concat();
    let mark = [on("w:keepNext"), exact(&style.annex_mark, grid, 0, line), val("w:jc", "left"), val("w:outlineLvl", 0)];
    let seam = spacing(0, 0, Some(20));
    let number = spacing(0, 0, Some(grid.number_line()));
    let table_title = [on("w:keepNext"), loose(line / 2, line / 8, "center")].concat();
    let unit = [on("w:keepNext"), loose(0, line / 8, "both")].concat();
    let mut kinds = vec![
        kind("BodyText", "Body Text", "BodyText", first.clone(), &style.body, false),
        kind("Title", "Title", "BodyText", title.clone(), &style.title, true),
        kind("Signature", "Signature", "Signature", val("w:jc", "right"), &style.body, false),
        kind("AnnexList", text("paper-style-annex-list"), "AnnexList", val("w:jc", "left"), &style.body, false),
        kind("AnnexMark", text("paper-style-annex-mark"), "AnnexTitle", mark.concat(), &style.annex_mark, true),
        kind("AnnexTitle", text("paper-style-annex-title"), "BodyText", title, &style.title, true),
        kind("Caption", "caption", "BodyText", loose(line / 8, line / 2, "center"), &style.caption, true),
        kind("TableTitle", text("paper-style-table-title"), "UnitLine", table_title, &style.caption, true),
        kind("UnitLine", text("paper-style-unit-line"), "BodyText", unit, &style.note, false),
        kind(
            "TableHeading",
            text("paper-style-table-heading"),
            "TableHeading",
            loose(0, 0, "center"),
            &style.table_heading,
            true,
        ),
        kind("TableText", text("paper-style-table-text"), "TableText", loose(0, 0, "left"), &style.table, false),
        kind("TableNumber", text("paper-style-table-number"), "TableNumber", loose(0, 0, "right"), &style.table, false),
        kind("TableNote", text("paper-style-table-note"), "BodyText", loose(line / 8, 0, "both"), &style.note, false),
        kind("Picture", text("paper-style-picture"), "Caption", loose(line / 4, 0, "center"), &style.body, false),
        kind("Seam", text("paper-style-seam"), "BodyText", seam, &style.body, false),
        kind("Footer", "footer", "Footer", number, &style.page_number, false),
    ];
    let levels =
        [("Heading1", "heading 1"), ("Heading2", "heading 2"), ("Heading3", "heading 3"), ("Heading4", "heading 4")];
    for (level, ((id, name), face)) in levels.into_iter().zip(&style.headings).enumerate() {
        let paragraph = [on("w:keepNext"), first.clone(), val("w:outlineLvl", level)].concat();
        kinds.push(kind(id, name, "BodyText", paragraph, face, true));
    }
    kinds
}

/// The indent of a paragraph's first line.
fn first_line(grid: &Grid) -> String {
    let characters = i32::try_from(grid.first_line()).unwrap_or_default() * 100;
    if characters == 0 {
        return String::new();
    }
    let (count, wide) = (characters.to_string(), grid.characters(characters).to_string());
    element("w:ind", &[("w:firstLineChars", &count), ("w:firstLine", &wide)], "")
}

/// The part that names the fonts, each with what to take where it is missing.
pub(super) fn fonts(style: &Style) -> String {
    let mut named = BTreeSet::new();
    let chinese = style.faces().map(|face| (&face.fonts, "86"));
    let latin = style.faces().map(|face| (&face.latin, "00"));
    let mut fonts = String::new();
    for (names, charset) in chinese.chain(latin) {
        let Some((name, others)) = names.split_first() else { continue };
        if !named.insert(name) {
            continue;
        }
        let others = if others.is_empty() { String::new() } else { val("w:altName", others.join(",")) };
        let content = [others, val("w:charset", charset), val("w:family", "auto"), val("w:pitch", "variable")];
        fonts += &element("w:font", &[("w:name", name)], &content.concat());
    }
    element("w:fonts", &super::NAMESPACES, &fonts)
}

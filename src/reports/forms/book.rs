//! The workbook's own part: which sheets there are, in order, and that all formulas are worked out when it is opened.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attributes::{value, with};
use super::package::{Package, Trouble, damaged};

/// A sheet of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) part: String,
}

/// A workbook.
pub(super) struct Book {
    /// The part, and its text.
    pub(super) part: String,
    pub(super) xml: String,
    /// Sheets of cells, in the order of their tabs.
    pub(super) sheets: Vec<SheetPart>,
    /// The part with the styles.
    pub(super) styles: Option<String>,
}

/// A link from one part to another.
struct Link {
    id: String,
    kind: String,
    target: String,
}

impl Book {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Trouble> {
        let links = links(package, "")?;
        let part = links.into_iter().find(|link| link.kind.ends_with("/officeDocument")).map(|link| link.target);
        let part = part.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let xml = package.part(&part)?.ok_or_else(|| damaged(&part))?;
        let links = links_of(package, &part)?;
        let styles = links.iter().find(|link| link.kind.ends_with("/styles")).map(|link| link.target.clone());
        let of_cells = |tag: &str| {
            let id = value(tag, "id")?;
            let link = links.iter().find(|link| link.id == id && link.kind.ends_with("/worksheet"))?;
            Some(SheetPart { name: value(tag, "name")?, part: link.target.clone() })
        };
        let sheets = tags(&xml, "sheet")?.iter().filter_map(|tag| of_cells(tag)).collect();
        Ok(Self { part, xml, sheets, styles })
    }

    /// The sheet of this name; letter case does not matter, as in a workbook.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let wanted = name.to_lowercase();
        self.sheets.iter().position(|sheet| sheet.name.to_lowercase() == wanted)
    }

    /// The sheet whose name looks most like it.
    pub(super) fn nearest(&self, name: &str) -> String {
        let like = |sheet: &&SheetPart| strsim::jaro_winkler(&sheet.name, name);
        let nearest = self.sheets.iter().max_by(|a, b| like(a).total_cmp(&like(b)));
        nearest.map_or_else(String::new, |sheet| sheet.name.clone())
    }
}

fn links_of(package: &mut Package<'_>, part: &str) -> Result<Vec<Link>, Trouble> {
    links(package, part)
}

/// Where a part leads; nothing where it has no links.
fn links(package: &mut Package<'_>, part: &str) -> Result<Vec<Link>, Trouble> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(xml) = package.part(&resolved(folder, &format!("_rels/{name}.rels")))? else { return Ok(Vec::new()) };
    let link = |tag: &String| {
        let target = resolved(folder, &value(tag, "Target")?);
        Some(Link { id: value(tag, "Id")?, kind: value(tag, "Type")?, target })
    };
    Ok(tags(&xml, "Relationship")?.iter().filter_map(link).collect())
}

/// `target` as seen from `folder`, without `.` and `..`.
fn resolved(folder: &str, target: &str) -> String {
    let base = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// The start tags of this local name, as they stand in the text.
pub(super) fn tags(xml: &str, name: &str) -> Result<Vec<String>, Trouble> {
    let (mut reader, mut found, mut from) = (Reader::from_str(xml), Vec::new(), 0);
    loop {
        let event = reader.read_event().map_err(|error| damaged(&error.to_string()))?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
        match event {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == name => {
                found.push(xml[from..to].to_owned());
            }
            Event::DocType(_) => return Err(damaged("DOCTYPE")),
            Event::Eof => return Ok(found),
            _ => {}
        }
        from = to;
    }
}

/// What stands before the settings of the calculation in the order of the schema.
const BEFORE_CALCULATION: [&str; 4] = ["definedNames", "externalReferences", "functionGroups", "sheets"];

/// The workbook's part with all formulas to be worked out when it is opened.
pub(super) fn recalculated(xml: &str) -> String {
    let spans = spans(xml);
    let of = |name: &str| spans.iter().find(|span| span.name == name);
    let Some(calculation) = of("calcPr") else {
        let Some(before) = BEFORE_CALCULATION.iter().find_map(|name| of(name)) else { return xml.to_owned() };
        let own = format!("<{}calcPr fullCalcOnLoad=\"1\"/>", before.prefix);
        return format!("{}{own}{}", &xml[..before.end], &xml[before.end..]);
    };
    let tag_end = calculation.start + calculation.tag_length;
    let tag = with(&xml[calculation.start..tag_end], "fullCalcOnLoad", "1");
    format!("{}{tag}{}", &xml[..calculation.start], &xml[tag_end..])
}

/// An element right below the root.
struct Span {
    name: String,
    prefix: String,
    start: usize,
    tag_length: usize,
    end: usize,
}

fn spans(xml: &str) -> Vec<Span> {
    let (mut reader, mut found, mut from, mut depth) = (Reader::from_str(xml), Vec::<Span>::new(), 0, 0_usize);
    while let Ok(event) = reader.read_event() {
        let to = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                if depth == 1 {
                    let full = start.name();
                    let name = start.local_name().as_ref().to_owned();
                    let prefix = full.as_ref()[..full.as_ref().len() - name.len()].to_owned();
                    found.push(Span { name, prefix, start: from, tag_length: to - from, end: to });
                }
                depth += usize::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let (1, Some(last)) = (depth, found.last_mut()) {
                    last.end = to;
                }
            }
            Event::Eof => break,
            _ => {}
        }
        from = to;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_worked_out_when_it_is_opened() {
        let with =
            |inner: &str| format!("<x:workbook xmlns:x=\"m\"><x:sheets><x:sheet/></x:sheets>{inner}</x:workbook>");
        assert_eq!(recalculated(&with("")), with("<x:calcPr fullCalcOnLoad=\"1\"/>"));
        let named = "<x:definedNames><x:definedName name=\"a\">B!$A$1</x:definedName></x:definedNames>";
        assert_eq!(recalculated(&with(named)), with(&format!("{named}<x:calcPr fullCalcOnLoad=\"1\"/>")));
        assert_eq!(
            recalculated(&with("<x:calcPr calcId=\"191029\"/>")),
            with("<x:calcPr fullCalcOnLoad=\"1\" calcId=\"191029\"/>")
        );
        assert_eq!(
            recalculated(&with("<x:calcPr fullCalcOnLoad=\"0\"></x:calcPr>")),
            with("<x:calcPr fullCalcOnLoad=\"1\"></x:calcPr>")
        );
    }

    #[test]
    fn links_lead_where_they_say() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl/worksheets", "../styles.xml"), "xl/styles.xml");
    }
}

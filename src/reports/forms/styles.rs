//! What a cell's style says that matters here: whether it is locked, and whether it shows numbers as per cent.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attributes::value;
use super::book::Book;
use super::package::{Package, Trouble, damaged};

/// Built-in number formats that show per cent: 0% and 0.00%.
const BUILT_IN_PERCENT: [u32; 2] = [9, 10];

/// The styles of a workbook's cells, by their number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    unlocked: BTreeSet<u32>,
    percent: BTreeSet<u32>,
}

impl Styles {
    pub(super) fn read(package: &mut Package<'_>, book: &Book) -> Result<Self, Trouble> {
        let part = book.styles.as_deref().unwrap_or("xl/styles.xml");
        let Some(xml) = package.part(part)? else { return Ok(Self::default()) };
        Self::of(&xml).map_err(|error| damaged(&format!("{part}: {error}")))
    }

    fn of(xml: &str) -> Result<Self, quick_xml::Error> {
        let (mut styles, mut formats) = (Self::default(), BTreeMap::new());
        let (mut reader, mut from, mut within, mut number) = (Reader::from_str(xml), 0, false, None);
        loop {
            let event = reader.read_event()?;
            let to = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
            match &event {
                Event::Start(start) | Event::Empty(start) => {
                    let tag = &xml[from..to];
                    match start.local_name().as_ref() {
                        "numFmt" => drop(formats.insert(read_number(tag, "numFmtId"), value(tag, "formatCode"))),
                        "cellXfs" => within = matches!(event, Event::Start(_)),
                        "xf" if within => styles.add(tag, &formats, &mut number),
                        "protection" if within && value(tag, "locked").is_some_and(|v| is_false(&v)) => {
                            styles.unlocked.extend(number);
                        }
                        _ => {}
                    }
                }
                Event::End(end) if end.local_name().as_ref() == "cellXfs" => within = false,
                Event::Eof => return Ok(styles),
                _ => {}
            }
            from = to;
        }
    }

    fn add(&mut self, tag: &str, formats: &BTreeMap<Option<u32>, Option<String>>, number: &mut Option<u32>) {
        let next = number.map_or(0, |number| number + 1);
        *number = Some(next);
        let format = read_number(tag, "numFmtId");
        let code = formats.get(&format).and_then(Option::as_deref);
        let built_in = || format.is_some_and(|format| BUILT_IN_PERCENT.contains(&format));
        if code.map_or_else(built_in, code_shows_percent) {
            self.percent.insert(next);
        }
    }

    /// Whether a cell of this style may not be written to in a protected sheet.
    pub(super) fn is_locked(&self, style: Option<u32>) -> bool {
        !self.unlocked.contains(&style.unwrap_or(0))
    }

    /// Whether a cell of this style shows 0.25 as 25%.
    pub(super) fn shows_percent(&self, style: Option<u32>) -> bool {
        self.percent.contains(&style.unwrap_or(0))
    }
}

fn read_number(tag: &str, name: &str) -> Option<u32> {
    value(tag, name)?.parse().ok()
}

fn is_false(text: &str) -> bool {
    matches!(text, "0" | "false")
}

/// Whether a format's code has a per cent sign that is no quoted text.
fn code_shows_percent(code: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_says_what_it_locks_and_shows() {
        let styles = Styles::of(
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/><numFmt numFmtId=\"165\" \
             formatCode=\"0.0&quot;%&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>\
             <xf numFmtId=\"0\"/><xf numFmtId=\"10\"><protection locked=\"0\"/></xf><xf numFmtId=\"164\"/>\
             <xf numFmtId=\"165\"/></cellXfs></styleSheet>",
        )
        .expect("styles");
        let percent: Vec<bool> = (0..4).map(|style| styles.shows_percent(Some(style))).collect();
        assert_eq!(percent, [false, true, true, false]);
        let locked: Vec<bool> = (0..4).map(|style| styles.is_locked(Some(style))).collect();
        assert_eq!(locked, [true, false, true, true]);
    }
}

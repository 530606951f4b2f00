//! What an xlsx sheet marks besides its cells: hidden rows and columns, merged areas. Knows no value.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Write};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::gate::{self, Archive};
use super::{Room, Stop};
use crate::sources::workbook::request::Request;
use crate::sources::workbook::wire::{Area, Message, Sender, Trouble};

/// A sheet has no more columns.
const COLUMNS: u32 = 16_384;

/// The entry of each sheet, by the sheet's name. What cannot be found out is left out.
pub(super) fn sheet_parts(archive: &mut Archive) -> BTreeMap<String, String> {
    let names = gate::names(archive);
    let find = |ending: &str| names.iter().find(|name| name.to_ascii_lowercase().ends_with(ending));
    let (Some(book), Some(links)) = (find("workbook.xml"), find("workbook.xml.rels")) else {
        return BTreeMap::new();
    };
    let folder = book.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let targets: BTreeMap<String, String> = pairs(archive, links, "Relationship", "Id", "Target").into_iter().collect();
    let sheets = pairs(archive, book, "sheet", "name", "id");
    let part = |target: &String| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.clone(),
        None => format!("{folder}/{target}"),
    };
    sheets.into_iter().filter_map(|(name, id)| Some((name, part(targets.get(&id)?)))).collect()
}

/// Two attributes of every element called `element`.
fn pairs(archive: &mut Archive, entry: &str, element: &str, first: &str, second: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Ok(entry) = archive.by_name(entry) else { return found };
    let each = |start: &BytesStart<'_>| {
        if start.local_name().as_ref() == element
            && let (Some(one), Some(other)) = (attribute(start, first), attribute(start, second))
        {
            found.push((one, other));
        }
        Ok(())
    };
    // A directory that breaks off half-way is used as far as it goes.
    let _ = elements(entry, each);
    found
}

/// An attribute by its local name, with entities resolved.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let value =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let raw = value.value.as_ref();
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}

/// Calls `each` with every start tag.
pub(super) fn elements(
    entry: impl Read,
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut reader = Reader::from_reader(BufReader::new(entry));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) => each(&start)?,
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(Stop::Trouble(Trouble::SheetUnreadable, error.to_string())),
        }
    }
}

/// Sends the marks of one sheet.
pub(super) fn send<W: Write>(
    archive: &mut Archive,
    part: &str,
    request: &Request,
    room: &mut Room,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let entry = match archive.by_name(part) {
        Ok(entry) => entry,
        Err(error) if gate::is_missing(&error) => return Ok(()),
        Err(error) => return Err(Stop::Trouble(Trouble::SheetUnreadable, error.to_string())),
    };
    let mut next_row = 0;
    elements(entry, |start| {
        for message in marks(start, &mut next_row) {
            room.take(request)?;
            sender.send(&message)?;
        }
        Ok(())
    })
}

fn marks(start: &BytesStart<'_>, next_row: &mut u32) -> Vec<Message> {
    match start.local_name().as_ref() {
        "row" => {
            let row = number(start, "r").map_or(*next_row, |row| row.saturating_sub(1));
            *next_row = row.saturating_add(1);
            if is_hidden(start) { vec![Message::HiddenRow(row)] } else { Vec::new() }
        }
        "col" if is_hidden(start) => hidden_columns(start),
        "mergeCell" => {
            attribute(start, "ref").and_then(|area| parse_area(&area)).map(Message::Merged).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.parse().ok()
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true")
}

/// Hiding everything to the right of a table is no mark of the table: a run to the last column is left out.
fn hidden_columns(start: &BytesStart<'_>) -> Vec<Message> {
    let (Some(first), Some(last)) = (number(start, "min"), number(start, "max")) else { return Vec::new() };
    if last >= COLUMNS {
        return Vec::new();
    }
    (first.max(1)..=last).map(|column| Message::HiddenColumn(column - 1)).collect()
}

/// `A1:C3`.
fn parse_area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':')?;
    let (first, last) = (parse_cell(first)?, parse_cell(last)?);
    Some(Area { rows: (first.0, last.0), columns: (first.1, last.1) })
}

fn parse_cell(text: &str) -> Option<(u32, u32)> {
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_spreadsheets_write_them() {
        assert_eq!(parse_area("A1:XFD20001"), Some(Area { rows: (0, 20_000), columns: (0, 16_383) }));
        assert_eq!(parse_area("B2"), None);
        assert_eq!(parse_area("A0:B1"), None);
    }
}

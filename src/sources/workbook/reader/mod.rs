//! The reading process: a workbook on disk to messages. Knows no finding and no sheet of the other side.
//!
//! Whatever happens here, the asking process lives on; so this side takes no precautions but two: the archive is
//! measured before anything is unpacked, and memory is capped.

mod biff;
mod gate;
mod ods_marks;
mod values;
mod whole;
mod xlsx;
mod xlsx_marks;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use globset::{GlobBuilder, GlobMatcher};

use super::request::{Packing, Request};
use super::wire::{Format, Message, Sender, Trouble};
use crate::findings::BETWEEN_ITEMS;
use crate::sources::cap;

/// Why reading stopped before the end.
enum Stop {
    /// The workbook is at fault.
    Trouble(Trouble, String),
    /// Nobody is listening any more.
    Io(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Stop {
    fn unreadable(error: impl ToString) -> Self {
        Self::Trouble(Trouble::Unreadable, error.to_string())
    }
}

/// Reads the workbook that `arguments` (those after `__read-workbook`) name and answers on standard output. Meant
/// to be called by the binary alone, in a process started for it.
#[must_use]
pub fn run_reader_child(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let Some(request) = Request::from_arguments(arguments) else { return ExitCode::from(2) };
    cap::set_cap(request.child_bytes);
    let mut sender = Sender(BufWriter::with_capacity(1 << 16, io::stdout().lock()));
    let told = match read(&request, &mut sender) {
        Ok(()) => Ok(()),
        Err(Stop::Trouble(trouble, text)) => sender.send(&Message::Trouble(trouble, text)),
        Err(Stop::Io(error)) => Err(error),
    };
    match told.and_then(|()| sender.send(&Message::End)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(3),
    }
}

fn read<W: Write>(request: &Request, sender: &mut Sender<W>) -> Result<(), Stop> {
    let format = match request.packing {
        Packing::Zip => gate::measured_format(request)?,
        Packing::Compound => biff::format(&request.path)?,
    };
    sender.send(&Message::Format(format))?;
    match format {
        Format::Xlsx => xlsx::read(request, sender),
        Format::Xlsb | Format::Ods | Format::Xls => whole::read(request, format, sender),
    }
}

/// The sheets that are asked for, as positions in `names`; tells of patterns that match none.
fn chosen<W: Write>(request: &Request, names: &[String], sender: &mut Sender<W>) -> Result<Vec<usize>, Stop> {
    if request.sheets.is_empty() {
        return Ok((0..names.len()).collect());
    }
    sender.send(&Message::SheetNames(names.join(&BETWEEN_ITEMS.to_string())))?;
    let mut chosen = vec![false; names.len()];
    for pattern in &request.sheets {
        let matches: Vec<bool> = names.iter().map(|name| is_named(pattern, name)).collect();
        if !matches.contains(&true) {
            sender.send(&Message::Trouble(Trouble::SheetMissing, pattern.clone()))?;
        }
        chosen.iter_mut().zip(matches).for_each(|(chosen, matches)| *chosen |= matches);
    }
    Ok((0..names.len()).filter(|&at| chosen[at]).collect())
}

/// Whether a sheet's name is the pattern, or fits it as a glob; white space around a name does not count.
fn is_named(pattern: &str, name: &str) -> bool {
    let glob = |pattern| GlobBuilder::new(pattern).case_insensitive(true).build().ok();
    let fits = |glob: GlobMatcher| glob.is_match(name.trim());
    pattern.trim() == name.trim() || glob(pattern.trim()).is_some_and(|glob| fits(glob.compile_matcher()))
}

/// Counts cells down to none.
struct Room(u64);

impl Room {
    fn take(&mut self, request: &Request) -> Result<(), Stop> {
        let full = || Stop::Trouble(Trouble::TooManyCells, request.cells.to_string());
        self.0 = self.0.checked_sub(1).ok_or_else(full)?;
        Ok(())
    }
}

//! What the reading process says to the asking one, as bytes. Knows neither formats nor sheets' meaning.
//!
//! A stream of messages, each a tag and its fields; numbers as LEB128, texts with their length. What comes in is
//! not trusted: the other side may have been brought down, or talked into nonsense, by the file it reads.

use std::io::{self, Read, Write};

use crate::sources::CellKind;

/// No cell and no name is longer.
const TEXT_BYTES: u64 = 1 << 24;
const KINDS: [CellKind; 6] =
    [CellKind::Text, CellKind::Number, CellKind::Date, CellKind::Boolean, CellKind::Error, CellKind::UncachedFormula];

/// A merged area: first and last row and column, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

/// What kind of workbook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
}

/// Why a workbook or a sheet is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The workbook is damaged: cause.
    Unreadable,
    /// It needs a password.
    Encrypted,
    /// It is something else: what.
    Unsupported,
    /// It unpacks to too much: bytes.
    UnzippedTooLarge,
    /// It has too many entries: how many.
    TooManyEntries,
    /// It has too many cells.
    TooManyCells,
    /// The sheet that was begun is damaged: cause.
    SheetUnreadable,
    /// No sheet has the name: pattern.
    SheetMissing,
}

/// One message. Rows and columns count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    Format(Format),
    /// The workbook counts days from 1904.
    CountsFrom1904,
    /// A sheet begins.
    Sheet {
        name: String,
        hidden: bool,
    },
    HiddenRow(u32),
    HiddenColumn(u32),
    Merged(Area),
    Cell {
        row: u32,
        column: u32,
        kind: CellKind,
        text: String,
    },
    /// The sheet is complete.
    SheetEnd,
    Trouble(Trouble, String),
    /// Names of all sheets, for one that is missing.
    SheetNames(String),
    /// Nothing follows.
    End,
}

const FORMATS: [Format; 4] = [Format::Xlsx, Format::Xlsb, Format::Ods, Format::Xls];
const TROUBLES: [Trouble; 8] = [
    Trouble::Unreadable,
    Trouble::Encrypted,
    Trouble::Unsupported,
    Trouble::UnzippedTooLarge,
    Trouble::TooManyEntries,
    Trouble::TooManyCells,
    Trouble::SheetUnreadable,
    Trouble::SheetMissing,
];

fn position<T: PartialEq>(all: &[T], one: &T) -> u64 {
    all.iter().position(|other| other == one).unwrap_or(0) as u64
}

/// Writes messages.
pub(super) struct Sender<W: Write>(pub(super) W);

impl<W: Write> Sender<W> {
    /// Sends anything but a cell.
    pub(super) fn send(&mut self, message: &Message) -> io::Result<()> {
        match message {
            Message::Format(format) => self.numbers(b'F', &[position(&FORMATS, format)]),
            Message::CountsFrom1904 => self.numbers(b'4', &[]),
            Message::Sheet { name, hidden } => {
                self.numbers(b'S', &[u64::from(*hidden)])?;
                self.text(name)
            }
            Message::HiddenRow(row) => self.numbers(b'r', &[u64::from(*row)]),
            Message::HiddenColumn(column) => self.numbers(b'c', &[u64::from(*column)]),
            Message::Merged(Area { rows, columns }) => {
                self.numbers(b'M', &[rows.0, rows.1, columns.0, columns.1].map(u64::from))
            }
            Message::Cell { row, column, kind, text } => self.cell(*row, *column, *kind, text),
            Message::SheetEnd => self.numbers(b'E', &[]),
            Message::Trouble(trouble, text) => {
                self.numbers(b'T', &[position(&TROUBLES, trouble)])?;
                self.text(text)
            }
            Message::SheetNames(names) => {
                self.numbers(b'N', &[])?;
                self.text(names)
            }
            Message::End => {
                self.numbers(b'Z', &[])?;
                self.0.flush()
            }
        }
    }

    /// Sends a cell.
    pub(super) fn cell(&mut self, row: u32, column: u32, kind: CellKind, text: &str) -> io::Result<()> {
        self.numbers(b'C', &[u64::from(row), u64::from(column), position(&KINDS, &kind)])?;
        self.text(text)
    }

    fn numbers(&mut self, tag: u8, numbers: &[u64]) -> io::Result<()> {
        self.0.write_all(&[tag])?;
        numbers.iter().try_for_each(|&number| self.number(number))
    }

    fn number(&mut self, mut number: u64) -> io::Result<()> {
        while number >= 0x80 {
            self.0.write_all(&[(number & 0x7f) as u8 | 0x80])?;
            number >>= 7;
        }
        self.0.write_all(&[number as u8])
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.number(text.len() as u64)?;
        self.0.write_all(text.as_bytes())
    }
}

/// Reads messages.
pub(super) struct Receiver<R: Read>(pub(super) R);

impl<R: Read> Receiver<R> {
    /// The next message.
    ///
    /// # Errors
    /// The stream ends early, or holds something else.
    pub(super) fn receive(&mut self) -> io::Result<Message> {
        Ok(match self.byte()? {
            b'F' => Message::Format(self.choice(&FORMATS)?),
            b'4' => Message::CountsFrom1904,
            b'S' => Message::Sheet { hidden: self.number()? != 0, name: self.text()? },
            b'r' => Message::HiddenRow(self.small()?),
            b'c' => Message::HiddenColumn(self.small()?),
            b'M' => {
                Message::Merged(Area { rows: (self.small()?, self.small()?), columns: (self.small()?, self.small()?) })
            }
            b'C' => Message::Cell {
                row: self.small()?,
                column: self.small()?,
                kind: self.choice(&KINDS)?,
                text: self.text()?,
            },
            b'E' => Message::SheetEnd,
            b'T' => Message::Trouble(self.choice(&TROUBLES)?, self.text()?),
            b'N' => Message::SheetNames(self.text()?),
            b'Z' => Message::End,
            _ => return Err(io::ErrorKind::InvalidData.into()),
        })
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.0.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    fn number(&mut self) -> io::Result<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Ok(number);
            }
            if shift > 56 {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
    }

    fn small(&mut self) -> io::Result<u32> {
        u32::try_from(self.number()?).map_err(|_| io::ErrorKind::InvalidData.into())
    }

    fn choice<T: Copy>(&mut self, all: &[T]) -> io::Result<T> {
        let position = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        all.get(position).copied().ok_or(io::ErrorKind::InvalidData.into())
    }

    fn text(&mut self) -> io::Result<String> {
        let len = self.number()?;
        if len > TEXT_BYTES {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut text = String::new();
        (&mut self.0).take(len).read_to_string(&mut text)?;
        if text.len() as u64 == len { Ok(text) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

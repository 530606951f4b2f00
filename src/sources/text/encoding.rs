//! Files to UTF-8, in a stream: the encodings that a job names, and the rewriting of what is not UTF-8. Knows no rows.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use encoding_rs::{DecoderResult, Encoding, GB18030};

use super::storage::Storage;

/// The encoding that a job names: a label such as `gbk`, `gb18030`, `utf-8`, `utf-16le`.
pub(super) fn named(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    Some(if encoding == encoding_rs::GBK { GB18030 } else { encoding })
}

/// What rewriting gives.
pub(super) struct Rewritten {
    pub(super) storage: Storage,
    /// Bytes that the encoding does not know: the line of the first, from 1, and how many lines have some.
    pub(super) replaced: Option<(u64, u64)>,
}

/// Why rewriting stopped.
pub(super) enum RewriteError {
    Io(io::Error),
    /// Strict reading met bytes that the encoding does not know, on this line.
    Malformed(u64),
}

impl From<io::Error> for RewriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What is to be rewritten, and how.
#[derive(Clone, Copy)]
pub(super) struct Rewrite<'a> {
    pub(super) path: &'a Path,
    pub(super) encoding: &'static Encoding,
    /// Bytes to leave out at the beginning.
    pub(super) mark: usize,
    /// Unknown bytes become U+FFFD instead of stopping.
    pub(super) lenient: bool,
    /// Lines end in CR alone.
    pub(super) carriage_returns: bool,
    /// Results up to this many bytes stay in memory.
    pub(super) memory_bytes: u64,
}

/// Rewrites a file as UTF-8, in a stream.
pub(super) fn rewrite(plan: Rewrite<'_>) -> Result<Rewritten, RewriteError> {
    let mut file = File::open(plan.path)?;
    io::copy(&mut (&mut file).take(plan.mark as u64), &mut io::sink())?;
    let mut decoder = plan.encoding.new_decoder_without_bom_handling();
    let mut sink = Sink::new(plan);
    let mut input = vec![0; 1 << 16];
    let mut text = String::with_capacity(1 << 18);
    loop {
        let read = file.read(&mut input)?;
        let mut rest = &input[..read];
        loop {
            let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut text, read == 0);
            rest = &rest[used..];
            sink.take(&mut text)?;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => sink.malformed(&mut text)?,
            }
        }
        if read == 0 {
            return sink.finish();
        }
    }
}

/// Takes decoded text, first in memory, then on disk.
struct Sink {
    lenient: bool,
    carriage_returns: bool,
    memory_bytes: u64,
    text: String,
    disk: Option<(io::BufWriter<tempfile::NamedTempFile>, u64)>,
    lines: u64,
    replaced: Option<(u64, u64)>,
    last_replaced: u64,
}

impl Sink {
    fn new(plan: Rewrite<'_>) -> Self {
        Self {
            lenient: plan.lenient,
            carriage_returns: plan.carriage_returns,
            memory_bytes: plan.memory_bytes,
            text: String::new(),
            disk: None,
            lines: 0,
            replaced: None,
            last_replaced: 0,
        }
    }

    fn take(&mut self, text: &mut String) -> io::Result<()> {
        if self.carriage_returns {
            *text = text.replace('\r', "\n");
        }
        self.lines += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        match &mut self.disk {
            Some((file, len)) => {
                file.write_all(text.as_bytes())?;
                *len += text.len() as u64;
            }
            None => self.text.push_str(text),
        }
        text.clear();
        if self.disk.is_none() && self.text.len() as u64 > self.memory_bytes { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        let mut file = io::BufWriter::with_capacity(1 << 18, tempfile::NamedTempFile::new()?);
        file.write_all(self.text.as_bytes())?;
        self.disk = Some((file, self.text.len() as u64));
        self.text = String::new();
        Ok(())
    }

    fn malformed(&mut self, text: &mut String) -> Result<(), RewriteError> {
        let line = self.lines + 1;
        if !self.lenient {
            return Err(RewriteError::Malformed(line));
        }
        let (first, count) = self.replaced.unwrap_or((line, 0));
        self.replaced = Some((first, count + u64::from(self.last_replaced != line)));
        self.last_replaced = line;
        text.push('\u{fffd}');
        Ok(self.take(text)?)
    }

    fn finish(self) -> Result<Rewritten, RewriteError> {
        let storage = match self.disk {
            None => Storage::Memory(self.text),
            Some((file, len)) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                Storage::Rewritten { path: file.into_temp_path(), len }
            }
        };
        Ok(Rewritten { storage, replaced: self.replaced })
    }
}

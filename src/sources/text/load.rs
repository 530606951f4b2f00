//! A text file to UTF-8 text that can be read in ranges. Knows no rows.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::encoding::{self, Rewrite, RewriteError};
use super::storage::Storage;
use crate::bytes;
use crate::findings::{Code, Finding, Place};
use crate::sources::{OpenOptions, SourceFile, unreadable};

const UNREADABLE: Code = Code("encoding-unreadable");
const REPLACED: Code = Code("characters-unreadable");
/// How much is read before anything is decided.
const HEAD_BYTES: u64 = 1 << 16;
/// How many places of a large file are looked at.
const SAMPLES: u64 = 16;

/// A file as text.
pub(super) struct Loaded {
    pub(super) storage: Storage,
    /// Where the text starts, after a byte order mark.
    pub(super) start: u64,
    pub(super) findings: Vec<Finding>,
}

impl Loaded {
    fn sound(storage: Storage, start: u64) -> Self {
        Self { storage, start, findings: Vec::new() }
    }
}

/// Finds the encoding and makes the text available.
pub(super) fn load(file: &SourceFile, options: &OpenOptions) -> Result<Loaded, Finding> {
    let head = head(file).map_err(|error| unreadable(file, &error))?;
    let evidence = bytes::evidence(&head);
    let asked = options.encoding.as_deref().map(|label| named(file, label)).transpose()?;
    let only_returns = !head.contains(&b'\n') && head.contains(&b'\r');
    let known = if evidence.mark > 0 { evidence.encoding } else { asked.or(evidence.encoding) };
    let plan = Rewrite {
        path: &file.path,
        encoding: known.unwrap_or(UTF_8),
        mark: evidence.mark,
        lenient: known.is_some(),
        carriage_returns: only_returns,
        memory_bytes: options.limits.memory_bytes,
    };
    match known {
        Some(found) if found != UTF_8 || only_returns => rewrite(file, plan),
        _ if file.bytes <= options.limits.memory_bytes => small(file, plan),
        _ => large(file, plan),
    }
}

fn head(file: &SourceFile) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(&file.path)?.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

fn named(file: &SourceFile, label: &str) -> Result<&'static Encoding, Finding> {
    encoding::named(label).ok_or_else(|| Finding::new(Code("encoding-unknown"), Place::file(&file.name), label))
}

/// Reads the whole file; falls back from UTF-8 to GB18030 unless the encoding is known.
fn small(file: &SourceFile, plan: Rewrite<'_>) -> Result<Loaded, Finding> {
    let bytes = fs::read(&file.path).map_err(|error| unreadable(file, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) if plan.carriage_returns => Ok(Loaded::sound(Storage::Memory(text.replace('\r', "\n")), 0)),
        Ok(text) => Ok(Loaded::sound(Storage::Memory(text), plan.mark as u64)),
        Err(_) if plan.lenient => rewrite(file, plan),
        Err(error) if bytes::is_damaged_utf8(error.as_bytes()) => {
            Err(refused(file, line_of(error.as_bytes(), error.utf8_error().valid_up_to())))
        }
        Err(_) => rewrite(file, Rewrite { encoding: GB18030, ..plan }),
    }
}

fn line_of(bytes: &[u8], at: usize) -> u64 {
    memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1
}

/// A large file stays on disk if it is UTF-8 wherever it is looked at.
fn large(file: &SourceFile, plan: Rewrite<'_>) -> Result<Loaded, Finding> {
    let in_place = Storage::File { path: file.path.clone(), len: file.bytes };
    let is_utf8 = plan.lenient || looks_like_utf8(file).map_err(|error| unreadable(file, &error))?;
    match (is_utf8, plan.carriage_returns) {
        (true, false) => Ok(Loaded::sound(in_place, plan.mark as u64)),
        (true, true) => rewrite(file, plan),
        (false, _) => rewrite(file, Rewrite { encoding: GB18030, ..plan }),
    }
}

/// Looks at evenly spaced places; where they are all ASCII, at the first place that is not.
fn looks_like_utf8(file: &SourceFile) -> io::Result<bool> {
    let mut reader = File::open(&file.path)?;
    let mut all_ascii = true;
    for k in 0..SAMPLES {
        reader.seek(SeekFrom::Start(file.bytes / SAMPLES * k))?;
        let mut sample = Vec::new();
        (&mut reader).take(HEAD_BYTES).read_to_end(&mut sample)?;
        all_ascii &= sample.is_ascii();
        if !is_utf8_fragment(&sample) {
            return Ok(false);
        }
    }
    if all_ascii { first_foreign_bytes_are_utf8(reader) } else { Ok(true) }
}

fn first_foreign_bytes_are_utf8(mut reader: File) -> io::Result<bool> {
    reader.rewind()?;
    let mut bytes = vec![0; 1 << 20];
    loop {
        let read = reader.read(&mut bytes)?;
        if read == 0 || !bytes[..read].is_ascii() {
            return Ok(is_utf8_fragment(&bytes[..read]));
        }
    }
}

/// Whether bytes cut out of a text are UTF-8, its first and last character aside.
fn is_utf8_fragment(bytes: &[u8]) -> bool {
    let skipped = bytes.iter().take(3).take_while(|&&byte| byte & 0xc0 == 0x80).count();
    match std::str::from_utf8(&bytes[skipped..]) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

fn rewrite(file: &SourceFile, plan: Rewrite<'_>) -> Result<Loaded, Finding> {
    match encoding::rewrite(plan) {
        Ok(done) => {
            let findings = done.replaced.map(|(line, lines)| replaced(file, line, lines)).into_iter().collect();
            Ok(Loaded { storage: done.storage, start: 0, findings })
        }
        Err(RewriteError::Io(error)) => Err(unreadable(file, &error)),
        Err(RewriteError::Malformed(line)) => Err(refused(file, line)),
    }
}

fn refused(file: &SourceFile, line: u64) -> Finding {
    Finding::new(UNREADABLE, Place::file(&file.name), "").with("row", line.to_string())
}

/// Bytes that the file's encoding does not know: in `lines` lines, `line` being the first.
pub(super) fn replaced(file: &SourceFile, line: u64, lines: u64) -> Finding {
    let place = Place::cell(&file.name, &"".into(), line, None);
    Finding::new(REPLACED, place, "").with("row", line.to_string()).with("rows", lines.to_string())
}

//! Damaged files: whatever the bytes, `open` comes back, with rows or with a finding.

use std::fs;
use std::time::{Duration, Instant};

use market_aid::sources::{Limits, OpenOptions};
use proptest::test_runner::{RngAlgorithm, TestRng};
use rayon::prelude::*;

use crate::{codes, fixture, folder, open_bytes, options, source_file};

const FILES: [&str; 3] = ["messy.xlsx", "messy.xls", "messy.ods"];
const CSV: &[u8] = "日期,门店,数量\n2021-07-05,\"杭,州\",3\n2021-07-06,宁波,\"4\"\n".as_bytes();

/// How many mutations of each file; `MUTATIONS=2000` for a long evening.
fn mutations() -> u64 {
    std::env::var("MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(15)
}

/// Bytes overwritten, cut out, repeated or cut off, by a seed.
fn mutated(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[[0; 24].as_slice(), &seed.to_le_bytes()].concat());
    let mut below = |limit: usize| rand_below(&mut random, limit.max(1));
    let mut bytes = bytes.to_vec();
    for _ in 0..=below(8) {
        let (at, len) = (below(bytes.len()), below(64));
        let end = (at + len).min(bytes.len());
        match below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.extend_from_within(at..end),
            3 => bytes[at..end].fill(0xff),
            _ if at < bytes.len() => bytes[at] = u8::try_from(below(256)).unwrap_or(0),
            _ => {}
        }
    }
    bytes
}

fn rand_below(random: &mut TestRng, limit: usize) -> usize {
    use proptest::prelude::Rng;
    usize::try_from(random.next_u64() % limit as u64).unwrap_or(0)
}

#[test]
fn damaged_files_never_bring_the_run_down() {
    let limits = Limits { child_bytes: 256 << 20, child_time: Duration::from_secs(20), ..Limits::default() };
    let options = OpenOptions { limits, ..options() };
    let mut originals: Vec<(&str, Vec<u8>)> = FILES.map(|name| (name, fs::read(fixture(name)).expect("a file"))).into();
    originals.push(("t.csv", CSV.to_vec()));
    for (name, original) in originals {
        let started = Instant::now();
        let ends: Vec<&str> =
            (0..mutations()).into_par_iter().map(|seed| outcome(name, &original, seed, &options)).collect();
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for end in ends {
            match counts.iter_mut().find(|(known, _)| *known == end) {
                Some((_, count)) => *count += 1,
                None => counts.push((end, 1)),
            }
        }
        counts.sort_unstable();
        println!("{name}: {counts:?} in {:?}", started.elapsed());
    }
}

/// `rows`, or the finding that stands for the file.
fn outcome(name: &str, original: &[u8], seed: u64, options: &OpenOptions) -> &'static str {
    let (tables, findings) = open_bytes(name, &mutated(original, seed), options);
    for table in &tables {
        let mut rows = 0;
        table.pieces(1).iter().for_each(|piece| drop(table.read(piece, |_| rows += 1)));
        assert_eq!(rows, table.row_count(), "{name} {seed}");
    }
    if tables.is_empty() { codes(&findings).first().copied().unwrap_or("silence") } else { "rows" }
}

/// Damage inside the parts, with the archive itself sound.
#[test]
fn damaged_parts_of_a_sound_archive_never_bring_the_run_down() {
    let part = r#"<sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#;
    (0..mutations()).into_par_iter().for_each(|seed| {
        let xml = String::from_utf8_lossy(&mutated(part.as_bytes(), seed)).into_owned();
        let (tables, findings) = open_bytes("part.xlsx", &crate::workbooks::minimal_xlsx(&xml), &options());
        assert!(!tables.is_empty() || !findings.is_empty(), "{seed}");
    });
}

#[test]
fn a_file_that_vanishes_is_a_finding() {
    let folder = folder();
    let path = folder.path().join("gone.csv");
    fs::write(&path, "a,b\n1,2\n").expect("written");
    let file = source_file(&path);
    fs::remove_file(&path).expect("removed");
    let (tables, findings) = market_aid::sources::open(&file, &options());
    assert_eq!((tables.len(), codes(&findings)), (0, vec!["file-unreadable"]));
}

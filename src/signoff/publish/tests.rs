//! The chain: written whole or not at all, read back as written, and whatever is done to a file is named.

use std::cell::Cell;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::calendar::DayCode;
use crate::exact::MeasureUnit;
use crate::figures::{Figure, FigureId, Figures, Quantity};
use crate::kinds::{self, Kind};
use crate::words::Lang;

use super::*;

fn figures(months: &[(&str, i128)]) -> Figures {
    let mut figures = Figures::new(Lang::Zh);
    for (period, value) in months {
        let quantity = Quantity::Amount(*value, MeasureUnit::Count("个".into()));
        figures.insert(Figure {
            id: FigureId::total("projects.count", period.parse().expect("a period")),
            quantity: Some(quantity),
            value: Some(value.to_string()),
            exact: None,
            unit: "个".into(),
            display: format!("{value}个"),
            records: value.unsigned_abs() as u64,
            note: None,
        });
    }
    figures
}

fn projects() -> Arc<Kind> {
    Arc::new(kinds::built_in("projects").expect("built in"))
}

fn record(key: u128, name: &str, signed: i64) -> KeptRecord {
    let text = |text: &str| Arc::from(text);
    KeptRecord {
        day: DayCode::day(2021, 7, 5).expect("a day"),
        key,
        file: text("inbox/招商/签约.xlsx"),
        sheet: text("签约"),
        row: 12,
        column: None,
        started: Some(DayCode::of_month("2021-06".parse().expect("a month"))),
        kept: vec![text(name), text("甲公司"), text("正式合同"), text("农产品"), text("阿克苏"), text("推进中")],
        measures: vec![Some(signed), None],
    }
}

fn kept(records: &[KeptRecord], room: u64) -> KeptLedger {
    let mut keeper = Keeper::new(&projects(), room);
    records.iter().for_each(|record| keeper.take(record.clone()));
    keeper.finish()
}

fn draft<'a>(through: &str, figures: &'a Figures, records: &'a [KeptLedger]) -> Draft<'a> {
    Draft {
        through: through.parse().expect("a month"),
        date: "2021-08-05".into(),
        job: "衢州市援疆指挥部".into(),
        findings: FindingCount { error: 0, warning: 2, info: 1 },
        despite_errors: None,
        waivers: Vec::new(),
        sources: vec![SourceHash { file: "inbox/a.csv".into(), bytes: 3, sha256: "00".repeat(32) }],
        figures,
        records,
    }
}

/// A folder with publications of three months.
fn three() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (at, month) in ["2021-05", "2021-06", "2021-07"].iter().enumerate() {
        let (figures, records) = (figures(&[(month, 7 + at as i128)]), [kept(&[record(at as u128, "果园", 5)], 9)]);
        let written = publish(&RealDisk, folder.path(), &draft(month, &figures, &records)).expect("published");
        assert!(matches!(written, Written::New(_)));
    }
    folder
}

fn broken(folder: &Path) -> (String, &'static str) {
    let broken = read_chain(&RealDisk, folder).expect_err("a broken chain");
    (broken.file, broken.flaw.key())
}

#[test]
fn a_publication_is_spelt_like_this_and_sealed() {
    let (figures, folder) = (figures(&[("2021-07", 39)]), tempfile::tempdir().expect("a temporary folder"));
    publish(&RealDisk, folder.path(), &draft("2021-07", &figures, &[])).expect("published");
    let text = fs::read_to_string(folder.path().join("0001-2021-07.json")).expect("the publication");
    let expected = r#"{"schema": 1, "number": 1, "through": "2021-07", "date": "2021-08-05", "job": "衢州市援疆指挥部",
"previous": null,
"findings": {"error":0,"warning":2,"info":1},
"despite_errors": null,
"waivers": [],
"sources": [
{"file":"inbox/a.csv","bytes":3,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}
],
"records": [],
"figures": [
{"id":"projects.count@2021-07","value":"39","unit":"个","display":"39个","records":39}
],
"seal": "dada54ae8c23f8e45a763bbf1cb7ceadb598ba1f8260439989906f8af418afdc"}
"#;
    assert_eq!(text, expected);
    // By Python's hashlib, of the file above.
    let sums = fs::read_to_string(folder.path().join("SHA256SUMS")).expect("the list");
    assert_eq!(sums, "b010a808a4ecc409056535115deee7c7cf78120db2f2a4fca290a06bfc97310c  0001-2021-07.json\n");
}

#[test]
fn what_is_written_is_read_back_and_each_names_the_one_before() {
    let folder = three();
    let chain = read_chain(&RealDisk, folder.path()).expect("a chain that holds");
    let files: Vec<&str> = chain.publications.iter().map(|published| published.file.as_str()).collect();
    assert_eq!(files, ["0001-2021-05.json", "0002-2021-06.json", "0003-2021-07.json"]);
    for pair in chain.publications.windows(2) {
        let previous = pair[1].publication.previous.as_ref().expect("a publication before it");
        assert_eq!((&previous.file, &previous.sha256), (&pair[0].file, &pair[0].sha256));
    }
    let kept = chain.publications[1].kept(&RealDisk, folder.path(), &projects()).expect("read").expect("projects");
    let Kept::Records(records) = kept.kept else { panic!("records are kept") };
    assert_eq!(records, [record(1, "果园", 5)]);
}

#[test]
fn the_same_again_is_not_published_again() {
    let folder = three();
    let (figures, records) = (figures(&[("2021-07", 9)]), [kept(&[record(2, "果园", 5)], 9)]);
    let again = Draft { date: "2021-09-01".into(), ..draft("2021-07", &figures, &records) };
    let written = publish(&RealDisk, folder.path(), &again).expect("nothing to do");
    assert!(matches!(written, Written::Same(published) if published.file == "0003-2021-07.json"));
    assert_eq!(read_chain(&RealDisk, folder.path()).expect("a chain").publications.len(), 3);
}

#[test]
fn any_text_of_a_record_comes_back_as_it_was() {
    let odd = ["=1+1", "'=1", "''", "a,\"b\"\nc\r\nd", "－5", " @x", "\u{202e}龘", "", "-12", "\t"];
    let mut records: Vec<KeptRecord> = odd.iter().zip(0_u128..).map(|(text, key)| record(key, text, -1)).collect();
    records.push(KeptRecord {
        column: Some(7),
        started: None,
        measures: vec![None, Some(i64::MAX)],
        ..record(99, "x", 0)
    });
    records
        .push(KeptRecord { day: DayCode::of_month("2021-07".parse().expect("a month")), ..record(100, "x", i64::MIN) });
    records.sort();
    let ledger = kept(&records, 100);
    let read = KeptLedger::from_bytes(&projects(), KeptForm::Records, ledger.count, &ledger.to_bytes()).expect("read");
    let Kept::Records(read) = read.kept else { panic!("records are kept") };
    assert_eq!(read, records);
}

#[test]
fn above_the_limit_digests_are_kept_in_any_order_the_same() {
    let mut records: Vec<KeptRecord> = (0..6).map(|key| record(key, "=果园", 3)).collect();
    let ledger = kept(&records, 5);
    assert_eq!((ledger.form(), ledger.count), (KeptForm::Partitions, 6));
    let read = KeptLedger::from_bytes(&projects(), KeptForm::Partitions, 6, &ledger.to_bytes()).expect("read");
    assert_eq!(read.partitions(), ledger.partitions());
    records.reverse();
    assert_eq!(kept(&records, 5).to_bytes(), ledger.to_bytes());
    assert_eq!(Partitions::of(&projects(), &records), ledger.partitions());
    records[0].measures[0] = Some(4);
    assert_ne!(kept(&records, 5).to_bytes(), ledger.to_bytes());
    let all = ledger.partitions();
    let of_month = all.get(&(Arc::from(""), Arc::from(""), "2021-07".parse().expect("a month"))).expect("July");
    assert_eq!((of_month.records, &of_month.sums[..]), (6, &[18, 0][..]));
}

#[test]
fn a_changed_byte_anywhere_is_noticed_and_its_file_named() {
    let folder = three();
    for name in RealDisk.names(folder.path()).expect("names").iter().filter(|name| *name != ".lock") {
        let path = folder.path().join(name);
        let whole = fs::read(&path).expect("a file");
        for at in (0..whole.len()).step_by(3) {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&path, &changed).expect("tampered with");
            let (file, _) = broken(folder.path());
            // A list that names another file is about a file that is not there.
            assert!(file == *name || name == "SHA256SUMS", "byte {at} of {name}: {file}");
        }
        fs::write(&path, &whole).expect("mended");
    }
    read_chain(&RealDisk, folder.path()).expect("whole again");
}

#[test]
fn every_truncated_file_is_noticed_and_named() {
    let folder = three();
    for name in ["0001-2021-05.json", "0002-2021-06.projects.csv", "0003-2021-07.json"] {
        let path = folder.path().join(name);
        let whole = fs::read(&path).expect("a file");
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).expect("cut");
            assert_eq!(broken(folder.path()).0, name, "{length} bytes");
        }
        fs::write(&path, &whole).expect("mended");
    }
}

#[test]
fn a_file_that_is_gone_or_elsewhere_is_named() {
    for (file, flaw) in [
        ("0001-2021-05.json", "published.missing"),
        ("0002-2021-06.json", "published.missing"),
        ("0003-2021-07.json", "published.missing"),
        ("0002-2021-06.projects.csv", "published.missing"),
        ("SHA256SUMS", "published.missing"),
    ] {
        let folder = three();
        fs::rename(folder.path().join(file), folder.path().join("elsewhere.json")).expect("renamed");
        assert_eq!(broken(folder.path()), (file.to_owned(), flaw));
    }
}

#[test]
fn a_file_under_another_name_is_named() {
    let rename = |folder: &Path, from: &str, to: &str| fs::rename(folder.join(from), folder.join(to)).expect("renamed");
    let folder = three();
    rename(folder.path(), "0002-2021-06.json", "0002-2021-08.json");
    assert_eq!(broken(folder.path()), ("0002-2021-08.json".into(), "published.renamed"));
    let folder = three();
    rename(folder.path(), "0001-2021-05.json", "x");
    rename(folder.path(), "0002-2021-06.json", "0001-2021-05.json");
    rename(folder.path(), "x", "0002-2021-06.json");
    assert_eq!(broken(folder.path()), ("0001-2021-05.json".into(), "published.renamed"));
    let folder = three();
    fs::copy(folder.path().join("0002-2021-06.json"), folder.path().join("0002-2021-09.json")).expect("copied");
    assert_eq!(broken(folder.path()), ("0002-2021-09.json".into(), "published.doubled"));
}

/// Whoever seals a forged publication anew, and lists it, is found out by the next link.
#[test]
fn a_forged_publication_is_found_out_by_the_next() {
    let folder = three();
    let chain = read_chain(&RealDisk, folder.path()).expect("a chain");
    let mut forged = chain.publications[1].publication.clone();
    forged.figures[0].value = Some("99".into());
    let bytes = forged.to_bytes();
    let sums = fs::read_to_string(folder.path().join("SHA256SUMS")).expect("the list");
    let sums = sums.replace(&chain.publications[1].sha256, &crate::bytes::sha256(&bytes));
    fs::write(folder.path().join("0002-2021-06.json"), bytes).expect("forged");
    fs::write(folder.path().join("SHA256SUMS"), sums).expect("forged");
    assert_eq!(broken(folder.path()), ("0002-2021-06.json".into(), "published.changed"));
}

#[test]
fn nothing_is_added_to_a_broken_chain() {
    let folder = three();
    fs::remove_file(folder.path().join("0002-2021-06.json")).expect("removed");
    let before = RealDisk.names(folder.path()).expect("names");
    let figures = figures(&[("2021-08", 1)]);
    let error = publish(&RealDisk, folder.path(), &draft("2021-08", &figures, &[])).expect_err("refused");
    assert!(matches!(error, PublishError::Broken(broken) if broken.file == "0002-2021-06.json"));
    assert_eq!(RealDisk.names(folder.path()).expect("names"), before);
}

#[test]
fn only_one_publishes_at_a_time() {
    let folder = three();
    let _held = RealDisk.lock(&folder.path().join(".lock")).expect("the lock");
    let figures = figures(&[("2021-08", 1)]);
    let error = publish(&RealDisk, folder.path(), &draft("2021-08", &figures, &[])).expect_err("refused");
    assert!(matches!(error, PublishError::Busy));
}

/// A disk that does so many more operations, and the last of these by half.
struct Failing {
    left: Cell<usize>,
}

impl Failing {
    fn spend(&self) -> io::Result<()> {
        if self.left.get() == 0 {
            return Err(io::Error::other("the power is gone"));
        }
        self.left.set(self.left.get() - 1);
        Ok(())
    }
}

impl Disk for Failing {
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        RealDisk.names(folder)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.spend().and_then(|()| RealDisk.make_folder(path))
    }

    fn write_aside(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.left.get() == 1 {
            self.left.set(0);
            RealDisk.write_aside(path, &bytes[..bytes.len() / 2])?;
            return Err(io::Error::other("the disk is full"));
        }
        self.spend().and_then(|()| RealDisk.write_aside(path, bytes))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.spend().and_then(|()| RealDisk.rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.spend().and_then(|()| RealDisk.rename_new(from, to))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.spend().and_then(|()| RealDisk.sync_folder(path))
    }

    fn lock(&self, path: &Path) -> io::Result<File> {
        RealDisk.lock(path)
    }
}

#[test]
fn whatever_fails_leaves_the_old_chain_or_the_new_one() {
    let (figures, records) = (figures(&[("2021-08", 10)]), [kept(&[record(7, "果园", 5)], 9)]);
    let next = draft("2021-08", &figures, &records);
    let mut lengths = Vec::new();
    for operations in 0.. {
        let folder = three();
        let failing = Failing { left: Cell::new(operations) };
        let outcome = publish(&failing, folder.path(), &next);
        let chain = read_chain(&RealDisk, folder.path()).expect("a chain that holds");
        assert!(outcome.is_err() || chain.publications.len() == 4, "what is said to be published is there");
        lengths.push(chain.publications.len());
        // The next call completes it, whatever was left.
        publish(&RealDisk, folder.path(), &next).expect("published");
        let chain = read_chain(&RealDisk, folder.path()).expect("a chain that holds");
        assert_eq!(chain.publications.len(), 4);
        let sums = fs::read(folder.path().join("SHA256SUMS")).expect("the list");
        assert_eq!(sums, chain.sums());
        if failing.left.get() > 0 {
            break;
        }
    }
    assert!(lengths.is_sorted() && lengths.contains(&3) && lengths.contains(&4), "{lengths:?}");
    // Folder, three files of three or four operations each.
    assert_eq!(lengths.len(), 1 + 3 + 4 + 3 + 2);
}

/// Cut short twice, at any two places: what is left holds, and the call after that completes it.
#[test]
fn whatever_fails_twice_leaves_a_chain_that_holds() {
    let (august, september) = (figures(&[("2021-08", 10)]), figures(&[("2021-09", 11)]));
    for (first, second) in (0..14).flat_map(|first| (0..17).map(move |second| (first, second))) {
        let folder = three();
        let cut_short = |operations, draft: &Draft<'_>| {
            let _ = publish(&Failing { left: Cell::new(operations) }, folder.path(), draft);
            read_chain(&RealDisk, folder.path()).unwrap_or_else(|broken| panic!("{first} {second}: {broken:?}"));
        };
        let last = draft("2021-09", &september, &[]);
        cut_short(first, &draft("2021-08", &august, &[]));
        cut_short(second, &last);
        publish(&RealDisk, folder.path(), &last).expect("published");
        let chain = read_chain(&RealDisk, folder.path()).expect("a chain that holds");
        assert_eq!(fs::read(folder.path().join("SHA256SUMS")).expect("the list"), chain.sums());
    }
}

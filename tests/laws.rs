//! Laws of a run, over made-up slips: nothing is lost, and neither the order of rows, nor how they are spread over
//! files, nor how a file is written changes a figure.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use market_aid::job;
use market_aid::ledger::Class;
use market_aid::run::{Outcome, Request, Silent, run};
use market_aid::sources::OpenOptions;
use market_aid::words::Lang;
use proptest::prelude::*;

/// One row as somebody may have typed it.
#[derive(Clone, Debug)]
struct Slip {
    document: u16,
    month: u8,
    day: u8,
    store: u8,
    product: u8,
    grams: u32,
    cents: u32,
    broken: bool,
}

const HEADER: &str = "日期,单号,门店,产品,数量（公斤）,金额（元）";

impl Slip {
    fn line(&self) -> String {
        let date = if self.broken { "待定".to_owned() } else { format!("2021-{:02}-{:02}", self.month, self.day) };
        let (weight, money) = (decimal(self.grams, 3), decimal(self.cents, 2));
        format!("{date},D{:05},{}店,产品{},{weight},{money}", self.document, self.store, self.product)
    }
}

fn decimal(digits: u32, places: usize) -> String {
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    format!("{whole}.{fraction}")
}

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let slip = (0..60_u16, 1..10_u8, 1..29_u8, 0..4_u8, 0..3_u8, 1..90_000_u32, 1..900_000_u32, 0..12_u8);
    let slip = slip.prop_map(|(document, month, day, store, product, grams, cents, broken)| Slip {
        document,
        month,
        day,
        store,
        product,
        grams,
        cents,
        broken: broken == 0,
    });
    prop::collection::vec(slip, 1..60)
}

/// Runs a job of these files (name, lines without the header); none where nothing was accepted.
fn outcome(files: &[(&str, Vec<String>)]) -> Option<Outcome> {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("market-aid.toml"), JOB);
    for (name, lines) in files {
        let mut text = format!("{HEADER}\n");
        lines.iter().for_each(|line| writeln!(text, "{line}").expect("text"));
        write(&folder.path().join("inbox").join(name), &text);
    }
    let job = job::read(folder.path()).expect("a job");
    let request = Request { lang: Lang::Zh, open: &OpenOptions::default(), progress: &Silent };
    run(&job, &request).ok()
}

const JOB: &str =
    "[job]\nname = \"合成\"\nthrough = \"2021-07\"\n[[source]]\nledger = \"sales\"\nfiles = [\"inbox/*.csv\"]\n";

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Every figure's exact value, by id.
fn figures(outcome: Option<&Outcome>) -> BTreeMap<String, Option<String>> {
    let all = outcome.into_iter().flat_map(|outcome| outcome.figures.iter());
    all.map(|figure| (figure.id.to_string(), figure.value.clone())).collect()
}

fn lines(slips: &[Slip]) -> Vec<String> {
    slips.iter().map(Slip::line).collect()
}

/// Total grams and cents by hand: slips within the period whose document and product name one content only, once.
fn expected(slips: &[Slip]) -> (u64, u64) {
    let mut by_key: BTreeMap<(u16, u8), Vec<&Slip>> = BTreeMap::new();
    for slip in slips.iter().filter(|slip| !slip.broken) {
        by_key.entry((slip.document, slip.product)).or_default().push(slip);
    }
    let agreed = by_key.values().filter(|group| group.iter().all(|slip| slip.line() == group[0].line()));
    let counted = agreed.map(|group| group[0]).filter(|slip| slip.month <= 7);
    counted.fold((0, 0), |sum, slip| (sum.0 + u64::from(slip.grams), sum.1 + u64::from(slip.cents)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_row_is_in_one_class_and_totals_are_exact(slips in slips()) {
        let outcome = outcome(&[("a.csv", lines(&slips))]);
        let total = figures(outcome.as_ref());
        let (grams, cents) = expected(&slips);
        if let Some(outcome) = &outcome {
            let tally = &outcome.intake[0].tally;
            prop_assert_eq!(tally.total_rows(), slips.len() as u64 + 1);
            prop_assert_eq!(tally.prove(), Ok(()));
            let classed: u64 = Class::ALL.iter().map(|class| tally.rows(*class)).sum();
            prop_assert_eq!(classed, tally.total_rows());
            prop_assert_eq!(tally.rows(Class::Quarantined) as usize, outcome.quarantine.len());
            let value = |id: &str| total[id].clone().unwrap_or_default();
            prop_assert_eq!(value("sales.weight@2021-01..2021-07"), trimmed(grams, 3));
            prop_assert_eq!(value("sales.revenue@2021-01..2021-07"), trimmed(cents, 2));
        } else {
            prop_assert_eq!((grams, cents), (0, 0));
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_figure(slips in slips(), seed in any::<u64>()) {
        let mut shuffled = slips.clone();
        let mut state = seed | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        let (one, other) = (outcome(&[("a.csv", lines(&slips))]), outcome(&[("a.csv", lines(&shuffled))]));
        prop_assert_eq!(figures(one.as_ref()), figures(other.as_ref()));
    }

    #[test]
    fn how_rows_are_spread_over_files_changes_no_figure(slips in slips(), cut in 0..60_usize) {
        let (first, second) = slips.split_at(cut.min(slips.len()));
        let whole = outcome(&[("a.csv", lines(&slips))]);
        let parts = outcome(&[("甲.csv", lines(first)), ("乙.csv", lines(second))]);
        prop_assert_eq!(figures(whole.as_ref()), figures(parts.as_ref()));
    }
}

fn trimmed(digits: u64, places: usize) -> String {
    let text = decimal(u32::try_from(digits).expect("a small sum"), places);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

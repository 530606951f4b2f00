//! The table of `units.toml`, compiled once: every spelling with its unit.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::exact::Decimal;

use super::unit::Unit;

/// A unit spelt exactly as in the table; no allocation.
pub(super) fn known(text: &str) -> Option<Unit> {
    TABLE.units.get(text).copied()
}

/// The currency that stands before a number (¥, USD, 人民币), and what follows it.
pub(super) fn currency_before(text: &str) -> Option<(Unit, &str)> {
    TABLE.before.iter().find_map(|(sign, unit)| {
        let (start, rest) = (text.get(..sign.len())?, text.get(sign.len()..)?);
        start.eq_ignore_ascii_case(sign).then_some((*unit, rest.trim_start_matches([' ', ':'])))
    })
}

/// Whether two names count the same kind of thing: 名 and 人, 家 and 个.
pub(super) fn counts_alike(one: &str, other: &str) -> bool {
    let group = |name: &str| TABLE.groups.get(known(name)?.name()).copied();
    one == other || group(one).is_some_and(|found| group(other) == Some(found))
}

/// The first name of a power of ten that stands before units.
pub(super) fn magnitude_name(exponent: u32) -> Option<&'static str> {
    FILE.magnitude.iter().find(|m| m.exponent == exponent).map(|m| m.names[0].as_str())
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    magnitude: Vec<MagnitudeEntry>,
    weight: Vec<WeightEntry>,
    money: Vec<MoneyEntry>,
    package: Vec<PackageEntry>,
    count: Vec<CountEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MagnitudeEntry {
    names: Vec<String>,
    exponent: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightEntry {
    names: Vec<String>,
    kilograms: String,
    #[serde(default)]
    prefixes: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyEntry {
    names: Vec<String>,
    yuan: Option<String>,
    currency: Option<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    prefixes: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PackageEntry {
    names: Vec<String>,
    #[serde(default)]
    prefixes: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountEntry {
    names: Vec<String>,
    group: String,
    #[serde(default)]
    prefixes: bool,
}

/// Every spelling with its unit, ready for use.
struct Table {
    units: FxHashMap<String, Unit>,
    before: Vec<(&'static str, Unit)>,
    groups: FxHashMap<&'static str, &'static str>,
}

#[expect(clippy::expect_used, reason = "the table is compiled in, and a test reads all of it")]
static FILE: LazyLock<UnitsFile> = LazyLock::new(|| toml::from_str(include_str!("units.toml")).expect("units.toml"));
static TABLE: LazyLock<Table> = LazyLock::new(|| build(&FILE));

fn build(file: &'static UnitsFile) -> Table {
    let entries: Vec<(&'static [String], bool, Unit)> = entries(file).collect();
    let mut units = FxHashMap::default();
    for &(names, _, unit) in &entries {
        names.iter().for_each(|name| insert(&mut units, name, unit));
    }
    for magnitude in &file.magnitude {
        for &(names, _, unit) in entries.iter().filter(|(_, prefixes, _)| *prefixes) {
            let unit = unit.with_magnitude(magnitude.exponent);
            for (word, name) in magnitude.names.iter().flat_map(|word| names.iter().map(move |name| (word, name))) {
                insert(&mut units, &format!("{word}{name}"), unit);
            }
        }
    }
    let groups = file.count.iter().map(|c| (c.names[0].as_str(), c.group.as_str())).collect();
    Table { units, before: signs(file), groups }
}

/// Adds a spelling in lower and upper case; an earlier one stays (千克 is no thousand 克).
fn insert(units: &mut FxHashMap<String, Unit>, name: &str, unit: Unit) {
    units.entry(name.to_owned()).or_insert(unit);
    units.entry(name.to_ascii_uppercase()).or_insert(unit);
}

fn entries(file: &'static UnitsFile) -> impl Iterator<Item = (&'static [String], bool, Unit)> {
    let magnitudes = file.magnitude.iter().map(|m| (m.names.as_slice(), false, Unit::Magnitude(m.exponent)));
    let weights = file.weight.iter().map(|w| (w.names.as_slice(), w.prefixes, weight(w)));
    let money = file.money.iter().map(|m| (m.names.as_slice(), m.prefixes, money(m)));
    let packages = file.package.iter().map(|p| {
        let unit = Unit::Package { name: &p.names[0], exponent: 0 };
        (p.names.as_slice(), p.prefixes, unit)
    });
    let counts = file.count.iter().map(|c| {
        let unit = Unit::Count { name: &c.names[0], exponent: 0 };
        (c.names.as_slice(), c.prefixes, unit)
    });
    magnitudes.chain(weights).chain(money).chain(packages).chain(counts)
}

fn weight(entry: &'static WeightEntry) -> Unit {
    Unit::Weight { name: &entry.names[0], kilograms: factor(&entry.kilograms), exponent: 0 }
}

fn money(entry: &'static MoneyEntry) -> Unit {
    let yuan = entry.yuan.as_deref().map_or(Decimal::whole(1), factor);
    Unit::Money { name: &entry.names[0], yuan, currency: entry.currency.as_deref(), exponent: 0 }
}

#[expect(clippy::expect_used, reason = "the table is compiled in, and a test reads all of it")]
fn factor(text: &str) -> Decimal {
    Decimal::parse(text).expect("a factor of units.toml")
}

/// What may stand before a number, longest first, so that US$ is not read as the word US.
fn signs(file: &'static UnitsFile) -> Vec<(&'static str, Unit)> {
    let all = file.money.iter().flat_map(|m| m.before.iter().map(|sign| (sign.as_str(), money(m))));
    let mut signs: Vec<_> = all.collect();
    signs.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(b.0)));
    signs
}

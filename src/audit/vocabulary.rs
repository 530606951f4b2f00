//! The words of the grammar, read once from `vocabulary.toml`: units, cues, names. Knows nothing of any text.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::bounds::Fraction;
use crate::values::{Unit, read_unit};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    traditional: String,
    measured: Vec<Measured>,
    unit: Vec<Declared>,
    counted: Words,
    people: Words,
    time: Words,
    rates: Rates,
    qualifiers: Qualifiers,
    suffixes: Suffixes,
    cues: Cues,
    complete: Complete,
    balance: Balance,
    caseload: Caseload,
    ten_days: TenDays,
    areas: Areas,
    constant_price: Words,
    not_claims: NotClaims,
    scope: Words,
    elsewhere: Words,
    published: Words,
    synonyms: Synonyms,
    neutral: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    dimension: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    dimension: String,
    base: String,
    names: Vec<String>,
    factor: String,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Rates {
    percent: Vec<String>,
}

#[derive(Deserialize)]
struct Complete {
    sets: Vec<Vec<String>>,
    adding: Vec<Vec<String>>,
}

/// Words before a number that widen or bound it.
#[derive(Deserialize)]
pub(super) struct Qualifiers {
    pub below: Vec<String>,
    pub above: Vec<String>,
    pub about: Vec<String>,
    pub most: Vec<String>,
}

/// Words behind a number that do.
#[derive(Deserialize)]
pub(super) struct Suffixes {
    pub more: Vec<String>,
    pub above: Vec<String>,
    pub below: Vec<String>,
    pub about: Vec<String>,
}

/// Whether words hold any of a list. Most do not: a cue is looked for only where its first character stands in them at all.
pub(super) fn holds_any(words: &str, list: &[String]) -> bool {
    let bit = |c: char| 1_u64 << (u32::from(c) % 64);
    let present = words.chars().fold(0_u64, |present, c| present | bit(c));
    let may_hold = |word: &&String| word.chars().next().is_none_or(|first| present & bit(first) != 0);
    list.iter().filter(may_hold).any(|word| words.contains(word.as_str()))
}

/// Words that say what a number is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cues {
    pub part: Vec<String>,
    pub up: Vec<String>,
    pub down: Vec<String>,
    pub share: Vec<String>,
    pub plan: Vec<String>,
    pub not_plan: Vec<String>,
    pub arranged: Vec<String>,
    pub completion: Vec<String>,
    pub previous: Vec<String>,
    pub promised: Vec<String>,
    pub planned: Vec<String>,
    pub against: Vec<String>,
    pub ahead_of: Vec<String>,
    pub behind_of: Vec<String>,
    pub since: Vec<String>,
    pub gained: Vec<String>,
    pub lost: Vec<String>,
    pub cause: Vec<String>,
    pub pull: Vec<String>,
    pub pull_down: Vec<String>,
    pub schedule: Vec<String>,
    pub compared: Vec<String>,
    pub faster: Vec<String>,
    pub slower: Vec<String>,
    pub total: Vec<String>,
    pub other: Vec<String>,
    pub ranked: Vec<String>,
    pub denying: Vec<String>,
    pub not_denying: Vec<String>,
    pub proportion: Vec<String>,
    pub not_part: Vec<String>,
    pub except: Vec<String>,
    pub whole_list: Vec<String>,
    pub together: Vec<String>,
    pub increments: Vec<String>,
    pub per_days: Vec<String>,
    pub sex_ratio: Vec<String>,
    pub contributed: Vec<String>,
    pub reached: Vec<String>,
    pub average: Vec<String>,
    pub back_to: Vec<String>,
    pub part_rates: Vec<String>,
    pub holding: Vec<String>,
    pub between: Vec<String>,
    pub around_base: Vec<String>,
    pub base_openers: Vec<String>,
    pub done: Vec<String>,
    pub flow_in: Vec<String>,
    pub flow_out: Vec<String>,
    pub flow_more: Vec<String>,
    pub flow_less: Vec<String>,
    pub list_end: Vec<String>,
    pub list_open: Vec<String>,
    pub list_lead: Vec<String>,
    pub ranks: Vec<String>,
    pub aside: Vec<String>,
    pub comparing: Vec<String>,
    pub whole: Vec<String>,
    pub of_rates: Vec<String>,
    pub share_nouns: Vec<String>,
    pub growth_nouns: Vec<String>,
    pub than: Vec<String>,
    pub mean_of: Vec<String>,
    pub two_years: Vec<String>,
    pub census: Vec<String>,
    pub census_years: Vec<String>,
    pub risen_from: Vec<String>,
    pub risen_to: Vec<String>,
    pub by_the_year: Vec<String>,
    pub mean_growth: Vec<String>,
    pub year_begun: Vec<String>,
    pub period_before: Vec<String>,
    pub in_order: Vec<String>,
    pub unchanged: Vec<String>,
    pub divides: Vec<String>,
    pub above_named: Vec<String>,
    pub per_day: Vec<String>,
    pub told: Vec<String>,
    pub told_near: Vec<String>,
    pub ahead: Vec<String>,
    pub of_base: Vec<String>,
    pub doubled: Vec<String>,
    pub cumulative: Vec<String>,
    pub period_end: Vec<String>,
    pub span_from: Vec<String>,
    pub span_begun: Vec<String>,
    pub span_ended: Vec<String>,
    pub lasting: Vec<String>,
    pub lasted: Vec<String>,
}

/// Differences that have a name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Balance {
    of: Vec<[String; 3]>,
    left: Vec<String>,
    came_in: Vec<String>,
    went_out: Vec<String>,
    aside: Vec<String>,
}

impl Balance {
    /// Those that have a name of their own, and every name of what is left with every pair of words.
    fn all(&self) -> Vec<[String; 3]> {
        let Self { of, left, came_in, went_out, .. } = self;
        let mut of = of.clone();
        for name in left {
            for over in came_in {
                of.extend(went_out.iter().map(|under| [name.clone(), over.clone(), under.clone()]));
            }
        }
        of
    }
}

/// The thirds of a month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TenDays {
    pub names: Vec<String>,
    pub full: Vec<String>,
    pub rest: Vec<String>,
}

/// Cases carried over from last year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Caseload {
    pub carried: Vec<String>,
    pub anew: Vec<String>,
    pub closed: Vec<String>,
    pub left: Vec<String>,
}

/// Two words for one thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Synonyms {
    of: Vec<[String; 2]>,
}

/// Areas that a yield is told by.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Areas {
    of: Vec<[String; 2]>,
}

/// Words of numerals that claim nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotClaims {
    pub names: Vec<String>,
    pub labels: Vec<String>,
    pub plans: Vec<String>,
    pub phone: Vec<String>,
    pub threshold_of: Vec<String>,
}

/// What a unit measures, and how many base units it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UnitOf {
    /// As `vocabulary.toml` spells it.
    pub name: &'static str,
    /// Two numbers are compared only where these agree.
    pub dimension: &'static str,
    /// The base unit, for print.
    pub base: &'static str,
    /// Base units in one.
    pub factor: Fraction,
    /// Whether it counts whole things.
    pub counts: bool,
    /// Whether it is a span of time or an age.
    pub time: bool,
}

/// All of the words, ready to be looked for.
pub(super) struct Vocabulary {
    traditional: FxHashMap<char, char>,
    /// Units by their first character, longest first.
    units: FxHashMap<char, Vec<(Vec<char>, UnitOf)>>,
    pub qualifiers: Qualifiers,
    pub suffixes: Suffixes,
    pub cues: Cues,
    pub complete: Vec<Vec<String>>,
    /// Sets of which that is not sure.
    pub adding: Vec<Vec<String>>,
    /// What is left of one over the other: its name, what comes first, what is taken off.
    pub balance: Vec<[String; 3]>,
    /// What more may have made what is left than what came in and went out.
    pub left_aside: Vec<String>,
    pub caseload: Caseload,
    pub ten_days: TenDays,
    /// Areas by name, each with its 亩.
    pub areas: Vec<(String, i128)>,
    pub constant_price: Vec<String>,
    pub not_claims: NotClaims,
    pub scope: Vec<String>,
    pub elsewhere: Vec<String>,
    pub published: Vec<String>,
    /// Two words for one thing, the second the usual one of amounts.
    pub synonyms: Vec<[String; 2]>,
    pub neutral: Vec<String>,
}

/// The vocabulary that is compiled in.
pub(super) static WORDS: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read);

fn kept(text: &str) -> &'static str {
    // Once per word of a file that is compiled in.
    Box::leak(text.to_owned().into_boxed_str())
}

impl Vocabulary {
    #[expect(clippy::expect_used, reason = "the vocabulary is compiled in, and a test reads all of it")]
    fn read() -> Self {
        let file: File = toml::from_str(include_str!("vocabulary.toml")).expect("the vocabulary");
        let pairs = file.traditional.split_whitespace().filter_map(|pair| {
            let mut chars = pair.chars();
            chars.next().zip(chars.next())
        });
        let mut units: FxHashMap<char, Vec<(Vec<char>, UnitOf)>> = FxHashMap::default();
        for unit in declared(&file) {
            let name: Vec<char> = unit.name.chars().collect();
            units.entry(name[0]).or_default().push((name, unit));
        }
        for spellings in units.values_mut() {
            spellings.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        Self {
            traditional: pairs.collect(),
            units,
            qualifiers: file.qualifiers,
            suffixes: file.suffixes,
            cues: longest_first(file.cues),
            complete: file.complete.sets,
            adding: file.complete.adding,
            balance: file.balance.all(),
            left_aside: file.balance.aside,
            caseload: file.caseload,
            ten_days: file.ten_days,
            areas: file.areas.of.into_iter().map(|[name, mu]| (name, mu.parse().unwrap_or(1))).collect(),
            constant_price: file.constant_price.words,
            not_claims: file.not_claims,
            scope: file.scope.words,
            elsewhere: file.elsewhere.words,
            published: file.published.words,
            synonyms: file.synonyms.of,
            neutral: file.neutral.words,
        }
    }

    /// The simplified form of a character; itself where there is no other.
    pub fn simplified(&self, c: char) -> char {
        if (c as u32) < 0x3400 { c } else { self.traditional.get(&c).copied().unwrap_or(c) }
    }

    /// The longest unit that stands at a place of `chars`, and its length.
    pub fn unit_at(&self, chars: &[char], place: usize) -> Option<(usize, UnitOf)> {
        let spellings = self.units.get(chars.get(place)?)?;
        let rest = &chars[place..];
        spellings.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, unit)| (name.len(), *unit))
    }
}

fn longest_first(mut cues: Cues) -> Cues {
    for list in [&mut cues.up, &mut cues.down, &mut cues.share, &mut cues.plan, &mut cues.faster, &mut cues.slower] {
        list.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    }
    cues
}

fn declared(file: &File) -> Vec<UnitOf> {
    let mut units = Vec::new();
    for measured in &file.measured {
        units.extend(measured.names.iter().filter_map(|name| of_cells(&measured.dimension, name)));
    }
    for unit in &file.unit {
        let factor = unit.factor.parse().map_or(Fraction::ONE, Fraction::whole);
        let (dimension, base) = (kept(&unit.dimension), kept(&unit.base));
        let plain = |name: &String| UnitOf { name: kept(name), dimension, base, factor, counts: false, time: false };
        units.extend(unit.names.iter().map(plain));
    }
    for name in &file.counted.words {
        let time = file.time.words.contains(name);
        let name = kept(name);
        let people = file.people.words.iter().any(|word| word == name);
        let dimension = if people { kept(&file.people.words[0]) } else { name };
        units.push(UnitOf { name, dimension, base: name, factor: Fraction::ONE, counts: !time, time });
    }
    units.extend(file.rates.percent.iter().map(|name| rate(name)));
    units
}

/// Percent, percentage points, tenths and multiples: all of them in percent, points or times.
fn rate(name: &str) -> UnitOf {
    let (dimension, factor) = match name {
        "%" => ("%", Fraction::ONE),
        "‰" => ("%", Fraction::new(1, 10).unwrap_or(Fraction::ONE)),
        "成" => ("%", Fraction::whole(10)),
        "个基点" => ("个百分点", Fraction::new(1, 100).unwrap_or(Fraction::ONE)),
        "倍" => ("倍", Fraction::ONE),
        "番" => ("番", Fraction::ONE),
        _ => ("个百分点", Fraction::ONE),
    };
    UnitOf { name: kept(name), dimension, base: dimension, factor, counts: false, time: false }
}

/// A unit of weight or money, by the table that cells are read with.
fn of_cells(dimension: &str, name: &str) -> Option<UnitOf> {
    let (base, decimal, dimension) = match read_unit(name)? {
        Unit::Weight { kilograms, .. } => ("千克", kilograms, kept(dimension)),
        Unit::Money { yuan, currency: None, .. } => ("元", yuan, kept(dimension)),
        Unit::Money { name, yuan, currency: Some(code), .. } => (name, yuan, code),
        _ => return None,
    };
    let factor = Fraction::new(decimal.digits, 10_i128.checked_pow(decimal.scale)?)?;
    Some(UnitOf { name: kept(name), dimension, base, factor, counts: false, time: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_of_weight_and_money_is_one_that_cells_know() {
        let file: File = toml::from_str(include_str!("vocabulary.toml")).expect("the vocabulary");
        for measured in &file.measured {
            for name in &measured.names {
                assert!(of_cells(&measured.dimension, name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn the_longest_spelling_wins() {
        let chars: Vec<char> = "人次个百分点".chars().collect();
        assert_eq!(WORDS.unit_at(&chars, 0).map(|(length, unit)| (length, unit.name)), Some((2, "人次")));
        assert_eq!(WORDS.unit_at(&chars, 2).map(|(length, unit)| (length, unit.name)), Some((4, "个百分点")));
        assert_eq!(WORDS.simplified('億'), '亿');
    }
}

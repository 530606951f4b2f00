//! Which figure a number of the notice claims to be, and whether it is.
//!
//! In: the numbers with their roles and owners, and the records. Out: for each number the figure that the words name, with
//! the verdict; or that several would do. A figure is never looked for by its value: only words, unit, period and the
//! values of dimensions lead to it.

use std::collections::BTreeMap;

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::super::rules::{Context, listing};
use super::super::verdict::Verdict;
use super::super::vocabulary::{WORDS, holds_any};
use super::marked::Marked;
use super::{Known, Named, Records, compared};
use crate::calendar::{Month, Period};
use crate::figures::{Comparison, FigureId};
use crate::findings::Phrase;

/// What the records say of a number.
#[derive(Clone, Debug)]
pub(in super::super) struct Match {
    /// Nothing where several figures would do, or the records hold none.
    pub verdict: Option<Verdict>,
    pub figure: Option<FigureId>,
    pub stale_of: Option<String>,
    pub reason: Phrase,
}

/// The figures that a number may be, by its words: the one that they name, and the whole that the notice is about.
#[derive(Clone, Debug, Default)]
struct Readings {
    ids: Vec<FigureId>,
    /// Whether the readings are of different indicators, so that nothing says which is meant.
    ambiguous: bool,
}

/// One answer a mention. `marks`: what the paper itself says is which figure, in the order of the text.
pub(in super::super) fn matches(context: &Context<'_>, records: &Records, marks: &[Marked]) -> Vec<Option<Match>> {
    let mut finder = Finder { context, records, readings: Vec::with_capacity(context.len()), title: title(context) };
    let mut answers = Vec::with_capacity(context.len());
    for index in 0..context.len() {
        let readings = finder.read(index);
        let marked = super::marked::answer(context, records, index, marks);
        let before = super::before::answer(context, records, index, &readings.ids);
        answers.push(before.or(marked).or_else(|| finder.answer(index, &readings)));
        finder.readings.push(readings);
    }
    answers
}

/// The words before the first sentence ends: what the whole notice is about.
fn title(context: &Context<'_>) -> String {
    let chars = &context.passage.text.chars;
    chars.iter().take(200).take_while(|c| **c != '。').collect()
}

struct Finder<'a> {
    context: &'a Context<'a>,
    records: &'a Records,
    readings: Vec<Readings>,
    title: String,
}

impl Finder<'_> {
    fn read(&self, index: usize) -> Readings {
        let near = &self.context.mention(index).near;
        match self.context.role(index) {
            Role::Level | Role::Average if !self.context.is_plan(index) || is_arranged(near) => self.amount(index),
            Role::Growth => self.of_owner(index, if near.contains('环') { Comparison::Mom } else { Comparison::Yoy }),
            Role::Share(_) => self.of_owner(index, Comparison::Share),
            Role::Completion(_) | Role::OfNumber { plan: true } => self.completion(index),
            Role::Rate(_) => self.amount(index),
            Role::Schedule => self.schedule(index),
            _ => Readings::default(),
        }
    }

    /// A rate has the indicator, the period and the filter of its amount.
    fn of_owner(&self, index: usize, comparison: Comparison) -> Readings {
        let owner = self.context.owners[index].and_then(|owner| self.readings.get(owner)).cloned().unwrap_or_default();
        Readings { ids: owner.ids.iter().map(|id| compared(id, comparison)).collect(), ..owner }
    }

    /// 销售量完成年度目标的56.28%: by its own words, else that of its amount.
    fn completion(&self, index: usize) -> Readings {
        let own = self.amount(index);
        if own.ids.is_empty() {
            return self.of_owner(index, Comparison::Completion);
        }
        Readings { ids: own.ids.iter().map(|id| compared(id, Comparison::Completion)).collect(), ..own }
    }

    /// 超进度: of the completion before it.
    fn schedule(&self, index: usize) -> Readings {
        let before = (0..index).rev().take_while(|&at| self.context.same_sentence(at, index));
        let before = before
            .filter_map(|at| self.readings.get(at))
            .find(|readings| readings.ids.iter().any(|id| id.comparison == Some(Comparison::Completion)));
        let ahead = |id: &FigureId| FigureId { comparison: Some(Comparison::Ahead), ..id.clone() };
        before.map_or_else(Readings::default, |readings| Readings {
            ids: readings.ids.iter().map(ahead).collect(),
            ambiguous: readings.ambiguous,
        })
    }

    /// An amount by the words before it, its unit, the period that is spoken of, and the names in its clause.
    fn amount(&self, index: usize) -> Readings {
        let clause = self.clause(index);
        if holds_any(&clause, &WORDS.elsewhere) {
            return Readings::default();
        }
        let indicators = self.indicators(index);
        let mut ids: Vec<FigureId> = Vec::new();
        for indicator in &indicators {
            for period in self.periods(index, indicator) {
                let id = |filter| FigureId { indicator: indicator.id.clone(), comparison: None, period, filter };
                ids.extend(self.filters(index, indicator).into_iter().map(id));
            }
        }
        Readings { ids, ambiguous: indicators.len() > 1 }
    }

    /// The indicators that the words name best.
    fn indicators(&self, index: usize) -> Vec<&Named> {
        let scored = self.records.indicators.iter().filter(|indicator| self.has_unit(index, indicator));
        let scored: Vec<(&Named, (usize, usize))> = scored
            .filter_map(|indicator| {
                self.score(index, indicator).map(|score| (indicator, (score, self.signals(index, &indicator.ledger))))
            })
            .collect();
        let best = scored.iter().map(|(_, score)| *score).max();
        scored.into_iter().filter(|(_, score)| Some(*score) == best).map(|(indicator, _)| indicator).collect()
    }

    /// A rate that is an indicator of its own, and a completion, have no unit to go by.
    fn has_unit(&self, index: usize, indicator: &Named) -> bool {
        match self.context.role(index) {
            Role::Rate(_) => indicator.unit.is_empty(),
            Role::Completion(_) | Role::OfNumber { .. } => !indicator.unit.is_empty(),
            _ => self.context.mention(index).quantity.base() == indicator.unit,
        }
    }

    /// How well the words name an indicator: those of its own clause before those of the sentence, long before short; a
    /// member of a list is what the one before it is.
    fn score(&self, index: usize, indicator: &Named) -> Option<usize> {
        let mention = self.context.mention(index);
        let length = |text: &str| {
            indicator.words.iter().filter(|word| text.contains(word.as_str())).map(|word| word.chars().count()).max()
        };
        let behind = indicator
            .words
            .iter()
            .filter(|word| mention.tail.starts_with(word.as_str()))
            .map(|word| word.chars().count())
            .max();
        let own = length(&mention.near).map(|length| 300 + length);
        let clause = length(&self.clause(index)).map(|length| 200 + length);
        let counted = behind.map(|length| 200 + length);
        let carried = self.carried(index, indicator).then_some(150);
        let sentence = length(&self.sentence(index)).map(|length| 100 + length);
        own.max(clause).max(counted).or(carried).or(sentence)
    }

    /// Whether the number before it in the sentence was read as this indicator, and only names stand between.
    fn carried(&self, index: usize, indicator: &Named) -> bool {
        let before = index.checked_sub(1).filter(|&before| self.context.same_sentence(before, index));
        before.and_then(|before| self.readings.get(before)).is_some_and(|readings| {
            !readings.ambiguous && readings.ids.iter().any(|id| id.indicator == indicator.id && id.comparison.is_none())
        })
    }

    fn words(&self, from: usize, to: usize) -> String {
        self.context.passage.text.chars[from..to].iter().collect()
    }

    /// From the last comma to the number, numbers included.
    fn clause(&self, index: usize) -> String {
        let at = self.context.mention(index).at.start;
        let text = self.context.passage.text;
        let start =
            (at.saturating_sub(60)..at).rev().find(|&p| matches!(text.at(p), ',' | '。' | ';' | ':' | '\n' | '('));
        self.words(start.map_or(at.saturating_sub(60), |p| p + 1), at)
    }

    fn sentence_start(&self, index: usize) -> usize {
        let at = self.context.mention(index).at.start;
        let text = self.context.passage.text;
        (at.saturating_sub(300)..at)
            .rev()
            .find(|&p| matches!(text.at(p), '。' | '\n'))
            .map_or(at.saturating_sub(300), |p| p + 1)
    }

    fn sentence(&self, index: usize) -> String {
        self.words(self.sentence_start(index), self.context.mention(index).at.start)
    }

    /// How much around a number speaks of a ledger: its words and values in the sentence so far, a little behind, and in the
    /// heading above.
    fn signals(&self, index: usize, ledger: &str) -> usize {
        let text = self.context.passage.text;
        let end = (self.context.mention(index).at.end + 16).min(text.len());
        let around = self.words(self.sentence_start(index), end) + &self.heading(index);
        let words = self
            .records
            .indicators
            .iter()
            .filter(|indicator| indicator.ledger == ledger)
            .flat_map(|indicator| &indicator.words);
        let words: usize = words.filter(|word| around.contains(word.as_str())).map(|word| word.chars().count()).sum();
        let values = self.records.values.get(ledger).into_iter().flatten();
        let values: usize =
            values.filter(|(_, value)| around.contains(value.as_str())).map(|(_, value)| value.chars().count()).sum();
        words + values
    }

    /// The last line before that is short and ends without a full stop, with the line itself up to there.
    fn heading(&self, index: usize) -> String {
        let text = self.context.passage.text;
        let at = self.sentence_start(index);
        let before: String = text.chars[at.saturating_sub(400)..at].iter().collect();
        let short = |line: &&str| !line.trim().is_empty() && line.chars().count() <= 40 && !line.contains('。');
        before.lines().rev().find(short).unwrap_or_default().to_owned()
    }

    /// The filters that the words name: one for each way of reading them.
    fn filters(&self, index: usize, indicator: &Named) -> Vec<BTreeMap<String, String>> {
        let context = self.context;
        let nothing = Vec::new();
        let values = self.records.values.get(&indicator.ledger).unwrap_or(&nothing);
        let (first, end, place) = listing(context, index);
        if end - first > 1
            && let Some((dimension, value)) = listed(values, &context.mention(first).lead, end - first, place)
        {
            return vec![BTreeMap::from([(dimension, value)])];
        }
        let mention = context.mention(index);
        let mut words = mention.lead.rsplit(['。', ';', ',', ':', '(']).next().unwrap_or_default().to_owned();
        let counted: String = mention.tail.chars().take(4).collect();
        if mention.quantity.unit.is_some_and(|unit| unit.counts) {
            words.push_str(&counted);
        }
        let found = named_values(values, &words);
        let Some((dimension, value)) = found.first() else { return self.carried_filters(index, indicator) };
        // Several names of one kind are a sum of figures, or something else altogether.
        if found[1..].iter().any(|(other, _)| other == dimension) {
            return Vec::new();
        }
        let filtered = BTreeMap::from([(dimension.clone(), value.clone())]);
        // What the whole notice is about may name a part of the records, or simply all of them.
        let about = self.title.contains(value.as_str()) && words.chars().count() > value.chars().count() + 1;
        if about { vec![filtered, BTreeMap::new()] } else { vec![filtered] }
    }

    /// 产业支援项目8个，投入援疆资金8371万元: what the number before in the sentence was limited to, or no limit.
    fn carried_filters(&self, index: usize, indicator: &Named) -> Vec<BTreeMap<String, String>> {
        let before = index.checked_sub(1).filter(|&before| self.context.same_segment(before, index));
        let limits = before.and_then(|before| self.readings.get(before)).filter(|readings| !readings.ambiguous);
        let of_ledger =
            |id: &&FigureId| id.ledger() == indicator.ledger && !id.filter.is_empty() && id.comparison.is_none();
        let mut filters: Vec<BTreeMap<String, String>> = limits
            .into_iter()
            .flat_map(|readings| readings.ids.iter().filter(of_ledger))
            .map(|id| id.filter.clone())
            .collect();
        filters.push(BTreeMap::new());
        filters.dedup();
        filters
    }

    /// The months of its own sentence; where they are those of a sentence before, or none are named, perhaps all of the year.
    fn periods(&self, index: usize, indicator: &Named) -> Vec<Period> {
        let own = self.period(index, indicator);
        if self.context.mention(index).dated || own == indicator.period {
            vec![own]
        } else {
            vec![own, indicator.period]
        }
    }

    /// The months that the number speaks of.
    fn period(&self, index: usize, indicator: &Named) -> Period {
        let mention = self.context.mention(index);
        let year = mention.when.year.unwrap_or(self.records.year) - i32::from(mention.previous);
        let months = match mention.when.months {
            Some((first, last)) if first > 0 => (first, last),
            _ if year == self.records.year => return indicator.period,
            _ => (1, 12),
        };
        let month = |month: u8| Month::new(year, u32::from(month));
        let period = month(months.0).zip(month(months.1)).and_then(|(first, last)| Period::new(first, last));
        period.unwrap_or(indicator.period)
    }

    fn answer(&self, index: usize, readings: &Readings) -> Option<Match> {
        let known: Vec<(&FigureId, &Known)> =
            readings.ids.iter().filter_map(|id| Some((id, self.records.get(id)?))).collect();
        let (first, figure) = *known.first()?;
        let held: Vec<(&FigureId, &Known, bool)> = known
            .iter()
            .filter_map(|(id, known)| Some((*id, *known, holds(self.context, index, id, known)?)))
            .collect();
        let claim = self.context.passage.text.printed(self.context.mention(index).at);
        let Some(_) = held.first() else {
            return Some(Match {
                verdict: None,
                figure: None,
                stale_of: None,
                reason: phrase("why.figure-empty", first, figure, &claim),
            });
        };
        let holding = held.iter().find(|(_, _, holds)| *holds);
        let all_hold = held.iter().all(|(_, _, holds)| *holds);
        if readings.ambiguous && (holding.is_none() || !all_hold) {
            let ids: Vec<String> = held.iter().map(|(id, ..)| id.to_string()).collect();
            let values = vec![("figures", ids.join(" · ")), ("claim", claim)];
            return Some(Match {
                verdict: None,
                figure: None,
                stale_of: None,
                reason: Phrase { key: "why.figure-ambiguous", values },
            });
        }
        let (id, known, holds) = *holding.or_else(|| held.first())?;
        let verdict = if holds { Verdict::Confirmed } else { Verdict::Contradicted };
        let stale_of = if holds { None } else { self.stale(index, id) };
        let key = match (holds, &stale_of) {
            (true, _) => "why.figure-holds",
            (false, None) => "why.figure-fails",
            (false, Some(_)) => "why.figure-stale",
        };
        let mut reason = phrase(key, id, known, &claim);
        reason.values.push(("publication", stale_of.clone().unwrap_or_default()));
        Some(Match { verdict: Some(verdict), figure: Some(id.clone()), stale_of, reason })
    }

    /// The latest publication in which the figure was what is claimed.
    fn stale(&self, index: usize, id: &FigureId) -> Option<String> {
        let equal = |figures: &rustc_hash::FxHashMap<FigureId, Known>| {
            figures.get(id).and_then(|known| holds(self.context, index, id, known)) == Some(true)
        };
        self.records.publications.iter().rev().find(|(_, figures)| equal(figures)).map(|(name, _)| name.clone())
    }
}

/// Whether a figure lies in what the number stands for; nothing where it has no value.
pub(super) fn holds(context: &Context<'_>, index: usize, id: &FigureId, known: &Known) -> Option<bool> {
    let value = in_claims_unit(id, known)?;
    let mention = context.mention(index);
    let signed = if context.sign(index) < 0 { mention.interval.negated()? } else { mention.interval };
    Some(Interval::exact(value).meets(&signed))
}

/// 计划实施, 计划安排: what was arranged is what the records hold.
fn is_arranged(near: &str) -> bool {
    holds_any(near, &WORDS.cues.arranged)
}

/// Ratios are printed in per cent.
pub(super) fn in_claims_unit(id: &FigureId, known: &Known) -> Option<Fraction> {
    let value = known.value?;
    let ratio = known.unit.is_empty() && id.comparison != Some(Comparison::Rank);
    if !ratio {
        return Some(value);
    }
    let negative = !value.is_positive();
    let size = Interval::exact(if negative { value.negated() } else { value }).scaled(100, 1)?.at;
    Some(if negative { size.negated() } else { size })
}

pub(super) fn phrase(key: &'static str, id: &FigureId, known: &Known, claim: &str) -> Phrase {
    Phrase {
        key,
        values: vec![("figure", id.to_string()), ("display", known.display.clone()), ("claim", claim.to_owned())],
    }
}

/// The value at a place of a list of names: 民生、产业、智力分别为….
fn listed(values: &[(String, String)], lead: &str, count: usize, place: usize) -> Option<(String, String)> {
    let names = named_values(values, lead);
    if names.len() != count {
        return None;
    }
    names.get(place).cloned()
}

/// The dimension values that words name, in the order of the words; a longer one hides those within it.
fn named_values(values: &[(String, String)], words: &str) -> Vec<(String, String)> {
    let mut found: Vec<(usize, usize, &(String, String))> = Vec::new();
    for pair in values {
        let mut from = 0;
        while let Some(at) = words[from..].find(pair.1.as_str()).map(|at| from + at) {
            let end = at + pair.1.len();
            if !found.iter().any(|(start, stop, _)| at < *stop && *start < end) {
                found.push((at, end, pair));
            }
            from = end;
        }
    }
    found.sort_by_key(|(at, ..)| *at);
    found.into_iter().map(|(_, _, pair)| pair.clone()).collect()
}

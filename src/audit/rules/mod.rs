//! The arithmetic of a notice, one file a kind. In: mentions with their roles. Out: relations that hold or fail.
//!
//! A rule says `fails` only where the notice's own words fix which numbers belong together; where they do not, a relation
//! is reported if it holds and left out if it does not. Knows nothing of records.

mod average;
mod balance;
mod bases;
mod by_place;
mod caseload;
mod changes;
mod closed;
mod columns;
mod common_base;
mod count;
mod cumulative;
mod days;
mod doubt;
mod evidence;
mod flows;
mod growth;
mod in_order;
mod lists;
mod mean_years;
mod multiple;
mod named_points;
mod names;
mod narrower;
mod part_of;
mod parts;
mod points;
mod rates;
mod repeat;
mod rule;
mod sets;
mod share;
mod since;
mod structure;
mod sum;
mod ten_days;
mod together;
mod totals;
mod unprinted;
mod whole_base;
mod years;

pub(super) use days::Stretch;
pub(super) use names::listing;
pub(super) use rule::Rule;

use super::bounds::{Fraction, Interval};
use super::folding::Folded;
use super::numerals::Numeral;
use super::passage::{Mention, Passage};
use super::quantity::Quantity;
use super::roles::{Reading, Role};
use super::verdict::{RelationKind, Span};
use super::vocabulary::{WORDS, holds_any};

/// What a relation is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claimed {
    /// A number of the text.
    Mention(usize),
    /// A whole that all parts must reach, such as 100 %: the place of its parts.
    Whole(Span),
    /// A count of what is listed; the place of its number.
    Listed(usize),
}

/// An operand: a number, or a list of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    Mention(usize),
    Names(Span),
}

/// A relation between numbers of the text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub kind: RelationKind,
    /// The rule.
    pub rule: Rule,
    pub claim: Claimed,
    pub terms: Vec<Term>,
    /// What comes out, in the base unit (percent for rates), with its sign left out.
    pub computed: Interval,
    /// What the claim stands for.
    pub claimed: Interval,
    pub holds: bool,
}

/// A count that no other rule reads, of days or of names, with what it is held against.
pub(super) struct Counted {
    /// The numeral of the count.
    pub numeral: usize,
    pub rule: Rule,
    pub printed: i128,
    pub operands: Vec<Span>,
    pub computed: i128,
}

/// Every such count of a text.
pub(super) fn counted(text: &Folded, numerals: &[Numeral]) -> Vec<Counted> {
    let mut all = days::counted(text, numerals);
    all.extend(count::ranked(text, numerals));
    all
}

/// Every span of two dates of a text.
pub(super) fn stretches(text: &Folded, numerals: &[Numeral]) -> Vec<Stretch> {
    days::stretches(text, numerals)
}

/// Everything that rules look at, and what they found so far.
pub(super) struct Context<'a> {
    pub passage: &'a Passage<'a>,
    pub readings: &'a [Reading],
    /// The spans of two dates, in the order of the text.
    pub stretches: &'a [Stretch],
    /// The words of each number without those that only hold it in place: right before it, and since the one before.
    near_cores: Vec<String>,
    lead_cores: Vec<String>,
    /// Whether 其中 stands before it.
    parts_open: Vec<bool>,
    /// How it may begin a list, by the words before it.
    starts: Vec<lists::Start>,
    /// Whether another amount is held against it.
    compared: Vec<bool>,
    /// The amount that a rate or a change belongs to.
    pub owners: Vec<Option<usize>>,
    pub found: Vec<Found>,
    /// What each number measures, as its place among the dimensions of the passage: compared far more often than told.
    dimensions: Vec<usize>,
    /// Where the list begins and ends that each number is a member of.
    lists: Vec<(usize, usize)>,
    /// The sets that leave nothing out, as far as the passage names all members of one.
    pub sets: Vec<&'static Vec<String>>,
    /// Likewise those that may leave nothing out, and need not.
    pub adding: Vec<&'static Vec<String>>,
    /// Wholes whose parts are known, whether they add up or not.
    pub partitions: Vec<Partition>,
}

/// A whole and its parts, nothing left out.
#[derive(Clone, Debug)]
pub(super) struct Partition {
    pub whole: usize,
    pub parts: Vec<usize>,
}

/// Applies every rule; those that know more come first, so that the others can build on them.
pub(super) fn apply<'a>(passage: &'a Passage<'a>, readings: &'a [Reading], stretches: &'a [Stretch]) -> Context<'a> {
    let cores = |words: fn(&Mention) -> &str| {
        passage.mentions.iter().map(|mention| names::core(words(mention))).collect::<Vec<String>>()
    };
    // 其中: 甲省已完成；已开工1076个: what is opened ends with its part of the sentence.
    let opens = |mention: &Mention| {
        let lead = mention.lead.rsplit([';', '。']).next().unwrap_or_default();
        // （不包括现役军人）, is no part but the contrary.
        let left = WORDS.cues.not_part.iter().fold(lead.to_owned(), |left, word| left.replace(word.as_str(), ""));
        holds_any(&left, &WORDS.cues.part)
    };
    let dimensions = dimensions(passage);
    let mut context = Context {
        passage,
        readings,
        stretches,
        near_cores: cores(|mention| &mention.near),
        lead_cores: cores(|mention| &mention.lead),
        parts_open: passage.mentions.iter().map(opens).collect(),
        starts: lists::starts_of(&passage.mentions, &dimensions),
        compared: passage.mentions.iter().map(names::compares).collect(),
        owners: Vec::new(),
        found: Vec::new(),
        lists: names::lists(&passage.mentions, &dimensions),
        dimensions,
        sets: named_sets(passage, &WORDS.complete),
        adding: named_sets(passage, &WORDS.adding),
        partitions: Vec::new(),
    };
    context.owners = (0..readings.len()).map(|index| names::owner(&context, index)).collect();
    repeat::apply(&mut context);
    cumulative::apply(&mut context);
    count::apply(&mut context);
    sum::apply(&mut context);
    sets::apply(&mut context);
    columns::apply(&mut context);
    part_of::apply(&mut context);
    flows::apply(&mut context);
    share::apply(&mut context);
    multiple::apply(&mut context);
    by_place::apply(&mut context);
    common_base::apply(&mut context);
    structure::apply(&mut context);
    rates::opposites(&mut context);
    balance::apply(&mut context);
    caseload::apply(&mut context);
    parts::apply(&mut context);
    changes::apply(&mut context);
    years::apply(&mut context);
    growth::apply(&mut context);
    whole_base::apply(&mut context);
    mean_years::apply(&mut context);
    points::apply(&mut context);
    average::apply(&mut context);
    ten_days::apply(&mut context);
    doubt::sift(&mut context);
    evidence::apply(&mut context);
    structure::whole_of_shares(&mut context);
    parts::apply(&mut context);
    doubt::sift(&mut context);
    narrower::apply(&mut context);
    repeat::magnitudes(&mut context);
    context
}

/// For each number the place of its dimension among those of the passage.
fn dimensions(passage: &Passage<'_>) -> Vec<usize> {
    let mut known: Vec<(&str, &str)> = Vec::new();
    let place = |mention: &Mention| {
        let dimension = mention.quantity.dimension();
        known.iter().position(|other| *other == dimension).unwrap_or_else(|| {
            known.push(dimension);
            known.len() - 1
        })
    };
    passage.mentions.iter().map(place).collect()
}

/// The sets of the vocabulary whose every member stands somewhere in the passage: most are of other fields.
fn named_sets(passage: &Passage<'_>, sets: &'static [Vec<String>]) -> Vec<&'static Vec<String>> {
    let mut words = String::new();
    for mention in &passage.mentions {
        words.push_str(&mention.lead);
        words.push_str(&mention.near);
    }
    sets.iter().filter(|set| set.iter().all(|member| words.contains(member.as_str()))).collect()
}

impl Context<'_> {
    pub fn len(&self) -> usize {
        self.passage.mentions.len()
    }

    pub fn mention(&self, index: usize) -> &Mention {
        &self.passage.mentions[index]
    }

    /// The words right before a number without those that only hold it in place.
    pub fn near_core(&self, index: usize) -> &str {
        &self.near_cores[index]
    }

    /// The words since the number before, likewise.
    pub fn lead_core(&self, index: usize) -> &str {
        &self.lead_cores[index]
    }

    /// Whether 其中 stands before a number.
    pub fn opens_parts(&self, index: usize) -> bool {
        self.parts_open[index]
    }

    /// Whether another amount is held against a number.
    pub fn is_compared(&self, index: usize) -> bool {
        self.compared[index]
    }

    /// How a number may begin a list.
    fn start(&self, index: usize) -> lists::Start {
        self.starts[index]
    }

    pub fn role(&self, index: usize) -> &Role {
        &self.readings[index].role
    }

    pub fn interval(&self, index: usize) -> &Interval {
        &self.passage.mentions[index].interval
    }

    pub fn sign(&self, index: usize) -> i8 {
        self.readings[index].sign
    }

    pub fn is_level(&self, index: usize) -> bool {
        *self.role(index) == Role::Level
    }

    pub fn is_plan(&self, index: usize) -> bool {
        self.readings[index].plan
    }

    /// Whether two numbers can be compared. 80亿 without a unit is money where the other one is.
    pub fn same_dimension(&self, a: usize, b: usize) -> bool {
        if self.dimensions[a] == self.dimensions[b] {
            return true;
        }
        let (a, b) = (self.mention(a).quantity, self.mention(b).quantity);
        let bare = |one: &Quantity, other: &Quantity| {
            one.unit.is_none() && one.per.is_none() && one.magnitude >= 4 && other.dimension() == ("money", "")
        };
        bare(&a, &b) || bare(&b, &a)
    }

    /// Whether two amounts are parts of one whole.
    pub fn are_siblings(&self, one: usize, other: usize) -> bool {
        self.partitions.iter().any(|known| known.parts.contains(&one) && known.parts.contains(&other))
    }

    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.mention(a).sentence == self.mention(b).sentence
    }

    pub fn same_segment(&self, a: usize, b: usize) -> bool {
        self.mention(a).segment == self.mention(b).segment
    }

    pub fn same_line(&self, a: usize, b: usize) -> bool {
        self.mention(a).line == self.mention(b).line
    }

    /// The numbers of a sentence, as far as they stand before a place.
    pub fn before_in_sentence(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        (0..index).rev().take_while(move |&other| self.same_sentence(other, index))
    }

    /// A rate with its sign, in percent.
    pub fn signed(&self, index: usize) -> Option<Interval> {
        let interval = *self.interval(index);
        if self.sign(index) < 0 { interval.negated() } else { Some(interval) }
    }

    /// Whether a relation over the same numbers is there already.
    pub fn is_known(&self, kind: RelationKind, claim: usize, terms: &[usize]) -> bool {
        self.found.iter().any(|found| {
            found.kind == kind
                && found.claim == Claimed::Mention(claim)
                && found.terms.len() == terms.len()
                && terms.iter().all(|term| found.terms.contains(&Term::Mention(*term)))
        })
    }

    /// Whether any relation has this number as its claim.
    pub fn is_claimed(&self, kind: RelationKind, claim: usize) -> bool {
        self.found.iter().any(|found| found.kind == kind && found.claim == Claimed::Mention(claim))
    }

    /// Reports a relation over numbers.
    pub fn report(
        &mut self,
        kind: RelationKind,
        rule: Rule,
        claim: usize,
        terms: &[usize],
        computed: Interval,
    ) -> bool {
        let claimed = *self.interval(claim);
        self.report_against(kind, rule, claim, terms, computed, claimed)
    }

    /// Reports a relation whose claim stands for something other than its printed interval.
    pub fn report_against(
        &mut self,
        kind: RelationKind,
        rule: Rule,
        claim: usize,
        terms: &[usize],
        computed: Interval,
        claimed: Interval,
    ) -> bool {
        let holds = computed.meets(&claimed);
        if !self.is_known(kind, claim, terms) {
            let terms = terms.iter().map(|term| Term::Mention(*term)).collect();
            self.found.push(Found { kind, rule, claim: Claimed::Mention(claim), terms, computed, claimed, holds });
        }
        holds
    }
}

/// `part` over `whole` in percent.
pub(super) fn percent(part: &Interval, whole: &Interval) -> Option<Interval> {
    part.over(whole)?.scaled(100, 1)
}

/// 1 + g for a signed rate in percent, where that is above zero.
pub(super) fn growth_factor(rate: &Interval) -> Option<Interval> {
    let factor = rate.plus(&Interval::whole(100))?;
    factor.low.is_positive().then_some(())?;
    factor.scaled(1, 100)
}

/// The sum of some intervals.
pub(super) fn total<'a>(intervals: impl Iterator<Item = &'a Interval>) -> Option<Interval> {
    intervals.into_iter().try_fold(Interval::exact(Fraction::ZERO), |sum, interval| sum.plus(interval))
}

//! The rules by name: the formula of each in signs, and what it gives for other values of its numbers.
//!
//! In: a rule with its operands in their order. Out: the formula as the reason prints it, and the result where one number
//! is replaced — which is how a slip is looked for.

use super::super::bounds::{Fraction, Interval};
use super::super::roles::Role;
use super::{Context, growth_factor, percent, total};

/// Which arithmetic was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Rule {
    /// A part over its whole.
    Share,
    /// A part over the sum of all parts, itself the first of them.
    ShareOfSum,
    /// A part of a part over the sum of all parts behind it.
    ShareOfAll,
    /// Several parts over their whole, which is the last of them.
    ShareTogether,
    /// 开工率 and its kind.
    Rate,
    /// What is done over what was planned.
    Completion,
    /// Parts and their sum.
    Sum,
    /// Changes and their sum, by their signs.
    SumOfChanges,
    /// Flows and their sum, by their signs.
    SumOfFlows,
    /// Months and what they add up to.
    Cumulative,
    /// A part that must not exceed its whole.
    PartOf,
    /// Shares that reach a hundred.
    Hundred,
    /// Changes of shares that cancel out.
    Cancel,
    /// Contributions that add up to a growth rate.
    Contributions,
    /// change ÷ (amount − change).
    GrowthFromChange,
    /// (amount − base) ÷ base.
    GrowthFromBase,
    /// amount ÷ base − 1, in multiples.
    GrowthTimes,
    /// change ÷ (amount − change), in multiples.
    TimesFromChange,
    /// amount − base.
    Change,
    /// The growth of a whole from that of its parts.
    WeightedGrowth,
    /// A part was larger than its whole.
    PartWasLarger,
    /// A count must have had a whole number before it.
    WholeBase,
    /// The mean growth of two years.
    TwoYears,
    /// The mean growth of the years between two censuses.
    CensusYear,
    /// The days from one date to another.
    Days,
    /// One rate less another.
    Points,
    /// A completion less the part of the year that has passed.
    Schedule,
    /// The whole that another share implies.
    ImpliedTotal,
    /// The base that the parts' own rates imply.
    ImpliedByParts,
    /// What is left of one amount over another.
    Balance,
    /// An amount by the day of its period.
    PerDayOfPeriod,
    /// Points contributed over the growth rate.
    ContributionRate,
    /// Printed twice.
    Repeat,
    /// Printed in two units.
    TwoUnits,
    /// Printed roughly, then exactly.
    Hedged,
    /// One amount as a multiple of another.
    Multiple,
    /// One amount as a power of two of another.
    Doubled,
    /// An amount a head.
    Average,
    /// An amount a day of a week.
    PerDay,
    /// An area times its yield.
    Product,
    /// Names in a list.
    Listed,
}

impl Rule {
    /// The key of the sentence that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Share | Self::ShareOfSum | Self::ShareOfAll | Self::ShareTogether => "rule.share",
            Self::Rate => "rule.rate",
            Self::Completion => "rule.completion",
            Self::Sum => "rule.sum",
            Self::SumOfChanges => "rule.sum-of-changes",
            Self::SumOfFlows => "rule.sum-of-flows",
            Self::Cumulative => "rule.cumulative",
            Self::PartOf => "rule.part-of",
            Self::Hundred => "rule.hundred",
            Self::Cancel => "rule.cancel",
            Self::Contributions => "rule.contributions",
            Self::GrowthFromChange => "rule.growth-from-change",
            Self::GrowthFromBase => "rule.growth-from-base",
            Self::GrowthTimes => "rule.growth-times",
            Self::TimesFromChange => "rule.growth-from-change",
            Self::Change => "rule.change",
            Self::WeightedGrowth => "rule.weighted-growth",
            Self::PartWasLarger => "rule.part-was-larger",
            Self::WholeBase => "rule.whole-base",
            Self::TwoYears => "rule.two-years",
            Self::Points => "rule.points",
            Self::Schedule => "rule.schedule",
            Self::ImpliedTotal => "rule.implied-total",
            Self::ImpliedByParts => "rule.implied-by-parts",
            Self::Balance => "rule.balance",
            Self::PerDayOfPeriod => "rule.per-day-of-period",
            Self::ContributionRate => "rule.contribution-rate",
            Self::Repeat => "rule.repeat",
            Self::TwoUnits => "rule.two-units",
            Self::Hedged => "rule.hedged",
            Self::Multiple => "rule.multiple",
            Self::Doubled => "rule.doubled",
            Self::Average => "rule.average",
            Self::CensusYear => "rule.census-year",
            Self::Days => "rule.days",
            Self::PerDay => "rule.per-day",
            Self::Product => "rule.product",
            Self::Listed => "rule.listed",
        }
    }

    /// The key of the sentence that tells that it fails.
    pub const fn failing_key(self) -> &'static str {
        match self {
            Self::PartOf => "rule.part-of.fails",
            Self::ImpliedTotal => "rule.implied-total.fails",
            Self::PartWasLarger => "rule.part-was-larger.fails",
            Self::WholeBase => "rule.whole-base.fails",
            other => other.key(),
        }
    }

    /// The formula, with each number as the text prints it.
    pub fn formula(self, terms: &[String], signs: &[i8]) -> String {
        let sum = |terms: &[String]| terms.join(" + ");
        let signed = || {
            let one = |(at, term): (usize, &String)| match (at, signs.get(at).copied().unwrap_or(1) < 0) {
                (0, false) => term.clone(),
                (_, false) => format!(" + {term}"),
                (0, true) => format!("−{term}"),
                (_, true) => format!(" − {term}"),
            };
            terms.iter().enumerate().map(one).collect::<String>()
        };
        match (self, terms) {
            (
                Self::Share | Self::Rate | Self::Completion | Self::Multiple | Self::Doubled | Self::Average,
                [part, whole],
            ) => {
                format!("{part} ÷ {whole}")
            }
            (Self::Completion, [part, plans @ ..]) => format!("{part} ÷ ({})", sum(plans)),
            (Self::ShareTogether, [parts @ .., whole]) => format!("({}) ÷ {whole}", sum(parts)),
            (Self::ShareOfAll, [part, all @ ..]) => format!("{part} ÷ ({})", sum(all)),
            (Self::ShareOfSum, [part, ..]) => format!("{part} ÷ ({})", sum(terms)),
            (Self::SumOfChanges | Self::SumOfFlows | Self::Contributions | Self::Cancel, _) => signed(),
            (Self::GrowthFromChange, [amount, change]) => {
                let minus = if signs.get(1).copied().unwrap_or(1) < 0 { '+' } else { '−' };
                format!("{change} ÷ ({amount} {minus} {change})")
            }
            (Self::TimesFromChange, [amount, change]) => format!("{change} ÷ ({amount} − {change})"),
            (Self::GrowthFromBase, [amount, base]) => format!("({amount} − {base}) ÷ {base}"),
            (Self::CensusYear, [amount, base]) => format!("({amount} ÷ {base})^(1/10) − 1"),
            (Self::GrowthTimes, [amount, base]) => format!("{amount} ÷ {base} − 1"),
            (Self::Change | Self::Points | Self::Balance, [amount, base]) => format!("{amount} − {base}"),
            (Self::Balance, [anew, carried, closed]) => format!("{anew} + {carried} − {closed}"),
            (Self::ContributionRate, [points, rate]) => format!("{points} ÷ {rate}"),
            (Self::ImpliedByParts, [whole, parts @ ..]) => {
                let implied = parts.chunks(2).map(|pair| pair.join(" ÷ ")).collect::<Vec<_>>();
                format!("{whole} ÷ ({})", implied.join(" + "))
            }
            (Self::PerDay, [amount]) => format!("{amount} ÷ 7"),
            (Self::Product, [one, other]) => format!("{one} × {other}"),
            (Self::Sum | Self::Cumulative | Self::Hundred, _) => sum(terms),
            (Self::Days, [first, last]) => format!("{first} – {last}"),
            _ => terms.join(" · "),
        }
    }

    /// What comes out for these values of its operands; nothing for a rule that has more to it than its operands.
    pub fn compute(
        self,
        context: &Context<'_>,
        claim: usize,
        terms: &[usize],
        at: impl Fn(usize) -> Interval,
    ) -> Option<Interval> {
        let values: Vec<Interval> = terms.iter().map(|&term| at(term)).collect();
        let turned = |interval: Interval| if context.sign(claim) < 0 { interval.negated() } else { Some(interval) };
        let signed =
            |place: usize| if context.sign(terms[place]) < 0 { values[place].negated() } else { Some(values[place]) };
        match (self, values.as_slice()) {
            (Self::Share | Self::Rate | Self::Completion, [part, whole]) => percent(part, whole),
            (Self::Completion, [part, plans @ ..]) => percent(part, &total(plans.iter())?),
            (Self::ShareTogether, [parts @ .., whole]) => percent(&total(parts.iter())?, whole),
            (Self::ShareOfAll, [part, all @ ..]) => percent(part, &total(all.iter())?),
            (Self::ShareOfSum, [part, ..]) => percent(part, &total(values.iter())?),
            (Self::Sum | Self::Cumulative | Self::Hundred, _) => total(values.iter()),
            (Self::PartOf, [whole]) => Some(Interval { low: Fraction::ZERO, ..*whole }),
            (Self::GrowthFromChange, [amount, change]) => {
                let base = amount.minus(&signed(1)?)?;
                base.low.is_positive().then_some(())?;
                percent(change, &base)
            }
            (Self::TimesFromChange, [amount, change]) => {
                let base = amount.minus(change)?;
                base.low.is_positive().then_some(())?;
                change.over(&base)
            }
            (Self::GrowthFromBase, [amount, base]) => turned(percent(amount, base)?.minus(&Interval::whole(100))?),
            (Self::GrowthTimes, [amount, base]) => amount.over(base)?.minus(&Interval::exact(Fraction::ONE)),
            (Self::Change, [amount, base]) => turned(amount.minus(base)?),
            (Self::Balance, [first, other]) => first.minus(other),
            (Self::Balance, [anew, carried, closed]) => anew.plus(carried)?.minus(closed),
            (Self::ContributionRate, [points, rate]) => percent(points, rate),
            (Self::ImpliedByParts, [whole, parts @ ..]) => percent(whole, &implied_base(parts)?),
            (Self::Points, [_, _]) => turned(signed(0)?.minus(&signed(1)?)?),
            (Self::Repeat | Self::TwoUnits | Self::Hedged, [one]) => Some(*one),
            (Self::Multiple | Self::Doubled | Self::Average, [top, under]) => top.over(under),
            (Self::PerDay, [amount]) => amount.scaled(1, 7),
            (Self::Product, [one, other]) => one.times(other),
            (Self::WeightedGrowth, _) => weighted(context, claim, terms, &values),
            _ => None,
        }
    }
}

/// Σ part ÷ rate: the base that parts imply by their own rates; amounts and rates take turns.
pub(in super::super) fn implied_base(pairs: &[Interval]) -> Option<Interval> {
    pairs.chunks(2).try_fold(Interval::exact(Fraction::ZERO), |sum, pair| {
        let [part, rate] = pair else { return None };
        sum.plus(&part.scaled(100, 1)?.over(rate)?)
    })
}

/// Σ amount ÷ Σ (amount ÷ (1 + rate)) − 1; amounts and rates take turns.
fn weighted(context: &Context<'_>, claim: usize, terms: &[usize], values: &[Interval]) -> Option<Interval> {
    let mut now = Interval::exact(Fraction::ZERO);
    let mut then = now;
    for (pair, indices) in values.chunks(2).zip(terms.chunks(2)) {
        let [amount, rate] = pair else { return None };
        let rate = if context.sign(indices[1]) < 0 { rate.negated()? } else { *rate };
        let factor = if *context.role(indices[1]) == Role::GrowthTimes {
            rate.plus(&Interval::exact(Fraction::ONE))?
        } else {
            growth_factor(&rate)?
        };
        now = now.plus(amount)?;
        then = then.plus(&amount.over(&factor)?)?;
    }
    let growth = now.over(&then)?.scaled(100, 1)?.minus(&Interval::whole(100))?;
    if context.sign(claim) < 0 { growth.negated() } else { Some(growth) }
}

//! From numerals and relations to the audit: every numeral in exactly one list.

use super::bounds::{Fraction, Interval};
use super::folding::Folded;
use super::lints;
use super::numerals::{self, Reading};
use super::passage::{Mention, Passage};
use super::quantity::Quantity;
use super::records::{Marked, Match, Records, matches};
use super::roles;
use super::rules::{self, Claimed, Context, Counted, Found, Rule, Term};
use super::slips;
use super::verdict::{Aside, Audit, By, Claim, Operand, Relation, RelationKind, Span, Verdict};
use super::vocabulary::WORDS;
use crate::findings::Phrase;

/// Audits a text against itself.
#[must_use]
pub fn audit(text: &str) -> Audit {
    settle(text, None, &[])
}

/// Audits a text against the records, and against itself.
#[must_use]
pub fn audit_against(text: &str, records: &Records) -> Audit {
    settle(text, Some(records), &[])
}

/// The same for a paper that says itself which of its numbers are which figures: what stands there is held against these.
#[must_use]
pub fn audit_marked(text: &str, records: &Records, marks: &[Marked]) -> Audit {
    settle(text, Some(records), marks)
}

fn settle(text: &str, records: Option<&Records>, marks: &[Marked]) -> Audit {
    let folded = Folded::new(text, &WORDS);
    let numerals = numerals::read(&folded);
    let mut audit = Audit::default();
    let mut stated: Vec<Option<Result<Claim, Phrase>>> = numerals.iter().map(|_| None).collect();
    let stretches = rules::stretches(&folded, &numerals);
    for block in Passage::new(&folded, &numerals).into_blocks() {
        settle_block(&block, &stretches, records, marks, &mut audit, &mut stated);
    }
    for counted in rules::counted(&folded, &numerals) {
        let at = numerals[counted.numeral].at;
        stated[counted.numeral] = Some(Ok(settle_count(&folded, at, &counted, &mut audit)));
    }
    audit.relations.sort_by_key(|relation| (relation.claim_at, relation.kind));
    for (numeral, stated) in numerals.iter().zip(stated) {
        let aside = |why: Phrase| Aside { text: folded.printed(numeral.at), at: numeral.at, why };
        match (numeral.reading, stated) {
            (_, Some(Ok(claim))) => audit.claims.push(claim),
            (Reading::Number(_) | Reading::Part(..), Some(Err(why))) => audit.not_checkable.push(aside(why)),
            (Reading::Number(_) | Reading::Part(..), None) => {
                audit.not_checkable.push(aside(phrase("why.not-reckoned")));
            }
            (Reading::Range, _) => audit.not_checkable.push(aside(phrase("why.range"))),
            (Reading::Date(_), _) => audit.not_claims.push(aside(phrase("why.date"))),
            (Reading::Name(why), _) => audit.not_claims.push(aside(phrase(why))),
        }
    }
    audit
}

/// The relation between a count and what it is held against, and what it makes of the count.
fn settle_count(text: &Folded, at: Span, counted: &Counted, audit: &mut Audit) -> Claim {
    let printed = |at: Span| Operand { text: text.printed(at), at };
    let operands: Vec<Operand> = counted.operands.iter().map(|operand| printed(*operand)).collect();
    let formula = operands.iter().map(|operand| operand.text.as_str()).collect::<Vec<_>>().join(" – ");
    let (claim, computed) = (printed(at), counted.computed.to_string());
    let holds = counted.computed == counted.printed;
    let mut values = vec![("formula", formula), ("claim", claim.text.clone())];
    values.extend([("result", computed.clone()), ("computed", computed.clone())]);
    let reason = Phrase { key: counted.rule.key(), values };
    audit.relations.push(Relation {
        kind: RelationKind::Count,
        claim: claim.text.clone(),
        claim_at: at,
        operands,
        computed: computed.clone(),
        interval: (computed.clone(), computed),
        holds,
        slip: None,
        reason: reason.clone(),
    });
    by_relation(claim.text, at, counted.printed.to_string(), String::new(), holds, reason)
}

/// Relations, lints and verdicts of one block; what each of its numerals is told.
fn settle_block(
    passage: &Passage<'_>,
    stretches: &[rules::Stretch],
    records: Option<&Records>,
    marks: &[Marked],
    audit: &mut Audit,
    told: &mut [Option<Result<Claim, Phrase>>],
) {
    let readings = roles::read(passage);
    let context = rules::apply(passage, &readings, stretches);
    let reasons: Vec<Phrase> = context.found.iter().map(|found| reason(&context, found)).collect();
    audit
        .relations
        .extend(context.found.iter().zip(&reasons).map(|(found, reason)| relation(&context, found, reason.clone())));
    audit.lints.extend(lints::lints(passage, &readings));
    let verdicts = verdicts(passage, &context.found);
    let matches =
        records.map_or_else(|| vec![None; passage.mentions.len()], |records| matches(&context, records, marks));
    for (at, mention) in passage.mentions.iter().enumerate() {
        let of_text = verdicts[at].map(|(holds, found)| (holds, reasons[found].clone()));
        let answer = stated(passage, mention, matches[at].as_ref(), of_text);
        told[mention.numeral] =
            Some(answer.map_err(|why| why.unwrap_or_else(|| phrase(unchecked(&readings[at].role, records)))));
    }
}

/// A number's claim: a figure beats a relation. Where neither says anything, why the records do not.
fn stated(
    passage: &Passage<'_>,
    mention: &Mention,
    known: Option<&Match>,
    of_text: Option<(bool, Phrase)>,
) -> Result<Claim, Option<Phrase>> {
    match (known, of_text) {
        (Some(Match { verdict: Some(verdict), figure, stale_of, reason }), _) => {
            let claim = claim(passage, mention, *verdict == Verdict::Confirmed, reason.clone());
            Ok(Claim {
                by: By::Figure,
                indicator: figure.as_ref().map(|id| id.indicator.clone()),
                period: figure.as_ref().map(|id| id.period.to_string()),
                figure: figure.as_ref().map(ToString::to_string),
                stale_of: stale_of.clone(),
                ..claim
            })
        }
        (_, Some((holds, reason))) => Ok(claim(passage, mention, holds, reason)),
        (known, None) => Err(known.map(|known| known.reason.clone())),
    }
}

const fn phrase(key: &'static str) -> Phrase {
    Phrase { key, values: Vec::new() }
}

/// What the text itself says of each number, and the relation that says it: a failing claim is contradicted, whatever takes
/// part in what holds is confirmed.
fn verdicts(passage: &Passage<'_>, found: &[Found]) -> Vec<Option<(bool, usize)>> {
    let mut verdicts = vec![None; passage.mentions.len()];
    for (index, found) in found.iter().enumerate().filter(|(_, found)| found.holds) {
        let terms = found.terms.iter().filter_map(|term| if let Term::Mention(at) = term { Some(*at) } else { None });
        terms.for_each(|at| verdicts[at] = verdicts[at].or(Some((true, index))));
        if let Claimed::Mention(at) | Claimed::Listed(at) = found.claim {
            verdicts[at] = Some((true, index));
        }
    }
    for (index, found) in found.iter().enumerate().filter(|(_, found)| !found.holds) {
        if let Claimed::Mention(at) | Claimed::Listed(at) = found.claim {
            verdicts[at] = Some((false, index));
        }
    }
    verdicts
}

fn unchecked(role: &roles::Role, records: Option<&Records>) -> &'static str {
    use roles::Role;
    match role {
        Role::Growth | Role::GrowthTimes | Role::Change => "why.no-base",
        Role::Share(_) | Role::Rate(_) | Role::BackTo | Role::Completion(_) | Role::OfNumber { .. } => "why.no-whole",
        Role::Points(_) | Role::Pull | Role::Schedule => "why.no-rates",
        _ if records.is_some() => "why.unmatched",
        _ => "why.alone",
    }
}

fn claim(passage: &Passage<'_>, mention: &Mention, holds: bool, reason: Phrase) -> Claim {
    let value = mention.quantity.value().map_or_else(String::new, |value| value.to_places(12));
    by_relation(passage.text.printed(mention.at), mention.at, value, mention.quantity.base(), holds, reason)
}

/// A claim that the notice's own arithmetic proves or refutes.
fn by_relation(text: String, at: Span, value: String, unit: String, holds: bool, reason: Phrase) -> Claim {
    Claim {
        text,
        at,
        value,
        unit,
        indicator: None,
        period: None,
        verdict: if holds { Verdict::Confirmed } else { Verdict::Contradicted },
        by: By::Relation,
        figure: None,
        stale_of: None,
        reason,
    }
}

fn relation(context: &Context<'_>, found: &Found, reason: Phrase) -> Relation {
    let passage = context.passage;
    let operands = found.terms.iter().map(|term| match term {
        Term::Mention(at) => operand(passage, passage.mentions[*at].at),
        Term::Names(span) => operand(passage, *span),
    });
    let (claim, claim_at) = claimed(passage, found);
    let (at, low, high) = results(passage, found);
    Relation {
        kind: found.kind,
        claim,
        claim_at,
        operands: operands.collect(),
        computed: at,
        interval: (low, high),
        holds: found.holds,
        slip: if found.holds { None } else { slips::explain(context, found) },
        reason,
    }
}

/// The claim as the text prints it, or the whole that parts must reach.
fn claimed(passage: &Passage<'_>, found: &Found) -> (String, Span) {
    match found.claim {
        Claimed::Mention(at) | Claimed::Listed(at) => {
            (passage.text.printed(passage.mentions[at].at), passage.mentions[at].at)
        }
        Claimed::Whole(span) => {
            ((if found.kind == RelationKind::PpDiff { "合计0" } else { "合计100%" }).to_owned(), span)
        }
    }
}

/// The result and its bounds in the claim's unit.
fn results(passage: &Passage<'_>, found: &Found) -> (String, String, String) {
    let unit = match found.claim {
        Claimed::Mention(at) | Claimed::Listed(at) => Some(passage.mentions[at].quantity),
        Claimed::Whole(_) => None,
    };
    let print = |value: Fraction| printed_value(value, unit.as_ref());
    (print(found.computed.at), print(found.computed.low), found.computed.high.map_or_else(|| "∞".to_owned(), print))
}

/// The rule in words with its formula, what comes out, and what the claim stands for.
fn reason(context: &Context<'_>, found: &Found) -> Phrase {
    let passage = context.passage;
    let texts: Vec<String> = found
        .terms
        .iter()
        .map(|term| match term {
            Term::Mention(at) => passage.text.printed(passage.mentions[*at].at),
            Term::Names(span) => passage.text.printed(*span),
        })
        .collect();
    let signs: Vec<i8> =
        found.terms.iter().map(|term| if let Term::Mention(at) = term { context.sign(*at) } else { 1 }).collect();
    let (at, low, high) = results(passage, found);
    let mut values = vec![
        ("formula", found.rule.formula(&texts, &signs)),
        ("claim", claimed(passage, found).0),
        ("result", result(passage, found)),
    ];
    values.extend([("computed", at), ("low", low), ("high", high)]);
    if found.rule == Rule::ImpliedTotal {
        values.extend(implied(context, found));
    }
    let key = match (found.holds, found.rule) {
        (true, rule) => rule.key(),
        (false, Rule::PartWasLarger) if found.computed.high.is_some() => "rule.part-was-larger.shrank",
        (false, rule) => rule.failing_key(),
    };
    Phrase { key, values }
}

/// What comes out, with its bounds where the printed digits leave any: 116.64% [115.68%, 117.61%].
fn result(passage: &Passage<'_>, found: &Found) -> String {
    let quantity = match found.claim {
        Claimed::Mention(at) | Claimed::Listed(at) => passage.mentions[at].quantity,
        Claimed::Whole(_) => return results(passage, found).0 + "%",
    };
    let unit = Quantity { digits: 0, places: 0, ..quantity }.text().trim_start_matches('0').to_owned();
    let member = matches!(found.claim, Claimed::Mention(at) if passage.mentions[at].ratio.is_some());
    let unit = if member { "%".to_owned() } else { unit };
    let print = |value: Fraction| {
        format!(
            "{}{unit}",
            printed_value(value, Some(&Quantity { places: quantity.places.saturating_sub(2), ..quantity }))
        )
    };
    let at = print(found.computed.at);
    let (low, high) = (print(found.computed.low), found.computed.high.map(print));
    match high {
        Some(high) if high == low => at,
        Some(high) => format!("{at} [{low}, {high}]"),
        None => format!("{at} [{low}, ∞)"),
    }
}

/// Both wholes that two shares imply, in the unit of the first part.
fn implied(context: &Context<'_>, found: &Found) -> Vec<(&'static str, String)> {
    let (Claimed::Mention(claim), [Term::Mention(part), Term::Mention(other), Term::Mention(share)]) =
        (&found.claim, found.terms.as_slice())
    else {
        return Vec::new();
    };
    let unit = Quantity { places: 0, ..context.mention(*part).quantity };
    let name = Quantity { digits: 0, ..unit }.text().trim_start_matches('0').to_owned();
    let whole = |part: usize, share: usize| {
        context.interval(part).scaled(100, 1).and_then(|part| part.over(context.interval(share)))
    };
    let text = |interval: Interval| {
        let one = Interval::exact(Quantity { digits: 1, ..unit }.value().unwrap_or(Fraction::ONE));
        // Outward, so that the printed bounds hold what they bound.
        let in_unit = |value: Fraction| Interval::exact(value).over(&one).map_or(Fraction::ZERO, |value| value.at);
        let low = in_unit(interval.low).floor();
        let high = interval.high.map_or(low, |high| -in_unit(high).negated().floor());
        format!("{low}–{high}{name}")
    };
    let printed = |index: usize| context.passage.text.printed(context.mention(index).at);
    let mut values = vec![
        ("part", printed(*part)),
        ("share", printed(*claim)),
        ("other_part", printed(*other)),
        ("other_share", printed(*share)),
    ];
    values.extend(whole(*part, *claim).map(|whole| ("whole", text(whole))));
    values.extend(whole(*other, *share).map(|whole| ("other_whole", text(whole))));
    values
}

fn operand(passage: &Passage<'_>, at: Span) -> Operand {
    Operand { text: passage.text.printed(at), at }
}

/// A value of the base unit in the unit that the claim prints.
fn printed_value(value: Fraction, unit: Option<&Quantity>) -> String {
    let Some(unit) = unit else { return value.to_places(4) };
    let one = Quantity { digits: 1, places: 0, ..*unit };
    let scale = one.value().map(Interval::exact);
    let negative = !value.is_positive() && !value.is_zero();
    let magnitude = Interval::exact(if negative { value.negated() } else { value });
    let shown = scale.and_then(|scale| magnitude.over(&scale)).map_or(value, |shown| shown.at);
    let text = shown.to_places(unit.places + 4);
    if negative { format!("-{text}") } else { text }
}

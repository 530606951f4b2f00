//! From numerals and relations to the audit: every numeral in exactly one list.

use super::bounds::{Fraction, Interval};
use super::folding::Folded;
use super::numerals::{self, Reading};
use super::passage::{Mention, Passage};
use super::quantity::Quantity;
use super::roles;
use super::rules::{self, Claimed, Found, Term};
use super::verdict::{Aside, Audit, By, Claim, Operand, Relation, RelationKind, Span, Verdict};
use super::vocabulary::WORDS;
use crate::findings::Phrase;

/// Audits a text against itself.
#[must_use]
pub fn audit(text: &str) -> Audit {
    let folded = Folded::new(text, &WORDS);
    let numerals = numerals::read(&folded);
    let passage = Passage::new(&folded, &numerals);
    let readings = roles::read(&passage);
    let found = rules::apply(&passage, &readings);
    let mut audit = Audit { relations: found.iter().map(|found| relation(&passage, found)).collect(), ..Audit::default() };
    audit.relations.sort_by_key(|relation| (relation.claim_at, relation.kind));
    let verdicts = verdicts(&passage, &found);
    let mut next = 0;
    for numeral in &numerals {
        let printed = || folded.printed(numeral.at);
        match numeral.reading {
            Reading::Number(_) | Reading::Part(..) => {
                let at = passage.mentions[next..].iter().position(|mention| mention.at == numeral.at).map(|offset| next + offset);
                let Some(at) = at else {
                    audit.not_checkable.push(Aside { text: printed(), at: numeral.at, why: phrase("why.not-reckoned") });
                    continue;
                };
                next = at;
                match verdicts[at] {
                    Some(holds) => audit.claims.push(claim(&passage, &passage.mentions[at], holds)),
                    None => audit.not_checkable.push(Aside { text: printed(), at: numeral.at, why: phrase(reason(&readings[at].role)) }),
                }
            }
            Reading::Range => audit.not_checkable.push(Aside { text: printed(), at: numeral.at, why: phrase("why.range") }),
            Reading::Date(_) => audit.not_claims.push(Aside { text: printed(), at: numeral.at, why: phrase("why.date") }),
            Reading::Name(why) => audit.not_claims.push(Aside { text: printed(), at: numeral.at, why: phrase(why) }),
        }
    }
    audit
}

const fn phrase(key: &'static str) -> Phrase {
    Phrase { key, values: Vec::new() }
}

/// What the text itself says of each number: a failing claim is contradicted, whatever takes part in what holds is confirmed.
fn verdicts(passage: &Passage<'_>, found: &[Found]) -> Vec<Option<bool>> {
    let mut verdicts = vec![None; passage.mentions.len()];
    for found in found.iter().filter(|found| found.holds) {
        let terms = found.terms.iter().filter_map(|term| if let Term::Mention(at) = term { Some(*at) } else { None });
        let claimed = match found.claim {
            Claimed::Mention(at) | Claimed::Listed(at) => Some(at),
            Claimed::Whole(_) => None,
        };
        terms.chain(claimed).for_each(|at| verdicts[at] = Some(true));
    }
    for found in found.iter().filter(|found| !found.holds) {
        if let Claimed::Mention(at) | Claimed::Listed(at) = found.claim {
            verdicts[at] = Some(false);
        }
    }
    verdicts
}

fn reason(role: &roles::Role) -> &'static str {
    use roles::Role;
    match role {
        Role::Growth | Role::GrowthTimes | Role::Change => "why.no-base",
        Role::Share(_) | Role::Rate(_) | Role::BackTo | Role::Completion(_) | Role::OfNumber { .. } => "why.no-whole",
        Role::Points(_) | Role::Pull | Role::Schedule => "why.no-rates",
        _ => "why.alone",
    }
}

fn claim(passage: &Passage<'_>, mention: &Mention, holds: bool) -> Claim {
    Claim {
        text: passage.text.printed(mention.at),
        at: mention.at,
        value: mention.quantity.value().map_or_else(String::new, |value| value.to_places(12)),
        unit: mention.quantity.base(),
        indicator: None,
        period: None,
        verdict: if holds { Verdict::Confirmed } else { Verdict::Contradicted },
        by: By::Relation,
        figure: None,
        stale_of: None,
        reason: phrase(if holds { "why.relation-holds" } else { "why.relation-fails" }),
    }
}

fn relation(passage: &Passage<'_>, found: &Found) -> Relation {
    let operands = found.terms.iter().map(|term| match term {
        Term::Mention(at) => operand(passage, passage.mentions[*at].at),
        Term::Names(span) => operand(passage, *span),
    });
    let (claim, claim_at, unit) = match found.claim {
        Claimed::Mention(at) | Claimed::Listed(at) => {
            let mention = &passage.mentions[at];
            (passage.text.printed(mention.at), mention.at, Some(mention.quantity))
        }
        Claimed::Whole(span) => (if found.kind == RelationKind::PpDiff { "合计0".to_owned() } else { "合计100%".to_owned() }, span, None),
    };
    let print = |value: Fraction| printed_value(value, unit.as_ref());
    Relation {
        kind: found.kind,
        claim,
        claim_at,
        operands: operands.collect(),
        computed: print(found.computed.at),
        interval: (print(found.computed.low), found.computed.high.map_or_else(|| "∞".to_owned(), print)),
        holds: found.holds,
        slip: None,
        reason: phrase(found.rule),
    }
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

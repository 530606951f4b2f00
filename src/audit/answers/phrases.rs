//! What every answer says of a relation or a verdict, from the catalogue.

use crate::audit::verdict::{By, Claim, Relation, Verdict};
use crate::words::{self, Lang};

/// The word for a verdict.
pub(super) fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    words::text(
        lang,
        match verdict {
            Verdict::Confirmed => "check-confirmed",
            Verdict::Contradicted => "check-contradicted",
        },
    )
}

/// The word that JSON and CSV print for a verdict.
pub(super) const fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "confirmed",
        Verdict::Contradicted => "contradicted",
    }
}

/// The word that JSON and CSV print for what a verdict rests on.
pub(super) const fn by_key(by: By) -> &'static str {
    match by {
        By::Figure => "figure",
        By::Relation => "relation",
    }
}

/// The word for a kind of arithmetic.
pub(super) fn kind(lang: Lang, relation: &Relation) -> &'static str {
    words::text(lang, &format!("check-kind-{}", relation.kind.key()))
}

/// Whether it holds, in a word.
pub(super) fn holds(lang: Lang, relation: &Relation) -> &'static str {
    words::text(lang, if relation.holds { "check-holds" } else { "check-fails" })
}

/// What is printed, what it is reckoned from, what comes out; `operands` as they are to be shown.
pub(super) fn reckoning(lang: Lang, relation: &Relation, operands: &str) -> String {
    let (low, high) = &relation.interval;
    let values: [(&str, &str); 5] = [
        ("claim", &relation.claim),
        ("operands", operands),
        ("computed", &relation.computed),
        ("low", low),
        ("high", high),
    ];
    let key = if low == high { "check-reckoning-exact" } else { "check-reckoning" };
    words::fill(words::text(lang, key), &values)
}

/// Why a claim has its verdict: the reason, the figure it was held against, the publication that it is left from.
pub(super) fn grounds(lang: Lang, claim: &Claim) -> String {
    let mut grounds = words::phrase_text(lang, &claim.reason);
    for (key, id) in [("check-figure", &claim.figure), ("check-stale", &claim.stale_of)] {
        if let Some(id) = id {
            grounds.push_str(&words::fill(words::text(lang, key), &[("id", id)]));
        }
    }
    grounds
}

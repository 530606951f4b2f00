//! The numerals of an audit in the order of the text, whichever list they stand in, and the pieces of a text that they
//! mark. Knows no language and no format.

use std::collections::BTreeSet;

use crate::audit::verdict::{Aside, Audit, Claim, Span, Verdict};

/// A numeral.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry<'a> {
    Claim(&'a Claim),
    NotClaim(&'a Aside),
    NotCheckable(&'a Aside),
}

/// How a numeral is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Contradicted,
    Confirmed,
    NotCheckable,
    NotClaim,
}

impl Mark {
    pub const ALL: [Self; 4] = [Self::Contradicted, Self::Confirmed, Self::NotCheckable, Self::NotClaim];

    /// The key of its word in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contradicted => "check-contradicted",
            Self::Confirmed => "check-confirmed",
            Self::NotCheckable => "check-not-checkable",
            Self::NotClaim => "check-not-claim",
        }
    }
}

impl<'a> Entry<'a> {
    pub const fn at(&self) -> Span {
        match self {
            Self::Claim(claim) => claim.at,
            Self::NotClaim(aside) | Self::NotCheckable(aside) => aside.at,
        }
    }

    pub fn text(&self) -> &'a str {
        match self {
            Self::Claim(claim) => &claim.text,
            Self::NotClaim(aside) | Self::NotCheckable(aside) => &aside.text,
        }
    }

    /// The list that it stands in, as JSON and CSV name it.
    pub const fn list(&self) -> &'static str {
        match self {
            Self::Claim(_) => "claims",
            Self::NotClaim(_) => "not_claims",
            Self::NotCheckable(_) => "not_checkable",
        }
    }

    pub fn mark(&self) -> Mark {
        match self {
            Self::Claim(claim) if claim.verdict == Verdict::Contradicted => Mark::Contradicted,
            Self::Claim(_) => Mark::Confirmed,
            Self::NotCheckable(_) => Mark::NotCheckable,
            Self::NotClaim(_) => Mark::NotClaim,
        }
    }
}

/// Every numeral, in the order of the text.
pub(super) fn entries(audit: &Audit) -> Vec<Entry<'_>> {
    let claims = audit.claims.iter().map(Entry::Claim);
    let not_claims = audit.not_claims.iter().map(Entry::NotClaim);
    let mut all: Vec<Entry<'_>> =
        claims.chain(not_claims).chain(audit.not_checkable.iter().map(Entry::NotCheckable)).collect();
    all.sort_by_key(Entry::at);
    all
}

/// What marks a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// The numeral at this position of the list; of several the gravest is shown.
    Numeral(Mark, usize),
    /// The claim of a relation that does not hold.
    Fails,
    /// A passage that a style rule speaks of.
    Lint,
}

/// A stretch of text, in characters, and what marks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub at: Span,
    pub numeral: Option<(Mark, usize)>,
    pub fails: bool,
    pub lint: bool,
}

/// The pieces into which layers cut a text of `length` characters; those that nothing marks included.
pub(super) fn pieces(layers: &[(Span, Layer)], length: usize) -> Vec<Piece> {
    let mut edges: Vec<(usize, bool, Layer)> = Vec::with_capacity(layers.len() * 2);
    for (span, layer) in layers {
        let (start, end) = (span.start.min(length), span.end.min(length));
        if start < end {
            edges.extend([(start, true, *layer), (end, false, *layer)]);
        }
    }
    edges.sort_unstable();
    let (mut open, mut pieces, mut from) = (Vec::new(), Vec::new(), 0);
    for (at, opens, layer) in edges {
        cut(&mut pieces, &open, from, at);
        from = at;
        if opens {
            open.push(layer);
        } else if let Some(found) = open.iter().position(|other| *other == layer) {
            open.swap_remove(found);
        }
    }
    cut(&mut pieces, &open, from, length);
    pieces
}

fn cut(pieces: &mut Vec<Piece>, open: &[Layer], start: usize, end: usize) {
    if start >= end {
        return;
    }
    let set: BTreeSet<Layer> = open.iter().copied().collect();
    let numeral = set.iter().find_map(|layer| match layer {
        Layer::Numeral(mark, entry) => Some((*mark, *entry)),
        Layer::Fails | Layer::Lint => None,
    });
    let (fails, lint) = (set.contains(&Layer::Fails), set.contains(&Layer::Lint));
    pieces.push(Piece { at: Span { start, end }, numeral, fails, lint });
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn span(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    #[test]
    fn layers_that_cross_are_cut_where_they_change() {
        let layers = [
            (span(2, 6), Layer::Numeral(Mark::Confirmed, 0)),
            (span(4, 9), Layer::Fails),
            (span(5, 7), Layer::Numeral(Mark::Contradicted, 1)),
            (span(8, 99), Layer::Lint),
            (span(3, 3), Layer::Lint),
        ];
        let piece = |start, end, numeral, fails, lint| Piece { at: span(start, end), numeral, fails, lint };
        let expected = [
            piece(0, 2, None, false, false),
            piece(2, 4, Some((Mark::Confirmed, 0)), false, false),
            piece(4, 5, Some((Mark::Confirmed, 0)), true, false),
            piece(5, 6, Some((Mark::Contradicted, 1)), true, false),
            piece(6, 7, Some((Mark::Contradicted, 1)), true, false),
            piece(7, 8, None, true, false),
            piece(8, 9, None, true, true),
            piece(9, 10, None, false, true),
        ];
        assert_eq!(pieces(&layers, 10), expected);
    }
}

//! Atoms: the single things that may have happened, each with what it does to the total; and the families that they form.

use std::sync::Arc;

use super::answer::{Cause, Changed, Kind};
use super::cost::{self, Bits};
use super::question::{Question, Record};
use crate::slips::Slip;

/// The question with its records in an order of their own: by place, whatever order they were given in.
pub(super) struct Known<'a> {
    pub question: &'a Question,
    order: Vec<usize>,
}

/// One thing that may have happened.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// What it does to the total.
    pub delta: i128,
    /// Which records it touches.
    pub touch: Touch,
    /// What it is told by, where that is no record.
    pub named: Option<Arc<str>>,
    /// The slip of a hand.
    pub slip: Option<Slip>,
}

/// A record, by its place in [`Known`], and what is done to its amount.
pub(super) type Moved = (u32, i128);

/// The records of an atom, by their place in [`Known`], with what it does to each.
#[derive(Clone, Debug)]
pub(super) enum Touch {
    Nothing,
    One(u32),
    Many(Arc<[Moved]>),
}

/// Atoms of one kind, in the order of what they do.
pub(super) struct Family {
    pub kind: Kind,
    pub atoms: Vec<Atom>,
    /// Whether each is one record as it is counted or not, so that several of them are a set of records.
    pub is_rows: bool,
}

impl<'a> Known<'a> {
    pub(super) fn new(question: &'a Question) -> Self {
        let mut order: Vec<usize> = (0..question.records.len()).collect();
        let key = |at: usize| {
            let record = &question.records[at];
            (&record.place, record.class, record.amount, &record.label, &record.raw, record.signed, record.reported)
        };
        order.sort_by(|a, b| key(*a).cmp(&key(*b)));
        Self { question, order }
    }

    /// Every record with its place.
    pub(super) fn records(&self) -> impl Iterator<Item = (u32, &'a Record)> {
        (0_u32..).zip(self.order.iter().map(|at| &self.question.records[*at]))
    }

    /// The cause that an atom is.
    pub(super) fn cause(&self, kind: Kind, atom: &Atom) -> Cause {
        let changed = |(at, delta): Moved| Changed { record: self.order[at as usize], delta };
        let records = atom.touched().map(changed).collect();
        Cause { kind, delta: atom.delta, records, named: atom.named.clone(), slip: atom.slip.clone() }
    }

    /// The cause that several atoms of one kind are, each of them a row.
    pub(super) fn rows(&self, kind: Kind, atoms: &[&Atom]) -> Cause {
        let mut rows: Vec<Moved> = atoms.iter().flat_map(|atom| atom.touched()).collect();
        rows.sort_unstable();
        let records = rows.into_iter().map(|(at, delta)| Changed { record: self.order[at as usize], delta }).collect();
        Cause { kind, delta: atoms.iter().map(|atom| atom.delta).sum(), records, named: None, slip: None }
    }
}

impl Atom {
    /// A record that is in the claim otherwise than in the ledger.
    pub(super) const fn row(at: u32, delta: i128) -> Self {
        Self { delta, touch: Touch::One(at), named: None, slip: None }
    }

    /// Several records at once, under one name.
    pub(super) fn group(rows: Vec<Moved>, named: Option<Arc<str>>) -> Self {
        let delta = rows.iter().map(|(_, delta)| delta).sum();
        Self { delta, touch: Touch::Many(rows.into()), named, slip: None }
    }

    /// Something about the total as a whole.
    pub(super) const fn whole(delta: i128, named: Option<Arc<str>>, slip: Option<Slip>) -> Self {
        Self { delta, touch: Touch::Nothing, named, slip }
    }

    /// The records that it touches, with what it does to each.
    pub(super) fn touched(&self) -> impl Iterator<Item = Moved> {
        let (one, many): (Option<Moved>, &[Moved]) = match &self.touch {
            Touch::Nothing => (None, &[]),
            Touch::One(at) => (Some((*at, self.delta)), &[]),
            Touch::Many(all) => (None, all),
        };
        one.into_iter().chain(many.iter().copied())
    }

    /// Whether two atoms touch a record in common: such a record cannot be missing and be counted as well.
    pub(super) fn meets(&self, other: &Self) -> bool {
        match (&self.touch, &other.touch) {
            (Touch::Nothing, _) | (_, Touch::Nothing) => false,
            (Touch::One(a), Touch::One(b)) => a == b,
            (Touch::One(one), Touch::Many(all)) | (Touch::Many(all), Touch::One(one)) => {
                all.iter().any(|(at, _)| at == one)
            }
            (Touch::Many(a), Touch::Many(b)) => a.iter().any(|(at, _)| b.iter().any(|(other, _)| at == other)),
        }
    }
}

impl Family {
    /// A family of atoms that do something.
    pub(super) fn new(kind: Kind, is_rows: bool, mut atoms: Vec<Atom>) -> Self {
        atoms.retain(|atom| atom.delta != 0);
        // Atoms are made in the order of the records' places; a stable sort keeps it among equals.
        atoms.sort_by_key(|atom| atom.delta);
        Self { kind, atoms, is_rows }
    }

    /// What one of its atoms costs.
    pub(super) fn cost(&self) -> Bits {
        cost::of_kind(self.kind).plus(Bits::choosing(self.atoms.len() as u64))
    }

    /// The atoms that move the total by something between two bounds.
    pub(super) fn between(&self, low: i128, high: i128) -> &[Atom] {
        let start = self.atoms.partition_point(|atom| atom.delta < low);
        let end = self.atoms.partition_point(|atom| atom.delta <= high);
        &self.atoms[start..end.max(start)]
    }
}

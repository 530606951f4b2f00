//! Entries that share a natural key: which one stands, which say the same again, which contradict each other.

use crate::records::Flags;

use super::digest::EntryHandle;

/// An entry of a group, read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMember {
    /// Where its row is.
    pub handle: EntryHandle,
    /// Hash of its whole content.
    pub content: u64,
    /// Its measures.
    pub measures: Vec<Option<i64>>,
    /// What the rules say of it.
    pub flags: Flags,
    /// Whether it is within the period and not terminated.
    pub in_scope: bool,
}

/// What becomes of an entry of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It stays as it was.
    Stands,
    /// It stays although an equal row of its sheet does too (no document number tells them apart).
    Repeats,
    /// It says again what the member at this position says.
    DuplicateOf(usize),
    /// It contradicts the member at this position: all such go into quarantine.
    ConflictsWith(usize),
    /// It is a framework agreement, and the member at this position is its formal contract.
    YieldsTo(usize),
}

/// Settles a group; `members` stand in the order of source, path, sheet and row.
#[must_use]
pub fn settle(members: &[GroupMember]) -> Vec<Ruling> {
    let mut rulings = vec![Ruling::Stands; members.len()];
    let of_kind = |framework: bool| -> Vec<usize> {
        (0..members.len()).filter(|&at| members[at].flags.has(Flags::FRAMEWORK) == framework).collect()
    };
    let (formal, frameworks) = (of_kind(false), of_kind(true));
    settle_peers(members, &formal, &mut rulings);
    settle_peers(members, &frameworks, &mut rulings);
    yield_to_contract(members, &formal, &frameworks, &mut rulings);
    rulings
}

/// Members that may be one another's copies or contradictions.
fn settle_peers(members: &[GroupMember], peers: &[usize], rulings: &mut [Ruling]) {
    let mut seen: Vec<u64> = Vec::new();
    for &at in peers {
        let shape = shape(&members[at]);
        if seen.contains(&shape) {
            continue;
        }
        seen.push(shape);
        let alike: Vec<usize> = peers.iter().copied().filter(|&other| self::shape(&members[other]) == shape).collect();
        settle_alike(members, &alike, rulings);
    }
    settle_across_shapes(members, peers, rulings);
}

/// Which measures a member carries.
fn shape(member: &GroupMember) -> u64 {
    member.measures.iter().enumerate().filter(|(_, value)| value.is_some()).fold(0, |bits, (at, _)| bits | 1 << at)
}

/// Members that carry the same measures.
fn settle_alike(members: &[GroupMember], alike: &[usize], rulings: &mut [Ruling]) {
    let first = alike[0];
    if let Some(&other) = alike.iter().find(|&&at| !same_content(&members[at], &members[first])) {
        for &at in alike {
            rulings[at] = Ruling::ConflictsWith(if at == first { other } else { first });
        }
        return;
    }
    let inside: Vec<usize> = alike.iter().copied().filter(|&at| members[at].in_scope).collect();
    let Some(&first) = inside.first() else { return };
    if members[first].flags.has(Flags::BY_CODE) || members[first].flags.has(Flags::CROSSTAB) {
        inside[1..].iter().for_each(|&at| rulings[at] = Ruling::DuplicateOf(first));
    } else {
        settle_repeats(members, &inside, rulings);
    }
}

/// A month cell of a crosstab is compared by its measure alone: the rest of its content is its key.
fn same_content(a: &GroupMember, b: &GroupMember) -> bool {
    if a.flags.has(Flags::CROSSTAB) != b.flags.has(Flags::CROSSTAB) {
        a.measures == b.measures
    } else {
        a.content == b.content
    }
}

/// Equal rows without a document number: within a sheet all stand, across sheets the largest count of one sheet.
fn settle_repeats(members: &[GroupMember], equal: &[usize], rulings: &mut [Ruling]) {
    let count = |sheet: usize| equal.iter().filter(|&&at| members[at].handle.sheet() == sheet).count();
    let mut standing = members[equal[0]].handle.sheet();
    for &at in equal {
        let sheet = members[at].handle.sheet();
        if count(sheet) > count(standing) {
            standing = sheet;
        }
    }
    let first = equal.iter().copied().find(|&at| members[at].handle.sheet() == standing).unwrap_or(equal[0]);
    for &at in equal {
        if members[at].handle.sheet() != standing {
            rulings[at] = Ruling::DuplicateOf(first);
        } else if at != first {
            rulings[at] = Ruling::Repeats;
        }
    }
}

/// Members that carry different measures: one that says a part of what another says is its duplicate, one that
/// contradicts it conflicts, and two that share no measure complement each other.
fn settle_across_shapes(members: &[GroupMember], peers: &[usize], rulings: &mut [Ruling]) {
    let mut by_size = peers.to_vec();
    by_size.sort_by_key(|&at| (std::cmp::Reverse(shape(&members[at]).count_ones()), at));
    for (rank, &small) in by_size.iter().enumerate() {
        for &large in &by_size[..rank] {
            let common = shape(&members[small]) & shape(&members[large]);
            if common == 0 || shape(&members[small]) == shape(&members[large]) {
                continue;
            }
            if !agree(&members[small], &members[large], common) || common != shape(&members[small]) {
                mark_conflict(small, large, rulings);
            } else if rulings[small] == Ruling::Stands && rulings[large] == Ruling::Stands && members[large].in_scope {
                rulings[small] = Ruling::DuplicateOf(large);
            }
        }
    }
}

fn mark_conflict(a: usize, b: usize, rulings: &mut [Ruling]) {
    for (one, other) in [(a, b), (b, a)] {
        if !matches!(rulings[one], Ruling::ConflictsWith(_)) {
            rulings[one] = Ruling::ConflictsWith(other);
        }
    }
}

fn agree(a: &GroupMember, b: &GroupMember, common: u64) -> bool {
    (0..a.measures.len()).filter(|at| common >> at & 1 == 1).all(|at| a.measures[at] == b.measures[at])
}

/// A framework agreement yields to a formal contract that is itself in the ledger.
fn yield_to_contract(members: &[GroupMember], formal: &[usize], frameworks: &[usize], rulings: &mut [Ruling]) {
    let in_ledger = |at: &&usize| members[**at].in_scope && matches!(rulings[**at], Ruling::Stands | Ruling::Repeats);
    let Some(&contract) = formal.iter().find(in_ledger) else { return };
    for &at in frameworks {
        if members[at].in_scope && !matches!(rulings[at], Ruling::ConflictsWith(_)) {
            rulings[at] = Ruling::YieldsTo(contract);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(sheet: usize, row: u64, content: u64, measures: &[Option<i64>], flags: u8) -> GroupMember {
        let handle = EntryHandle::new(sheet, row);
        GroupMember { handle, content, measures: measures.to_vec(), flags: Flags(flags), in_scope: true }
    }

    #[test]
    fn with_a_document_number_the_first_stands() {
        let slip = |sheet, row| member(sheet, row, 7, &[Some(5)], Flags::BY_CODE);
        assert_eq!(
            settle(&[slip(0, 3), slip(0, 9), slip(1, 1)]),
            [Ruling::Stands, Ruling::DuplicateOf(0), Ruling::DuplicateOf(0)]
        );
    }

    #[test]
    fn without_one_the_largest_sheet_stands() {
        let row = |sheet, row| member(sheet, row, 7, &[Some(5)], 0);
        assert_eq!(
            settle(&[row(0, 3), row(1, 1), row(1, 2)]),
            [Ruling::DuplicateOf(1), Ruling::Stands, Ruling::Repeats]
        );
    }

    #[test]
    fn contradictions_all_go() {
        let one = member(0, 1, 7, &[Some(5)], Flags::BY_CODE);
        let two = member(0, 2, 8, &[Some(6)], Flags::BY_CODE);
        assert_eq!(
            settle(&[one.clone(), one, two]),
            [Ruling::ConflictsWith(2), Ruling::ConflictsWith(0), Ruling::ConflictsWith(0)]
        );
    }

    #[test]
    fn weights_and_money_of_two_sheets_complement_each_other() {
        let weight = member(0, 1, 7, &[Some(5), None], Flags::CROSSTAB);
        let money = member(1, 1, 8, &[None, Some(6)], Flags::CROSSTAB);
        assert_eq!(settle(&[weight.clone(), money.clone()]), [Ruling::Stands, Ruling::Stands]);
        let both = member(2, 1, 9, &[Some(5), Some(6)], 0);
        assert_eq!(
            settle(&[weight.clone(), money, both]),
            [Ruling::DuplicateOf(2), Ruling::DuplicateOf(2), Ruling::Stands]
        );
        let other = member(2, 1, 9, &[Some(4), Some(6)], 0);
        assert_eq!(settle(&[weight, other]), [Ruling::ConflictsWith(1), Ruling::ConflictsWith(0)]);
    }

    #[test]
    fn a_framework_yields_to_its_contract_and_stands_without_one() {
        let framework = member(0, 1, 7, &[Some(5)], Flags::BY_CODE | Flags::FRAMEWORK);
        let formal = member(0, 2, 8, &[Some(6)], Flags::BY_CODE | Flags::FORMAL);
        assert_eq!(settle(&[framework.clone(), formal.clone()]), [Ruling::YieldsTo(1), Ruling::Stands]);
        let later = GroupMember { in_scope: false, ..formal };
        assert_eq!(settle(&[framework, later]), [Ruling::Stands, Ruling::Stands]);
    }
}

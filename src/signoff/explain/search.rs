//! The search: families and sizes in the order of what their explanations cost, until nothing cheaper can come or the
//! budget ends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::answer::{Cause, Coverage, Kind, Searched};
use super::atoms::{Atom, Family, Known};
use super::cost::{self, Bits};
use super::families;
use super::join;
use super::subsets::{Pool, Steps};

/// What fits, of one kind and size.
pub(super) struct Found {
    pub cost: Bits,
    pub count: u64,
    pub complete: bool,
    /// The first of them.
    pub listed: Vec<Vec<Cause>>,
}

/// One family of candidates to look through. The order settles which of two that cost the same comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    /// One atom of a family.
    Single(usize),
    /// So many rows of a family.
    Rows(usize, usize),
    /// One atom each of two families.
    Two(usize, usize),
    /// Some rows of a family, and one or two atoms of another.
    Beside { rows: usize, size: usize, other: usize, others: usize },
}

impl Task {
    /// Whether it puts two causes together.
    const fn is_of_two(self) -> bool {
        matches!(self, Self::Two(..) | Self::Beside { .. })
    }
}

impl Found {
    /// Whether it is one record, file or total as it stands, and the only one.
    fn is_one_whole(&self, task: Task) -> bool {
        let is_whole = |cause: &Cause| cause.kind.is_whole();
        let is_single = matches!(task, Task::Single(_));
        is_single && self.complete && self.count == 1 && self.listed.iter().flatten().all(is_whole)
    }
}

/// A search under way.
pub(super) struct Search<'a> {
    known: Known<'a>,
    families: Vec<Family>,
    pools: Vec<Option<Pool>>,
    low: i128,
    high: i128,
    steps: Steps,
    tasks: BinaryHeap<Reverse<(Bits, Task)>>,
    found: Vec<Found>,
    /// How far behind the best two causes at once are still looked for.
    margin_of_two: Bits,
    searched: Vec<Searched>,
}

impl<'a> Search<'a> {
    pub(super) fn new(known: Known<'a>) -> Self {
        let question = known.question;
        let (low, high) = (question.claim.low - question.total, question.claim.high - question.total);
        let families = families::all(&known);
        let pools = families.iter().map(|_| None).collect();
        let steps = Steps::new(question.budget.steps);
        let tasks = BinaryHeap::new();
        let mut search = Self {
            known,
            families,
            pools,
            low,
            high,
            steps,
            tasks,
            found: Vec::new(),
            margin_of_two: cost::MARGIN,
            searched: Vec::new(),
        };
        search.plan();
        search
    }

    /// Looks through the tasks, the cheapest first; those that cost far more than what was found are left, and so is what
    /// two causes would have to be put together for where one whole cause says it.
    pub(super) fn run(mut self) -> (Vec<Found>, Coverage) {
        while let Some(Reverse((cost, task))) = self.tasks.pop() {
            let margin = if task.is_of_two() { self.margin_of_two } else { cost::MARGIN };
            if self.found.first().is_some_and(|best| cost > best.cost.plus(margin)) {
                continue;
            }
            let found = match task {
                Task::Single(family) => self.single(family),
                Task::Rows(family, size) => self.rows(family, size),
                Task::Two(first, second) => self.two(first, second),
                Task::Beside { .. } => self.beside(task),
            };
            let (kinds, size) = self.described(task);
            self.searched.push(Searched { kinds, size, found: found.count, complete: found.complete });
            if found.count > 0 {
                if self.found.is_empty() && found.is_one_whole(task) {
                    self.margin_of_two = cost::MARGIN_OF_TWO;
                }
                self.found.push(Found { cost, ..found });
            }
        }
        let narrowed = self.margin_of_two < cost::MARGIN;
        let coverage = Coverage { searched: self.searched, steps: self.steps.spent, ended: self.steps.ended, narrowed };
        (self.found, coverage)
    }

    fn plan(&mut self) {
        let count = self.families.len();
        for first in 0..count {
            self.push(Task::Single(first));
            for second in first..count {
                if self.go_together(first, second) {
                    self.push(Task::Two(first, second));
                }
            }
            if self.families[first].is_rows {
                self.push(Task::Rows(first, 2));
                (0..count).filter(|other| *other != first).for_each(|other| self.plan_beside(first, other));
            }
        }
    }

    /// Some rows of one family beside something of another.
    fn plan_beside(&mut self, rows: usize, other: usize) {
        if !self.go_together(rows, other) {
            return;
        }
        for (size, others) in [(2, 1), (3, 1), (2, 2)] {
            let both_rows = self.families[other].is_rows && rows < other;
            if others == 1 || both_rows {
                self.push(Task::Beside { rows, size, other, others });
            }
        }
    }

    fn push(&mut self, task: Task) {
        let cost = self.cost(task);
        self.tasks.push(Reverse((cost, task)));
    }

    /// Whether two families may have a cause each: what the claim was copied from, or how its number was written, leaves
    /// no room for another; two rows of one family are a set of rows.
    fn go_together(&self, first: usize, second: usize) -> bool {
        let kinds = [first, second].map(|at| self.families[at].kind);
        let alone = kinds.iter().any(|kind| matches!(kind, Kind::Stale | Kind::Claim));
        let several = |kind| {
            let amounts = [Kind::Unit, Kind::Point, Kind::Swapped, Kind::Dropped, Kind::Currency];
            amounts.contains(&kind) || kind == Kind::EarlierVersion
        };
        !alone && (kinds[0] != kinds[1] || (first == second && several(kinds[0])))
    }

    fn cost(&self, task: Task) -> Bits {
        let rows = |at: usize, size: usize| {
            let family: &Family = &self.families[at];
            cost::of_records(family.kind, family.atoms.len() as u64, size as u64)
        };
        match task {
            Task::Single(family) => self.families[family].cost(),
            Task::Rows(family, size) => rows(family, size),
            Task::Two(first, second) => {
                self.families[first].cost().plus(self.families[second].cost()).plus(cost::SECOND_CAUSE)
            }
            Task::Beside { rows: first, size, other, others } => {
                rows(first, size).plus(rows(other, others)).plus(cost::SECOND_CAUSE)
            }
        }
    }

    fn described(&self, task: Task) -> (Vec<Kind>, usize) {
        let kind = |at: usize| self.families[at].kind;
        match task {
            Task::Single(family) => (vec![kind(family)], usize::from(self.families[family].is_rows)),
            Task::Rows(family, size) => (vec![kind(family)], size),
            Task::Two(first, second) => (vec![kind(first), kind(second)], 2),
            Task::Beside { rows, size, other, others } => (vec![kind(rows), kind(other)], size + others),
        }
    }

    /// How many sets of an explanation are kept: the one that is told and those beside it.
    fn keep(&self) -> usize {
        self.known.question.budget.listed + 1
    }

    fn single(&mut self, at: usize) -> Found {
        let family = &self.families[at];
        let fitting = family.between(self.low, self.high);
        let fits = self.steps.take(fitting.len() as u64 + 1);
        let listed = fitting.iter().take(self.keep()).map(|atom| vec![self.known.cause(family.kind, atom)]).collect();
        Found { cost: Bits::default(), count: fitting.len() as u64, complete: fits, listed }
    }

    fn rows(&mut self, at: usize, size: usize) -> Found {
        let keep = self.keep();
        let family = &self.families[at];
        if self.pools[at].is_none() {
            let deltas: Vec<i128> = family.atoms.iter().map(|atom| atom.delta).collect();
            self.pools[at] = Pool::new(&deltas, self.low..=self.high);
        }
        let Some(pool) = &mut self.pools[at] else {
            return Found { cost: Bits::default(), count: 0, complete: false, listed: Vec::new() };
        };
        let hits = pool.find(size, keep, &mut self.steps);
        let cause = |set: &Vec<u32>| {
            let atoms: Vec<&Atom> = set.iter().map(|place| &family.atoms[*place as usize]).collect();
            vec![self.known.rows(family.kind, &atoms)]
        };
        let listed = hits.sets.iter().map(cause).collect();
        if hits.count == 0 && hits.complete && !pool.is_beyond(size + 1) {
            self.push(Task::Rows(at, size + 1));
        }
        Found { cost: Bits::default(), count: hits.count, complete: hits.complete, listed }
    }

    fn two(&mut self, first: usize, second: usize) -> Found {
        let (a, b) = (&self.families[first], &self.families[second]);
        let bounds = self.low..=self.high;
        let joined = join::two(&a.atoms, &b.atoms, first == second, bounds, self.keep(), &mut self.steps);
        let causes =
            |(one, other): &(&Atom, &Atom)| vec![self.known.cause(a.kind, one), self.known.cause(b.kind, other)];
        let listed = joined.listed.iter().map(causes).collect();
        Found { cost: Bits::default(), count: joined.count, complete: joined.complete, listed }
    }

    fn beside(&mut self, task: Task) -> Found {
        let Task::Beside { rows, size, other, others } = task else {
            return Found { cost: Bits::default(), count: 0, complete: false, listed: Vec::new() };
        };
        let (a, b) = (&self.families[rows], &self.families[other]);
        let bounds = self.low..=self.high;
        let joined = join::beside(&a.atoms, size, &b.atoms, others, bounds, self.keep(), &mut self.steps);
        let causes = |(set, atoms): &(Vec<&Atom>, Vec<&Atom>)| {
            let second = match atoms[..] {
                [atom] => self.known.cause(b.kind, atom),
                _ => self.known.rows(b.kind, atoms),
            };
            vec![self.known.rows(a.kind, set), second]
        };
        let listed = joined.listed.iter().map(causes).collect();
        Found { cost: Bits::default(), count: joined.count, complete: joined.complete, listed }
    }
}

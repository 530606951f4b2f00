//! The law of conservation: every entry in exactly one class, in rows and in measures.
//!
//! What is read is added up when it is read; what is classed is added up when it is classed, and moved when a later
//! look moves it. The two ways meet only in [`Tally::prove`].

use std::fmt;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Titles, headers, unit lines, signatures, empty rows.
    Blank,
    /// 合计 rows and 汇总 sheets: checked, never counted.
    ControlTotal,
    /// Of a report that a later version replaced.
    Superseded,
    /// Cannot be typed, or contradicts another row of the same key.
    Quarantined,
    /// After the period, terminated, or a framework agreement whose contract is in the ledger.
    OutOfScope,
    /// Says again what an earlier row said.
    Duplicate,
    /// Counted.
    Accepted,
}

impl Class {
    /// All classes, in the order in which the first that fits is taken.
    pub const ALL: [Self; 7] = [
        Self::Blank,
        Self::ControlTotal,
        Self::Superseded,
        Self::Quarantined,
        Self::OutOfScope,
        Self::Duplicate,
        Self::Accepted,
    ];

    /// The key that JSON prints.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::ControlTotal => "control_total",
            Self::Superseded => "superseded",
            Self::Quarantined => "quarantined",
            Self::OutOfScope => "out_of_scope",
            Self::Duplicate => "duplicate",
            Self::Accepted => "accepted",
        }
    }
}

/// Rows and measures of one sheet, read and by class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    read_rows: u64,
    read_sums: Vec<i128>,
    rows: [u64; 7],
    sums: [Vec<i128>; 7],
}

/// Rows or a measure that went missing, or came from nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConservationBroken {
    /// The measure's position; none for rows.
    pub measure: Option<usize>,
    /// What was read.
    pub read: i128,
    /// What the classes add up to.
    pub classed: i128,
}

impl fmt::Display for ConservationBroken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "read {}, classed {}", self.read, self.classed)
    }
}

impl Tally {
    /// An empty tally for so many measures.
    #[must_use]
    pub fn new(measures: usize) -> Self {
        Self {
            read_rows: 0,
            read_sums: vec![0; measures],
            rows: [0; 7],
            sums: std::array::from_fn(|_| vec![0; measures]),
        }
    }

    /// Says that so many rows were read.
    pub fn read_rows(&mut self, rows: u64) {
        self.read_rows += rows;
    }

    /// Says that so much of a measure was read.
    pub fn read_measure(&mut self, measure: usize, value: i128) {
        self.read_sums[measure] += value;
    }

    /// Puts so many rows into a class.
    pub fn class_rows(&mut self, class: Class, rows: u64) {
        self.rows[class as usize] += rows;
    }

    /// Puts so much of a measure into a class.
    pub fn class_measure(&mut self, class: Class, measure: usize, value: i128) {
        self.sums[class as usize][measure] += value;
    }

    /// Moves one entry with its measures from a class to another.
    pub fn move_entry(&mut self, from: Class, to: Class, measures: &[Option<i64>]) {
        self.rows[from as usize] -= 1;
        self.rows[to as usize] += 1;
        for (measure, value) in measures.iter().enumerate() {
            let value = i128::from(value.unwrap_or(0));
            self.sums[from as usize][measure] -= value;
            self.sums[to as usize][measure] += value;
        }
    }

    /// Moves everything but blanks and control rows into `superseded`.
    pub fn supersede(&mut self) {
        for class in [Class::Quarantined, Class::OutOfScope, Class::Duplicate, Class::Accepted] {
            self.rows[Class::Superseded as usize] += std::mem::take(&mut self.rows[class as usize]);
            for measure in 0..self.read_sums.len() {
                let moved = std::mem::take(&mut self.sums[class as usize][measure]);
                self.sums[Class::Superseded as usize][measure] += moved;
            }
        }
    }

    /// Adds what another run of rows of the same sheet tallied.
    pub fn merge(&mut self, other: &Self) {
        self.read_rows += other.read_rows;
        add_all(&mut self.read_sums, &other.read_sums);
        for class in Class::ALL {
            self.rows[class as usize] += other.rows[class as usize];
            add_all(&mut self.sums[class as usize], &other.sums[class as usize]);
        }
    }

    /// Rows of a class.
    #[must_use]
    pub const fn rows(&self, class: Class) -> u64 {
        self.rows[class as usize]
    }

    /// Rows read.
    #[must_use]
    pub const fn total_rows(&self) -> u64 {
        self.read_rows
    }

    /// A class's sum of each measure.
    #[must_use]
    pub fn sums(&self, class: Class) -> &[i128] {
        &self.sums[class as usize]
    }

    /// Proves that what was read is what was classed.
    ///
    /// # Errors
    /// [`ConservationBroken`] with the first of rows and measures that does not tie.
    pub fn prove(&self) -> Result<(), ConservationBroken> {
        let classed_rows: u64 = self.rows.iter().sum();
        check(None, i128::from(self.read_rows), i128::from(classed_rows))?;
        for (measure, &read) in self.read_sums.iter().enumerate() {
            check(Some(measure), read, self.sums.iter().map(|sums| sums[measure]).sum())?;
        }
        Ok(())
    }
}

fn check(measure: Option<usize>, read: i128, classed: i128) -> Result<(), ConservationBroken> {
    if read == classed { Ok(()) } else { Err(ConservationBroken { measure, read, classed }) }
}

fn add_all(into: &mut [i128], from: &[i128]) {
    for (sum, value) in into.iter_mut().zip(from) {
        *sum += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tally(entries: &[(usize, i64)]) -> Tally {
        let mut tally = Tally::new(1);
        for &(class, value) in entries {
            tally.read_rows(1);
            tally.read_measure(0, i128::from(value));
            tally.class_rows(Class::ALL[class], 1);
            tally.class_measure(Class::ALL[class], 0, i128::from(value));
        }
        tally
    }

    fn entries() -> impl Strategy<Value = Vec<(usize, i64)>> {
        prop::collection::vec((0..7_usize, any::<i64>()), 0..40)
    }

    proptest! {
        #[test]
        fn moving_and_superseding_keep_the_law(a in entries(), superseded in any::<bool>()) {
            let mut moved = tally(&a);
            for &(class, value) in &a {
                moved.move_entry(Class::ALL[class], Class::Duplicate, &[Some(value)]);
            }
            if superseded { moved.supersede(); }
            prop_assert_eq!(moved.prove(), Ok(()));
            prop_assert_eq!(moved.total_rows(), a.len() as u64);
        }

        #[test]
        fn merging_is_associative_and_commutative(a in entries(), b in entries(), c in entries()) {
            let merged = |parts: [&[(usize, i64)]; 3]| {
                let mut whole = Tally::new(1);
                parts.iter().for_each(|part| whole.merge(&tally(part)));
                whole
            };
            let mut right = tally(&b);
            right.merge(&tally(&c));
            let mut nested = tally(&a);
            nested.merge(&right);
            prop_assert_eq!(merged([&a, &b, &c]), nested);
            prop_assert_eq!(merged([&a, &b, &c]), merged([&c, &a, &b]));
        }
    }

    #[test]
    fn a_lost_row_is_told() {
        let mut tally = tally(&[(6, 5)]);
        tally.read_rows(1);
        assert_eq!(tally.prove(), Err(ConservationBroken { measure: None, read: 2, classed: 1 }));
    }
}

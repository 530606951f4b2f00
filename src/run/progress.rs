//! How far a run is, told to whoever wants to know.

/// A step of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files are opened: how many there are.
    Opening(u64),
    /// Rows are read: about how many bytes there are.
    Reading(u64),
    /// Versions, duplicates and control totals are settled.
    Settling,
    /// Sums are taken.
    Summing,
    /// Reports are written.
    Writing,
}

/// Hears how far a run is; from several threads.
pub trait Progress: Sync {
    /// A step begins.
    fn step(&self, step: Step);
    /// So much more of the step is done: files opened, or bytes read.
    fn advance(&self, amount: u64);
}

/// Says nothing.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _: Step) {}
    fn advance(&self, _: u64) {}
}

//! The ledgers that the office itself keeps: projects, funds, activities and rectification. Must not know the cities.

mod activities;
mod funds;
mod projects;
mod rectification;

use super::SampleError;
use super::desk::Desk;

/// Puts the four ledgers on the desk, with their true totals.
pub(super) fn report(seed: u64, desk: &mut Desk) -> Result<(), SampleError> {
    projects::report(seed, desk)?;
    funds::report(desk)?;
    activities::report(seed, desk)?;
    rectification::report(desk);
    Ok(())
}

//! `market-aid sample`: a synthetic job whose true totals are known.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::sample::{self, DEFAULT_SEED};

use super::arguments::Shared;
use super::failure::Failure;
use super::{Ending, summary};

pub(super) fn run(matches: &ArgMatches, shared: &Shared) -> Result<Ending, Failure> {
    let Some(dir) = matches.get_one::<PathBuf>("dir") else { return Ok(Ending::Well) };
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(DEFAULT_SEED);
    let outcome = match matches.get_one::<u64>("rows") {
        Some(&rows) => sample::write_rows(dir, rows, seed),
        None => sample::write_job(dir, seed),
    };
    outcome.map_err(|error| Failure::new("cli.sample-failed", vec![("cause", error.to_string())]))?;
    summary::tell(shared, "cli.sample-done", &[("dir", &dir.display().to_string())]);
    Ok(Ending::Well)
}

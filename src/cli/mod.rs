//! The command line: arguments, progress, exit codes. Knows every room, and no room knows it.
//!
//! Data goes to standard output, everything else to standard error. Exit status: 0 all well; 1 error findings under
//! `--strict`, a contradiction, a difference that nothing explains, or a refused publication; 2 what was asked cannot
//! be done.

mod arguments;
mod check;
mod explain;
mod failure;
mod month;
mod progress;
mod publish;
mod revisions;
mod sheet;
mod sink;
mod skeleton;
mod summary;
mod synthetic;
mod trace;
mod triangle;

use std::process::ExitCode;

use clap::ArgMatches;

use crate::words::Lang;

use arguments::Shared;
use failure::Failure;

/// How a command ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// All well.
    Well,
    /// Done, and there is something that stands against signing.
    Contradicted,
    /// A notice could not be read; whatever could was answered.
    Unread,
}

/// Runs the command that the process was given.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let lang = arguments::language(&arguments);
    let matches = match arguments::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return failure::usage(lang, &error),
    };
    match dispatch(&matches, lang) {
        Ok(Ending::Well) => ExitCode::SUCCESS,
        Ok(Ending::Contradicted) => ExitCode::from(1),
        Ok(Ending::Unread) => ExitCode::from(2),
        Err(failure) => failure.tell(lang),
    }
}

fn dispatch(matches: &ArgMatches, lang: Lang) -> Result<Ending, Failure> {
    let (name, of_command) = matches.subcommand().unwrap_or(("run", matches));
    let shared = Shared::read(of_command, lang);
    shared.set_threads();
    match name {
        "check" => check::run(of_command, &shared),
        "publish" => publish::run(of_command, &shared),
        "revisions" => revisions::run(of_command, &shared),
        "explain" => explain::run(of_command, &shared),
        "new" => skeleton::run(of_command, &shared),
        "sample" => synthetic::run(of_command, &shared),
        "trace" => trace::run(of_command, &shared),
        _ => month::run(of_command, &shared),
    }
}

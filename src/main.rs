//! The binary: hands over to `cli` and exits with its status.
//!
//! It also is the process that reads workbooks, when it is started as such by itself.

use std::process::ExitCode;

use market_aid::sources::{self, CappedAllocator};

#[global_allocator]
static MEMORY: CappedAllocator = CappedAllocator;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == sources::READER_ARGUMENT) {
        return sources::run_reader_child(arguments);
    }
    market_aid::cli::main()
}

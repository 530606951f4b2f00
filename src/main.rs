//! The binary: reads a workbook if it was started as a child for that, else hands over to `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    market_aid::cli::main()
}

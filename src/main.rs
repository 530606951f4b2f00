//! The binary: hands over to `cli` and exits with its status.

fn main() {}

//! The command line: arguments, progress, exit codes. Knows every room, and no room knows it.

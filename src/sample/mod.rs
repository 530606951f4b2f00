//! The synthetic sample job, with its known true totals. Knows none of the rooms that read it.

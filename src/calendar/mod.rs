//! Months, periods and day codes. Knows no file and no ledger.

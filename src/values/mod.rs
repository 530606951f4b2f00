//! Values: text as people write it to dates, numbers and units. Knows no file, ledger or column.

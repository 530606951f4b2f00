//! Ledger kinds: the declarations (TOML) of what a ledger holds. Knows no file and no record.

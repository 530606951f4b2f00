//! Exact quantities: decimal text to scaled integers, rounding, ratios, display. Knows no file, ledger or language.

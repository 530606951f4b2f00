//! Registries of stores and products: canonical names, aliases, and the nearest known name. Knows no record.

//! A registry file's rows to stores and products.

use crate::findings::Finding;
use crate::sources::{OwnedRow, TableInfo};

use super::{Product, Store};

/// Reads a registry of stores: each with its aliases.
#[must_use]
pub fn read_stores(info: &TableInfo, rows: &[OwnedRow]) -> (Vec<(Store, Vec<String>)>, Vec<Finding>) {
    let _ = (info, rows);
    (Vec::new(), Vec::new())
}

/// Reads a registry of products: each with its aliases.
#[must_use]
pub fn read_products(info: &TableInfo, rows: &[OwnedRow]) -> (Vec<(Product, Vec<String>)>, Vec<Finding>) {
    let _ = (info, rows);
    (Vec::new(), Vec::new())
}

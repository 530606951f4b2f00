//! The registries of a job: stores and products come in, the text of the two CSV files goes out. Must not know the
//! sales.

use std::fmt::Write as _;

use super::numerals::plain;
use super::produce::PRODUCTS;

/// One line of the store registry.
#[derive(Debug, Clone)]
pub(super) struct StoreLine {
    /// Code, `HZ01`.
    pub(super) code: String,
    /// Name in the registry.
    pub(super) name: String,
    /// Other names, `;` between them.
    pub(super) aliases: String,
    /// City it stands in.
    pub(super) city: &'static str,
    /// First day, `2019-10-01`.
    pub(super) opened: &'static str,
    /// Last day, empty while it is open.
    pub(super) closed: &'static str,
}

/// `stores.csv`, in UTF-8 with BOM as Excel saves it.
pub(super) fn stores_csv(stores: &[StoreLine]) -> String {
    let mut out = String::from("\u{feff}编码,名称,别名,城市,开业日期,停业日期\r\n");
    for store in stores {
        let StoreLine { code, name, aliases, city, opened, closed } = store;
        let _ = write!(out, "{code},{name},{aliases},{city},{opened},{closed}\r\n");
    }
    out
}

/// `products.csv`, in UTF-8 with BOM as Excel saves it.
pub(super) fn products_csv() -> String {
    let mut out = String::from("\u{feff}名称,别名,类别,每箱千克,最低单价,最高单价\r\n");
    for product in &PRODUCTS {
        let (low, high) = (plain(product.lowest_fen().into(), 2), plain(product.highest_fen().into(), 2));
        let aliases = product.aliases.join(";");
        let _ = write!(out, "{},{aliases},{},{},{low},{high}\r\n", product.name, product.category, product.box_kg);
    }
    out
}

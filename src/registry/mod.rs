//! Registries of stores and products: canonical names, aliases, and the nearest known name. Knows no record.
//!
//! In: the rows of a registry file (`编码 名称 别名 城市 开业日期 停业日期` or `名称 别名 类别 每箱千克 最低单价 最高单价`,
//! or their English names). Out: [`Registries`], which resolves names as printed.

mod claims;
mod columns;
mod names;
mod read;

use std::collections::BTreeMap;

use crate::calendar::DayCode;
use crate::exact::Decimal;

pub use names::{Names, Resolution, fold_name};
pub use read::{read_products, read_stores};

/// A store of the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    /// Its canonical name.
    pub name: String,
    /// Its city; empty where the registry says none.
    pub city: String,
    /// Its first day, where known.
    pub opened: Option<DayCode>,
    /// Its last day, where it has closed.
    pub closed: Option<DayCode>,
}

/// A product of the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Product {
    /// Its canonical name.
    pub name: String,
    /// Its category; empty where the registry says none.
    pub category: String,
    /// 千克 in a 箱, 件 or 袋, where declared.
    pub kg_per_box: Option<Decimal>,
    /// Lowest plausible price in 元/千克, as an integer of 0.0001 元.
    pub price_min: Option<i128>,
    /// Highest plausible price, likewise.
    pub price_max: Option<i128>,
}

/// All registries of a job; an empty one knows no names and finds none unknown.
#[derive(Clone, Debug, Default)]
pub struct Registries {
    names: BTreeMap<&'static str, Names>,
    stores: BTreeMap<String, Store>,
    products: BTreeMap<String, Product>,
}

impl Registries {
    /// Adds the stores, and with them the cities.
    pub fn add_stores(&mut self, stores: Vec<(Store, Vec<String>)>) {
        for (store, aliases) in stores {
            self.names.entry("store").or_default().add(&store.name, &aliases);
            if !store.city.is_empty() {
                self.names.entry("city").or_default().add(&store.city, &city_aliases(&store.city));
            }
            self.stores.insert(store.name.clone(), store);
        }
    }

    /// Adds the products, and with them the categories.
    pub fn add_products(&mut self, products: Vec<(Product, Vec<String>)>) {
        for (product, aliases) in products {
            self.names.entry("product").or_default().add(&product.name, &aliases);
            if !product.category.is_empty() {
                self.names.entry("category").or_default().add(&product.category, &[]);
            }
            self.products.insert(product.name.clone(), product);
        }
    }

    /// What `text` names in the registry `registry` (`store`, `product`, `city`, `category`).
    #[must_use]
    pub fn resolve(&self, registry: &str, text: &str) -> Resolution<'_> {
        self.names.get(registry).map_or(Resolution::NoRegistry, |names| names.resolve(text))
    }

    /// The one name that `text` holds, by itself or by an alias: 宁波一店 in 宁波一店7月报表. Nothing where it holds none or
    /// names of several; a name inside a longer one does not count.
    #[must_use]
    pub fn find_in(&self, registry: &str, text: &str) -> Option<&str> {
        self.names.get(registry)?.find_in(text)
    }

    /// The value that the registry of a canonical `name` gives for another field: a store's city, a product's
    /// category.
    #[must_use]
    pub fn derived(&self, registry: &str, name: &str) -> Option<&str> {
        let value = match registry {
            "store" => &self.stores.get(name)?.city,
            "product" => &self.products.get(name)?.category,
            _ => return None,
        };
        (!value.is_empty()).then_some(value.as_str())
    }

    /// The store of this canonical name.
    #[must_use]
    pub fn store(&self, name: &str) -> Option<&Store> {
        self.stores.get(name)
    }

    /// The product of this canonical name.
    #[must_use]
    pub fn product(&self, name: &str) -> Option<&Product> {
        self.products.get(name)
    }

    /// Every store, by name.
    pub fn stores(&self) -> impl Iterator<Item = &Store> {
        self.stores.values()
    }

    /// Every product, by name.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.products.values()
    }
}

/// 杭州 is 杭州市 and the other way round.
fn city_aliases(city: &str) -> Vec<String> {
    match city.strip_suffix('市') {
        Some(short) if !short.is_empty() => vec![short.to_owned()],
        _ => vec![format!("{city}市")],
    }
}

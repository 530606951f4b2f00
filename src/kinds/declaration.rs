//! A ledger declaration as its TOML spells it. Nothing is checked here but the shape.

use serde::Deserialize;

/// A whole declaration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// The ledger's name: lower-case ASCII, the first part of its figures' ids.
    pub name: String,
    /// What people call it.
    pub title: Title,
    /// Natural keys, each a list of fields; the first whose first field is filled in names the entry.
    pub key: Vec<Vec<String>>,
    /// The fields by which sums are grouped.
    #[serde(default)]
    pub dimensions: Vec<String>,
    /// The dimensions, finest first, whose registered values are expected to report each month.
    #[serde(default)]
    pub reporter: Vec<String>,
    /// The fields of a row.
    pub field: Vec<FieldDeclaration>,
    /// What is summed.
    #[serde(default)]
    pub measure: Vec<MeasureDeclaration>,
    /// Dimensions that another one's registry fills in.
    #[serde(default)]
    pub derive: Vec<DeriveDeclaration>,
    /// Rules from the closed set.
    #[serde(default)]
    pub rule: Vec<RuleDeclaration>,
    /// The named ways to a figure.
    pub indicator: Vec<IndicatorDeclaration>,
}

/// A name in both languages.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A field of a row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldDeclaration {
    /// Its name.
    pub name: String,
    /// How its text is read: date, start_date, report_date, code, text, dimension, weight, money, count, number, unit, currency.
    pub kind: String,
    /// Headers by which it is known, besides its name.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The registry that knows its values: store, product, city or category.
    pub registry: Option<String>,
    /// The field that gives this quantity's unit.
    pub unit_field: Option<String>,
    /// The field that gives this amount's currency.
    pub currency_field: Option<String>,
    /// The unit of a count or number.
    pub unit: Option<String>,
    /// The decimals of a number.
    pub decimals: Option<u32>,
}

/// Something that is summed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureDeclaration {
    /// Its name.
    pub name: String,
    /// The field that holds it.
    pub field: String,
    /// Whether a row may leave it empty.
    #[serde(default)]
    pub optional: bool,
}

/// A dimension filled in from another's registry.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeriveDeclaration {
    /// The dimension to fill in where the row leaves it empty.
    pub field: String,
    /// The dimension whose registry knows it.
    pub from: String,
}

/// A rule of the closed set.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum RuleDeclaration {
    /// The quotient of two measures is compared with the product's declared band.
    UnitPriceBand {
        /// The money measure.
        numerator: String,
        /// The weight measure.
        denominator: String,
        /// The dimension whose registry has the band.
        dimension: String,
    },
    /// Entries before the opening or after the closing of their store are noticed.
    WithinOpening {
        /// The dimension whose registry has the days.
        dimension: String,
    },
    /// A month far from the value's own history is noticed.
    MonthJump {
        /// The dimension whose values have histories.
        dimension: String,
        /// The measure that is compared.
        measure: String,
    },
    /// A framework agreement leaves the scope once its formal contract is in the ledger.
    FrameworkYields {
        /// The field that tells them apart.
        field: String,
        /// Its values for a framework agreement.
        framework: Vec<String>,
        /// Its values for a formal contract.
        formal: Vec<String>,
    },
    /// Rows in one of these states are out of scope.
    OutOfScopeWhen {
        /// The field.
        field: String,
        /// Its values.
        values: Vec<String>,
    },
    /// When a project has started: its start date, or without one a state that says so.
    StartedBy {
        /// The start date.
        field: String,
        /// The state.
        status: String,
        /// Its values that say "started".
        values: Vec<String>,
    },
}

/// A named way to a figure; exactly one of `sum`, `ratio`, `count`, `distinct` and `started` is given.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorDeclaration {
    /// Its name within the ledger.
    pub name: String,
    /// The measure to sum.
    pub sum: Option<String>,
    /// Numerator and denominator measures.
    pub ratio: Option<[String; 2]>,
    /// Count the records.
    #[serde(default)]
    pub count: bool,
    /// Count the distinct values of a dimension.
    pub distinct: Option<String>,
    /// The share of records that have started.
    #[serde(default)]
    pub started: bool,
    /// The unit of a count.
    pub unit: Option<String>,
    /// How it is printed.
    pub display: Option<DisplayDeclaration>,
    /// Words by which prose names it.
    #[serde(default)]
    pub words: Vec<String>,
}

/// How an indicator is printed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisplayDeclaration {
    /// 吨, 千克, 元, 万元 or 亿元; left out: by size.
    pub unit: Option<String>,
    /// At most so many decimals; left out: 2.
    pub decimals: Option<u32>,
}

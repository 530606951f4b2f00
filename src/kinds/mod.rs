//! Ledger kinds: the declarations (TOML) of what a ledger holds. Knows no file and no record.
//!
//! In: TOML text, built in or a job's own. Out: a [`Kind`] whose names are resolved to positions, so that nothing
//! downstream looks a name up or validates it again.

mod compile;
mod declaration;

pub use compile::{
    Field, FieldKind, Formula, Indicator, KeyPart, Kind, KindError, Measure, Rules, StartedRule, TextRule,
};
pub use declaration::{Declaration, Title};

/// The five built-in declarations, by name.
const BUILT_IN: [(&str, &str); 5] = [
    ("sales", include_str!("sales.toml")),
    ("projects", include_str!("projects.toml")),
    ("funds", include_str!("funds.toml")),
    ("activities", include_str!("activities.toml")),
    ("rectification", include_str!("rectification.toml")),
];

/// The names of the built-in ledgers, in order.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// The built-in ledger of this name.
#[must_use]
#[expect(clippy::expect_used, reason = "built-in declarations are compiled in, and a test compiles all of them")]
pub fn built_in(name: &str) -> Option<Kind> {
    let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
    Some(parse(text).expect("a built-in declaration"))
}

/// Reads a declaration.
///
/// # Errors
/// [`KindError`] where the TOML is malformed, a key is unknown, or a name refers to nothing.
pub fn parse(text: &str) -> Result<Kind, KindError> {
    let declaration: Declaration = toml::from_str(text).map_err(|error| KindError::Malformed(error.to_string()))?;
    compile::compile(&declaration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_ledger_compiles_under_its_name() {
        for (name, text) in BUILT_IN {
            assert_eq!(parse(text).expect("a valid declaration").name, name);
        }
    }

    #[test]
    fn a_name_that_refers_to_nothing_is_refused_with_the_nearest() {
        let text = BUILT_IN[0].1.replace("field = \"quantity\"", "field = \"quantitty\"");
        let error = parse(&text).expect_err("an unknown field").to_string();
        assert!(error.contains("quantitty") && error.contains("quantity"), "{error}");
    }
}

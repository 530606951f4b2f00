//! Canonical names and their aliases, found by folded text; the nearest known name for an unknown one.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// Names of one registry.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_folded: BTreeMap<String, String>,
}

/// What a name as printed stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution<'a> {
    /// The canonical name.
    Known(&'a str),
    /// No such name; the nearest known one, where any is near.
    Unknown(Option<&'a str>),
    /// The job has no such registry.
    NoRegistry,
}

/// Below this similarity (Jaro, 0 to 1) nothing is called near.
const NEAR: f64 = 0.6;

impl Names {
    /// Adds a canonical name and what else it is called.
    pub fn add(&mut self, name: &str, aliases: &[String]) {
        for alias in aliases {
            self.by_folded.entry(fold_name(alias)).or_insert_with(|| name.to_owned());
        }
        self.by_folded.insert(fold_name(name), name.to_owned());
    }

    /// What `text` stands for.
    #[must_use]
    pub fn resolve(&self, text: &str) -> Resolution<'_> {
        let folded = fold_name(text);
        match self.by_folded.get(&folded) {
            Some(name) => Resolution::Known(name),
            None => Resolution::Unknown(self.nearest(&folded)),
        }
    }

    /// The one name that `text` holds; nothing where it holds none or names of several. A name inside a longer one that
    /// the text also holds does not count, nor does one of a single character.
    #[must_use]
    pub fn find_in(&self, text: &str) -> Option<&str> {
        let folded = fold_name(text);
        let held: Vec<(&str, &str)> = self
            .by_folded
            .iter()
            .filter(|(alias, _)| alias.chars().count() > 1 && folded.contains(alias.as_str()))
            .map(|(alias, name)| (alias.as_str(), name.as_str()))
            .collect();
        let is_inside = |alias: &str| held.iter().any(|(other, _)| other.len() > alias.len() && other.contains(alias));
        let mut names: Vec<&str> = held.iter().filter(|(alias, _)| !is_inside(alias)).map(|(_, name)| *name).collect();
        names.sort_unstable();
        names.dedup();
        if let [only] = names[..] { Some(only) } else { None }
    }

    fn nearest(&self, folded: &str) -> Option<&str> {
        let score = |known: &str| strsim::jaro(known, folded);
        let best = self.by_folded.iter().max_by(|a, b| score(a.0).total_cmp(&score(b.0)))?;
        (score(best.0) >= NEAR).then_some(best.1.as_str())
    }
}

/// A name without what typing changes: width, case, spaces, brackets' shape and the middle dot.
#[must_use]
pub fn fold_name(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !"·•・.".contains(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_people_type_them() {
        let mut names = Names::default();
        names.add("乌什优品·西湖店", &["西湖旗舰店".to_owned()]);
        assert_eq!(names.resolve("乌什优品 西湖店"), Resolution::Known("乌什优品·西湖店"));
        assert_eq!(names.resolve("西湖旗舰店"), Resolution::Known("乌什优品·西湖店"));
        assert_eq!(names.resolve("乌什优品西胡店"), Resolution::Unknown(Some("乌什优品·西湖店")));
        assert_eq!(names.resolve("xyz"), Resolution::Unknown(None));
    }
}

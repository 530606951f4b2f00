//! The id of a figure: `indicator[.comparison][[k=v,…]]@period`, as text and as a value.
//!
//! In an id `\` escapes `[ ] = , @ \`. An indicator is `ledger.name`; a third part is a comparison.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::calendar::Period;

/// How a figure relates to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// 同比: growth over the same months one year earlier.
    Yoy,
    /// 环比: growth over the month before.
    Mom,
    /// 占比: part of the total of the same period.
    Share,
    /// 完成年度目标: value through the period over the year's target.
    Completion,
    /// 超进度: completion less the part of the year that has passed, in percentage points.
    Ahead,
    /// 排名: place among the values of the same dimension, largest first.
    Rank,
}

impl Comparison {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Yoy, Self::Mom, Self::Share, Self::Completion, Self::Ahead, Self::Rank];

    /// The word that ids use.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yoy => "yoy",
            Self::Mom => "mom",
            Self::Share => "share",
            Self::Completion => "completion",
            Self::Ahead => "ahead",
            Self::Rank => "rank",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|comparison| comparison.key() == key)
    }
}

/// Which figure: an indicator, perhaps compared, over a period, limited to some dimension values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId {
    /// `ledger.name`.
    pub indicator: String,
    /// The comparison, where it is one.
    pub comparison: Option<Comparison>,
    /// The months.
    pub period: Period,
    /// Dimension name to the value that it is limited to.
    pub filter: BTreeMap<String, String>,
}

/// Why a text is no figure id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// No `@`, or what follows it is not `2021-07` or `2021-01..2021-07`.
    #[error("no period after @ (2021-07, or 2021-01..2021-07)")]
    Period,
    /// What comes first is not `ledger.name` or `ledger.name.comparison`.
    #[error("no indicator such as sales.weight in front")]
    Indicator,
    /// The brackets do not hold `k=v` pairs of different keys.
    #[error("no filter such as [city=杭州]")]
    Filter,
    /// A `\` in front of something that needs none, or at the end.
    #[error("a \\ escapes only [ ] = , @ \\")]
    Escape,
}

impl IdError {
    /// The key of its sentence in the catalogue, which names the text as `{figure}`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Period => "id-without-period",
            Self::Indicator => "id-without-indicator",
            Self::Filter => "id-without-filter",
            Self::Escape => "id-escape",
        }
    }
}

impl FigureId {
    /// The figure of an indicator over a period, without comparison or filter.
    #[must_use]
    pub fn total(indicator: impl Into<String>, period: Period) -> Self {
        Self { indicator: indicator.into(), comparison: None, period, filter: BTreeMap::new() }
    }

    /// The same, limited to a value of a dimension.
    #[must_use]
    pub fn with(mut self, dimension: impl Into<String>, value: impl Into<String>) -> Self {
        self.filter.insert(dimension.into(), value.into());
        self
    }

    /// The same figure compared in this way.
    #[must_use]
    pub fn compared(mut self, comparison: Comparison) -> Self {
        self.comparison = Some(comparison);
        self
    }

    /// The ledger's name: what stands before the first dot of the indicator.
    #[must_use]
    pub fn ledger(&self) -> &str {
        self.indicator.split('.').next().unwrap_or_default()
    }

    /// Everything before the filter: `sales.weight.yoy`.
    #[must_use]
    pub fn name(&self) -> String {
        match self.comparison {
            Some(comparison) => format!("{}.{}", self.indicator, comparison.key()),
            None => self.indicator.clone(),
        }
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escaped(&self.name()))?;
        for (at, (key, value)) in self.filter.iter().enumerate() {
            write!(f, "{}{}={}", if at == 0 { '[' } else { ',' }, escaped(key), escaped(value))?;
        }
        write!(f, "{}@{}", if self.filter.is_empty() { "" } else { "]" }, self.period)
    }
}

impl FromStr for FigureId {
    type Err = IdError;

    /// Reads an id. Filter keys may come in any order; printing sorts them.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let marks = tokens(text)?;
        let at = marks.iter().position(|token| *token == Token::Mark('@')).ok_or(IdError::Period)?;
        let period = plain(&marks[at + 1..]).and_then(|text| text.parse().ok()).ok_or(IdError::Period)?;
        let (name, filter) = match marks[..at].iter().position(|token| *token == Token::Mark('[')) {
            None => (&marks[..at], BTreeMap::new()),
            Some(open) => (&marks[..open], read_filter(&marks[open + 1..at])?),
        };
        let (indicator, comparison) = read_name(&plain(name).ok_or(IdError::Indicator)?)?;
        Ok(Self { indicator, comparison, period, filter })
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '[' | ']' | '=' | ',' | '@' | '\\')
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_mark(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A character of an id: one with a meaning, or plain text (escaped ones included).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Mark(char),
    Plain(char),
}

fn tokens(text: &str) -> Result<Vec<Token>, IdError> {
    let (mut tokens, mut rest) = (Vec::with_capacity(text.len()), text.chars());
    while let Some(c) = rest.next() {
        tokens.push(match c {
            '\\' => Token::Plain(rest.next().filter(|c| is_mark(*c)).ok_or(IdError::Escape)?),
            c if is_mark(c) => Token::Mark(c),
            c => Token::Plain(c),
        });
    }
    Ok(tokens)
}

/// The text of tokens none of which is a mark.
fn plain(tokens: &[Token]) -> Option<String> {
    tokens
        .iter()
        .map(|token| match token {
            Token::Plain(c) => Some(*c),
            Token::Mark(_) => None,
        })
        .collect()
}

/// The pairs of a filter, given everything after its `[`.
fn read_filter(tokens: &[Token]) -> Result<BTreeMap<String, String>, IdError> {
    let (close, inner) = tokens.split_last().ok_or(IdError::Filter)?;
    if *close != Token::Mark(']') {
        return Err(IdError::Filter);
    }
    let mut filter = BTreeMap::new();
    for pair in inner.split(|token| *token == Token::Mark(',')) {
        let (key, value) = read_pair(pair).ok_or(IdError::Filter)?;
        if key.is_empty() || filter.insert(key, value).is_some() {
            return Err(IdError::Filter);
        }
    }
    Ok(filter)
}

fn read_pair(tokens: &[Token]) -> Option<(String, String)> {
    let equals = tokens.iter().position(|token| *token == Token::Mark('='))?;
    Some((plain(&tokens[..equals])?, plain(&tokens[equals + 1..])?))
}

/// `ledger.name` or `ledger.name.comparison`.
fn read_name(text: &str) -> Result<(String, Option<Comparison>), IdError> {
    let parts: Vec<&str> = text.split('.').collect();
    if parts.len() < 2 || parts.iter().any(|part| part.is_empty()) {
        return Err(IdError::Indicator);
    }
    let compared = parts.last().and_then(|last| Comparison::from_key(last)).filter(|_| parts.len() > 2);
    let kept = parts.len() - usize::from(compared.is_some());
    Ok((parts[..kept].join("."), compared))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Month;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    #[test]
    fn ids_are_spelt_as_promised() {
        let id = FigureId::total("sales.weight", period("2021-01..2021-07"));
        assert_eq!(id.to_string(), "sales.weight@2021-01..2021-07");
        let id = id.with("city", "杭州").with("channel", "线上").compared(Comparison::Share);
        assert_eq!(id.to_string(), "sales.weight.share[channel=线上,city=杭州]@2021-01..2021-07");
        let odd = FigureId::total("sales.weight", period("2021-07")).with("store", r"a[1]=b,c@d\e");
        assert_eq!(odd.to_string(), r"sales.weight[store=a\[1\]\=b\,c\@d\\e]@2021-07");
    }

    #[test]
    fn what_is_no_id_is_refused() {
        let error = |text: &str| text.parse::<FigureId>().expect_err("no id");
        assert_eq!(error("sales.weight"), IdError::Period);
        assert_eq!(error("sales.weight@2021-07..2021-07"), IdError::Period);
        assert_eq!(error("sales.weight@2021-07@2021-08"), IdError::Period);
        assert_eq!(error("sales@2021-07"), IdError::Indicator);
        assert_eq!(error("sales.@2021-07"), IdError::Indicator);
        assert_eq!(error("sales.weight[]@2021-07"), IdError::Filter);
        assert_eq!(error("sales.weight[city=a,city=b]@2021-07"), IdError::Filter);
        assert_eq!(error("sales.weight[city=a]b@2021-07"), IdError::Filter);
        assert_eq!(error("sales.weight[city=a=b]@2021-07"), IdError::Filter);
        assert_eq!(error(r"sales.weight[city=\a]@2021-07"), IdError::Escape);
    }

    #[test]
    fn filter_keys_may_come_in_any_order() {
        let id: FigureId = "sales.weight.yoy[store=b,city=a]@2021-07".parse().expect("an id");
        assert_eq!(id.to_string(), "sales.weight.yoy[city=a,store=b]@2021-07");
        assert_eq!((id.ledger(), id.comparison), ("sales", Some(Comparison::Yoy)));
    }

    fn any_id() -> impl Strategy<Value = FigureId> {
        let comparison = prop::option::of(prop::sample::select(Comparison::ALL.to_vec()));
        let filter = prop::collection::btree_map(r"[\PC\[\]=,@\\]{1,6}", r"[\PC\[\]=,@\\]{0,8}", 0..4);
        let months = (1900 * 12..2900 * 12, 0..40);
        (r"[a-z_]{1,8}\.[a-z_]{1,8}", comparison, months, filter).prop_map(
            |(indicator, comparison, (first, n), filter)| {
                let (first, last) = (Month::from_index(first), Month::from_index(first + n));
                FigureId { indicator, comparison, period: Period::new(first, last).expect("in order"), filter }
            },
        )
    }

    proptest! {
        #[test]
        fn printing_and_parsing_are_inverse(id in any_id()) {
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn any_text_is_read_or_refused(text in r"[a-z.\[\]=,@\\0-9-]{0,40}") {
            if let Ok(id) = text.parse::<FigureId>() {
                prop_assert_eq!(id.to_string().parse(), Ok(id));
            }
        }
    }
}

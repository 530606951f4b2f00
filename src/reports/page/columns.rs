//! Columns of values as short JSON: texts by their number in a list, runs of one value as the value and its length.

use rustc_hash::FxHashMap;

use serde::Serialize;

/// A column of values, as it is shorter: one by one, or in runs.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Column<T> {
    /// One by one.
    Plain(Vec<T>),
    /// Value, length, value, length …
    Runs {
        /// The runs.
        r: Vec<Run<T>>,
    },
}

/// An element of a list of runs.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Run<T> {
    Value(T),
    Length(usize),
}

impl<T: PartialEq> Column<T> {
    pub fn of(values: Vec<T>) -> Self {
        let count = 1 + values.windows(2).filter(|pair| pair[0] != pair[1]).count();
        if values.is_empty() || count * 2 >= values.len() {
            return Self::Plain(values);
        }
        let mut runs: Vec<(T, usize)> = Vec::with_capacity(count);
        for value in values {
            match runs.last_mut() {
                Some((last, length)) if *last == value => *length += 1,
                _ => runs.push((value, 1)),
            }
        }
        Self::Runs {
            r: runs.into_iter().flat_map(|(value, length)| [Run::Value(value), Run::Length(length)]).collect(),
        }
    }
}

/// A column of few different texts: the list of them, in the order in which they come, and for each value its number.
#[derive(Serialize)]
pub(super) struct Named<'a> {
    /// The texts.
    d: Vec<&'a str>,
    /// Their numbers.
    i: Column<usize>,
}

impl<'a> Named<'a> {
    pub fn of(values: impl Iterator<Item = &'a str>) -> Self {
        let (mut texts, mut known) = (Vec::new(), FxHashMap::default());
        let number = |text| {
            *known.entry(text).or_insert_with(|| {
                texts.push(text);
                texts.len() - 1
            })
        };
        let numbers = values.map(number).collect();
        Self { i: Column::of(numbers), d: texts }
    }
}

/// Integers that JavaScript reads exactly: as numbers as far as it can, else as text.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Integer {
    /// As far as 2⁵³ − 1.
    Small(i64),
    /// Beyond.
    Large(String),
    /// There is none.
    None(Option<()>),
}

/// A column of integers, with the power of ten that all of them are multiples of taken out.
#[derive(Serialize)]
pub(super) struct Integers {
    /// The power of ten.
    z: u32,
    /// The rest.
    v: Column<Integer>,
}

impl Integers {
    pub fn of(values: &[Option<i64>]) -> Self {
        const EXACT: u64 = (1 << 53) - 1;
        let zeros = values.iter().flatten().filter(|value| **value != 0).map(|value| trailing_zeros(*value));
        let z = zeros.min().unwrap_or(0);
        let integer = |value: &Option<i64>| match value.map(|value| value / 10_i64.pow(z)) {
            None => Integer::None(None),
            Some(value) if value.unsigned_abs() <= EXACT => Integer::Small(value),
            Some(value) => Integer::Large(value.to_string()),
        };
        Self { z, v: Column::of(values.iter().map(integer).collect()) }
    }
}

/// How many decimal zeros a number other than zero ends with.
const fn trailing_zeros(mut value: i64) -> u32 {
    let mut zeros = 0;
    while value % 10 == 0 {
        value /= 10;
        zeros += 1;
    }
    zeros
}

/// A text, or its number in the list of those that come more than once.
#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Text<'a> {
    Number(usize),
    Once(&'a str),
}

/// Texts of which many come again, each kept once: the most frequent first, so that its number is short.
pub(super) struct Texts<'a> {
    list: Vec<&'a str>,
    numbers: FxHashMap<&'a str, usize>,
}

impl<'a> Texts<'a> {
    pub fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
        for (at, text) in texts.enumerate() {
            counts.entry(text).or_insert((0, at)).0 += 1;
        }
        let mut again: Vec<(&str, (usize, usize))> = counts.into_iter().filter(|(_, (count, _))| *count > 1).collect();
        again.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
        let list: Vec<&str> = again.into_iter().map(|(text, _)| text).collect();
        let numbers = list.iter().enumerate().map(|(number, text)| (*text, number)).collect();
        Self { list, numbers }
    }

    pub fn of_text(&self, text: &'a str) -> Text<'a> {
        self.numbers.get(text).map_or(Text::Once(text), |number| Text::Number(*number))
    }

    pub fn list(self) -> Vec<&'a str> {
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(value: &impl Serialize) -> String {
        serde_json::to_string(value).expect("plain values")
    }

    #[test]
    fn columns_are_as_short_as_they_can_be() {
        assert_eq!(json(&Column::of(vec![1, 2, 3, 3])), "[1,2,3,3]");
        assert_eq!(json(&Column::of(vec![7, 7, 7, 7, 7, 9])), r#"{"r":[7,5,9,1]}"#);
        assert_eq!(json(&Named::of(["甲", "乙", "甲"].into_iter())), r#"{"d":["甲","乙"],"i":[0,1,0]}"#);
        assert_eq!(json(&Named::of(std::iter::empty())), r#"{"d":[],"i":[]}"#);
    }

    #[test]
    fn integers_stay_exact() {
        assert_eq!(json(&Integers::of(&[Some(12_000), Some(-500), None, Some(0)])), r#"{"z":2,"v":[120,-5,null,0]}"#);
        let odd = [Some(9_007_199_254_740_991), Some(9_007_199_254_740_993), Some(i64::MIN)];
        let safe = r#"{"z":0,"v":[9007199254740991,"9007199254740993","-9223372036854775808"]}"#;
        assert_eq!(json(&Integers::of(&odd)), safe);
        assert_eq!(json(&Integers::of(&[Some(0), Some(0), None, None])), r#"{"z":0,"v":[0,0,null,null]}"#);
    }

    #[test]
    fn texts_that_come_again_are_kept_once() {
        let all = ["a", "b", "b", "c", "a", "b"];
        let texts = Texts::of(all.into_iter());
        assert_eq!(json(&all.map(|text| texts.of_text(text))), r#"[1,0,0,"c",1,0]"#);
        assert_eq!(texts.list(), ["b", "a"]);
    }
}

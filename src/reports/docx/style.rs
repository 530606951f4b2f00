//! How a paper looks in Word: page, fonts, sizes. In: TOML, or nothing for GB/T 9704. Out: a [`Style`], in which every
//! value is one that Word takes. Knows no document.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Value;

use crate::exact::Decimal;
use crate::words::{self, Lang};

/// How a paper looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// The page and its grid.
    pub page: Page,
    /// The title of the paper, and of each annex.
    pub title: Face,
    /// Headings of the four levels.
    pub headings: [Face; 4],
    /// Paragraphs.
    pub body: Face,
    /// 附件1, at the head of an annex.
    pub annex_mark: Face,
    /// Titles of tables and pictures.
    pub caption: Face,
    /// What tables hold.
    pub table: Face,
    /// Heading rows of tables.
    pub table_heading: Face,
    /// Unit lines of tables, and the notes under them.
    pub note: Face,
    /// Page numbers.
    pub page_number: Face,
}

/// The page. Lengths are in hundredths of a millimetre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Width of the paper.
    pub width: u32,
    /// Height of the paper.
    pub height: u32,
    /// From the upper edge to the text area (天头).
    pub top: u32,
    /// From the edge that is bound to the text area (订口).
    pub binding: u32,
    /// Width of the text area (版心).
    pub text_width: u32,
    /// Height of the text area.
    pub text_height: u32,
    /// Lines of a full page.
    pub lines: u32,
    /// Characters of a full line.
    pub characters: u32,
    /// Characters by which the first line of a paragraph is indented.
    pub first_line: u32,
    /// From the text area down to the dashes of the page number.
    pub number_below: u32,
}

/// The face of a kind of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// Fonts of Chinese text: the first is used, the others where it is missing.
    pub fonts: Vec<String>,
    /// Fonts of Latin letters and digits.
    pub latin: Vec<String>,
    /// The size, in half points.
    pub half_points: u32,
    /// Whether it is bold.
    pub bold: bool,
}

/// What is wrong with a style.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {values:?}")]
pub struct StyleError {
    /// The key of its sentence in the catalogue.
    pub key: &'static str,
    /// Values for its placeholders.
    pub values: Vec<(&'static str, String)>,
}

impl StyleError {
    fn new(key: &'static str, values: &[(&'static str, &str)]) -> Self {
        Self { key, values: values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect() }
    }

    /// The sentence for the officer.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let values: Vec<(&str, &str)> = self.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        words::fill(words::text(lang, self.key), &values)
    }
}

const OFFICIAL: &str = include_str!("official.toml");

static DEFAULT: LazyLock<Style> = LazyLock::new(official);

static SIZES: LazyLock<BTreeMap<String, u32>> = LazyLock::new(sizes);

#[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
fn official() -> Style {
    Style::empty().with(OFFICIAL).expect("the built-in style")
}

#[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
fn sizes() -> BTreeMap<String, u32> {
    toml::from_str(include_str!("sizes.toml")).expect("names of type sizes")
}

impl Default for Style {
    /// GB/T 9704-2012.
    fn default() -> Self {
        DEFAULT.clone()
    }
}

/// Sections that say how a kind of text looks.
const FACES: [&str; 12] = [
    "title",
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "body",
    "annex_mark",
    "caption",
    "table",
    "table_heading",
    "note",
    "page_number",
];

const FACE_KEYS: [&str; 4] = ["font", "latin", "size", "bold"];

const PAGE_KEYS: [&str; 10] = [
    "width",
    "height",
    "top",
    "binding",
    "text_width",
    "text_height",
    "lines",
    "characters",
    "first_line",
    "number_below",
];

/// The longest side that Word takes, in hundredths of a millimetre.
const LONGEST: u32 = 55_880;
/// The type sizes that a paper may have, in half points.
const TYPE: std::ops::RangeInclusive<u32> = 10..=144;

/// Reads a style; what it leaves out is as in GB/T 9704.
///
/// # Errors
/// It is not TOML, a key is unknown, or a value means nothing or does not go with the others.
pub fn read(text: &str) -> Result<Style, StyleError> {
    let style = Style::default().with(text.trim_start_matches('\u{feff}'))?;
    style.page.check()?;
    Ok(style)
}

impl Style {
    fn empty() -> Self {
        Self {
            page: Page::default(),
            title: Face::default(),
            headings: Default::default(),
            body: Face::default(),
            annex_mark: Face::default(),
            caption: Face::default(),
            table: Face::default(),
            table_heading: Face::default(),
            note: Face::default(),
            page_number: Face::default(),
        }
    }

    /// The same style but for what `text` says.
    fn with(mut self, text: &str) -> Result<Self, StyleError> {
        let malformed =
            |error: toml::de::Error| StyleError::new("paper-style-malformed", &[("cause", &error.to_string())]);
        for (section, value) in &text.parse::<toml::Table>().map_err(malformed)? {
            let known = FACES.into_iter().chain(["page"]);
            if !known.clone().any(|name| name == section) {
                return Err(unknown(section, section, known));
            }
            let Value::Table(table) = value else { return Err(bad(section, value)) };
            for (key, value) in table {
                self.set(section, key, value)?;
            }
        }
        Ok(self)
    }

    fn set(&mut self, section: &str, key: &str, value: &Value) -> Result<(), StyleError> {
        let path = format!("{section}.{key}");
        let taken = match self.face(section) {
            Some(face) => {
                known(&path, key, &FACE_KEYS)?;
                face.set(key, value)
            }
            None => {
                known(&path, key, &PAGE_KEYS)?;
                self.page.set(key, value)
            }
        };
        taken.ok_or_else(|| bad(&path, value))
    }

    fn face(&mut self, section: &str) -> Option<&mut Face> {
        let [first, second, third, fourth] = &mut self.headings;
        Some(match section {
            "title" => &mut self.title,
            "heading1" => first,
            "heading2" => second,
            "heading3" => third,
            "heading4" => fourth,
            "body" => &mut self.body,
            "annex_mark" => &mut self.annex_mark,
            "caption" => &mut self.caption,
            "table" => &mut self.table,
            "table_heading" => &mut self.table_heading,
            "note" => &mut self.note,
            "page_number" => &mut self.page_number,
            _ => return None,
        })
    }

    /// Every face of the style.
    pub(super) fn faces(&self) -> impl Iterator<Item = &Face> {
        let rest = [&self.annex_mark, &self.caption, &self.table, &self.table_heading, &self.note, &self.page_number];
        [&self.body, &self.title].into_iter().chain(&self.headings).chain(rest)
    }
}

impl Face {
    fn set(&mut self, key: &str, value: &Value) -> Option<()> {
        match key {
            "font" => self.fonts = names(value)?,
            "latin" => self.latin = names(value)?,
            "size" => self.half_points = half_points(value)?,
            _ => self.bold = value.as_bool()?,
        }
        Some(())
    }

    /// The font of Chinese text.
    pub(super) fn font(&self) -> &str {
        self.fonts.first().map_or("", String::as_str)
    }

    /// The font of Latin text.
    pub(super) fn latin_font(&self) -> &str {
        self.latin.first().map_or("", String::as_str)
    }
}

impl Page {
    fn set(&mut self, key: &str, value: &Value) -> Option<()> {
        let (place, measure): (_, fn(&Value) -> Option<u32>) = match key {
            "width" => (&mut self.width, hundredths),
            "height" => (&mut self.height, hundredths),
            "top" => (&mut self.top, hundredths),
            "binding" => (&mut self.binding, hundredths),
            "text_width" => (&mut self.text_width, hundredths),
            "text_height" => (&mut self.text_height, hundredths),
            "lines" => (&mut self.lines, |value| count(value, 1..=100)),
            "characters" => (&mut self.characters, |value| count(value, 1..=100)),
            "first_line" => (&mut self.first_line, |value| count(value, 0..=20)),
            _ => (&mut self.number_below, hundredths),
        };
        *place = measure(value)?;
        Some(())
    }

    /// Whether the text area lies on the paper, with room for a page number, and a line and a character have a size that
    /// type has.
    fn check(self) -> Result<(), StyleError> {
        let wide = self.binding + self.text_width <= self.width;
        let high = self.top + self.text_height + self.number_below <= self.height;
        let pitch = |length: u32, count: u32| (176..=2540 * 2).contains(&(length / count));
        let grid = pitch(self.text_width, self.characters) && pitch(self.text_height, self.lines);
        if wide && high && grid { Ok(()) } else { Err(StyleError::new("paper-style-page", &[])) }
    }
}

fn known(path: &str, key: &str, keys: &'static [&'static str]) -> Result<(), StyleError> {
    if keys.contains(&key) { Ok(()) } else { Err(unknown(path, key, keys.iter().copied())) }
}

fn unknown(path: &str, key: &str, known: impl Iterator<Item = &'static str>) -> StyleError {
    let near = |name: &str| strsim::jaro_winkler(name, key);
    let nearest = known.max_by(|a, b| near(a).total_cmp(&near(b))).unwrap_or_default();
    StyleError::new("paper-style-unknown", &[("key", path), ("nearest", nearest)])
}

fn bad(path: &str, value: &Value) -> StyleError {
    StyleError::new("paper-style-value", &[("key", path), ("value", &value.to_string())])
}

/// One name, or a list of them.
fn names(value: &Value) -> Option<Vec<String>> {
    let names: Vec<String> = match value {
        Value::String(name) => vec![name.clone()],
        _ => Vec::deserialize(value.clone()).ok()?,
    };
    let is_name = |name: &String| {
        !name.trim().is_empty() && name.len() <= 64 && !name.contains(|c: char| c.is_control() || c == ',')
    };
    (!names.is_empty() && names.len() <= 32 && names.iter().all(is_name)).then_some(names)
}

/// A size by its name, or a number of points.
fn half_points(value: &Value) -> Option<u32> {
    let half_points = match value {
        Value::String(name) => *SIZES.get(name)?,
        _ => exactly(decimal(value)?.times(2)?, 0)?,
    };
    TYPE.contains(&half_points).then_some(half_points)
}

/// A length in millimetres as hundredths of one.
fn hundredths(value: &Value) -> Option<u32> {
    exactly(decimal(value)?, 2).filter(|length| *length <= LONGEST)
}

/// The count of 10^-`scale` that a decimal is; nothing where it is finer.
fn exactly(value: Decimal, scale: u32) -> Option<u32> {
    let (count, exact) = value.at_scale(scale)?;
    u32::try_from(count).ok().filter(|_| exact)
}

fn count(value: &Value, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    u32::try_from(value.as_integer()?).ok().filter(|count| range.contains(count))
}

fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Integer(number) => Some(Decimal::whole(i128::from(*number))),
        Value::Float(_) => Decimal::parse(&value.to_string()).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

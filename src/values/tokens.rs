//! A short text to numbers, words and marks: what dates and periods are recognised by.

/// Digits as written, in ASCII or as a Chinese numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Their value; [`u32::MAX`] where they are more than nine.
    pub value: u32,
    /// How many there are (of a numeral such as 十二: how many its value has).
    pub count: usize,
}

/// A part of a text. White space only separates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A run of digits, or a Chinese numeral.
    Number(Digits),
    /// A run of ASCII letters.
    Word(&'a str),
    /// Any other character; every kind of dash is `-`.
    Mark(char),
}

const NUMERAL: &str = "〇○零一二三四五六七八九十廿卅";
const DASHES: &str = "-‐‑‒–—―─";

/// The tokens of `text`, whose width is folded already.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut found, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        let (token, length) = token(rest, first);
        found.push(token);
        rest = rest[length..].trim_start();
    }
    found
}

/// The token at the start of `text`, and its length in bytes.
fn token(text: &str, first: char) -> (Token<'_>, usize) {
    if first.is_ascii_digit() {
        let length = run(text, |c| c.is_ascii_digit());
        let value = if length > 9 { u32::MAX } else { text[..length].parse().unwrap_or(u32::MAX) };
        return (Token::Number(Digits { value, count: length }), length);
    }
    if first.is_ascii_alphabetic() {
        let length = run(text, |c| c.is_ascii_alphabetic());
        return (Token::Word(&text[..length]), length);
    }
    if text.starts_with("元月") {
        return (Token::Number(Digits { value: 1, count: 1 }), first.len_utf8());
    }
    let length = run(text, |c| NUMERAL.contains(c));
    match numeral(&text[..length]) {
        Some(digits) => (Token::Number(digits), length),
        None if DASHES.contains(first) => (Token::Mark('-'), first.len_utf8()),
        None => (Token::Mark(first), first.len_utf8()),
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// A Chinese numeral below one hundred (十二, 二十五, 廿一), or digit by digit (二〇二一).
fn numeral(text: &str) -> Option<Digits> {
    let tens = text.char_indices().find(|(_, c)| "十廿卅".contains(*c));
    let Some((at, ten)) = tens else { return by_digits(text) };
    let (before, after) = (&text[..at], &text[at + ten.len_utf8()..]);
    let tens = match (ten, before) {
        ('十', "") => 1,
        ('十', _) => one_digit(before)?,
        ('廿', "") => 2,
        ('卅', "") => 3,
        _ => return None,
    };
    let ones = if after.is_empty() { 0 } else { one_digit(after)? };
    Some(Digits { value: tens * 10 + ones, count: 2 })
}

fn one_digit(text: &str) -> Option<u32> {
    by_digits(text).filter(|digits| digits.count == 1 && digits.value > 0).map(|digits| digits.value)
}

fn by_digits(text: &str) -> Option<Digits> {
    let count = text.chars().count();
    if count == 0 || count > 9 {
        return None;
    }
    let value = text.chars().try_fold(0, |value, c| Some(value * 10 + digit(c)?))?;
    Some(Digits { value, count })
}

fn digit(c: char) -> Option<u32> {
    match c {
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九".chars().zip(1..).find(|(known, _)| *known == c).map(|(_, value)| value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(u32, usize)> {
        match tokens(text)[..] {
            [Token::Number(Digits { value, count })] => Some((value, count)),
            _ => None,
        }
    }

    #[test]
    fn numerals_are_numbers() {
        assert_eq!(number("二〇二一"), Some((2021, 4)));
        assert_eq!(number("二零二一"), Some((2021, 4)));
        assert_eq!(number("十"), Some((10, 2)));
        assert_eq!(number("十二"), Some((12, 2)));
        assert_eq!(number("三十一"), Some((31, 2)));
        assert_eq!(number("廿五"), Some((25, 2)));
        assert_eq!(number("07"), Some((7, 2)));
        assert_eq!(number("十四五"), None);
        assert_eq!(number("零十"), None);
    }

    #[test]
    fn marks_and_words_separate() {
        let seven = Token::Number(Digits { value: 7, count: 1 });
        assert_eq!(tokens("7 月—Jul"), [seven, Token::Mark('月'), Token::Mark('-'), Token::Word("Jul")]);
    }
}

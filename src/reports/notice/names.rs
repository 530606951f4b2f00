//! Names that a template uses and nothing defines: misspelt ones.
//!
//! In: a template and what it can call. Out: the first such name with its line, also where this month's data leave that
//! line out. The template engine finds most of them when it comes to them, but one that stands for an argument may be
//! left out, so it takes a misspelt period for none and prints the year so far. A name that is set anywhere in the
//! template counts as known: where it has no value, the engine says so.

use std::collections::BTreeSet;

use minijinja::{Environment, Error};

use super::asked::nearest;
use super::error::{NoticeError, NoticeProblem};

/// Checks the names of a template.
///
/// # Errors
/// [`NoticeError`] where one is not known, or the template is malformed.
pub(super) fn check(environment: &Environment<'_>, source: &str) -> Result<(), NoticeError> {
    let malformed = |error: Error| NoticeError::new(&error, source);
    let used = environment.template_from_str(source).map_err(malformed)?.undeclared_variables(false);
    let known: BTreeSet<&str> = environment.globals().map(|(name, _)| name).collect();
    let words = words(source);
    let is_set = |name: &str| words.iter().any(|word| word.is_set && word.text == name);
    let unknown = |word: &&Word<'_>| !known.contains(word.text) && used.contains(word.text) && !is_set(word.text);
    match words.iter().find(unknown) {
        None => Ok(()),
        Some(word) => {
            let name = word.text.to_owned();
            let nearest = nearest(&name, known.iter().copied());
            Err(NoticeError { line: word.line, problem: NoticeProblem::NoName { name, nearest } })
        }
    }
}

/// A name in the code of a template.
struct Word<'a> {
    text: &'a str,
    /// Its line, from 1.
    line: usize,
    /// Whether it stands where a tag gives names their values.
    is_set: bool,
}

/// The names in the code of a template, in order: nothing of its text, of its comments and of the texts within its code.
fn words(source: &str) -> Vec<Word<'_>> {
    let (mut words, mut rest) = (Vec::new(), source);
    while let Some(open) = ["{{", "{%", "{#"].iter().filter_map(|mark| rest.find(mark)).min() {
        let (mark, code) = (&rest[open..open + 2], &rest[open + 2..]);
        let close = match mark {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let length = code.find(close).unwrap_or(code.len());
        let line = source[..source.len() - code.len()].matches('\n').count() + 1;
        if mark != "{#" {
            words.extend(words_of(&code[..length], line, mark == "{%"));
        }
        rest = code.get(length + 2..).unwrap_or_default();
    }
    words
}

/// The names in one piece of code that begins in `line`.
fn words_of(code: &str, mut line: usize, is_tag: bool) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let (mut quote, mut escaped, mut begun, mut given) = (None, false, None, None);
    for (at, c) in code.char_indices().chain([(code.len(), ' ')]) {
        if quote.is_none() && (c.is_alphanumeric() || c == '_') {
            begun.get_or_insert(at);
        } else if let Some(begin) = begun.take() {
            words.push(Word { text: &code[begin..at], line, is_set: false });
        }
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(mark) if c == mark => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '=' => given = given.or(Some(words.len())),
            _ => {}
        }
        line += usize::from(c == '\n');
    }
    if is_tag {
        mark_set(&mut words, given);
    }
    words
}

/// Marks the names to which a tag gives values. `given`: so many stand before its first `=`.
fn mark_set(words: &mut [Word<'_>], given: Option<usize>) {
    let Some(tag) = words.first().map(|word| word.text) else { return };
    let end = match tag {
        "set" => given.unwrap_or(words.len()),
        "for" => words.iter().position(|word| word.text == "in").unwrap_or(words.len()),
        // Names and values alternate: one that is only used here and never set is left to the engine.
        "with" | "macro" => words.len(),
        _ => 0,
    };
    words.iter_mut().take(end).skip(1).for_each(|word| word.is_set = true);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<(usize, String, bool)> {
        words(source).into_iter().map(|word| (word.line, word.text.to_owned(), word.is_set)).collect()
    }

    #[test]
    fn names_stand_in_code_and_nowhere_else() {
        let source = "销售 {# {{ no }} #}\n{{ fig(\"a \\\" b\",\n p) }}{% set q = p %}\n{% for t in all %}{{ t.key }}";
        let plain = |line, text: &str| (line, text.to_owned(), false);
        let set = |line, text: &str| (line, text.to_owned(), true);
        let expected = [
            plain(2, "fig"),
            plain(3, "p"),
            plain(3, "set"),
            set(3, "q"),
            plain(3, "p"),
            plain(4, "for"),
            set(4, "t"),
            plain(4, "in"),
            plain(4, "all"),
            plain(4, "t"),
            plain(4, "key"),
        ];
        assert_eq!(told(source), expected);
    }

    #[test]
    fn a_template_that_ends_in_its_code_is_read_to_its_end() {
        assert_eq!(told("{{ a"), [(1, "a".to_owned(), false)]);
        assert_eq!(told("{% set"), [(1, "set".to_owned(), false)]);
        assert_eq!(told("{{ \"\\"), []);
    }
}

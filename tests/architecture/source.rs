//! Rust files as the rules see them: code without comments, literals and tests; the literals beside it.

use std::fs;
use std::ops::Range;
use std::path::Path;

use crate::at;

/// A string literal of a file.
pub struct Literal {
    /// Where its content stands in the file, in bytes.
    pub place: Range<usize>,
    /// Its text, escapes resolved.
    pub text: String,
}

/// A file of `src`.
pub struct Source {
    /// Its path below the repository's root, with `/`.
    pub path: String,
    /// As it stands.
    pub text: String,
    /// As it stands, with spaces for comments, for what literals hold, and for `#[cfg(test)]` items; the same length.
    pub code: String,
    /// The string literals outside tests.
    pub literals: Vec<Literal>,
}

impl Source {
    /// Reads the text of a file.
    pub fn of(path: &str, text: String) -> Self {
        let (mut code, mut literals) = blanked(&text);
        for item in test_items(&code) {
            literals.retain(|literal| !item.contains(&literal.place.start));
            blank(&mut code, item);
        }
        let code = String::from_utf8(code).expect("whole characters are blanked");
        Self { path: path.to_owned(), text, code, literals }
    }

    /// The room: the first folder, or the stem of a file that lies in none.
    pub fn room(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.split_once('/').map_or(below, |(room, _)| room)
    }

    /// Whether it holds nothing but tests.
    pub fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part.ends_with("tests.rs"))
    }

    /// The line of a byte, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }

    /// A breach at a byte.
    pub fn breach(&self, offset: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, self.line(offset))
    }

    /// Where a word stands in the code, as a whole word.
    pub fn finds(&self, word: &str) -> Vec<usize> {
        let starts_word = |offset: usize| !word.starts_with(is_word) || !self.code[..offset].ends_with(is_word);
        let ends_word =
            |offset: usize| !word.ends_with(is_word) || !self.code[offset + word.len()..].starts_with(is_word);
        let found = self.code.match_indices(word).map(|(offset, _)| offset);
        found.filter(|&offset| starts_word(offset) && ends_word(offset)).collect()
    }

    /// The identifier that begins at a byte; empty where none does.
    pub fn word_at(&self, offset: usize) -> &str {
        let rest = &self.code[offset..];
        &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())]
    }

    /// Each function from `fn` to the end of its body.
    pub fn functions(&self) -> Vec<Range<usize>> {
        let named = |offset: &usize| self.code[*offset..].chars().nth(3).is_some_and(is_word);
        let body = |start: usize| body(self.code.as_bytes(), start).map(|end| start..end);
        self.finds("fn").into_iter().filter(named).filter_map(body).collect()
    }
}

/// Whether a character may stand in an identifier.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// All files of `src`, by path; tests are left out.
pub fn sources() -> Vec<Source> {
    files("src").into_iter().filter(|file| !file.is_test()).collect()
}

/// All Rust files below a folder, by path.
pub fn files(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&at(folder), folder, &mut paths);
    paths.sort();
    let rust = paths.into_iter().filter(|path| path.ends_with(".rs"));
    rust.map(|path| Source::of(&path, crate::read(&path))).collect()
}

/// Every file below `folder`, as `name` and its path in it.
fn walk(folder: &Path, name: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let entry = entry.expect("an entry");
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() { walk(&entry.path(), &name, paths) } else { paths.push(name) }
    }
}

/// Spaces in place of a range, line ends kept.
fn blank(code: &mut [u8], range: Range<usize>) {
    code[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

/// The text without comments and without what its literals hold.
fn blanked(text: &str) -> (Vec<u8>, Vec<Literal>) {
    let (bytes, mut code, mut literals, mut at) = (text.as_bytes(), text.as_bytes().to_vec(), Vec::new(), 0);
    while at < bytes.len() {
        let rest = &text[at..];
        let hashes = raw_hashes(text, at);
        let end = if rest.starts_with("//") {
            let end = at + rest.find('\n').unwrap_or(rest.len());
            blank(&mut code, at..end);
            end
        } else if let Some(hashes) = hashes {
            let start = at + hashes + 2;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = start + text[start..].find(&close).expect("a raw literal is closed");
            literals.push(Literal { place: start..end, text: text[start..end].to_owned() });
            blank(&mut code, start..end);
            end + close.len()
        } else if rest.starts_with('"') {
            let end = quoted(bytes, at + 1, b'"');
            literals.push(Literal { place: at + 1..end, text: unescaped(&text[at + 1..end]) });
            blank(&mut code, at + 1..end);
            end + 1
        } else if let Some(end) = character(text, at) {
            blank(&mut code, at + 1..end);
            end + 1
        } else {
            at + rest.chars().next().map_or(1, char::len_utf8)
        };
        at = end;
    }
    (code, literals)
}

/// How many `#` open the raw literal that begins at a byte.
fn raw_hashes(text: &str, at: usize) -> Option<usize> {
    let after = text[at..].strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let is_prefix = text[..at].ends_with('b') || !text[..at].ends_with(is_word);
    (is_prefix && after[hashes..].starts_with('"')).then_some(hashes)
}

/// Where a quoted literal whose content begins at a byte is closed.
fn quoted(bytes: &[u8], mut at: usize, close: u8) -> usize {
    while bytes[at] != close {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

/// Where the character literal that begins at a byte is closed; a lifetime is none.
fn character(text: &str, at: usize) -> Option<usize> {
    let mut after = text[at..].strip_prefix('\'')?.chars();
    let first = after.next()?;
    (first == '\\' || after.next() == Some('\'')).then(|| quoted(text.as_bytes(), at + 1, b'\''))
}

/// A literal's text with its escapes resolved, as far as the rules need them.
fn unescaped(content: &str) -> String {
    let (mut text, mut rest) = (String::new(), content);
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        rest = match after.strip_prefix("u{").and_then(|hex| hex.split_once('}')) {
            Some((hex, tail)) => {
                text.extend(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32));
                tail
            }
            None if after.starts_with('\n') => after.trim_start(),
            None => {
                let mut tail = after.chars();
                text.extend(tail.next().map(|c| if matches!(c, 'n' | 'r' | 't') { ' ' } else { c }));
                tail.as_str()
            }
        };
    }
    text + rest
}

/// The items behind `#[cfg(test)]`.
fn test_items(code: &[u8]) -> Vec<Range<usize>> {
    let text = std::str::from_utf8(code).expect("whole characters are blanked");
    text.match_indices("#[cfg(test)]").filter_map(|(start, _)| Some(start..body(code, start + 12)?)).collect()
}

/// The end of the item that begins at a byte: behind its body, or behind its `;`.
fn body(code: &[u8], start: usize) -> Option<usize> {
    let (mut depth, mut braces) = (0_usize, 0_usize);
    for (offset, byte) in code.iter().enumerate().skip(start) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b'{' => braces += 1,
            b'}' if braces <= 1 => return Some(offset + 1),
            b'}' => braces -= 1,
            b';' if depth == 0 && braces == 0 => return Some(offset + 1),
            _ => {}
        }
    }
    None
}

#[test]
fn comments_literals_and_tests_are_told_from_code() {
    let text = "fn a<'x>(c: char) -> [u8; 2] { // \"no\"\n  b(\"\\u{4e2d}\\\"}\", '\"', r#\"{\"#)\n}\n#[cfg(test)]\nmod t { \"in\" }\n";
    let source = Source::of("src/room/file.rs", text.to_owned());
    let literals: Vec<&str> = source.literals.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(literals, ["中\"}", "{"]);
    let functions = source.functions();
    assert_eq!(functions.first(), Some(&(0..text.find("\n#[").expect("an attribute"))));
    assert_eq!(functions.len(), 1);
    assert!(source.finds("mod").is_empty() && source.room() == "room" && source.code.len() == text.len());
}

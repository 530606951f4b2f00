//! What people write where there is nothing: never a zero.

use super::fold::fold;

const WORDS: [&str; 12] = ["无", "空", "暂无", "没有", "n/a", "na", "null", "none", "nil", "n.a.", "无数据", "暂缺"];

/// No word in letters is longer.
const LONGEST: usize = 4;

/// Whether a text says that there is no value: empty, dashes, a slash, 无, N/A. A zero is a value.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    let bare = text.as_bytes().trim_ascii();
    let first = bare.first().copied().unwrap_or(b' ');
    if first.is_ascii_digit() || first.is_ascii_alphabetic() && bare.len() > LONGEST && bare.is_ascii() {
        return false;
    }
    let folded = fold(text);
    let word = folded.trim();
    word.chars().all(|c| "-‐‑‒–—―─_/\\…·. ".contains(c)) || WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_every_form() {
        for text in [
            "", " ", "　", "—", "－", "-", "–", "——", "--", "/", "／", "\\", "…", "无", "N/A", "n/a", "空", "暂无",
            "NULL",
        ] {
            assert!(is_nothing(text), "{text}");
        }
    }

    #[test]
    fn a_value_is_not_nothing() {
        for text in ["0", "0.00", "-5", "无锡", "５", "待定", "空调", "-0"] {
            assert!(!is_nothing(text), "{text}");
        }
    }
}

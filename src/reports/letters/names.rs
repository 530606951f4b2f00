//! Names of senders as parts of file names: safe on every system, and no two alike.

use std::collections::BTreeSet;

/// So many characters of a sender's name are kept: with what stands around it, a name stays below 255 bytes.
const CHARACTERS: usize = 48;

/// A name for each sender, in the same order.
pub(super) fn names(senders: &[&str]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    senders.iter().map(|sender| free(safe(sender), &mut taken)).collect()
}

/// What a file's name may hold of a text: no characters that a system gives a meaning, no dots or blanks at the end.
fn safe(text: &str) -> String {
    let meant = |c: char| {
        c.is_control()
            || r#"<>:"/\|?*"#.contains(c)
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let replaced: String = text.trim().chars().map(|c| if meant(c) { '_' } else { c }).take(CHARACTERS).collect();
    let trimmed = replaced.trim_end_matches(['.', ' ']).to_owned();
    if trimmed.is_empty() { "_".to_owned() } else { trimmed }
}

/// The name itself, or with the first number that makes it another one; letter case does not tell names apart.
fn free(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = name.clone();
    let mut number = 2_u32;
    while !taken.insert(candidate.to_lowercase()) {
        candidate = format!("{name}({number})");
        number += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_safe_and_told_apart() {
        let long = "店".repeat(300);
        let senders = ["杭州", "a/b", "a:b", "A_B", "..", "店. .", "店", "", &long, "CON", "\u{202e}x\0"];
        let expected = ["杭州", "a_b", "a_b(2)", "A_B(3)", "_", "店", "店(2)", "_(2)", &long[..48 * 3], "CON", "_x_"];
        assert_eq!(names(&senders), expected);
    }

    proptest! {
        #[test]
        fn no_two_are_alike_and_none_is_refused(senders in proptest::collection::vec("(?s).{0,60}", 0..12)) {
            let senders: Vec<&str> = senders.iter().map(String::as_str).collect();
            let names = names(&senders);
            let folded: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
            prop_assert_eq!(folded.len(), senders.len());
            for name in names {
                prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\n']));
                prop_assert!(!name.ends_with(['.', ' ']) && (1..=60).contains(&name.chars().count()));
            }
        }
    }
}

//! Texts cut to the room that there is, and how many lines they take. Knows no sheet.
//!
//! Room is counted in eighths of the height of the type, and rather too much is counted than too little.

/// A Chinese character, and half of one.
pub(super) const WHOLE: usize = 8;
const HALF: usize = WHOLE / 2;

/// What stands for what was cut.
const CUT: char = '…';

/// What a character takes at most, in the fonts of papers.
fn width(c: char) -> usize {
    match c {
        'M' | 'W' | '@' => WHOLE,
        'm' | 'w' | '%' | '&' => 7,
        'A'..='Z' => 6,
        _ if c.is_ascii() => HALF,
        _ => WHOLE,
    }
}

/// What a text takes at most.
pub(super) fn measure(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// A text on one line: other white space than that of lines becomes a space.
fn one_line(text: &str) -> String {
    let is_other = |c: char| c.is_whitespace() && c != '\u{3000}';
    text.trim().chars().map(|c| if is_other(c) { ' ' } else { c }).collect()
}

/// The longest beginning of some characters that fits.
fn fitting(characters: impl Iterator<Item = char>, room: usize) -> Vec<char> {
    let mut taken = 0;
    let fits = |c: &char| {
        taken += width(*c);
        taken <= room
    };
    characters.take_while(fits).collect()
}

/// A text on one line, its end cut where it takes more room.
pub(super) fn cut(text: &str, room: usize) -> String {
    let text = one_line(text);
    if measure(&text) <= room {
        return text;
    }
    let kept = fitting(text.chars(), room.saturating_sub(width(CUT)));
    kept.into_iter().chain([CUT]).collect()
}

/// A text on one line, its middle cut where it takes more room: of a place the end says most.
pub(super) fn cut_within(text: &str, room: usize) -> String {
    let text = one_line(text);
    if measure(&text) <= room {
        return text;
    }
    let room = room.saturating_sub(width(CUT));
    let begin = fitting(text.chars(), room / 3);
    let mut end = fitting(text.chars().rev(), room - room / 3);
    end.reverse();
    begin.into_iter().chain([CUT]).chain(end).collect()
}

/// How many lines of `room` a text takes at most, where whatever is not Chinese is broken at spaces alone.
pub(super) fn lines(text: &str, room: usize) -> usize {
    let (mut lines, mut taken, mut word) = (1, 0, 0);
    for c in text.chars() {
        let wide = width(c);
        word = if c == ' ' || !c.is_ascii() { 0 } else { word + wide };
        if taken + wide <= room {
            taken += wide;
        } else {
            lines += 1;
            // A word moves to the next line whole, unless no line holds it.
            taken = if word < room { word.max(wide) } else { wide };
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_cut_where_its_room_ends() {
        assert_eq!(cut("援疆指挥部", 40), "援疆指挥部");
        assert_eq!(cut("援疆指挥部", 39), "援疆指…");
        assert_eq!(cut(" row 12\n\tof　7月", 999), "row 12  of　7月");
        // 60 of 68 are left beside the mark: 20 for the beginning, 40 for the end.
        assert_eq!(cut_within("inbox/杭州/7月.xlsx 387", 68), "inbox….xlsx 387");
    }

    #[test]
    fn words_move_to_the_next_line_whole() {
        assert_eq!(lines("", 40), 1);
        assert_eq!(lines("十个字正好占两行呢了", 40), 2);
        assert_eq!(lines("abcd efgh ijkl", 40), 2);
        assert_eq!(lines("abcdefgh ijklnopq", 40), 2);
        assert_eq!(lines("abcdefghijklnopqrstuv", 40), 3);
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in ".{0,60}", room in WHOLE..320) {
            for cut in [cut(&text, room), cut_within(&text, room)] {
                prop_assert!(measure(&cut) <= room);
                prop_assert!(!cut.contains('\n'));
            }
            prop_assert!(lines(&text, room) >= measure(&text).div_ceil(room));
        }
    }
}

//! Where the lines of a signature stand: the date four characters from the right, who publishes centred above it.

use super::widths::half_characters;
use crate::reports::document::{Block, Span, plain};

/// From the date to the right edge of the text, in hundredths of a character.
const DATE: i32 = 400;

/// Where the signature at the end of a paper begins; annexes are named before it.
pub(super) fn begin(blocks: &[Block]) -> usize {
    let lines = blocks.iter().rev().take_while(|block| matches!(block, Block::Signature(_))).count();
    blocks.len() - lines
}

/// How far each line stands from the right edge, in hundredths of a character. The last one is the date.
pub(super) fn places(lines: &[&[Span]]) -> Vec<i32> {
    let widths: Vec<i32> = lines.iter().map(|line| width(line)).collect();
    let date = widths.last().copied().unwrap_or_default();
    widths.iter().map(|width| (DATE + (date - width) / 2).max(0)).collect()
}

/// The width of a line in hundredths of a character.
fn width(line: &[Span]) -> i32 {
    i32::try_from(half_characters(&plain(line)).min(10_000) * 50).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_publishes_is_centred_over_the_date() {
        let line = |text: &str| vec![Span::Words(text.to_owned())];
        let of = |texts: &[&str]| {
            let lines: Vec<Vec<Span>> = texts.iter().map(|text| line(text)).collect();
            places(&lines.iter().map(Vec::as_slice).collect::<Vec<_>>())
        };
        // 8 characters over 2021年8月5日, which takes 6: one more at each side.
        assert_eq!(of(&["衢州市援疆指挥部", "2021年8月5日"]), [300, 400]);
        assert_eq!(of(&["援疆办", "2021年8月5日"]), [550, 400]);
        assert_eq!(of(&["2021年8月5日"]), [400]);
        assert_eq!(of(&["一".repeat(30).as_str(), "2021年8月5日"]), [0, 400]);
        assert!(of(&[]).is_empty());
    }
}

//! Text broken into lines that fit a width, and put somewhere as a whole.
//!
//! In: text, a size and the width there is. Out: lines, their measure, labels in a scene. It knows nothing of charts.
//! Chinese breaks anywhere but before a closing mark or after an opening one; Latin words and numbers stay whole while
//! they fit a line at all.

use super::face;
use super::palette::Colour;
use super::scene::{Align, Label, Point, Scene, printable};

/// Distance between baselines, as a share of the size.
const LEADING: f64 = 1.3;
/// What stands for the rest of a text.
const LEFT_OUT: &str = "…";

/// Lines of one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The lines, none wider than asked for.
    pub lines: Vec<String>,
    /// Size of one em in canvas units.
    pub size: f64,
    /// Whether it is set heavier than the rest.
    pub strong: bool,
}

impl Block {
    /// Breaks `text` at its line feeds, and where a line would be wider than `room`.
    #[must_use]
    pub fn fitted(text: &str, size: f64, room: f64) -> Self {
        let lines = text.split('\n').map(printable).filter(|line| !line.is_empty());
        Self { lines: lines.flat_map(|line| broken(&line, size, room)).collect(), size, strong: false }
    }

    /// The same, but no more than `most` lines: the last of them says with … that something is left out.
    #[must_use]
    pub fn clipped(text: &str, size: f64, room: f64, most: usize) -> Self {
        let mut block = Self::fitted(text, size, room);
        if block.lines.len() > most {
            block.lines.truncate(most);
            if let Some(last) = block.lines.last_mut() {
                while !last.is_empty() && face::width(last, size) + face::width(LEFT_OUT, size) > room {
                    last.pop();
                }
                last.push_str(LEFT_OUT);
            }
        }
        block
    }

    /// Breaks a headline, if it needs more than one line, between its sentences, or so that its lines are about as long.
    #[must_use]
    pub fn headline(text: &str, size: f64, room: f64, most: usize) -> Self {
        let plain = Self::clipped(text, size, room, most);
        if plain.lines.len() < 2 || plain.lines.len() == most {
            return plain;
        }
        let sentences = text.replace('；', "；\n").replace("; ", ";\n");
        let parted = Self::fitted(&sentences, size, room);
        if sentences != text && parted.lines.len() == plain.lines.len() {
            return parted;
        }
        // The narrowest of some rooms in which it takes no more lines.
        let even = (1..=12).map(|step| Self::fitted(text, size, room * (1.0 - f64::from(step) * 0.04)));
        even.take_while(|block| block.lines.len() == plain.lines.len()).last().unwrap_or(plain)
    }

    /// The same text on one line, whatever the caller put into it.
    #[must_use]
    pub fn one_line(text: &str, size: f64) -> Self {
        Self::natural(&text.replace('\n', " "), size)
    }

    /// The same, set heavier where `strong`.
    #[must_use]
    pub fn weighted(self, strong: bool) -> Self {
        Self { strong, ..self }
    }

    /// Breaks `text` at its line feeds only.
    #[must_use]
    pub fn natural(text: &str, size: f64) -> Self {
        Self::fitted(text, size, f64::INFINITY)
    }

    /// Width of the widest line.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.lines.iter().map(|line| face::width(line, self.size)).fold(0.0, f64::max)
    }

    /// Height of all lines together; 0 for no line.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.lines.iter().map(|_| self.size * LEADING).sum()
    }

    /// Writes the lines into `scene`, the first with its top at `at`.
    pub fn write(&self, scene: &mut Scene, at: Point, align: Align, colour: Colour) {
        let mut top = at.1;
        for text in &self.lines {
            let baseline = top + self.size * ((LEADING - face::ASCENT - face::DESCENT) / 2.0 + face::ASCENT);
            scene.text(Label {
                text: text.clone(),
                at: Point(at.0, baseline),
                size: self.size,
                colour,
                align,
                upwards: false,
                strong: self.strong,
            });
            top += self.size * LEADING;
        }
    }

    /// Writes the lines into `scene` so that their middle is at `at`.
    pub fn write_centred(&self, scene: &mut Scene, at: Point, align: Align, colour: Colour) {
        self.write(scene, Point(at.0, at.1 - self.height() / 2.0), align, colour);
    }
}

fn broken(line: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for chunk in chunks(line).iter().flat_map(|chunk| narrowed(chunk, size, room)) {
        let last = lines.last_mut().expect("starts with one line");
        let longer = format!("{last}{chunk}");
        if last.is_empty() || face::width(longer.trim_end(), size) <= room {
            *last = longer;
        } else {
            lines.push(chunk);
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A chunk as it is where it fits, else its characters.
fn narrowed(chunk: &str, size: f64, room: f64) -> Vec<String> {
    if face::width(chunk.trim_end(), size) <= room {
        vec![chunk.to_owned()]
    } else {
        chunk.chars().map(String::from).collect()
    }
}

/// Cuts a line where it may be broken.
fn chunks(line: &str) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    let mut before = None;
    for character in line.chars() {
        match chunks.last_mut() {
            Some(chunk) if before.is_some_and(|before| holds_together(before, character)) => chunk.push(character),
            _ => chunks.push(character.to_string()),
        }
        before = Some(character);
    }
    chunks
}

fn holds_together(before: char, after: char) -> bool {
    let word = |c: char| c.is_ascii_graphic() || (c.is_alphabetic() && (c as u32) < 0x2E80);
    closes(after) || opens(before) || (word(before) && word(after)) || (after == ' ' && word(before))
}

fn closes(character: char) -> bool {
    "，。、；：！？）》」』】〕〉”’…％‰".contains(character)
}

fn opens(character: char) -> bool {
    "（《「『【〔〈“‘￥＃".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_where_it_may() {
        // Eight Han characters of 20 units fill 160.
        let block = Block::fitted("衢州市援疆指挥部，统计", 20.0, 160.0);
        assert_eq!(block.lines, ["衢州市援疆指挥", "部，统计"]);
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        let block = Block::fitted("Sales of 2701.64 tonnes", 20.0, 110.0);
        assert_eq!(block.lines, ["Sales of", "2701.64", "tonnes"]);
    }

    #[test]
    fn what_cannot_stay_whole_is_broken_rather_than_too_wide() {
        let block = Block::fitted("1000000000000000", 20.0, 60.0);
        assert!(block.lines.len() > 2);
        assert_eq!(block.lines.concat(), "1000000000000000");
        assert!(block.width() <= 60.0);
    }

    #[test]
    fn a_headline_leaves_no_word_alone() {
        // Ten Han characters fill 200.
        let lines = |text: &str| Block::headline(text, 20.0, 200.0, 4).lines;
        assert_eq!(lines("销售收入增长"), ["销售收入增长"]);
        assert_eq!(lines("销售收入同比增长；销售量下降"), ["销售收入同比增长；", "销售量下降"]);
        assert_eq!(lines("衢州市销售收入同比增长呢"), ["衢州市销售收", "入同比增长呢"]);
    }

    #[test]
    fn what_is_left_out_is_said() {
        // Four Han characters of 20 units fill 80, and the mark is as wide as one.
        let block = Block::clipped("衢州市援疆指挥部统计", 20.0, 80.0, 2);
        assert_eq!(block.lines, ["衢州市援", "疆指挥…"]);
        assert_eq!(Block::clipped("衢州市援", 20.0, 80.0, 1).lines, ["衢州市援"]);
    }

    #[test]
    fn line_feeds_always_break_and_nothing_is_nothing() {
        assert_eq!(Block::natural("2021年\n1月", 20.0).lines, ["2021年", "1月"]);
        assert_eq!(Block::natural(" \n ", 20.0).lines, [] as [&str; 0]);
    }
}

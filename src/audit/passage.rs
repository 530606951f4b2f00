//! A text laid out for reading: its sentences, its clauses, its brackets, and each number with the words around it.
//!
//! In: the folded text and its numerals. Out: mentions in order, each with its lead (the words since the number before
//! it) and its tail, the sentence and the clause it stands in, and the period that is spoken of. Knows no arithmetic.

use super::bounds::Interval;
use super::folding::Folded;
use super::numerals::{Mark, Numeral, Reading, When, period_word};
use super::quantity::Quantity;
use super::verdict::Span;
use super::vocabulary::{WORDS, holds_any};

/// A number that may claim something, with its place in the prose.
pub(super) struct Mention {
    /// Where it is printed.
    pub at: Span,
    /// Its place among the numerals of the text.
    pub numeral: usize,
    pub quantity: Quantity,
    /// What it stands for, in its base unit and without its sign.
    pub interval: Interval,
    /// Counted through the text: ends at 。 and at a line's end.
    pub sentence: usize,
    /// Ends at ； too.
    pub segment: usize,
    /// Ends at a comma too.
    pub clause: usize,
    /// The line; empty ones are not counted.
    pub line: usize,
    /// How many brackets are open.
    pub depth: usize,
    /// The words since the number before it in the sentence; dates among them are kept.
    pub lead: String,
    /// The lead behind its last comma, colon or bracket: what stands right before the number.
    pub near: String,
    /// The words behind it, up to the next mark or number.
    pub tail: String,
    /// Whether only 、, 和, 及 or 与 stand between it and the number before it, perhaps with a word of direction.
    pub listed: bool,
    /// Alone in brackets behind a number of the same dimension: the same in another unit.
    pub restates: bool,
    /// In Chinese numerals.
    pub spelt: bool,
    /// The months that are spoken of.
    pub when: When,
    /// Whether they are named in this very sentence.
    pub dated: bool,
    /// Whether last year's are spoken of.
    pub previous: bool,
    /// The ratio that it is a member of, by the place where that begins.
    pub ratio: Option<usize>,
}

/// The numbers of a text and what is needed to read them.
pub(super) struct Passage<'a> {
    pub text: &'a Folded,
    pub mentions: Vec<Mention>,
}

/// Where the prose breaks, counted up to each place.
struct Breaks {
    line: usize,
    /// Whether the line has anything on it so far.
    written: bool,
    sentence: usize,
    segment: usize,
    clause: usize,
    depth: usize,
}

impl Breaks {
    fn pass(&mut self, text: &Folded, place: usize) {
        let c = text.at(place);
        match c {
            '\n' => {
                self.line += usize::from(std::mem::take(&mut self.written));
                self.depth = 0;
            }
            '(' | '[' => self.depth = (self.depth + 1).min(8),
            ')' | ']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.written |= !c.is_whitespace();
        if matches!(c, '\n' | '。' | '!' | '?') {
            self.sentence += 1;
        }
        if matches!(c, '\n' | '。' | '!' | '?' | ';') {
            self.segment += 1;
        }
        if is_clause_end(text, place) {
            self.clause += 1;
        }
    }
}

/// Whether a clause ends at a place; a comma between digits belongs to a number.
fn is_clause_end(text: &Folded, place: usize) -> bool {
    match text.at(place) {
        '\n' | '。' | '!' | '?' | ';' | '(' | ')' | '|' | '\t' => true,
        ',' | ':' => !(text.before(place).is_ascii_digit() && text.at(place + 1).is_ascii_digit()),
        _ => false,
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '\n' | '。' | '!' | '?')
}

impl<'a> Passage<'a> {
    /// Lays out the numbers of a text.
    pub fn new(text: &'a Folded, numerals: &[Numeral]) -> Self {
        let marks = marks(text, numerals);
        let mut breaks = Breaks { line: 0, written: false, sentence: 0, segment: 0, clause: 0, depth: 0 };
        let (mut passed, mut next_mark) = (0, 0);
        let mut speaking = Speaking::default();
        let mut mentions: Vec<Mention> = Vec::new();
        for (index, numeral) in numerals.iter().enumerate() {
            let (quantity, ratio) = match numeral.reading {
                Reading::Number(quantity) => (quantity, None),
                Reading::Part(quantity, ratio) => (quantity, Some(ratio)),
                _ => continue,
            };
            for place in passed..numeral.at.start {
                while marks.get(next_mark).is_some_and(|mark| mark.start <= place) {
                    speaking.hear(text, &marks[next_mark], breaks.sentence);
                    next_mark += 1;
                }
                breaks.pass(text, place);
                if text.at(place) == '\n' {
                    speaking.begin_line();
                }
            }
            passed = numeral.at.start;
            let Some(interval) = quantity.interval() else { continue };
            let last = mentions.last().filter(|last| last.sentence == breaks.sentence);
            let before = last.map(|last| last.at.end);
            let same = last.is_some_and(|last| last.quantity.dimension() == quantity.dimension());
            let words = Words::around(text, numeral.at, before);
            // 去年完成18.58亿元。其中…: what opens a sentence so is of the time of the one before.
            let begins = mentions.last().is_some_and(|last| last.sentence != breaks.sentence);
            if begins && words.lead.trim_start().starts_with("其中") && is_of_last_year(&mentions) {
                speaking.previous_in = Some(breaks.sentence);
            }
            let (when, previous) = speaking.at(breaks.sentence);
            mentions.push(Mention {
                at: numeral.at,
                numeral: index,
                quantity,
                interval,
                sentence: breaks.sentence,
                segment: breaks.segment,
                clause: breaks.clause,
                line: breaks.line,
                depth: breaks.depth,
                listed: same && words.is_link(),
                restates: same
                    && text.at(numeral.at.end) == ')'
                    && matches!(words.lead.as_str(), "(" | "(折合" | "(合" | "(约" | "(即" | "(约合"),
                spelt: !text.chars[numeral.at.start..numeral.at.end].iter().any(char::is_ascii_digit),
                lead: words.lead,
                near: words.near,
                tail: words.tail,
                when,
                dated: speaking.heard_in == Some(breaks.sentence),
                previous,
                ratio,
            });
        }
        Self { text, mentions }
    }
}

/// More numbers than this are not told of together: a paper is cut between its lines, a long line between its sentences.
const BLOCK: usize = 256;

impl<'a> Passage<'a> {
    /// The same in blocks, so that the work grows with the text and not faster. A notice is one block.
    pub fn into_blocks(self) -> Vec<Self> {
        let mut blocks: Vec<Self> = Vec::new();
        for mention in self.mentions {
            let fits = blocks.last().is_some_and(|block| {
                let before = block.mentions.last();
                let (line, sentence) = before.map_or((0, 0), |before| (before.line, before.sentence));
                match block.mentions.len() {
                    0..BLOCK => true,
                    count if count < 2 * BLOCK => line == mention.line,
                    count => count < 3 * BLOCK && sentence == mention.sentence,
                }
            });
            match blocks.last_mut() {
                Some(block) if fits => block.mentions.push(mention),
                _ => blocks.push(Self { text: self.text, mentions: vec![mention] }),
            }
        }
        blocks
    }
}

/// The words around a number.
struct Words {
    lead: String,
    near: String,
    tail: String,
}

/// Longer leads than this are prose about something else.
const LONGEST_LEAD: usize = 60;
const LONGEST_TAIL: usize = 16;

impl Words {
    fn around(text: &Folded, at: Span, before: Option<usize>) -> Self {
        let first = before.unwrap_or(0).max(at.start.saturating_sub(LONGEST_LEAD));
        let start = (first..at.start).rev().find(|&p| ends_sentence(text.at(p))).map_or(first, |p| p + 1);
        let near = (start..at.start).rev().find(|&p| is_clause_end(text, p)).map_or(start, |p| p + 1);
        let stop = (at.end + LONGEST_TAIL).min(text.len());
        let end = (at.end..stop).find(|&p| is_clause_end(text, p) || text.at(p).is_ascii_digit() || text.at(p) == '、');
        let take = |from: usize, to: usize| text.chars[from..to].iter().filter(|c| **c != ' ').collect::<String>();
        // 实物型增速（34.3%）: alone in brackets, a number is what the words before them say.
        let near = match (start..near.saturating_sub(1)).rev().find(|&p| is_clause_end(text, p)) {
            _ if near < at.start || text.before(near) != '(' => take(near, at.start),
            Some(comma) => take(comma + 1, near - 1),
            None => take(start, near.saturating_sub(1).max(start)),
        };
        // 占进出口总值（下同）的67.5%: brackets before 的 do not end the words.
        let of = near == "的" && text.before(at.start) == '的';
        let close = if of { at.start - 1 } else { at.start };
        let near = match before_bracket(text, close).filter(|_| of || near.is_empty()) {
            Some(words) => words + &near,
            None => near,
        };
        Self { lead: take(start, at.start), near, tail: take(at.end, end.unwrap_or(stop)) }
    }

    /// 、 和 及 与, alone or with 下降 and its kind behind.
    fn is_link(&self) -> bool {
        let rest = self.lead.strip_prefix(['、', '和', '及', '与', '或']).or_else(|| self.lead.strip_prefix("以及"));
        let rest = rest.or_else(|| self.lead.strip_prefix(','));
        let same = |rest: &str| matches!(rest, "" | "达" | "为" | "达到" | "约" | "近");
        rest.is_some_and(|rest| {
            same(rest) || (!self.lead.starts_with(',') && rest.chars().count() <= 2 && is_direction(rest))
        })
    }
}

/// 高出实物型增速（34.3%）10.1个百分点: behind brackets, the words before them go on.
fn before_bracket(text: &Folded, place: usize) -> Option<String> {
    let close = place.checked_sub(1).filter(|&p| text.at(p) == ')')?;
    let open = (close.saturating_sub(40)..close)
        .rev()
        .find(|&p| text.at(p) == '(' || ends_sentence(text.at(p)))
        .filter(|&p| text.at(p) == '(')?;
    let start = (open.saturating_sub(30)..open)
        .rev()
        .find(|&p| is_clause_end(text, p) || text.at(p).is_ascii_digit())
        .map_or(open.saturating_sub(30), |p| p + 1);
    Some(text.chars[start..open].iter().filter(|c| **c != ' ').collect())
}

fn is_direction(word: &str) -> bool {
    let cues = &WORDS.cues;
    cues.up.iter().chain(&cues.down).any(|cue| cue == word)
}

/// Every period that is named, in order.
fn marks(text: &Folded, numerals: &[Numeral]) -> Vec<Mark> {
    let dates = numerals.iter().filter_map(|numeral| match numeral.reading {
        Reading::Date(when) => Some(Mark { start: numeral.at.start, end: numeral.at.end, when, previous: false }),
        _ => None,
    });
    let words = (0..text.len()).filter_map(|place| period_word(text, place));
    let mut marks: Vec<Mark> = dates.chain(words).collect();
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// 全年242亿元任务, 年度目标: the year of a plan says nothing of the period that is reported.
fn is_of_a_plan(text: &Folded, mark: &Mark) -> bool {
    let words: String = text.chars[mark.end..(mark.end + 12).min(text.len())].iter().collect();
    let near = words.split([',', '。', ';', '\n']).next().unwrap_or_default();
    mark.when.months == Some((1, 12)) && holds_any(near, &WORDS.cues.plan)
}

/// Whether every number of the last sentence is of last year.
fn is_of_last_year(mentions: &[Mention]) -> bool {
    let last = mentions.last().map(|last| last.sentence);
    mentions.iter().rev().take_while(|mention| Some(mention.sentence) == last).all(|mention| mention.previous)
}

/// 去年同期基数较高: words that go on without a number speak of no amount.
fn is_of_prose(text: &Folded, start: usize) -> bool {
    let end = (start..text.len()).find(|&p| is_clause_end(text, p)).unwrap_or(text.len());
    let words = &text.chars[start..end];
    !words.is_empty() && !words.iter().any(|c| c.is_ascii_digit() || super::numerals::is_numeral(*c))
}

/// The period that the text is speaking of.
#[derive(Default)]
struct Speaking {
    when: When,
    previous_in: Option<usize>,
    heard_in: Option<usize>,
    heard_to: usize,
}

impl Speaking {
    fn hear(&mut self, text: &Folded, mark: &Mark, sentence: usize) {
        // 去年12月5日 is a day of last year, not last year's figure; 同期 within 去年同期 is the same word.
        if std::mem::replace(&mut self.heard_to, mark.end) > mark.start
            || (mark.previous && text.at(mark.end).is_ascii_digit())
        {
            return;
        }
        let against = WORDS.cues.against.iter().any(|word| text.ends(mark.start, word));
        if against {
            return;
        }
        // 8月17日获悉 says when it was told; 截至8月17日 what is told.
        if is_of_a_plan(text, mark) || (mark.when.day && !mark.when.through) {
            return;
        }
        if mark.previous {
            if !is_of_prose(text, mark.end) {
                self.previous_in = Some(sentence);
            }
            return;
        }
        self.previous_in = None;
        let same = self.heard_in == Some(sentence);
        let current = self.when.months.map(|(_, last)| (last, last));
        let months = if mark.when.months == Some((0, 0)) { current } else { mark.when.months };
        let months = months.or(if mark.when.year.is_some() && !same { None } else { self.when.months });
        self.when = When { year: mark.when.year.or(self.when.year), months, through: mark.when.through, day: false };
        self.heard_in = Some(sentence);
    }

    /// A paragraph says itself which months it speaks of.
    fn begin_line(&mut self) {
        self.when = When::default();
        self.previous_in = None;
    }

    fn at(&self, sentence: usize) -> (When, bool) {
        (self.when, self.previous_in == Some(sentence))
    }
}

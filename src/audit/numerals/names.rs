//! Digits and Chinese numerals that are names: plans, ordinals, codes, phone and document numbers, list numbers.

use super::super::folding::{Folded, is_han};
use super::super::quantity::Quantity;
use super::super::vocabulary::{WORDS, holds_any};
use super::{Why, after_words, chinese, in_a_name, quoted, units};

/// A code around the digits at a place: its first and last place, and why it claims nothing.
pub(super) fn code(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    document(text, place)
        .or_else(|| phone(text, place))
        .or_else(|| footnote(text, place))
        .or_else(|| list(text, place))
        .or_else(|| mixed(text, place))
        .or_else(|| version(text, place))
        .or_else(|| quoted_digits(text, place))
        .or_else(|| calendar_name(text, place))
}

fn digits_end(text: &Folded, place: usize) -> usize {
    (place..text.len()).find(|&p| !text.at(p).is_ascii_digit()).unwrap_or(text.len())
}

/// 〔2021〕3号, [2021] 3 号, (2021)12号, 2021年第3期.
fn document(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    let end = digits_end(text, place);
    if matches!(text.before(place), '[' | '(') && end - place == 4 && matches!(text.at(end), ']' | ')') {
        let behind = text.skip_blanks(end + 1);
        let behind = if text.at(behind) == '第' { behind + 1 } else { behind };
        let last = digits_end(text, behind);
        if last > behind && text.at(last) == '号' {
            return Some((place - 1, last + 1, "why.document-number"));
        }
    }
    (text.at(end) == '号' && !matches!(text.at(end + 1), '店' | '库') && place > 0 && text.before(place) == '第')
        .then(|| (place - 1, end + 1, "why.ordinal"))
}

/// Phone, post and account numbers: by the word in front, or by their own form.
fn phone(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    let mut end = digits_end(text, place);
    let mut groups = 1;
    while matches!(text.at(end), '-') && text.at(end + 1).is_ascii_digit() && groups < 4 {
        end = digits_end(text, end + 1);
        groups += 1;
    }
    let digits = (place..end).filter(|&p| text.at(p).is_ascii_digit()).count();
    let led = {
        let from = place.saturating_sub(10);
        let lead: String = text.chars[from..place].iter().collect();
        let near = lead.rsplit(['。', ';', '\n', ',']).next().unwrap_or_default().to_owned();
        holds_any(&near, &WORDS.not_claims.phone)
    };
    let shaped = groups == 2 && text.at(place) == '0' && (10..=12).contains(&digits) || groups == 3 && digits >= 10;
    let mobile = groups == 1 && digits == 11 && text.at(place) == '1' && units::unit(text, end).is_none();
    let known = led
        && digits >= 3
        && (text.at(end) != '.' || !text.at(end + 1).is_ascii_digit())
        && units::unit(text, end).is_none();
    (known || shaped || mobile).then_some((place, end, "why.phone"))
}

/// [1], a note's mark.
fn footnote(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    let end = digits_end(text, place);
    (text.before(place) == '[' && text.at(end) == ']' && end - place <= 3).then(|| (place - 1, end + 1, "why.footnote"))
}

/// The number of a list: at the start of a line or behind a colon, a semicolon or a full stop.
fn list(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    let end = digits_end(text, place);
    if end - place > 2 {
        return None;
    }
    let before = (0..place).rev().find(|&p| text.at(p) != ' ').map_or('\n', |p| text.at(p));
    let opens = matches!(before, '\n' | ':' | ';' | '。' | '|' | ',' | ')');
    let why = "why.list-number";
    if text.before(place) == '(' && text.at(end) == ')' && units_follow_not(text, end) {
        let opener = place.checked_sub(2).map_or('\n', |p| text.at(p));
        return (!is_han(opener)).then(|| (place - 1, end + 1, why));
    }
    let stop = matches!(text.at(end), '.' | '、' | ')') && !text.at(end + 1).is_ascii_digit();
    let first = text.at(text.skip_blanks(end + 1));
    // 2. “—”表示…: an item may begin with a quotation.
    let is_item = is_han(first) || matches!(first, '“' | '「' | '《');
    (opens && stop && (is_item || text.at(end) == ')')).then_some((place, end + 1, why))
}

fn units_follow_not(text: &Folded, end: usize) -> bool {
    text.at(end + 1) != '%'
}

/// Letters and digits in one: 5G, A4, GB/T 9704-2012, COVID-19, plycy@qq.com, https://…
fn mixed(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    let inside = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '/' | ':' | '=' | '?' | '&' | '+' | '#')
    };
    let start = (0..place).rev().take(200).take_while(|&p| inside(text.at(p))).last().unwrap_or(place);
    let start = (start..place).find(|&p| text.at(p).is_ascii_alphabetic()).unwrap_or(place);
    let end = (place..text.len()).take(200).find(|&p| !inside(text.at(p))).unwrap_or((place + 200).min(text.len()));
    let end = (place + 1..=end).rev().find(|&p| text.at(p - 1).is_ascii_alphanumeric()).unwrap_or(end);
    let letters_before = (start..place).any(|p| text.at(p).is_ascii_alphabetic());
    let standard =
        text.before(place) == ' ' && ["GB/T", "GB", "ISO", "DB"].iter().any(|word| text.ends(place - 1, word));
    if letters_before || standard {
        // "TEU1069" is no code where a unit of its own ends the letters; "增长GDP5.2%" is none either.
        let letters: String = (start..place).map(|p| text.at(p)).collect();
        let word_then_number = letters.chars().all(|c| c.is_ascii_alphabetic()) && letters.len() >= 3 && !standard;
        return (!word_then_number || text.at(digits_end(text, place)).is_ascii_alphabetic())
            .then_some((start, end, "why.code"));
    }
    let last = digits_end(text, place);
    let number_end =
        if text.at(last) == '.' && text.at(last + 1).is_ascii_digit() { digits_end(text, last + 1) } else { last };
    let letters_behind = text.at(number_end).is_ascii_alphabetic() && units::unit(text, number_end).is_none();
    let address = (place..end).any(|p| text.at(p) == '@');
    (letters_behind || address).then_some((place, end, "why.code"))
}

/// 2.0版, 3.0时代.
fn version(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    let whole = digits_end(text, place);
    let end = if text.at(whole) == '.' { digits_end(text, whole + 1) } else { whole };
    let words = ["版", "时代"];
    words.iter().any(|word| text.starts(end, word)).then_some((place, end, "why.name"))
}

/// “16234”, “1323”行动, 8090南孔文化宣讲团: digits that are quoted, or run into a name without a unit.
fn quoted_digits(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    let end = digits_end(text, place);
    let (first, last) = quoted(text, place)?;
    (first == place && last == end).then_some((place, end, "why.name"))
}

/// 3·15, 7·20, 12·4: a day that became a name.
fn calendar_name(text: &Folded, place: usize) -> Option<(usize, usize, Why)> {
    let end = digits_end(text, place);
    let last = digits_end(text, end + 1);
    (text.at(end) == '·' && last > end + 1).then_some((place, last, "why.name"))
}

/// 第2位, 第13届; also 2号楼, 3号店.
pub(super) fn ordinal(text: &Folded, place: usize) -> Option<(usize, Why)> {
    let end = digits_end(text, place);
    if text.before(place) == '第' {
        let behind = units::unit(text, end).map_or(end, |(_, _, behind)| behind);
        return Some((behind, "why.ordinal"));
    }
    // 附件1, 图2, 表3-1: a label; 代表3人 counts.
    let labels = WORDS.not_claims.labels.iter().find(|label| text.ends(place, label));
    let label = labels.filter(|label| {
        !matches!((label.as_str(), text.before(place - label.chars().count())), ("表", '代' | '发' | '报'))
    });
    if label.is_some() && end - place <= 3 && units::unit(text, end).is_none() && !matches!(text.at(end), '.' | '%') {
        let part = text.at(end) == '-' && text.at(end + 1).is_ascii_digit();
        return Some((if part { digits_end(text, end + 1) } else { end }, "why.list-number"));
    }
    let numbered = text.at(end) == '号' || (text.at(end) == '#' && text.at(end + 1) != '#');
    let ranked = text.before(place) == '前' && matches!(text.at(end), '位' | '名' | '强' | '列');
    let top = text.at(end) == '强' && !text.at(end + 1).is_ascii_digit();
    if numbered || ranked || top {
        return Some((end + 1, if numbered { "why.ordinal" } else { "why.rank" }));
    }
    // 8090后, 8090南孔文化宣讲团: digits without a unit that run into a name.
    let generation = end - place == 4 && text.starts(place, "8090") && is_han(text.at(end));
    (generation || text.at(end) == '后' && end - place <= 4 && !after_words(text, place)).then_some((end, "why.name"))
}

/// 十四五, 第三次, 一是: Chinese numerals of names and lists.
pub(super) fn spelt(text: &Folded, place: usize) -> Option<(usize, Why)> {
    if let Some(plan) = WORDS.not_claims.plans.iter().find(|plan| text.starts(place, plan)) {
        let end = place + plan.chars().count();
        // 十三五 is a plan; 十三五十 never stands in prose.
        return Some((end, "why.plan"));
    }
    if let Some(name) = WORDS.not_claims.names.iter().find(|name| text.starts(place, name)) {
        return Some((place + name.chars().count(), "why.name"));
    }
    if text.before(place) == '第' {
        let (_, end) = chinese::whole(text, place)?;
        let behind = units::unit(text, end).map_or(end, |(_, _, behind)| behind);
        return Some((behind, "why.ordinal"));
    }
    let (_, end) = chinese::whole(text, place)?;
    // 电子、化工、医药三大板块: how many were listed, though 大 is no counter.
    let listed =
        || (place.saturating_sub(24)..place).rev().map(|p| text.at(p)).take_while(|c| is_han(*c) || *c == '、');
    if text.at(end) == '大' && listed().any(|c| c == '、') {
        return Some((end + 1, "why.word"));
    }
    let opens = matches!(text.before(place), '\n' | '(' | '。' | ';' | ' ' | ':' | ',');
    let listed = opens
        && (matches!(text.at(end), '、' | ')') && !chinese::is_digit(text.at(end + 1))
            || text.at(end) == '是' && !units::word_goes_on(text, end + 40));
    listed.then_some((end, "why.list-number"))
}

/// 一批, 一系列, 一个: an article rather than a count; and idioms with a numeral in them.
pub(super) fn is_figure_of_speech(text: &Folded, quantity: &Quantity, start: usize, end: usize) -> bool {
    let one = quantity.digits == 1 && quantity.magnitude == 0 && text.at(start) == '一';
    let repeated = text.at(end) == text.at(end.saturating_sub(1)) && is_han(text.at(end));
    // 线上三千万元 is a number behind a word; 同一, 每三个 are words.
    let small = quantity.digits < 10 && quantity.magnitude == 0;
    let in_word = small
        && matches!(
            text.before(start),
            '统' | '同'
                | '唯'
                | '单'
                | '之'
                | '万'
                | '进'
                | '逐'
                | '每'
                | '这'
                | '那'
                | '某'
                | '另'
                | '任'
                | '上'
                | '下'
                | '首'
                | '各'
        );
    one || repeated || in_word || in_a_name(text, start)
}

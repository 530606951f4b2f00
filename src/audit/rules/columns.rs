//! Records side by side: a whole with several amounts, and parts that tell the same amounts by the same names (总投资…，计划投资…，
//! 完成投资…; 其中: 在建项目总投资…，计划投资…，完成投资…).
//!
//! In: amounts with the words right before them. Out: the sum of each column, and parts that are no more than their whole. A
//! column that does not add up is called wrong where another one of the same records does.

use super::super::bounds::{Fraction, Interval};
use super::super::roles::last_end;
use super::super::verdict::RelationKind;
use super::super::vocabulary::WORDS;
use super::{Context, Partition, Rule, sum, total};

/// How many numbers behind a whole its parts may stand, and how many paragraphs.
const REACH: usize = 60;
const LINES: usize = 8;
/// How many numbers of one record may stand between two of its columns.
const WIDTH: usize = 8;

/// An amount and those that bear its name in later records.
struct Column {
    whole: usize,
    parts: Vec<usize>,
}

pub(super) fn apply(context: &mut Context<'_>) {
    let names: Vec<String> = (0..context.len()).map(|at| name(&context.mention(at).near)).collect();
    let columns: Vec<Column> = (0..context.len()).filter_map(|whole| column(context, &names, whole)).collect();
    let (adding, others): (Vec<&Column>, Vec<&Column>) =
        columns.iter().filter(|column| column.parts.len() >= 2).partition(|column| adds_up(context, column));
    for column in &adding {
        sum::report_once(context, column.whole, &column.parts);
    }
    for column in &adding {
        heads(context, column);
    }
    for column in others {
        if adding.iter().any(|other| is_of_the_same_records(context, column, other)) {
            sum::fail(context, column.whole, &column.parts);
        }
    }
    for column in &columns {
        first_part(context, column);
    }
    for known in context.partitions.clone() {
        same_breakdown(context, &names, &known);
    }
}

/// 3月份入境1027万人次，其中外国人…，香港…；1-3月入境2821万人次，其中外国人…，香港…: what was divided so once is divided so again.
fn same_breakdown(context: &mut Context<'_>, names: &[String], known: &Partition) {
    let last = known.parts[known.parts.len() - 1];
    let named = known.parts.iter().all(|&part| names[part].chars().count() >= 2) && !names[known.whole].is_empty();
    let sum = total(known.parts.iter().map(|&part| context.interval(part)));
    let holds = sum.is_some_and(|sum| sum.meets(context.interval(known.whole)));
    if known.parts.len() < 3 || known.whole > known.parts[0] || !named || !holds {
        return;
    }
    let alike = |at: &usize, like: usize| {
        names[*at] == names[like] && context.is_level(*at) && context.same_dimension(*at, like)
    };
    let reach = last + 1..context.len().min(last + REACH);
    let Some(whole) = reach.clone().find(|at| alike(at, known.whole)) else { return };
    let found: Option<Vec<usize>> = known
        .parts
        .iter()
        .map(|&part| reach.clone().skip_while(|at| *at <= whole).find(|at| alike(at, part)))
        .collect();
    let Some(parts) = found.filter(|parts| parts.is_sorted() && context.same_line(whole, parts[0])) else { return };
    if context.partitions.iter().any(|other| other.whole == whole && other.parts.len() == parts.len()) {
        return;
    }
    let again = Column { whole, parts };
    if adds_up(context, &again) {
        sum::report_once(context, again.whole, &again.parts);
    } else {
        sum::fail(context, again.whole, &again.parts);
    }
}

/// The words right before a number, behind the period that they name, without signs.
fn name(near: &str) -> String {
    let words = &near[last_end(near, &WORDS.cues.period_end).unwrap_or(0)..];
    let opened = WORDS.cues.part.iter().fold(words, |words, word| words.trim_start_matches(word.as_str()));
    opened.chars().filter(|c| super::super::folding::is_han(*c)).collect()
}

fn column(context: &Context<'_>, names: &[String], whole: usize) -> Option<Column> {
    let own = context.mention(whole);
    if !context.is_level(whole) || own.restates || own.listed || names[whole].chars().count() < 2 {
        return None;
    }
    let mut parts: Vec<usize> = Vec::new();
    for at in whole + 1..context.len().min(whole + REACH) {
        let other = context.mention(at);
        let same = context.is_level(at)
            && names[at] == names[whole]
            && context.same_dimension(at, whole)
            && context.is_plan(at) == context.is_plan(whole)
            && other.previous == own.previous
            && other.line - own.line <= LINES
            && !other.restates
            && !other.listed;
        if !same {
            continue;
        }
        let apart = |before: usize| {
            !context.same_segment(before, at) || (before + 1..=at).any(|between| context.opens_parts(between))
        };
        if !apart(whole) || parts.last().is_some_and(|&last| !apart(last)) {
            return None;
        }
        parts.push(at);
    }
    (!parts.is_empty()).then_some(Column { whole, parts })
}

fn adds_up(context: &Context<'_>, column: &Column) -> bool {
    let sharp = context.mention(column.whole).quantity.significant() >= 3 || column.parts.len() >= 3;
    let again = column.parts.iter().any(|&part| context.interval(part).at == context.interval(column.whole).at);
    let sum = total(column.parts.iter().map(|&part| context.interval(part)));
    sharp && !again && sum.is_some_and(|sum| sum.meets(context.interval(column.whole)))
}

/// 项目530项，总投资…：其中在建185项，总投资…；新开工157项，总投资…: what stands right before each amount of a column that adds up.
fn heads(context: &mut Context<'_>, column: &Column) {
    let before = |at: usize| at.checked_sub(1).filter(|&head| context.same_segment(head, at) && context.is_level(head));
    let parts: Option<Vec<usize>> = column.parts.iter().map(|&part| before(part)).collect();
    let (Some(whole), Some(parts)) = (before(column.whole), parts) else { return };
    let alike = parts.iter().all(|&part| context.same_dimension(part, whole))
        && context.mention(whole).quantity.is_exact()
        && !context.same_dimension(whole, column.whole);
    let told = context.partitions.iter().any(|known| known.whole == whole || known.parts.contains(&parts[0]));
    let sharp = context.mention(column.whole).quantity.significant() >= 4;
    if alike && !told && sharp {
        let adding = Column { whole, parts };
        if adds_up(context, &adding) {
            sum::report_once(context, adding.whole, &adding.parts);
        } else {
            sum::fail(context, adding.whole, &adding.parts);
        }
    }
}

/// Whether two columns have their wholes in one record and their parts, one by one, in the same ones.
fn is_of_the_same_records(context: &Context<'_>, one: &Column, other: &Column) -> bool {
    let beside = |a: usize, b: usize| a.abs_diff(b) <= WIDTH && context.same_line(a, b);
    one.parts.len() == other.parts.len()
        && beside(one.whole, other.whole)
        && one.parts.iter().zip(&other.parts).all(|(&a, &b)| beside(a, b))
        && context.mention(other.whole).quantity.significant() >= 4
}

/// 其中亿元以上项目46个，总投资326.37亿元: of several records behind 其中 the first is of the whole for sure.
fn first_part(context: &mut Context<'_>, column: &Column) {
    let (whole, part) = (column.whole, column.parts[0]);
    let known = context.partitions.iter().any(|known| known.parts.contains(&part));
    let opened = (whole + 1..=part).any(|at| {
        let opens = context.opens_parts(at) || super::part_of::among(&context.mention(at).lead).is_some();
        opens && context.same_segment(at, part) && part - at <= WIDTH
    });
    let nearest = part - whole <= 2 * WIDTH && context.mention(part).sentence - context.mention(whole).sentence <= 2;
    let computed = Interval { low: Fraction::ZERO, ..*context.interval(whole) };
    if !known && opened && nearest && computed.meets(context.interval(part)) {
        context.report(RelationKind::Sum, Rule::PartOf, part, &[whole], computed);
    }
}

//! What a rate or a change is reckoned from: a year ago, the beginning of the year, the month before.
//!
//! In: the words right before two numbers. Out: whether they speak of one time. Knows no arithmetic.

use super::super::vocabulary::{WORDS, holds_any};
use super::Context;

/// The time that a change is reckoned from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Since {
    YearAgo,
    YearBegan,
    PeriodBefore,
}

/// The time that words name, if any; 比上年末 is the beginning of the year, though 上年 stands in it.
fn named(words: &str) -> Option<Since> {
    let cues = &WORDS.cues;
    if holds_any(words, &cues.year_begun) {
        Some(Since::YearBegan)
    } else if holds_any(words, &cues.period_before) {
        Some(Since::PeriodBefore)
    } else {
        holds_any(words, &cues.since).then_some(Since::YearAgo)
    }
}

/// 余额4503.5亿元，增长12.1%，余额比年初增加451.7亿元: growth without a word is growth of a year, and what is told behind a
/// word goes on from the same time.
pub(super) fn of_one_time(context: &Context<'_>, one: usize, other: usize) -> bool {
    let time = |at: usize| named(&context.mention(at).near);
    let earlier = time(one.min(other)).unwrap_or(Since::YearAgo);
    time(one.max(other)).is_none_or(|later| later == earlier)
}

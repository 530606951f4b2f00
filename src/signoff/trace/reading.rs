//! The entries of a question as they go by: each part read once, added up, and handed to the answer on its way.

use crate::findings::Finding;
use crate::ledger::{Class, Entry, Wanted};

use super::answers::Answer;
use super::proof::Proof;
use super::question::Question;
use super::standings::{Standing, Standings};
use super::sums::PartSum;

/// Gives every entry that is wanted, in a stable order; a finding where a file cannot be read any more.
pub type Reading<'a> = dyn Fn(&Wanted, &mut dyn FnMut(Entry)) -> Result<(), Finding> + 'a;

/// Reads what the question needs. `answer` tells the first `most` entries of each part, and its bytes go to `write` as they
/// come. Out: the proof, and how the values stand where the figure is a rank.
///
/// # Errors
/// The finding of a file that cannot be read any more.
pub fn told(
    question: &Question,
    read: &Reading<'_>,
    most: u64,
    answer: &mut dyn Answer,
    write: &mut dyn FnMut(&[u8]),
) -> Result<(Proof, Vec<Standing>), Finding> {
    write(&answer.opening(question));
    let mut sums = Vec::new();
    for part in &question.parts {
        let (mut sum, mut listed) = (PartSum::new(question, part.period), 0);
        write(&answer.part(question, part));
        read(&part.wanted, &mut |entry| {
            if !question.concerns(&entry) {
                return;
            }
            sum.take(&entry);
            if listed < most {
                listed += 1;
                write(&answer.entry(question, part, &entry));
            }
        })?;
        write(&answer.part_end(question, part, &sum, listed));
        sums.push(sum);
    }
    let standings = standings(question, read)?;
    Ok((Proof::new(question, &sums, &standings), standings))
}

fn standings(question: &Question, read: &Reading<'_>) -> Result<Vec<Standing>, Finding> {
    let (Some(mut standings), Some(wanted)) = (Standings::new(question), question.others()) else {
        return Ok(Vec::new());
    };
    read(&wanted, &mut |entry| {
        debug_assert!(entry.class == Class::Accepted, "only counted entries rank");
        standings.take(&entry);
    })?;
    Ok(standings.ranked())
}

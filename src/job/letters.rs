//! What the job says of its letters: by when they come back, and whom to ask.

use serde::Deserialize;

use super::file::JobError;
use crate::calendar::DayCode;
use crate::values::{DateContext, read_date};

/// How letters are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterPlan {
    /// By when they come back; none leaves a blank to be filled in.
    pub due: Option<DayCode>,
    /// Whom to ask; none leaves a blank to be filled in.
    pub contact: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct LetterTable {
    due: Option<String>,
    contact: Option<String>,
}

pub(super) fn letters(table: LetterTable) -> Result<LetterPlan, JobError> {
    let day = |text: String| {
        let read = read_date(&text, false, &DateContext::default()).ok().filter(|day| day.day_of_month().is_some());
        read.ok_or_else(|| JobError::new("job.letters-due", vec![("value", text)]))
    };
    Ok(LetterPlan { due: table.due.map(day).transpose()?, contact: table.contact })
}

//! Figures as a template asks for them: by id, or by name, period and filter; noted down as they are printed.

use std::sync::{Mutex, PoisonError};

use crate::calendar::Period;
use crate::figures::{Figure, FigureId, Figures};
use crate::words::Lang;

use super::error::NoticeProblem;

/// A figure that a notice prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedFigure {
    /// Its id.
    pub id: String,
    /// The words and digits that stand for it: 301.64吨, 同比下降8.92%.
    pub text: String,
}

/// The figures of a notice, and which of them were printed.
#[derive(Debug)]
pub(super) struct Asked {
    figures: Figures,
    lang: Lang,
    used: Mutex<Vec<UsedFigure>>,
}

impl Asked {
    pub(super) const fn new(figures: Figures, lang: Lang) -> Self {
        Self { figures, lang, used: Mutex::new(Vec::new()) }
    }

    pub(super) const fn lang(&self) -> Lang {
        self.lang
    }

    pub(super) const fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The id of `name` (`sales.weight.yoy`, or a whole id) over `period`, else over the ledger's year to date, limited
    /// to the values of `filter`.
    pub(super) fn id(
        &self,
        name: &str,
        period: Option<&str>,
        filter: Vec<(String, String)>,
    ) -> Result<FigureId, NoticeProblem> {
        let bad_id = || NoticeProblem::BadId(name.to_owned());
        if name.contains('@') {
            return name.parse().map_err(|_| bad_id());
        }
        let ledger = name.split('.').next().unwrap_or_default();
        let period = self.period(ledger, period)?;
        let mut id: FigureId = format!("{name}@{period}").parse().map_err(|_| bad_id())?;
        id.filter.extend(filter);
        Ok(id)
    }

    /// The period as asked, else the ledger's year to date.
    pub(super) fn period(&self, ledger: &str, period: Option<&str>) -> Result<Period, NoticeProblem> {
        match period {
            Some(text) => text.parse().map_err(|()| NoticeProblem::BadPeriod(text.to_owned())),
            None => self.figures.year_to_date(ledger).ok_or_else(|| NoticeProblem::NoLedger {
                name: ledger.to_owned(),
                nearest: nearest(ledger, self.figures.ledgers().map(|(known, _)| known)),
            }),
        }
    }

    /// The figure of this id; a problem that names the nearest one where there is none.
    pub(super) fn figure(&self, id: &FigureId) -> Result<&Figure, NoticeProblem> {
        self.figures.find(id).ok_or_else(|| {
            let id = id.to_string();
            let known: Vec<String> = self.figures.iter().map(|figure| figure.id.to_string()).collect();
            NoticeProblem::NoFigure { nearest: nearest(&id, known.iter().map(String::as_str)), id }
        })
    }

    /// Notes that `text` stands for `figure`, and gives it back.
    pub(super) fn printed(&self, figure: &Figure, text: String) -> String {
        let used = UsedFigure { id: figure.id.to_string(), text: text.clone() };
        self.used.lock().unwrap_or_else(PoisonError::into_inner).push(used);
        text
    }

    /// What was printed, in order.
    pub(super) fn take_used(&self) -> Vec<UsedFigure> {
        std::mem::take(&mut self.used.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The known name that is most like `name`; the earlier one of equals, nothing where none is known.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let likeness = strsim::jaro_winkler(candidate, name);
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map_or_else(String::new, |(_, candidate)| candidate.to_owned())
}

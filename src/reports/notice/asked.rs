//! Figures as a template asks for them: by id, or by name, period and filter; noted down as they are printed.

use std::sync::{Mutex, PoisonError};

use crate::calendar::Period;
use crate::figures::{Figure, FigureId, Figures};
use crate::words::Lang;

use super::error::NoticeProblem;
use super::marks;
use super::reading::Material;

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
    /// Key and title.
    tables: Vec<(String, String)>,
    charts: Vec<String>,
    lang: Lang,
    used: Mutex<Vec<UsedFigure>>,
}

impl Asked {
    pub(super) fn new(figures: Figures, material: Material<'_>, lang: Lang) -> Self {
        let tables = material.tables.iter().map(|table| (table.key.clone(), marks::unmarked(&table.title))).collect();
        let charts = material.pictures.iter().map(|picture| picture.stem.clone()).collect();
        Self { figures, tables, charts, lang, used: Mutex::new(Vec::new()) }
    }

    /// Whether there is such a table.
    pub(super) fn has_table(&self, key: &str) -> bool {
        self.tables.iter().any(|(known, _)| known == key)
    }

    /// Every table: its key and its title.
    pub(super) fn tables(&self) -> &[(String, String)] {
        &self.tables
    }

    /// Whether there is such a chart.
    pub(super) fn has_chart(&self, stem: &str) -> bool {
        self.charts.iter().any(|known| known == stem)
    }

    /// The place of a table; a problem that names the nearest one where there is none.
    pub(super) fn table(&self, key: &str) -> Result<String, NoticeProblem> {
        let nearest = || nearest(key, self.tables.iter().map(|(known, _)| known.as_str()));
        let none = || NoticeProblem::NoTable { name: key.to_owned(), nearest: nearest() };
        if self.has_table(key) { Ok(marks::table(key)) } else { Err(none()) }
    }

    /// The place of a chart, likewise.
    pub(super) fn chart(&self, stem: &str) -> Result<String, NoticeProblem> {
        let nearest = || nearest(stem, self.charts.iter().map(String::as_str));
        let none = || NoticeProblem::NoChart { name: stem.to_owned(), nearest: nearest() };
        if self.has_chart(stem) { Ok(marks::chart(stem)) } else { Err(none()) }
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

    /// Notes that `text` stands for `figure`, and gives it back with the figure's marks.
    pub(super) fn printed(&self, figure: &Figure, text: &str) -> String {
        let id = figure.id.to_string();
        let marked = marks::figure(&marks::unmarked(&id), &marks::unmarked(text));
        self.used.lock().unwrap_or_else(PoisonError::into_inner).push(UsedFigure { id, text: text.to_owned() });
        marked
    }

    /// What was printed, in order.
    pub(super) fn take_used(&self) -> Vec<UsedFigure> {
        std::mem::take(&mut self.used.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The known name that is most like `name`; the earlier one of equals, nothing where none is known.
pub(in crate::reports) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let likeness = strsim::jaro_winkler(candidate, name);
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map_or_else(String::new, |(_, candidate)| candidate.to_owned())
}

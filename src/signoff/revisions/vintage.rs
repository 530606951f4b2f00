//! One state of the figures: a publication, or today.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::Month;
use crate::figures::{FigureId, Figures};
use crate::kinds::Kind;

use super::super::publish::{KeptLedger, Published, PublishedFigure};

/// The figures as they stood at one time, with what is known of their records.
#[derive(Clone, Debug)]
pub struct Vintage {
    /// The publication's file; none for today's data.
    pub file: Option<String>,
    /// The day on which it was published.
    pub date: Option<String>,
    /// The hash of the publication's file.
    pub sha256: Option<String>,
    /// The last month of the job.
    pub through: Month,
    /// The figures by id.
    pub figures: BTreeMap<String, PublishedFigure>,
    /// What is known of the records.
    pub ledgers: Arc<Vec<KeptLedger>>,
}

impl Vintage {
    /// A publication with what was kept of its records.
    #[must_use]
    pub fn published(published: &Published, ledgers: Vec<KeptLedger>) -> Self {
        let publication = &published.publication;
        Self {
            file: Some(published.file.clone()),
            date: Some(publication.date.clone()),
            sha256: Some(published.sha256.clone()),
            through: publication.through,
            figures: publication.figures.iter().map(|figure| (figure.id.clone(), figure.clone())).collect(),
            ledgers: Arc::new(ledgers),
        }
    }

    /// Today's figures and records.
    #[must_use]
    pub fn today(through: Month, figures: &Figures, ledgers: Arc<Vec<KeptLedger>>) -> Self {
        let figures = figures.iter().map(PublishedFigure::from);
        Self {
            file: None,
            date: None,
            sha256: None,
            through,
            figures: figures.map(|figure| (figure.id.clone(), figure)).collect(),
            ledgers,
        }
    }

    /// The figure of an id.
    #[must_use]
    pub fn figure(&self, id: &FigureId) -> Option<&PublishedFigure> {
        self.figures.get(&id.to_string())
    }

    /// What is known of a ledger's records.
    #[must_use]
    pub fn ledger(&self, kind: &Kind) -> Option<&KeptLedger> {
        self.ledgers.iter().find(|ledger| ledger.kind.name == kind.name)
    }

    /// The last month that a ledger's figures cover: it may be another one than the job's.
    #[must_use]
    pub fn through_of(&self, ledger: &str) -> Option<Month> {
        let start = format!("{ledger}.");
        let own = self.figures.range(start.clone()..).take_while(|(id, _)| id.starts_with(&start));
        own.filter_map(|(id, _)| id.parse::<FigureId>().ok()).map(|id| id.period.last()).max()
    }
}

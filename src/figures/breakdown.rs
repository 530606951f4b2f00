//! From cells to groups: each cell is added once to every breakdown, so that no figure scans the cells again.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::cube::{Cell, LedgerCube};
use crate::kinds::{Formula, Kind};
use crate::words::{self, Lang};

use super::group::Group;

/// The groups of some dimensions: one for each combination of values that has a record.
#[derive(Clone, Debug)]
pub(super) struct Breakdown {
    /// Positions in [`Kind::dimensions`].
    pub(super) dimensions: Vec<usize>,
    /// The groups, by the values of these dimensions.
    pub(super) groups: BTreeMap<Vec<Arc<str>>, Group>,
}

/// What a value that the row leaves out is called in ids, in every language.
#[must_use]
pub fn unstated() -> &'static str {
    words::text(Lang::Zh, "value-unstated")
}

/// The dimensions whose distinct values some indicator counts, as positions in [`Kind::dimensions`].
pub(super) fn counted_dimensions(kind: &Kind) -> Vec<usize> {
    let counted = |formula: &Formula| match formula {
        Formula::Distinct(kept) => kind.dimensions.iter().position(|dimension| dimension == kept),
        _ => None,
    };
    let mut positions: Vec<usize> = kind.indicators.iter().filter_map(|i| counted(&i.formula)).collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// The cells up to the cube's last month, grouped by each list of dimensions; a list of none gives the whole ledger.
pub(super) fn break_down(cube: &LedgerCube, wanted: &[Vec<usize>]) -> Vec<Breakdown> {
    let counted = counted_dimensions(&cube.kind);
    let mut codes = vec![Codes::default(); cube.kind.dimensions.len()];
    let mut growing: Vec<Growing> = wanted.iter().map(|dimensions| Growing::new(dimensions)).collect();
    let mut coded = Vec::new();
    for cell in cube.cells.iter().take_while(|cell| cell.month <= cube.through) {
        coded.clear();
        coded.extend(cell.dimensions.iter().zip(&mut codes).map(|(text, codes)| codes.code(text)));
        for breakdown in &mut growing {
            breakdown.add(cell, &coded, &counted);
        }
    }
    growing.into_iter().map(|breakdown| breakdown.finish(&codes)).collect()
}

/// The texts of one dimension, numbered as they come; number 0 is the value left out.
#[derive(Clone)]
struct Codes {
    by_text: FxHashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Default for Codes {
    fn default() -> Self {
        let unstated: Arc<str> = Arc::from(unstated());
        let by_text = [(Arc::from(""), 0), (Arc::clone(&unstated), 0)].into_iter().collect();
        Self { by_text, texts: vec![unstated] }
    }
}

impl Codes {
    fn code(&mut self, text: &Arc<str>) -> u32 {
        if let Some(&code) = self.by_text.get(text) {
            return code;
        }
        let code = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(Arc::clone(text));
        self.by_text.insert(Arc::clone(text), code);
        code
    }
}

/// A breakdown while cells are added, by codes.
struct Growing {
    dimensions: Vec<usize>,
    by_key: FxHashMap<Vec<u32>, usize>,
    groups: Vec<Group>,
    key: Vec<u32>,
}

impl Growing {
    fn new(dimensions: &[usize]) -> Self {
        Self { dimensions: dimensions.to_vec(), by_key: FxHashMap::default(), groups: Vec::new(), key: Vec::new() }
    }

    fn add(&mut self, cell: &Cell, coded: &[u32], counted: &[usize]) {
        self.key.clear();
        self.key.extend(self.dimensions.iter().map(|&at| coded[at]));
        let at = match self.by_key.get(self.key.as_slice()) {
            Some(&at) => at,
            None => self.open(),
        };
        self.groups[at].add(cell, counted.iter().map(|&at| (coded[at] != 0).then_some(coded[at])));
    }

    fn open(&mut self) -> usize {
        self.by_key.insert(self.key.clone(), self.groups.len());
        self.groups.push(Group::default());
        self.groups.len() - 1
    }

    fn finish(mut self, codes: &[Codes]) -> Breakdown {
        let text = |(&dimension, &code): (&usize, &u32)| Arc::clone(&codes[dimension].texts[code as usize]);
        let mut groups = BTreeMap::new();
        for (key, at) in self.by_key {
            let texts = self.dimensions.iter().zip(&key).map(text).collect();
            groups.insert(texts, std::mem::take(&mut self.groups[at]));
        }
        Breakdown { dimensions: self.dimensions, groups }
    }
}

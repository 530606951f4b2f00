//! Interned text: each distinct value once, known by a small number, shared by all threads.

use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// A number that stands for a text. Numbers depend on the order of arrival: compare and sort by text at every exit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub u32);

impl Symbol {
    /// The empty text: a dimension that the row leaves out.
    pub const NONE: Self = Self(0);
}

/// All interned texts of a run.
#[derive(Debug)]
pub struct Symbols {
    table: RwLock<Table>,
}

#[derive(Debug)]
struct Table {
    by_text: FxHashMap<Arc<str>, Symbol>,
    texts: Vec<Arc<str>>,
}

impl Default for Symbols {
    fn default() -> Self {
        let empty: Arc<str> = Arc::from("");
        let by_text = std::iter::once((Arc::clone(&empty), Symbol::NONE)).collect();
        Self { table: RwLock::new(Table { by_text, texts: vec![empty] }) }
    }
}

impl Symbols {
    /// The symbol of `text`, new or known.
    pub fn intern(&self, text: &str) -> Symbol {
        if let Some(symbol) = self.find(text) {
            return symbol;
        }
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(&symbol) = table.by_text.get(text) {
            return symbol;
        }
        let text: Arc<str> = Arc::from(text);
        let symbol = Symbol(u32::try_from(table.texts.len()).unwrap_or(u32::MAX));
        table.texts.push(Arc::clone(&text));
        table.by_text.insert(text, symbol);
        symbol
    }

    /// The symbol of `text`, if it has one.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.table.read().unwrap_or_else(PoisonError::into_inner).by_text.get(text).copied()
    }

    /// The text of a symbol; the empty text for one that was never given out.
    pub fn text(&self, symbol: Symbol) -> Arc<str> {
        let table = self.table.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(table.texts.get(symbol.0 as usize).unwrap_or(&table.texts[0]))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.read().unwrap_or_else(PoisonError::into_inner).texts.len()
    }

    /// Never true: the empty text is always there.
    pub fn is_empty(&self) -> bool {
        false
    }
}

//! Texts that are kept (dimensions, names) to symbols: each distinct text of a column is resolved once.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::exact::Decimal;
use crate::kinds::{Kind, TextRule};
use crate::registry::{Resolution, fold_name};
use crate::values::is_nothing;

use super::batch::Flags;
use super::labels::{Label, label};
use super::plan::Plan;
use super::recent::Recent;
use super::symbols::Symbol;

/// What a text of a kept field stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    /// Its canonical text, interned.
    pub symbol: Symbol,
    /// The canonical text.
    pub text: Box<str>,
    /// What keys compare: the text without width, case and spaces.
    pub folded: Box<str>,
    /// Hash of the folded text; 0 for the empty name.
    pub hash: u64,
    /// What the rules say of it.
    pub flags: u8,
    /// Whether it is a state that says "started".
    pub started: bool,
    /// The total that it announces, where it is no name.
    pub label: Option<Label>,
    /// The weight of a package of this product.
    pub kg_per_box: Option<Decimal>,
    /// Where a registry does not know it: the nearest name that it knows.
    pub unknown: Option<Option<String>>,
    /// For each field that this one fills in: the name there, 0 for none.
    pub derived: Vec<(usize, u32)>,
    /// Whether the ledger's findings have named it.
    pub reported: bool,
}

/// The texts of one kept field that a reader has met. Position 0 is the empty name.
#[derive(Debug)]
pub(super) struct NameColumn {
    field: usize,
    by_raw: FxHashMap<Box<str>, u32>,
    recent: Recent,
    names: Vec<Name>,
}

/// So many distinct texts are remembered before the memory is emptied (names of projects, say, hardly recur).
const REMEMBERED: usize = 1 << 17;

impl NameColumn {
    pub(super) fn new(field: usize) -> Self {
        Self { field, by_raw: FxHashMap::default(), recent: Recent::default(), names: vec![Name::default()] }
    }

    /// The name at a position that [`Self::find`] gave.
    pub(super) fn name(&self, at: u32) -> &Name {
        &self.names[at as usize]
    }

    pub(super) fn name_mut(&mut self, at: u32) -> &mut Name {
        &mut self.names[at as usize]
    }

    /// The position of `raw`, new or met before.
    #[inline]
    pub(super) fn find(&mut self, raw: &str, plan: &Plan<'_>) -> u32 {
        if let Some(at) = self.recent.get(raw) {
            return at;
        }
        let at = self.by_raw.get(raw).copied().unwrap_or_else(|| self.add(raw, plan));
        self.recent.put(raw, at);
        at
    }

    fn add(&mut self, raw: &str, plan: &Plan<'_>) -> u32 {
        let cleaned = clean(raw);
        let at = if is_nothing(&cleaned) {
            0
        } else {
            self.names.push(resolve(&cleaned, self.field, plan));
            u32::try_from(self.names.len() - 1).unwrap_or(0)
        };
        self.by_raw.insert(raw.into(), at);
        at
    }

    /// Forgets everything where too much is remembered; positions given before are void then.
    pub(super) fn trim(&mut self) {
        if self.names.len() > REMEMBERED {
            self.by_raw.clear();
            self.recent = Recent::default();
            self.names.truncate(1);
        }
    }

    /// The name that is called so, by its text or its registry; among the names met so far where `text` is no
    /// registered one.
    pub(super) fn called(&self, text: &str, plan: &Plan<'_>) -> Option<Symbol> {
        let field = &plan.kind.fields[self.field];
        if let Some(Resolution::Known(name)) = field.registry.as_deref().map(|r| plan.registries.resolve(r, text)) {
            return Some(plan.symbols.intern(name));
        }
        let folded = fold_name(text);
        let met = self.names.iter().skip(1).filter(|name| name.label.is_none());
        met.filter(|name| *name.folded == *folded).map(|name| name.symbol).next()
    }
}

/// A text without line breaks and doubled spaces.
fn clean(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn resolve(text: &str, field: usize, plan: &Plan<'_>) -> Name {
    let declared = &plan.kind.fields[field];
    let resolution = declared.registry.as_deref().map_or(Resolution::NoRegistry, |r| plan.registries.resolve(r, text));
    let label = label(text).filter(|_| !matches!(resolution, Resolution::Known(_)));
    let canonical = if let Resolution::Known(name) = resolution { name } else { text };
    let product =
        (declared.registry.as_deref() == Some("product")).then(|| plan.registries.product(canonical)).flatten();
    let folded = fold_name(canonical);
    Name {
        hash: xxh3_64(folded.as_bytes()),
        symbol: plan.symbols.intern(canonical),
        text: canonical.into(),
        folded: folded.into(),
        flags: flags(canonical, field, plan.kind),
        started: started(canonical, field, plan.kind),
        kg_per_box: product.and_then(|product| product.kg_per_box),
        unknown: match resolution {
            Resolution::Unknown(nearest) => Some(nearest.map(str::to_owned)),
            _ => None,
        },
        label,
        derived: Vec::new(),
        reported: false,
    }
}

fn flags(text: &str, field: usize, kind: &Kind) -> u8 {
    let rules = [(&kind.rules.framework, Flags::FRAMEWORK), (&kind.rules.formal, Flags::FORMAL)];
    let meets = |(rule, flag): &(&Option<TextRule>, u8)| {
        let rule = rule.as_ref().filter(|rule| rule.field == field)?;
        Some((strength(text, &rule.values)?, *flag))
    };
    // Of two equally good readings the framework agreement goes: it is listed first, and only a stronger one replaces it.
    let agreement = rules.iter().filter_map(meets).fold(None, |best: Option<(usize, u8)>, found| match best {
        Some(held) if held.0 >= found.0 => Some(held),
        _ => Some(found),
    });
    let out = kind.rules.out_of_scope.as_ref().filter(|rule| rule.field == field);
    let out = out.is_some_and(|rule| strength(text, &rule.values).is_some());
    agreement.map_or(0, |(_, flag)| flag) | if out { Flags::OUT_OF_SCOPE } else { 0 }
}

fn started(text: &str, field: usize, kind: &Kind) -> bool {
    let status = kind.rules.started.as_ref().map(|rule| &rule.status).filter(|status| status.field == field);
    status.is_some_and(|status| strength(text, &status.values).is_some())
}

/// How well a text meets one of `values`: best where it is one, else by the longest that it contains. 未开工 does not
/// contain 开工.
pub(super) fn strength(text: &str, values: &[String]) -> Option<usize> {
    let folded = fold_name(text);
    let one = |value: &String| {
        let value = fold_name(value);
        if folded == value {
            return Some(usize::MAX);
        }
        let at = folded.find(&value)?;
        (!is_denied(&folded[..at])).then_some(value.len())
    };
    values.iter().filter_map(one).max()
}

/// Whether what stands before a word turns it into its contrary, or into a plan.
fn is_denied(before: &str) -> bool {
    const DENIALS: [&str; 14] =
        ["未", "不", "非", "无", "没", "待", "拟", "将", "预计", "计划", "准备", "尚未", "没有", "筹备"];
    DENIALS.iter().any(|denial| before.ends_with(denial))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::built_in;

    #[test]
    fn agreements_by_their_longest_word() {
        let kind = built_in("projects").expect("a ledger");
        let field = kind.field("agreement").expect("a field");
        let flags = |text: &str| flags(text, field, &kind);
        assert_eq!(flags("框架协议"), Flags::FRAMEWORK);
        assert_eq!(flags("战略合作框架协议"), Flags::FRAMEWORK);
        assert_eq!(flags("正式合同"), Flags::FORMAL);
        assert_eq!(flags("投资合同（补充）"), Flags::FORMAL);
        assert_eq!(flags("备忘录"), 0);
    }

    #[test]
    fn states_that_deny_do_not_count() {
        let kind = built_in("projects").expect("a ledger");
        let field = kind.field("status").expect("a field");
        for (text, expected) in
            [("已开工", true), ("未开工", false), ("尚未开工", false), ("拟开工", false), ("在建（一期）", true)]
        {
            assert_eq!(started(text, field, &kind), expected, "{text}");
        }
        assert_eq!(flags("已终止", field, &kind), Flags::OUT_OF_SCOPE);
        assert_eq!(flags("推进中", field, &kind), 0);
    }
}

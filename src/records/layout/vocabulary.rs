//! Header texts to fields: the ledger's words and the job's, with the unit that a header may carry. Knows one text
//! at a time.

use rustc_hash::FxHashMap;

use crate::kinds::FieldKind;
use crate::values::{Unit, read_unit};

use super::super::labels::squeeze;
use super::super::plan::Plan;
use super::super::units::fits;

/// What a header text says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeaderWord {
    /// The field.
    pub field: usize,
    /// How far down the field's list of words the word stands; the job's own words come first.
    pub rank: usize,
    /// The unit in the header, with its text as printed.
    pub unit: Option<(Unit, String)>,
    /// Whether the word speaks of years (年度).
    pub annual: bool,
}

/// The words of one ledger and one job.
#[derive(Debug)]
pub(in super::super) struct Vocabulary<'a> {
    plan: &'a Plan<'a>,
    by_text: FxHashMap<String, (usize, usize)>,
}

/// What may stand before a header's word: these columns hold what the row reports.
const OF_THE_REPORT: [&str; 8] = ["本月", "当月", "本期", "当期", "本日", "当日", "实际", "本单"];
/// What a bracket behind a measure's word may say besides a unit.
const REMARKS: [&str; 8] = ["含税", "必填", "选填", "当月", "本月", "本期", "数字", "小写"];

impl<'a> Vocabulary<'a> {
    pub(in super::super) fn new(plan: &'a Plan<'a>) -> Self {
        let mut by_text = FxHashMap::default();
        for (field, declared) in plan.kind.fields.iter().enumerate() {
            for (rank, alias) in declared.aliases.iter().enumerate() {
                by_text.entry(header_key(alias)).or_insert((field, rank + 1));
            }
        }
        for (header, name) in plan.columns {
            if let Some(field) = plan.kind.field(name) {
                by_text.insert(header_key(header), (field, 0));
            }
        }
        Self { plan, by_text }
    }

    /// The field that a header text names, with its unit.
    pub(super) fn read(&self, text: &str) -> Option<HeaderWord> {
        let squeezed = squeeze(text);
        if squeezed.is_empty() || squeezed.len() > 120 {
            return None;
        }
        self.exact(&squeezed)
            .or_else(|| self.bracketed(&squeezed))
            .or_else(|| self.separated(&squeezed))
            .or_else(|| self.suffixed(&squeezed))
            .or_else(|| OF_THE_REPORT.iter().find_map(|word| self.read(squeezed.strip_prefix(word)?)))
    }

    fn exact(&self, squeezed: &str) -> Option<HeaderWord> {
        let key = header_key(squeezed);
        let &(field, rank) = self.by_text.get(&key)?;
        let annual = key.contains("年度") || key == "year";
        Some(HeaderWord { field, rank, unit: None, annual })
    }

    /// 销售额（万元）, 日期（年月日）, (1)数量.
    fn bracketed(&self, squeezed: &str) -> Option<HeaderWord> {
        let open = squeezed.find(['(', '['])?;
        let close = squeezed[open..].find([')', ']']).map_or(squeezed.len(), |at| open + at);
        let note = squeezed[open + 1..close].trim_start_matches("单位").trim_matches([':', ' ']);
        let base = [&squeezed[..open], squeezed.get(close + 1..).unwrap_or("")].concat();
        let word = self.read_base(&base)?;
        self.with_note(word, note)
    }

    fn with_note(&self, word: HeaderWord, note: &str) -> Option<HeaderWord> {
        if word.unit.is_some() || note.is_empty() || REMARKS.contains(&note) {
            return Some(word);
        }
        match (self.is_quantity(word.field), read_unit(note)) {
            (true, Some(unit)) => Some(HeaderWord { unit: Some((unit, note.to_owned())), ..word }),
            (true, None) => None,
            (false, _) => Some(word),
        }
    }

    fn read_base(&self, base: &str) -> Option<HeaderWord> {
        self.exact(base)
            .or_else(|| OF_THE_REPORT.iter().find_map(|word| self.exact(base.strip_prefix(word)?)))
            .or_else(|| self.suffixed(base))
    }

    /// 重量/吨, 金额：元, quantity_kg.
    fn separated(&self, squeezed: &str) -> Option<HeaderWord> {
        let at = squeezed.rfind(['/', ':', '-', '—', ',', '、', '_'])?;
        let mark = squeezed[at..].chars().next()?;
        let (base, unit) = (&squeezed[..at], &squeezed[at + mark.len_utf8()..]);
        self.of_unit(base, unit)
    }

    /// 销售额万元, 数量公斤.
    fn suffixed(&self, squeezed: &str) -> Option<HeaderWord> {
        squeezed.char_indices().skip(1).find_map(|(at, _)| self.of_unit(&squeezed[..at], &squeezed[at..]))
    }

    fn of_unit(&self, base: &str, unit: &str) -> Option<HeaderWord> {
        let word = self.exact(base).filter(|word| self.is_quantity(word.field))?;
        let read = read_unit(unit)?;
        Some(HeaderWord { unit: Some((read, unit.to_owned())), ..word })
    }

    pub(super) fn is_quantity(&self, field: usize) -> bool {
        matches!(self.plan.kind.fields[field].kind, FieldKind::Quantity(_))
    }

    /// Whether a field says what a row is about: a date, a name, a code.
    pub(super) fn identifies(&self, field: usize) -> bool {
        !matches!(self.plan.kind.fields[field].kind, FieldKind::Quantity(_) | FieldKind::Unit | FieldKind::Currency)
    }

    /// The one measure that a title speaks of: 2021年各门店销售量. Nothing where it speaks of none or of several.
    pub(super) fn measure_in(&self, title: &str) -> Option<usize> {
        let squeezed = header_key(&squeeze(title));
        let words =
            self.by_text.iter().filter(|(word, _)| word.chars().count() > 1 && squeezed.contains(word.as_str()));
        let mut measures: Vec<usize> = words.filter_map(|(_, (field, _))| self.measure_of(*field)).collect();
        measures.sort_unstable();
        measures.dedup();
        if let [only] = measures[..] { Some(only) } else { None }
    }

    /// The one field whose measure is counted in `unit`.
    pub(super) fn only_field_in(&self, unit: &Unit) -> Option<usize> {
        let mut measures = self.plan.kind.measures.iter().filter(|measure| fits(unit, &measure.unit));
        let field = measures.next()?.field;
        measures.next().is_none().then_some(field)
    }

    /// The measure that a quantity field holds.
    pub(super) fn measure_of(&self, field: usize) -> Option<usize> {
        self.plan.kind.measures.iter().position(|measure| measure.field == field)
    }
}

/// A header without what its writers add: spaces, underscores, dots, stars.
fn header_key(text: &str) -> String {
    squeeze(text).chars().filter(|c| !"_.*#\"'“”".contains(*c)).collect()
}

/// Headers that every table may have and no ledger needs.
pub(super) fn is_usual(text: &str) -> bool {
    const USUAL: [&str; 22] = [
        "序号",
        "序",
        "编号",
        "no",
        "行号",
        "行次",
        "备注",
        "说明",
        "附注",
        "备考",
        "remark",
        "remarks",
        "note",
        "notes",
        "经办人",
        "填报人",
        "联系人",
        "联系电话",
        "电话",
        "操作员",
        "收银员",
        "制单人",
    ];
    USUAL.contains(&header_key(text).as_str())
}

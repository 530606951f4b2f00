//! What an audit says of a text: every numeral in one of three lists, the arithmetic between them, and wording lints.
//!
//! Plain values without a sentence: reasons are phrases of the catalogue. Places are half-open ranges of Unicode scalar
//! values in the text as read. Knows nothing of how they were found, nor of how they are shown.

use crate::findings::Phrase;

/// A half-open range of the text, in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first scalar value.
    pub start: usize,
    /// The one behind the last.
    pub end: usize,
}

/// Everything said of one text; each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Numbers that something confirms or contradicts.
    pub claims: Vec<Claim>,
    /// The arithmetic between numbers of the text.
    pub relations: Vec<Relation>,
    /// Numerals that claim nothing, with the reason.
    pub not_claims: Vec<Aside>,
    /// Numbers that nothing here can prove or refute, with the reason.
    pub not_checkable: Vec<Aside>,
    /// Wording that a style rule forbids; never a verdict.
    pub lints: Vec<Lint>,
}

/// 相符 or 不符.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 相符: the records, or the notice's own arithmetic, agree.
    Confirmed,
    /// 不符: they do not.
    Contradicted,
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A figure of the records.
    Figure,
    /// A relation within the text.
    Relation,
}

/// 引用数据: a number with a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// As printed, with its unit and qualifier.
    pub text: String,
    /// Where it stands.
    pub at: Span,
    /// The number in its base unit, a decimal without trailing zeros.
    pub value: String,
    /// The base unit: 千克, 元, 个, %, …
    pub unit: String,
    /// The indicator, such as `sales.weight`, where it is known.
    pub indicator: Option<String>,
    /// The months, such as `2021-01..2021-07`, where they are known.
    pub period: Option<String>,
    /// What was found.
    pub verdict: Verdict,
    /// What it rests on.
    pub by: By,
    /// The id of the figure it was held against, where one was.
    pub figure: Option<String>,
    /// The earlier publication that it equals, where it equals only that.
    pub stale_of: Option<String>,
    /// Why.
    pub reason: Phrase,
}

/// A numeral that gets no verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub at: Span,
    /// Why not.
    pub why: Phrase,
}

/// The kinds of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// 占比: a part over its whole.
    Share,
    /// 合计: parts and their sum, or a part that must not exceed its whole.
    Sum,
    /// 完成率: what is done over what was planned.
    Completion,
    /// 增长: a change over its base.
    Growth,
    /// 总量推算: the whole that a part and its share imply.
    ImpliedTotal,
    /// 重复: the same quantity printed twice, or in two units.
    Repeat,
    /// 平均: a mean or unit price.
    Average,
    /// 累计: months and what they add up to.
    Cumulative,
    /// 计数: listed items, and counts that add up.
    Count,
    /// 倍数: one quantity as a multiple of another.
    Multiple,
    /// 百分点: the difference of two rates.
    PpDiff,
}

impl RelationKind {
    /// The word that JSON prints.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Sum => "sum",
            Self::Completion => "completion",
            Self::Growth => "growth",
            Self::ImpliedTotal => "implied_total",
            Self::Repeat => "repeat",
            Self::Average => "average",
            Self::Cumulative => "cumulative",
            Self::Count => "count",
            Self::Multiple => "multiple",
            Self::PpDiff => "pp_diff",
        }
    }
}

/// A number that a relation reckons with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// As printed, with its unit.
    pub text: String,
    /// Where it stands.
    pub at: Span,
}

/// 勾稽关系: arithmetic that ties numbers of the text together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Which arithmetic.
    pub kind: RelationKind,
    /// The number that is held against the others, as printed; `合计100%` for a structure.
    pub claim: String,
    /// Where it stands.
    pub claim_at: Span,
    /// What it is reckoned from.
    pub operands: Vec<Operand>,
    /// The result at the printed values, in the claim's unit.
    pub computed: String,
    /// The least and the greatest result that the printed digits allow, in the claim's unit.
    pub interval: (String, String),
    /// 成立 or 不成立.
    pub holds: bool,
    /// The one slip that would explain a failure.
    pub slip: Option<Phrase>,
    /// The rule in words, with its numbers.
    pub reason: Phrase,
}

/// 行文提示: wording that misleads, whether or not the numbers are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// A stable name, such as `growth-negative`.
    pub code: &'static str,
    /// The passage.
    pub text: String,
    /// Where it stands.
    pub at: Span,
    /// What is wrong, and what to write instead.
    pub message: Phrase,
}

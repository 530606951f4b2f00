//! A reply as one line of JSON. Keys and their order are part of the interface; only reasons change with the language.

use serde::Serialize;

use super::phrases::{by_key, verdict_key};
use super::{Outcome, Reply, Tally};
use crate::audit::verdict::{Aside, Audit, Claim, Lint, Relation, Span};
use crate::findings::Finding;
use crate::words::{self, Lang};

#[derive(Serialize)]
struct AuditShape<'a> {
    notice: &'a str,
    numbers: usize,
    claims: Vec<ClaimShape<'a>>,
    relations: Vec<RelationShape<'a>>,
    not_claims: Vec<AsideShape<'a>>,
    not_checkable: Vec<AsideShape<'a>>,
    lints: Vec<LintShape<'a>>,
}

#[derive(Serialize)]
struct ErrorShape<'a> {
    notice: &'a str,
    error: String,
    code: &'a str,
}

#[derive(Serialize)]
struct At {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct ClaimShape<'a> {
    text: &'a str,
    at: At,
    value: &'a str,
    unit: &'a str,
    indicator: Option<&'a str>,
    period: Option<&'a str>,
    verdict: &'static str,
    by: &'static str,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_of: Option<&'a str>,
}

#[derive(Serialize)]
struct RelationShape<'a> {
    kind: &'static str,
    claim: &'a str,
    claim_at: At,
    operands: Vec<&'a str>,
    operands_at: Vec<At>,
    computed: &'a str,
    interval: [&'a str; 2],
    verdict: &'static str,
    slip: Option<String>,
    reason: String,
}

#[derive(Serialize)]
struct AsideShape<'a> {
    text: &'a str,
    at: At,
    why: String,
}

#[derive(Serialize)]
struct LintShape<'a> {
    code: &'static str,
    text: &'a str,
    at: At,
    message: String,
}

/// The line, its end included.
#[must_use]
pub fn json_line(reply: &Reply<'_>, lang: Lang) -> String {
    match reply.outcome {
        Outcome::Audited(_, audit) => line(&audit_shape(reply.notice, audit, lang)),
        Outcome::Unread(finding) => line(&error_shape(reply.notice, finding, lang)),
    }
}

#[expect(clippy::expect_used, reason = "plain values always have a JSON text")]
fn line(shape: &impl Serialize) -> String {
    let json = serde_json::to_string(shape).expect("plain values");
    // Some readers take these for ends of lines. They stand within texts alone.
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace('\u{85}', "\\u0085") + "\n"
}

fn error_shape<'a>(notice: &'a str, finding: &'a Finding, lang: Lang) -> ErrorShape<'a> {
    let (message, remedy) = words::describe(lang, finding);
    let values: [(&str, &str); 2] = [("message", &message), ("remedy", &remedy)];
    ErrorShape { notice, error: words::fill(words::text(lang, "check-error"), &values), code: finding.code.0 }
}

fn audit_shape<'a>(notice: &'a str, audit: &'a Audit, lang: Lang) -> AuditShape<'a> {
    let asides = |asides: &'a [Aside]| asides.iter().map(|aside| aside_shape(aside, lang)).collect();
    AuditShape {
        notice,
        numbers: Tally::of(audit).numbers,
        claims: audit.claims.iter().map(|claim| claim_shape(claim, lang)).collect(),
        relations: audit.relations.iter().map(|relation| relation_shape(relation, lang)).collect(),
        not_claims: asides(&audit.not_claims),
        not_checkable: asides(&audit.not_checkable),
        lints: audit.lints.iter().map(|lint| lint_shape(lint, lang)).collect(),
    }
}

const fn at(span: Span) -> At {
    At { start: span.start, end: span.end }
}

fn claim_shape(claim: &Claim, lang: Lang) -> ClaimShape<'_> {
    ClaimShape {
        text: &claim.text,
        at: at(claim.at),
        value: &claim.value,
        unit: &claim.unit,
        indicator: claim.indicator.as_deref(),
        period: claim.period.as_deref(),
        verdict: verdict_key(claim.verdict),
        by: by_key(claim.by),
        reason: words::phrase_text(lang, &claim.reason),
        figure: claim.figure.as_deref(),
        stale_of: claim.stale_of.as_deref(),
    }
}

fn relation_shape(relation: &Relation, lang: Lang) -> RelationShape<'_> {
    RelationShape {
        kind: relation.kind.key(),
        claim: &relation.claim,
        claim_at: at(relation.claim_at),
        operands: relation.operands.iter().map(|operand| operand.text.as_str()).collect(),
        operands_at: relation.operands.iter().map(|operand| at(operand.at)).collect(),
        computed: &relation.computed,
        interval: [&relation.interval.0, &relation.interval.1],
        verdict: if relation.holds { "holds" } else { "fails" },
        slip: relation.slip.as_ref().map(|slip| words::phrase_text(lang, slip)),
        reason: words::phrase_text(lang, &relation.reason),
    }
}

fn aside_shape(aside: &Aside, lang: Lang) -> AsideShape<'_> {
    AsideShape { text: &aside.text, at: at(aside.at), why: words::phrase_text(lang, &aside.why) }
}

fn lint_shape(lint: &Lint, lang: Lang) -> LintShape<'_> {
    LintShape { code: lint.code, text: &lint.text, at: at(lint.at), message: words::phrase_text(lang, &lint.message) }
}

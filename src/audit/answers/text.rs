//! A reply in words for a terminal: what is contradicted first, then wording, then everything else, compactly. Nothing of
//! the notice reaches the terminal that could command it.

use std::collections::BTreeMap;

use super::marks::{Entry, Mark, entries};
use super::passage::{Role, passage};
use super::phrases::{grounds, holds, kind, reckoning};
use super::places::Places;
use super::{Outcome, Reply, Tally};
use crate::audit::verdict::{Audit, Claim, Lint, Operand, Relation, Span, Verdict};
use crate::findings::Finding;
use crate::words::shown::{columns, line};
use crate::words::{self, Lang};

/// Lists are folded before this column.
const WIDTH: usize = 96;

/// How words are shown.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// The language.
    pub lang: Lang,
    /// Whether to colour.
    pub color: bool,
}

impl Manner {
    fn text(self, key: &str) -> &'static str {
        words::text(self.lang, key)
    }

    fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.text(key), values)
    }

    /// `text` as a terminal colours it; untouched without colour.
    fn paint(self, codes: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{codes}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Colours: what is wrong, what is right, what is to be noticed, headings.
const WRONG: &str = "1;31";
const RIGHT: &str = "32";
const NOTICED: &str = "33";
const HEADING: &str = "1";

/// The whole reply in words.
#[must_use]
pub fn words(reply: &Reply<'_>, manner: Manner) -> String {
    let name = line(reply.notice);
    match reply.outcome {
        Outcome::Unread(finding) => unread(&name, finding, manner),
        Outcome::Audited(text, audit) => {
            let telling = Telling { manner, name: &name, places: Places::new(text), audit };
            telling.tell()
        }
    }
}

fn unread(name: &str, finding: &Finding, manner: Manner) -> String {
    let (message, remedy) = words::describe(manner.lang, finding);
    let said = manner.fill("check-error", &[("message", &message), ("remedy", &remedy)]);
    let word = manner.paint(WRONG, manner.text("check-unread"));
    format!("{}\n{word} {}\n", manner.paint(HEADING, name), line(&said))
}

/// An audit that is being told.
struct Telling<'a> {
    manner: Manner,
    name: &'a str,
    places: Places<'a>,
    audit: &'a Audit,
}

impl Telling<'_> {
    fn tell(&self) -> String {
        let failing: Vec<&Relation> = self.audit.relations.iter().filter(|relation| !relation.holds).collect();
        let told: Vec<Span> = failing.iter().map(|relation| relation.claim_at).collect();
        let contradicted = |claim: &&Claim| claim.verdict == Verdict::Contradicted && !told.contains(&claim.at);
        let mut said = self.headline();
        let mut against: Vec<(Span, String)> =
            failing.into_iter().map(|relation| (relation.claim_at, self.failing(relation))).collect();
        let claims = self.audit.claims.iter().filter(contradicted);
        against.extend(claims.map(|claim| (claim.at, self.contradicted(claim))));
        against.sort_by_key(|(at, _)| *at);
        said += &self.section("check-section-contradicted", WRONG, against.into_iter().map(|(_, told)| told));
        said += &self.section("check-section-lints", NOTICED, self.audit.lints.iter().map(|lint| self.lint(lint)));
        let holding = self.audit.relations.iter().filter(|relation| relation.holds);
        said += &self.section("check-section-holding", RIGHT, holding.map(|relation| self.holding(relation)));
        for mark in [Mark::Confirmed, Mark::NotCheckable, Mark::NotClaim] {
            said += &self.listed(mark);
        }
        said
    }

    fn headline(&self) -> String {
        let tally = Tally::of(self.audit);
        let counts = counts(self.manner.lang, &tally);
        let colour = if tally.is_contradicted() { WRONG } else { RIGHT };
        format!("{}\n{}\n", self.manner.paint(HEADING, self.name), self.manner.paint(colour, &counts))
    }

    /// A heading with what stands below it; nothing where nothing does.
    fn section(&self, key: &str, colour: &str, told: impl Iterator<Item = String>) -> String {
        let told: String = told.collect();
        if told.is_empty() { told } else { format!("\n{}\n{told}", self.manner.paint(colour, self.manner.text(key))) }
    }

    fn place(&self, at: Span) -> String {
        format!("{}:{}", self.name, self.places.label(at.start))
    }

    fn failing(&self, relation: &Relation) -> String {
        let manner = self.manner;
        let title = format!("{} {}", kind(manner.lang, relation), holds(manner.lang, relation));
        let operands: Vec<Span> = relation.operands.iter().map(|operand| operand.at).collect();
        let mut told = format!("  {}  {}\n", self.place(relation.claim_at), manner.paint(WRONG, &title));
        told += &self.quoted(relation.claim_at, &operands);
        told += &indented(&reckoning(manner.lang, relation, &self.operands(&relation.operands)));
        told += &indented(&words::phrase_text(manner.lang, &relation.reason));
        if let Some(slip) = &relation.slip {
            told += &indented(&words::phrase_text(manner.lang, slip));
        }
        told
    }

    fn contradicted(&self, claim: &Claim) -> String {
        let verdict = self.manner.paint(WRONG, self.manner.text("check-contradicted"));
        let mut told = format!("  {}  {verdict}\n", self.place(claim.at));
        told += &self.quoted(claim.at, &[]);
        told + &indented(&grounds(self.manner.lang, claim))
    }

    fn lint(&self, lint: &Lint) -> String {
        let told = format!("  {}\n{}", self.place(lint.at), self.quoted(lint.at, &[]));
        told + &indented(&words::phrase_text(self.manner.lang, &lint.message))
    }

    fn holding(&self, relation: &Relation) -> String {
        let kind = kind(self.manner.lang, relation);
        let told = reckoning(self.manner.lang, relation, &self.operands(&relation.operands));
        format!("  {}  {kind}  {}\n", self.places.label(relation.claim_at.start), line(&told))
    }

    /// Operands with their places.
    fn operands(&self, operands: &[Operand]) -> String {
        let placed = operands.iter().map(|operand| {
            let place = self.places.label(operand.at.start);
            self.manner.fill("check-operand", &[("text", &operand.text), ("place", &place)])
        });
        placed.collect::<Vec<_>>().join(self.manner.text("check-separator"))
    }

    /// The passage, its numbers underlined: by colour, or by a line of marks.
    fn quoted(&self, claim: Span, operands: &[Span]) -> String {
        let passage = passage(&self.places, claim, operands);
        if !self.manner.color {
            return format!("    {}\n    {}\n", passage.text(), passage.marks());
        }
        let runs = passage.runs().into_iter().map(|(text, role)| match role {
            Role::Claim => self.manner.paint("1;4;31", &text),
            Role::Operand => self.manner.paint("4;36", &text),
            Role::Plain => text,
        });
        format!("    {}\n", runs.collect::<String>())
    }

    /// All numerals of a mark, by their reasons, in the order in which each first stands in the text.
    fn listed(&self, mark: Mark) -> String {
        let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let all = entries(self.audit);
        let of_mark: Vec<&Entry<'_>> = all.iter().filter(|entry| entry.mark() == mark).collect();
        for entry in &of_mark {
            let reason = self.reason(entry);
            let at = *known.entry(reason.clone()).or_insert_with(|| {
                reasons.push((reason, Vec::new()));
                reasons.len() - 1
            });
            reasons[at].1.push(format!("{} {}", self.places.label(entry.at().start), line(entry.text())));
        }
        if reasons.is_empty() {
            return String::new();
        }
        let heading = format!("{} {}", self.manner.text(mark.word()), of_mark.len());
        let groups = reasons.iter().map(|(reason, texts)| format!("  {}\n{}", line(reason), folded(texts)));
        format!("\n{}\n{}", self.manner.paint(HEADING, &heading), groups.collect::<String>())
    }

    fn reason(&self, entry: &Entry<'_>) -> String {
        match entry {
            Entry::Claim(claim) => grounds(self.manner.lang, claim),
            Entry::NotClaim(aside) | Entry::NotCheckable(aside) => words::phrase_text(self.manner.lang, &aside.why),
        }
    }
}

/// How much there is of what, in a sentence.
pub(super) fn counts(lang: Lang, tally: &Tally) -> String {
    let counts = [
        ("numbers", tally.numbers),
        ("confirmed", tally.confirmed),
        ("contradicted", tally.contradicted),
        ("not_checkable", tally.not_checkable),
        ("not_claims", tally.not_claims),
        ("holding", tally.holding),
        ("failing", tally.failing),
    ]
    .map(|(name, count)| (name, count.to_string()));
    let values = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
    words::fill(words::text(lang, "check-counts"), &values)
}

fn indented(text: &str) -> String {
    format!("    {}\n", line(text))
}

/// Texts one behind the other, a new line where the next does not fit.
fn folded(texts: &[String]) -> String {
    let (mut lines, mut used) = (String::new(), WIDTH);
    for text in texts {
        let wide = columns(text) + 2;
        if used + wide > WIDTH {
            lines.push_str(if lines.is_empty() { "    " } else { "\n    " });
            used = 4;
        } else {
            lines.push_str("  ");
        }
        lines.push_str(text);
        used += wide;
    }
    lines + "\n"
}

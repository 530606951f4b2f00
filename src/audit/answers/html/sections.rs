//! One notice of the page: how it fared, what is contradicted, its text, the notes.

use super::escape::escaped;
use super::notes;
use super::paper::{Paper, class};
use crate::audit::answers::marks::{Entry, Mark, entries};
use crate::audit::answers::passage::{Role, passage};
use crate::audit::answers::phrases::{grounds, holds, kind, reckoning, verdict};
use crate::audit::answers::places::Places;
use crate::audit::answers::text::counts;
use crate::audit::answers::{Outcome, Reply, Tally};
use crate::audit::verdict::{Audit, Claim, Relation, Span, Verdict};
use crate::findings::Finding;
use crate::words::{self, Lang};

/// A reply as a section.
pub(super) struct Section<'a> {
    /// Which one it is, from 1; ids begin with it.
    pub number: usize,
    pub reply: &'a Reply<'a>,
    pub lang: Lang,
}

/// A text with what is said of it.
pub(super) struct Audited<'a> {
    pub section: &'a Section<'a>,
    pub places: Places<'a>,
    pub audit: &'a Audit,
    pub entries: Vec<Entry<'a>>,
}

impl Section<'_> {
    pub fn text(&self, key: &str) -> &'static str {
        words::text(self.lang, key)
    }

    pub fn html(&self) -> String {
        let body = match self.reply.outcome {
            Outcome::Unread(finding) => self.unread(finding),
            Outcome::Audited(text, audit) => {
                Audited { section: self, places: Places::new(text), audit, entries: entries(audit) }.html(text)
            }
        };
        format!(
            "<section class=\"notice\" id=\"n{}\">\n<header>\n<p class=\"eyebrow\">{}</p>\n<h1>{}</h1>\n{body}</section>\n",
            self.number,
            self.text("check-page-eyebrow"),
            escaped(self.reply.notice)
        )
    }

    fn unread(&self, finding: &Finding) -> String {
        let (message, remedy) = words::describe(self.lang, finding);
        let said = words::fill(self.text("check-error"), &[("message", &message), ("remedy", &remedy)]);
        format!("<p class=\"tally bad\"><b>{}</b> {}</p>\n</header>\n", self.text("check-unread"), escaped(&said))
    }
}

impl Audited<'_> {
    fn html(&self, text: &str) -> String {
        let tally = Tally::of(self.audit);
        let class = if tally.is_contradicted() { "bad" } else { "good" };
        let tips: Vec<String> = self.entries.iter().map(|entry| self.tip(entry)).collect();
        let paper =
            Paper { section: self.section, entries: &self.entries, tips: &tips, characters: text.chars().collect() };
        [
            format!("<p class=\"tally {class}\">{}</p>\n</header>\n", escaped(&counts(self.section.lang, &tally))),
            self.against(&tally),
            self.lints(),
            self.legend(),
            format!("<h2>{}</h2>\n", self.section.text("check-page-text")),
            format!("<article class=\"paper\">\n{}</article>\n", paper.html(self.audit)),
            notes::relations(self),
            notes::numerals(self),
        ]
        .concat()
    }

    /// What is shown over a numeral.
    fn tip(&self, entry: &Entry<'_>) -> String {
        format!("{} · {}", self.section.text(entry.mark().word()), self.reason(entry))
    }

    pub fn reason(&self, entry: &Entry<'_>) -> String {
        match entry {
            Entry::Claim(claim) => grounds(self.section.lang, claim),
            Entry::NotClaim(aside) | Entry::NotCheckable(aside) => words::phrase_text(self.section.lang, &aside.why),
        }
    }

    /// A link to a place of the text, labelled with its line.
    pub fn link(&self, at: Span, text: &str) -> String {
        let number = self.section.number;
        let anchor = match self.entries.binary_search_by_key(&at, Entry::at) {
            Ok(entry) => format!("m{number}-{}", entry + 1),
            Err(_) => format!("l{number}-{}", self.places.line_and_column(at.start).0),
        };
        format!("<a href=\"#{anchor}\">{}</a>", escaped(text))
    }

    pub fn line_of(&self, at: Span) -> String {
        let line = self.places.line_and_column(at.start).0.to_string();
        words::fill(self.section.text("check-page-line"), &[("line", &line)])
    }

    pub fn operands(&self, relation: &Relation) -> String {
        let texts: Vec<&str> = relation.operands.iter().map(|operand| operand.text.as_str()).collect();
        texts.join(self.section.text("check-separator"))
    }

    /// Everything that is contradicted, or that nothing is.
    fn against(&self, tally: &Tally) -> String {
        if !tally.is_contradicted() {
            return format!("<p class=\"clean\">{}</p>\n", self.section.text("check-page-clean"));
        }
        let failing: Vec<&Relation> = self.audit.relations.iter().filter(|relation| !relation.holds).collect();
        let told: Vec<Span> = failing.iter().map(|relation| relation.claim_at).collect();
        let mut items: Vec<(Span, String)> =
            failing.into_iter().map(|relation| (relation.claim_at, self.failing(relation))).collect();
        let others = self.audit.claims.iter().filter(|claim| claim.verdict == Verdict::Contradicted);
        let others = others.filter(|claim| !told.contains(&claim.at));
        items.extend(others.map(|claim| (claim.at, self.contradicted(claim))));
        items.sort_by_key(|(at, _)| *at);
        let items: String = items.into_iter().map(|(_, item)| item).collect();
        let title = self.section.text("check-section-contradicted");
        format!("<section class=\"against\">\n<h2>{title}</h2>\n<ol>\n{items}</ol>\n</section>\n")
    }

    fn failing(&self, relation: &Relation) -> String {
        let lang = self.section.lang;
        let operands: Vec<Span> = relation.operands.iter().map(|operand| operand.at).collect();
        let title = format!("{} · {}", kind(lang, relation), holds(lang, relation));
        let mut said = self.item(relation.claim_at, &relation.claim, &title, &operands);
        let slip = relation.slip.as_ref().map(|slip| words::phrase_text(lang, slip));
        let lines = [reckoning(lang, relation, &self.operands(relation)), words::phrase_text(lang, &relation.reason)];
        for line in lines.into_iter().chain(slip) {
            said += &format!("<p>{}</p>\n", escaped(&line));
        }
        said + "</li>\n"
    }

    fn contradicted(&self, claim: &Claim) -> String {
        let title = verdict(self.section.lang, claim.verdict);
        let said = self.item(claim.at, &claim.text, title, &[]);
        said + &format!("<p>{}</p>\n</li>\n", escaped(&grounds(self.section.lang, claim)))
    }

    /// The beginning of an item: what it speaks of, and the passage.
    fn item(&self, at: Span, text: &str, title: &str, operands: &[Span]) -> String {
        let (link, line) = (self.link(at, text), self.line_of(at));
        let quote = self.quote(at, operands);
        format!("<li>\n<p class=\"head\">{link} <span>{} · {line}</span></p>\n{quote}", escaped(title))
    }

    fn quote(&self, at: Span, operands: &[Span]) -> String {
        let runs = passage(&self.places, at, operands).runs().into_iter().map(|(text, role)| match role {
            Role::Claim => format!("<b>{}</b>", escaped(&text)),
            Role::Operand => format!("<u>{}</u>", escaped(&text)),
            Role::Plain => escaped(&text),
        });
        format!("<blockquote>{}</blockquote>\n", runs.collect::<String>())
    }

    fn lints(&self) -> String {
        let items: String = self.audit.lints.iter().map(|lint| self.lint(lint)).collect();
        if items.is_empty() {
            return items;
        }
        let title = self.section.text("check-section-lints");
        format!("<section class=\"against wording\">\n<h2>{title}</h2>\n<ol>\n{items}</ol>\n</section>\n")
    }

    fn lint(&self, lint: &crate::audit::verdict::Lint) -> String {
        let message = words::phrase_text(self.section.lang, &lint.message);
        let line = self.line_of(lint.at);
        let link = self.link(lint.at, &lint.text);
        format!("<li>\n<p class=\"head\">{link} <span>{line}</span></p>\n<p>{}</p>\n</li>\n", escaped(&message))
    }

    /// What the marks mean.
    fn legend(&self) -> String {
        let items = Mark::ALL.map(|mark| {
            let count = self.entries.iter().filter(|entry| entry.mark() == mark).count();
            let word = self.section.text(mark.word());
            format!("<li><span class=\"n {}\">{word}</span> {count}</li>", class(mark))
        });
        let label = self.section.text("check-page-legend");
        format!("<ul class=\"legend\" aria-label=\"{label}\">{}</ul>\n", items.concat())
    }
}

//! A trace in words for a terminal: a table a part, its sums, the proof. Nothing of the records reaches the terminal that
//! could command it.

use comfy_table::{CellAlignment, Table, presets};

use crate::exact::MeasureUnit;
use crate::figures::{Note, Quantity};
use crate::ledger::{Class, Entry};
use crate::signoff::trace::question::{Against, Part, Question};
use crate::signoff::trace::standings::Standing;
use crate::signoff::trace::sums::{PartSum, Sums};
use crate::words::shown::{columns, line, width};
use crate::words::{self, Lang};

use super::{Answer, Closing, other_place};

/// Texts of a cell are cut at so many columns.
const FIELD_WIDTH: usize = 44;
const RAW_WIDTH: usize = 28;
/// So many changed files are named.
const CHANGES: usize = 10;

/// Colours: what is wrong, what is right, headings.
const WRONG: &str = "1;31";
const RIGHT: &str = "32";
const HEADING: &str = "1";

/// How words are shown.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// The language.
    pub lang: Lang,
    /// Whether to colour.
    pub color: bool,
    /// Whether entries that are not counted are shown, so that each says its class.
    pub all: bool,
}

/// A trace in words.
#[derive(Debug)]
pub struct Words {
    manner: Manner,
    rows: Vec<Vec<String>>,
}

impl Words {
    /// Nothing told yet.
    #[must_use]
    pub const fn new(manner: Manner) -> Self {
        Self { manner, rows: Vec::new() }
    }

    fn text(&self, key: &str) -> &'static str {
        words::text(self.manner.lang, key)
    }

    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.text(key), values)
    }

    fn paint(&self, codes: &str, text: &str) -> String {
        if self.manner.color { format!("\u{1b}[{codes}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn class(&self, class: Class) -> &'static str {
        self.text(&format!("cli.class.{}", class.key()))
    }

    /// The proof in a sentence, which CSV tells beside its rows.
    #[must_use]
    pub fn proof(&self, question: &Question, closing: Closing<'_>) -> String {
        let proof = closing.proof;
        let unit = match &question.figure.quantity {
            Some(Quantity::Amount(_, unit)) => unit_name(self.manner.lang, unit),
            _ => "",
        };
        let space = if self.manner.lang == Lang::En && !unit.is_empty() { " " } else { "" };
        let shown = |value: &Option<String>| {
            let with_unit = |value: &String| format!("{value}{space}{unit}");
            value.as_ref().map_or_else(|| self.text("display-nothing").to_owned(), with_unit)
        };
        let verdict = if proof.agrees { "trace-agrees" } else { "trace-disagrees" };
        let values = [
            ("computed", shown(&proof.computed)),
            ("figure", shown(&proof.figure)),
            ("records", proof.records.0.to_string()),
            ("named", proof.records.1.to_string()),
            ("verdict", self.paint(if proof.agrees { RIGHT } else { WRONG }, self.text(verdict))),
        ];
        self.filled("trace-proof", &values)
    }

    fn filled(&self, key: &str, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.fill(key, &values)
    }

    /// An amount with its unit: `301640千克`, `301640 kg`.
    fn amount(&self, unit: &MeasureUnit, value: i128) -> String {
        let space = if self.manner.lang == Lang::En { " " } else { "" };
        format!("{}{space}{}", unit.base_text(value), unit_name(self.manner.lang, unit))
    }

    fn row(&self, question: &Question, entry: &Entry) -> Vec<String> {
        let measures = question.measures();
        let fields: Vec<&str> = entry.fields().map(|(_, text)| text).collect();
        let raw: Vec<&str> = if measures.is_empty() || entry.measures.iter().all(Option::is_none) {
            entry.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect()
        } else {
            measures.iter().filter_map(|&measure| entry.raw(measure)).collect()
        };
        let mut row = vec![
            line(&place(entry, &measures)).into_owned(),
            entry.day.map_or_else(String::new, |day| day.to_string()),
            cut(&fields.join(" / "), FIELD_WIDTH),
        ];
        row.extend(measures.iter().map(|&measure| {
            let unit = &question.kind.measures[measure].unit;
            entry.measure(measure).map_or_else(String::new, |value| unit.base_text(i128::from(value)))
        }));
        if question.is_of_starts() {
            row.push(entry.started.map_or_else(String::new, |day| day.to_string()));
        }
        row.push(cut(&raw.join(" | "), RAW_WIDTH));
        if self.manner.all {
            row.push(self.fate(entry));
        }
        row
    }

    /// The class of an entry, with its code and the place that decided it.
    fn fate(&self, entry: &Entry) -> String {
        let code = entry.code.map_or_else(String::new, |code| format!(" {}", code.0));
        let other = other_place(entry);
        let other = if other.is_empty() { other } else { format!(" ({other})") };
        line(&format!("{}{code}{other}", self.class(entry.class))).into_owned()
    }

    fn table(&mut self, question: &Question) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let measures = question.measures();
        let mut header: Vec<String> = ["trace-column-place", "trace-column-date", "trace-column-fields"]
            .map(|key| self.text(key).to_owned())
            .into();
        header.extend(measures.iter().map(|&measure| {
            let measure = &question.kind.measures[measure];
            format!("{} ({})", measure.name, unit_name(self.manner.lang, &measure.unit))
        }));
        header.extend(question.is_of_starts().then(|| self.text("trace-column-started").to_owned()));
        header.push(self.text("trace-column-raw").to_owned());
        header.extend(self.manner.all.then(|| self.text("trace-column-class").to_owned()));
        let mut table = Table::new();
        table.load_style(presets::UTF8_BORDERS_ONLY);
        table.set_header(header);
        for row in std::mem::take(&mut self.rows) {
            table.add_row(row);
        }
        let values = 3..3 + measures.len();
        table
            .column_iter_mut()
            .enumerate()
            .filter(|(at, _)| values.contains(at))
            .for_each(|(_, column)| column.set_cell_alignment(CellAlignment::Right));
        format!("{table}\n")
    }

    /// The sums of some entries: `weight 12.5千克, revenue 300元`; how many there are where nothing is added up.
    fn sums(&self, question: &Question, sums: Option<&Sums>) -> String {
        let text = |&measure: &usize| {
            let declared = &question.kind.measures[measure];
            let sum = sums.and_then(|sums| sums.sums.get(measure)).copied().unwrap_or(0);
            format!("{} {}", declared.name, self.amount(&declared.unit, sum))
        };
        question.measures().iter().map(text).collect::<Vec<_>>().join(self.text("list-separator"))
    }

    fn standings(&self, question: &Question, standings: &[Standing]) -> String {
        let unit = question.indicator.unit.as_ref();
        let told = standings.iter().map(|standing| {
            let amount = unit.map_or_else(String::new, |unit| self.amount(unit, standing.amount));
            format!("  {:>3}  {}  {amount}\n", standing.place, line(&standing.value))
        });
        let told: String = told.collect();
        if told.is_empty() { told } else { format!("{}\n{told}", self.text("trace-standings")) }
    }

    fn against(&self, question: &Question) -> String {
        let (key, value) = match (&question.against, &question.indicator.unit) {
            (Against::Target(target), Some(unit)) => ("trace-target", self.amount(unit, *target)),
            (Against::Published(Quantity::Amount(value, unit)), _) => ("trace-published", self.amount(unit, *value)),
            (Against::Published(Quantity::Ratio(ratio)), _) => ("trace-published", ratio.exact_text()),
            _ => return String::new(),
        };
        self.fill(key, &[("value", &value)]) + "\n"
    }

    fn sources(&self, closing: Closing<'_>) -> String {
        let files = closing.sources.len().to_string();
        let Some(run) = closing.last_run else { return self.fill("trace-sources", &[("files", &files)]) + "\n" };
        if run.changes.is_empty() {
            return self.fill("trace-sources-same", &[("files", &files), ("folder", &line(&run.folder))]) + "\n";
        }
        let then = run.display.as_deref().unwrap_or(self.text("display-nothing"));
        let count = run.changes.len().to_string();
        let head = self
            .fill("trace-sources-changed", &[("files", &count), ("folder", &line(&run.folder)), ("then", &line(then))]);
        let changes = run.changes.iter().take(CHANGES);
        let told: String =
            changes.map(|change| format!("  {} {}\n", self.text(change.how.words()), line(&change.file))).collect();
        let more = if run.changes.len() > CHANGES { "  …\n" } else { "" };
        format!("{}\n{told}{more}", self.paint(WRONG, &head))
    }
}

/// A base unit by its name in the language.
fn unit_name(lang: Lang, unit: &MeasureUnit) -> &str {
    match unit {
        MeasureUnit::Weight if lang == Lang::En => words::text(lang, "unit-kilogram"),
        MeasureUnit::Money if lang == Lang::En => words::text(lang, "unit-yuan"),
        other => other.base_name(),
    }
}

/// The place of an entry: the cell of a measure where there is one alone.
fn place(entry: &Entry, measures: &[usize]) -> String {
    let cell = match measures {
        [measure] => Some(entry.cell_of(*measure)),
        _ => entry.place.cell,
    };
    let sheet = if entry.place.sheet.is_empty() { String::new() } else { format!(" [{}]", entry.place.sheet) };
    format!("{}{sheet} {}", entry.place.file, cell.map_or_else(String::new, |cell| cell.to_string()))
}

/// A text on one line, cut to so many columns.
fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return line(text).into_owned();
    }
    let mut taken = 0;
    let kept = text.chars().take_while(|&c| {
        taken += width(c);
        taken < most
    });
    line(&kept.collect::<String>()).into_owned() + "…"
}

impl Answer for Words {
    fn opening(&mut self, question: &Question) -> Vec<u8> {
        let figure = &question.figure;
        let head = format!("{}  {}", line(&figure.id.to_string()), figure.display);
        let mut told = format!("{}\n", self.paint(HEADING, &head));
        if let Some(note) = figure.note_text(self.manner.lang) {
            told += &format!("{note}\n");
        }
        if figure.note == Some(Note::NoRecords) || figure.records == 0 {
            let (first, last) = (question.span.0.to_string(), question.span.1.to_string());
            told += &(self.fill("trace-span", &[("first", &first), ("last", &last)]) + "\n");
        }
        told.into_bytes()
    }

    fn part(&mut self, _: &Question, part: &Part) -> Vec<u8> {
        let filter: Vec<String> = part.wanted.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!("{} {} {}", self.text(part.role.words()), part.period, line(&filter.join(" ")));
        format!("\n{}\n", self.paint(HEADING, head.trim_end())).into_bytes()
    }

    fn entry(&mut self, question: &Question, _: &Part, entry: &Entry) -> Vec<u8> {
        let row = self.row(question, entry);
        self.rows.push(row);
        Vec::new()
    }

    fn part_end(&mut self, question: &Question, _: &Part, sum: &PartSum, listed: u64) -> Vec<u8> {
        let mut told = self.table(question);
        let left_out = sum.left_out();
        let all = sum.counted() + left_out.iter().map(|(_, sums)| sums.entries).sum::<u64>();
        let sums = if question.is_of_starts() {
            self.fill("trace-started", &[("started", &sum.started().to_string())])
        } else {
            self.sums(question, sum.of(Class::Accepted))
        };
        let values = [("records", sum.counted().to_string()), ("sums", sums)];
        told += &self.filled("trace-counted", &values);
        if listed < all {
            told += &self.fill("trace-more", &[("listed", &listed.to_string())]);
        }
        told.push('\n');
        for (class, sums) in left_out {
            let values = [
                ("class", self.class(class).to_owned()),
                ("records", sums.entries.to_string()),
                ("sums", self.sums(question, Some(sums))),
            ];
            told += &(self.filled("trace-left-out", &values) + "\n");
        }
        told.into_bytes()
    }

    fn closing(&mut self, question: &Question, closing: Closing<'_>) -> Vec<u8> {
        let mut told = String::from("\n");
        told += &self.standings(question, closing.standings);
        told += &self.against(question);
        told += &(self.proof(question, closing) + "\n");
        told += &self.sources(closing);
        told.into_bytes()
    }
}

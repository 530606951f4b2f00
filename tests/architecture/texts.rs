//! Sentences live in the catalogue: every code and key is there, nothing there is idle, and no Rust file holds Chinese
//! that a reader would see.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::source::{Literal, Source, sources};
use crate::{at, beyond, none};

/// Keys that are put together from a part, and what the part is.
const BUILT_KEYS: &[(&str, &str)] = &[
    ("chart-first-", "a dimension"),
    ("chart-ledger-", "a ledger"),
    ("chart-month-", "the number of a month"),
    ("chart-of-", "an indicator"),
    ("chart-rest-", "a dimension"),
    ("chart-title-", "a dimension"),
    ("chart-together-", "a dimension"),
    ("check-kind-", "a kind of arithmetic"),
    ("cli.arg.", "an argument"),
    ("cli.class.", "a class of rows"),
    ("cli.severity.", "a severity"),
    ("decision-done-", "what was done to a record"),
    ("letter-remedy-", "a finding"),
    ("notice-note-", "a note of a figure"),
    ("sheet-done-", "what was done to a record"),
];

/// How the keys of plain texts begin; a literal that begins so is one.
const KEY_OPENINGS: &[&str] = &[
    "blank-",
    "book-",
    "chart-",
    "check-",
    "cli.",
    "decision-",
    "display-",
    "explain.",
    "job.",
    "letter-",
    "note-",
    "notice-",
    "page-",
    "paper-",
    "published.",
    "revisions-",
    "sheet-",
    "slip.",
    "trace-",
    "unit-",
    "value-",
    "write-",
];

/// The one text that `words` asks for itself, to put between the items of a list.
const ASKED_BY_WORDS: &str = "list-separator";

/// Literals that begin like a key and are none, and what they are.
const NO_KEYS: &[(&str, &str)] = &[
    ("job.through", "a key of the job file, as an error names it"),
    ("letter-spacing", "a property of a page's style"),
];

/// Rooms whose Chinese is the data that they are made of.
const CHINESE_ROOMS: [&str; 3] = ["kinds", "sample", "words"];

/// Files with Chinese literals, and what these are. Nothing here is a sentence.
const CHINESE_FILES: &[(&str, &str)] = &[
    ("src/audit/numerals/arabic.rs", "read: what a ratio stands behind"),
    ("src/audit/numerals/chinese.rs", "read: Chinese numerals"),
    ("src/audit/numerals/dates.rs", "read: dates and periods"),
    ("src/audit/numerals/names.rs", "read: names with digits"),
    ("src/audit/numerals/units.rs", "read: magnitudes"),
    ("src/audit/passage.rs", "read: what joins two numbers"),
    ("src/audit/quantity.rs", "magnitudes, the same in every language"),
    ("src/audit/roles.rs", "read: words around a number"),
    ("src/audit/rules/bases.rs", "read: words of a scope"),
    ("src/audit/rules/caseload.rs", "read: what cases are called"),
    ("src/audit/rules/count.rs", "read: what leads back to a list"),
    ("src/audit/rules/growth.rs", "read: words of a comparison"),
    ("src/audit/rules/in_order.rs", "read: words of a list"),
    ("src/audit/rules/lists.rs", "read: words of a list"),
    ("src/audit/rules/named_points.rs", "read: the scope of a place"),
    ("src/audit/rules/names.rs", "read: words that hold a name in its place"),
    ("src/audit/rules/part_of.rs", "read: what stands behind the name of a whole"),
    ("src/audit/rules/parts.rs", "read: what joins two amounts"),
    ("src/audit/rules/points.rs", "read: words of a difference"),
    ("src/audit/rules/share.rs", "read: words of a base"),
    ("src/audit/rules/structure.rs", "read: words of a structure"),
    ("src/audit/rules/whole_base.rs", "read: how a count is named"),
    ("src/audit/rules/years.rs", "read: units as rates name them"),
    ("src/audit/settle.rs", "the claim of a whole, the same in every language"),
    ("src/audit/vocabulary.rs", "read: units of rates"),
    ("src/cli/skeleton.rs", "headers of the registries and templates that `new` leaves"),
    ("src/exact/display.rs", "units of displays, the same in every language"),
    ("src/exact/measure.rs", "base units, the same in every language"),
    ("src/figures/id.rs", "an example of an id"),
    ("src/figures/print.rs", "units that English has words for"),
    ("src/job/form.rs", "read: units of rates"),
    ("src/ledger/versions.rs", "read: marks of a later version in a file's name"),
    ("src/records/control.rs", "read: ordinals in front of a label"),
    ("src/records/labels.rs", "read: labels of rows"),
    ("src/records/layout/assemble.rs", "read: names of sheets that restate"),
    ("src/records/layout/context.rs", "read: what opens a unit line"),
    ("src/records/layout/search.rs", "read: rows that number the columns"),
    ("src/records/layout/stack.rs", "read: words of headers"),
    ("src/records/layout/vocabulary.rs", "read: words of headers"),
    ("src/records/names.rs", "read: words that turn a state round"),
    ("src/records/quantities.rs", "read: how a pack is written"),
    ("src/records/typing.rs", "read: words for what has not begun"),
    ("src/registry/columns.rs", "read: headers of registries"),
    ("src/registry/mod.rs", "read: 杭州 for 杭州市"),
    ("src/registry/names.rs", "read: dots that names are written with"),
    ("src/reports/charts/block.rs", "marks that may not open or close a line"),
    ("src/reports/workbook/charts.rs", "marks in the place of those that a library reads"),
    ("src/reports/notice/spans.rs", "Chinese numerals of sections"),
    ("src/values/date.rs", "read: dates"),
    ("src/values/nothing.rs", "read: words for nothing"),
    ("src/values/tokens.rs", "read: numerals"),
    ("src/values/unit.rs", "read: units"),
];

/// The top-level entries of the catalogue's files in a folder, with their values, as often as they stand there.
fn stand(folder: &str) -> Vec<(String, toml::Value)> {
    let files = fs::read_dir(at(folder)).expect("the catalogue is there").map(|entry| entry.expect("an entry").path());
    let tables = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).map(|path| {
        let text = fs::read_to_string(&path).expect("a file of the catalogue");
        let table = toml::from_str::<BTreeMap<String, toml::Value>>(&text);
        table.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    tables.flatten().collect()
}

/// The entries of the catalogue in a folder.
fn entries(folder: &str) -> BTreeMap<String, toml::Value> {
    stand(folder).into_iter().collect()
}

/// Every literal of the sources, with its file; `words` asks for no text and `sample` must not know any.
fn literals(files: &[Source]) -> impl Iterator<Item = (&Source, &Literal)> {
    let files = files.iter().filter(|file| !["sample", "words"].contains(&file.room()));
    files.flat_map(|file| file.literals.iter().map(move |literal| (file, literal)))
}

/// Whether a key is one that is put together.
fn is_built(key: &str) -> bool {
    BUILT_KEYS.iter().any(|(prefix, _)| key.starts_with(prefix))
}

/// Whether a literal is what such a key is put together from: `cli.arg.{name}`, or `notice-{}` of a key of a note.
fn builds(text: &str) -> bool {
    let opening = text.split('{').next().unwrap_or_default();
    is_built(opening) || (text.contains('{') && BUILT_KEYS.iter().any(|(prefix, _)| prefix.starts_with(opening)))
}

#[test]
fn nothing_stands_in_the_catalogue_twice() {
    let mut breaches = Vec::new();
    for folder in ["src/words", "src/words/findings"] {
        let mut keys = BTreeSet::new();
        let again = stand(folder).into_iter().map(|(key, _)| key).filter(|key| !keys.insert(key.clone()));
        breaches.extend(again.map(|key| format!("{folder}: {key}: which of the two is said depends on their order")));
    }
    none("a code or key stands once", &breaches);
}

#[test]
fn every_code_is_in_the_catalogue_and_the_other_way_round() {
    let (codes, files) = (entries("src/words/findings"), sources());
    let mut breaches = Vec::new();
    for (file, literal) in literals(&files) {
        let is_code = file.code[..literal.place.start].ends_with("Code(\"");
        if is_code && !codes.contains_key(&literal.text) {
            breaches.push(file.breach(literal.place.start, &format!("{} is not in the catalogue", literal.text)));
        }
    }
    let used: BTreeSet<&str> = literals(&files).map(|(_, literal)| literal.text.as_str()).collect();
    let idle = codes.keys().filter(|code| !used.contains(code.as_str()));
    breaches.extend(idle.map(|code| format!("{code}: in the catalogue, and no file gives it")));
    none("codes", &breaches);
}

#[test]
fn a_code_that_is_no_literal_comes_from_literals_that_are_codes() {
    let codes = entries("src/words/findings");
    let kebab = |text: &str| text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let mut breaches = Vec::new();
    for file in sources().iter().filter(|file| file.room() != "findings") {
        let open = |offset: &usize| file.code[offset + 5..].starts_with(|c: char| c.is_ascii_lowercase());
        if file.finds("Code(").iter().any(open) {
            let unknown = file.literals.iter().filter(|l| kebab(&l.text) && !codes.contains_key(&l.text));
            breaches
                .extend(unknown.map(|l| file.breach(l.place.start, &format!("{} is not in the catalogue", l.text))));
        }
    }
    none("codes given as values", &breaches);
}

#[test]
fn every_key_is_in_the_catalogue() {
    let (texts, files) = (entries("src/words"), sources());
    let mut breaches = Vec::new();
    for (file, literal) in literals(&files) {
        let text = literal.text.as_str();
        let looks = KEY_OPENINGS.iter().any(|opening| text.starts_with(opening) && text.len() > opening.len())
            && !text.contains(' ');
        if looks && !texts.contains_key(text) && !builds(text) {
            breaches
                .push((text.to_owned(), file.breach(literal.place.start, &format!("{text} is not in the catalogue"))));
        }
    }
    let codes = entries("src/words/findings");
    breaches.retain(|(text, _)| !codes.contains_key(text));
    none("keys", &beyond(breaches, NO_KEYS));
}

#[test]
fn no_text_of_the_catalogue_is_idle() {
    let (texts, files) = (entries("src/words"), sources());
    let mut used: BTreeSet<&str> = literals(&files).map(|(_, literal)| literal.text.as_str()).collect();
    used.insert(ASKED_BY_WORDS);
    let idle = texts.keys().filter(|key| !used.contains(key.as_str()) && !is_built(key));
    let mut breaches: Vec<String> = idle.map(|key| format!("{key}: nothing asks for it")).collect();
    let unbuilt = BUILT_KEYS.iter().filter(|(prefix, _)| !texts.keys().any(|key| key.starts_with(prefix)));
    breaches.extend(unbuilt.map(|(prefix, _)| format!("{prefix}…: no text of the catalogue begins so")));
    none("texts", &breaches);
}

/// The placeholders of a text, in order of the alphabet.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn both_languages_say_something() {
    let mut breaches = Vec::new();
    let wordless = ["unit-rank"];
    for (key, value) in entries("src/words").into_iter().chain(entries("src/words/findings")) {
        let text = |name: &str| value.get(name).and_then(toml::Value::as_str).unwrap_or_default().trim().to_owned();
        let names =
            if value.get("when").is_some() { &["zh", "en", "zh_remedy", "en_remedy"][..] } else { &["zh", "en"] };
        if !wordless.contains(&key.as_str()) && names.iter().any(|name| text(name).is_empty()) {
            breaches.push(format!("{key}: a text is empty"));
        }
        if value.get("when").is_some() {
            let (zh, en) = (text("zh") + &text("zh_remedy"), text("en") + &text("en_remedy"));
            let (zh, en) = (placeholders(&zh), placeholders(&en));
            let one_sided: Vec<&&str> = zh.symmetric_difference(&en).collect();
            if !one_sided.is_empty() {
                breaches.push(format!("{key}: only one language says {one_sided:?}"));
            }
        }
    }
    none("both languages", &breaches);
}

#[test]
fn no_file_holds_sentences() {
    let is_chinese =
        |c: char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}');
    let mut breaches = Vec::new();
    for file in sources().iter().filter(|file| !CHINESE_ROOMS.contains(&file.room())) {
        let chinese = file.literals.iter().find(|literal| literal.text.contains(is_chinese));
        breaches.extend(chinese.map(|literal| {
            (file.path.clone(), file.breach(literal.place.start, &format!("Chinese: {}", literal.text)))
        }));
    }
    none("Chinese stands in the catalogue", &beyond(breaches, CHINESE_FILES));
}

//! Tables: one heading row that stays, numbers with their figures, the total at the foot.

use super::super::decisions;
use super::super::document::{Cell, Column, Row, RowRole, Table};
use super::Report;
use super::decimals;
use super::escape::{escaped, isolated};
use super::figures::datum;
use super::frame::Section;
use super::upright;
use super::words::Words;

/// So many rows are not parted between two pages.
const TOGETHER_ROWS: usize = 24;

/// All tables; nothing where there is none.
pub(super) fn section(report: &Report<'_>) -> Option<Section> {
    let all = claiming(report).enumerate();
    let body: String = all.map(|(at, table)| html(report, table, &format!("table-{}", at + 1))).collect();
    (!body.is_empty()).then(|| Section {
        id: "tables",
        title: Words(report.lang).text("page-title-tables").to_owned(),
        body: contents(report) + &body,
        aside: false,
    })
}

/// Tables that hold texts alone, apart from what the page claims: each is a part of its own with its title.
pub(super) fn asides(report: &Report<'_>) -> Option<Section> {
    let table = report.tables.iter().find(|table| table.holds_texts_alone())?;
    let body = sheet(report, table, ["decisions-table", "decisions-title"], "");
    Some(Section { id: decisions::KEY, title: table.title.clone(), body, aside: true })
}

/// Tables of numbers.
fn claiming<'a>(report: &Report<'a>) -> impl Iterator<Item = &'a Table> {
    report.tables.iter().filter(|table| !table.holds_texts_alone())
}

/// Where each table is, if there are several.
fn contents(report: &Report<'_>) -> String {
    if claiming(report).count() < 3 {
        return String::new();
    }
    let all = claiming(report).enumerate();
    let items =
        all.map(|(at, table)| format!("<li><a href=\"#table-{}\">{}</a></li>\n", at + 1, isolated(&table.title)));
    let label = escaped(Words(report.lang).text("page-title-tables"));
    let items: String = items.collect();
    format!("<nav class=\"index\" aria-label=\"{label}\" data-audit=\"aside\">\n<ul>\n{items}</ul>\n</nav>\n")
}

/// A table that stands between paragraphs, by its key: it has no place in the navigation.
pub(super) fn in_text(report: &Report<'_>, table: &Table) -> String {
    html(report, table, &format!("text-{}", anchor(&table.key)))
}

/// A key as part of an anchor.
fn anchor(key: &str) -> String {
    key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn html(report: &Report<'_>, table: &Table, id: &str) -> String {
    let title = format!("{id}-title");
    sheet(report, table, [id, &title], &format!("<h3 id=\"{title}\">{}</h3>\n", isolated(&table.title)))
}

/// A table of some id under its heading, which has an id too.
fn sheet(report: &Report<'_>, table: &Table, [id, named_by]: [&str; 2], title: &str) -> String {
    let words = Words(report.lang);
    let unit = table.unit.as_ref().map(|unit| words.filled("page-unit", &[("unit", unit)]));
    let about: Vec<String> =
        [Some(table.scope.clone()), unit].into_iter().flatten().filter(|t| !t.is_empty()).collect();
    let about = about.iter().map(|text| format!("<span>{}</span>", isolated(text))).collect::<Vec<_>>().join(" ");
    let notes: String = table.notes.iter().map(|note| format!("<li>{}</li>\n", escaped(note))).collect();
    let notes =
        if notes.is_empty() { notes } else { format!("<ul class=\"notes\" data-audit=\"aside\">\n{notes}</ul>\n") };
    let wide = if upright::holds(table) { "" } else { " wide" };
    let short = if table.rows.len() <= TOGETHER_ROWS { " short" } else { "" };
    let head: String = table.columns.iter().map(heading).collect();
    let longest = decimals::longest(table);
    let rows = |role: RowRole| -> String {
        table.rows.iter().filter(|row| row.role == role).map(|row| line(report, table, &longest, row)).collect()
    };
    let total = rows(RowRole::Total);
    let total = if total.is_empty() { total } else { format!("<tfoot>\n{total}</tfoot>\n") };
    format!(
        "<div class=\"sheet{wide}{short}\" id=\"{id}\">\n{title}<p class=\"about\">{about}</p>\n\
         <div class=\"scroller\" role=\"group\" aria-labelledby=\"{named_by}\" tabindex=\"0\">\n<table class=\"sortable\">\n\
         <caption data-audit=\"aside\">{caption} {about}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n\
         <tbody>\n{body}</tbody>\n{total}</table>\n</div>\n{notes}</div>\n",
        caption = isolated(&table.title),
        body = rows(RowRole::Body),
    )
}

fn heading(column: &Column) -> String {
    let class = if column.form.is_some() { " class=\"number\"" } else { "" };
    let unit = column.unit.as_ref().map(|unit| format!(" <span class=\"unit\">({})</span>", isolated(unit)));
    format!("<th scope=\"col\"{class}>{}{}</th>", isolated(&column.heading), unit.unwrap_or_default())
}

/// A row; `longest`: the longest run of decimals in each column.
fn line(report: &Report<'_>, table: &Table, longest: &[usize], row: &Row) -> String {
    let cells = row.cells.iter().enumerate().map(|(at, cell)| match cell {
        Cell::Label(text) if at == 0 => format!("<th scope=\"row\">{}</th>", isolated(text)),
        Cell::Label(text) => format!("<td>{}</td>", isolated(text)),
        Cell::Number(number) => {
            let datum = datum(report, &number.figure, &number.shown, Some(&number.exact));
            let room = match decimals::room(&number.shown, longest.get(at).copied().unwrap_or(0)) {
                room if room.is_empty() => room,
                room => format!(" data-room=\"{room}\""),
            };
            format!("<td class=\"number\"{room}>{datum}</td>")
        }
        Cell::Nothing { shown, why } => nothing(table, at, shown, why),
    });
    format!("<tr>{}</tr>\n", cells.collect::<String>())
}

/// A dash, with the reason for those who point at it and those who hear it.
fn nothing(table: &Table, at: usize, shown: &str, why: &str) -> String {
    let is_number = table.columns.get(at).is_some_and(|column| column.form.is_some());
    let class = if is_number { "number none" } else { "none" };
    if why.is_empty() {
        return format!("<td class=\"{class}\">{}</td>", escaped(shown));
    }
    let (shown, why) = (escaped(shown), escaped(why));
    format!(
        "<td class=\"{class}\" title=\"{why}\">{shown}<span class=\"unseen\" data-audit=\"aside\"> {why}</span></td>"
    )
}

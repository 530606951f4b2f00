//! What was read: a row a file and sheet, its rows by class, the difference that must be zero, and how many
//! rows the job corrects or leaves out.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::ledger::Class;
use crate::words::Lang;

use super::super::IntakeRow;
use super::listing::{Column, Entry, Listing};
use super::names::cell_name;
use super::{Binding, listing};

/// The classes in the order of their columns.
const CLASSES: [Class; 7] = [
    Class::Accepted,
    Class::ControlTotal,
    Class::Duplicate,
    Class::Superseded,
    Class::OutOfScope,
    Class::Quarantined,
    Class::Blank,
];
/// The column of rows read; the classes follow, then the check.
const READ: u16 = 3;

/// Adds the sheet.
pub(super) fn write(file: &mut Workbook, binding: &Binding<'_>) -> Result<(), XlsxError> {
    let mut intake: Vec<&IntakeRow> = binding.book.intake.iter().collect();
    intake.sort_by_key(|row| (&row.file, &row.sheet, &row.kind.name));
    let room = listing::room(binding, 8);
    let mut lines = vec![binding.wording.own("book-intake-intro")];
    lines.extend(super::quarantine::rows_cut(binding, intake.len(), room, "figures.json"));
    intake.truncate(room);
    let list = Listing {
        sheet: &binding.names.intake,
        title: &binding.names.intake,
        lines,
        data: "intake",
        columns: columns(binding),
        empty: binding.wording.text("book-no-intake"),
        has_total: !intake.is_empty(),
        has_way_back: true,
    };
    let first = list.head() + 1;
    let mut rows: Vec<Vec<Entry>> =
        (first..).zip(&intake).map(|(at, row)| row_of(row, at, binding.wording.lang)).collect();
    if !intake.is_empty() {
        rows.push(total(binding, &intake, first));
    }
    listing::write(file, binding, &list, &rows)
}

fn columns(binding: &Binding<'_>) -> Vec<Column> {
    let text = |key: &str| binding.wording.own(key);
    let class = |class: &Class| Column::number(text(&format!("cli.class.{}", class.key())), 11, 14);
    let mut columns = vec![
        Column::words(text("book-file"), 20, 52),
        Column::words(text("book-sheet"), 10, 24),
        Column::words(text("book-ledger"), 12, 22),
        Column::number(text("cli.column.read"), 11, 14),
    ];
    columns.extend(CLASSES.iter().map(class));
    columns.push(Column::number(text("book-check"), 9, 12));
    columns.push(Column::number(text("book-corrected"), 11, 14));
    columns.push(Column::number(text("book-excluded"), 11, 14));
    columns
}

fn counts(row: &IntakeRow) -> [u64; 8] {
    let mut counts = [row.tally.total_rows(); 8];
    counts[1..].iter_mut().zip(CLASSES).for_each(|(count, class)| *count = row.tally.rows(class));
    counts
}

fn row_of(row: &IntakeRow, at: u32, lang: Lang) -> Vec<Entry> {
    let ledger = if lang == Lang::Zh { &row.kind.title.zh } else { &row.kind.title.en };
    let counts = counts(row);
    let mut entries = vec![
        Entry::Raw(row.file.clone()),
        Entry::Raw(row.sheet.clone().unwrap_or_default()),
        Entry::Words(ledger.clone()),
    ];
    entries.extend(counts.map(Entry::Count));
    entries.push(check(at, &counts));
    entries.extend([row.corrected, row.excluded].map(Entry::Count));
    entries
}

/// Read less the sum of the classes.
fn check(at: u32, counts: &[u64; 8]) -> Entry {
    let cells = [READ, READ + 1, READ + 7].map(|column| cell_name(at, column));
    let difference = i128::from(counts[0]) - counts[1..].iter().map(|count| i128::from(*count)).sum::<i128>();
    Entry::Formula(format!("={}-SUM({}:{})", cells[0], cells[1], cells[2]), difference.to_string())
}

fn total(binding: &Binding<'_>, intake: &[&IntakeRow], first: u32) -> Vec<Entry> {
    let mut sums = [0_u64; 8];
    for row in intake {
        sums.iter_mut().zip(counts(row)).for_each(|(sum, count)| *sum += count);
    }
    let last = first + u32::try_from(intake.len()).unwrap_or(0) - 1;
    let corrected: u64 = intake.iter().map(|row| row.corrected).sum();
    let excluded: u64 = intake.iter().map(|row| row.excluded).sum();
    let sum = |(column, sum): (u16, &u64)| {
        let range = format!("=SUM({}:{})", cell_name(first, column), cell_name(last, column));
        Entry::Formula(range, sum.to_string())
    };
    let label = Entry::Words(binding.wording.own("cli.row.all"));
    let labels = [label, Entry::Words(String::new()), Entry::Words(String::new())];
    let behind = (READ + 9..).zip([&corrected, &excluded]).map(sum);
    labels.into_iter().chain((READ..).zip(&sums).map(sum)).chain([check(last + 1, &sums)]).chain(behind).collect()
}

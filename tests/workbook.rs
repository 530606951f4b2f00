//! `workbook.xlsx` read back: values, formulas, names and mark-up by calamine, parts against those that were looked at,
//! totals by LibreOffice where it is there, and text that must never become a formula.

#[path = "workbook/parts.rs"]
mod parts;
#[path = "workbook/reading.rs"]
mod reading;
#[path = "workbook/small.rs"]
mod small;
#[path = "workbook/text.rs"]
mod text;

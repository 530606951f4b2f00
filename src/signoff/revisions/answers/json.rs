//! Revisions as JSON: all of them, with every changed record.

use serde_json::{Value, json};

use crate::exact::Decimal;
use crate::kinds::Kind;

use super::super::super::publish::{KeptRecord, Partition, PublishedFigure};
use super::super::causes::{Cause, Explained, FigureChange, Measured};
use super::super::changes::{Change, LedgerChanges, PartChange};
use super::super::identity::{Identity, Residue};
use super::super::{Comparison, Revisions, Triangle, Vintage};

/// The version of the shape.
const SCHEMA: u32 = 1;

/// All of it, on several lines.
///
/// # Panics
/// Never: plain values always have a JSON text.
#[must_use]
#[expect(clippy::expect_used, reason = "plain values always have a JSON text")]
pub fn json(revisions: &Revisions) -> Vec<u8> {
    let value = json!({
        "schema": SCHEMA,
        "vintages": revisions.vintages.iter().map(of_vintage).collect::<Vec<_>>(),
        "triangles": revisions.triangles.iter().map(of_triangle).collect::<Vec<_>>(),
        "identities": revisions.identities.iter().map(of_identity).collect::<Vec<_>>(),
        "comparisons": revisions.comparisons.iter().map(of_comparison).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&value).expect("plain values");
    bytes.push(b'\n');
    bytes
}

fn of_vintage(vintage: &Vintage) -> Value {
    json!({
        "file": vintage.file,
        "date": vintage.date,
        "sha256": vintage.sha256,
        "through": vintage.through.to_string(),
    })
}

fn of_triangle(triangle: &Triangle) -> Value {
    let rows = triangle.rows.iter().map(|row| {
        let cell = |cell: &super::super::TriangleCell| {
            json!({"value": cell.value, "display": cell.display, "revised": cell.is_revised})
        };
        let cells: Vec<Option<Value>> = row.cells.iter().map(|one| one.as_ref().map(cell)).collect();
        json!({"vintage": row.vintage, "cells": cells})
    });
    json!({
        "indicator": triangle.indicator,
        "unit": triangle.unit,
        "by": triangle.by.key(),
        "periods": triangle.periods.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}

fn of_identity(identity: &Identity) -> Value {
    let (kinds, left) = match &identity.made_of {
        Residue::Nothing => (Some(&[][..]), None),
        Residue::Records(kinds) => (Some(&kinds[..]), None),
        Residue::Unknown => (None, None),
        Residue::ButFor(kinds, left) => (Some(&kinds[..]), Some(left)),
    };
    let made_of = kinds.map(|kinds| {
        let one = |(kind, count, sum): &(super::super::ChangeKind, usize, String)| {
            json!({"change": kind.key(), "records": count, "sum": sum})
        };
        kinds.iter().map(one).collect::<Vec<_>>()
    });
    json!({
        "indicator": identity.indicator,
        "unit": identity.unit,
        "vintage": identity.vintage,
        "before": identity.before.to_string(),
        "after": identity.after.to_string(),
        "last": identity.last,
        "months": identity.months,
        "this": identity.this,
        "residue": identity.residue,
        "made_of": made_of,
        "left": left,
    })
}

fn of_comparison(comparison: &Comparison) -> Value {
    let figure = |change: &FigureChange| {
        let ledger = comparison.ledgers.iter().find(|ledger| ledger.kind.name == change.id.ledger());
        of_figure(change, ledger)
    };
    json!({
        "vintage": comparison.vintage,
        "figures": comparison.figures.iter().map(figure).collect::<Vec<_>>(),
        "ledgers": comparison.ledgers.iter().map(of_ledger).collect::<Vec<_>>(),
    })
}

fn of_figure(change: &FigureChange, ledger: Option<&LedgerChanges>) -> Value {
    let said =
        |figure: &PublishedFigure| json!({"value": figure.value, "exact": figure.exact, "display": figure.display});
    let kinds: Vec<_> = ledger.map(|ledger| std::sync::Arc::clone(&ledger.kind)).into_iter().collect();
    let scale = Measured::of(&change.id, &kinds).map_or(0, |measured| measured.scale());
    let cause = |cause: &Cause| json!({"change": cause.change, "effect": cause.effect.map(|digits| Decimal { digits, scale }.to_string())});
    let left = match &change.explained {
        Explained::ButFor(left) => Some(left),
        _ => None,
    };
    json!({
        "id": change.id.to_string(),
        "unit": change.before.unit,
        "published": said(&change.before),
        "today": change.after.as_ref().map(said),
        "difference": change.difference,
        "explained": change.explained.key(),
        "left": left,
        "records": change.causes.iter().map(cause).collect::<Vec<_>>(),
        "parts": change.parts.iter().map(cause).collect::<Vec<_>>(),
    })
}

fn of_ledger(ledger: &LedgerChanges) -> Value {
    let record = |change: &Change| {
        json!({
            "change": change.kind().key(),
            "before": change.before.as_ref().map(|record| of_record(record, &ledger.kind)),
            "after": change.after.as_ref().map(|record| of_record(record, &ledger.kind)),
        })
    };
    json!({
        "ledger": ledger.kind.name,
        "records": ledger.records.as_ref().map(|changes| changes.iter().map(record).collect::<Vec<_>>()),
        "parts": ledger.parts.iter().map(|part| of_part(part, &ledger.kind)).collect::<Vec<_>>(),
    })
}

fn of_record(record: &KeptRecord, kind: &Kind) -> Value {
    let names: serde_json::Map<String, Value> = record
        .kept
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(|(at, text)| (kind.kept_name(at).to_owned(), Value::from(&**text)))
        .collect();
    let measures: serde_json::Map<String, Value> = kind
        .measures
        .iter()
        .zip(&record.measures)
        .filter_map(|(measure, value)| {
            Some((measure.name.clone(), measure.unit.base_text(i128::from((*value)?)).into()))
        })
        .collect();
    json!({
        "file": &*record.file,
        "sheet": (!record.sheet.is_empty()).then_some(&*record.sheet),
        "row": record.row,
        "column": record.column.map(crate::findings::column_letters),
        "day": record.day.to_string(),
        "started": record.started.map(|day| day.to_string()),
        "names": names,
        "measures": measures,
    })
}

fn of_part(part: &PartChange, kind: &Kind) -> Value {
    let side = |partition: &Partition| {
        let sums: serde_json::Map<String, Value> = kind
            .measures
            .iter()
            .zip(&partition.sums)
            .map(|(measure, sum)| (measure.name.clone(), measure.unit.base_text(*sum).into()))
            .collect();
        json!({"records": partition.records, "sums": sums})
    };
    json!({
        "dimension": &*part.dimension,
        "value": &*part.value,
        "month": part.month.to_string(),
        "before": part.before.as_ref().map(side),
        "after": part.after.as_ref().map(side),
    })
}

//! Control rows against rows written by hand.

use super::*;
use crate::kinds;

fn batch(kind: &Kind, weights: &[i64]) -> Batch {
    let mut batch = Batch::new(kind.kept.len(), kind.measures.len());
    for (at, &weight) in weights.iter().enumerate() {
        batch.row.push(at as u64 + 2);
        batch.locator.push(at as u64 + 2);
        batch.column.push(0);
        batch.date.push(20_210_700);
        batch.kept.iter_mut().for_each(|column| column.push(Symbol(1 + at as u32 % 2)));
        batch.measures[0].push(weight);
        batch.measures[1].push(0);
        batch.present.push(1);
    }
    batch
}

fn control(after: usize, kind: ControlKind, printed: i64, raw: &str) -> ControlRow {
    let printed = vec![(0, printed, 3, raw.to_owned())];
    ControlRow {
        after, row: after as u64 + 100, label: "合计".into(), kind, period: None, limits: Vec::new(), printed
    }
}

fn codes(weights: &[i64], controls: Vec<ControlRow>) -> Vec<(&'static str, Option<&'static str>)> {
    let kind = kinds::built_in("sales").expect("sales");
    let mut batch = batch(&kind, weights);
    batch.controls = controls;
    let mut log = ControlLog::default();
    log.take(&batch);
    let findings = check_restatements(&kind, &"a.xlsx".into(), &[("Sheet1".into(), &log)]);
    findings.iter().map(|f| (f.code.0, f.detail.as_ref().map(|d| d.key))).collect()
}

const KG: i64 = 1_000_000;

#[test]
fn subtotals_and_totals_that_tie_are_silent() {
    let controls = vec![
        control(2, ControlKind::Subtotal, 30 * KG, "30"),
        control(4, ControlKind::Subtotal, 70 * KG, "70"),
        control(4, ControlKind::Total, 100 * KG, "100"),
    ];
    assert_eq!(codes(&[10 * KG, 20 * KG, 30 * KG, 40 * KG], controls), []);
}

#[test]
fn a_row_left_out_is_named() {
    let controls = vec![control(3, ControlKind::Total, 40 * KG, "40")];
    assert_eq!(codes(&[10 * KG, 25 * KG, 30 * KG], controls), [("control-total-mismatch", Some("slip.row-left-out"))]);
}

#[test]
fn a_total_in_a_coarser_unit_ties_by_rounding_and_says_so() {
    let controls = vec![control(2, ControlKind::Total, 3_010 * KG, "3.01")];
    assert_eq!(codes(&[1_005 * KG, 2_003 * KG], controls), [("control-total-rounded", None)]);
}

#[test]
fn a_restatement_covers_the_rows_of_its_value() {
    let mut control = control(4, ControlKind::Restatement, 40 * KG, "40");
    control.limits = vec![(1, Symbol(1))];
    assert_eq!(codes(&[10 * KG, 20 * KG, 30 * KG, 40 * KG], vec![control.clone()]), []);
    control.after = 1;
    control.limits = vec![(1, Symbol(9))];
    assert_eq!(codes(&[10 * KG], vec![control]), [("control-total-unchecked", None)]);
}

/// 50,001 rows of 2 kg: beyond what is kept one by one.
#[test]
fn of_too_many_rows_only_whole_totals_are_checked() {
    let weights = vec![2 * KG; REMEMBERED_ROWS + 1];
    let total = |kilograms, raw| control(weights.len(), ControlKind::Total, kilograms * KG, raw);
    assert_eq!(codes(&weights, vec![total(100_002, "100002")]), []);
    assert_eq!(codes(&weights, vec![total(100_001, "100001")])[0].0, "control-total-mismatch");
    let too_many = [("control-total-unchecked", Some("too-many-rows-to-keep"))];
    let part = control(weights.len(), ControlKind::Restatement, 5 * KG, "5");
    assert_eq!(codes(&weights, vec![part]), too_many);
    let named = ControlRow { limits: vec![(1, Symbol(1))], ..total(5, "5") };
    assert_eq!(codes(&weights, vec![named]), too_many);
}

#[test]
fn a_total_may_stand_above_its_rows() {
    assert_eq!(codes(&[10 * KG, 20 * KG], vec![control(0, ControlKind::Total, 30 * KG, "30")]), []);
    let wrong = vec![control(0, ControlKind::Total, 31 * KG, "31")];
    assert_eq!(codes(&[10 * KG, 20 * KG], wrong), [("control-total-mismatch", Some("slip.digit-wrong"))]);
}

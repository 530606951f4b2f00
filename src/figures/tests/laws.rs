//! What must hold of any ledger's figures: parts add up to the whole, months to prefixes, and every figure agrees
//! with a plain scan of the cells and with the one computed on demand.

use proptest::prelude::*;

use super::*;
use crate::exact::Ratio;
use crate::figures::{Comparison, ask};

const CITIES: [&str; 4] = ["", "杭州", "宁波", "温州"];
const STORES: [&str; 5] = ["", "一店", "二店", "三店", "四店"];

fn any_cell() -> impl Strategy<Value = Cell> {
    (0..20_i32, 0..4_usize, 0..5_usize, 0..3_usize, 1..9_u64, 0..9_u64, -500..5000_i128, -500..90_000_i128).prop_map(
        |(at, city, store, product, records, present, weight, revenue)| Cell {
            month: month("2019-12").plus(at),
            started: None,
            dimensions: texts(&[CITIES[city], STORES[store], ["红枣", "核桃", ""][product], "干果", "线上"]),
            records,
            present: vec![present.min(records), records],
            sums: vec![if present == 0 { 0 } else { weight }, revenue],
        },
    )
}

fn any_cube() -> impl Strategy<Value = LedgerCube> {
    prop::collection::vec(any_cell(), 0..40).prop_map(|cells| cube("sales", "2021-07", cells))
}

/// The sum of a measure by a scan, for a figure's own period and filter.
fn scanned(cube: &LedgerCube, figure: &Figure, measure: usize) -> i128 {
    let fits = |cell: &&Cell| {
        let named = |at: usize| if cell.dimensions[at].is_empty() { "未注明" } else { &*cell.dimensions[at] };
        let names = ["city", "store", "product", "category", "channel"];
        figure.id.period.contains(cell.month)
            && names.iter().enumerate().all(|(at, name)| figure.id.filter.get(*name).is_none_or(|v| v == named(at)))
    };
    cube.cells.iter().filter(fits).map(|cell| cell.sums[measure]).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sums_are_those_of_a_plain_scan(cube in any_cube()) {
        let figures = compute_one(cube.clone(), &Settings::default());
        let sums = [("sales.weight", 0), ("sales.revenue", 1)];
        for figure in figures.iter().filter(|figure| figure.id.comparison.is_none()) {
            if let Some((_, measure)) = sums.iter().find(|(id, _)| *id == figure.id.indicator) {
                prop_assert_eq!(figure.amount(), Some(scanned(&cube, figure, *measure)), "{}", figure.id);
            }
        }
    }

    #[test]
    fn every_figure_is_the_one_computed_on_demand(cube in any_cube()) {
        let settings = Settings::default();
        let cubes = [cube];
        for figure in compute(&cubes, &settings).iter().step_by(29) {
            prop_assert_eq!(&ask(&cubes, &settings, &figure.id), &Ok(figure.clone()));
        }
    }

    #[test]
    fn dimension_values_add_up_to_the_total(cube in any_cube()) {
        let figures = compute_one(cube.clone(), &Settings::default());
        let period = figures.year_to_date("sales").expect("a ledger");
        for indicator in ["sales.weight", "sales.revenue"] {
            let total = get(&figures, &format!("{indicator}@{period}")).amount().expect("a sum");
            for dimension in ["city", "store", "product", "category", "channel"] {
                let parts = figures.breakdown(indicator, dimension, period);
                let sum: i128 = parts.iter().filter_map(|figure| figure.amount()).sum();
                prop_assert_eq!(sum, total);
            }
        }
    }

    #[test]
    fn shares_add_up_to_one_exactly(cube in any_cube()) {
        let figures = compute_one(cube, &Settings::default());
        let period = figures.year_to_date("sales").expect("a ledger");
        let shares: Vec<Ratio> = figures
            .iter()
            .filter(|f| f.id.comparison == Some(Comparison::Share) && f.id.indicator == "sales.revenue")
            .filter(|f| f.id.period == period && f.id.filter.contains_key("city"))
            .filter_map(Figure::ratio)
            .collect();
        let one = Ratio::new(1, 1).expect("a denominator");
        let rest = shares.iter().try_fold(one, |rest, share| rest.minus(*share)).expect("small terms");
        prop_assert!(shares.is_empty() || rest.numerator() == 0, "{:?}", shares);
    }

    #[test]
    fn months_add_up_to_prefixes(cube in any_cube()) {
        let figures = compute_one(cube, &Settings::default());
        for prefix in figures.iter().filter(|f| f.id.indicator == "sales.weight" && f.id.comparison.is_none()) {
            let period = prefix.id.period;
            if !prefix.id.filter.is_empty() || period.first().month() != 1 {
                continue;
            }
            let of_month = |figure: &&Figure| period.contains(figure.id.period.first());
            let sum: i128 = figures.months("sales.weight").filter(of_month).filter_map(Figure::amount).sum();
            prop_assert_eq!(prefix.amount(), Some(sum), "{}", prefix.id);
        }
    }
}

/// 5,000 stores over 36 months: each cell is looked at once a breakdown, so this is a matter of seconds even unoptimised.
#[test]
fn many_values_and_months_are_no_burden() {
    let mut cells = Vec::new();
    for at in 0..36 {
        for store in 0..5000 {
            let name = format!("{store}店");
            let mut cell = texts(&[&format!("{}市", store % 10), &name, "核桃", "坚果", "线上"]);
            cells.push(Cell {
                month: month("2018-08").plus(at),
                started: None,
                dimensions: std::mem::take(&mut cell),
                records: 1,
                present: vec![1, 1],
                sums: vec![1_000_000, 20_000],
            });
        }
    }
    let figures = compute_one(cube("sales", "2021-07", cells), &Settings::default());
    assert_eq!(value(&figures, "sales.weight@2021-01..2021-07"), Some("35000"));
    assert_eq!(value(&figures, "sales.stores[city=3市]@2021-07"), Some("500"));
    assert_eq!(value(&figures, "sales.weight.rank[store=17店]@2021-07"), Some("1"));
}

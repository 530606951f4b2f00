//! A number in its unit to an integer in the base unit of a measure: the step after which everything is exact integers.

use crate::exact::{Decimal, MeasureUnit};

use super::error::ValueError;
use super::unit::Unit;
use super::unit_table::counts_alike;

/// An integer of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseValue {
    /// The count of base units ([`MeasureUnit::scale`]).
    pub value: i64,
    /// Whether nothing was rounded away: the text was not finer than the base unit.
    pub exact: bool,
}

/// `value` of `unit` as an integer of `measure`. A package weighs `kg_per_box`; a plain count has the unit
/// `Magnitude(0)`.
///
/// # Errors
/// [`ValueError::WrongUnit`] where the unit is of another kind, [`ValueError::NeedsUnit`] for a bare magnitude of a
/// weight or of money, [`ValueError::NeedsBoxWeight`], [`ValueError::ForeignCurrency`], [`ValueError::TooLarge`].
pub fn to_base(
    value: Decimal,
    unit: &Unit,
    measure: &MeasureUnit,
    kg_per_box: Option<Decimal>,
) -> Result<BaseValue, ValueError> {
    let factor = factor(*unit, measure, kg_per_box)?;
    let (integer, exact) = value
        .product(factor)
        .and_then(|product| product.shifted(unit.exponent().cast_signed()).ok())
        .and_then(|product| product.at_scale(measure.scale()))
        .ok_or(ValueError::TooLarge)?;
    let value = i64::try_from(integer).map_err(|_| ValueError::TooLarge)?;
    Ok(BaseValue { value, exact })
}

/// How many whole base units one `unit` holds, before its magnitude.
fn factor(unit: Unit, measure: &MeasureUnit, kg_per_box: Option<Decimal>) -> Result<Decimal, ValueError> {
    let one = Decimal::whole(1);
    match (measure, unit) {
        (MeasureUnit::Weight, Unit::Weight { kilograms, .. }) => Ok(kilograms),
        (MeasureUnit::Weight, Unit::Package { name, .. }) => kg_per_box.ok_or(ValueError::NeedsBoxWeight(name)),
        (MeasureUnit::Money, Unit::Money { yuan, currency: None, .. }) => Ok(yuan),
        (MeasureUnit::Money, Unit::Money { currency: Some(code), .. }) => Err(ValueError::ForeignCurrency(code)),
        (MeasureUnit::Weight | MeasureUnit::Money, Unit::Magnitude(_)) => Err(ValueError::NeedsUnit),
        (MeasureUnit::Count(_) | MeasureUnit::Other(..), Unit::Magnitude(_)) => Ok(one),
        (MeasureUnit::Count(name) | MeasureUnit::Other(name, _), _) if counts_alike(unit.name(), name) => Ok(one),
        _ => Err(ValueError::WrongUnit { unit: unit.to_string(), measure: measure.base_name().to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::{read_number, read_unit};
    use proptest::prelude::*;

    const KG: i64 = 1_000_000;
    const YUAN: i64 = 10_000;

    fn base(text: &str, measure: &MeasureUnit) -> Result<(i64, bool), ValueError> {
        let number = read_number(text)?;
        let unit = number.unit.unwrap_or(Unit::Magnitude(0));
        to_base(number.value, &unit, measure, None).map(|base| (base.value, base.exact))
    }

    /// 2701.64 吨 is 2,701,640 千克; 1 斤 is 500 g; 1 mg is the smallest part.
    #[test]
    fn weights_to_milligrams() {
        for (text, milligrams) in [
            ("2701.64吨", 2_701_640 * KG),
            ("14.62万吨", 146_200_000 * KG),
            ("3万公斤", 30_000 * KG),
            ("1斤", KG / 2),
            ("1500克", 1_500_000),
            ("1.5kg", 1_500_000),
            ("2两", 100_000),
            ("1mg", 1),
            ("-3公斤", -3 * KG),
        ] {
            assert_eq!(base(text, &MeasureUnit::Weight), Ok((milligrams, true)), "{text}");
        }
    }

    #[test]
    fn money_to_ten_thousandths() {
        for (text, parts) in [
            ("5940.32万元", 59_403_200 * YUAN),
            ("51.54亿元", 5_154_000_000 * YUAN),
            ("9784元", 9_784 * YUAN),
            ("￥0.0001", 1),
            ("5角", YUAN / 2),
            ("3分", 300),
            ("120千元", 120_000 * YUAN),
        ] {
            assert_eq!(base(text, &MeasureUnit::Money), Ok((parts, true)), "{text}");
        }
    }

    #[test]
    fn finer_than_the_base_is_rounded_to_even_and_said() {
        assert_eq!(base("0.00005元", &MeasureUnit::Money), Ok((0, false)));
        assert_eq!(base("0.00015元", &MeasureUnit::Money), Ok((2, false)));
        assert_eq!(base("0.0000015千克", &MeasureUnit::Weight), Ok((2, false)));
        assert_eq!(base("0.5人", &MeasureUnit::Count("人".into())), Ok((0, false)));
    }

    #[test]
    fn packages_weigh_what_is_declared() {
        let boxes = read_unit("箱").expect("a unit");
        let declared = Decimal::parse("2.5").ok();
        assert_eq!(to_base(Decimal::whole(20), &boxes, &MeasureUnit::Weight, declared).map(|b| b.value), Ok(50 * KG));
        let undeclared = to_base(Decimal::whole(20), &boxes, &MeasureUnit::Weight, None);
        assert_eq!(undeclared, Err(ValueError::NeedsBoxWeight("箱")));
    }

    #[test]
    fn counts_take_their_own_kind() {
        let people = MeasureUnit::Count("人".into());
        assert_eq!(base("248", &people), Ok((248, true)));
        assert_eq!(base("248名", &people), Ok((248, true)));
        assert_eq!(base("1.2万人", &people), Ok((12_000, true)));
        let wrong = ValueError::WrongUnit { unit: "人次".to_owned(), measure: "人".to_owned() };
        assert_eq!(base("906人次", &people), Err(wrong));
        assert_eq!(base("3.5万亩", &MeasureUnit::Other("亩".into(), 2)), Ok((3_500_000, true)));
    }

    #[test]
    fn kinds_do_not_mix() {
        let wrong = ValueError::WrongUnit { unit: "万元".to_owned(), measure: "千克".to_owned() };
        assert_eq!(base("3万元", &MeasureUnit::Weight), Err(wrong));
        assert_eq!(base("3.5万", &MeasureUnit::Weight), Err(ValueError::NeedsUnit));
        assert_eq!(base("3.5万", &MeasureUnit::Money), Err(ValueError::NeedsUnit));
        assert_eq!(base("$5", &MeasureUnit::Money), Err(ValueError::ForeignCurrency("USD")));
    }

    /// 2^63 - 1 mg is 9,223,372,036,854.775807 千克.
    #[test]
    fn the_range_has_an_end() {
        assert_eq!(base("9223372036854.775807千克", &MeasureUnit::Weight), Ok((i64::MAX, true)));
        assert_eq!(base("9223372036854.775808千克", &MeasureUnit::Weight), Err(ValueError::TooLarge));
        assert_eq!(base("9999999999999999999999999999999999亿元", &MeasureUnit::Money), Err(ValueError::TooLarge));
        assert_eq!(base("1e30亿元", &MeasureUnit::Money), Err(ValueError::TooLarge));
    }

    proptest! {
        #[test]
        fn a_tonne_is_two_thousand_jin(milligrams in -10_i64.pow(15)..10_i64.pow(15)) {
            let kilograms = Decimal { digits: i128::from(milligrams), scale: 6 };
            let tonnes = Decimal { digits: kilograms.digits, scale: 9 };
            let jin = Decimal { digits: kilograms.digits * 2, scale: 6 };
            for text in [format!("{kilograms}公斤"), format!("{tonnes}吨"), format!("{jin}斤")] {
                prop_assert_eq!(base(&text, &MeasureUnit::Weight), Ok((milligrams, true)), "{}", text);
            }
        }
    }
}

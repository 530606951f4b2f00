//! The other way round: every value that one slip of a hand makes of a right one.
//!
//! In: the digits of a number as they stand on paper, without sign and point, trailing zeros included. Out: what may come
//! to stand there instead, with the slip. [`super::explain`] names each of them again.

use super::Slip;

/// A number that may have been written for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misprint {
    /// The slip that leads to it.
    pub slip: Slip,
    /// The digits that are written.
    pub digits: i128,
}

/// Every number that comes of `digits` where two neighbours change places, one digit is left out or written twice. Each
/// stands once, under the first slip that leads to it; nobody writes a number that begins with a nought.
#[must_use]
pub fn misprints(digits: i128) -> Vec<Misprint> {
    let text = digits.unsigned_abs().to_string().into_bytes();
    let mut found: Vec<Misprint> = Vec::new();
    let mut push = |slip: Slip, written: &[u8]| {
        let value = number(written).map(|value| if digits < 0 { -value } else { value });
        if let Some(value) = value.filter(|value| *value != digits && found.iter().all(|m| m.digits != *value)) {
            found.push(Misprint { slip, digits: value });
        }
    };
    for at in 1..text.len() {
        let mut written = text.clone();
        written.swap(at - 1, at);
        push(Slip::DigitsSwapped, &written);
    }
    for at in 0..text.len() {
        let mut written = text.clone();
        written.remove(at);
        push(Slip::DigitDropped, &written);
        written.insert(at, text[at]);
        written.insert(at, text[at]);
        push(Slip::DigitDropped, &written);
    }
    found
}

/// The number of some digits; nothing where there are none, too many, or a nought leads.
fn number(written: &[u8]) -> Option<i128> {
    if written.first() == Some(&b'0') {
        return None;
    }
    std::str::from_utf8(written).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::explain;
    use super::*;
    use proptest::prelude::*;

    fn of(digits: i128) -> Vec<(Slip, i128)> {
        misprints(digits).into_iter().map(|misprint| (misprint.slip, misprint.digits)).collect()
    }

    #[test]
    fn by_hand() {
        let swapped = [132, 213].map(|value| (Slip::DigitsSwapped, value));
        let dropped = [23, 1123, 13, 1223, 12, 1233].map(|value| (Slip::DigitDropped, value));
        let mut expected = vec![swapped[1].clone(), swapped[0].clone()];
        expected.extend(dropped);
        assert_eq!(of(123), expected);
        assert_eq!(of(10), [(Slip::DigitDropped, 110), (Slip::DigitDropped, 1), (Slip::DigitDropped, 100)]);
        assert_eq!(of(7), [(Slip::DigitDropped, 77)]);
        assert_eq!(of(-21).first(), Some(&(Slip::DigitsSwapped, -12)));
    }

    proptest! {
        /// The slip behind each is found again, unless a plainer one (a point, a unit) explains it as well.
        #[test]
        fn each_is_explained_again(digits in 1_i128..10_i128.pow(9)) {
            for misprint in misprints(digits) {
                let named = explain(misprint.digits, digits, &[]);
                let plainer = matches!(named, Some(Slip::DecimalPoint(_) | Slip::Unit(_)));
                let short = digits < 100 || misprint.digits < 100 || digits % 10 == 0 || misprint.digits % 10 == 0;
                prop_assert!(named == Some(misprint.slip) || plainer || short, "{} {}", digits, misprint.digits);
            }
        }
    }
}

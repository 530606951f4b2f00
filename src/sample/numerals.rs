//! How exact integers are printed: thousandths, hundredths and the like come in, decimal text goes out. Must not know
//! what the numbers measure.

/// `value / 10^decimals` without trailing zeros: `(301640000, 3)` is `301640`.
pub(super) fn plain(value: i128, decimals: u32) -> String {
    let text = fixed(value, decimals);
    if decimals == 0 {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `value / 10^decimals` with all its decimals: `(120050, 2)` is `1200.50`.
pub(super) fn fixed(value: i128, decimals: u32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let scale = 10_u128.pow(decimals);
    let magnitude = value.unsigned_abs();
    if decimals == 0 {
        return format!("{sign}{magnitude}");
    }
    format!("{sign}{}.{:0width$}", magnitude / scale, magnitude % scale, width = decimals as usize)
}

/// Decimal text with thousands separators in its integer part: `1200.5` is `1,200.5`.
pub(super) fn separated(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// ASCII digits, signs and points as their full-width forms: `12.5` is `１２．５`.
pub(super) fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// `numerator / denominator` to twelve places, half to even, without trailing zeros; both are positive.
pub(super) fn quotient(numerator: i128, denominator: i128) -> String {
    let scaled = numerator * 1_000_000_000_000;
    let (whole, rest) = (scaled / denominator, scaled % denominator);
    let up = rest * 2 > denominator || (rest * 2 == denominator && whole % 2 == 1);
    plain(whole + i128::from(up), 12)
}

/// `numerator/denominator` in lowest terms, as `p/q`.
pub(super) fn fraction(numerator: i128, denominator: i128) -> String {
    let divisor = greatest_common_divisor(numerator, denominator);
    format!("{}/{}", numerator / divisor, denominator / divisor)
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_by_hand_checked_forms() {
        assert_eq!(plain(2_701_640_000, 3), "2701640");
        assert_eq!(plain(-20_500, 3), "-20.5");
        assert_eq!(fixed(120_050, 2), "1200.50");
        assert_eq!(separated("-1234567.8"), "-1,234,567.8");
        assert_eq!(full_width("12.5"), "１２．５");
        assert_eq!(quotient(1, 3), "0.333333333333");
        assert_eq!(quotient(2, 3), "0.666666666667");
        assert_eq!(fraction(12, 39), "4/13");
    }
}

//! Numbers as people write them, read and refused.

use super::*;
use proptest::prelude::*;

/// The number and its unit as text: `3.5 万元`.
fn read(text: &str) -> Result<String, ValueError> {
    read_number(text).map(|number| match number.unit {
        Some(unit) => format!("{} {unit}", number.value),
        None => number.value.to_string(),
    })
}

#[test]
fn plain_numbers() {
    for (text, value) in [
        ("12.5", "12.5"),
        ("-12.50", "-12.5"),
        ("0", "0"),
        ("007", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+5", "5"),
        ("123456789012345678", "123456789012345678"),
        ("12345678901234567890", "12345678901234567890"),
        ("1.2E3", "1200"),
        ("2e-07", "0.0000002"),
        ("'123", "123"),
        ("‘123", "123"),
        (" 5 ", "5"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(value), "{text}");
    }
}

#[test]
fn numbers_with_units() {
    for (text, value) in [
        ("12.5公斤", "12.5 千克"),
        ("12.5 kg", "12.5 千克"),
        ("12.5KG", "12.5 千克"),
        ("3.5万", "3.5 万"),
        ("3.5万元", "3.5 万元"),
        ("1.853亿元", "1.853 亿元"),
        ("2701.64吨", "2701.64 吨"),
        ("906人次", "906 人次"),
        ("37 个", "37 个"),
        ("20箱", "20 箱"),
        ("1,200元", "1200 元"),
        ("5（吨）", "5 吨"),
        ("3.5 万 元", "3.5 万元"),
        ("120万元人民币", "120 万元"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(value), "{text}");
    }
}

#[test]
fn groups_of_three() {
    for (text, value) in [
        ("1,234.50", "1234.5"),
        ("12,345,678", "12345678"),
        ("1 234.5", "1234.5"),
        ("1\u{A0}234", "1234"),
        ("１，２３４．５", "1234.5"),
        ("-1,234", "-1234"),
        ("100,000", "100000"),
        ("1,234.5万元", "1234.5 万元"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(value), "{text}");
    }
    for text in [
        "1,23",
        "12,34,567",
        "1234,567",
        "1,2345",
        "0,123",
        "1,,234",
        ",123",
        "1,234,",
        "1,234.567,8",
        "1 23",
        "1,234 567",
        "3,5万",
    ] {
        assert_eq!(read(text), Err(ValueError::BadGrouping), "{text}");
    }
}

#[test]
fn negatives_in_every_form() {
    for (text, value) in [
        ("(123.4)", "-123.4"),
        ("（123.4）", "-123.4"),
        ("5-", "-5"),
        ("－5", "-5"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("- 5", "-5"),
        ("(1,234.50)万元", "-1234.5 万元"),
        ("(3.5万元)", "-3.5 万元"),
        ("-3公斤", "-3 千克"),
        ("¥-5", "-5 元"),
        ("-¥5", "-5 元"),
        ("¥(5)", "-5 元"),
        ("5.00-", "-5"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(value), "{text}");
    }
    for text in ["-(5)", "-5-", "(5-)", "--5", "(5", "5)", "()", "(-5)"] {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn currencies_before_and_behind() {
    for (text, value, currency) in [
        ("￥1,200元", "1200 元", None),
        ("¥1200", "1200 元", None),
        ("RMB 100", "100 元", None),
        ("人民币100万元", "100 万元", None),
        ("￥3.5万", "3.5 万元", None),
        ("$100", "100 美元", Some("USD")),
        ("USD 100万", "100 万美元", Some("USD")),
        ("US$1,000", "1000 美元", Some("USD")),
        ("100万美元", "100 万美元", Some("USD")),
        ("€5", "5 欧元", Some("EUR")),
        ("HKD100", "100 港元", Some("HKD")),
        ("$100万元", "100 万美元", Some("USD")),
    ] {
        assert_eq!(read(text).as_deref(), Ok(value), "{text}");
        assert_eq!(read_number(text).expect("a number").currency, currency, "{text}");
    }
    assert!(read("￥5公斤").is_err());
    assert!(read("$5欧元").is_err());
}

#[test]
fn what_is_no_number_says_why() {
    for text in
        ["", "一批", "12..5", "约3吨左右?", "-", "—", "2021-07-05", "5~6", "3万5千", "1.2.3", "abc", "e5", "12:30"]
    {
        assert_eq!(read(text), Err(ValueError::NotANumber), "{text}");
    }
    assert_eq!(read("12%"), Err(ValueError::Percentage));
    assert_eq!(read("８．５％"), Err(ValueError::Percentage));
    assert_eq!(read("5左右"), Err(ValueError::UnknownUnit("左右".to_owned())));
    assert_eq!(read("3元/公斤"), Err(ValueError::UnknownUnit("元/公斤".to_owned())));
    assert_eq!(read(&"9".repeat(40)), Err(ValueError::TooLarge));
    assert_eq!(read("1e99"), Err(ValueError::TooLarge));
}

proptest! {
    #[test]
    fn every_printed_number_is_read_again(digits in -10_i128.pow(18)..10_i128.pow(18), scale in 0_u32..8) {
        let value = Decimal { digits, scale };
        let back = read_number(&value.to_string()).expect("a number");
        prop_assert_eq!(back.value.at_scale(8), value.at_scale(8));
        prop_assert_eq!(back.unit, None);
    }

    #[test]
    fn grouping_width_and_brackets_do_not_change_a_number(whole in 0_u64..10_u64.pow(15), cents in 0_u64..100) {
        let plain = format!("{whole}.{cents:02}");
        let digits = whole.to_string();
        let grouped: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|g| std::str::from_utf8(g).expect("digits")).collect();
        let grouped = format!("{}.{cents:02}", grouped.join(","));
        let wide: String = grouped.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).expect("a character")).collect();
        let value = read_number(&plain).expect("a number").value;
        prop_assert_eq!(read_number(&grouped).map(|n| n.value), Ok(value));
        prop_assert_eq!(read_number(&wide).map(|n| n.value), Ok(value));
        prop_assert_eq!(read_number(&format!("({grouped})")).map(|n| n.value.digits), Ok(-value.digits));
        prop_assert_eq!(read_number(&format!("{plain}万元")).map(|n| (n.value, n.unit)), Ok((value, Some(Unit::YUAN.with_magnitude(4)))));
    }

    #[test]
    fn no_text_brings_it_down(text in "\\PC{0,24}") {
        let _ = read_number(&text);
    }

    #[test]
    fn no_mixture_of_digits_and_signs_brings_it_down(text in "[-+0-9.,() ¥$eE万元吨'%]{0,16}") {
        let _ = read_number(&text);
    }
}

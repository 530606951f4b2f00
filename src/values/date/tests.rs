//! Dates as people write them, read and refused.

use super::*;
use proptest::prelude::*;

const YEAR: DateContext = DateContext { year: Some(2021), month: None };

/// The date as `2021-07-05` or `2021-07`.
fn read(text: &str) -> Result<String, ValueError> {
    read_date(text, false, &DateContext::default()).map(|day| day.to_string())
}

fn in_2021(text: &str) -> Result<String, ValueError> {
    read_date(text, false, &YEAR).map(|day| day.to_string())
}

#[test]
fn days_of_every_form() {
    for text in [
        "2021-07-05",
        "2021-7-5",
        "2021/7/5",
        "2021/07/05",
        "2021.7.5",
        "2021.07.05",
        "2021年7月5日",
        "2021年07月05日",
        "2021年7月5号",
        "2021年7月5",
        "21年7月5日",
        "2021年 7月 5日",
        "20210705",
        "２０２１年７月５日",
        "２０２１－０７－０５",
        "2021—07—05",
        "二〇二一年七月五日",
        "二零二一年七月五日",
        "2021-07-05 08:30:00",
        "2021-07-05T08:30:00",
        "2021/7/5 8:30",
        "2021-07-05 08:30:00.000",
        "2021年7月5日 8时30分",
        "2021年7月5日 上午8:30",
        "2021-07-05 下午 3:05",
        "2021年7月5日星期一",
        "2021年7月5日（周一）",
        "44382",
        "44382.5",
        "5-Jul-2021",
        "5 Jul 2021",
        "05-JUL-21",
        "Jul 5, 2021",
        "July 5 2021",
        " 2021-07-05 ",
    ] {
        assert_eq!(read(text).as_deref(), Ok("2021-07-05"), "{text}");
    }
}

#[test]
fn months_of_every_form() {
    for text in [
        "2021-07",
        "2021/7",
        "2021.7",
        "2021.07",
        "2021年7月",
        "2021年07月份",
        "21年7月",
        "202107",
        "二〇二一年七月",
        "07/2021",
        "Jul-21",
        "July 2021",
        "2021.7月",
    ] {
        assert_eq!(read(text).as_deref(), Ok("2021-07"), "{text}");
    }
}

#[test]
fn the_context_gives_what_the_text_leaves_out() {
    assert_eq!(in_2021("7月5日").as_deref(), Ok("2021-07-05"));
    assert_eq!(in_2021("7月").as_deref(), Ok("2021-07"));
    assert_eq!(in_2021("七月五日").as_deref(), Ok("2021-07-05"));
    assert_eq!(in_2021("5-Jul").as_deref(), Ok("2021-07-05"));
    assert_eq!(in_2021("元月").as_deref(), Ok("2021-01"));
    let july = DateContext { year: None, month: Month::new(2021, 7) };
    assert_eq!(read_date("5日", false, &july), Ok(DayCode::day(2021, 7, 5).expect("a day")));
    assert_eq!(read_date("6月5日", false, &july), Ok(DayCode::day(2021, 6, 5).expect("a day")));
    assert_eq!(read("7月5日"), Err(ValueError::NeedsYear));
    assert_eq!(read("7月"), Err(ValueError::NeedsYear));
    assert_eq!(read("Jul"), Err(ValueError::NeedsYear));
    assert_eq!(in_2021("5日"), Err(ValueError::NeedsMonth));
}

#[test]
fn days_that_do_not_exist_are_said() {
    for text in [
        "2021-13-40",
        "2021-02-29",
        "2021-07-00",
        "2021年2月30日",
        "20210732",
        "202113",
        "2021-13",
        "31/11/2021",
        "40-13-50",
    ] {
        assert_eq!(read(text), Err(ValueError::NoSuchDay), "{text}");
    }
    assert_eq!(in_2021("7月32日"), Err(ValueError::NoSuchDay));
    assert_eq!(in_2021("13月"), Err(ValueError::NoSuchDay));
    assert_eq!(read("2020-02-29").as_deref(), Ok("2020-02-29"));
}

#[test]
fn two_readings_are_refused() {
    for text in ["05/07/2021", "5-7-2021", "21.5.7", "21-07-05", "7-5", "7.5", "210705", "Jul 5"] {
        assert_eq!(in_2021(text), Err(ValueError::Ambiguous), "{text}");
    }
    assert_eq!(read("25/07/2021").as_deref(), Ok("2021-07-25"));
    assert_eq!(read("07/25/2021").as_deref(), Ok("2021-07-25"));
    assert_eq!(read("07/07/2021").as_deref(), Ok("2021-07-07"));
}

#[test]
fn a_number_may_have_lost_its_zero() {
    let number = |text| read_date(text, true, &DateContext::default()).map(|day| day.to_string());
    assert_eq!(number("2021.1"), Err(ValueError::Ambiguous));
    assert_eq!(number("2021.7").as_deref(), Ok("2021-07"));
    assert_eq!(number("2021.12").as_deref(), Ok("2021-12"));
    assert_eq!(number("44382").as_deref(), Ok("2021-07-05"));
    assert_eq!(number("20210705").as_deref(), Ok("2021-07-05"));
}

#[test]
fn a_year_alone_is_said() {
    for text in ["2021", "2021年", "2021年度", "二〇二一年"] {
        assert_eq!(read(text), Err(ValueError::YearAlone(2021)), "{text}");
    }
}

#[test]
fn anything_else_is_no_date() {
    for text in [
        "",
        "待定",
        "7月上旬",
        "2021-07-05至2021-07-11",
        "12345",
        "99999",
        "1,234",
        "合计",
        "abc",
        "5.5.5.5",
        "13805701234",
        "2021-07/05",
        "时",
        ":",
        "T12:00",
        "星期一",
    ] {
        assert_eq!(in_2021(text), Err(ValueError::NotADate), "{text}");
    }
}

/// Serials by hand: Excel shows 32874 as 1990-01-01, 43891 as 2020-03-01, 43890 as 2020-02-29, 73050 as 2099-12-31.
#[test]
fn serials_follow_the_1900_system() {
    assert_eq!(read("32874").as_deref(), Ok("1990-01-01"));
    assert_eq!(read("43890").as_deref(), Ok("2020-02-29"));
    assert_eq!(read("43891").as_deref(), Ok("2020-03-01"));
    assert_eq!(read("44561").as_deref(), Ok("2021-12-31"));
    assert_eq!(read("73050").as_deref(), Ok("2099-12-31"));
    assert_eq!(read("73051").as_deref(), Ok("2100-01-01"));
    assert_eq!(read("32873"), Err(ValueError::NotADate));
}

proptest! {
    #[test]
    fn every_printed_day_is_read_again(index in 1990 * 12..2100 * 12, day in 1_u32..=31) {
        let month = Month::from_index(index);
        let (y, m) = (month.year(), month.month());
        prop_assume!(day <= month.days());
        let expected = DayCode::day(y, m, day).expect("a day");
        for text in [
            format!("{y}-{m:02}-{day:02}"), format!("{y}/{m}/{day}"), format!("{y}.{m}.{day}"), format!("{y}年{m}月{day}日"),
            format!("{y}{m:02}{day:02}"), format!("{y}-{m:02}-{day:02} 23:59:59"),
        ] {
            prop_assert_eq!(read_date(&text, false, &DateContext::default()), Ok(expected), "{}", text);
        }
    }

    #[test]
    fn serials_count_days(serial in 32_874_u32..73_051) {
        let at = |n: u32| read_date(&n.to_string(), true, &DateContext::default()).expect("a day");
        let (today, tomorrow) = (at(serial), at(serial + 1));
        let next = DayCode::day(today.month().year(), today.month().month(), today.day_of_month().unwrap_or(0) + 1);
        let first = today.month().plus(1);
        prop_assert_eq!(tomorrow, next.or(DayCode::day(first.year(), first.month(), 1)).expect("a day"));
    }

    #[test]
    fn no_text_brings_it_down(text in "\\PC{0,24}", number: bool) {
        let _ = read_date(&text, number, &YEAR);
    }
}

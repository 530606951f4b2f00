//! Month headers of a crosstab.

use crate::calendar::Month;

use super::date::{DateContext, read_date};

/// Reads a text that names a month and no day: 1月, 1月份, 一月, 2021年1月, 2021-01, 202101, Jan, Jan-21. The year comes
/// from the text or from `context`; without one there is no month.
#[must_use]
pub fn read_month(text: &str, context: &DateContext) -> Option<Month> {
    let day = read_date(text, false, context).ok()?;
    day.day_of_month().is_none().then(|| day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn month_headers_of_every_form() {
        let context = DateContext { year: Some(2021), month: None };
        for text in [
            "1月",
            "1月份",
            "01月",
            "一月",
            "元月",
            "１月",
            "1 月",
            "Jan",
            "JAN",
            "January",
            "2021年1月",
            "21年1月",
            "2021年01月份",
            "2021-01",
            "2021.01",
            "2021/1",
            "202101",
            "Jan-21",
            "Jan 2021",
            "2021-Jan",
        ] {
            assert_eq!(read_month(text, &context), Month::new(2021, 1), "{text}");
        }
        assert_eq!(read_month("十二月", &context), Month::new(2021, 12));
        assert_eq!(read_month("2020年12月", &context), Month::new(2020, 12));
    }

    #[test]
    fn what_is_no_month_is_none() {
        let context = DateContext { year: Some(2021), month: None };
        for text in ["13月", "1-7月", "合计", "1", "2021", "2021年", "5日", "2021-07-05", "44382", "1月累计", ""]
        {
            assert_eq!(read_month(text, &context), None, "{text}");
        }
        assert_eq!(read_month("1月", &DateContext::default()), None);
    }
}

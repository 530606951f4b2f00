"""Dates in every form, serials of both epochs, and cells that are no dates."""

import datetime

from .expect import BASIC, HEADER, JOB, figures, sale
from .layouts import day, typed
from .writers import Sheet, delimited, xlsx

EPOCH_1900 = datetime.date(1899, 12, 30)
EPOCH_1904 = datetime.date(1904, 1, 1)


def serial(text, epoch=EPOCH_1900):
    """The serial of a day."""
    return (day(text) - epoch).days


def rows_for(*dates):
    """A row for each date text; row i weighs i kilograms and costs 20 i yuan."""
    return [HEADER] + [[d, "杭州", "杭州一店", f"红枣{i}号", "门店", str(i), str(20 * i)] for i, d in enumerate(dates, 1)]


def true(*days):
    """The sales that those rows mean; None where the row is no record."""
    return [sale(d, "杭州", "杭州一店", f"红枣{i}号", "门店", i, 20 * i) for i, d in enumerate(days, 1) if d]


def case(cases, name, shows, table, days, **more):
    """A CSV whose rows fall on given days."""
    sales = true(*days)
    cases.add(
        name, shows, {f"inbox/{more.pop('file', '月报.csv')}": delimited(table)}, job=more.pop("job", JOB),
        **{"errors": 0, "figures": figures(sales, dimensions=()), "rows": {"accepted": len(sales), "quarantined": 0}, **more},
    )


def write(cases):
    """All cases about dates."""
    written(cases)
    serials(cases)
    years(cases)
    unreadable(cases)


def written(cases):
    """Text forms."""
    forms = {
        "2021-07-05": "2021-07-05", "2021/7/5": "2021-07-05", "2021.7.5": "2021-07-05", "2021年7月5日": "2021-07-05", "2021-5-3": "2021-05-03",
        "2021年06月05号": "2021-06-05", "20210630": "2021-06-30", "２０２１－０７－０５": "2021-07-05", "2021 年 7 月 5 日": "2021-07-05", "2021/07/05 13:22:10": "2021-07-05", "2021-06-05T08:00:00": "2021-06-05",
    }
    case(cases, "dates-written-forms", "every written form of a day", rows_for(*forms), forms.values())
    months = {"202107": "2021-07-01", "2021-06": "2021-06-01", "2021年5月": "2021-05-01", "2021/4": "2021-04-01", "2021.3": "2021-03-01", "2021年02月份": "2021-02-01"}
    case(cases, "dates-months", "a month alone: 202107, 2021-06, 2021年5月 …", rows_for(*months), months.values())
    cases.add(
        "dates-in-workbook", "real date cells with any number format, and text dates beside them",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *typed(BASIC[:3]), *[["2021年6月21日", *typed(BASIC)[3][1:]], ["2021.7.5", *typed(BASIC)[4][1:]], ["2021/7/30", *typed(BASIC)[5][1:]]]], formats={"A2": "m月d日", "A3": "yyyy年m月", "A4": "dd-mmm"}))},
        errors=0, figures=figures(BASIC), rows={"accepted": 6}, absent_codes=["date-year-assumed"],
    )


def serials(cases):
    """Serial numbers instead of dates."""
    days = ["2021-07-05", "2021-06-30", "2021-05-01"]
    case(cases, "dates-serials-in-csv", "Excel serials (44382) in a CSV", rows_for(*[str(serial(d)) for d in days]), days)
    plain = [HEADER, *[[serial(s.day), *r[1:]] for s, r in zip(BASIC, typed(BASIC))]]
    cases.add("dates-serials-in-workbook", "serials in cells without a date format (1900 system)", {"inbox/月报.xlsx": xlsx(Sheet("7月", plain))}, errors=0, figures=figures(BASIC), rows={"accepted": 6})
    cases.add("dates-1904-workbook", "date cells of a workbook that counts from 1904", {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *typed(BASIC)]), epoch_1904=True)}, errors=0, figures=figures(BASIC), rows={"accepted": 6})
    old = [HEADER, *[[serial(s.day, EPOCH_1904), *r[1:]] for s, r in zip(BASIC, typed(BASIC))]]
    cases.add("dates-1904-serials", "serials without a date format in a workbook that counts from 1904", {"inbox/月报.xlsx": xlsx(Sheet("7月", old), epoch_1904=True)}, errors=0, figures=figures(BASIC), rows={"accepted": 6})
    assert serial("2021-07-05") == 44382


def years(cases):
    """Days and months without a year."""
    short = ["7月5日", "6月30日", "5月"]
    said = [{"code": "date-year-assumed", "severity": "info", "file": "inbox/月报.csv"}]
    case(cases, "dates-year-from-period", "7月5日: the year is the period's, and it is said", rows_for(*short), ["2021-07-05", "2021-06-30", "2021-05-01"], finding=said)
    both = [sale("2020-07-05", "杭州", "杭州一店", "红枣1号", "门店", 1, 20), sale("2020-06-30", "杭州", "杭州一店", "红枣2号", "门店", 2, 40)]
    cases.add(
        "dates-year-from-title", "7月5日 under a title of 2020年 is a day of 2020",
        {"inbox/旧表.csv": delimited([["2020年6—7月销售表"], *rows_for(*short[:2])]), "inbox/新表.csv": delimited(rows_for("2021-07-05"))},
        errors=0, rows={"accepted": 3},
        figures={"sales.weight@2021-07": "1", "sales.weight.yoy@2021-07": "0", "sales.weight@2020-06..2021-07": "4"},
        finding=[{"code": "date-year-assumed", "file": "inbox/旧表.csv"}],
    )
    assert sum(s.kg for s in both) == 3


def unreadable(cases):
    """Cells that are no dates."""
    bad = {
        "date-impossible-day": ("2021-02-30", "date-unreadable"), "date-impossible-month": ("2021-13-05", "date-unreadable"), "date-word": ("待定", "date-unreadable"),
        "date-missing": ("", "date-missing"), "date-ambiguous": ("05/07/2021", "date-ambiguous"), "date-two-digit-year": ("21.5.7", "date-ambiguous"),
    }
    for name, (cell, code) in bad.items():
        finding = {"code": code, "severity": "error", "file": "inbox/月报.csv", "cell": "A3", **({"raw_contains": cell} if cell else {})}
        case(
            cases, name, f"date {cell!r}: the row is quarantined with its cell", rows_for("2021-07-05", cell, "2021-07-06"), ["2021-07-05", None, "2021-07-06"],
            errors=1, rows={"accepted": 2, "quarantined": 1}, finding=[finding],
        )
    cases.add(
        "date-implausible", "a year far outside the period stands, with a warning",
        {"inbox/月报.csv": delimited(rows_for("1921-07-05", "2021-07-06"))}, errors=0, rows={"accepted": 2},
        figures={"sales.weight@2021-07": "2"}, finding=[{"code": "date-implausible", "severity": "warning", "file": "inbox/月报.csv", "cell": "A2", "raw_contains": "1921-07-05"}],
    )

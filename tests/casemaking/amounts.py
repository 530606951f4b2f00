"""Numbers: texts, full-width digits, separators, 万, —, negatives, float noise, limits, rounding."""

from .expect import BASIC, HEADER, JOB, figures, listed, row, sale
from .layouts import typed
from .writers import Sheet, delimited, xlsx

WIDE = str.maketrans("0123456789.-,", "０１２３４５６７８９．－，")


def one(kg, yuan, day="2021-07-05"):
    """A sale whose numbers matter only."""
    return sale(day, "杭州", "杭州一店", "红枣", "门店", kg, yuan)


def cells(*pairs):
    """Rows with the given texts for quantity and amount, on different days."""
    return [HEADER] + [[f"2021-07-{i:02d}", "杭州", "杭州一店", "红枣", "门店", *pair] for i, pair in enumerate(pairs, 1)]


def true(*pairs):
    """The sales that those rows mean."""
    return [one(kg, yuan, f"2021-07-{i:02d}") for i, (kg, yuan) in enumerate(pairs, 1)]


def good(cases, name, shows, written, meant, job=JOB, **more):
    """A CSV whose cells mean given numbers, without any error."""
    sales = true(*meant)
    cases.add(
        name, shows, {"inbox/月报.csv": delimited(cells(*written))}, job=job,
        **{"errors": 0, "figures": figures(sales), "rows": {"accepted": len(sales), "quarantined": 0}, **more},
    )


def write(cases):
    """All cases about numbers."""
    forms(cases)
    nothing(cases)
    unreadable(cases)
    exactness(cases)
    rounding(cases)


def forms(cases):
    """The ways in which a number is written."""
    text_rows = [[str(v) if i >= 5 else v for i, v in enumerate(r)] for r in typed(BASIC)]
    cases.add(
        "numbers-as-text", "numbers stored as text in a workbook, some with blanks around",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *[[*r[:5], f" {r[5]}", f"{r[6]}\u00a0"] for r in text_rows]]))},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 0},
    )
    wide = [[c.translate(WIDE) if i in (0, 5, 6) else c for i, c in enumerate(row(s))] for s in BASIC]
    header = ["日期", "城市", "门店", "产品", "渠道", "数量（公斤）", "金额（元）"]
    cases.add(
        "numbers-full-width", "full-width digits, points and hyphens, full-width brackets in the header",
        {"inbox/月报.csv": delimited([header, *wide])},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 0},
    )
    good(cases, "numbers-thousands-separators", "1,234.5 and １，２３４ and 12 345", [("1,234.5", "27,159.00"), ("1，234", "27，148"), ("12,345,678.9", "1,000")], [("1234.5", "27159"), ("1234", "27148"), ("12345678.9", "1000")])
    good(cases, "numbers-wan-and-yi", "3.5万 is 35000; 1.2亿 is 120000000", [("3.5万", "77万"), ("2万", "1.2亿"), ("0.05万公斤", "1.1万元")], [("35000", "770000"), ("20000", "120000000"), ("500", "11000")])
    good(cases, "numbers-currency-signs", "¥ and ￥ before money, 元 behind it", [("10", "¥220.00"), ("20", "￥440"), ("30", "660元")], [("10", "220"), ("20", "440"), ("30", "660")])
    good(cases, "numbers-negative-returns", "returns are negative and stand", [("100", "2200"), ("-12.5", "-275"), ("－3", "－66")], [("100", "2200"), ("-12.5", "-275"), ("-3", "-66")])
    good(cases, "numbers-leading-zeros-and-plus", "007.50, +3, .5 and 3. are numbers", [("007.50", "+165"), ("+3", "66."), (".5", "11")], [("7.5", "165"), ("3", "66"), ("0.5", "11")])
    good(cases, "numbers-in-exponent-form", "1.2E+3, as a CSV export writes large numbers", [("1.2E+3", "2.64e4"), ("5E-1", "11")], [("1200", "26400"), ("0.5", "11")])


def nothing(cases):
    """Dashes and empty cells."""
    rows = [["项目编号", "项目名称", "签约日期", "签约金额（万元）", "到位资金（万元）"]]
    rows += [["P01", "甲", "2021-03-05", "1200", "—"], ["P02", "乙", "2021-04-06", "800", "-"], ["P03", "丙", "2021-05-07", "500", "120"], ["P04", "丁", "2021-06-08", "300", ""]]
    cases.add(
        "numbers-dash-is-nothing", "—, - and an empty cell are nothing where a measure is optional",
        {"inbox/招商.csv": delimited(rows)},
        job=JOB.replace('"sales"', '"projects"').replace('defaults = { unit = "公斤" }\n', ""),
        errors=0, rows={"accepted": 4, "quarantined": 0},
        figures={"projects.count@2021-01..2021-07": "4", "projects.signed@2021-01..2021-07": "28000000", "projects.paid_in@2021-01..2021-07": "1200000"},
    )


def unreadable(cases):
    """Cells that are no numbers."""
    bad = {
        "number-unreadable": ("一批", "number-unreadable"),
        "number-two-points": ("12..5", "number-unreadable"),
        "number-approximate": ("约30", "number-unreadable"),
        "number-out-of-range": ("1" + "0" * 24, "number-out-of-range"),
        "number-missing": ("", "value-missing"),
    }
    for name, (cell, code) in bad.items():
        finding = {"code": code, "severity": "error", "file": "inbox/月报.csv", "cell": "F3"}
        if cell:
            finding["raw_contains"] = cell
        good(
            cases, name, f"quantity {cell!r}: the row is quarantined with its cell, the others count",
            [("10", "220"), (cell, "440"), ("30", "660")], [("10", "220")],
            errors=1, rows={"accepted": 2, "quarantined": 1}, finding=[finding],
            figures=figures([one("10", "220"), one("30", "660")]),
        )


def exactness(cases):
    """No float, no wrap, one rounding at the limit of the measure."""
    noisy = [28.086999999999996, 0.1 + 0.2, 1.1 * 3, 4.35 * 100, 1e-3 * 7]
    meant = ["28.087", "0.3", "3.3", "435", "0.007"]
    rows = [[f"2021-07-{i:02d}", "杭州", "杭州一店", "红枣", "门店", x, x] for i, x in enumerate(noisy, 1)]
    cases.add(
        "numbers-float-noise", "binary noise (28.086999999999996) is read to the 15 digits that Excel keeps",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *rows]))},
        errors=0, figures=figures(true(*zip(meant, meant))), rows={"accepted": 5}, absent_codes=["cell-rounded"],
    )
    big = [("9000000000000", "900000000000000")] * 40
    good(cases, "numbers-sums-cannot-wrap", "forty rows whose sum is beyond 64 bits of milligrams and of 0.0001 元", big[:28], big[:28])
    fine = [("1.0000015", "1.00015"), ("2.0000025", "2.00025"), ("3.00000049", "3.000049")]
    good(
        cases, "numbers-finer-than-the-measure", "finer than 1 mg or 0.0001 元: rounded half-even when read, and said",
        fine, [("1.000002", "1.0002"), ("2.000002", "2.0002"), ("3", "3")],
        finding=[{"code": "cell-rounded", "severity": "info", "file": "inbox/月报.csv", "cell": "F2", "raw_contains": "1.0000015"}],
    )
    many = [(f"{i}.1", f"{i}.01") for i in range(1, 31)]
    good(cases, "numbers-tenths-add-up", "0.1 thirty times is exactly 3", many[:28], many[:28])


def rounding(cases):
    """Rounded once, at the end, by the declared rule."""
    sales = [one("2345", "23450", "2021-05-01"), one("2355", "123499999.6", "2021-06-01"), one("2000", "99999950", "2021-07-01")]
    for mode, tons, wan in (("half-even", "2.34吨", "2.34万元"), ("half-up", "2.35吨", "2.35万元")):
        cases.add(
            f"rounding-{mode}", f"display rounds {mode}, once, from the exact value; 万元 below 1 亿, else 亿元; zeros dropped",
            {"inbox/月报.csv": delimited(listed(sales))},
            job=JOB + f'[rounding]\nmode = "{mode}"\n',
            errors=0, figures=figures(sales),
            display={
                "sales.weight@2021-05": tons, "sales.weight@2021-06": "2.36吨", "sales.weight@2021-07": "2吨",
                # 12349.99996万元 would be 1.24亿元 if it were rounded to 万元 first; 9999.995万元 rounds up to 1亿元 by either rule.
                "sales.revenue@2021-05": wan, "sales.revenue@2021-06": "1.23亿元", "sales.revenue@2021-07": "1亿元",
            },
        )

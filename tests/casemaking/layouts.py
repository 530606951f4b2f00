"""Workbooks: titles, unit lines, header rows, merged cells, months across, several and hidden sheets, rows and columns."""

import datetime
from decimal import Decimal

from .expect import BASIC, HEADER, JOB, figures, listed, plain, sale
from .texts import HANGZHOU, NINGBO
from .writers import Sheet, xlsx

UNITLESS = JOB.replace('defaults = { unit = "公斤" }\n', "")


def day(text):
    """A real date cell."""
    return datetime.date.fromisoformat(text)


def typed(sales, kg_scale=1, yuan_scale=1):
    """Rows as a workbook holds them: dates and numbers."""
    return [[day(s.day), s.city, s.store, s.product, s.channel, s.kg / kg_scale, s.yuan / yuan_scale] for s in sales]


def write(cases):
    """All cases about the layout of sheets."""
    tables(cases)
    headers(cases)
    merged(cases)
    crosstabs(cases)
    both_measures_across(cases)
    sheets(cases)
    hidden(cases)


def tables(cases):
    """The plain sheet, and the sheet with everything around it."""
    cases.add(
        "xlsx-plain", "a sheet of dates and numbers, header in row 1",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *typed(BASIC)]))},
        errors=0, figures=figures(BASIC), rows={"read": 7, "accepted": 6, "blank": 1},
    )
    rows = [["2021年1—7月十城百店销售情况表"], ["", "", "", "", "", "", "单位：吨、万元"], HEADER]
    rows += typed(BASIC, 1000, 10000)
    rows += [["合计", "", "", "", "", Decimal("0.539083"), Decimal("1.325049")]]
    rows += [["填报人：（签字）", "", "审核人：（签字）", "", "填报日期：2021年8月2日"], ["注：本表数据为合成数据。"]]
    cases.add(
        "xlsx-title-unit-line-total-signature",
        "merged title, 单位：吨、万元 above the table, 合计 and signature below it",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", rows, merges=["A1:G1", "A11:B11"]))},
        job=UNITLESS, errors=0, figures=figures(BASIC), absent_codes=["unit-missing", "money-unit-assumed", "control-total-mismatch"],
        rows={"read": 12, "accepted": 6, "control_total": 1, "blank": 5},
    )
    shifted = [[], [], ["", "", "销售台账"], [], ["", "", *HEADER], *[["", "", *r] for r in typed(BASIC)]]
    cases.add(
        "xlsx-table-not-at-a1", "a table that starts at C5 is found",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", shifted))},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 0},
    )


def headers(cases):
    """Two and three header rows."""
    two = [["日期", "城市", "门店", "产品", "渠道", "销售情况", ""], ["", "", "", "", "", "数量（吨）", "金额（万元）"]]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1"]
    cases.add(
        "xlsx-header-two-rows", "a header of two rows with a merged group; units in full-width brackets",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [*two, *typed(BASIC, 1000, 10000)], merges=merges))},
        job=UNITLESS, errors=0, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 0},
    )
    three = [
        ["基本信息", "", "", "", "", "销售情况", ""],
        ["时间", "地点", "", "商品", "", "本期", ""],
        ["日期", "城市", "门店", "产品", "渠道", "数量(公斤)", "金额(元)"],
    ]
    merges = ["A1:E1", "F1:G1", "B2:C2", "D2:E2", "F2:G2"]
    cases.add(
        "xlsx-header-three-rows", "a header of three rows with merged groups",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [["十城百店销售表"], *three, *typed(BASIC)], merges=["A1:G1"] + [down(m) for m in merges]))},
        job=UNITLESS, errors=0, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 0},
    )


def down(merge):
    """The same merge one row lower."""
    return "".join(str(int(c) + 1) if c.isdigit() else c for c in merge)


def merged(cases):
    """Merged cells stand for every row they cover."""
    sales = sorted(BASIC, key=lambda s: s.city, reverse=True)
    rows = typed(sales)
    for i in (1, 2, 4, 5):
        rows[i][1] = rows[i][2] = None
    cases.add(
        "xlsx-merged-cells-same-as-above", "merged city and store cells mean “same as above”",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *rows], merges=["B2:B4", "C2:C4", "B5:B7", "C5:C7"]))},
        errors=0, figures=figures(sales), rows={"accepted": 6, "quarantined": 0},
    )


# City and store against the months, in 吨 and 万元.
CROSS = [
    ("杭州", "杭州一店", ["1.2", "0.8", "2", "1.75", "3.005", "2.5", "4.1"], ["2.4", "1.7", "4.4", "3.5", "6.6", "5.5", "9.02"]),
    ("宁波", "宁波一店", ["0.5", "0.6", "0.7", "0.8", "0.9", "1", "1.1"], ["1.1", "1.3", "1.54", "1.76", "1.98", "2.2", "2.4321"]),
    ("温州", "温州一店", ["2", "", "2", "—", "2", "2", "2"], ["4", "", "4", "—", "4", "4", "4"]),
]
MONTHS = [f"{m}月" for m in range(1, 8)]


def cross_sales(measure):
    """The crosstab as sales: one for each filled month cell of a measure (2 = weight, 3 = money)."""
    out = []
    for line in CROSS:
        for month, value in enumerate(line[measure], 1):
            if value not in ("", "—"):
                kg, yuan = (Decimal(value) * 1000, 0) if measure == 2 else (0, Decimal(value) * 10000)
                out.append(sale(f"2021-{month:02d}", line[0], line[1], "", "", kg, yuan))
    return out


def number(value):
    """A cell of the crosstab."""
    return value if value in ("", "—") else Decimal(value)


def cross_rows(measure, total_column=False, total_row=False, wrong=None):
    """The crosstab's rows with or without totals; `wrong` replaces the grand total."""
    values = [[Decimal(v) if v not in ("", "—") else Decimal(0) for v in line[measure]] for line in CROSS]
    rows = []
    for line, row in zip(CROSS, values):
        rows.append([line[0], line[1], *map(number, line[measure])] + ([sum(row)] if total_column else []))
    if total_row:
        sums = [sum(column) for column in zip(*values)]
        rows.append(["合计", "", *sums] + ([wrong or sum(sums)] if total_column else []))
    return rows


def cross_sheet(name, title, unit, measure, **totals):
    """A whole crosstab sheet."""
    head = ["城市", "门店", *MONTHS] + (["合计"] if totals.get("total_column") else [])
    width = len(head)
    rows = [[title], [""] * (width - 1) + [f"单位：{unit}"], head, *cross_rows(measure, **totals)]
    return Sheet(name, rows, merges=[f"A1:{'I' if width == 9 else 'J'}1"])


def only(measure, sales, **more):
    """Figures of one measure alone."""
    return {k: v for k, v in figures(sales, dimensions=("city", "store"), **more).items() if k.startswith(f"sales.{measure}")}


def crosstabs(cases):
    """Months across the columns."""
    weights, money = cross_sales(2), cross_sales(3)
    both = {**only("weight", weights), **only("revenue", money)}
    cases.add(
        "xlsx-months-across-weights", "months across, 单位：吨; an empty month cell is nothing, — is blank",
        {"inbox/销量.xlsx": xlsx(cross_sheet("销售量", "2021年各门店销售量", "吨", 2))},
        job=UNITLESS, errors=0, figures=only("weight", weights), rows={"read": 23, "accepted": 19, "blank": 4},
    )
    cases.add(
        "xlsx-months-across-money", "months across, 单位：万元",
        {"inbox/销售额.xlsx": xlsx(cross_sheet("销售额", "2021年各门店销售额", "万元", 3))},
        job=UNITLESS, errors=0, figures=only("revenue", money), rows={"read": 23, "accepted": 19, "blank": 4},
        absent_codes=["money-unit-assumed"],
    )
    totals = {"total_column": True, "total_row": True}
    pages = [cross_sheet("销售量", "2021年各门店销售量", "吨", 2, **totals), cross_sheet("销售额", "2021年各门店销售额", "万元", 3, **totals)]
    cases.add(
        "xlsx-months-across-two-sheets-with-totals",
        "a sheet of weights and a sheet of money are no duplicates of each other; 合计 row and column are checked and not counted",
        {"inbox/全年.xlsx": xlsx(*pages)},
        job=UNITLESS, errors=0, figures=both,
        rows={"accepted": 38, "control_total": 22, "duplicate": 0, "quarantined": 0},
        absent_codes=["control-total-mismatch", "duplicate-row", "repeated-row"],
    )
    wrong = cross_sheet("销售量", "2021年各门店销售量", "吨", 2, **totals, wrong=Decimal("30.595"))
    cases.add(
        "xlsx-months-across-total-mismatch", "a grand total of a crosstab with two digits swapped (30.955 → 30.595)",
        {"inbox/销量.xlsx": xlsx(wrong)},
        job=UNITLESS, errors=1, figures=only("weight", weights), rows={"accepted": 19, "control_total": 11},
        finding=[{"code": "control-total-mismatch", "severity": "error", "file": "inbox/销量.xlsx", "sheet": "销售量", "cell": "J7", "raw_contains": "30.595"}],
    )


def both_measures_across(cases):
    """Two measures under each month, and whole dates as month headers."""
    rows = [["2021年各门店销售情况"], ["城市", "门店", "5月", "", "6月", "", "7月", ""], ["", "", *["数量（吨）", "金额（万元）"] * 3]]
    sales = []
    for line in CROSS:
        cells = []
        for month in (5, 6, 7):
            kg, yuan = Decimal(line[2][month - 1]), Decimal(line[3][month - 1])
            cells += [kg, yuan]
            sales.append(sale(f"2021-{month:02d}", line[0], line[1], "", "", kg * 1000, yuan * 10000))
        rows.append([line[0], line[1], *cells])
    merges = ["A1:H1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2"]
    cases.add(
        "xlsx-months-across-two-measures", "数量 and 金额 under each month: each cell of each measure is an entry",
        {"inbox/月报.xlsx": xlsx(Sheet("情况", rows, merges=merges))},
        job=UNITLESS, errors=0, figures=figures(sales, dimensions=("city", "store")),
        rows={"read": 21, "accepted": 18, "blank": 3},
    )
    forms = ["2021年1月", "2021-02", "2021/3", "202104", "2021年05月", "2021.6", "2021-07"]
    sheet = [["城市", "门店", *forms], *cross_rows(2)]
    cases.add(
        "xlsx-months-across-month-forms", "month headers in every form; the job says 吨",
        {"inbox/销量.xlsx": xlsx(Sheet("销售量", [["各门店销售量"], *sheet]))},
        job=UNITLESS + 'defaults = { unit = "吨" }\n', errors=0, figures=only("weight", cross_sales(2)), rows={"accepted": 19, "quarantined": 0},
    )


def sheets(cases):
    """Several sheets a book."""
    pages = [Sheet("杭州", [HEADER, *typed(HANGZHOU)]), Sheet("宁波", [["宁波销售"], HEADER, *typed(NINGBO)])]
    cases.add(
        "xlsx-several-sheets", "every sheet of a book is read, each with its own header",
        {"inbox/月报.xlsx": xlsx(*pages)},
        errors=0, figures=figures(BASIC), rows={"read": 9, "accepted": 6, "blank": 3},
        intake=[{"file": "inbox/月报.xlsx", "sheet": "杭州", "accepted": 3}, {"file": "inbox/月报.xlsx", "sheet": "宁波", "accepted": 3}],
    )
    cases.add(
        "xlsx-sheets-chosen-by-job", "the job's `sheets` patterns choose: 草稿 is left alone",
        {"inbox/月报.xlsx": xlsx(*pages, Sheet("草稿", [HEADER, *typed(NINGBO)]))},
        job=JOB + 'sheets = ["杭*", "宁波"]\n', errors=0, figures=figures(BASIC), rows={"accepted": 6, "duplicate": 0},
    )
    note = Sheet("填表说明", [["一、本表由各门店填写。"], ["二、每月5日前报送。"]])
    cases.add(
        "xlsx-sheet-without-table", "a sheet of explanations gets a finding and costs nothing",
        {"inbox/月报.xlsx": xlsx(note, *pages)},
        figures=figures(BASIC), rows={"accepted": 6, "quarantined": 0},
        finding=[{"code": "header-not-found", "file": "inbox/月报.xlsx", "sheet": "填表说明"}],
    )


def hidden(cases):
    """Hidden things count, and are reported."""
    pages = [Sheet("杭州", [HEADER, *typed(HANGZHOU)]), Sheet("宁波", [HEADER, *typed(NINGBO)], hidden=True)]
    cases.add(
        "xlsx-hidden-sheet", "a hidden sheet counts and is reported",
        {"inbox/月报.xlsx": xlsx(*pages)},
        errors=0, figures=figures(BASIC), rows={"accepted": 6},
        finding=[{"code": "sheet-hidden", "severity": "info", "file": "inbox/月报.xlsx", "sheet": "宁波"}],
    )
    cases.add(
        "xlsx-hidden-rows", "hidden rows count and are reported",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *typed(BASIC)], hidden_rows=[3, 4]))},
        errors=0, figures=figures(BASIC), rows={"accepted": 6},
        finding=[{"code": "rows-hidden", "severity": "info", "file": "inbox/月报.xlsx", "sheet": "7月"}],
    )
    cases.add(
        "xlsx-hidden-column", "a hidden column is read and reported",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *typed(BASIC)], hidden_columns=[7]))},
        errors=0, figures=figures(BASIC), rows={"accepted": 6},
        finding=[{"code": "columns-hidden", "severity": "info", "file": "inbox/月报.xlsx", "sheet": "7月"}],
    )
    assert plain(sum(s.kg for s in BASIC)) == "539.083"

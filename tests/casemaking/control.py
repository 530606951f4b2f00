"""Control totals: 合计, 小计, 总计, 其中 and 汇总 that tie, and each slip by which they do not."""

from decimal import Decimal

from .expect import BASIC, HEADER, JOB, figures, plain, sale
from .layouts import UNITLESS, typed
from .texts import HANGZHOU, NINGBO
from .writers import Formula, Sheet, xlsx

ORDERED = HANGZHOU + NINGBO
TEN = [sale(f"2021-07-{d:02d}", "杭州", "杭州一店", "红枣", "门店", kg, yuan) for d, kg, yuan in (
    (1, "12.5", "275"), (2, "31.4", "690.8"), (3, "18.26", "401.72"), (4, "44", "968"), (5, "27.9", "613.8"),
    (6, "63.15", "1389.3"), (7, "9.08", "199.76"), (8, "52.7", "1159.4"), (9, "36.6", "805.2"), (10, "20.41", "449.02"),
)]


def kilograms(sales):
    """Sum of weights."""
    return sum((s.kg for s in sales), Decimal(0))


def yuan(sales):
    """Sum of money."""
    return sum((s.yuan for s in sales), Decimal(0))


def total(label, sales, city=""):
    """A total row over some sales."""
    return [label, city, "", "", "", kilograms(sales), yuan(sales)]


def write(cases):
    """All cases about control totals."""
    ties(cases)
    slips(cases)
    parts(cases)
    summaries(cases)


def tie(cases, name, shows, rows, control_rows, sales=BASIC, **more):
    """A case in which every total ties."""
    cases.add(
        name, shows, {"inbox/月报.xlsx": xlsx(Sheet("7月", rows, **more))},
        errors=0, figures=figures(sales), rows={"accepted": len(sales), "control_total": control_rows, "quarantined": 0},
        absent_codes=["control-total-mismatch", "control-total-unchecked"],
    )


def ties(cases):
    """Totals that tie are silent and never counted."""
    head, near, far = HEADER, typed(HANGZHOU), typed(NINGBO)
    tie(cases, "total-row-ties", "合计 ties and is not counted", [head, *near, *far, total("合计", BASIC)], 1)
    tie(cases, "total-row-spaced-letters", "合 计 with spaces between the letters, and 总计：", [head, *near, *far, total("合　计", BASIC), total("总计：", BASIC)], 2)
    rows = [head, *near, total("小计", HANGZHOU), *far, total("小计", NINGBO), total("合计", ORDERED)]
    tie(cases, "subtotals-tie", "小计 after each city and 合计 over all", rows, 3)
    rows = [head, total("合计", BASIC), *near, *far]
    tie(cases, "total-row-above-the-rows", "合计 may stand first, under the header", rows, 1)
    rows = [head, *near, total("杭州小计", HANGZHOU), *far, total("宁波小计", NINGBO), total("总计", ORDERED)]
    tie(cases, "subtotals-named-by-city", "杭州小计, 宁波小计 and 总计", rows, 3)
    places = [["", *r] for r in (head, *near, *far)]
    tie(cases, "total-label-in-second-column", "the word 合计 need not stand in the first column", [*places, ["", *total("合计", BASIC)]], 1)
    formulas = ["合计", "", "", "", "", Formula("=SUM(F2:F7)", plain(kilograms(BASIC))), Formula("=SUM(G2:G7)", plain(yuan(BASIC)))]
    tie(cases, "total-by-formula", "合计 as a formula with its cached value", [head, *near, *far, formulas], 1)
    first = typed([s for s in BASIC if s.day < "2021-06-15"])
    late = typed([s for s in BASIC if s.day > "2021-06-15"])
    running = [head, *first, total("本页合计", [s for s in BASIC if s.day < "2021-06-15"]), *late, total("本页合计", [s for s in BASIC if s.day > "2021-06-15"]), total("累计", BASIC)]
    tie(cases, "page-totals-and-running-total", "本页合计 after each page, 累计 at the end", running, 3)


def mismatch(cases, name, shows, rows, cell, raw, sales=TEN, job=JOB, sheet="7月", says=(), **more):
    """A case in which exactly one total does not tie."""
    finding = {"code": "control-total-mismatch", "severity": "error", "file": "inbox/月报.xlsx", "sheet": sheet, "cell": cell, "raw_contains": raw}
    if says:
        finding["message_contains"] = list(says)
    cases.add(
        name, shows, {"inbox/月报.xlsx": xlsx(Sheet("7月", rows))}, job=job,
        errors=1, figures=figures(sales), rows={"accepted": len(sales), "quarantined": 0}, finding=[finding], **more,
    )


def slips(cases):
    """A total that does not tie names its slip."""
    rows = [HEADER, *typed(TEN)]
    kg, money = kilograms(TEN), yuan(TEN)
    assert (plain(kg), plain(money)) == ("316", "6952")
    one = ["合计", "", "", "", ""]
    mismatch(cases, "total-digits-swapped", "合计 6952 printed as 6592: two digits swapped", [*rows, [*one, kg, Decimal(6592)]], "G12", "6592", says=["6592", "6952", "360"])
    left_out = kg - TEN[5].kg
    mismatch(cases, "total-row-left-out", "合计 lacks exactly row 7 (63.15)", [*rows, [*one, left_out, money]], "F12", plain(left_out), says=["252.85", "63.15"])
    short = kg - sum(s.kg for s in TEN[8:])
    mismatch(cases, "total-short-range", "合计 ends two rows early", [*rows, [*one, short, money]], "F12", plain(short), says=["258.99", "57.01"])
    tons = [[*r[:5], r[5] / 1000, r[6]] for r in typed(TEN)]
    mismatch(
        cases, "total-in-another-unit", "rows in 吨, 合计 written in 公斤 under the same header",
        [["日期", "城市", "门店", "产品", "渠道", "数量（吨）", "金额"], *tons, [*one, kg, money]], "F12", "316", job=UNITLESS, says=["316"],
    )
    mismatch(cases, "total-unexplained", "合计 that no single slip explains is still named with printed, computed and difference", [*rows, [*one, Decimal("317.77"), money]], "F12", "317.77", says=["317.77", "316", "1.77"])
    near, far = typed(HANGZHOU), typed(NINGBO)
    wrong = total("小计", NINGBO)
    wrong[5] = Decimal("195.083")
    both = [HEADER, *near, total("小计", HANGZHOU), *far, wrong, total("合计", ORDERED)]
    mismatch(cases, "subtotal-mismatch", "one 小计 is wrong (159.083 printed as 195.083), the 合计 is right", both, "F9", "195.083", sales=BASIC, says=["195.083", "159.083"])
    short = ["合计", "", "", "", "", Formula("=SUM(F2:F6)", plain(kilograms(ORDERED[:-1]))), yuan(BASIC)]
    stale = [HEADER, *near, *far, short]
    mismatch(cases, "total-formula-range-too-short", "=SUM(F2:F6) misses the last row", stale, "F8", plain(kilograms(ORDERED[:-1])), sales=BASIC)


def parts(cases):
    """其中 rows restate a part."""
    dates = [s for s in BASIC if s.product == "红枣"]
    nuts = [s for s in BASIC if s.product == "核桃"]
    rows = [HEADER, *typed(BASIC), total("合计", BASIC), total("其中：红枣", dates), total("其中：核桃", nuts)]
    tie(cases, "parts-tie", "其中：红枣 and 其中：核桃 under 合计 restate rows of the sheet", rows, 3)
    large = total("其中：线上", [s for s in BASIC if s.channel == "线上"])
    large[5] = Decimal("639.083")
    mismatch(
        cases, "part-larger-than-total", "a 其中 row larger than its total can only be wrong",
        [HEADER, *typed(BASIC), total("合计", BASIC), large], "F9", "639.083", sales=BASIC,
    )


def summary(weights):
    """A 汇总 sheet by city with the given weights."""
    lines = [["杭州", weights[0], yuan(HANGZHOU)], ["宁波", weights[1], yuan(NINGBO)], ["合计", weights[2], yuan(BASIC)]]
    return Sheet("汇总", [["各市销售汇总表"], ["城市", "数量", "金额"], *lines])


def summaries(cases):
    """A 汇总 sheet restates the others."""
    pages = [Sheet("杭州", [HEADER, *typed(HANGZHOU)]), Sheet("宁波", [HEADER, *typed(NINGBO)])]
    right = [kilograms(HANGZHOU), kilograms(NINGBO), kilograms(BASIC)]
    for name, order in (("summary-sheet-ties", [*pages, summary(right)]), ("summary-sheet-first", [summary(right), *pages])):
        cases.add(
            name, "a 汇总 sheet restates the others, wherever it stands: checked, never counted",
            {"inbox/月报.xlsx": xlsx(*order)},
            errors=0, figures=figures(BASIC), rows={"accepted": 6, "control_total": 3, "duplicate": 0, "quarantined": 0},
            absent_codes=["control-total-mismatch", "column-missing"],
        )
    wrong = [kilograms(HANGZHOU), Decimal("195.083"), kilograms(BASIC)]
    cases.add(
        "summary-sheet-mismatch", "a city's line of the 汇总 sheet is wrong: 159.083 printed as 195.083",
        {"inbox/月报.xlsx": xlsx(*pages, summary(wrong))},
        figures=figures(BASIC), rows={"accepted": 6, "control_total": 3},
        finding=[{"code": "control-total-mismatch", "file": "inbox/月报.xlsx", "sheet": "汇总", "cell": "B4", "raw_contains": "195.083", "message_contains": ["159.083"]}],
    )

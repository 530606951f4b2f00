"""Units: every unit, every place that may give one, their precedence, and what two that disagree get."""

from .expect import HEADER, JOB, figures, sale
from .layouts import UNITLESS
from .writers import Sheet, delimited, xlsx

WITH_UNIT = ["日期", "城市", "门店", "产品", "渠道", "数量", "单位", "金额"]
PRODUCTS = "名称,别名,类别,每箱千克,最低单价,最高单价\n红枣,若羌枣,干果,5,,\n核桃,,干果,,,\n"
REGISTRY = '[registry]\nproducts = "registry/products.csv"\n'


def at(index, product="红枣"):
    """The first cells of the row of a day."""
    return [f"2021-07-{index:02d}", "杭州", "杭州一店", product, "门店"]


def true(*pairs, product="红枣"):
    """Sales of given kilograms and yuan, a day each."""
    return [sale(f"2021-07-{i:02d}", "杭州", "杭州一店", product, "门店", kg, yuan) for i, (kg, yuan) in enumerate(pairs, 1)]


def write(cases):
    """All cases about units."""
    weights(cases)
    moneys(cases)
    places(cases)
    disagreements(cases)
    missing(cases)
    packs(cases)


def case(cases, name, shows, table, sales, job=UNITLESS, **more):
    """A CSV of rows that mean given sales."""
    cases.add(
        name, shows, {"inbox/月报.csv": delimited(table), **more.pop("files", {})}, job=job,
        **{"errors": 0, "figures": figures(sales), "rows": {"accepted": len(sales), "quarantined": 0}, **more},
    )


def weights(cases):
    """Every weight unit, in the cell and in a column."""
    written = [("1.5", "吨"), ("0.002", "万吨"), ("30", "公斤"), ("40", "千克"), ("50", "kg"), ("60", "斤"), ("700", "克"), ("8", "KG"), ("9", "Kg"), ("10", "市斤"), ("11", "g"), ("12", "t")]
    kg = ["1500", "20000", "30", "40", "50", "30", "0.7", "8", "9", "5", "0.011", "12000"]
    sales = true(*[(k, "100") for k in kg])
    case(cases, "units-weight-in-cells", "12.5公斤, 3吨, 60斤 …: the unit stands in the cell", [HEADER] + [[*at(i), v + u, "100元"] for i, (v, u) in enumerate(written, 1)], sales)
    case(cases, "units-weight-in-column", "a 单位 column gives each row its unit", [WITH_UNIT] + [[*at(i), v, u, "100元"] for i, (v, u) in enumerate(written, 1)], sales)
    spaced = [[*at(1), "1.5 吨", "100 元"], [*at(2), "１２．５公斤", "１００元"], [*at(3), "1,200 斤", "1,000.50元"]]
    case(cases, "units-with-space-and-full-width", "1.5 吨, １２．５公斤, 1,200 斤", [HEADER, *spaced], true(("1500", "100"), ("12.5", "100"), ("600", "1000.5")))


def moneys(cases):
    """Every money unit."""
    written = [("100", "元"), ("1.5", "万元"), ("0.002", "亿元"), ("7", "万"), ("250", "圆")]
    yuan = ["100", "15000", "200000", "70000", "250"]
    sales = true(*[("10", y) for y in yuan])
    case(cases, "units-money-in-cells", "100元, 1.5万元, 0.002亿元, 7万", [HEADER] + [[*at(i), "10公斤", v + u] for i, (v, u) in enumerate(written, 1)], sales)
    head = [*HEADER, "金额单位"]
    rows = [[*at(i), "10公斤", v, u] for i, (v, u) in enumerate(written, 1) if u != "万"]
    meant = [s for s, (_, u) in zip(sales, written) if u != "万"]
    case(cases, "units-money-in-column", "a 金额单位 column gives each row its unit", [head, *rows], meant)


def places(cases):
    """Where the unit may stand when nothing else says it."""
    sales = true(("500", "22000"), ("1250", "55000"))
    tons = [[*at(1), "0.5", "2.2"], [*at(2), "1.25", "5.5"]]
    for name, head in (("full-width-brackets", ["数量（吨）", "金额（万元）"]), ("brackets", ["数量(吨)", "金额(万元)"]), ("slash", ["数量/吨", "金额/万元"]), ("colon", ["数量：吨", "金额：万元"])):
        case(cases, f"units-header-{name}", f"the header gives the unit: {head[0]}", [[*HEADER[:5], *head], *tons], sales)
    for name, line in (("one-cell", ["单位：吨、万元"]), ("two-cells", ["数量单位：吨", "", "", "", "金额单位：万元"]), ("bracketed", ["（单位：吨，万元）"]), ("slash", ["计量单位：吨/万元"])):
        case(cases, f"units-line-{name}", f"the line above the table gives both units: {' '.join(x for x in line if x)}", [["销售表"], line, HEADER, *tons], sales)
    case(cases, "units-from-job", "the job gives the units where the sheet says nothing", [HEADER, *tons], sales, job=UNITLESS + 'defaults = { unit = "吨", amount_unit = "万元" }\n', absent_codes=["money-unit-assumed", "unit-disagrees"])
    page = Sheet("7月", [["单位：吨、万元"], HEADER, *[[*r[:5], float(r[5]), float(r[6])] for r in tons]], formats={"F3": '0.00"吨"'})
    cases.add("units-line-in-workbook", "a unit line without a title, in a workbook", {"inbox/月报.xlsx": xlsx(page)}, job=UNITLESS, errors=0, figures=figures(sales), rows={"accepted": 2})


def disagreements(cases):
    """Cell, column, header, unit line, job: the nearer place wins, and it is said."""
    said = [{"code": "unit-disagrees", "severity": "warning", "file": "inbox/月报.csv"}]
    case(cases, "units-cell-beats-column", "0.5吨 in a row whose 单位 column says 公斤 is 500 公斤", [WITH_UNIT, [*at(1), "0.5吨", "公斤", "100元"], [*at(2), "30", "公斤", "100元"]], true(("500", "100"), ("30", "100")), finding=said)
    head = [*WITH_UNIT[:5], "数量（吨）", "单位", "金额"]
    case(cases, "units-column-beats-header", "the 单位 column beats 数量（吨）", [head, [*at(1), "500", "公斤", "100元"], [*at(2), "2", "吨", "100元"]], true(("500", "100"), ("2000", "100")), finding=said)
    head = [*HEADER[:5], "数量（公斤）", "金额（元）"]
    case(cases, "units-header-beats-line", "数量（公斤） beats 单位：吨", [["单位：吨"], head, [*at(1), "500", "100"], [*at(2), "30", "100"]], true(("500", "100"), ("30", "100")), finding=said)
    case(cases, "units-line-beats-job", "单位：吨 beats the job's 公斤", [["单位：吨"], HEADER, [*at(1), "0.5", "100"], [*at(2), "2", "100"]], true(("500", "100"), ("2000", "100")), job=JOB)
    case(cases, "units-line-of-money-only", "单位：万元 says nothing about the weight, which the job gives", [["单位：万元"], HEADER, [*at(1), "500", "1.1"]], true(("500", "11000")), job=JOB, absent_codes=["unit-disagrees", "money-unit-assumed"])


def missing(cases):
    """No unit, or none that is known."""
    case(
        cases, "units-money-assumed", "money that nothing gives a unit is 元, and it is said", [HEADER, [*at(1), "10公斤", "220"]], true(("10", "220")),
        finding=[{"code": "money-unit-assumed", "severity": "info", "file": "inbox/月报.csv"}],
    )
    case(
        cases, "units-weight-missing", "a weight that nothing gives a unit is quarantined",
        [HEADER, [*at(1), "10公斤", "220元"], [*at(2), "20", "440元"]], true(("10", "220")), errors=1,
        rows={"accepted": 1, "quarantined": 1}, finding=[{"code": "unit-missing", "severity": "error", "file": "inbox/月报.csv", "cell": "F3", "raw_contains": "20"}],
    )
    case(
        cases, "units-unknown", "30捆 and 40元 are no weights",
        [HEADER, [*at(1), "10公斤", "220元"], [*at(2), "30捆", "440元"], [*at(3), "40元", "440元"]], true(("10", "220")), errors=2,
        rows={"accepted": 1, "quarantined": 2},
        finding=[{"code": "unit-unknown", "file": "inbox/月报.csv", "cell": "F3", "raw_contains": "30捆"}, {"code": "unit-unknown", "file": "inbox/月报.csv", "cell": "F4", "raw_contains": "40元"}],
    )


def packs(cases):
    """箱, 件 and 袋 only by the weight that the product declares."""
    registry = {"registry/products.csv": PRODUCTS}
    rows = [WITH_UNIT, [*at(1), "3", "箱", "330元"], [*at(2), "2", "件", "220元"], [*at(3), "1.5", "袋", "165元"]]
    case(cases, "units-packs-by-declared-weight", "箱, 件 and 袋 count by the product's declared 5 千克", rows, true(("15", "330"), ("10", "220"), ("7.5", "165")), job=UNITLESS + REGISTRY, files=registry)
    rows = [HEADER, [*at(1), "3箱", "330元"], [*at(2, "核桃"), "2箱", "220元"]]
    case(
        cases, "units-pack-weight-missing", "a box of a product without a declared weight is quarantined", rows, true(("15", "330")), job=UNITLESS + REGISTRY, files=registry,
        errors=1, rows={"accepted": 1, "quarantined": 1}, finding=[{"code": "pack-weight-missing", "severity": "error", "file": "inbox/月报.csv", "cell": "F3", "raw_contains": "2箱"}],
    )
    rows = [HEADER, [*at(1, "若羌枣"), "4箱", "440元"]]
    case(cases, "units-pack-of-an-alias", "the declared weight is found by the product's alias too", rows, true(("20", "440")), job=UNITLESS + REGISTRY, files=registry)
    rows = [HEADER, [*at(1), "3箱", "330元"], [*at(2), "8筐", "880元"]]
    case(
        cases, "units-crate-is-no-box", "筐 is none of 箱, 件 and 袋: the weight declared for a box does not weigh it, the row is quarantined", rows, true(("15", "330")), job=UNITLESS + REGISTRY, files=registry,
        errors=1, rows={"accepted": 1, "quarantined": 1}, finding=[{"code": "unit-unknown|pack-weight-missing", "severity": "error", "file": "inbox/月报.csv", "cell": "F3", "raw_contains": "8筐"}],
    )

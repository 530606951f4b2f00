"""Scope, projects, currencies, and the other built-in ledgers."""

from decimal import Decimal

from .expect import BASIC, JOB, figures, listed, ratio, sale
from .writers import delimited

HEAD = ["项目编号", "项目名称", "投资方", "签约类型", "签约日期", "行业", "落户地", "签约金额（万元）", "到位资金（万元）", "状态", "开工日期"]
ONE = ["P-01", "果品加工园", "合成甲公司", "正式合同", "2021-01-15", "农产品加工", "乌什县", "12000", "3000", "在建", "2021-03-20"]
TWO = ["P-02", "冷链物流中心", "合成乙公司", "正式合同", "2021-03-08", "物流", "乌什县", "8500.5", "0", "签约", ""]
THREE = ["P-03", "针织车间", "合成丙公司", "正式合同", "2021-06-30", "纺织", "四团", "600", "600", "投产", "2021-07-10"]
SPAN = "2021-01..2021-07"


def job(ledger, through="2021-07"):
    """A job of one ledger."""
    return f'[job]\nname = "合成案例"\nthrough = "{through}"\n[[source]]\nledger = "{ledger}"\nfiles = ["inbox/**/*"]\n'


def write(cases):
    """All cases about scope and the ledgers besides sales."""
    periods(cases)
    agreements(cases)
    money(cases)
    started(cases)
    others(cases)


def case(cases, name, shows, table, count, signed, jobs=None, **more):
    """Projects with their expected count and 万元 signed."""
    expected = {f"projects.count@{SPAN}": str(count), f"projects.signed@{SPAN}": str(signed)}
    more = {"errors": 0, **more, "figures": {**expected, **more.get("figures", {})}}
    cases.add(name, shows, {"inbox/招商.csv": delimited([HEAD, *table])}, job=jobs or job("projects"), **more)


def periods(cases):
    """After `through` is out of scope; before it never is."""
    late = [sale("2021-08-01", "杭州", "杭州一店", "红枣", "门店", 9, 198), sale("2021-12-31", "杭州", "杭州一店", "红枣", "门店", 8, 176)]
    cases.add(
        "out-of-scope-after-through", "rows after `through` are out of scope, with their code",
        {"inbox/全年.csv": delimited(listed(BASIC + late))},
        errors=0, figures=figures(BASIC), rows={"read": 9, "accepted": 6, "out_of_scope": 2, "blank": 1},
        finding=[{"code": "out-of-scope-period", "severity": "info", "file": "inbox/全年.csv"}],
    )
    june = [s for s in BASIC if s.day < "2021-07"]
    cases.add(
        "through-by-argument", "--through stands above the job's own month", {"inbox/全年.csv": delimited(listed(BASIC))}, args=["--through", "2021-06"],
        errors=0, figures=figures(june, through="2021-06"), rows={"accepted": 4, "out_of_scope": 2},
    )
    early = [sale("2019-11-30", "杭州", "杭州一店", "红枣", "门店", 5, 110), sale("2020-12-31", "杭州", "杭州一店", "红枣", "门店", 6, 132)]
    whole = {"sales.weight@2019-11..2021-07": "550.083", "sales.weight@2019-11": "5", "sales.weight@2020-12": "6"}
    cases.add(
        "earlier-years-are-in-scope", "rows before the year are never out of scope; the whole span is a figure",
        {"inbox/历年.csv": delimited(listed(early + BASIC))}, errors=0, figures={**figures(BASIC), **whole}, rows={"accepted": 8, "out_of_scope": 0},
    )
    assert sum((s.kg for s in early + BASIC), Decimal(0)) == Decimal("550.083")
    two = JOB + '[[source]]\nledger = "projects"\nfiles = ["招商/*.csv"]\nthrough = "2021-08"\n'
    august = ["P-04", "八月项目", "合成丁公司", "正式合同", "2021-08-20", "物流", "乌什县", "100", "", "签约", ""]
    cases.add(
        "through-per-source", "projects run to August while sales run to July",
        {"inbox/月报.csv": delimited(listed(BASIC + late)), "招商/台账.csv": delimited([HEAD, ONE, TWO, THREE, august])}, job=two,
        errors=0, figures={**figures(BASIC), "projects.count@2021-01..2021-08": "4", "projects.signed@2021-01..2021-08": "212005000", "projects.count@2021-08": "1"},
        rows={"accepted": 10, "out_of_scope": 2},
    )


def agreements(cases):
    """A framework agreement and its contract are one project; a terminated one is none."""
    framework = ["P-02", "冷链物流中心", "合成乙公司", "框架协议", "2021-02-01", "物流", "乌什县", "9000", "", "签约", ""]
    case(
        cases, "framework-and-formal-contract", "a framework agreement yields to its formal contract of the same code, without a conflict", [ONE, framework, TWO, THREE], 3, "211005000",
        rows={"accepted": 3, "out_of_scope": 1, "quarantined": 0}, absent_codes=["key-conflict"],
        finding=[{"code": "out-of-scope-framework", "severity": "info", "file": "inbox/招商.csv"}],
    )
    alone = [ONE, ["P-05", *framework[1:]], THREE]
    case(cases, "framework-alone-counts", "a framework agreement without a formal contract counts", alone, 3, "216000000", rows={"accepted": 3, "out_of_scope": 0})
    later = ["P-02", "冷链物流中心", "合成乙公司", "正式合同", "2021-09-08", *TWO[5:]]
    case(
        cases, "framework-with-contract-after-through", "a contract after `through` is out of scope itself; the framework agreement stands", [ONE, framework, later, THREE], 3, "216000000",
        rows={"accepted": 3, "out_of_scope": 1}, finding=[{"code": "out-of-scope-period"}],
    )
    unnamed = [["", *r[1:]] for r in (ONE, framework, TWO, THREE)]
    case(cases, "framework-known-by-name-and-investor", "without codes, name and investor tell the project", unnamed, 3, "211005000", rows={"accepted": 3, "out_of_scope": 1})
    gone = ["P-06", "停建项目", "合成戊公司", "正式合同", "2021-04-04", "物流", "乌什县", "5000", "", "终止", ""]
    case(
        cases, "terminated-project", "a terminated project is out of scope, with its code", [ONE, TWO, THREE, gone], 3, "211005000", rows={"accepted": 3, "out_of_scope": 1},
        finding=[{"code": "out-of-scope-terminated", "severity": "info", "file": "inbox/招商.csv"}],
        figures={"projects.signed[county=乌什县]@" + SPAN: "205005000", "projects.count[county=乌什县]@" + SPAN: "2", "projects.paid_in@" + SPAN: "36000000"},
    )
    other = [*TWO[:7], "8600", *TWO[8:]]
    case(cases, "project-conflict", "one code with two amounts goes into quarantine, both rows", [ONE, TWO, other, THREE], 2, "126000000", errors=2, rows={"accepted": 2, "quarantined": 2}, finding=[{"code": "key-conflict", "count": 2}])
    case(cases, "project-duplicate", "the same project twice counts once", [ONE, TWO, THREE, TWO], 3, "211005000", rows={"accepted": 3, "duplicate": 1})


def money(cases):
    """Foreign money needs a declared rate."""
    head = [*HEAD[:7], "签约金额", "币种", *HEAD[9:]]
    rows = [[*ONE[:7], "12000万", "人民币", *ONE[9:]], [*TWO[:7], "500万", "USD", *TWO[9:]], [*THREE[:7], "600万", "", *THREE[9:]]]
    name, rate = "inbox/招商.csv", '[[rate]]\ncurrency = "USD"\nyuan = "6.46"\n'
    cases.add(
        "currency-with-rate", "500万 USD at the declared 6.46", {name: delimited([head, *rows])}, job=job("projects") + rate,
        errors=0, figures={f"projects.signed@{SPAN}": "158300000", f"projects.count@{SPAN}": "3"}, rows={"accepted": 3},
    )
    cases.add(
        "currency-without-rate", "foreign money without a declared rate is quarantined", {name: delimited([head, *rows])}, job=job("projects"),
        errors=1, figures={f"projects.signed@{SPAN}": "126000000", f"projects.count@{SPAN}": "2"}, rows={"accepted": 2, "quarantined": 1},
        finding=[{"code": "currency-without-rate", "severity": "error", "file": name, "message_contains": ["USD"]}],
    )
    words = [[*ONE[:7], "12000万元", "", *ONE[9:]], [*TWO[:7], "500万美元", "", *TWO[9:]]]
    cases.add(
        "currency-in-the-cell", "500万美元 is USD by its own words", {name: delimited([head, *words])}, job=job("projects") + rate,
        errors=0, figures={f"projects.signed@{SPAN}": "152300000"}, rows={"accepted": 2},
    )


def started(cases):
    """Started rate: a stock at the period's end over what was signed in the period."""
    value, exact = ratio(2, 3)
    june, june_exact = ratio(1, 3)
    case(
        cases, "projects-started-rate", "started by the period's end over signed in it, by count", [ONE, TWO, THREE], 3, "211005000",
        figures={f"projects.started_rate@{SPAN}": value, "projects.started_rate@2021-01..2021-06": june}, exact={f"projects.started_rate@{SPAN}": exact, "projects.started_rate@2021-01..2021-06": june_exact},
    )
    by_state = [ONE, TWO, [*THREE[:-1], ""]]
    case(cases, "projects-started-by-state", "without a start date the state 投产 says that it has started", by_state, 3, "211005000", figures={f"projects.started_rate@{SPAN}": value})


def others(cases):
    """Funds, activities, rectification."""
    rows = [["项目编号", "项目名称", "领域", "大类", "下达日期", "援疆资金（万元）"], ["Y1", "甲", "产业", "一", "2021-02-01", "371"], ["Y2", "乙", "产业", "二", "2021-03-01", "8000"], ["Y3", "丙", "民生", "二", "2021-03-05", "18530"]]
    share, exact = ratio(8371, 26901)
    cases.add(
        "funds-by-area", "aid funds by area, with shares", {"inbox/资金.csv": delimited(rows)}, job=job("funds"), errors=0, rows={"accepted": 3},
        figures={f"funds.count@{SPAN}": "3", f"funds.amount@{SPAN}": "269010000", f"funds.amount[area=产业]@{SPAN}": "83710000", f"funds.count[area=产业]@{SPAN}": "2", f"funds.amount.share[area=产业]@{SPAN}": share},
        exact={f"funds.amount.share[area=产业]@{SPAN}": exact}, display={f"funds.amount[area=产业]@{SPAN}": "8371万元", f"funds.amount[area=民生]@{SPAN}": "1.853亿元"},
    )
    rows = [["日期", "活动名称", "承办单位", "活动类型", "帮带人数", "场次", "人次", "经费（万元）"], ["2021-03-01", "公开课", "一中", "送教", "12", "3", "50", "1.5"], ["2021-05-06", "研讨", "二中", "研讨", "", "2", "31", ""]]
    cases.add(
        "activities-sums", "activities: mentees, sessions, attendances and money, each optional", {"inbox/活动.csv": delimited(rows)}, job=job("activities"), errors=0, rows={"accepted": 2},
        figures={f"activities.mentees@{SPAN}": "12", f"activities.sessions@{SPAN}": "5", f"activities.attendances@{SPAN}": "81", f"activities.amount@{SPAN}": "15000"},
    )
    rows = [["编号", "日期", "事项", "处理方式", "问题个数", "整改完成数", "处理人数", "制度数", "清退金额（元）"], ["Z1", "2021-04-01", "一", "书面检查", "30", "30", "1", "7", "9784"], ["Z2", "2021-05-01", "二", "提醒谈话", "3", "3", "1", "", ""]]
    cases.add(
        "rectification-sums", "rectification: problems, resolved, people, rules, money given back", {"inbox/整改.csv": delimited(rows)}, job=job("rectification"), errors=0, rows={"accepted": 2},
        figures={f"rectification.problems@{SPAN}": "33", f"rectification.resolved@{SPAN}": "33", f"rectification.people@{SPAN}": "2", f"rectification.rules@{SPAN}": "7", f"rectification.refunded@{SPAN}": "9784"},
    )

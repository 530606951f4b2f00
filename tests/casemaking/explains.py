"""`explain`: why a claimed total and the ledger's differ. Sums are taken here from the true records."""

from decimal import Decimal

from .projects import HEAD, ONE, THREE, TWO, job
from .writers import Sheet, delimited, xlsx

AMOUNT = HEAD.index("签约金额（万元）")
TOTAL, MISSING = (sum(Decimal(project[AMOUNT]) for project in projects) for projects in ([ONE, TWO, THREE], [TWO]))
SPAN = "2021-01..2021-07"


def write(cases):
    """All cases of `explain`."""
    # 12000 + 8500.5 + 600 = 21100.5 万元; without the second 12600 万元.
    assert (TOTAL, MISSING) == (Decimal("21100.5"), Decimal("8500.5"))
    explain(
        cases, "ties", "a claim whose last place holds the ledger's total ties: 2.11亿元 is anything from 2.105 to 2.115 亿元", "projects.signed", "2.11亿元",
        stdout_contains=[f"projects.signed@{SPAN}：台账计入 3 条，另有 0 条", "两数相符：2.11亿元 所代表的区间含台账合计 211005000元"], stdout_lacks=["1. ", "查完"],
    )
    explain(
        cases, "missing-project", "a project that the claim lacks: its cell and its name, the sum, and that nothing else fits", "projects.signed", "12600万元",
        stdout_contains=[
            "12600万元 与台账合计 211005000元 相差 −85005000元", "1. 对方漏计台账中的 1 条记录", "inbox/招商.csv H3", "冷链物流中心　85005000元（−85005000）",
            "211005000 − 85005000 = 126000000元，12600万元 代表 125995000 至 126005000元", "这一类解释只有这一种", "有一种解释，且唯一",
        ],
        stdout_lacks=["果品加工园", "针织车间", "2. "],
    )
    explain(
        cases, "nothing-explains", "a claim that nothing explains ends with 1", "projects.signed", "91万元", exit=1,
        stdout_contains=["91万元 与台账合计 211005000元 相差 −210095000元：查过的各种原因都解释不了"],
    )
    explain(cases, "unknown-indicator", "an indicator that does not exist names the nearest", "projects.singed", "12600万元", exit=2, stderr_contains=["projects.singed", "“projects.signed”"])
    explain(
        cases, "rate", "a rate is no sum: the refusal names what can be explained", "projects.started_rate", "30%", exit=2,
        stderr_contains=["projects.started_rate", "projects.count、projects.signed、projects.paid_in"],
    )
    explain(cases, "unreadable-claim", "a claim that is no amount of the indicator says what can be read", "projects.signed", "五十多亿", exit=2, stderr_contains=["五十多亿", "51.54亿元"])
    reports(cases)


# Signed about the turn of June, in 万元: in the file of its own month, or in that of the other.
JUNE = [("甲一", "2021-06-03", 5210), ("甲二", "2021-06-11", 1870), ("甲三", "2021-06-18", 990), ("甲四", "2021-06-24", 3040), ("甲五", "2021-06-28", 615)]
JULY = [("乙一", "2021-07-05", 2750), ("乙二", "2021-07-09", 1310), ("乙三", "2021-07-13", 4480), ("乙四", "2021-07-16", 825), ("乙五", "2021-07-19", 1965),
        ("乙六", "2021-07-22", 730), ("乙七", "2021-07-27", 3390), ("乙八", "2021-07-30", 1145)]
EARLY = [("早签项目", "2021-07-01", 430)]
LATE = [("晚报一", "2021-06-30", 700), ("晚报二", "2021-06-29", 853)]
# By the date of signing: 11725 and what came late; by the report: 11725 and what came early.
SIGNED = sum(amount for *_, amount in JUNE + LATE)
REPORTED = sum(amount for *_, amount in JUNE + EARLY)
HALF = "2021-01..2021-06"


def rows(projects, *beside):
    """The rows of projects, with further columns behind."""
    filled = [[f"R-{name}", name, "合成丁公司", "正式合同", day, "物流", "乌什县", str(amount), "", "签约", ""] for name, day, amount in projects]
    return [[*row, *more] for row, more in zip(filled, beside or [()] * len(filled))]


def reports(cases):
    """A claim that goes by the report that a record came in, told by its cell, by the names around its table, or by its neighbours."""
    assert (SIGNED, REPORTED) == (13278, 12155)
    by_name = {"inbox/招商2021年6月.csv": delimited([HEAD, *rows(JUNE + EARLY)]), "inbox/招商2021年7月.csv": delimited([HEAD, *rows(JULY + LATE)])}
    told = ["1. 对方按报送时间归属，台账按签约（发生）日期，涉及 3 条记录", "早签项目　2021-07-01，2021-06 报送　4300000元（+4300000）",
            "晚报一　2021-06-30，2021-07 报送　7000000元（−7000000）", "晚报二　2021-06-29，2021-07 报送　8530000元（−8530000）"]
    by_report = lambda name, shows, files, told, **more: report(cases, name, shows, files, REPORTED, told, **more)
    by_report("by-file-name", "the months of a file's name say in which report a record came", by_name, told)
    title = lambda month: [[f"2021年{month}月招商引资签约情况表"], HEAD]
    book = xlsx(Sheet("签约一", [*title(6), *rows(JUNE + EARLY)]), Sheet("签约二", [*title(7), *rows(JULY + LATE)]))
    by_report("by-title", "the title of a sheet says in which report a record came", {"inbox/招商.xlsx": book}, told)
    by_content = {"inbox/甲.csv": delimited([HEAD, *rows(JUNE + EARLY)]), "inbox/乙.csv": delimited([HEAD, *rows(JULY + LATE)])}
    by_report("by-content", "a table without months in its names reports the month that nearly all of it lies in", by_content, told)
    days = [["2021-06-30"]] * len(JUNE) + [["2021-06-30"], ["2021-07-02"], ["2021年7月"]] + [["补报"]] * len(JULY)
    column = {"inbox/招商.csv": delimited([[*HEAD, "报送日期"], *rows(JUNE + EARLY + LATE + JULY, *days)])}
    own = [told[0], told[1].replace("2021-06 报送", "2021-06-30 报送"), told[2].replace("2021-07 报送", "2021-07-02 报送"), told[3]]
    by_report("by-column", "a row's own date of its report says it; one that does not read is not known", column, own)
    one_file = ["1. 对方把 inbox/招商2021年7月.csv 按报送时间归属", "涉及 2 条记录", *told[2:]]
    report(cases, "of-one-file", "one file is taken by the date of its report", by_name, SIGNED - 700 - 853, one_file, stdout_lacks=["早签项目"])
    report(cases, "one-record", "one record that came in the next month's file", by_name, SIGNED - 700, ["1. 1 条记录在期初或期末前后", told[2]], stdout_lacks=["晚报二"])
    dated = {"inbox/招商_20210705.csv": delimited([HEAD, *rows(JUNE + LATE)]), "inbox/招商_20210802.csv": delimited([HEAD, *rows(JULY)])}
    report(cases, "day-of-making", "the day in a file's name is that of its making, and says nothing of its months", dated, SIGNED - 700, ["1. 对方漏计台账中的 1 条记录", "晚报一　7000000元"], stdout_lacks=["报送"])
    cases.add(
        "report-date-decides-nothing", "a date of the report beside that of signing decides no figure", column, job=job("projects"), errors=0, absent_codes=["column-unused", "date-unreadable"],
        figures={f"projects.signed@{HALF}": str(SIGNED * 10000), f"projects.count@{HALF}": "7"}, rows={"accepted": 16, "quarantined": 0},
    )


def report(cases, name, shows, files, claimed, told, **expected):
    """A claim of the first half of the year, in 万元."""
    ask = ["explain", "projects.signed", f"{claimed}万元", "--period", HALF]
    cases.add(f"explain-report-{name}", shows, files, job=job("projects"), ask=ask, exit=0, stdout_contains=told, **expected)


def explain(cases, name, shows, indicator, claimed, *args, **expected):
    """A job of three projects, and a claim about it."""
    files = {"inbox/招商.csv": delimited([HEAD, ONE, TWO, THREE])}
    cases.add(f"explain-{name}", shows, files, job=job("projects"), ask=["explain", indicator, claimed, *args], **expected)

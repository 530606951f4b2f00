"""`trace`: the records behind a figure, and that they add up to it. Sums are taken here from the true records."""

from dataclasses import replace
from decimal import Decimal

from .comparisons import TWO_YEARS
from .expect import BASIC, HEADER, JOB, documented, figures, listed, plain, ratio, row
from .layouts import UNITLESS, cross_sheet
from .versions import NEW, OLD, OTHER
from .writers import delimited, xlsx

SPAN = "2021-01..2021-07"
SLIPS = [replace(s, document=f"XS-000{i}") for i, s in enumerate(BASIC, 1)]
KG = sum(s.kg for s in BASIC)


def write(cases):
    """All cases of `trace`."""
    sums(cases)
    compared(cases)
    crosstab(cases)
    left_out(cases)
    refused(cases)


def trace(cases, name, shows, figure, *args, files=None, job=JOB, **expected):
    """A job of the six sales, or of other files, and what is said of a figure of it."""
    files = files or {"inbox/月报.csv": delimited(listed(BASIC))}
    cases.add(f"trace-{name}", shows, files, job=job, ask=["trace", figure, *args], **expected)


def proof(value, records):
    """The sentence that says that records and figure agree."""
    return f"由记录算得 {value}（{records} 条），指标为 {value}（{records} 条）：相符"


def agreed(value, records):
    """The same in JSON."""
    return f'"proof": {{"computed":"{value}","figure":"{value}","records":[{records},{records}],"agrees":true}}'


def sums(cases):
    """Sums, counts, crosses, prices."""
    assert figures(BASIC)[f"sales.weight[city=杭州]@{SPAN}"] == "380"
    trace(
        cases, "total", "a filtered total: the cell, the date and the raw text of each record, their sum, and that it is the figure", f"sales.weight[city=杭州]@{SPAN}",
        stdout_contains=["inbox/月报.csv F2", "inbox/月报.csv F4", "inbox/月报.csv F6", "2021-06-05", "杭州 / 杭州一店 / 核桃 / 门店", "计入 3 条  weight 380千克", proof("380千克", 3), "来源 1 个文件"],
        stdout_lacks=["F3", "宁波"],
    )
    trace(
        cases, "english", "the same in English", f"sales.weight[city=杭州]@{SPAN}", "--lang", "en",
        stdout_contains=["Counted: 3  weight 380 kg", "the records give 380 kg (3 records), the figure is 380 kg (3 records): they agree", "source files: 1"],
    )
    trace(
        cases, "cross-not-declared", "a cross that no job declares, as JSON: fields, measures in base units, raw texts and cells", f"sales.revenue[city=宁波,product=核桃]@{SPAN}", "--format", "json",
        stdout_contains=[agreed("3414.99", 2), '"row":3', '"row":7', '"measures":{"weight":"33.333","revenue":"999.99"}', '"cells":["2021-07-30","宁波","宁波一店","核桃","门店","33.333","999.99"]', '"counted": 2'],
        stdout_lacks=["杭州"],
    )
    price = ratio(8840, 380)[1]
    trace(cases, "price", "a price shows both measures and the exact quotient", f"sales.price[city=杭州]@{SPAN}", stdout_contains=["weight 380千克", "revenue 8840元", proof(price, 3)])
    trace(cases, "distinct", "the stores that are counted are those of the records", f"sales.stores@{SPAN}", stdout_contains=[proof("2家", 6)])
    nothing = "2021-04"
    trace(cases, "month-without-records", "a period without data says so, and from when there are records", f"sales.weight@{nothing}", stdout_contains=[f"{nothing} 没有记录", "2021-05", proof("0千克", 0)])
    trace(
        cases, "limit", "a limit shortens the list and never the sum", f"sales.weight@{SPAN}", "--limit", "2",
        stdout_contains=["F2", "F3", "列出 2 条", proof(f"{plain(KG)}千克", 6)], stdout_lacks=["F4"],
    )


def compared(cases):
    """Shares, growth, targets, ranks."""
    share = ratio(380, KG)[1]
    trace(cases, "share", "a share has the records of the part and of the whole", f"sales.weight.share[city=杭州]@{SPAN}", stdout_contains=["部分", "总体", "weight 380千克", f"weight {plain(KG)}千克", proof(share, 3)])
    growth = ratio(KG - 640, 640)[1]
    trace(
        cases, "year-on-year", "a growth has the records of both periods, and of no other month", f"sales.weight.yoy@{SPAN}",
        files={"inbox/月报.csv": delimited(listed(TWO_YEARS))},
        stdout_contains=["本期 2021-01..2021-07", "基期 2020-01..2020-07", "2020-07-10", "weight 640千克", proof(growth, 6)], stdout_lacks=["2020-10-10"],
    )
    published = f'[[published]]\nfigure = "sales.weight@2020-01..2020-07"\nvalue = "0.5吨"\n'
    trace(
        cases, "year-on-year-published", "a base that was published is named, since it has no records", f"sales.weight.yoy@{SPAN}", job=JOB + published,
        stdout_contains=["基期为已公布的数值 500千克", proof(ratio(KG - 500, 500)[1], 6)],
    )
    target = '[[target]]\nindicator = "sales.revenue"\nyear = 2021\nvalue = "2万元"\n'
    trace(cases, "completion", "a completion names the target", f"sales.revenue.completion@{SPAN}", job=JOB + target, stdout_contains=["年度目标 20000元", proof(ratio(Decimal("13250.49"), 20000)[1], 6)])
    ahead = ratio((Decimal("13250.49") * 12 - 7 * 20000) * 100, 240000)[1]
    trace(cases, "ahead", "so does what is ahead of the calendar", f"sales.revenue.ahead@{SPAN}", job=JOB + target, stdout_contains=["年度目标 20000元", proof(ahead, 6)])
    trace(cases, "rank", "a rank shows how all values stand", f"sales.weight.rank[city=宁波]@{SPAN}", stdout_contains=["  1  杭州  380千克", f"  2  宁波  {plain(KG - 380)}千克", proof("2位", 3)])


def crosstab(cases):
    """Month cells of a crosstab."""
    book = xlsx(cross_sheet("销售量", "2021年各门店销售量", "吨", 2, total_column=True, total_row=True))
    trace(
        cases, "crosstab-cell", "a month cell: its sheet, its row and its column; the column of totals is no record", "sales.weight[store=杭州一店]@2021-03..2021-04",
        files={"inbox/全年.xlsx": book}, job=UNITLESS,
        stdout_contains=["inbox/全年.xlsx [销售量] E4", "inbox/全年.xlsx [销售量] F4", "1.75", proof("3750千克", 2)], stdout_lacks=["J4", "E5"],
    )


def left_out(cases):
    """Entries that are not counted."""
    twice = {"inbox/a.csv": delimited(documented(SLIPS[:4])), "inbox/b.csv": delimited(documented(SLIPS[2:]))}
    trace(
        cases, "duplicate-left-out", "a duplicate is no record of the figure", "sales.weight@2021-06", files=twice,
        stdout_contains=["inbox/a.csv G4", "inbox/a.csv G5", proof("105.25千克", 2)], stdout_lacks=["inbox/b.csv"],
    )
    trace(
        cases, "duplicate-shown", "on request a duplicate is shown with its reason and the row that stands, and not added up", "sales.weight@2021-06", "--all-classes", files=twice,
        stdout_contains=["inbox/b.csv G2", "重复 duplicate-row (inbox/a.csv 4)", "重复 duplicate-row (inbox/a.csv 5)", "未计入：重复 2 条  weight 105.25千克", proof("105.25千克", 2)],
    )
    conflict = [*SLIPS, replace(SLIPS[4], kg=Decimal("210"))]
    rows = [*documented(conflict), ["XS-0009", "2021-07-09", "杭州", "杭州一店", "红枣", "门店", "约三百", "6600"]]
    trace(
        cases, "quarantine-shown", "rows in quarantine are shown with the values that read: a conflict twice, an unreadable number once", "sales.weight[city=杭州]@2021-07", "--all-classes",
        files={"inbox/月报.csv": delimited(rows)},
        stdout_contains=["隔离 key-conflict (inbox/月报.csv 8)", "隔离 key-conflict (inbox/月报.csv 6)", "隔离 number-unreadable", "约三百", "未计入：隔离 3 条  weight 410千克", proof("0千克", 0)],
    )
    late = [*BASIC, replace(BASIC[0], day="2021-08-02")]
    trace(
        cases, "after-the-period-shown", "a row after the period is shown as out of scope", "sales.weight@2021-08", "--all-classes", "--format", "json",
        files={"inbox/月报.csv": delimited(listed(late))},
        stdout_contains=['"class":"out_of_scope","code":"out-of-scope-period"', '"left_out": {"out_of_scope":{"records":1,"sums":{"weight":{"value":"120","unit":"千克","records":1}', agreed("0", 0)],
    )
    versions = {"inbox/杭州一店7月.csv": delimited(listed(OLD)), "inbox/杭州一店7月(2).csv": delimited(listed(NEW)), "inbox/宁波一店7月.csv": delimited(listed(OTHER))}
    trace(
        cases, "superseded-shown", "rows of a replaced file name the file that replaces it", "sales.weight[city=杭州]@2021-07", "--all-classes", files=versions,
        stdout_contains=["已被替代 file-superseded (inbox/杭州一店7月(2).csv)", "未计入：已被替代 3 条  weight 60千克", proof("65千克", 3)],
    )
    hostile = [HEADER, *[row(s) for s in BASIC], ["2021-07-09", "杭州", "=HYPERLINK(\"x\")", "红\u202e枣", "门店", "10", "220"]]
    trace(
        cases, "csv-of-hostile-text", "rows of CSV: no cell of a record becomes a formula, and the proof stands beside them", "sales.weight[city=杭州]@2021-07", "--format", "csv",
        files={"inbox/月报.csv": delimited(hostile)},
        stdout_contains=["part,file,sheet,row,column,class,code,other,date,started,document,city,store,product,category,channel,weight(千克),weight_raw", "records,inbox/月报.csv,,8,,accepted,,,2021-07-09,,,杭州,\"'=HYPERLINK("],
        stderr_contains=[proof("210千克", 2)],
    )


def refused(cases):
    """What cannot be traced says why."""
    trace(cases, "unknown-indicator", "an indicator that does not exist names the nearest", "sales.wieght@2021-07", exit=2, stderr_contains=["sales.wieght", "“sales.weight”"])
    trace(cases, "unknown-ledger", "so does a ledger", "slaes.weight@2021-07", exit=2, stderr_contains=["“sales”"])
    trace(cases, "unknown-dimension", "so does a dimension", "sales.weight[ctiy=杭州]@2021-07", exit=2, stderr_contains=["“city”"])
    trace(cases, "unknown-value", "so does a value", "sales.weight[city=杭洲]@2021-07", exit=2, stderr_contains=["“杭州”"])
    trace(cases, "without-period", "an id without a period says what it lacks", "sales.weight", exit=2, stderr_contains=["2021-07"])
    trace(cases, "comparison-does-not-apply", "a rank without a filter has no meaning", f"sales.weight.rank@{SPAN}", exit=2, stderr_contains=[".rank"])

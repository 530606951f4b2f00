"""What a job changes of its papers: the notice's template and its preview, the tables of the workbook, names of its own."""

from dataclasses import replace

from .expect import BASIC, HEADER, JOB, figures, listed, row, sale
from .jobs import SPAN, TABLE, VOLUNTEERS
from .writers import delimited

TEMPLATED = JOB + '[notice]\ntemplate = "templates/notice.md"\n'
# 2640 + 2415 + 1800 + 995.5 + 4400 + 999.99 = 13250.49; of it 杭州 2640 + 1800 + 4400 = 8840.
TEMPLATE = '# {{ job }}通报\n{% set p = period("sales") %}\n\n销售收入{{ fig("sales.revenue", p) }}，其中杭州{{ fig("sales.revenue", p, city="杭州") }}。\n\n{{ chart("sales-revenue-monthly") }}\n\n{% if false %}\n{{ fig("sales.weight", p) }}\n{% endif %}\n'


def write(cases):
    """All cases about what a job changes of its papers."""
    previews(cases)
    tables(cases)
    crosses(cases)
    own_words(cases)


def preview(cases, name, shows, template, **expected):
    """A preview of a template over the six sales."""
    cases.add(f"preview-{name}", shows, {**TABLE, "templates/notice.md": template}, job=TEMPLATED, ask=["run", "--preview"], **expected)


def previews(cases):
    """What comes of a template, and what is wrong with it."""
    preview(
        cases, "of-a-template", "a template's text alone, charts as links; that nothing was written is said beside it", TEMPLATE,
        stdout_contains=["# 合成案例通报\n\n销售收入1.33万元，其中杭州0.88万元。\n\n![", "](charts/sales-revenue-monthly.svg)"], stdout_lacks=["accepted", "读取"], stderr_contains=["没有写出任何文件"],
    )
    wrong = [
        ("argument-unknown", "a misspelt name in the place of a period, which the engine would take for none", ('"sales.revenue", p)', '"sales.revenue", qijian)'), ["第 4 行", "“qijian”"]),
        ("function-misspelt", "a misspelt function: line, name, and the nearest one", ("{{ fig(\"sales.revenue\", p) }}", "{{ figg(\"sales.revenue\", p) }}"), ["第 4 行", "“figg”", "“fig”"]),
        ("branch-not-taken", "a misspelt name where this month's data do not lead", ('"sales.weight", p)', '"sales.weight", period_)'), ["第 9 行", "“period_”", "“period”"]),
        ("figure-misspelt", "a misspelt figure: line, id, and the nearest one", ('fig("sales.revenue", p, ', 'fig("sales.revenu", p, '), ["第 4 行", "sales.revenu[", "sales.revenue["]),
        ("chart-misspelt", "a misspelt chart", ("sales-revenue-monthly", "sales-revenue-month"), ["第 6 行", "“sales-revenue-month”", "“sales-revenue-monthly”"]),
        ("part-unknown", "a part that a table has not", ('{{ chart("sales-revenue-monthly") }}', "{{ tables()[0].titel }}"), ["第 6 行", "titel"]),
        ("tag-open", "a tag that is not closed: the last line that it was looked for in", ("{% endif %}", ""), ["第 9 行", "endif"]),
    ]
    for name, shows, (right, mistaken), said in wrong:
        assert TEMPLATE.count(right) == 1, right
        preview(cases, name, shows, TEMPLATE.replace(right, mistaken), exit=2, stderr_contains=said, stdout_lacks=["销售收入"])


def tables(cases):
    """The tables of the workbook."""
    def chosen(*names):
        return JOB + "[workbook]\ntables = [" + ", ".join(f'"{name}"' for name in names) + "]\n"

    cases.add("workbook-tables-chosen", "the job chooses the tables of its workbook, each once", TABLE, job=chosen("sales-by-month", "summary", "sales-by-month"), errors=0, figures=figures(BASIC), absent_codes=["table-without-data"], output=[{"file": "workbook.xlsx"}])
    without = [replace(s, channel="") for s in BASIC]
    cases.add(
        "workbook-table-without-data", "a table that the job asks for and of which nothing was recorded is told",
        {"inbox/月报.csv": delimited(listed(without))}, job=chosen("sales-by-channel", "sales-by-city"), errors=0, figures=figures(without),
        finding=[{"code": "table-without-data", "severity": "info", "raw_contains": "sales-by-channel", "count": 1}],
    )
    for name, shows, table, nearest in [
        ("unknown", "an unknown table names the nearest", "sales-by-citty", "“sales-by-city”"),
        ("of-another-ledger", "a table of a ledger that the job does not read is unknown", "projects-by-month", "最接近的是“sales-"),
        ("not-crossed", "a table against the months is unknown where the job does not declare that cross", "sales-revenue-by-product-and-month", "“sales-revenue-by-city-and-month”"),
    ]:
        cases.add(f"workbook-table-{name}", shows, TABLE, job=chosen("summary", table), exit=2, stderr_contains=[f"“{table}”", nearest])
    cases.add("workbook-key-unknown", "an unknown key of the workbook names the nearest", TABLE, job=JOB + '[workbook]\ntabels = ["summary"]\n', exit=2, stderr_contains=["workbook.tabels", "tables"])


def crosses(cases):
    """What papers print without being asked."""
    cases.add(
        "cities-by-month-are-figures", "each city's sums in each month of the year are figures, since papers print them; prices, counts and other dimensions are not",
        TABLE, errors=0, figures={"sales.weight[city=杭州]@2021-05": "120", "sales.revenue[city=杭州]@2021-06": "1800", "sales.weight[city=宁波]@2021-06": "45.25", "sales.weight[city=宁波]@2021-07": "33.333"},
        no_value=["sales.price[city=杭州]@2021-05", "sales.stores[city=杭州]@2021-05", "sales.weight[store=杭州一店]@2021-05", "sales.weight[product=红枣]@2021-05"],
    )
    many = [sale(f"2021-0{month}-05", f"城{n}号", f"店{n}号", "红枣", "门店", n, n) for n in range(1, 102) for month in (6, 7)]
    cases.add(
        "cities-beyond-a-hundred-have-no-months", "of a hundred and one cities only the last month and the year are figures, and the map of them is not drawn",
        {"inbox/月报.csv": delimited([HEADER, *map(row, many)])}, errors=0, figures={f"sales.weight[city=城7号]@{SPAN}": "14", "sales.weight[city=城7号]@2021-07": "7", "sales.weight@2021-06": str(101 * 51)}, no_value=["sales.weight[city=城7号]@2021-06"],
    )


def own_words(cases):
    """Indicators of a ledger of the job's own."""
    rows = [["登记号", "服务日期", "服务队", "参加人次", "补贴（元）"], ["V1", "2021-03-05", "一队", "12", "360"], ["V2", "2021-06-18", "二队", "1038", ""]]
    job = '[job]\nname = "合成案例"\nthrough = "2021-07"\n[[ledger]]\nfile = "ledgers/volunteers.toml"\n[[source]]\nledger = "volunteers"\nfiles = ["inbox/*.csv"]\n[[target]]\nindicator = "volunteers.people"\nyear = 2021\nvalue = 1500\n'
    # 1050 of 1500 are 70 %; seven months of twelve are 58.33 %.
    cases.add(
        "ledger-of-the-job-in-charts", "tables and charts call an indicator of the job's own ledger by its words, never by its id",
        {"ledgers/volunteers.toml": VOLUNTEERS, "inbox/志愿.csv": delimited(rows)}, job=job, errors=0, figures={f"volunteers.people@{SPAN}": "1050"},
        output=[{"file": "charts/target-progress.svg", "contains": ["志愿者", "70%"]}, {"file": "report.html", "contains": ["志愿者1050人次，完成年度目标的70%，超进度11.67个百分点"]}],
    )

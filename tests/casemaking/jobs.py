"""The job as a whole: what is ignored, what is refused, exit codes, a ledger of the job's own, outputs."""

from .expect import BASIC, JOB, figures, listed, sale
from .names import BOTH, WITH
from .texts import HANGZHOU
from .writers import delimited

VOLUNTEERS = """\
name = "volunteers"
title = { zh = "志愿服务", en = "Volunteer service" }
key = [["code"], ["date", "team"]]
dimensions = ["team"]
[[field]]
name = "date"
kind = "date"
aliases = ["服务日期"]
[[field]]
name = "code"
kind = "code"
aliases = ["登记号"]
[[field]]
name = "team"
kind = "dimension"
aliases = ["服务队"]
[[field]]
name = "people"
kind = "count"
unit = "人次"
aliases = ["参加人次"]
[[field]]
name = "subsidy"
kind = "money"
aliases = ["补贴"]
[[measure]]
name = "people"
field = "people"
[[measure]]
name = "subsidy"
field = "subsidy"
optional = true
[[indicator]]
name = "people"
sum = "people"
words = ["志愿者"]
[[indicator]]
name = "subsidy"
sum = "subsidy"
words = ["补贴"]
"""
SPAN = "2021-01..2021-07"
TABLE = {"inbox/月报.csv": delimited(listed(BASIC))}


def write(cases):
    """All cases about the job as a whole."""
    inbox(cases)
    refused(cases)
    strict(cases)
    own_ledger(cases)
    outputs(cases)


def inbox(cases):
    """What lies in the inbox besides the reports."""
    cases.add(
        "lock-file-ignored", "Excel's ~$ lock files are ignored in silence", {**TABLE, "inbox/~$月报.xlsx": b"\x0a" + b"\0" * 164},
        errors=0, figures=figures(BASIC), rows={"accepted": 6}, absent_codes=["file-unmatched", "file-unreadable", "file-empty", "file-format-unsupported"],
    )
    some = JOB.replace("inbox/**/*", "inbox/*.csv")
    cases.add(
        "file-unmatched", "a file of the inbox that no source matches is reported", {**TABLE, "inbox/补充.xlsm": b"x", "inbox/照片/门头.jpg": b"\xff\xd8\xff"}, job=some,
        figures=figures(BASIC), rows={"accepted": 6}, finding=[{"code": "file-unmatched", "file": "inbox/补充.xlsm"}, {"code": "file-unmatched", "file": "inbox/照片/门头.jpg"}],
    )
    more = JOB.replace('["inbox/**/*"]', '["inbox/*.csv", "inbox/总店/*.xlsx"]')
    cases.add(
        "pattern-matches-nothing", "a pattern that matches no file is an error", TABLE, job=more,
        errors=1, figures=figures(BASIC), rows={"accepted": 6}, finding=[{"code": "pattern-matches-nothing", "severity": "error", "raw_contains": "inbox/总店/*.xlsx"}],
    )
    cases.add(
        "patterns-with-braces-and-folders", "patterns know folders, ** and {a,b}",
        {"inbox/杭州/一店/七月.csv": delimited(listed(HANGZHOU)), "inbox/宁波.tsv": delimited(listed([s for s in BASIC if s.city == "宁波"]), delimiter="\t")},
        job=JOB.replace("inbox/**/*", "inbox/**/*.{csv,tsv}"), errors=0, figures=figures(BASIC), rows={"accepted": 6},
    )
    upper = {"inbox/月报.CSV": TABLE["inbox/月报.csv"]}
    cases.add("file-name-in-capitals", "月报.CSV is a CSV file", upper, errors=0, figures=figures(BASIC), rows={"accepted": 6})


def refused(cases):
    """Exit 2, one sentence, and nothing left."""
    for name, shows, old, new, says in (
        ("job-unknown-key", "an unknown key of [job] names the nearest", 'through = "2021-07"', 'throuhg = "2021-07"', ["throuhg", "through"]),
        ("job-unknown-source-key", "an unknown key of [[source]] names the nearest", "defaults =", "default =", ["default", "defaults"]),
        ("job-unknown-table", "an unknown table names the nearest", "[[source]]", '[registery]\nstores = "a.csv"\n[[source]]', ["registery", "registry"]),
        ("job-unknown-ledger", "an unknown ledger names the nearest", '"sales"', '"sale"', ["sale", "sales"]),
        ("job-unknown-default", "a default for a field that the ledger has not names the nearest", "{ unit =", "{ unti =", ["unti", "unit"]),
        ("job-bad-period", "a month that is none is refused with its text", '"2021-07"', '"2021-13"', ["2021-13"]),
        ("job-not-toml", "a job file that is no TOML is refused with the line", "[[source]]", "[[source", ["market-aid.toml"]),
    ):
        cases.add(name, shows, TABLE, job=JOB.replace(old, new, 1), exit=2, stderr_contains=says)
    cases.add("job-file-missing", "a folder without market-aid.toml is no job", TABLE, job=None, exit=2, stderr_contains=["market-aid.toml"])
    broken = JOB + '[[target]]\nindicator = "sales.revenu"\nyear = 2021\nvalue = "1亿元"\n'
    cases.add("job-unknown-indicator", "a target for an unknown indicator names the nearest", TABLE, job=broken, exit=2, stderr_contains=["sales.revenu", "sales.revenue"])
    bad_id = JOB + '[[published]]\nfigure = "sales.weight@2020"\nvalue = "0.5吨"\n'
    cases.add("job-published-bad-id", "a published value of no figure id is refused in Chinese, with the text and what should stand there", TABLE, job=bad_id, exit=2, stderr_contains=["sales.weight@2020", "不是指标编号", "月份或区间"])
    bad_cross = JOB + '[[cross]]\nledger = "sales"\nby = ["citty", "month"]\n'
    cases.add("job-cross-unknown-dimension", "a cross by no dimension names the nearest, in Chinese", TABLE, job=bad_cross, exit=2, stderr_contains=["没有名为", "citty", "city"])
    cases.add("job-registry-missing", "a registry that is not there is refused with its path", TABLE, job=WITH, exit=2, stderr_contains=["registry/stores.csv"])
    bad = [r if i == 0 else ["待定", *r[1:]] for i, r in enumerate(listed(BASIC))]
    cases.add("job-nothing-accepted", "a job in which nothing at all is accepted is exit 2 and leaves nothing", {"inbox/月报.csv": delimited(bad)}, exit=2)
    cases.add("job-inbox-empty", "a job without any file is exit 2", {"registry/stores.csv": BOTH["registry/stores.csv"]}, exit=2)


def strict(cases):
    """Exit 1 under --strict, outputs still written."""
    bad = delimited([*listed(BASIC), ["待定", "杭州", "杭州一店", "红枣", "门店", "1", "22"]])
    expected = {"figures": figures(BASIC), "rows": {"accepted": 6, "quarantined": 1}, "finding": [{"code": "date-unreadable", "severity": "error"}]}
    cases.add("errors-without-strict", "findings of severity error alone do not change the exit status", {"inbox/月报.csv": bad}, **expected)
    cases.add("errors-with-strict", "under --strict they do, and the outputs are still written", {"inbox/月报.csv": bad}, args=["--strict"], exit=1, **expected)
    cases.add("warnings-with-strict", "warnings do not fail a strict run", {"inbox/月报.csv": delimited(listed([*BASIC, BASIC[4]]))}, args=["--strict"], figures=figures([*BASIC, BASIC[4]]), finding=[{"code": "repeated-row", "severity": "warning"}])


def own_ledger(cases):
    """A ledger that the job declares itself."""
    rows = [["登记号", "服务日期", "服务队", "参加人次", "补贴（元）"], ["V1", "2021-03-05", "一队", "12", "360"], ["V2", "2021-06-18", "二队", "30人次", ""], ["V3", "2021-07-02", "一队", "1,008", "1.5万"], ["V3", "2021-07-02", "一队", "1,008", "1.5万"]]
    job = '[job]\nname = "合成案例"\nthrough = "2021-07"\n[[ledger]]\nfile = "ledgers/volunteers.toml"\n[[source]]\nledger = "volunteers"\nfiles = ["inbox/*.csv"]\n'
    cases.add(
        "ledger-of-the-job", "a ledger declared in the job works like a built-in one",
        {"ledgers/volunteers.toml": VOLUNTEERS, "inbox/志愿.csv": delimited(rows, encoding="gb18030")}, job=job,
        errors=0, rows={"read": 5, "accepted": 3, "duplicate": 1, "blank": 1},
        figures={f"volunteers.people@{SPAN}": "1050", f"volunteers.people[team=一队]@{SPAN}": "1020", "volunteers.people@2021-06": "30", f"volunteers.subsidy@{SPAN}": "15360"},
    )
    cases.add(
        "ledger-of-the-job-misspelt", "an unknown key in a ledger's declaration names the nearest",
        {"ledgers/volunteers.toml": VOLUNTEERS.replace("dimensions", "dimension"), "inbox/志愿.csv": delimited(rows)}, job=job, exit=2, stderr_contains=["volunteers.toml", "dimension"],
    )


def outputs(cases):
    """What the files hold besides figures."""
    risky = [*BASIC, sale("2021-07-08", "杭州", "=HYPERLINK(1)", "+红枣", "@店", 1, 22)]
    rows = listed(risky) + [["2021-07-09", "杭州", "=cmd()", "红枣", "门店", "-x", "22"]]
    cases.add(
        "formula-injection-neutralised", "texts that a spreadsheet would run as formulas are neutralised in every CSV",
        {"inbox/月报.csv": delimited(rows)}, figures=figures(risky, dimensions=("city",)), rows={"accepted": 7, "quarantined": 1},
        output=[{"file": "figures.csv", "bom": True, "no_formula": True}, {"file": "quarantine.csv", "bom": True, "no_formula": True, "contains": ["inbox/月报.csv", "number-unreadable"]}],
    )
    rare = [sale("2021-07-08", "\U00020bb7安", "\U00020bb7安一店", "红枣", "门店", 1, 22)]
    cases.add(
        "chart-rare-character", "a character that the charts' font lacks is said once, and everything else is drawn",
        {"inbox/月报.csv": delimited(listed([*BASIC, *rare]))}, figures=figures([*BASIC, *rare]), rows={"accepted": 7},
        finding=[{"code": "glyph-missing", "raw_contains": "\U00020bb7", "count": 1}], output=[{"file": "charts/sales-revenue-by-city-and-month.svg"}],
    )
    listing = "第一季度{{ ranking('sales.weight', 'category') }}，七月{{ ranking('sales.weight', 'city', month('sales')) }}。\n"
    until_june = [s for s in BASIC if s.day < "2021-07"]
    with_template = JOB + '[notice]\ntemplate = "templates/notice.md"\n'
    cases.add(
        "notice-dimension-without-values", "a template may list a dimension that no row fills in, and a month without records",
        {"inbox/月报.csv": delimited(listed(until_june)), "templates/notice.md": listing}, job=with_template, figures=figures(until_june, months=False),
        output=[{"file": "notice.md", "contains": ["第一季度，七月。"]}],
    )
    cases.add(
        "notice-unknown-dimension", "a template that lists no dimension of the ledger is refused, records or not",
        {"inbox/月报.csv": delimited(listed(until_june)), "templates/notice.md": listing.replace("'city'", "'citty'")}, job=with_template, exit=2, stderr_contains=["citty"],
    )
    cases.add(
        "outputs-are-complete", "one run leaves figures, findings, quarantine and notice together", TABLE, errors=0, figures=figures(BASIC),
        output=[{"file": "figures.csv", "contains": [f"sales.weight@{SPAN}", "539.083"]}, {"file": "findings.json"}, {"file": "quarantine.csv"}, {"file": "notice.md"}],
    )

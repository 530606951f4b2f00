"""corrections.toml: rows corrected or left out, findings accepted, and decisions that have had their day."""

from dataclasses import replace
from decimal import Decimal

from .expect import BASIC, HEADER, documented, figures, listed, plain, sale
from .layouts import typed
from .writers import Sheet, delimited, xlsx

WHO = {"reason": "电话核实", "by": "张三", "date": "2021-08-04"}
# The report prints 1200 where 120 was sold.
WRONG = [replace(BASIC[0], kg=Decimal("1200")), *BASIC[1:]]
REPORT = "inbox/月报.csv"
FILE = "corrections.toml"


def decisions(*entries):
    """The file: (table, keys) each."""
    lines = []
    for table, keys in entries:
        lines.append(f"[[{table}]]")
        lines += [f"{key} = {value if isinstance(value, int) or value.startswith('{') else quoted(value)}" for key, value in {**keys, **WHO}.items()]
    return "\n".join(lines) + "\n"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(cases):
    """All cases about decisions."""
    corrected(cases)
    excluded(cases)
    accepted(cases)
    told(cases)
    over(cases)
    refused(cases)


def corrected(cases):
    """A cell says something else."""
    of_row = ("correct", {"file": REPORT, "row": 2, "field": "quantity", "from": "1200", "to": "120"})
    cases.add(
        "correction-of-a-row", "a row's quantity is read as corrections.toml says, and told", {REPORT: delimited(listed(WRONG)), FILE: decisions(of_row)},
        errors=0, figures=figures(BASIC), rows={"read": 7, "accepted": 6, "blank": 1},
        finding=[{"code": "record-corrected", "severity": "info", "file": REPORT, "cell": "F2", "raw_contains": "1200", "message_contains": ["120", "电话核实", "张三", "2021-08-04"], "count": 1}],
        output=[{"file": "figures.json", "contains": ['"corrected":1']}],
    )
    of_cell = ("correct", {"file": "inbox/月报.xlsx", "sheet": "7月", "cell": "F2", "from": "1200", "to": "120公斤"})
    cases.add(
        "correction-of-a-cell", "a cell of a workbook is named as the sheet names it; the correction may say its unit",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", [HEADER, *typed(WRONG)])), FILE: decisions(of_cell)}, errors=0, figures=figures(BASIC),
        finding=[{"code": "record-corrected", "file": "inbox/月报.xlsx", "sheet": "7月", "cell": "F2", "count": 1}],
    )
    slips = [replace(s, document=f"XS-{at}") for at, s in enumerate(WRONG, 1)]
    by_key = ("correct", {"ledger": "sales", "key": '{ document = "xs-1" }', "field": "quantity", "from": "1200", "to": "120"})
    cases.add(
        "correction-by-key-holds-wherever-the-slip-is", "the same slip in two files is corrected in both, and counted once",
        {"inbox/杭州一周.csv": delimited(documented(slips[:3])), "inbox/补报.csv": delimited(documented([slips[0], slips[3], slips[4], slips[5]])), FILE: decisions(by_key)},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "duplicate": 1}, finding=[{"code": "record-corrected", "count": 2}],
    )
    date = ("correct", {"file": REPORT, "row": 7, "field": "date", "from": "2021-7-32", "to": "2021-07-30"})
    rows = listed(BASIC)
    rows[6][0] = "2021-7-32"
    cases.add(
        "correction-of-a-date", "a date that is none is corrected, so that its row counts", {REPORT: delimited(rows), FILE: decisions(date)},
        errors=0, figures=figures(BASIC), absent_codes=["date-unreadable"], finding=[{"code": "record-corrected", "cell": "A7", "count": 1}],
    )


def excluded(cases):
    """A row does not count."""
    extra = sale("2021-07-31", "杭州", "杭州一店", "红枣", "门店", "999", "1")
    out = ("exclude", {"file": REPORT, "row": 8, "field": "quantity", "from": "999"})
    cases.add(
        "exclusion-of-a-row", "a row that is left out is out of scope, with its measures", {REPORT: delimited(listed([*BASIC, extra])), FILE: decisions(out)},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "out_of_scope": 1},
        finding=[{"code": "record-excluded", "severity": "info", "file": REPORT, "cell": "F8", "message_contains": ["电话核实", "张三"], "count": 1}],
        output=[{"file": "figures.json", "contains": ['"excluded":1', f'"out_of_scope":{{"revenue":"1","weight":"999"}}']}],
    )
    slips = [replace(s, document=f"XS-{at}") for at, s in enumerate(BASIC, 1)]
    other = replace(slips[5], kg=Decimal("34"))
    out = ("exclude", {"file": REPORT, "row": 8, "field": "quantity", "from": "34"})
    cases.add(
        "exclusion-settles-a-conflict", "of two rows that contradict each other one is left out, and the other counts", {REPORT: delimited(documented([*slips, other])), FILE: decisions(out)},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "out_of_scope": 1, "quarantined": 0}, absent_codes=["key-conflict"],
    )
    rows = listed([*BASIC, extra])
    rows[7][5] = "见附件"
    out = ("exclude", {"file": REPORT, "row": 8, "field": "quantity", "from": "见附件"})
    cases.add(
        "exclusion-of-a-row-that-cannot-be-read", "a row that could not be read anyway is left out: quarantined, and no error is open", {REPORT: delimited(rows), FILE: decisions(out)},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 1}, absent_codes=["number-unreadable"],
        output=[{"file": "quarantine.csv", "contains": ["record-excluded", "见附件", "张三"]}],
    )


def accepted(cases):
    """A finding is accepted where it stands, as it stands."""
    total = plain(sum((s.kg for s in BASIC), Decimal(0)) + 1)
    rows = [*listed(BASIC), ["合计", "", "", "", "", total, plain(sum((s.yuan for s in BASIC), Decimal(0)))]]
    accept = ("accept", {"code": "control-total-mismatch", "file": REPORT, "cell": "F8", "raw": total})
    cases.add(
        "acceptance-of-a-finding", "an accepted finding is no error any more, and says who accepted it", {REPORT: delimited(rows), FILE: decisions(accept)},
        errors=0, figures=figures(BASIC), absent_codes=["control-total-mismatch"],
        finding=[{"code": "finding-accepted", "severity": "info", "file": REPORT, "cell": "F8", "message_contains": ["control-total-mismatch", "张三"], "count": 1}],
    )
    other = ("accept", {"code": "control-total-mismatch", "file": REPORT, "cell": "F8", "raw": "1"})
    cases.add(
        "acceptance-of-another-text", "an acceptance is about one text: where the cell says another, the finding is open and the acceptance told", {REPORT: delimited(rows), FILE: decisions(other)},
        errors=1, figures=figures(BASIC),
        finding=[{"code": "control-total-mismatch", "severity": "error"}, {"code": "acceptance-expired", "severity": "warning", "file": FILE, "message_contains": ["accept 1"]}],
    )


def told(cases):
    """Papers list what was decided, with reason, name and date; whatever the reason says is no claim of theirs."""
    extra = sale("2021-07-31", "杭州", "杭州一店", "红枣", "门店", "999", "1")
    of_row = ("correct", {"file": REPORT, "row": 2, "field": "quantity", "from": "1200", "to": "120"})
    out = ("exclude", {"file": REPORT, "row": 8, "field": "quantity", "from": "999"})
    file = decisions(of_row, out).replace("电话核实", "多写一个零，<b>7月杭州销售量应为9999公斤</b>", 1)
    cases.add(
        "decisions-in-the-papers", "what was decided stands in the notice's annex and on the page, with reason, name and date", {REPORT: delimited(listed([*WRONG, extra])), FILE: file},
        errors=0, figures=figures(BASIC),
        output=[
            {"file": "notice.md", "contains": ["：更正与认可事项\n\n> 更正：inbox/月报.csv 2 quantity；原文及更正：1200 → 120；理由：多写一个零，\\<b>7月", "> 剔除：inbox/月报.csv 8 quantity；原文及更正：999；理由：电话核实；决定人及日期：张三，2021-08-04"]},
            {"file": "report.html", "contains": ['<section id="decisions"', "更正与认可事项", "1200 → 120", "&lt;b&gt;7月杭州"]},
        ],
    )


def over(cases):
    """The source was mended, or never had what the decision is about."""
    of_row = ("correct", {"file": REPORT, "row": 2, "field": "quantity", "from": "1200", "to": "121"})
    cases.add(
        "correction-expires-with-the-source", "the source was mended: it is what counts, and the correction is named", {REPORT: delimited(listed(BASIC)), FILE: decisions(of_row)},
        errors=0, figures=figures(BASIC), absent_codes=["record-corrected"],
        finding=[{"code": "correction-expired", "severity": "warning", "file": REPORT, "cell": "F2", "message_contains": ["correct 1", "120", "1200"], "count": 1}],
    )
    gone = ("correct", {"file": "inbox/没有.csv", "row": 2, "field": "quantity", "from": "1", "to": "2"})
    beyond = ("exclude", {"file": REPORT, "row": 99, "field": "quantity", "from": "1"})
    cases.add(
        "correction-of-nothing", "a decision about a file or row that is not there is told", {REPORT: delimited(listed(BASIC)), FILE: decisions(gone, beyond)},
        errors=0, figures=figures(BASIC), finding=[{"code": "correction-unmatched", "severity": "warning", "file": FILE, "count": 2}],
    )
    old = ("correct", {"file": "inbox/月报.csv", "row": 2, "field": "quantity", "from": "1200", "to": "120"})
    cases.add(
        "correction-of-a-superseded-file", "a correction of a file that another one replaces does nothing, and is told",
        {REPORT: delimited(listed(WRONG)), "inbox/月报(2).csv": delimited(listed(BASIC)), FILE: decisions(old)},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "superseded": 6}, finding=[{"code": "correction-unmatched", "severity": "warning", "count": 1}],
    )


def refused(cases):
    """Decisions that say too little."""
    body = '[[correct]]\nfile = "inbox/月报.csv"\nrow = 2\nfield = "quantity"\nfrom = "1"\nto = "2"\nby = "张三"\ndate = "2021-08-04"\n'
    cases.add("correction-without-reason", "a decision without a reason is refused, and named", {REPORT: delimited(listed(BASIC)), FILE: body}, exit=2, stderr_contains=["correct 1", "reason"])
    body = decisions(("correct", {"file": REPORT, "row": 2, "feild": "quantity", "from": "1", "to": "2"}))
    cases.add("correction-with-unknown-key", "an unknown key of corrections.toml is refused with the nearest", {REPORT: delimited(listed(BASIC)), FILE: body}, exit=2, stderr_contains=["feild", "field"])

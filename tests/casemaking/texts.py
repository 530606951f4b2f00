"""Text files: encodings, delimiters, quotes, what stands above and below the table."""

from .expect import BASIC, HEADER, JOB, figures, listed, row, sale
from .writers import delimited

ALL_SIX = {"read": 7, "accepted": 6, "blank": 1}
CLEAN = {"errors": 0, "rows": ALL_SIX, "figures": figures(BASIC)}
HANGZHOU = [s for s in BASIC if s.city == "杭州"]
NINGBO = [s for s in BASIC if s.city == "宁波"]


def write(cases):
    """All cases about text files."""
    encodings(cases)
    delimiters(cases)
    quotes(cases)
    surroundings(cases)
    nothing_inside(cases)
    refused_headers(cases)


def encodings(cases):
    """One table in each encoding."""
    rows = listed(BASIC)
    cases.add("csv-utf8", "UTF-8 without BOM, LF, read as it stands", {"inbox/月报.csv": delimited(rows, newline="\n")}, **CLEAN)
    cases.add("csv-utf8-bom", "a UTF-8 BOM is no part of the first header", {"inbox/月报.csv": delimited(rows, bom=b"\xef\xbb\xbf")}, **CLEAN)
    cases.add("csv-gb18030", "a POS export in GB18030 is recognised without a BOM", {"inbox/月报.csv": delimited(rows, encoding="gb18030")}, **CLEAN)
    rare = [sale(s.day, s.city, "㐂𠮷店" if s.city == "杭州" else s.store, s.product, s.channel, s.kg, s.yuan) for s in BASIC]
    cases.add(
        "csv-gb18030-four-bytes",
        "characters that take four bytes in GB18030 (㐂, 𠮷) come through in a store's name",
        {"inbox/月报.csv": delimited(listed(rare), encoding="gb18030")},
        errors=0, rows=ALL_SIX, figures=figures(rare),
    )
    short = [sale("2021-07-05", "", "", "杏", "", "3", "60")]
    cases.add(
        "csv-gb18030-short",
        "a GB18030 file too short for any statistics is still read as GB18030",
        {"inbox/a.csv": delimited([["日期", "品名", "数量", "金额"], ["2021-07-05", "杏", "3", "60"]], encoding="gb18030")},
        errors=0, rows={"read": 2, "accepted": 1, "blank": 1}, figures=figures(short, dimensions=("product",)),
    )
    tsv = {"delimiter": "\t"}
    cases.add("tsv-utf16le", "Excel's “Unicode 文本”: UTF-16 LE with BOM, tabs, .txt", {"inbox/月报.txt": delimited(rows, encoding="utf-16-le", bom=b"\xff\xfe", **tsv)}, **CLEAN)
    cases.add("tsv-utf16be", "UTF-16 BE with BOM, tabs", {"inbox/月报.tsv": delimited(rows, encoding="utf-16-be", bom=b"\xfe\xff", **tsv)}, **CLEAN)
    synthetic = [sale(s.day, s.city, "合成一店", "合成红枣", s.channel, s.kg, s.yuan) for s in BASIC[:1]]
    cases.add(
        "tsv-utf16-chinese-is-not-binary", "合成 is 08 54 10 62 in UTF-16 LE: bytes that look like control characters are text all the same",
        {"inbox/月报.txt": delimited(listed(synthetic), encoding="utf-16-le", bom=b"\xff\xfe", **tsv)},
        errors=0, rows={"accepted": 1}, figures=figures(synthetic),
    )
    cases.add(
        "csv-encoding-by-job", "the job names an encoding that no BOM tells: UTF-16 LE without BOM",
        {"inbox/月报.csv": delimited(rows, encoding="utf-16-le")}, job=JOB + 'encoding = "utf-16le"\n', **CLEAN,
    )
    cases.add(
        "csv-delimiter-by-job", "the job names the delimiter",
        {"inbox/月报.txt": delimited(rows, delimiter="~")}, job=JOB + 'delimiter = "~"\n', **CLEAN,
    )
    cases.add(
        "csv-encoding-unreadable",
        "bytes that are neither UTF-8 nor GB18030 are refused with a finding, and the other file counts",
        {"inbox/坏.csv": delimited(listed(NINGBO)) + b"\xff\xff\x80\r\n", "inbox/好.csv": delimited(listed(HANGZHOU))},
        figures=figures(HANGZHOU),
        rows={"accepted": 3},
        finding=[{"code": "encoding-unreadable", "severity": "error", "file": "inbox/坏.csv"}],
    )


def delimiters(cases):
    """The delimiter is found by itself."""
    for name, mark in (("semicolon", ";"), ("tab", "\t"), ("pipe", "|")):
        cases.add(f"csv-delimiter-{name}", f"the delimiter {mark!r} is found by itself", {"inbox/月报.csv": delimited(listed(BASIC), delimiter=mark)}, **CLEAN)
    thousands = [sale("2021-07-05", "杭州", "杭州一店", "红枣", "门店", "1200", "26400"), *BASIC]
    rows = listed(thousands)
    rows[1][5:] = ["1,200", "26,400.00"]
    cases.add(
        "csv-semicolon-with-commas-inside",
        "commas inside numbers do not pass for the delimiter of a ; file",
        {"inbox/月报.csv": delimited(rows, delimiter=";")},
        errors=0, rows={"accepted": 7}, figures=figures(thousands),
    )
    cases.add("csv-no-final-newline", "the last row counts without a newline behind it", {"inbox/月报.csv": delimited(listed(BASIC), last_newline=False)}, **CLEAN)
    wide = delimited(listed(HANGZHOU), newline="\n") + "2021-07-06,杭州,杭州一店,红枣,门店,1,200,26,400\n".encode()
    cases.add(
        "csv-row-too-wide",
        "a row with more cells than the header (unquoted thousands separators) is quarantined, not shifted",
        {"inbox/月报.csv": wide},
        figures=figures(HANGZHOU), rows={"accepted": 3, "quarantined": 1},
        finding=[{"code": "row-too-wide", "severity": "error", "file": "inbox/月报.csv"}],
    )


def quotes(cases):
    """Quotes, closed and unclosed."""
    rows = [[*HEADER, "备注"]] + [[*row(s), "加急,\n请于当日送达" if s.city == "杭州" else '顾客说"好"'] for s in BASIC]
    cases.add("csv-quoted-newlines", "a quoted cell may hold newlines, delimiters and doubled quotes", {"inbox/月报.csv": delimited(rows)}, **CLEAN)
    good = delimited(listed(HANGZHOU), newline="\n")
    many = NINGBO * 1 + [sale(f"2021-07-{d:02d}", "宁波", "宁波一店", "核桃", "门店", d, d * 30) for d in range(1, 29)]
    lines = delimited(listed(many), newline="\n").decode().split("\n")
    lines[3] = lines[3].replace("宁波一店", '"宁波一店')
    cases.add(
        "csv-lone-quote",
        "a lone quote would swallow the rest of the file: it is noticed, and the other file counts",
        {"inbox/宁波.csv": "\n".join(lines), "inbox/杭州.csv": good},
        figures={k: v for k, v in figures(HANGZHOU).items() if "杭州" in k},
        finding=[{"code": "quote-swallows-rows", "severity": "error", "file": "inbox/宁波.csv"}],
    )


    every = [line.replace("宁波一店", '"宁波一店') if at else line for at, line in enumerate(delimited(listed(many), newline="\n").decode().split("\n"))]
    # Of the lines with a lone quote twenty are listed one by one; the others are counted.
    cases.add(
        "csv-many-lone-quotes",
        "many lone quotes: twenty lines are listed, the others counted, and the other file counts",
        {"inbox/宁波.csv": "\n".join(every), "inbox/杭州.csv": good},
        figures={k: v for k, v in figures(HANGZHOU).items() if "杭州" in k},
        finding=[
            {"code": "quote-swallows-rows", "severity": "error", "file": "inbox/宁波.csv", "count": 20},
            {"code": "quotes-unclosed-more", "severity": "error", "file": "inbox/宁波.csv", "message_contains": [str(len(many) - 20)], "count": 1},
        ],
    )


def surroundings(cases):
    """Title, unit line and signatures around the table."""
    around = [["2021年7月十城百店销售月报表"], ["", "", "", "", "", "", "单位：公斤、元"]]
    around += listed(BASIC)
    around += [["合计", "", "", "", "", "539.083", "13250.49"], ["填报人：（签字）", "", "审核人：（签字）", "", "填报日期：2021年8月2日"]]
    cases.add(
        "csv-title-unit-line-signature",
        "title, unit line, total row and signatures around a CSV table are no records",
        {"inbox/月报.csv": delimited(around, encoding="gb18030")},
        errors=0, figures=figures(BASIC), rows={"read": 11, "accepted": 6, "control_total": 1, "blank": 4},
        absent_codes=["money-unit-assumed", "control-total-mismatch"],
    )
    rows = listed(BASIC)
    blank = [[""] * 7]
    spaced = rows[:3] + blank + rows[3:5] + blank + blank + rows[5:]
    cases.add(
        "csv-blank-rows",
        "rows of empty cells between the data are blank, wherever they stand",
        {"inbox/月报.csv": delimited(spaced)},
        errors=0, figures=figures(BASIC), rows={"read": 10, "accepted": 6, "blank": 4},
    )
    again = rows[:4] + [rows[0]] + rows[4:]
    cases.add(
        "csv-header-repeated",
        "a header that is repeated at a page break is no record",
        {"inbox/月报.csv": delimited(again)},
        errors=0, figures=figures(BASIC), rows={"read": 8, "accepted": 6, "blank": 2},
    )
    english = [["Date", "City", "Store", "Product", "Channel", "Quantity (kg)", "Amount"]] + rows[1:]
    cases.add("csv-english-header", "English headers are known as well", {"inbox/report.csv": delimited(english)}, **CLEAN)
    moved = [[r[6], r[3], r[5], r[0], r[4], r[2], r[1]] for r in rows]
    cases.add("csv-columns-in-any-order", "columns are found by what they say, not by position", {"inbox/月报.csv": delimited(moved)}, **CLEAN)
    own = [["业务时刻", "城市", "门店", "产品", "渠道", "走货量", "进账"]] + rows[1:]
    cases.add(
        "csv-job-names-columns",
        "the job maps headers that nobody knows to fields",
        {"inbox/月报.csv": delimited(own)},
        job=JOB + 'columns = { "业务时刻" = "date", "走货量" = "quantity", "进账" = "amount" }\n',
        **CLEAN,
    )


def nothing_inside(cases):
    """Files that hold nothing to count."""
    good = {"inbox/好.csv": delimited(listed(BASIC))}
    hollow = {
        "csv-empty": ("a file of 0 bytes", b"", "file-empty"),
        "csv-only-bom": ("a file of a BOM and white space", b"\xef\xbb\xbf\r\n \r\n", "file-empty"),
        "csv-header-only": ("a file with a header and no rows", delimited([HEADER]), "header-without-rows"),
    }
    for name, (what, body, code) in hollow.items():
        cases.add(
            name, f"{what} gets its finding, and the other file counts",
            {"inbox/空.csv": body, **good},
            figures=figures(BASIC), rows={"accepted": 6, "quarantined": 0},
            finding=[{"code": code, "file": "inbox/空.csv"}],
        )


def refused_headers(cases):
    """Tables whose header tells too little or too much: rows with data are kept aside, what stands around them is blank."""
    good = {"inbox/好.csv": delimited(listed(BASIC))}
    twice = [["日期", "门店", "数量", "数量", "金额"], ["2021-07-05", "杭州一店", "1", "2", "22"], ["合计", "", "1", "2", "22"], ["填报人：（签字）"]]
    tables = {
        # name: what, rows, code, quarantined, control totals, blank
        "csv-header-not-found": ("a file that no header opens", [["甲", "乙"], ["1", "2"], ["3", "4"]], "header-not-found", 2, 0, 1),
        "csv-column-missing": ("a table without any measure", [["日期", "城市", "门店"], ["2021-07-05", "杭州", "杭州一店"]], "column-missing", 1, 0, 1),
        "csv-column-twice": ("a table with two columns of quantities", twice, "column-duplicate", 1, 1, 2),
    }
    for name, (what, rows, code, quarantined, totals, blank) in tables.items():
        cases.add(
            name, f"the rows of {what} are kept aside with its finding, and the other file counts",
            {"inbox/空.csv": delimited(rows), **good},
            figures=figures(BASIC), rows={"accepted": 6, "quarantined": quarantined},
            intake=[{"file": "inbox/空.csv", "read": len(rows), "quarantined": quarantined, "control_total": totals, "blank": blank}],
            finding=[{"code": code, "severity": "error", "file": "inbox/空.csv", "count": 1}],
            output=[{"file": "quarantine.csv", "contains": [f"inbox/空.csv,,2,{code},", ",".join(rows[1])]}],
        )

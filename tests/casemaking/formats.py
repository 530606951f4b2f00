"""Kinds of files: old and foreign workbooks, disguises, damage, and files made to bring a reader down."""

import io
import zipfile
from decimal import Decimal

from .expect import BASIC, HEADER, figures, listed, sale
from .layouts import typed
from .texts import HANGZHOU, NINGBO
from .writers import Formula, Sheet, bare_xlsx_parts, compound, delimited, ods, raw_zip, xls, xlsx

HTML = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table border="1">'
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in listed(NINGBO))
    + "</table></body></html>"
)


def damaged():
    """A workbook that lost its second half on the way."""
    whole = xlsx(Sheet("7月", [HEADER, *typed(NINGBO)]))
    return whole[: len(whole) // 2]


def damaged_sheet():
    """A workbook of two sheets, the second of which breaks off in the middle of its rows."""
    whole = xlsx(Sheet("杭州", [HEADER, *typed(HANGZHOU)]), Sheet("宁波", [HEADER, *typed(NINGBO)]))
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    second = parts["xl/worksheets/sheet2.xml"]
    parts["xl/worksheets/sheet2.xml"] = second[: second.index(b"</row>")]
    return raw_zip(parts)


def encrypted():
    """The container of a workbook with a password; what is inside does not matter."""
    info = bytes.fromhex("04000400") + b"\x40\0\0\0" + b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    return compound({"EncryptedPackage": bytes(i * 37 % 251 for i in range(4096)), "EncryptionInfo": info})


def bomb():
    """A workbook whose sheet unpacks to 160 MB of blanks."""
    return raw_zip(bare_xlsx_parts("<sheetData/>" + " " * 160_000_000))


def lying_bomb():
    """A workbook whose directory says that a sheet unpacks to 4 GB."""
    data = bytearray(xlsx(Sheet("7月", [HEADER, *typed(NINGBO)])))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    data[at + 24 : at + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    return bytes(data)


def sparse():
    """Cells A1 and XFD20001, and nothing between."""
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="20001"><c r="XFD20001"><v>1</v></c></row></sheetData>'
    return raw_zip(bare_xlsx_parts(cells))


def declared_strings():
    """A workbook that declares four thousand million shared strings and holds one."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sst = f'<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="{main}" count="4000000000" uniqueCount="4000000000"><si><t>日期</t></si></sst>'
    return raw_zip(bare_xlsx_parts('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>', {"xl/sharedStrings.xml": sst}))


def write(cases):
    """All cases about kinds of files."""
    read(cases)
    refused(cases)
    hostile(cases)
    formulas(cases)


def read(cases):
    """Other kinds of workbooks are read as well."""
    pages = [Sheet("杭州", [["十城百店"], HEADER, *typed(HANGZHOU)]), Sheet("宁波", [HEADER, *typed(NINGBO)])]
    clean = {"errors": 0, "figures": figures(BASIC), "rows": {"read": 9, "accepted": 6, "blank": 3}}
    cases.add("xls-workbook", "an Excel 97 workbook of two sheets", {"inbox/月报.xls": xls(*pages)}, **clean)
    cases.add("xls-hidden-sheet", "a hidden sheet of an Excel 97 workbook counts and is reported", {"inbox/月报.xls": xls(pages[0], Sheet("宁波", pages[1].rows, hidden=True))}, finding=[{"code": "sheet-hidden", "file": "inbox/月报.xls", "sheet": "宁波"}], **clean)
    rows = typed(HANGZHOU)
    rows[1][1] = rows[1][2] = rows[2][1] = rows[2][2] = None
    cases.add("xls-merged-cells", "merged cells of an Excel 97 workbook mean “same as above”", {"inbox/月报.xls": xls(Sheet("杭州", [HEADER, *rows], merges=[(1, 3, 1, 1), (1, 3, 2, 2)]))}, errors=0, figures=figures(HANGZHOU), rows={"accepted": 3})
    cases.add("ods-workbook", "an OpenDocument spreadsheet", {"inbox/月报.ods": ods(*pages)}, **clean)
    cases.add(
        "xlsx-named-xls", "an xlsx workbook under the name .xls is read by its contents, and it is said",
        {"inbox/月报.xls": xlsx(*pages)}, finding=[{"code": "file-format-mismatch", "severity": "info", "file": "inbox/月报.xls"}], **clean,
    )
    cases.add(
        "tsv-named-xls", "a text export under the name .xls is read by its contents, and it is said",
        {"inbox/月报.xls": delimited(listed(BASIC), delimiter="\t", encoding="gb18030")},
        errors=0, figures=figures(BASIC), rows={"accepted": 6}, finding=[{"code": "file-format-mismatch", "severity": "info", "file": "inbox/月报.xls"}],
    )


def beside(cases, name, shows, path, body, code, severity="error"):
    """A file that cannot be read beside one that can."""
    chosen = {k: v for k, v in figures(HANGZHOU).items() if "杭州" in k}
    cases.add(
        name, f"{shows}; the other file counts", {path: body, "inbox/好.csv": delimited(listed(HANGZHOU))},
        figures=chosen, **({"finding": [{"code": code, "severity": severity, "file": path}]} if code else {}),
    )


def refused(cases):
    """What is refused says what to do."""
    beside(cases, "html-named-xls", "a web page under the name .xls is refused with the remedy", "inbox/报表.xls", HTML, "file-is-html")
    beside(cases, "xlsx-encrypted", "a workbook with a password is refused", "inbox/加密.xlsx", encrypted(), "file-encrypted")
    beside(cases, "xlsx-damaged", "a workbook cut in half is refused", "inbox/损坏.xlsx", damaged(), "file-unreadable")
    cases.add(
        "xlsx-one-sheet-damaged", "a sheet that breaks off is said, and the other sheet of the book counts",
        {"inbox/月报.xlsx": damaged_sheet()}, figures=figures(HANGZHOU, dimensions=("city", "store")), rows={"accepted": 3, "quarantined": 0},
        finding=[{"code": "sheet-unreadable", "severity": "error", "file": "inbox/月报.xlsx", "sheet": "宁波", "count": 1}],
    )
    beside(cases, "xlsx-empty-file", "a workbook of 0 bytes is refused", "inbox/空.xlsx", b"", "file-empty")
    beside(cases, "xlsx-empty-sheet", "a workbook without a single cell is said", "inbox/空.xlsx", xlsx(Sheet("Sheet1", [])), "file-empty", severity="error")
    beside(cases, "xlsx-header-only", "a workbook with a header and no rows is said", "inbox/空.xlsx", xlsx(Sheet("7月", [["销售表"], HEADER, [], ["填报人："]])), "header-without-rows", severity="warning")
    beside(cases, "pdf-named-xlsx", "a PDF under the name .xlsx is refused", "inbox/扫描件.xlsx", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "file-format-unsupported")
    beside(cases, "xls-damaged", "an Excel 97 workbook cut short is refused", "inbox/损坏.xls", xls(Sheet("7月", [HEADER, *typed(NINGBO)]))[:1400], "file-unreadable")
    beside(cases, "zip-named-xlsx", "a zip of something else under the name .xlsx is refused", "inbox/打包.xlsx", raw_zip({"说明.txt": "合成数据"}), "file-unreadable|file-format-unsupported")


def hostile(cases):
    """Files made to exhaust a reader."""
    beside(cases, "xlsx-zip-bomb", "a sheet that unpacks to 160 MB from 160 KB is refused before it is unpacked", "inbox/炸弹.xlsx", bomb(), "file-too-large")
    beside(cases, "xlsx-zip-bomb-by-directory", "a directory that announces 4 GB is refused", "inbox/炸弹.xlsx", lying_bomb(), "file-too-large|file-unreadable")
    beside(cases, "xlsx-sparse-sheet", "cells A1 and XFD20001 cost megabytes, not gigabytes", "inbox/稀疏.xlsx", sparse(), "header-not-found")
    beside(cases, "xlsx-declares-too-many-strings", "four thousand million announced strings do not abort the run", "inbox/字符串.xlsx", declared_strings(), None)


def formulas(cases):
    """Formulas with and without a cached value, and error values."""
    kg, money = Decimal("12.5"), Decimal("275")
    rows = [HEADER, *typed(BASIC), [typed(BASIC)[0][0], "杭州", "杭州二店", "红枣", "门店", Formula("=10+2.5", "12.5"), Formula("=F8*22", "275")]]
    sales = [*BASIC, sale("2021-05-03", "杭州", "杭州二店", "红枣", "门店", kg, money)]
    cases.add("xlsx-formula-with-value", "a formula counts by its cached value", {"inbox/月报.xlsx": xlsx(Sheet("7月", rows))}, errors=0, figures=figures(sales), rows={"accepted": 7})
    rows = [HEADER, *typed(BASIC), [typed(BASIC)[0][0], "杭州", "杭州二店", "红枣", "门店", Formula("=10+2.5"), 275]]
    cases.add(
        "xlsx-formula-without-value", "a formula that was never calculated is quarantined, not zero",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", rows))}, errors=1, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 1},
        finding=[{"code": "formula-no-value", "severity": "error", "file": "inbox/月报.xlsx", "sheet": "7月", "cell": "F8"}],
    )
    rows = [HEADER, *typed(BASIC), [typed(BASIC)[0][0], "杭州", "杭州二店", "红枣", "门店", "#REF!", 275], [typed(BASIC)[0][0], "杭州", "杭州三店", "红枣", "门店", 5, "#N/A"]]
    cases.add(
        "xlsx-error-values", "#REF! and #N/A in a measure are quarantined",
        {"inbox/月报.xlsx": xlsx(Sheet("7月", rows))}, errors=2, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 2},
        finding=[
            {"code": "cell-error", "severity": "error", "file": "inbox/月报.xlsx", "sheet": "7月", "cell": "F8", "raw_contains": "#REF!"},
            {"code": "cell-error", "severity": "error", "file": "inbox/月报.xlsx", "sheet": "7月", "cell": "G9", "raw_contains": "#N/A"},
        ],
    )

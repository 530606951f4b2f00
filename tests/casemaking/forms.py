"""A superior's form: what a job may ask of it, and what is said of a form that cannot be filled."""

from .expect import BASIC, JOB, figures, listed
from .writers import Formula, Sheet, bare_xlsx_parts, compound, delimited, raw_zip, xls, xlsx

TABLE = {"inbox/月报.csv": delimited(listed(BASIC))}
FORM = "forms/上报表.xlsx"
ROWS = [["销售情况上报表"], ["填报单位", ""], ["指标", "累计"], ["销售量（吨）", ""], ["销售额（万元）", ""], ["均价", Formula("=B5*10/B4", "1")]]
CELLS = '"上报!B2" = { text = "{job}（{period}）" }\n"上报!B4" = { figure = "sales.weight", unit = "吨", decimals = 3 }\n"B5" = { figure = "sales.revenue@{ytd}", unit = "万元" }\n'


def form(rows=ROWS, name="上报", **more):
    """The form's workbook."""
    return xlsx(Sheet(name, rows, **more), Sheet("说明", [["略"]]))


def asking(cells, file=FORM, out=""):
    """A job that fills these cells."""
    return JOB + f'[[form]]\nfile = "{file}"\n{out}[form.cells]\n{cells}'


def write(cases):
    """All cases about forms."""
    good(cases)
    refused(cases)
    untouched(cases)
    unfilled(cases)


def good(cases):
    """Forms that are filled."""
    cases.add(
        "form-filled", "a form of the superior is filled in and left beside the other papers", {**TABLE, FORM: form()}, job=asking(CELLS),
        errors=0, figures=figures(BASIC), output=[{"file": "forms/上报表.xlsx"}],
    )
    cases.add(
        "form-filled-under-another-name", "a filled form may have a name of its own", {**TABLE, FORM: form()}, job=asking(CELLS, out='out = "上报表（7月）.xlsx"\n'),
        errors=0, figures=figures(BASIC), output=[{"file": "forms/上报表（7月）.xlsx"}],
    )


def refused(cases):
    """Exit 2: what the job says of a form cannot be."""
    for name, shows, cells, says in (
        ("form-job-bad-cell", "a cell of a form that is none is refused with its text", '"B0" = "sales.weight"\n', ["B0", "C5"]),
        ("form-job-unknown-key", "an unknown key of a form's cell names the nearest", '"B4" = { figure = "sales.weight", unti = "吨" }\n', ["unti", "unit"]),
        ("form-job-unknown-unit", "an unknown unit of a form's cell is refused with its text", '"B4" = { figure = "sales.weight", unit = "车皮" }\n', ["车皮", "B4", "万元"]),
        ("form-job-unknown-indicator", "an indicator that no ledger has names the nearest", '"B4" = "sales.wieght"\n', ["sales.wieght", "sales.weight"]),
        ("form-job-unknown-placeholder", "an unknown placeholder names the nearest", '"B2" = { text = "{jbo}" }\n', ["jbo", "job"]),
        ("form-job-bad-decimals", "decimals beyond what is kept are refused", '"B4" = { figure = "sales.weight", decimals = 20 }\n', ["B4", "20"]),
        ("form-job-bad-content", "a cell that says neither figure nor text is refused", '"B4" = { unit = "吨" }\n', ["B4", "figure"]),
        ("form-job-cell-twice", "a cell that is filled twice is refused", '"B4" = "sales.weight"\n"$B$4" = "sales.revenue"\n', ["B4"]),
    ):
        cases.add(name, shows, {**TABLE, FORM: form()}, job=asking(cells), exit=2, stderr_contains=says)
    cases.add("form-job-bad-out", "a filled form stays in its folder", {**TABLE, FORM: form()}, job=asking(CELLS, out='out = "../a.xlsx"\n'), exit=2, stderr_contains=["../a.xlsx", ".xlsx"])
    cases.add("letters-job-bad-due", "a day by which letters come back that is none is refused", TABLE, job=JOB + '[letters]\ndue = "下周"\n', exit=2, stderr_contains=["下周", "2021-08-10"])


def untouched(cases):
    """The form cannot be read: it is not left, and the rest of the run is."""
    encrypted = compound({"EncryptedPackage": b"\0" * 64, "EncryptionInfo": b"\4\0\4\0\x40\0\0\0"})
    broken = raw_zip({**bare_xlsx_parts("<sheetData><row r=\"1\"><c r=\"A1\"></row></sheetData>")})
    for name, shows, files, code, says in (
        ("form-missing", "a form that is not there is an error with its path", {}, "form-unreadable", []),
        ("form-encrypted", "a form under a password is said to be one", {FORM: encrypted}, "form-encrypted", ["密码"]),
        ("form-old-format", "an old xls under the name of an xlsx cannot be filled in place", {FORM: xls(Sheet("上报", [["指标"]]))}, "form-format-unsupported", ["XLS"]),
        ("form-is-text", "a form that is no workbook is refused", {FORM: "指标,数值\n"}, "form-format-unsupported", []),
        ("form-damaged", "a form whose sheet is broken off is refused", {FORM: broken}, "form-unreadable", ["sheet1.xml"]),
    ):
        finding = {"code": code, "severity": "error", "file": FORM, "message_contains": says}
        cases.add(name, shows, {**TABLE, **files}, job=asking('"B4" = "sales.weight"\n'), errors=1, figures=figures(BASIC), finding=[finding])


def unfilled(cases):
    """Single cells that are not filled, each with its place; the others are."""
    merged = form(merges=["A1:C1"])
    for name, shows, body, cells, expected in (
        ("form-sheet-unknown", "a sheet that the form has not names the nearest", form(), '"上报表!B4" = "sales.weight"\n', {"code": "form-sheet-unknown", "sheet": "上报表", "cell": "B4", "message_contains": ["上报表", "“上报”"]}),
        ("form-cell-merged", "a cell inside merged cells names their first", merged, '"B1" = "sales.weight"\n', {"code": "form-cell-merged", "sheet": "上报", "cell": "B1", "message_contains": ["A1:C1"]}),
        ("form-cell-formula", "a formula of the form is never destroyed", form(), '"B6" = "sales.price"\n', {"code": "form-cell-formula", "sheet": "上报", "cell": "B6"}),
        ("form-figure-unknown", "a city that there is not names the nearest", form(), '"B4" = "sales.weight[city=杭洲]"\n', {"code": "form-figure-unknown", "cell": "B4", "message_contains": ["杭洲", "杭州"]}),
        ("form-figure-malformed", "a period that is none is told with what can stand there", form(), '"B4" = "sales.weight@2021"\n', {"code": "form-figure-malformed", "cell": "B4", "raw_contains": "sales.weight@2021"}),
        ("form-figure-inapplicable", "a completion without a target is told", form(), '"B4" = "sales.weight.completion"\n', {"code": "form-figure-inapplicable", "cell": "B4"}),
        ("form-unit-unfit", "a weight in money is told", form(), '"B4" = { figure = "sales.weight", unit = "万元" }\n', {"code": "form-unit-unfit", "cell": "B4", "message_contains": ["千克", "万元"]}),
    ):
        cases.add(name, shows, {**TABLE, FORM: body}, job=asking(cells), errors=1, figures=figures(BASIC), finding=[{**expected, "severity": "error", "file": FORM}], output=[{"file": "forms/上报表.xlsx"}])
    cases.add(
        "form-figure-empty", "a growth without a base leaves its cell blank and says why", {**TABLE, FORM: form()}, job=asking('"B4" = "sales.weight.yoy"\n'), errors=0, figures=figures(BASIC),
        finding=[{"code": "form-figure-empty", "severity": "warning", "file": FORM, "sheet": "上报", "cell": "B4"}], output=[{"file": "forms/上报表.xlsx"}],
    )
    protected = raw_zip(bare_xlsx_parts('<sheetData><row r="1"><c r="A1"/></row></sheetData><sheetProtection sheet="1"/>'))
    cases.add(
        "form-cell-locked", "a locked cell of a protected sheet is not written to", {**TABLE, FORM: protected}, job=asking('"A1" = "sales.weight"\n'), errors=1, figures=figures(BASIC),
        finding=[{"code": "form-cell-locked", "severity": "error", "file": FORM, "sheet": "Sheet1", "cell": "A1"}],
    )
    huge = b"PK\x03\x04" + b"PK\x01\x02" * 10_001
    cases.add(
        "form-too-large", "an archive with more entries than a form can have is refused before it is unpacked", {**TABLE, FORM: huge}, job=asking('"A1" = "sales.weight"\n'), errors=1, figures=figures(BASIC),
        finding=[{"code": "form-too-large", "severity": "error", "file": FORM}],
    )

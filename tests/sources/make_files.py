"""Makes the workbooks in files/ that no Rust crate here can write. Synthetic; needs openpyxl, xlwt and odfpy."""

import datetime
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

HERE = Path(__file__).parent / "files"
HEADER = ["日期", "门店", "数量", "金额", "备注"]
ROWS = [
    (datetime.date(2021, 7, 5), "杭州一店", 0.1 + 0.2, 28.086999999999996, True),
    (datetime.date(2021, 7, 6), None, 1200, -45.5, None),
    (datetime.date(2021, 7, 7), "宁波二店", 3, 4, "隐藏行"),
]


def xlsx():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "七月"
    sheet.append(["2021年7月销售表（合成数据）"])
    sheet.merge_cells("A1:E1")
    sheet.append([])
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("B4:B5")
    sheet["C7"] = "=SUM(C4:C6)"
    sheet["D7"] = "#REF!"
    sheet["D7"].data_type = "e"
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["E"].hidden = True
    hidden = book.create_sheet("底表")
    hidden["A1"] = "x"
    hidden.sheet_state = "veryHidden"
    book.create_sheet("空表")
    book.save(HERE / "messy.xlsx")


def xlsx_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([datetime.date(2021, 7, 5)])
    book.save(HERE / "epoch1904.xlsx")


def xls():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("七月")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write_merge(0, 0, 0, 4, "2021年7月销售表（合成数据）")
    for column, text in enumerate(HEADER):
        sheet.write(2, column, text)
    for at, row in enumerate(ROWS, 3):
        for column, value in enumerate(row):
            if value is not None and (at, column) not in ((3, 1), (4, 1)):
                sheet.write(at, column, value, day) if column == 0 else sheet.write(at, column, value)
    sheet.write_merge(3, 4, 1, 1, "杭州一店")
    sheet.row(5).hidden = True
    sheet.col(4).hidden = True
    hidden = book.add_sheet("底表")
    hidden.write(0, 0, "x")
    hidden.visibility = 2
    book.save(str(HERE / "messy.xls"))


def ods():
    book = OpenDocumentSpreadsheet()
    off = Style(name="off", family="table")
    off.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(off)
    table = Table(name="七月")
    table.addElement(TableColumn(numbercolumnsrepeated=4))
    table.addElement(TableColumn(visibility="collapse"))
    title = TableRow()
    cell = TableCell(valuetype="string", numbercolumnsspanned=5, numberrowsspanned=1)
    cell.addElement(P(text="2021年7月销售表（合成数据）"))
    title.addElement(cell)
    title.addElement(CoveredTableCell(numbercolumnsrepeated=4))
    table.addElement(title)
    blank = TableRow()
    blank.addElement(TableCell(numbercolumnsrepeated=5))
    table.addElement(blank)
    for at, values in enumerate([HEADER, *ROWS]):
        row = TableRow(visibility="collapse") if at == 3 else TableRow()
        for column, value in enumerate(values):
            row.addElement(ods_cell(value, at == 1 and column == 1, at == 2 and column == 1))
        table.addElement(row)
    sums = TableRow()
    sums.addElement(TableCell(numbercolumnsrepeated=2))
    sums.addElement(TableCell(formula="of:=SUM([.C4:.C6])"))
    table.addElement(sums)
    book.spreadsheet.addElement(table)
    hidden = Table(name="底表", stylename=off)
    row = TableRow()
    row.addElement(ods_cell("x", False, False))
    hidden.addElement(row)
    book.spreadsheet.addElement(hidden)
    book.save(str(HERE / "messy.ods"))


def ods_cell(value, spans, covered):
    if covered:
        return CoveredTableCell()
    if value is None:
        return TableCell()
    extra = {"numberrowsspanned": 2, "numbercolumnsspanned": 1} if spans else {}
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **extra)
    if isinstance(value, (int, float)):
        return TableCell(valuetype="float", value=repr(value), **extra)
    if isinstance(value, datetime.date):
        return TableCell(valuetype="date", datevalue=value.isoformat(), **extra)
    cell = TableCell(valuetype="string", **extra)
    cell.addElement(P(text=value))
    return cell


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    xlsx(), xlsx_1904(), xls(), ods()

"""Writers: rows of plain values to the bytes of a file, the same bytes each time. Knows no case."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

STAMP = (2021, 8, 2, 9, 0, 0)


@dataclass
class Formula:
    """A formula and, if Excel has calculated it, the value that it cached."""

    text: str
    cached: str | None = None


@dataclass
class Sheet:
    """One sheet of a workbook: rows from A1 on, and what is done to them."""

    name: str
    rows: list
    merges: list = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list = field(default_factory=list)
    hidden_columns: list = field(default_factory=list)
    formats: dict = field(default_factory=dict)


def delimited(rows, delimiter=",", encoding="utf-8", newline="\r\n", bom=b"", last_newline=True):
    """Rows as CSV or TSV; a cell is quoted where it must be."""
    text = newline.join(delimiter.join(quoted(cell, delimiter) for cell in row) for row in rows)
    return bom + (text + (newline if last_newline else "")).encode(encoding)


def quoted(cell, delimiter):
    """One cell as CSV text."""
    text = "" if cell is None else str(cell)
    if any(mark in text for mark in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def xlsx(*sheets, epoch_1904=False):
    """A workbook as Excel would write it; formulas carry their cached value if one is given."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    caches = [fill(book.create_sheet(sheet.name), sheet) for sheet in sheets]
    buffer = io.BytesIO()
    book.save(buffer)
    return rezipped(buffer.getvalue(), caches)


def fill(target, sheet):
    """Fills one sheet; answers the cached values of its formulas by cell."""
    cached = {}
    for y, row in enumerate(sheet.rows, 1):
        for x, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = target.cell(y, x)
            if isinstance(value, Formula):
                cached[cell.coordinate] = value.cached
                value = value.text
            cell.value = value
    for place, pattern in sheet.formats.items():
        target[place].number_format = pattern
    for merge in sheet.merges:
        target.merge_cells(merge)
    for y in sheet.hidden_rows:
        target.row_dimensions[y].hidden = True
    for x in sheet.hidden_columns:
        target.column_dimensions[get_column_letter(x)].hidden = True
    if sheet.hidden:
        target.sheet_state = "hidden"
    return cached


def rezipped(data, caches=()):
    """The same zip with fixed times, and with cached values put into the formulas of sheet 1, 2, …"""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            body = source.read(entry.filename)
            if entry.filename == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z?", b"2021-08-02T09:00:00Z", body)
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            if found and caches:
                body = with_cached(body.decode(), caches[int(found[1]) - 1]).encode()
            stored = entry.compress_type == zipfile.ZIP_STORED
            put(target, entry.filename, body, stored)
    return out.getvalue()


def put(target, name, body, stored=False):
    """One zip entry with a fixed time."""
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    target.writestr(info, body)


def with_cached(xml, cached):
    """Puts each cached value behind its formula."""
    for place, value in cached.items():
        if value is None:
            continue
        pattern = rf'(<c r="{place}"[^>]*>)(<f>.*?</f>)<v\s*/>|(<c r="{place}"[^>]*>)(<f>.*?</f>)<v></v>'
        xml, hits = re.subn(pattern, lambda m: f"{m[1] or m[3]}{m[2] or m[4]}<v>{value}</v>", xml)
        assert hits == 1, (place, hits)
    return xml


def raw_zip(parts):
    """A zip of named parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in parts.items():
            put(target, name, body if isinstance(body, bytes) else body.encode())
    return out.getvalue()


def bare_xlsx_parts(sheet_xml, more=None):
    """The least that makes a workbook: one sheet, given as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": head
        + f'<Types xmlns="{pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + '<Default Extension="xml" ContentType="application/xml"/>'
        + f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        + f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        + f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        "_rels/.rels": head
        + f'<Relationships xmlns="{pack}/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": head
        + f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": head
        + f'<Relationships xmlns="{pack}/relationships"><Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
        + f'<Relationship Id="rId2" Type="{rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": head + f'<worksheet xmlns="{main}">{sheet_xml}</worksheet>',
        "xl/sharedStrings.xml": head + f'<sst xmlns="{main}" count="0" uniqueCount="0"></sst>',
    }
    parts.update(more or {})
    return parts


def xls(*sheets):
    """An Excel 97 workbook; dates become serials with a date format."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for sheet in sheets:
        target = book.add_sheet(sheet.name)
        for y, row in enumerate(sheet.rows):
            for x, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, datetime.date):
                    target.write(y, x, value, day)
                else:
                    target.write(y, x, float(value) if isinstance(value, Decimal) else value)
        for merge in sheet.merges:
            top, bottom, left, right = merge
            target.merge(top, bottom, left, right)
        if sheet.hidden:
            target.visibility = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*sheets):
    """An OpenDocument spreadsheet."""
    book = OpenDocumentSpreadsheet()
    for sheet in sheets:
        table = Table(name=sheet.name)
        for row in sheet.rows:
            line = TableRow()
            for value in row:
                line.addElement(ods_cell(value))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return rezipped(out.getvalue())


def ods_cell(value):
    """One cell with its type."""
    if value is None or value == "":
        return TableCell()
    if isinstance(value, datetime.date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, str):
        cell = TableCell(valuetype="string")
    else:
        cell = TableCell(valuetype="float", value=str(value))
    cell.addElement(P(text=str(value)))
    return cell


def compound(streams):
    """A compound file (the container of .xls and of encrypted workbooks) with the given streams, each padded to 4096 bytes."""
    sector = 512
    bodies = {name: body + b"\0" * (-len(body) % sector) for name, body in streams.items()}
    bodies = {name: body + b"\0" * max(0, 4096 - len(body)) for name, body in bodies.items()}
    fat, data, starts = [0xFFFFFFFD, 0xFFFFFFFE], b"", {}
    for name, body in bodies.items():
        starts[name] = len(fat)
        count = len(body) // sector
        fat += [len(fat) + i + 1 for i in range(count - 1)] + [0xFFFFFFFE]
        data += body
    fat += [0xFFFFFFFF] * (128 - len(fat))
    assert len(fat) == 128 and len(streams) <= 3
    names = sorted(bodies, key=lambda n: (len(n), n.upper()))
    directory = entry("Root Entry", 5, child=2 if len(names) == 3 else 1, right=-1)
    for i, name in enumerate(names):
        left = 1 if len(names) == 3 and i == 1 else -1
        right = {(2, 0): 2, (3, 1): 3}.get((len(names), i), -1)
        directory += entry(name, 2, start=starts[name], size=len(bodies[name]), left=left, right=right)
    directory += b"\0" * (sector - len(directory))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += b"".join(n.to_bytes(2, "little") for n in (0x3E, 3, 0xFFFE, 9, 6)) + b"\0" * 6
    header += b"".join(n.to_bytes(4, "little") for n in (0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0))
    header += b"\xff" * (4 * 108)
    table = b"".join(n.to_bytes(4, "little") for n in fat)
    return header + table + directory + data


def entry(name, kind, start=0xFFFFFFFE, size=0, child=-1, left=-1, right=-1):
    """One directory entry of a compound file."""
    text = name.encode("utf-16-le") + b"\0\0"
    out = text + b"\0" * (64 - len(text)) + len(text).to_bytes(2, "little") + bytes([kind, 1])
    out += b"".join((n & 0xFFFFFFFF).to_bytes(4, "little") for n in (left, right, child))
    return out + b"\0" * 36 + start.to_bytes(4, "little") + size.to_bytes(8, "little")

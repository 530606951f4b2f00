"""One job of forty files: eight good ones, and thirty-two that are broken, each in its own way."""

from .expect import HEADER, JOB, figures, listed, plain, sale
from .formats import bomb, damaged, declared_strings, encrypted, lying_bomb, sparse
from .layouts import typed
from .writers import Formula, Sheet, compound, delimited, ods, raw_zip, xls, xlsx

GOOD = {
    f"合成{i}店": [sale(f"2021-0{m}-1{i}", "杭州", f"合成{i}店", "红枣", "门店", f"{i}{m}.{i}", f"{i * 100 + m}.0{i}") for m in (5, 6, 7)] for i in range(1, 9)
}


def good_files():
    """The eight good stores, each in another kind of file."""
    stores = list(GOOD.values())
    return {
        "inbox/01好.csv": delimited(listed(stores[0])),
        "inbox/02好.csv": delimited(listed(stores[1]), encoding="gb18030"),
        "inbox/03好.txt": delimited(listed(stores[2]), delimiter="\t", encoding="utf-16-le", bom=b"\xff\xfe"),
        "inbox/04好.xlsx": xlsx(Sheet("7月", [["月报"], HEADER, *typed(stores[3])])),
        "inbox/05好.xls": xls(Sheet("7月", [HEADER, *typed(stores[4])])),
        "inbox/06好.ods": ods(Sheet("7月", [HEADER, *typed(stores[5])])),
        "inbox/07好.csv": delimited(listed(stores[6]), delimiter=";", bom=b"\xef\xbb\xbf"),
        "inbox/08好.xlsx": xlsx(Sheet("7月", [HEADER, *typed(stores[7])])),
    }


def lone_row(i, **changed):
    """A header and one row of a broken store."""
    cells = {"date": f"2021-07-{i - 9:02d}", "city": "杭州", "store": f"坏{i}店", "product": "红枣", "channel": "门店", "kg": str(i), "yuan": str(i * 22), **changed}
    return [HEADER, list(cells.values())]


def cell(name, i, code, **changed):
    """A CSV whose only row has one bad cell."""
    return f"inbox/{i:02d}{name}.csv", delimited(lone_row(i, **changed)), code


def broken_files():
    """Path, bytes and code of the finding, for each broken file."""
    rows = lone_row(30)
    typed_rows = [HEADER, ["2021-07-20", "杭州", "坏店", "红枣", "门店", 5, 110]]
    lines = "\n".join(",".join(r) for r in listed([sale(f"2021-07-{d:02d}", "杭州", "坏21店", "核桃", "门店", d, d * 30) for d in range(1, 29)]))
    return [
        ("inbox/09空.csv", b"", "file-empty"),
        ("inbox/10只有表头.csv", delimited([HEADER]), "header-without-rows"),
        ("inbox/11无表头.csv", delimited([["甲", "乙"], ["1", "2"]]), "header-not-found"),
        ("inbox/12缺列.csv", delimited([["日期", "城市", "门店"], ["2021-07-05", "杭州", "坏12店"]]), "column-missing|header-not-found"),
        ("inbox/13编码.csv", delimited(rows) + b"\xff\xff\x80\n", "encoding-unreadable"),
        ("inbox/14网页.xls", "<html><body><table><tr><td>日期</td></tr></table></body></html>", "file-is-html"),
        ("inbox/15加密.xlsx", encrypted(), "file-encrypted"),
        ("inbox/16截断.xlsx", damaged(), "file-unreadable"),
        ("inbox/17炸弹.xlsx", bomb(), "file-too-large"),
        ("inbox/18谎报.xlsx", lying_bomb(), "file-too-large|file-unreadable"),
        ("inbox/19稀疏.xlsx", sparse(), "header-not-found"),
        ("inbox/20扫描.xlsx", b"%PDF-1.4\n%%EOF\n", "file-format-unsupported"),
        ("inbox/21引号.csv", lines.replace("坏21店", '"坏21店', 3).replace('"坏21店', "坏21店", 2), "quote-swallows-rows"),
        ("inbox/22截断.xls", xls(Sheet("7月", typed_rows))[:1400], "file-unreadable"),
        ("inbox/23空表.xlsx", xlsx(Sheet("Sheet1", [])), "file-empty"),
        ("inbox/24压缩包.xlsx", raw_zip({"说明.txt": "合成数据"}), "file-unreadable|file-format-unsupported"),
        ("inbox/25字符串.xlsx", declared_strings(), "header-without-rows|file-unreadable|file-too-large|header-not-found"),
        ("inbox/26公式.xlsx", xlsx(Sheet("7月", [HEADER, ["2021-07-20", "杭州", "坏26店", "红枣", "门店", Formula("=1+1"), 110]])), "formula-no-value"),
        ("inbox/27错误值.xlsx", xlsx(Sheet("7月", [HEADER, ["2021-07-20", "杭州", "坏27店", "红枣", "门店", "#DIV/0!", 110]])), "cell-error"),
        ("inbox/28文档.doc", compound({"WordDocument": b"\xec\xa5\xc1\x00" * 8}), "file-format-unsupported|file-unreadable"),
        ("inbox/29列重复.csv", delimited([["日期", "门店", "数量", "数量", "金额"], ["2021-07-05", "坏29店", "1", "2", "22"]]), "column-duplicate"),
        cell("日期不存在", 30, "date-unreadable", date="2021-06-31"),
        cell("日期空", 31, "date-missing", date=""),
        cell("日期两解", 32, "date-ambiguous", date="05/06/2021"),
        cell("数字不清", 33, "number-unreadable", kg="一批"),
        cell("数字过大", 34, "number-out-of-range", kg="1" + "0" * 24),
        cell("数量空", 35, "value-missing", kg=""),
        cell("单位不明", 36, "unit-unknown", kg="3捆"),
        cell("箱重未知", 37, "pack-weight-missing", kg="3箱"),
        ("inbox/38多列.csv", delimited([*lone_row(38), ["2021-07-30", "杭州", "坏38店", "红枣", "门店", "1", "200", "26", "400"]]), "row-too-wide"),
        ("inbox/39合计不符.csv", delimited([*lone_row(39), ["合计", "", "", "", "", "93", "858"]]), "control-total-mismatch"),
        ("inbox/40重号.csv", delimited([["单号", *HEADER], *[[f"N{1}", *lone_row(40)[1][:6], y] for y in ("880", "808")]]), "key-conflict"),
    ]


def write(cases):
    """The one case."""
    broken = broken_files()
    files = {**good_files(), **{path: body for path, body, _ in broken}}
    assert len(files) == 40
    expected = {}
    for store, sales in GOOD.items():
        expected[f"sales.weight[store={store}]@2021-01..2021-07"] = plain(sum(s.kg for s in sales))
        expected[f"sales.revenue[store={store}]@2021-01..2021-07"] = plain(sum(s.yuan for s in sales))
    # Only 38 and 39 of the broken files hold a good row; both fall in July.
    everything = [s for sales in GOOD.values() for s in sales] + [sale(f"2021-07-{i - 9}", "杭州", f"坏{i}店", "红枣", "门店", i, i * 22) for i in (38, 39)]
    kept = {k: v for k, v in figures(everything, dimensions=()).items() if "2021-07" not in k}
    cases.add(
        "forty-files-each-broken-in-its-own-way", "forty files, thirty-two of them broken, each in its own way: the good ones are exact, each broken one has its finding", files, job=JOB,
        figures={**expected, **kept}, finding=[{"code": code, "file": path} for path, _, code in broken],
    )

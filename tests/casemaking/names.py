"""Registries and plausibility: names, packs, openings, prices, jumps, and who has not reported."""

from decimal import Decimal

from .expect import BASIC, HEADER, JOB, figures, listed, sale
from .writers import Sheet, delimited, xlsx

STORES = "编码,名称,别名,城市,开业日期,停业日期\nHZ01,杭州一店,杭一;西湖店,杭州,2019-05-01,\nNB01,宁波一店,甬一、江北店,宁波,2020-03-15,\nNB02,宁波二店,,宁波,2021-06-01,\n"
PRODUCTS = "名称,别名,类别,每箱千克,最低单价,最高单价\n红枣,若羌红枣;大枣,干果,5,15,40\n核桃,薄皮核桃,坚果,10,20,45\n"
BOTH = {"registry/stores.csv": STORES, "registry/products.csv": PRODUCTS}
WITH = JOB + '[registry]\nstores = "registry/stores.csv"\nproducts = "registry/products.csv"\n'
SPAN = "2021-01..2021-07"


def write(cases):
    """All cases that need a registry."""
    known(cases)
    unknown(cases)
    openings(cases)
    prices(cases)
    jumps(cases)
    reporters(cases)


def case(cases, name, shows, sales, meant=None, files=BOTH, **more):
    """A CSV of sales beside the registries."""
    meant = meant or sales
    cases.add(
        name, shows, {"inbox/月报.csv": delimited(more.pop("table", None) or listed(sales)), **files}, job=more.pop("job", WITH),
        **{"errors": 0, "figures": figures(meant), "rows": {"accepted": len(meant), "quarantined": 0}, **more},
    )


def renamed(names, field):
    """The six sales with names replaced in one field, in turn."""
    return [sale(s.day, s.city, names.get(s.store, s.store) if field == "store" else s.store, names.get(s.product, s.product) if field == "product" else s.product, s.channel, s.kg, s.yuan) for s in BASIC]


def known(cases):
    """Aliases, and what a registry fills in."""
    alias = {"杭州一店": "西湖店", "宁波一店": "甬一"}
    case(cases, "names-store-aliases", "stores by alias; several aliases stand in one cell, parted by ; or 、", renamed(alias, "store"), BASIC, absent_codes=["name-unknown"])
    case(cases, "names-product-aliases", "products by alias", renamed({"红枣": "大枣", "核桃": "薄皮核桃"}, "product"), BASIC, absent_codes=["name-unknown"])
    codes = renamed({"杭州一店": "HZ01", "宁波一店": "NB01"}, "store")
    case(cases, "names-store-codes", "stores by their code", codes, BASIC, absent_codes=["name-unknown"])
    spaced = renamed({"杭州一店": " 杭州一店　", "宁波一店": "宁波 一店"}, "store")
    case(cases, "names-with-blanks", "blanks around and inside a name do not make it another", spaced, BASIC, absent_codes=["name-unknown"])
    no_city = [[r[0], *r[2:]] for r in listed(BASIC)]
    category = {f"sales.weight[category=干果]@{SPAN}": "365.25", f"sales.weight[category=坚果]@{SPAN}": "173.833"}
    case(cases, "names-city-and-category-from-registry", "city and category come from the registry where the report has none", BASIC, table=no_city, figures={**figures(BASIC), **category})
    book = xlsx(Sheet("门店", [line.split(",") for line in STORES.splitlines()]))
    job = WITH.replace("registry/stores.csv", "registry/stores.xlsx")
    case(cases, "names-registry-as-workbook", "a registry may be a workbook", renamed(alias, "store"), BASIC, files={"registry/stores.xlsx": book, "registry/products.csv": PRODUCTS}, job=job)
    files = {"registry/stores.csv": STORES.encode("gb18030"), "registry/products.csv": PRODUCTS.encode("gb18030")}
    case(cases, "names-registry-in-gb18030", "a registry may be GB18030", renamed(alias, "store"), BASIC, files=files)
    other = [*BASIC[:5], sale("2021-07-30", "温州", "宁波一店", "核桃", "门店", "33.333", "999.99")]
    cases.add(
        "names-city-disagrees", "a row whose city is not its store's city is said", {"inbox/月报.csv": delimited(listed(other)), **BOTH}, job=WITH,
        rows={"accepted": 6}, figures={f"sales.weight@{SPAN}": "539.083"}, finding=[{"code": "city-disagrees", "severity": "warning", "file": "inbox/月报.csv", "message_contains": ["温州", "宁波"]}],
    )


def unknown(cases):
    """Unknown names are accepted as printed, and named with the nearest known one."""
    typo = [*BASIC[:5], sale("2021-07-30", "宁波", "宁波一电", "核桃", "门店", "33.333", "999.99")]
    case(cases, "names-unknown-store", "an unknown store counts as printed; the finding names the nearest known one", typo, errors=1, finding=[{"code": "name-unknown", "severity": "error", "file": "inbox/月报.csv", "raw_contains": "宁波一电", "message_contains": ["宁波一店"]}])
    typo = [*BASIC[:5], sale("2021-07-30", "宁波", "宁波一店", "核挑", "门店", "33.333", "999.99")]
    case(cases, "names-unknown-product", "an unknown product counts as printed; the finding names the nearest known one", typo, errors=1, finding=[{"code": "name-unknown", "severity": "error", "file": "inbox/月报.csv", "raw_contains": "核挑", "message_contains": ["核桃"]}])


def openings(cases):
    """Sales outside a store's life."""
    early = [*BASIC, sale("2021-05-20", "宁波", "宁波二店", "红枣", "门店", 10, 220)]
    case(cases, "sale-before-opening", "a sale before its store opened stands, with a warning", early, finding=[{"code": "sale-before-opening", "severity": "warning", "file": "inbox/月报.csv", "message_contains": ["宁波二店", "2021-06-01"]}])
    closed = {**BOTH, "registry/stores.csv": STORES.replace("2019-05-01,", "2019-05-01,2021-06-30")}
    case(cases, "sale-after-closing", "a sale after its store closed stands, with a warning", BASIC, files=closed, finding=[{"code": "sale-after-closing", "severity": "warning", "file": "inbox/月报.csv", "message_contains": ["杭州一店"]}])


def prices(cases):
    """Implied unit prices outside the product's band, each with its likely slip."""
    slips = {
        "jin-for-kilograms": ("100", "1100", ["斤"], "50 公斤 at 22 元 booked as 100: 斤 for 公斤"),
        "tons-for-kilograms": ("0.05", "1100", ["吨"], "50 公斤 booked as 0.05: 吨 for 公斤"),
        "yuan-for-wan": ("50", "0.11", ["万元"], "1100 元 booked as 0.11: 万元 for 元"),
    }
    for name, (kg, yuan, says, what) in slips.items():
        odd = [*BASIC, sale("2021-07-08", "杭州", "杭州一店", "红枣", "门店", kg, yuan)]
        case(cases, f"price-slip-{name}", f"{what}; the row stands, with a warning that names the slip", odd, finding=[{"code": "unit-price-implausible", "severity": "warning", "file": "inbox/月报.csv", "message_contains": says, "count": 1}])
    case(cases, "price-inside-the-band", "prices inside the band are silent", BASIC, absent_codes=["unit-price-implausible"])
    back = [*BASIC, sale("2021-07-08", "杭州", "杭州一店", "红枣", "门店", "-5", "-110")]
    case(cases, "price-of-a-return", "a return has a price like any sale", back, absent_codes=["unit-price-implausible"])


def jumps(cases):
    """A month far from its own history."""
    steady = [sale(f"2020-{m:02d}-10", "杭州", "杭州一店", "红枣", "门店", 100 + m, (100 + m) * 22) for m in range(1, 13)]
    steady += [sale(f"2021-{m:02d}-10", "杭州", "杭州一店", "红枣", "门店", 105 + m, (105 + m) * 22) for m in range(1, 7)]
    jump = [*steady, sale("2021-07-10", "杭州", "杭州一店", "红枣", "门店", 11000, 242000)]
    case(cases, "month-jump", "a month a hundred times its history stands, with a warning", jump, finding=[{"code": "month-jump", "severity": "warning", "message_contains": ["杭州一店"]}])
    case(cases, "month-without-jump", "a steady history is silent", steady, absent_codes=["month-jump"])


def reporters(cases):
    """Who has not reported."""
    case(
        cases, "not-reported", "the registry's store without a row in the period is named; a store before its opening is not expected", BASIC,
        finding=[{"code": "not-reported", "severity": "warning", "raw_contains": "宁波二店"}, {"code": "not-reported", "severity": "warning", "raw_contains": "杭州一店"}],
    )
    full = [sale(f"2021-{m:02d}-10", city, store, "红枣", "门店", 10, 220) for m in range(1, 8) for city, store in (("杭州", "杭州一店"), ("宁波", "宁波一店"))]
    full += [sale(f"2021-{m:02d}-10", "宁波", "宁波二店", "红枣", "门店", 10, 220) for m in (6, 7)]
    case(cases, "everyone-has-reported", "nobody is missing when each store has rows from its opening on", full, absent_codes=["not-reported", "sale-before-opening"])
    assert HEADER[0] == "日期" and Decimal("365.25") + Decimal("173.833") == Decimal("539.083")

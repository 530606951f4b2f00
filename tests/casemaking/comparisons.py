"""Figures that compare: year-on-year, month-on-month, shares, ranks, prices, targets, published bases."""

from decimal import Decimal

from .expect import BASIC, JOB, figures, listed, plain, ratio, sale
from .writers import delimited

SPAN, LAST = "2021-01..2021-07", "2020-01..2020-07"


def one(day, kg, yuan, store="杭州一店", city="杭州", product="红枣", channel="门店"):
    """A sale whose day and numbers matter."""
    return sale(day, city, store, product, channel, kg, yuan)


def write(cases):
    """All cases about comparisons."""
    growth(cases)
    bases(cases)
    published(cases)
    parts(cases)
    crossed(cases)
    targets(cases)


def add(cases, name, shows, sales, values, job=JOB, **more):
    """A CSV of sales and figures given as values or as pairs of value and exact fraction."""
    flat = {k: v[0] if isinstance(v, tuple) else v for k, v in values.items()}
    exact = {k: v[1] for k, v in values.items() if isinstance(v, tuple)}
    more = {"errors": 0, **more, "figures": flat, **({"exact": exact} if exact else {})}
    cases.add(name, shows, {"inbox/月报.csv": delimited(listed(sales))}, job=job, **more)


TWO_YEARS = [one("2020-01-10", "400", "8000"), one("2020-06-10", "90", "1980"), one("2020-07-10", "150", "3300"), one("2020-10-10", "999", "21978")] + BASIC


def growth(cases):
    """Rates of change against a base that exists."""
    add(
        cases, "year-on-year-from-records", "同比 against the same months one year earlier, from records of that year; October 2020 does not count", TWO_YEARS,
        {
            f"sales.weight.yoy@{SPAN}": ratio(Decimal("539.083") - 640, 640), f"sales.revenue.yoy@{SPAN}": ratio(Decimal("13250.49") - 13280, 13280),
            "sales.weight.yoy@2021-07": ratio(Decimal("233.333") - 150, 150), "sales.weight.yoy@2021-06": ratio(Decimal("105.25") - 90, 90),
            "sales.weight@2020-01..2021-07": "2178.083",
        },
    )
    add(
        cases, "month-on-month", "环比 against the month before", BASIC,
        {"sales.weight.mom@2021-07": ratio(Decimal("233.333") - Decimal("105.25"), Decimal("105.25")), "sales.revenue.mom@2021-07": ratio(Decimal("5399.99") - Decimal("2795.5"), Decimal("2795.5")), "sales.weight.mom@2021-06": ratio(Decimal("105.25") - Decimal("200.5"), Decimal("200.5"))},
    )
    january = [one("2020-12-05", "80", "1600"), one("2021-01-05", "100", "2200")]
    add(
        cases, "month-on-month-over-the-year-turn", "January is compared with December; a month's id is never a range", january,
        {"sales.weight.mom@2021-01": ratio(1, 4), "sales.weight@2021-01": "100"}, args=["--through", "2021-01"],
    )


def bases(cases):
    """No rate from a base that is zero, negative or missing."""
    zero = [one("2020-07-03", "50", "1100"), one("2020-07-20", "-50", "-1100"), one("2021-06-03", "10", "220"), one("2021-06-20", "-10", "-220"), one("2021-07-05", "100", "2200")]
    add(
        cases, "base-zero", "growth from a zero base is said in words, never as a number", zero, {f"sales.weight@{SPAN}": "100"},
        nulls={"sales.weight.mom@2021-07": "", "sales.weight.yoy@2021-07": ""},
    )
    negative = [one("2020-07-03", "-50", "-1100"), one("2021-06-20", "-10", "-220"), one("2021-07-05", "100", "2200")]
    add(
        cases, "base-negative", "growth from a negative base is said in words, never as a number", negative, {f"sales.weight@{SPAN}": "90"},
        nulls={"sales.weight.mom@2021-07": "", "sales.weight.yoy@2021-07": ""},
    )
    add(
        cases, "base-missing", "without a base there is no rate", [one("2021-07-05", "100", "2200")], {f"sales.weight@{SPAN}": "100"},
        no_value=["sales.weight.mom@2021-07", "sales.weight.yoy@2021-07", f"sales.weight.yoy@{SPAN}", f"sales.revenue.yoy@{SPAN}"],
    )
    no_weight = [one("2021-06-05", "10", "220"), one("2021-07-05", "5", "110"), one("2021-07-06", "-5", "-90")]
    add(
        cases, "price-of-nothing", "a price of zero weight is said in words", no_weight, {"sales.price@2021-06": ratio(22, 1), f"sales.price@{SPAN}": ratio(24, 1)},
        nulls={"sales.price@2021-07": ""},
    )


def published(cases):
    """[[published]] values serve where that year's records are not in the job."""
    base = f'[[published]]\nfigure = "sales.revenue@{LAST}"\nvalue = "1.2万元"\n[[published]]\nfigure = "sales.weight@{LAST}"\nvalue = "0.5吨"\n'
    add(
        cases, "year-on-year-from-published", "a published value serves as last year's base", BASIC,
        {f"sales.revenue.yoy@{SPAN}": ratio(Decimal("13250.49") - 12000, 12000), f"sales.weight.yoy@{SPAN}": ratio(Decimal("539.083") - 500, 500)}, job=JOB + base,
        no_value=["sales.revenue.yoy@2021-07"],
    )
    wrong = f'[[published]]\nfigure = "sales.weight@{LAST}"\nvalue = "0.65吨"\n'
    add(
        cases, "published-disagrees-with-records", "records of that year stand above a published value, and the difference is said", TWO_YEARS,
        {f"sales.weight.yoy@{SPAN}": ratio(Decimal("539.083") - 640, 640)}, job=JOB + wrong, finding=[{"code": "published-disagrees", "severity": "warning"}],
    )


def parts(cases):
    """Shares, ranks, average price, active stores."""
    kg, yuan = Decimal("539.083"), Decimal("13250.49")
    add(
        cases, "shares-and-ranks", "shares and ranks of each value of each dimension", BASIC,
        {
            f"sales.weight.share[city=杭州]@{SPAN}": ratio(380, kg), f"sales.revenue.share[city=宁波]@{SPAN}": ratio(Decimal("4410.49"), yuan), f"sales.weight.share[channel=线上]@{SPAN}": ratio(Decimal("280.5"), kg),
            f"sales.weight.rank[city=杭州]@{SPAN}": "1", f"sales.weight.rank[city=宁波]@{SPAN}": "2", f"sales.revenue.rank[product=红枣]@{SPAN}": "1", f"sales.revenue.rank[product=核桃]@{SPAN}": "2",
            "sales.weight.share[city=杭州]@2021-07": ratio(200, Decimal("233.333")),
        },
    )
    add(
        cases, "price-and-active-stores", "average price is revenue over weight; active stores are counted once", BASIC,
        {f"sales.price@{SPAN}": ratio(yuan, kg), "sales.price@2021-06": ratio(Decimal("2795.5"), Decimal("105.25")), f"sales.price[city=杭州]@{SPAN}": ratio(8840, 380), f"sales.stores@{SPAN}": "2", f"sales.stores[city=杭州]@{SPAN}": "1", "sales.stores@2021-07": "2"},
    )
    tied = [one("2021-07-01", "10", "220"), one("2021-07-01", "10", "220", store="宁波一店", city="宁波"), one("2021-07-01", "5", "110", store="温州一店", city="温州")]
    add(
        cases, "ranks-tied", "equal values share a rank, and the next one is skipped", tied,
        {f"sales.weight.rank[city={c}]@{SPAN}": r for c, r in (("杭州", "1"), ("宁波", "1"), ("温州", "3"))},
    )
    months = {f"sales.weight@{a}": v for a, v in (("2021-01..2021-05", "200.5"), ("2021-01..2021-06", "305.75"), (SPAN, "539.083"), ("2021-07", "233.333"))}
    display = {f"sales.weight@{SPAN}": "0.54吨", f"sales.revenue@{SPAN}": "1.33万元", "sales.weight@2021-05": "0.2吨", f"sales.stores@{SPAN}": "2家"}
    add(cases, "year-to-date-prefixes", "every January..m is a figure; display in 吨 and 万元 with zeros dropped", BASIC, months, display=display)
    assert plain(kg) == figures(BASIC)[f"sales.weight@{SPAN}"]


def crossed(cases):
    """Crosses that the job declares."""
    cross = '[[cross]]\nledger = "sales"\nby = ["product", "city"]\n[[cross]]\nledger = "sales"\nby = ["city", "month"]\n'
    add(
        cases, "crosses-declared-by-the-job", "a declared cross gives each pair of values; filter keys stand in byte order", BASIC,
        {
            f"sales.weight[city=杭州,product=红枣]@{SPAN}": "320", f"sales.weight[city=宁波,product=核桃]@{SPAN}": "113.833", f"sales.revenue[city=宁波,product=红枣]@{SPAN}": "995.5",
            "sales.weight[city=杭州]@2021-05": "120", "sales.weight[city=宁波]@2021-06": "45.25",
        },
        job=JOB + cross,
    )


def targets(cases):
    """Completion, and ahead of or behind schedule."""
    target = '[[target]]\nindicator = "sales.revenue"\nyear = 2021\nvalue = "2万元"\n[[target]]\nindicator = "sales.weight"\nyear = 2021\nvalue = "1.2吨"\n'
    done, weight = Decimal("13250.49") / 20000, Decimal("539.083")
    add(
        cases, "target-completion", "完成年度目标 and 超进度: completion less months/12", BASIC,
        {
            f"sales.revenue.completion@{SPAN}": ratio(Decimal("13250.49"), 20000), f"sales.weight.completion@{SPAN}": ratio(weight, 1200),
            # Ahead of the calendar in percentage points, as its unit 个百分点 says.
            f"sales.revenue.ahead@{SPAN}": ratio((Decimal("13250.49") * 12 - 7 * 20000) * 100, 240000), f"sales.weight.ahead@{SPAN}": ratio((weight * 12 - 7 * 1200) * 100, 14400),
        },
        job=JOB + target,
    )
    assert plain(done) == "0.6625245"

"""Expected values: records as plain tuples of decimals, and the figures that follow from them. Knows no file format."""

import json
from collections import OrderedDict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

JOB = """\
[job]
name = "合成案例"
through = "2021-07"
[[source]]
ledger = "sales"
files = ["inbox/**/*"]
defaults = { unit = "公斤" }
"""


@dataclass(frozen=True)
class Sale:
    """One true sale: day, city, store, product, channel, kilograms, yuan, document number."""

    day: str
    city: str
    store: str
    product: str
    channel: str
    kg: Decimal
    yuan: Decimal
    document: str = ""


def sale(day, city, store, product, channel, kg, yuan, document=""):
    """A sale from texts."""
    return Sale(day, city, store, product, channel, Decimal(kg), Decimal(yuan), document)


# Six sales of two synthetic stores; most cases are these, written in another way.
BASIC = [
    sale("2021-05-03", "杭州", "杭州一店", "红枣", "门店", "120", "2640"),
    sale("2021-05-18", "宁波", "宁波一店", "核桃", "线上", "80.5", "2415"),
    sale("2021-06-05", "杭州", "杭州一店", "核桃", "门店", "60", "1800"),
    sale("2021-06-21", "宁波", "宁波一店", "红枣", "门店", "45.25", "995.5"),
    sale("2021-07-05", "杭州", "杭州一店", "红枣", "线上", "200", "4400"),
    sale("2021-07-30", "宁波", "宁波一店", "核桃", "门店", "33.333", "999.99"),
]
HEADER = ["日期", "城市", "门店", "产品", "渠道", "数量", "金额"]


def plain(number):
    """A decimal without exponent and without trailing zeros."""
    text = f"{Decimal(number):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def listed(sales, header=HEADER):
    """Header and rows as texts, kilograms and yuan."""
    return [header] + [row(s) for s in sales]


def row(s):
    """One sale as texts."""
    return [s.day, s.city, s.store, s.product, s.channel, plain(s.kg), plain(s.yuan)]


def documented(sales):
    """Header and rows with the document number in front."""
    return [["单号", *HEADER]] + [[s.document, *row(s)] for s in sales]


def period(first, last):
    """A period's text: a month is never a range."""
    return first if first == last else f"{first}..{last}"


def figures(sales, through="2021-07", months=True, dimensions=("city", "store", "product")):
    """The exact sums that must be among the figures: the year to `through`, its months, the values of dimensions."""
    year = through[:4] + "-01"
    inside = [s for s in sales if year <= s.day[:7] <= through]
    span = period(year, through)
    out = OrderedDict(sums("", span, inside))
    if months:
        for month in sorted({s.day[:7] for s in inside}):
            out.update(sums("", month, [s for s in inside if s.day[:7] == month]))
    for name in dimensions:
        for value in sorted({getattr(s, name) for s in inside} - {""}):
            chosen = [s for s in inside if getattr(s, name) == value]
            out.update(sums(f"[{name}={value}]", span, chosen))
    return out


def sums(chosen, span, sales):
    """Weight and revenue of some sales."""
    return {
        f"sales.weight{chosen}@{span}": plain(sum((s.kg for s in sales), Decimal(0))),
        f"sales.revenue{chosen}@{span}": plain(sum((s.yuan for s in sales), Decimal(0))),
    }


def ratio(p, q):
    """A ratio as the pair that `figures.json` prints: 12 places (half-even) and the exact fraction."""
    exact = Fraction(Decimal(p)) / Fraction(Decimal(q))
    scaled = round(exact * 10**12)  # Python rounds a Fraction half to even
    sign = "-" if scaled < 0 else ""
    digits = f"{abs(scaled):013d}"
    return plain(f"{sign}{digits[:-12]}.{digits[-12:]}"), f"{exact.numerator}/{exact.denominator}"


class Cases:
    """Where the cases are written."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.names = []

    def add(self, name, shows, files, job=JOB, **expected):
        """Writes one case: its job folder and its expected.toml."""
        assert name not in self.names, name
        self.names.append(name)
        job_folder = self.folder / name / "job"
        if job is not None:
            files = {"market-aid.toml": job, **files}
        for path, body in files.items():
            target = job_folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body.encode() if isinstance(body, str) else body)
        (self.folder / name / "expected.toml").write_text(expected_toml(shows, expected), encoding="utf-8")


    def check(self, name, shows, notices, check, **expected):
        """Writes one case of `check`: its notices and its expected.toml."""
        assert name not in self.names, name
        self.names.append(name)
        for path, body in notices.items():
            target = self.folder / name / "notices" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body.encode() if isinstance(body, str) else body)
        (self.folder / name / "expected.toml").write_text(expected_toml(shows, {"check": check, **expected}), encoding="utf-8")


TABLES = ("rows", "figures", "exact", "display", "nulls")
LISTS = ("intake", "finding", "output", "answer")
PLAIN = ("exit", "args", "errors", "stderr_contains", "absent_codes", "no_value", "finding_codes", "check", "ask", "stdout_contains", "stdout_lacks")


def expected_toml(shows, expected):
    """The expectation as TOML: plain keys, then tables, then lists of tables."""
    expected = {"exit": 0, **expected}
    unknown = set(expected) - set(TABLES) - set(LISTS) - set(PLAIN)
    assert not unknown, unknown
    lines = [f"shows = {text(shows)}"]
    lines += [f"{key} = {text(expected[key])}" for key in PLAIN if key in expected]
    for key in TABLES:
        if key in expected:
            lines += ["", f"[{key}]"] + [f"{text(k) if not k.isidentifier() or not k.isascii() else k} = {text(v)}" for k, v in expected[key].items()]
    for key in LISTS:
        for item in expected.get(key, []):
            lines += ["", f"[[{key}]]"] + [f"{k} = {text(v)}" for k, v in item.items()]
    return "\n".join(lines) + "\n"


def text(value):
    """A TOML value; JSON's strings and integers are TOML's too, tables within lists stand on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {text(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(text(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)

"""Makes cases.toml: ledgers, and claims that came about in a known way.

In: nothing but a seed. Out: for each claim what was planted, and how many candidates of the same kind and size fit the claim
as printed, counted here by trying each of them in plain Python; the program is never asked.

    python3 tests/explain/make_cases.py
"""

from decimal import ROUND_HALF_EVEN, Decimal
from itertools import combinations, product
from pathlib import Path

WAN, YI, KG = 10**8, 10**12, 10**6
PERIOD = "2021-01..2021-08"
KINDS = {"quarantined": "Q", "duplicate": "D", "superseded": "S", "terminated": "T", "framework": "F"}
COUNTIES = ["南山", "北河", "东岭", "西川"]


class Chance:
    """A generator of its own, so that the same cases come out anywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count

    def pick(self, items):
        return items[self.below(len(items))]

    def some(self, items, count):
        rest, taken = list(items), []
        for _ in range(count):
            taken.append(rest.pop(self.below(len(rest))))
        return taken


class Row:
    def __init__(self, klass, amount, raw, signed, reported, file, row, label, county="", currency="", rate=""):
        self.klass, self.amount, self.raw, self.signed, self.reported = klass, amount, raw, signed, reported
        self.file, self.row, self.label, self.county, self.currency, self.rate = file, row, label, county, currency, rate

    def line(self):
        return "|".join(
            map(str, [self.klass, self.amount, self.raw, self.signed, self.reported, self.file, self.row, self.label,
                      self.currency, self.rate]))


def plain(value):
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Ledger:
    """Projects (or sales by weight) with everything that the ledger left out."""

    def __init__(self, name, seed, count, places, weight=False):
        self.name, self.chance, self.weight, self.places = name, Chance(seed), weight, places
        self.part = 1000 * KG if weight else WAN
        self.rows, self.number = [], 0
        files = [f"inbox/{letter}.xlsx" for letter in "abcd"[: 2 + count // 20]]
        for at in range(count):
            self.add("A", files[at % len(files)], self.day(1, 8))
        for klass, several in [("Q", 4), ("D", 4), ("S", 5), ("T", 3), ("F", 3), ("O", 6), ("B", 4)]:
            for at in range(several):
                if klass == "D":
                    of = self.rows[self.chance.below(count)]
                    self.rows.append(Row("D", of.amount, of.raw, of.signed, "", "inbox/again.xlsx", at + 2, of.label + "'", of.county))
                elif klass == "B":
                    self.add("O", files[0], self.day(9, 9), near=True)
                else:
                    span = (1, 8) if klass != "O" else (10, 12)
                    self.add(klass, "inbox/old.xlsx" if klass == "S" else files[0], self.day(*span))
        # Signed in August and reported in September, and the other way round.
        late = self.chance.some([row for row in self.accepted() if row.signed < "2021-08-15"], 3)
        for row in late:
            row.signed, row.reported = f"2021-08-{20 + self.chance.below(11)}", "2021-09-03"
        self.add("O", files[1], "2021-09-02", reported="2021-08-31")
        if not weight:
            for row in self.chance.some([row for row in self.accepted() if not row.reported], 3):
                row.currency, row.rate = "USD", "6.4601"
                row.amount = int(Decimal(row.amount) * Decimal(row.rate) / 10**4) * 10**4
                row.raw = plain(Decimal(row.amount) / Decimal(row.rate) / WAN) + "万美元"
        self.total = sum(row.amount for row in self.accepted())
        self.publications = [("2021年6月", "x@2021-01..2021-06", self.printed(self.total * 71 // 100, 2)),
                             ("2021年7月", "x@2021-01..2021-07", self.printed(self.total * 83 // 100, 2))]
        self.replaced = [("inbox/b(1).xlsx", "inbox/b.xlsx", self.total * 3 // 10 + 123 * self.part // 100, self.total * 3 // 10)]
        parts = {}
        for row in self.accepted():
            parts[row.county] = parts.get(row.county, 0) + row.amount
        place = self.part * 100
        self.parts = [(value, (value * 2 + place) // (2 * place) * place) for value in parts.values()]

    def day(self, first, last):
        return f"2021-{first + self.chance.below(last - first + 1):02}-{1 + self.chance.below(28):02}"

    def add(self, klass, file, signed, near=False, reported=""):
        self.number += 1
        size = self.chance.pick([30, 300, 3000, 9000, 30000])
        digits = (size + self.chance.below(size * 3)) * 10**self.places + self.chance.below(10**self.places)
        amount = digits * self.part // 10**self.places
        raw = plain(Decimal(digits) / 10**self.places) + ("吨" if self.weight else "万元")
        county = COUNTIES[self.number % 4]
        self.rows.append(Row(klass, amount, raw, signed, reported, file, len(self.rows) + 5, f"P{self.number:03}", county))

    def accepted(self):
        return [row for row in self.rows if row.klass == "A"]

    def printed(self, value, places, unit=None):
        unit = unit or ("吨" if self.weight else "万元")
        size = {"吨": 1000 * KG, "万元": WAN, "亿元": YI}[unit]
        shown = (Decimal(value) / size).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
        return f"{shown}{unit}"

    # Candidates by kind: (label, delta), tried one by one. An amount whose unit makes it less than half of the claim's last
    # place is no different from one that is missing.

    def candidates(self, kind, least):
        found = []
        period = lambda day: "2021-01" <= day[:7] <= "2021-08"
        for row in self.rows:
            edge = 0
            if row.klass == "A" and row.reported and not period(row.reported):
                edge = -1
            if row.klass == "O" and (period(row.reported) if row.reported else row.signed[:7] in ("2020-12", "2021-09")):
                edge = 1
            if kind == "missing" and row.klass == "A":
                found.append((row.label, -row.amount))
            elif kind == "twice" and row.klass == "A":
                found.append((row.label, row.amount))
            elif kind in KINDS and row.klass == KINDS[kind]:
                found.append((row.label, row.amount))
            elif kind == "out_of_period" and row.klass == "O" and not edge:
                found.append((row.label, row.amount))
            elif kind == "boundary" and edge:
                found.append((row.label, edge * row.amount))
            elif kind == "currency" and row.currency:
                face = (Decimal(row.amount) / Decimal(row.rate)).quantize(Decimal(1), ROUND_HALF_EVEN)
                found.append((row.label, int(face) - row.amount))
            elif kind in ("unit", "point", "swapped", "dropped") and row.klass == "A":
                found += [(row.label, value - row.amount) for value in self.misread(kind, row) if kind in ("swapped", "dropped") or abs(value) > least]
        return [item for item in found if item[1]]

    def misread(self, kind, row):
        factors = {True: {"unit": [2, 1000], "point": [10, 100]}, False: {"unit": [10**4, 10**8], "point": [10, 100, 1000]}}
        if kind in ("unit", "point"):
            for factor in factors[self.weight][kind]:
                yield row.amount * factor
                yield row.amount // factor
            return
        digits = "".join(c for c in row.raw if c in "0123456789").lstrip("0")
        if not digits or row.amount % int(digits):
            digits = str(row.amount).rstrip("0")
        part = row.amount // int(digits)
        seen = {int(digits)}
        forms = [("swapped", digits[:at - 1] + digits[at] + digits[at - 1] + digits[at + 1:]) for at in range(1, len(digits))]
        for at in range(len(digits)):
            forms.append(("dropped", digits[:at] + digits[at + 1:]))
            forms.append(("dropped", digits[:at] + digits[at] + digits[at:]))
        for name, form in forms:
            if not form or form[0] == "0" or int(form) in seen:
                continue
            seen.add(int(form))
            if name == kind and int(form) not in (int(digits) * 10, int(digits) / 10):
                yield int(form) * part


class Monthly(Ledger):
    """A file a month, January to September; what was signed about the turn of a month often came in the file of another."""

    def __init__(self, name, seed):
        self.name, self.chance, self.weight, self.places = name, Chance(seed), False, 2
        self.part, self.rows, self.number = WAN, [], 0
        for month in range(1, 10):
            for _ in range(5):
                self.report(month, f"2021-{month:02}-{1 + self.chance.below(28):02}")
        # Signed in August and in the file of September; in September, and in that of August already; in December before, and
        # in that of January. Those about the turn of July are in the period whichever date counts.
        for month, signed in [(9, "2021-08-31"), (9, "2021-08-30"), (9, "2021-08-27"), (8, "2021-09-01"), (8, "2021-09-02"),
                              (1, "2020-12-30"), (1, "2020-12-31"), (8, "2021-07-31"), (7, "2021-08-01")]:
            self.report(month, signed)
        for klass, several in [("Q", 3), ("T", 3), ("F", 2)]:
            for _ in range(several):
                self.add(klass, self.file(5), self.day(5, 5))
        self.total = sum(row.amount for row in self.accepted())
        self.publications, self.replaced, self.parts = [], [], []

    def file(self, month):
        return f"inbox/2021年{month}月招商.xlsx"

    def report(self, month, signed):
        """A row in the file of a month; what it reports is told where that is not the month of its signing."""
        told = f"2021-{month:02}"
        klass = "A" if "2021-01" <= signed[:7] <= "2021-08" else "O"
        self.add(klass, self.file(month), signed, reported="" if signed.startswith(told) else told)

    def by_report(self):
        """What counting by the report's month does, as a whole and for each file alone: (labels, delta)."""
        moved = {}
        for row in self.rows:
            inside = row.klass == "A"
            if row.reported and inside != ("2021-01" <= row.reported <= "2021-08"):
                moved.setdefault(row.file, []).append((row.label, -row.amount if inside else row.amount))
        groups = [sum(moved.values(), []), *(rows for rows in moved.values() if len(rows) > 1)]
        return [([label for label, _ in rows], sum(delta for _, delta in rows)) for rows in groups]


def interval(claim):
    """The ends of what a claim's digits stand for."""
    number = claim.rstrip("万亿元吨")
    unit = {"吨": 1000 * KG, "万元": WAN, "亿元": YI}[claim[len(number):]]
    places = len(number.split(".")[1]) if "." in number else 0
    value = int(Decimal(number) * unit)
    half = unit // 10**places // 2
    return value - half, value + half


def fits(ledger, plan, claim):
    """How many candidates like the planted ones fit: sets of rows of each kind, no record twice."""
    low, high = (end - ledger.total for end in interval(claim))
    least = (high - low) // 2
    lists = [list(combinations(ledger.candidates(kind, least), size)) for kind, size in plan]
    if len(plan) == 2 and plan[0] == plan[1]:
        pools = combinations(lists[0], 2)
    else:
        pools = product(*lists)
    count = 0
    for parts in pools:
        labels = [label for part in parts for label, _ in part]
        if len(set(labels)) == len(labels) and low <= sum(delta for part in parts for _, delta in part) <= high:
            count += 1
    return count


def plant(ledger, plan, least):
    """Candidates of each kind, no record twice."""
    while True:
        parts = [ledger.chance.some(ledger.candidates(kind, least), size) for kind, size in plan]
        labels = [label for part in parts for label, _ in part]
        delta = sum(delta for part in parts for _, delta in part)
        if len(set(labels)) == len(labels) and abs(ledger.total + delta) < 10**17:
            return labels, delta


def case(ledger, plan, places, unit=None):
    low, high = interval(ledger.printed(ledger.total, places, unit))
    labels, delta = plant(ledger, plan, (high - low) // 2)
    claim = ledger.printed(ledger.total + delta, places, unit)
    low, high = interval(claim)
    if low <= ledger.total <= high:
        return case(ledger, plan, places, unit)
    count = fits(ledger, plan, claim)
    assert count >= 1
    kinds = [kind for kind, _ in plan]
    return dict(ledger=ledger.name, claim=claim, kinds=kinds, records=sorted(labels), fits=count)


def whole(ledger, kind, labels, value, places, unit=None):
    """A claim that came about as a whole; how many others fit is not counted here."""
    return dict(ledger=ledger.name, claim=ledger.printed(value, places, unit), kinds=[kind], records=sorted(labels))


def wholes(ledger):
    accepted, total, cases = ledger.accepted(), ledger.total, []
    for _, _, shown in ledger.publications:
        low, high = interval(shown)
        cases.append(whole(ledger, "stale", [], (low + high) // 2, 2))
    for _, _, before, now in ledger.replaced:
        cases.append(whole(ledger, "earlier_version", [], total + before - now, 2))
    cases.append(whole(ledger, "rounded_parts", [], sum(shown for _, shown in ledger.parts), 2))
    file = ledger.rows[1].file
    gone = [row for row in accepted if row.file == file]
    cases.append(whole(ledger, "file_missing", [row.label for row in gone], total - sum(row.amount for row in gone), 2))
    late = [row for row in ledger.rows if row.reported]
    moved = sum(-row.amount if row.klass == "A" else row.amount for row in late)
    cases.append(whole(ledger, "report_date", [row.label for row in late], total + moved, 2))
    after = [row for row in accepted if row.signed > "2021-08-25"]
    if len(after) < 2:
        after = [row for row in accepted if row.signed > "2021-07-31"]
    cases.append(whole(ledger, "cut_off", [row.label for row in after], total - sum(row.amount for row in after), 2))
    foreign = [row for row in accepted if row.currency]
    if foreign:
        moved = sum(delta for _, delta in ledger.candidates("currency", 0))
        cases.append(whole(ledger, "currency_all", [row.label for row in foreign], total + moved, 2))
    digits = ledger.printed(total, 2)
    at = next(at for at in range(1, 4) if digits[at] != digits[at - 1] and "." not in digits[at - 1:at + 1])
    swapped = digits[:at - 1] + digits[at] + digits[at - 1] + digits[at + 1:]
    cases.append(dict(ledger=ledger.name, claim=swapped, kinds=["claim"], records=[]))
    return cases


def by_report(ledger):
    """Claims that count by the month of the report: all files, each alone, and one of them with another cause beside it."""
    groups, cases = ledger.by_report(), []
    for labels, delta in groups:
        claim = ledger.printed(ledger.total + delta, 2)
        low, high = interval(claim)
        fits = sum(low <= ledger.total + other <= high for _, other in groups)
        cases.append(dict(ledger=ledger.name, claim=claim, kinds=["report_date"], records=sorted(labels), fits=fits))
    for kind in ("missing", "quarantined"):
        labels, delta = groups[1]
        pool = [item for item in ledger.candidates(kind, 0) if item[0] not in labels]
        label, more = ledger.chance.pick(pool)
        claim = ledger.printed(ledger.total + delta + more, 2)
        low, high = interval(claim)
        beside = lambda labels: [item for item in ledger.candidates(kind, 0) if item[0] not in labels]
        fits = sum(low <= ledger.total + delta + more <= high for labels, delta in groups for _, more in beside(labels))
        cases.append(dict(ledger=ledger.name, claim=claim, kinds=["report_date", kind], records=sorted([*labels, label]), fits=fits))
    return cases


def main():
    monthly = Monthly("monthly", 53)
    ledgers = [Ledger("forty", 11, 40, 2), Ledger("twenty", 23, 20, 2), Ledger("sixty", 37, 60, 3), Ledger("sales", 41, 40, 3, True)]
    forty, twenty, sixty, sales = ledgers
    cases = []
    singles = ["missing", "twice", *KINDS, "out_of_period", "boundary", "unit", "point", "swapped", "dropped"]
    for ledger in ledgers:
        for kind in singles + ([] if ledger.weight else ["currency"]):
            cases.append(case(ledger, [(kind, 1)], 2))
    for ledger, size, places in [(forty, 2, 2), (forty, 3, 2), (twenty, 4, 2), (sixty, 2, 3), (sixty, 3, 3), (sales, 2, 3), (sales, 3, 3)]:
        cases.append(case(ledger, [("missing", size)], places))
    for ledger, kind in [(forty, "quarantined"), (twenty, "duplicate"), (sixty, "superseded"), (forty, "boundary"), (sales, "superseded")]:
        cases.append(case(ledger, [(kind, 2)], 2))
    # Printed to 0.01 亿元, as notices do: one record may be told, and often is not the only one.
    for ledger in (forty, twenty, sixty):
        for _ in range(3):
            cases.append(case(ledger, [("missing", 1)], 2, "亿元"))
        cases.append(case(ledger, [("quarantined", 1)], 2, "亿元"))
    for ledger in ledgers:
        cases += wholes(ledger)
    causes = ["missing", "twice", "quarantined", "duplicate", "superseded", "terminated", "framework", "boundary",
              "unit", "swapped", "dropped", "point", "out_of_period"]
    for at, (one, other) in enumerate(combinations(causes, 2)):
        if at % 2 == 0:
            ledger = ledgers[at // 2 % 4]
            cases.append(case(ledger, [(one, 1), (other, 1)], 3 if ledger.places == 3 else 2))
    for ledger in (forty, sixty):
        cases.append(case(ledger, [("missing", 2), ("unit", 1)], 4))
        cases.append(case(ledger, [("missing", 2), ("duplicate", 1)], 4))
        cases.append(case(ledger, [("unit", 1), ("unit", 1)], 4))
    for size in (1, 1, 2, 2, 3):
        cases.append(case(monthly, [("boundary", size)], 2))
    for kind in ("missing", "terminated", "unit"):
        cases.append(case(monthly, [("boundary", 1), (kind, 1)], 2))
    cases += by_report(monthly)
    write([*ledgers, monthly], cases)


def write(ledgers, cases):
    out = ["# Made by make_cases.py; amounts in the smallest part. `fits`: candidates of the planted kind and size that fit.\n"]
    for ledger in ledgers:
        rows = "\n".join(row.line() for row in ledger.rows)
        quoted = lambda items: "[" + ", ".join('"' + str(item) + '"' for item in items) + "]"
        out.append(f"""
[[ledger]]
name = "{ledger.name}"
measure = "{'weight' if ledger.weight else 'money'}"
period = "{PERIOD}"
total = "{ledger.total}"
publications = [{", ".join(quoted(item) for item in ledger.publications)}]
replaced = [{", ".join(quoted(item) for item in ledger.replaced)}]
partition = {quoted(f"{exact} {shown}" for exact, shown in ledger.parts)}
# class | amount | as printed | signed | reported | file | row | label | currency | rate
rows = '''
{rows}
'''
""")
    for number, item in enumerate(cases):
        lines = [f'number = {number}', f'ledger = "{item["ledger"]}"', f'claim = "{item["claim"]}"']
        lines.append("kinds = [" + ", ".join(f'"{kind}"' for kind in item["kinds"]) + "]")
        lines.append("records = [" + ", ".join(f'"{label}"' for label in item["records"]) + "]")
        if "fits" in item:
            lines.append(f"fits = {item['fits']}")
        out.append("\n[[case]]\n" + "\n".join(lines) + "\n")
    Path(__file__).with_name("cases.toml").write_text("".join(out), encoding="utf-8")
    unique = sum(item.get("fits") == 1 for item in cases)
    print(len(cases), "cases;", unique, "unique,", sum(item.get("fits", 0) > 1 for item in cases), "ambiguous")


if __name__ == "__main__":
    main()

"""Duplicates, equal rows, conflicts: one entry, one class."""

from dataclasses import replace
from decimal import Decimal

from .expect import BASIC, HEADER, JOB, documented, figures, listed, sale
from .layouts import typed
from .writers import Sheet, delimited, xlsx

# Slips with document numbers.
SLIPS = [replace(s, document=f"XS-000{i}") for i, s in enumerate(BASIC, 1)]


def write(cases):
    """All cases about entries that meet."""
    documents(cases)
    undocumented(cases)
    conflicts(cases)


def documents(cases):
    """The natural key is document number and product."""
    two_products = [replace(SLIPS[1], document="XS-0002"), replace(SLIPS[1], document="XS-0002", product="红枣", kg=Decimal("7"), yuan=Decimal("154"))]
    cases.add(
        "slip-lists-several-products", "one document number with two products is two entries",
        {"inbox/月报.csv": delimited(documented([SLIPS[0], *two_products]))},
        errors=0, figures=figures([SLIPS[0], *two_products]), rows={"accepted": 3, "duplicate": 0}, absent_codes=["key-conflict", "duplicate-row"],
    )
    cases.add(
        "duplicate-within-a-file", "the same slip twice in one file counts once",
        {"inbox/月报.csv": delimited(documented([*SLIPS, SLIPS[3]]))},
        errors=0, figures=figures(SLIPS), rows={"read": 8, "accepted": 6, "duplicate": 1, "blank": 1},
        finding=[{"code": "duplicate-row", "severity": "info", "file": "inbox/月报.csv"}],
    )
    first, second = documented(SLIPS[:4]), documented(SLIPS[2:])
    cases.add(
        "duplicate-across-files", "the same slip in two files counts once; the first by path stands",
        {"inbox/a.csv": delimited(first), "inbox/b.csv": delimited(second)},
        errors=0, figures=figures(SLIPS), rows={"accepted": 6, "duplicate": 2},
        intake=[{"file": "inbox/a.csv", "accepted": 4, "duplicate": 0}, {"file": "inbox/b.csv", "accepted": 2, "duplicate": 2}],
        finding=[{"code": "duplicate-row", "severity": "info", "file": "inbox/b.csv"}],
    )
    rows = documented(SLIPS[2:])
    for r in rows[1:]:
        r[1] = r[1].replace("-", "/")
        r[6], r[7] = f"{Decimal(r[6]) / 1000}吨", f"{Decimal(r[7]):,.2f}元"
    cases.add(
        "duplicate-written-differently", "the same slip in 吨 and with other date and number forms is the same content",
        {"inbox/a.csv": delimited(documented(SLIPS[:4])), "inbox/b.csv": delimited(rows, encoding="gb18030")},
        figures=figures(SLIPS), rows={"accepted": 6, "duplicate": 2, "quarantined": 0}, absent_codes=["key-conflict"],
    )
    book = xlsx(Sheet("一", documented(SLIPS[:4])), Sheet("二", documented(SLIPS[2:])))
    cases.add(
        "duplicate-across-sheets", "the same slip in two sheets counts once; the first sheet stands",
        {"inbox/月报.xlsx": book}, errors=0, figures=figures(SLIPS), rows={"accepted": 6, "duplicate": 2},
        intake=[{"file": "inbox/月报.xlsx", "sheet": "一", "accepted": 4}, {"file": "inbox/月报.xlsx", "sheet": "二", "accepted": 2, "duplicate": 2}],
    )
    other = JOB + '[[source]]\nledger = "sales"\nfiles = ["pos/*.csv"]\ndefaults = { unit = "公斤" }\n'
    cases.add(
        "duplicate-across-sources", "the first by source stands, whatever its path",
        {"inbox/z.csv": delimited(documented(SLIPS[:4])), "pos/a.csv": delimited(documented(SLIPS[2:]))}, job=other,
        errors=0, figures=figures(SLIPS), rows={"accepted": 6, "duplicate": 2}, intake=[{"file": "inbox/z.csv", "accepted": 4}, {"file": "pos/a.csv", "accepted": 2, "duplicate": 2}],
    )


def undocumented(cases):
    """Without document numbers equal rows may be two sales."""
    same = BASIC[4]
    cases.add(
        "equal-rows-in-a-sheet-stand", "without document numbers equal rows of one sheet all stand, with a warning",
        {"inbox/月报.csv": delimited(listed([*BASIC, same, same]))},
        errors=0, figures=figures([*BASIC, same, same]), rows={"accepted": 8, "duplicate": 0, "quarantined": 0},
        finding=[{"code": "repeated-row", "severity": "warning", "file": "inbox/月报.csv"}],
    )
    one, two = Sheet("一", [HEADER, *typed([*BASIC, same])]), Sheet("二", [HEADER, *typed([BASIC[0], same, same, same])])
    cases.add(
        "equal-rows-across-sheets-largest-count", "across sheets the largest count in one sheet stands: 2 and 3 times make 3",
        {"inbox/月报.xlsx": xlsx(one, two)},
        errors=0, figures=figures([*BASIC, same, same]), rows={"accepted": 8, "duplicate": 3, "quarantined": 0},
    )
    head = ["单号", *HEADER]
    mixed = [head] + [[s.document, *r] for s, r in zip(SLIPS[:3], listed(SLIPS[:3])[1:])] + [["", *r] for r in listed([same, same])[1:]]
    cases.add(
        "equal-rows-some-with-documents", "a row without its document number falls back to date, store, product and channel",
        {"inbox/月报.csv": delimited(mixed)}, errors=0, figures=figures([*SLIPS[:3], same, same]), rows={"accepted": 5, "duplicate": 0, "quarantined": 0},
        finding=[{"code": "repeated-row", "severity": "warning"}],
    )


def conflicts(cases):
    """The same key with different content: nobody can say which is right."""
    changed = replace(SLIPS[3], yuan=Decimal("959.5"))
    cases.add(
        "conflict-same-document", "one slip with two amounts: both rows go into quarantine, each is shown",
        {"inbox/a.csv": delimited(documented(SLIPS[:4])), "inbox/b.csv": delimited(documented([changed, *SLIPS[4:]]))},
        errors=2, figures=figures([s for s in SLIPS if s is not SLIPS[3]]), rows={"accepted": 5, "quarantined": 2, "duplicate": 0},
        finding=[{"code": "key-conflict", "severity": "error", "file": "inbox/a.csv"}, {"code": "key-conflict", "severity": "error", "file": "inbox/b.csv"}],
    )
    cases.add(
        "conflict-among-three", "two equal slips and a third that differs: all three go into quarantine",
        {"inbox/月报.csv": delimited(documented([*SLIPS, SLIPS[3], changed]))},
        errors=3, figures=figures([s for s in SLIPS if s is not SLIPS[3]]), rows={"accepted": 5, "quarantined": 3, "duplicate": 0},
        finding=[{"code": "key-conflict", "count": 3}],
    )
    other = sale("2021-07-05", "杭州", "杭州一店", "红枣", "线上", "199", "4400")
    cases.add(
        "conflict-without-document", "same day, store, product and channel in two files with different weights",
        {"inbox/a.csv": delimited(listed(BASIC)), "inbox/b.csv": delimited(listed([other, sale("2021-07-06", "温州", "温州一店", "红枣", "线上", "5", "110")]))},
        errors=2, figures=figures([*[s for s in BASIC if s is not BASIC[4]], sale("2021-07-06", "温州", "温州一店", "红枣", "线上", "5", "110")]), rows={"accepted": 6, "quarantined": 2},
        finding=[{"code": "key-conflict", "file": "inbox/a.csv"}, {"code": "key-conflict", "file": "inbox/b.csv"}],
    )

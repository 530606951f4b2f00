"""Resubmissions: which version stands, and what replaces nothing."""

from .expect import HEADER, JOB, documented, figures, listed, sale
from .formats import damaged
from .layouts import typed
from .writers import Sheet, delimited, xlsx


def report(store, *numbers, city="杭州", days=("01", "12", "28")):
    """A store's July: three sales."""
    return [sale(f"2021-07-{d}", city, store, "红枣", "门店", kg, kg * 22) for d, kg in zip(days, numbers)]


OLD = report("杭州一店", 10, 20, 30)
NEW = report("杭州一店", 10, 25, 30)
NEWEST = report("杭州一店", 10, 26, 30)
OTHER = report("宁波一店", 7, 8, 9, city="宁波")


def write(cases):
    """All cases about versions."""
    replaced(cases)
    not_replaced(cases)
    by_hand(cases)


def superseded(cases, name, shows, old, new, job=JOB):
    """One old and one new version of a report, and another store's report."""
    cases.add(
        name, shows, {f"inbox/{old}": delimited(listed(OLD)), f"inbox/{new}": delimited(listed(NEW)), "inbox/宁波一店7月.csv": delimited(listed(OTHER))}, job=job,
        errors=0, figures=figures(NEW + OTHER), rows={"accepted": 6, "superseded": 3, "quarantined": 0, "duplicate": 0},
        intake=[{"file": f"inbox/{old}", "superseded": 3, "accepted": 0}, {"file": f"inbox/{new}", "accepted": 3}],
        finding=[{"code": "file-superseded", "severity": "info", "file": f"inbox/{old}"}],
    )


def replaced(cases):
    """A later version replaces the earlier one whole."""
    superseded(cases, "resubmission-numbered", "“(2)” replaces the first", "杭州一店7月.csv", "杭州一店7月(2).csv")
    superseded(cases, "resubmission-numbered-full-width", "“（2）” in full-width brackets replaces the first", "杭州一店7月.csv", "杭州一店7月（2）.csv")
    superseded(cases, "resubmission-revised", "修订 replaces the first", "杭州一店7月.csv", "杭州一店7月修订.csv")
    superseded(cases, "resubmission-v2", "v2 replaces v1", "杭州一店7月v1.csv", "杭州一店7月v2.csv")
    superseded(cases, "resubmission-v10-after-v9", "versions are numbers, not texts", "杭州一店7月_v9.csv", "杭州一店7月_v10.csv")
    superseded(cases, "resubmission-dated", "the later date in the name replaces the earlier", "杭州一店7月_20210802.csv", "杭州一店7月_20210809.csv")
    superseded(cases, "resubmission-dated-with-year-turn", "dates in names are compared as dates (2021-8-9 before 2021-8-10)", "杭州一店7月 2021-8-9.csv", "杭州一店7月 2021-8-10.csv")
    superseded(cases, "resubmission-in-another-folder", "a report is known by its content, not by its folder", "一批/杭州一店7月.csv", "二批/杭州一店7月(2).csv")
    superseded(cases, "resubmission-under-another-name", "a report is known by store and span, whatever its name", "杭州一店7月.csv", "补报(2).csv")
    superseded(cases, "resubmission-mark-beats-date", "the version mark counts before the date in the name", "杭州一店7月_20210809.csv", "杭州一店7月修订_20210802.csv")
    three = {f"inbox/杭州一店7月{mark}.csv": delimited(listed(rows)) for mark, rows in (("", OLD), ("(2)", NEW), ("(3)", NEWEST))}
    cases.add(
        "resubmission-twice", "of three versions the last stands", three, errors=0, figures=figures(NEWEST), rows={"accepted": 3, "superseded": 6},
        finding=[{"code": "file-superseded", "file": "inbox/杭州一店7月.csv"}, {"code": "file-superseded", "file": "inbox/杭州一店7月(2).csv"}],
    )
    slips = [[*documented(rows)[1:]] for rows in (OLD, NEW)]
    head = documented(OLD)[0]
    numbered = [[head, *[[f"XS-{i}", *r[1:]] for i, r in enumerate(rows)]] for rows in slips]
    cases.add(
        "resubmission-with-document-numbers", "superseded comes before conflict: a corrected slip in a later version is no conflict",
        {"inbox/杭州一店7月.csv": delimited(numbered[0]), "inbox/杭州一店7月(2).csv": delimited(numbered[1])},
        errors=0, figures=figures(NEW), rows={"accepted": 3, "superseded": 3, "quarantined": 0}, absent_codes=["key-conflict"],
    )
    mixed = [listed(OLD + OTHER), listed(NEW + OTHER)]
    cases.add(
        "resubmission-by-name", "a report of several stores and cities is known by its name",
        {"inbox/各市7月.csv": delimited(mixed[0]), "inbox/各市7月(2).csv": delimited(mixed[1])},
        errors=0, figures=figures(NEW + OTHER), rows={"accepted": 6, "superseded": 6},
        finding=[{"code": "file-superseded", "file": "inbox/各市7月.csv"}],
    )


def not_replaced(cases):
    """What replaces nothing."""
    cases.add(
        "resubmission-damaged", "a later version that cannot be read replaces nothing",
        {"inbox/杭州一店7月.xlsx": first_book(), "inbox/杭州一店7月(2).xlsx": damaged(), "inbox/宁波一店7月.csv": delimited(listed(OTHER))},
        figures=figures(OLD + OTHER), rows={"accepted": 6, "superseded": 0},
        finding=[{"code": "file-unreadable", "severity": "error", "file": "inbox/杭州一店7月(2).xlsx"}, {"code": "version-unusable", "severity": "warning", "file": "inbox/杭州一店7月(2).xlsx"}],
    )
    broken = [[*r[:5], "若干", r[6]] for r in listed(NEW)[1:]]
    cases.add(
        "resubmission-without-a-good-row", "a later version of which nothing is accepted replaces nothing",
        {"inbox/杭州一店7月.csv": delimited(listed(OLD)), "inbox/杭州一店7月(2).csv": delimited([listed(OLD)[0], *broken])},
        figures=figures(OLD), rows={"accepted": 3, "superseded": 0, "quarantined": 3}, errors=3,
        finding=[{"code": "version-unusable", "severity": "warning", "file": "inbox/杭州一店7月(2).csv"}],
    )
    weeks = [report("杭州一店", 1, 2, 3, days=("01", "03", "07")), report("杭州一店", 4, 5, 6, days=("08", "10", "14")), report("杭州一店", 7, 8, 9, days=("15", "18", "21"))]
    cases.add(
        "weekly-exports-do-not-replace", "weekly exports of one store, numbered by the browser, report different spans and all stand",
        {f"inbox/销售明细{mark}.csv": delimited(listed(week)) for mark, week in zip(("", "(1)", "(2)"), weeks)},
        errors=0, figures=figures([s for week in weeks for s in week]), rows={"accepted": 9, "superseded": 0}, absent_codes=["file-superseded", "version-tie"],
    )
    stores = [report("杭州一店", 1, 2, 3), report("杭州二店", 4, 5, 6)]
    cases.add(
        "stores-do-not-replace-each-other", "exports of two stores under one name with (1) and (2) are two reports",
        {f"inbox/导出{mark}.csv": delimited(listed(store)) for mark, store in zip(("(1)", "(2)"), stores)},
        errors=0, figures=figures(stores[0] + stores[1]), rows={"accepted": 6, "superseded": 0}, absent_codes=["file-superseded"],
    )
    cases.add(
        "resubmission-tie", "two versions that nothing puts in order: an error, and neither replaces the other",
        {"inbox/一批/杭州一店7月修订.csv": delimited(listed(OLD)), "inbox/二批/杭州一店7月修订.csv": delimited(listed(NEW)), "inbox/宁波一店7月.csv": delimited(listed(OTHER))},
        figures={k: v for k, v in figures(OTHER).items() if "宁波" in k}, rows={"superseded": 0},
        finding=[{"code": "version-tie", "severity": "error"}],
    )


def first_book():
    """The first version as a workbook."""
    return xlsx(Sheet("7月", [HEADER, *typed(OLD)]))


def by_hand(cases):
    """[[replace]] says it where names do not."""
    hand = JOB + '[[replace]]\nfile = "inbox/甲.csv"\nby = "inbox/乙.csv"\n'
    superseded(cases, "replace-by-hand", "[[replace]] says which file stands for which", "甲.csv", "乙.csv", job=hand)
    cases.add(
        "replace-names-no-file", "[[replace]] of a file that is not there is an error",
        {"inbox/甲.csv": delimited(listed(OLD))}, job=JOB + '[[replace]]\nfile = "inbox/甲.csv"\nby = "inbox/丙.csv"\n',
        figures=figures(OLD), rows={"accepted": 3, "superseded": 0}, finding=[{"code": "replace-unknown", "severity": "error"}],
    )

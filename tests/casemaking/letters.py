"""The letters around a report: 退回单 by whoever sent the files, 催报名单 of those who sent none."""

from .expect import BASIC, JOB, figures, listed
from .texts import HANGZHOU, NINGBO
from .writers import Sheet, delimited, xlsx

STORES = delimited([["编码", "名称", "别名", "城市"], ["A1", "杭州一店", "", "杭州"], ["A2", "宁波一店", "", "宁波"], ["A3", "宁波二店", "", "宁波"]])
WITH_STORES = JOB + '[registry]\nstores = "registry/stores.csv"\n'


def write(cases):
    """All cases about letters."""
    bad = [*listed(HANGZHOU), ["待定", "杭州", "杭州一店", "红枣", "门店", "1", "22"]]
    files = {"registry/stores.csv": STORES, "inbox/甲/杭州.csv": delimited(bad), "inbox/乙/宁波.csv": delimited(listed(NINGBO))}
    cases.add(
        "letters-by-sender", "who has something to mend gets a letter, who has reported nothing stands in the list, and nobody else is written to", files, job=WITH_STORES,
        errors=1, figures=figures(BASIC), output=[{"file": "letters/退回单-杭州一店.xlsx"}, {"file": "letters/催报名单.xlsx"}],
        finding=[{"code": "not-reported", "raw_contains": "宁波二店"}],
    )
    set_aside = xlsx(Sheet("7月", listed(BASIC)), Sheet("填表说明", [["填表说明（本页不计入）"], ["日期", "门店", "数量", "金额"], ["2021-07-01", "示例店", "1", "22"]]))
    cases.add(
        "sheet-set-aside", "a sheet that says in its first cell that it is not counted is not, whatever stands in it", {"inbox/月报.xlsx": set_aside},
        errors=0, figures=figures(BASIC), rows={"accepted": 6, "quarantined": 0}, finding=[{"code": "sheet-set-aside", "severity": "info", "sheet": "填表说明", "cell": "A1"}],
    )

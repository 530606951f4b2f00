"""`explain`: why a claimed total and the ledger's differ. Sums are taken here from the true records."""

from decimal import Decimal

from .projects import HEAD, ONE, THREE, TWO, job
from .writers import delimited

AMOUNT = HEAD.index("签约金额（万元）")
TOTAL, MISSING = (sum(Decimal(project[AMOUNT]) for project in projects) for projects in ([ONE, TWO, THREE], [TWO]))
SPAN = "2021-01..2021-07"


def write(cases):
    """All cases of `explain`."""
    # 12000 + 8500.5 + 600 = 21100.5 万元; without the second 12600 万元.
    assert (TOTAL, MISSING) == (Decimal("21100.5"), Decimal("8500.5"))
    explain(
        cases, "ties", "a claim whose last place holds the ledger's total ties: 2.11亿元 is anything from 2.105 to 2.115 亿元", "projects.signed", "2.11亿元",
        stdout_contains=[f"projects.signed@{SPAN}：台账计入 3 条，另有 0 条", "两数相符：2.11亿元 所代表的区间含台账合计 211005000元"], stdout_lacks=["1. ", "查完"],
    )
    explain(
        cases, "missing-project", "a project that the claim lacks: its cell and its name, the sum, and that nothing else fits", "projects.signed", "12600万元",
        stdout_contains=[
            "12600万元 与台账合计 211005000元 相差 −85005000元", "1. 对方漏计台账中的 1 条记录", "inbox/招商.csv H3", "冷链物流中心　85005000元（−85005000）",
            "211005000 − 85005000 = 126000000元，12600万元 代表 125995000 至 126005000元", "这一类解释只有这一种",
        ],
        stdout_lacks=["果品加工园", "针织车间"],
    )
    explain(
        cases, "nothing-explains", "a claim that nothing explains ends with 1", "projects.signed", "91万元", exit=1,
        stdout_contains=["91万元 与台账合计 211005000元 相差 −210095000元：查过的各种原因都解释不了"],
    )
    explain(cases, "unknown-indicator", "an indicator that does not exist names the nearest", "projects.singed", "12600万元", exit=2, stderr_contains=["projects.singed", "“projects.signed”"])
    explain(
        cases, "rate", "a rate is no sum: the refusal names what can be explained", "projects.started_rate", "30%", exit=2,
        stderr_contains=["projects.started_rate", "projects.count、projects.signed、projects.paid_in"],
    )
    explain(cases, "unreadable-claim", "a claim that is no amount of the indicator says what can be read", "projects.signed", "五十多亿", exit=2, stderr_contains=["五十多亿", "51.54亿元"])


def explain(cases, name, shows, indicator, claimed, *args, **expected):
    """A job of three projects, and a claim about it."""
    files = {"inbox/招商.csv": delimited([HEAD, ONE, TWO, THREE])}
    cases.add(f"explain-{name}", shows, files, job=job("projects"), ask=["explain", indicator, claimed, *args], **expected)

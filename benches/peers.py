"""The same work in market-aid, DuckDB and Polars, timed in turn on one machine: `python3 benches/peers.py JOB`.

JOB is a folder made by `market-aid sample JOB --rows N`. The work: parse the CSV, set unreadable rows apart, drop
duplicates by document number and product, sum weight (milligrams) and money (0.0001 yuan) exactly by month, city and
product. All engines must agree to the last digit, or nothing is printed but the difference. Each run is a process of
its own; the peers are timed from the first read to the last sum, without Python's start; market-aid is timed whole,
and its run also proves conservation and writes figures, charts and the notice. Processor time is measured over the
same stretches: on a machine that others use too it says more than the clock.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

MILLIGRAMS = {"公斤": 1_000_000, "千克": 1_000_000, "斤": 500_000, "吨": 1_000_000_000}
PEERS = ("duckdb", "polars")


def csv_of(job):
    """The one CSV of the job."""
    found = sorted(Path(job).glob("inbox/*.csv"))
    assert len(found) == 1, f"{job} should hold one CSV, made by `market-aid sample {job} --rows N`"
    return found[0]


def run_duckdb(path, threads):
    """DuckDB: typed once into a temporary table, then both questions from there."""
    import duckdb

    start = begin()
    db = duckdb.connect()
    db.execute(f"SET threads = {threads}; SET preserve_insertion_order = false")
    branches = " ".join(f"WHEN suffix(数量, '{unit}') THEN TRY_CAST(left(数量, -{len(unit)}) AS DECIMAL(18, 6)) * {scale // 1_000}" for unit, scale in MILLIGRAMS.items())
    db.execute(
        f"""CREATE TEMP TABLE typed AS SELECT TRY_CAST(日期 AS DATE) AS day, 城市 AS city, 产品 AS product, 单号 AS document,
        CAST((CASE {branches} END) * 1000 AS BIGINT) AS weight, CAST(TRY_CAST(金额 AS DECIMAL(18, 4)) * 10000 AS BIGINT) AS money,
        CASE WHEN day IS NULL OR weight IS NULL OR money IS NULL
             THEN concat_ws(',', 日期, 城市, 门店, 产品, 渠道, 数量, 金额, 单号) END AS apart
        FROM read_csv(?, header = true, all_varchar = true)""",
        [str(path)],
    )
    apart = db.execute("SELECT apart FROM typed WHERE apart IS NOT NULL").fetchall()
    cells = db.execute(
        """SELECT strftime(month, '%Y-%m'), city, product, sum(weight), sum(money), count(*) FROM
        (SELECT any_value(date_trunc('month', day)) AS month, any_value(city) AS city, product, any_value(weight) AS weight, any_value(money) AS money
         FROM typed WHERE apart IS NULL GROUP BY document, product) GROUP BY ALL"""
    ).fetchall()
    return answer(start, cells, len(apart))


def run_polars(path, threads):
    """Polars: one lazy plan over the scan for the sums, the rows set apart beside it."""
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as pl

    start = begin()
    quantity, number = pl.col("数量"), pl.Decimal(18, 6)
    weight = pl.when(False).then(None)
    for unit, scale in MILLIGRAMS.items():
        read = quantity.str.strip_suffix(unit).cast(number, strict=False)
        weight = weight.when(quantity.str.ends_with(unit)).then((read * (scale // 1_000)).cast(pl.Decimal(38, 3)))
    money = pl.col("金额").cast(pl.Decimal(18, 4), strict=False)
    typed = (
        pl.scan_csv(path, infer_schema=False)
        .with_columns(day=pl.col("日期").str.to_date("%Y-%m-%d", strict=False), weight=weight, money=money)
        .with_columns(bad=pl.any_horizontal(pl.col("day", "weight", "money").is_null()))
    )
    apart = typed.filter("bad").select("日期", "城市", "门店", "产品", "渠道", "数量", "金额", "单号")
    cells = (
        typed.filter(~pl.col("bad"))
        .select(pl.col("单号"), pl.col("产品"), pl.col("城市"), pl.col("day").dt.truncate("1mo").alias("month"), "weight", "money")
        .unique(subset=["单号", "产品"], keep="any")
        .group_by("month", "城市", "产品")
        .agg(pl.col("weight").sum(), pl.col("money").sum(), pl.len())
    )
    apart, cells = pl.collect_all([apart, cells], engine="streaming")
    rows = [(m.strftime("%Y-%m"), c, p, int(w * 1000), int(y * 10000), n) for m, c, p, w, y, n in cells.select("month", "城市", "产品", "weight", "money", "len").iter_rows()]
    return answer(start, rows, apart.height)


def processor_seconds(usage):
    """User and system time."""
    return usage.ru_utime + usage.ru_stime


def begin():
    """The clock and the processor time before a peer reads anything."""
    return time.perf_counter(), processor_seconds(resource.getrusage(resource.RUSAGE_SELF))


def answer(start, cells, apart):
    """What a peer reports: seconds, rows accepted and set apart, sums by month, city and product."""
    seconds, processor = (now - then for now, then in zip(begin(), start))
    sums = {"|".join(cell[:3]): [int(cell[3]), int(cell[4])] for cell in cells}
    return {"seconds": seconds, "processor": processor, "accepted": sum(cell[5] for cell in cells), "apart": apart, "sums": sums}


def peer(name, job, threads):
    """One run of a peer in a process of its own; answers its report and its peak memory."""
    done = subprocess.run([sys.executable, __file__, job, "--engine", name, "--threads", str(threads)], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def market_aid(binary, job, threads):
    """One run of market-aid; seconds of the whole process."""
    out = Path(tempfile.mkdtemp(prefix="peers-"))
    try:
        start = time.perf_counter()
        process = subprocess.Popen([binary, "run", job, "--out", str(out / "out"), "--jobs", str(threads), "--quiet"])
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, f"market-aid ended with {process.returncode}"
        figures = json.loads((out / "out" / "figures.json").read_text(encoding="utf-8"))
    finally:
        shutil.rmtree(out, ignore_errors=True)
    rows = [item["rows"] for item in figures["intake"]]
    report = {name: sum(row[key] for row in rows) for name, key in (("accepted", "accepted"), ("apart", "quarantined"))}
    return {**report, "seconds": seconds, "processor": processor_seconds(usage), "peak_mb": usage.ru_maxrss / 1024, "figures": {f["id"]: f["value"] for f in figures["figures"]}}


def plain(number):
    """A decimal without trailing zeros."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def expected_figures(sums):
    """Figure ids and values that follow from the sums by month, city and product."""
    totals = {}
    months = sorted({key.split("|")[0] for key in sums})
    span = f"{months[0][:4]}-01..{months[-1]}" if months[-1][5:] != "01" else months[-1]
    for key, pair in sums.items():
        month, city, product = key.split("|")
        for choice, period in ((f"[city={city},product={product}]", month), (f"[city={city}]", span), (f"[product={product}]", span), ("", month), ("", span)):
            old = totals.get((choice, period), (0, 0))
            totals[choice, period] = (old[0] + pair[0], old[1] + pair[1])
    ids = {}
    for (choice, period), (weight, money) in totals.items():
        ids[f"sales.weight{choice}@{period}"] = plain(Decimal(weight) / 1_000_000)
        ids[f"sales.revenue{choice}@{period}"] = plain(Decimal(money) / 10_000)
    return ids


def disagreements(reports):
    """Where the engines differ; empty if nowhere."""
    first = reports["duckdb"]
    wrong = [f"polars and duckdb differ in {key}" for key in ("sums", "accepted", "apart") if reports["polars"][key] != first[key]]
    if "market-aid" in reports:
        ours = reports["market-aid"]
        wrong += [f"market-aid: {key} is {ours[key]}, duckdb has {first[key]}" for key in ("accepted", "apart") if ours[key] != first[key]]
        wanted = expected_figures(first["sums"])
        shared = wanted.keys() & ours["figures"].keys()
        wrong += [f"{key}: market-aid {ours['figures'][key]}, duckdb {wanted[key]}" for key in sorted(shared) if ours["figures"][key] != wanted[key]]
        always = {key for key in wanted if "," not in key}
        wrong += [f"market-aid lacks {key}" for key in sorted(always - shared)]
        print(f"market-aid: {len(shared)} figures compared to the digit, {sum(',' in key for key in shared)} of them by month, city and product")
    return wrong


def compare(options):
    """Runs all engines in turn, several times; prints seconds, ratios and peak memory."""
    size = csv_of(options.job).stat().st_size
    engines = {name: lambda name=name: peer(name, options.job, options.threads) for name in PEERS}
    if options.binary:
        engines["market-aid"] = lambda: market_aid(options.binary, options.job, options.threads)
    runs = {name: [] for name in engines}
    for turn in range(options.repeats):
        names = list(engines) if turn % 2 == 0 else list(engines)[::-1]
        for name in names:
            runs[name].append(engines[name]())
            print(f"turn {turn + 1}: {name} {runs[name][-1]['seconds']:.2f} s", file=sys.stderr)
    wrong = disagreements({name: reports[-1] for name, reports in runs.items()})
    if wrong:
        sys.exit("the engines disagree:\n" + "\n".join(wrong[:20]))
    first = runs["duckdb"][-1]
    print(f"{first['accepted']} rows accepted, {first['apart']} set apart, {len(first['sums'])} cells, {size / 1e6:.0f} MB, {options.threads} threads, all agree to the last digit")
    for name, reports in runs.items():
        print(f"{name:10} peak {max(r['peak_mb'] for r in reports):.0f} MB")
        for what in ("seconds", "processor"):
            times = [r[what] for r in reports]
            ratios = sorted(r[what] / base[what] for r, base in zip(reports, runs["duckdb"]))
            print(
                f"  {what:9} median {statistics.median(times):6.2f} s ({min(times):.2f} to {max(times):.2f}), "
                f"turn by turn {statistics.median(ratios):.2f} × DuckDB ({ratios[0]:.2f} to {ratios[-1]:.2f})"
            )


def main():
    """One engine, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("job")
    parser.add_argument("--binary", help="the market-aid binary; without it only the peers are compared")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--engine", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.engine:
        return compare(options)
    report = {"duckdb": run_duckdb, "polars": run_polars}[options.engine](csv_of(options.job), options.threads)
    report["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()

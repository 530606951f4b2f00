"""`market-aid explain` against OR-tools CP-SAT: which projects a claimed total lacks, and whether that is the only answer.

    pip install ortools
    python3 benches/explain.py --binary target/release/market-aid

Each instance is a job of 40, 400 or 4,000 projects in 万元 and a claim that lacks some of them. Both are asked for the
smallest set of missing projects that fits the claim as printed, and whether another set of that size fits as well;
market-aid also looks through every other kind of cause, and counts. It stops if the two disagree.

Three times are taken of each side, all of whole processes but for the solver's own:

  command   `market-aid explain`: its start, reading the job and its records, the search, the answer as JSON
  script    CP-SAT as somebody would call it: Python's start and import, reading the same CSV, model and solving
  search    the command less the same command with a claim that ties, which reads and gathers just as much and looks for nothing
  solving   CP-SAT from building its model to its second answer
"""

import argparse
import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

JOB = """[job]
name = "bench"
through = "2021-08"
[[source]]
ledger = "projects"
files = ["inbox/projects.csv"]
defaults = { amount_unit = "万元" }
"""
# The command is called so often with the claim and with the total, in turn; their medians count.
CALLS = 3
# What lies below this is no longer a time of the search, but of the processes' own.
LEAST = 0.0005


class Chance:
    """A generator of its own, so that the instances are the same anywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count


def instance(projects, missing, unit, seed):
    """Amounts in 万元, a claim as printed, and the bounds in 万元 for the sum of what is missing."""
    chance = Chance(seed)
    amounts = [(30, 300, 3_000, 9_000)[chance.below(4)] * (1 + chance.below(3)) + chance.below(997) for _ in range(projects)]
    lacks = set()
    while len(lacks) < missing:
        lacks.add(chance.below(projects))
    claimed = sum(amounts) - sum(amounts[at] for at in lacks)
    if unit == "万元":
        return amounts, f"{claimed}万元", sum(amounts) - claimed, sum(amounts) - claimed
    shown = (Decimal(claimed) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    middle = int(shown * 10_000)
    return amounts, f"{shown}亿元", sum(amounts) - middle - 50, sum(amounts) - middle + 50


def write_job(folder, amounts):
    (folder / "inbox").mkdir()
    (folder / "market-aid.toml").write_text(JOB, encoding="utf-8")
    rows = [f"2021-0{1 + at % 8}-15,X{at:05},项目{at:05},{amount}" for at, amount in enumerate(amounts)]
    text = "\n".join(["签约日期,项目编号,项目名称,签约金额", *rows, ""])
    (folder / "inbox/projects.csv").write_text(text, encoding="utf-8")


def call(*command):
    """What a process says, with its seconds by the clock and of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False, text=True)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done.stdout, (clock, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def ours(binary, folder, claim, total):
    """The size of the smallest set and whether it is the only one; the times of the command and of its search."""
    explain = lambda claimed: call(binary, "explain", folder, "projects.signed", claimed, "--format", "json")
    called = [(explain(claim), explain(total)) for _ in range(CALLS)]
    text = called[0][0][0]
    middle = lambda side: [statistics.median(pair[side][1][which] for pair in called) for which in (0, 1)]
    command, tied = middle(0), middle(1)
    for found in json.loads(text)["explanations"]:
        causes = found["causes"]
        if len(causes) == 1 and causes[0]["kind"] == "missing":
            answer = len(causes[0]["records"]), found["uniqueness"]["unique"]
            return answer, command, tuple(max(whole - rest, LEAST) for whole, rest in zip(command, tied))
    raise SystemExit(f"no set of missing projects for {claim}")


def theirs(folder, low, high, workers):
    """The same of this script as the peer."""
    text, script = call(sys.executable, __file__, "--peer", folder / "inbox/projects.csv", low, high, "--workers", workers)
    size, is_unique, clock, processor = json.loads(text)
    return (size, is_unique), script, (clock, processor)


def solve(table, low, high, workers):
    """The least number of projects whose sum fits, and whether another set of as many fits; with the time that took."""
    from ortools.sat.python import cp_model

    with open(table, encoding="utf-8") as file:
        amounts = [int(row["签约金额"]) for row in csv.DictReader(file)]
    before, start = time.process_time(), time.perf_counter()
    model = cp_model.CpModel()
    lacks = [model.new_bool_var("") for _ in amounts]
    model.add_linear_constraint(cp_model.LinearExpr.weighted_sum(lacks, amounts), max(low, 1), high)
    model.minimize(sum(lacks))
    first = cp_model.CpSolver()
    first.parameters.num_workers = workers
    assert first.solve(model) == cp_model.OPTIMAL
    chosen = [lack for lack in lacks if first.value(lack)]
    model.clear_objective()
    model.add(sum(lacks) == len(chosen))
    model.add(sum(chosen) <= len(chosen) - 1)
    second = cp_model.CpSolver()
    second.parameters.num_workers = workers
    status = second.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return len(chosen), status == cp_model.INFEASIBLE, time.perf_counter() - start, time.process_time() - before


def turns(asked, projects, missing, unit):
    """Each turn's times of both: (command, search, script, solving), each by the clock and of the processor."""
    for turn in range(asked.repeats):
        amounts, claim, low, high = instance(projects, missing, unit, projects * 100 + missing * 10 + turn)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_job(folder, amounts)
            runs = {}
            for who in ("ours", "theirs") if turn % 2 else ("theirs", "ours"):
                own = who == "ours"
                runs[who] = ours(asked.binary, folder, claim, f"{sum(amounts)}万元") if own else theirs(folder, low, high, asked.workers)
        (answer, command, search), (other, script, solving) = runs["ours"], runs["theirs"]
        if answer != other:
            raise SystemExit(f"{projects} {claim}: {runs}")
        yield command, search, script, solving


def line(projects, missing, unit, taken):
    """Medians in milliseconds by the clock, and the median ratio (the worst) by the clock and of the processor."""
    middle = lambda at: statistics.median(turn[at][0] for turn in taken) * 1000
    def ratio(theirs, own, which):
        ratios = [turn[theirs][which] / max(turn[own][which], LEAST) for turn in taken]
        return f"{statistics.median(ratios):.1f} ({min(ratios):.1f})"
    times = [f"{middle(at):.1f}" for at in (0, 2, 1, 3)]
    ratios = [ratio(theirs, own, which) for theirs, own in [(2, 0), (3, 1), (3, 0)] for which in (0, 1)]
    return "| " + " | ".join([str(projects), str(missing), unit, *times, *ratios]) + " |"


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--binary")
    asked.add_argument("--repeats", type=int, default=5)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--peer", nargs=3, metavar=("CSV", "LOW", "HIGH"), help=argparse.SUPPRESS)
    asked = asked.parse_args()
    if asked.peer:
        table, low, high = asked.peer
        print(json.dumps(solve(table, int(low), int(high), asked.workers)))
        return
    print("Median ms by the clock; CP-SAT's time ÷ market-aid's: median (worst) by the clock, then of the processor.\n")
    heads = ["projects", "missing", "printed to", "command", "script", "search", "solving"]
    heads += [f"{pair}, {which}" for pair in ("script ÷ command", "solving ÷ search", "solving ÷ command") for which in ("clock", "processor")]
    print("| " + " | ".join(heads) + " |\n|" + " ---: |" * len(heads))
    for projects in (40, 400, 4_000):
        for missing, unit in [(1, "万元"), (3, "万元"), (5, "万元"), (2, "亿元")]:
            print(line(projects, missing, unit, list(turns(asked, projects, missing, unit))), flush=True)


if __name__ == "__main__":
    main()

"""`market-aid explain` against OR-tools CP-SAT: which projects a claimed total lacks, and whether that is the only answer.

    pip install ortools
    python3 benches/explain.py --binary target/release/market-aid

Each instance is a job of 40, 400 or 4,000 projects in 万元 and a claim that lacks some of them. Both are asked for the
smallest set of missing projects that fits the claim as printed, and whether another set of that size fits as well;
market-aid also looks through every other kind of cause, and counts. It is timed as a whole process that reads the job;
CP-SAT from the model to its second answer, without Python's start and import. It stops if the two disagree.
"""

import argparse
import json
import resource
import statistics
import subprocess
import tempfile
import time
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

from ortools.sat.python import cp_model

JOB = """[job]
name = "bench"
through = "2021-08"
[[source]]
ledger = "projects"
files = ["inbox/projects.csv"]
defaults = { amount_unit = "万元" }
"""


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


def ours(binary, folder, claim):
    """The size of the smallest set, whether it is the only one, seconds, and processor seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [binary, "explain", str(folder), "projects.signed", claim, "--format", "json"], capture_output=True, check=False)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = json.loads(done.stdout)
    for found in answer["explanations"]:
        causes = found["causes"]
        if len(causes) == 1 and causes[0]["kind"] == "missing":
            processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            return len(causes[0]["records"]), found["uniqueness"]["unique"], clock, processor
    raise SystemExit(f"no set of missing projects for {claim}: {answer['verdict']}")


def solver(amounts, low, high, workers):
    """The same by CP-SAT: the least number of projects, then another set of as many."""
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
    seconds = time.perf_counter() - start, time.process_time() - before
    return len(chosen), status == cp_model.INFEASIBLE, *seconds


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--binary", required=True)
    asked.add_argument("--repeats", type=int, default=5)
    asked.add_argument("--workers", type=int, default=2)
    asked = asked.parse_args()
    print("projects  missing  printed   market-aid s   CP-SAT s   ratio (worst)   processor ratio (worst)")
    for projects in (40, 400, 4_000):
        for missing, unit in [(1, "万元"), (3, "万元"), (5, "万元"), (2, "亿元")]:
            turns = []
            for turn in range(asked.repeats):
                amounts, claim, low, high = instance(projects, missing, unit, projects * 100 + missing * 10 + turn)
                with tempfile.TemporaryDirectory() as name:
                    write_job(Path(name), amounts)
                    runs = {}
                    for who in ("ours", "solver") if turn % 2 else ("solver", "ours"):
                        runs[who] = ours(asked.binary, Path(name), claim) if who == "ours" else solver(amounts, low, high, asked.workers)
                if runs["ours"][:2] != runs["solver"][:2]:
                    raise SystemExit(f"{projects} {claim}: {runs}")
                turns.append((runs["ours"], runs["solver"]))
            clock = [theirs[2] / own[2] for own, theirs in turns]
            processor = [theirs[3] / max(own[3], 0.001) for own, theirs in turns]
            own = statistics.median(own[2] for own, _ in turns)
            theirs = statistics.median(theirs[2] for _, theirs in turns)
            print(f"{projects:8}  {missing:7}  {unit:8}  {own:12.4f}  {theirs:9.4f}   {statistics.median(clock):6.1f} ({min(clock):.1f})"
                  f"        {statistics.median(processor):6.1f} ({min(processor):.1f})", flush=True)


if __name__ == "__main__":
    main()

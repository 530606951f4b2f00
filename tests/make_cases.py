"""Writes every folder under tests/cases anew: `python3 tests/make_cases.py [FOLDER]`. Same bytes each time.

Needs openpyxl, xlwt and odfpy. All data are synthetic. Expected values are worked out here, by hand or with exact
decimals from the true records; never taken from the program.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from casemaking import (  # noqa: E402
    amounts,
    comparisons,
    control,
    dates,
    decisions,
    duplicates,
    explains,
    formats,
    forms,
    forty,
    jobs,
    layouts,
    letters,
    names,
    notices,
    papers,
    projects,
    texts,
    traces,
    units,
    versions,
)
from casemaking.expect import Cases  # noqa: E402

SUBJECTS = [texts, layouts, control, amounts, units, dates, formats, duplicates, versions, projects, names, comparisons, jobs, decisions, forty, notices, traces, explains, forms, letters, papers]


def main():
    """Replaces the folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent / "cases"
    shutil.rmtree(folder, ignore_errors=True)
    cases = Cases(folder)
    for subject in SUBJECTS:
        subject.write(cases)
    print(f"{len(cases.names)} cases in {folder}")


if __name__ == "__main__":
    main()

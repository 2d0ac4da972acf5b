"""The CPU time that the tables of plans with 10 and 100 times the rows take to build.

Run it as `python benchmarks/tables.py`. Each larger plan holds the real one many times: every copy
has sections, measures, labels and lines of its own, so that lookups grow with the rows. A build
whose time per row grows from 10 to 100 times the rows does something quadratic; this fails then.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox import REPOSITORY, YEAR

from analysis.paths import Project
from analysis.plan.tables.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDS = (1, 10, 100)
RUNS = 3
ALLOWED = 2.0  # times as long per row for 100 times the rows as for 10 times

_LINES = 20_000  # of the document: each copy's rows follow those of the copy before it
_SECTION = "{cell}.9{copy:05d}"  # section 3.1.1 becomes 3.1.1.900007, of the same chapter
_NAME = "{cell} {copy}"

#: How a cell differs from copy to copy, by table and column; all others are the same.
_VARIED: Mapping[str, Mapping[str, str]] = {
    "milestones": {"section": _SECTION, "label": _NAME},
    "norms": {"measure": _NAME},
    "inspections": {"measure": _NAME},
    "budget": {"measure": _NAME},
    "objectives": {"objective": "{cell}{copy:05d}", "section": _SECTION},
    "projects": {"project": "{cell}{copy:05d}"},
    "headings": {"number": _SECTION},
    "references": {"section": _SECTION, "target": _SECTION},
    "figures": {"section": _SECTION, "measure": "{cell}_{copy}"},
    "measures": {"measure": "{cell}_{copy}", "name": _NAME, "aliases": _NAME},
}
_KEPT = ("", "TOTAAL")


def main() -> None:
    """Print the CPU seconds of each size, and how the time per row grows."""
    per_row = {}
    for fold in FOLDS:
        seconds, rows = _measured(fold)
        per_row[fold] = seconds / rows
        microseconds = 1e6 * per_row[fold]
        print(f"{fold:4} times: {rows:8,} rows {seconds:7.2f} CPU s {microseconds:7.1f} µs a row")
    growth = per_row[100] / per_row[10]
    print(f"time per row, 100 times over 10 times the rows: {growth:.2f} (at most {ALLOWED:.0f})")
    if growth > ALLOWED:
        sys.exit("The build takes more than linear time.")


def _measured(fold: int) -> tuple[float, int]:
    """Return the median CPU seconds of a build, and its number of rows."""
    with tempfile.TemporaryDirectory() as root:
        project = _grown(Path(root), fold)
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            rows = sum(build(project, YEAR).values())
            times.append(time.process_time() - start)
    return statistics.median(times), rows


def _grown(folder: Path, fold: int) -> Project:
    """Write a project with one year of `fold` times the rows; the first copy is the plan itself."""
    shutil.copytree(REPOSITORY / "params", folder / "params")
    project = Project(folder)
    shutil.copytree(REPOSITORY / "data/raw" / str(YEAR), project.raw(YEAR))
    for path in project.raw(YEAR).glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        with path.open("a", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            for copy in range(1, fold):
                writer.writerows(list(_varied(row, path.stem, copy)) for row in rows)
    return project


def _varied(row: Mapping[str, str], table: str, copy: int) -> Iterator[str]:
    patterns = _VARIED.get(table, {})
    for column, cell in row.items():
        if column == "line":
            yield str(int(cell) + copy * _LINES)
        elif column not in patterns or cell in _KEPT:
            yield cell
        else:
            parts = cell.split("|")
            yield "|".join(patterns[column].format(cell=part, copy=copy) for part in parts)


if __name__ == "__main__":
    main()

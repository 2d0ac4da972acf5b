"""How long each notebook takes on its own, beside the time that a notebook may take.

`python benchmarks/notebooks.py --repeat 5` runs the report of one year in a copy of the project,
one notebook at a time and each anew, and prints the median and the spread. A notebook's seconds run
from asking for its kernel to its last cell; the first one waits for the imports that all share.
Other work on the machine adds to them, so its load is printed too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox import YEAR, make_sandbox

from analysis.paths import Project
from analysis.publishing.provenance import read_provenance
from analysis.publishing.reports import RunOptions, make_reports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sandbox import Sandbox

ALLOWED = 6.0  # seconds, for each notebook


def main() -> int:
    """Measure, print, and return 1 when a notebook's median is over what is allowed."""
    repeat = _arguments().repeat
    with tempfile.TemporaryDirectory(prefix="planmonitor-notebooks-") as folder:
        sandbox = make_sandbox(Path(folder), 1)
        runs = [_timed(sandbox) for _ in range(repeat)]
    seconds: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for run in runs:
        for name, parts in run.items():
            seconds[name].append(parts)
    print(f"Load of this machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'notebook':<24}{'median':>8}{'least':>8}{'most':>8}{'cells':>8}   of {ALLOWED:.0f} s")
    slow = [name for name, parts in seconds.items() if _shown(name, parts) > ALLOWED]
    print(f"Over {ALLOWED:.0f} s: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="how many times (5)")
    return parser.parse_args()


def _timed(sandbox: Sandbox) -> dict[str, Mapping[str, float]]:
    """Make the report from nothing, one notebook at a time; return the seconds of each."""
    sandbox.forget()
    project = Project(sandbox.root)
    make_reports(project, [YEAR], RunOptions(jobs=1)).raise_for_failure()
    notebooks = read_provenance(project.reports(YEAR))["notebooks"]
    return {name: found["seconds"] for name, found in notebooks.items()}


def _shown(name: str, parts: Sequence[Mapping[str, float]]) -> float:
    """Print a notebook's line and return its median."""
    totals = [part["total"] for part in parts]
    median = statistics.median(totals)
    cells = statistics.median(part["cells"] for part in parts)
    print(
        f"{name:<24}{median:>8.2f}{min(totals):>8.2f}{max(totals):>8.2f}{cells:>8.2f}"
        f"   {'#' * round(median / ALLOWED * 20)}"
    )
    return median


if __name__ == "__main__":
    sys.exit(main())

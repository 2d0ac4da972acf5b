"""The run of this project as one process; run as a script in the benchmark's environment."""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.paths import Project
from analysis.report.run import run_reports


def main() -> None:
    """Make the reports of a project's years: `ours.py PROJECT WORKERS warm|cold YEAR…`."""
    root, workers, kernels, *years = sys.argv[1:]
    run_reports(Project(Path(root)), map(int, years), jobs=int(workers), cold=kernels == "cold")


if __name__ == "__main__":
    main()

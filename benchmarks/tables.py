"""The build of a year's tables as one process; run as a script in the benchmark's environment."""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.paths import Project
from analysis.plan.tables.build import build


def main() -> None:
    """Build the tables of a year of a project: `tables.py PROJECT YEAR`."""
    root, year = sys.argv[1:]
    build(Project(Path(root)), int(year))


if __name__ == "__main__":
    main()

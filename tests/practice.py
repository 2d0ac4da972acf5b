"""Writes the practice plan of the tutorial: the plan of 2024 of an invented department.

    python tests/practice.py

Beside the plan's text it writes `measures-2024.csv`, which says what each label of its tables
means. For a real plan an analyst writes that file, starting from last year's.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generated import generate_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generated import GeneratedPlan

YEAR, SEED = 2024, 7
LABELLED = ("norms", "budget", "inspections")
HEADER = ("measure", "name", "objective", "chapter", "phase", "aliases")


def main() -> None:
    """Write both files in the working directory."""
    plan = generate_plan(SEED, YEAR)
    Path(f"plan-{YEAR}.txt").write_text(plan.text, encoding="utf-8")
    with Path(f"measures-{YEAR}.csv").open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerows([HEADER, *measures(plan)])
    sys.stdout.write(f"plan-{YEAR}.txt and measures-{YEAR}.csv are written\n")


def measures(plan: GeneratedPlan) -> Iterable[tuple[str, ...]]:
    """Give each label of the tables a measure; those that differ in signs only share one."""
    known: dict[str, list[str]] = {}
    for table in LABELLED:
        for label in plan.truth[table]["measure"]:
            if label.lower() != "totaal":
                known.setdefault(slug(label), []).append(" ".join(label.split()))
    for name, labels in known.items():
        aliases = "|".join(dict.fromkeys(labels))
        yield name, labels[0], "OD 1", "activering", "running", aliases


def slug(label: str) -> str:
    """Make a measure's id of a label.

    >>> slug("Oeverkorting (in uitdoof)")
    'oeverkorting_in_uitdoof'
    """
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")


if __name__ == "__main__":
    main()

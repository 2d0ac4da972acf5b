"""Writes the practice plan of the tutorial: the plan of 2024 of an invented department.

python tests/practice.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from generated import generate_plan
from generated.word import WordLayout, write_word

YEAR, SEED = 2024, 7


def main() -> None:
    """Write the plan as a Word document in the working directory."""
    path = Path(f"plan-{YEAR}.docx")
    write_word(generate_plan(SEED, YEAR), path, WordLayout())
    sys.stdout.write(f"{path} is written\n")


if __name__ == "__main__":
    main()

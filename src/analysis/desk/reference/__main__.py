"""Writes `docs/reference.md` of the project in which it is run."""

from analysis.desk.reference import reference
from analysis.paths import find_project

if __name__ == "__main__":
    path = find_project().root / "docs" / "reference.md"
    path.write_text(reference(), encoding="utf-8", newline="\n")

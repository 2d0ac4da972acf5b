"""Lists the code that nothing uses: not the package, a notebook, a script or a benchmark.

    python scripts/unused.py

A function that only its test calls is unused too. Names that something outside the project calls,
such as a hook of a library, are listed with the reason under `[tool.vulture]` in pyproject.toml.
Exits with 1 if it finds any.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from vulture import Vulture

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
USERS = ("src", "scripts", "benchmarks")


def main() -> None:
    """Print each unused name with its file and line."""
    found = [*unused(USERS, "src/"), *unused((*USERS, "tests"), "tests/")]
    sys.stdout.writelines(f"{line}\n" for line in found)
    if found:
        sys.exit("Delete what is unused, or add its name with a reason to [tool.vulture].")


def unused(users: tuple[str, ...], judged: str) -> Iterator[str]:
    """Return what is defined under one folder and used in none of several."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    vulture = Vulture(**settings["tool"]["vulture"])
    for folder in users:
        for path in sorted((ROOT / folder).rglob("*.py")):
            vulture.scan(path.read_text(encoding="utf-8"), filename=path)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        vulture.scan(code(path), filename=path)
    for item in vulture.get_unused_code(min_confidence=60):
        place = item.filename.relative_to(ROOT).as_posix()
        if place.startswith(judged):
            yield f"{place}:{item.first_lineno}: {item.typ} '{item.name}' is unused"


def code(notebook: Path) -> str:
    """Return the code of a notebook's cells as one module."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


if __name__ == "__main__":
    main()

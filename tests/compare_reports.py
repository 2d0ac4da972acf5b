"""Compares two reports as a reader sees them, to prove that a refactoring changes nothing.

    python tests/compare_reports.py BEFORE AFTER

BEFORE and AFTER are report folders such as `reports/2023`. The tool compares the text, the figures
(title, alternative text, drawing) and the tables (cell by cell) of each chapter, and every file of
`data/`; it leaves out the code of the cells. It prints the differences as a unified diff and exits
with 1 when there are any.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Elements that are one line of what a reader sees.
LINES = ("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "figcaption", "caption", "tr", "svg")
#: Elements that repeat what stands elsewhere, or are no part of what the report says.
LEFT_OUT = ("script", "style", "details.code")
_SPACE = re.compile(r"\s+")


def report_lines(page: str) -> list[str]:
    """Return what a reader sees of a page, an item a line, each after the chapter that it is in."""
    soup = BeautifulSoup(page, "html.parser")
    for selector in LEFT_OUT:
        for element in soup.select(selector):
            element.decompose()
    lines: list[str] = []
    for part in soup.select("header.front, section"):
        name = str(part.get("id", "front"))
        lines += [f"{name}: {line}" for line in _lines(part)]
    return lines


def _lines(part: Tag) -> Iterator[str]:
    for element in part.find_all(LINES):
        if element.find_parent("svg") is not None:
            continue
        words = _words(element)
        if words:
            yield f"{element.name} {words}"


def _words(element: Tag) -> str:
    if element.name == "svg":
        drawing = _SPACE.sub(" ", element.decode())
        digest = hashlib.sha256(_without_ids(drawing).encode()).hexdigest()[:12]
        return f"{element.get('aria-label', '')} [drawing {digest}]"
    if element.name == "tr":
        return " | ".join(_text(cell) for cell in element.find_all(("th", "td")))
    nested = element.find_all(LINES)
    return "" if nested and element.name in {"li", "dd"} else _text(element)


def _text(element: Tag) -> str:
    return _SPACE.sub(" ", element.get_text(" ")).strip()


def _without_ids(drawing: str) -> str:
    """Leave out ids and references to them: how they are written says nothing to a reader."""
    return re.sub(r'( id="[^"]*"|url\(#[^)]*\)|href="#[^"]*")', "", drawing)


def differences(before: Path, after: Path) -> list[str]:
    """Return how two report folders differ, as lines of a unified diff."""
    one, other = (
        report_lines((folder / "index.html").read_text(encoding="utf-8"))
        for folder in (before, after)
    )
    found = list(difflib.unified_diff(one, other, "before", "after", lineterm="", n=0))
    return found + [line for name in _names(before, after) for line in _file(before, after, name)]


def _names(before: Path, after: Path) -> list[str]:
    found = {path.name for folder in (before, after) for path in (folder / "data").glob("*")}
    return sorted(found)


def _file(before: Path, after: Path, name: str) -> list[str]:
    one, other = before / "data" / name, after / "data" / name
    if not one.exists() or not other.exists():
        return [f"{'+' if other.exists() else '-'}data/{name}"]
    if one.read_bytes() == other.read_bytes():
        return []
    if name.endswith(".xlsx"):
        return [f"!data/{name} has other bytes"]
    old, new = (path.read_text(encoding="utf-8-sig").splitlines() for path in (one, other))
    return list(difflib.unified_diff(old, new, f"data/{name}", f"data/{name}", lineterm="", n=0))


def main(arguments: list[str]) -> int:
    """Print the differences; return 1 when there are any."""
    if len(arguments) != 2:
        print(__doc__)  # noqa: T201 - the usage
        return 2
    found = differences(*map(Path, arguments))
    print("\n".join(found) or "The reports are the same.")  # noqa: T201 - the result
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

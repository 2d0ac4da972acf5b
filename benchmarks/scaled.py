"""A plan with many times the rows of the real one: what its tables cost to build.

Each row stands there once per copy, with a place of its own in the document; in one of two ways.
A `longer` plan has the sections, objectives, projects, measures and key figures of the real one,
and many times the rows in all other tables, each milestone with a label of its own. In a `wider`
plan those are new in each copy too, so that nothing is read more cheaply: that is the harder one,
and farther from any plan, since somebody keeps the measures by hand.
"""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

import numpy as np
from sandbox import REPOSITORY, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: Lines of the document: each copy's rows stand on lines after those of the one before.
LINES = 20_000
COPIES_AT_ONCE = 100

_OF_THIS_COPY = "{}.9%05d"  # section 3.1.1 becomes 3.1.1.900007, of the same chapter
_NAMED = "{} %d"

_NEW_IN_EACH: Mapping[str, Mapping[str, str]] = {
    "milestones": {"section": _OF_THIS_COPY, "label": _NAMED},
    "norms": {"measure": _NAMED},
    "inspections": {"measure": _NAMED},
    "budget": {"measure": _NAMED},
    "objectives": {"objective": "{}%05d", "section": _OF_THIS_COPY},
    "projects": {"project": "{}%05d"},
    "headings": {"number": _OF_THIS_COPY},
    "references": {"section": _OF_THIS_COPY, "target": _OF_THIS_COPY},
    "figures": {"section": _OF_THIS_COPY, "measure": "{}_%d"},
    "measures": {"measure": "{}_%d", "name": _NAMED, "aliases": _NAMED},
}

#: How a cell differs from copy to copy, per growth, table and column; all others are the same.
VARIED: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "longer": {"milestones": {"label": _NAMED}},
    "wider": _NEW_IN_EACH,
}
_ONCE = {"longer": ("headings", "objectives", "projects", "figures", "measures"), "wider": ()}
_NOT_VARIED = ("", "TOTAAL")


def make_scaled(folder: Path, fold: int, growth: str) -> Path:
    """Write a project with one year of `fold` times the rows; return the folder of its tables.

    `growth` is one of `VARIED`.
    """
    shutil.copytree(REPOSITORY / "params", folder / "params")
    raw = folder / "data/raw" / str(YEAR)
    raw.mkdir(parents=True)
    multiply(REPOSITORY / "data/raw" / str(YEAR), raw, fold, growth)
    return raw


def multiply(source: Path, target: Path, fold: int, growth: str) -> None:
    """Write the raw tables of a plan with `fold` times the rows; the first copy is the plan."""
    for path in sorted(source.iterdir()):
        if path.suffix != ".csv" or fold == 1 or path.stem in _ONCE[growth]:
            (target / path.name).write_bytes(path.read_bytes())
            continue
        with (target / path.name).open("wb") as stream:
            stream.writelines(_copies(path, fold, VARIED[growth].get(path.stem, {})))


def _copies(path: Path, fold: int, varied: Mapping[str, str]) -> Iterator[bytes]:
    """Yield the file itself, then its rows again and again, with their own numbers."""
    content = path.read_bytes()
    yield content if content.endswith(b"\n") else content + b"\n"
    template, numbers, is_line = _template(path, varied)
    for first in range(1, fold, COPIES_AT_ONCE):
        copies = np.arange(first, min(first + COPIES_AT_ONCE, fold))[:, np.newaxis]
        cells = np.where(is_line, numbers + copies * LINES, copies)
        for row in cells.tolist():
            yield template % tuple(row)


def _template(path: Path, patterns: Mapping[str, str]) -> tuple[bytes, np.ndarray, np.ndarray]:
    """Return the rows with `%d` for what differs, those numbers, and which of them are lines."""
    with path.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    text, numbers, is_line = io.StringIO(), [], []
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        cells = [_varied(column, cell, patterns.get(column)) for column, cell in row.items()]
        writer.writerow(cells)
        for (column, cell), varied in zip(row.items(), cells, strict=True):
            places = varied.count("%") - 2 * varied.count("%%")
            numbers += [int(cell) if column == "line" else 0] * places
            is_line += [column == "line"] * places
    return text.getvalue().encode(), np.array(numbers), np.array(is_line)


def _varied(column: str, cell: str, pattern: str | None) -> str:
    plain = cell.replace("%", "%%")
    if column == "line":
        return "%d"
    if pattern is None or cell in _NOT_VARIED:
        return plain
    return "|".join(pattern.format(part) for part in plain.split("|"))

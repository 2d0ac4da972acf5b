"""The key figures of all published reports, year by year: a table with sparklines."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from analysis.toolkit.charts.sparkline import sparkline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

#: The open data of a report that has its key figures: the result `key_figures`.
TABLE = "data/key_figures.csv"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A key figure as a report gives it: its value, and how to write it.

    `parts` are the counts behind a share, or empty.
    """

    label: str
    value: float
    printed: str
    parts: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A key figure in each year, None where the plan does not give it, and its line over time."""

    label: str
    cells: tuple[PublishedFigure | None, ...]
    line: Markup


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The key figures of some years, the oldest first."""

    years: tuple[int, ...]
    rows: tuple[FigureRow, ...]

    @property
    def lines(self) -> bool:
        """Whether any figure has a line: one year alone has none."""
        return any(row.line for row in self.rows)


def figure_table(folder: Path, years: Iterable[int]) -> FigureTable:
    """Return the key figures of the reports in a folder; a report without open data is left out.

    Rows are in the order of the newest report.
    """
    read = {year: _read(folder / str(year)) for year in sorted(years)}
    found = {year: figures for year, figures in read.items() if figures}
    names = dict.fromkeys(name for year in reversed(found) for name in found[year])
    return FigureTable(tuple(found), tuple(_row(name, found) for name in names))


def _read(report: Path) -> dict[str, PublishedFigure]:
    path = report / TABLE
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return {
            row["indicator"]: PublishedFigure(
                row["label"], float(row["value"]), row["printed"], row["parts"]
            )
            for row in csv.DictReader(stream)
        }


def _row(name: str, found: Mapping[int, Mapping[str, PublishedFigure]]) -> FigureRow:
    cells = [figures.get(name) for figures in found.values()]
    newest = [cell for cell in cells if cell][-1]
    line = sparkline([cell.value if cell else None for cell in cells], _alt(list(found), cells))
    return FigureRow(newest.label, tuple(cells), Markup(line))  # noqa: S704 - written just now


def _alt(years: Sequence[int], cells: Sequence[PublishedFigure | None]) -> str:
    known = [(cell.printed, year) for year, cell in zip(years, cells, strict=True) if cell]
    return "Lijn: " + ", ".join(f"{printed} in {year}" for printed, year in known)

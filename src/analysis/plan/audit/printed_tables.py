"""The raw tables of a plan for the audit's rules, with the line, section and page of each row."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem
from analysis.plan.audit.finding import Passage, joined
from analysis.plan.audit.printed_number import printed_value, read_printed
from analysis.plan.audit.printed_row import PrintedRow
from analysis.plan.audit.statement import Statement
from analysis.plan.tables.csv_file import read_csv
from analysis.plan.tables.measures import alias_table, label_key
from analysis.plan.tables.places import TEXT, Place, Sections, places_of, together
from analysis.plan.tables.raw import RAW_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project

_MEASURES = "measures"


@dataclass(frozen=True, eq=False)
class PrintedTables:
    """The raw tables of one year by name, all cells as text; a missing table has no rows.

    `analysis.plan.tables.raw` defines the columns.
    """

    year: int
    frames: Mapping[str, pd.DataFrame] = field(repr=False)

    @cached_property
    def _rows(self) -> dict[str, list[PrintedRow]]:
        return {
            name: [self._row(name, cells) for cells in frame.to_dict("records")]
            for name, frame in self.frames.items()
        }

    def rows(self, table: str) -> list[PrintedRow]:
        """Return the rows of a table, in the order of the file."""
        return self._rows.get(table, [])

    def at(self, table: str, line: int) -> list[PrintedRow]:
        """Return the rows of a table that come from this line of the document."""
        return [row for row in self.rows(table) if row.line == line]

    def section_at(self, line: int) -> str:
        """Return the number of the section that holds a line; empty before the first heading."""
        return self._sections.at(line)

    def place_of(self, passage: Passage) -> str:
        """Return where a passage is, as a reader finds it."""
        known = self._places.get(passage.table, {})
        in_text = [Place(passage.section, TEXT, page=passage.page)]
        return together(place for line in passage.lines for place in known.get(line, in_text))

    def objective_of(self, section: str) -> str:
        """Return the objective of a section or of its nearest parent that has one."""
        parts = section.split(".")
        above = (".".join(parts[:size]) for size in range(len(parts), 0, -1))
        return next((self._objectives[name] for name in above if name in self._objectives), "")

    def measure_of(self, label: str) -> str:
        """Return the id of the measure with this label, or the normalised label if unknown."""
        key = label_key(label)
        return self._aliases.get(key, key)

    def prose(self, line: int, printed: str) -> Passage:
        """Return a passage of running text."""
        page = self.page_at(line)
        return Passage("prose", self.section_at(line), (line,), printed, page=page)

    def page_at(self, line: int) -> int | None:
        """Return the page of a line if the nearest rows before and after it share one page."""
        place = bisect_right(self._pages, line, key=lambda known: known[0])
        around = {page for _, page in self._pages[max(place - 1, 0) : place + 1]}
        return around.pop() if len(around) == 1 else None

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements of the prose, in the order of the document."""
        return [Statement(row) for row in self.rows("statements")]

    @cached_property
    def sentences(self) -> list[list[Statement]]:
        """The statements of each sentence that has any, in the order of the document."""
        grouped = groupby(self.statements, key=lambda statement: statement.place)
        return [list(statements) for _, statements in grouped]

    def statements_at(self, place: tuple[int, int]) -> list[Statement]:
        """Return the statements of one sentence, by the numbers of its paragraph and sentence."""
        return self._by_place.get(place, [])

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], list[Statement]]:
        return {sentence[0].place: sentence for sentence in self.sentences}

    @cached_property
    def _sections(self) -> Sections:
        frame = self.frames.get("headings", pd.DataFrame()).reindex(columns=["line", "number"])
        return Sections(zip(frame["line"].map(_line), frame["number"].map(str), strict=True))

    @cached_property
    def _places(self) -> dict[str, dict[int, list[Place]]]:
        """The places of the rows on each line of each table."""
        found: dict[str, dict[int, list[Place]]] = {}
        for table in self.frames:
            lines = found[table] = defaultdict[int, list[Place]](list)
            rows = self.rows(table)
            for row, place in zip(
                rows, places_of(table, [row.cells for row in rows], self._sections), strict=True
            ):
                lines[row.line].append(place)
        return found

    @cached_property
    def _pages(self) -> list[tuple[int, int]]:
        rows = [row for table in self.frames for row in self.rows(table)]
        return sorted({(row.line, row.page) for row in rows if row.page is not None})

    @cached_property
    def _objectives(self) -> dict[str, str]:
        return {row["section"]: row["objective"] for row in self.rows("objectives")} | {
            row["number"]: f"OD {row['title'].rsplit('(OD', 1)[1].strip(' )')}"
            for row in self.rows("headings")
            if "(OD" in row["title"]
        }

    @cached_property
    def _aliases(self) -> dict[str, str]:
        measures = self.frames.get(_MEASURES)
        return {} if measures is None else alias_table(measures, f"{_MEASURES}.csv")

    def _row(self, table: str, cells: Mapping[Hashable, object]) -> PrintedRow:
        texts = {str(column): _text(cell) for column, cell in cells.items()}
        line = _line(texts.get("line", ""))
        own = texts.get("section", "") if table not in {"objectives", "projects"} else ""
        page = texts.get("page", "")
        section = own or self.section_at(line)
        return PrintedRow(table, texts, line, section, int(page) if page.isdecimal() else None)


def read_printed_tables(project: Project, year: int) -> PrintedTables:
    """Read all raw tables of a year, and the table of measures that all years share.

    Raises
    ------
    DataError
        If the year has no tables, or a file is malformed.
    """
    folder = project.raw(year)
    files = [file for name in RAW_COLUMNS if (file := folder / f"{name}.csv").is_file()]
    if not files:
        remedy = f"Read the plan: planmonitor ingest DOCUMENT --year {year}"
        where = project.relative(folder)
        raise DataError(Problem(where, "no tables", "the plan's tables, as CSV", remedy))
    shared = folder.parent / f"{_MEASURES}.csv"
    found = [*files, *([shared] if shared.is_file() else [])]
    return read_printed_files(year, {project.relative(file): file for file in found})


def read_printed_files(year: int, files: Mapping[str, Path]) -> PrintedTables:
    """Read raw tables from files, by their path from the project's root for error messages.

    Raises
    ------
    DataError
        If a file is malformed.
    """
    return PrintedTables(year, {file.stem: read_csv(file, where) for where, file in files.items()})


def wrong_sum(
    total: PrintedRow, parts: Sequence[PrintedRow], column: str
) -> tuple[float, Passage] | None:
    """Return the sum of the parts and their passage; None if the printed total equals it.

    Empty cells are left out; None too if they leave no total or no part to compare.
    """
    printed = read_printed(total[column])
    filled = [row for row in parts if read_printed(row[column])]
    summed = sum(printed_value(row[column]) for row in filled)
    if not printed or not filled or summed == printed.value:
        return None
    return summed, joined([row.passage(column) for row in filled], " + ")


def _text(cell: object) -> str:
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell)  # noqa: PLR0124 - NaN


def _line(text: object) -> int:
    digits = str(text)
    return int(digits) if digits.isdecimal() else 0

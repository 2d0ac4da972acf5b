"""Reads all tables and results, and notes what was read.

A kernel is asked at its end which tables it read, as it is asked which modules it loaded: both go
into the key of its outputs. So a notebook, and whatever it calls, reads tables here and only here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.errors import DataError, Problem
from analysis.plan.tables.content import CHOICES, LEVEL, choose, part_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.paths import Project

    Note = Callable[[str], None]

#: What this process has read, in the words of `read_name`.
READS: set[str] = set()


def read_name(year: int, table: str, part: str = "") -> str:
    """Return the name of a read: `2023/norms`, or `2023/norms[chapter=vsi]` for some rows."""
    return f"{year}/{table}[{part}]" if part else f"{year}/{table}"


class TableReader:
    """Reads the tables of one year, each file once.

    `note` is called with the name of each read; by default it notes it for the whole process.
    """

    def __init__(self, project: Project, year: int, note: Note = READS.add) -> None:
        self.project = project
        self.year = year
        self._note = note
        self._files: dict[str, pd.DataFrame] = {}

    def read(self, table: str, **chosen: Any) -> pd.DataFrame:  # noqa: ANN401 - a cell's value
        """Return a table or `results/<name>`, or its rows that have the chosen values.

        Only values of `confidence_level` and `chapter` can be chosen; one that is no column of the
        table chooses nothing, so that the table is read whole.

        Raises
        ------
        DataError
            When the table has not been built.
        """
        whole = self._file(table, chosen.get(LEVEL))
        known = {name: chosen[name] for name in CHOICES if name in chosen and name in whole}
        self._note(read_name(self.year, table, part_name(known)))
        return choose(whole, known) if known else whole

    def _file(self, table: str, level: float | None) -> pd.DataFrame:
        if table not in self._files:
            path = self.project.processed(self.year) / f"{table}.parquet"
            self._files[table] = read_file(self.project, path, self.year)
        found = self._files[table]
        if level is None or LEVEL not in found or found.empty or (found[LEVEL] == level).any():
            return found
        # No setting has this level: a notebook that a person opened asked for it.
        path = self.project.results(self.year, level) / f"{table.partition('/')[2]}.parquet"
        return read_file(self.project, path, self.year)


def read_file(project: Project, path: Path, year: int) -> pd.DataFrame:
    """Read the file of a table or result.

    Raises
    ------
    DataError
        When the file is missing.
    """
    if not path.is_file():
        raise DataError(
            Problem(
                where=project.relative(path),
                found="no such file",
                expected="a table built from data/raw, or a result computed from tables",
                remedy=f"Build the tables: planmonitor data {year}",
            )
        )
    return pd.read_parquet(path)

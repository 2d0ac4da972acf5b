"""A result: a statistic of the whole plan, computed once and kept as a table.

Each subject lists its own in `results.py`, as `RESULTS`; `analysis.analyse` computes them and
writes `data/processed/<year>/results/<name>.parquet`. What is computed there imports statistics;
charts, tables and sentences only read what it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pandera.pandas as pa
from pandera.errors import SchemaErrors

from analysis.errors import Problem, ResultError, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import ReportSettings, YearSettings


class Inputs(Protocol):
    """What a result is computed from; whatever is taken from here counts in its cache key."""

    @property
    def year(self) -> int:
        """The plan's year: it evaluates the year before."""

    @property
    def level(self) -> float:
        """The level of the intervals, between 0 and 1; only for a result that is `by_level`."""

    @property
    def plan(self) -> PlanTables:
        """The tables of the whole plan, and the results computed from them."""

    @property
    def earlier(self) -> Mapping[int, PlanTables]:
        """The same of the plans before it that have been built, by year, the oldest first."""

    @property
    def settings(self) -> ReportSettings:
        """What `params/report.yaml` says: the chapters and their titles."""

    @property
    def year_settings(self) -> YearSettings:
        """What `params/<year>.yaml` says: parameters, and findings of the audit that are known."""

    def file(self, name: str) -> Path | None:
        """Return a file of the project by its path from the root, or None if it is absent."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result.

    Attributes
    ----------
    name
        The name of its table; unique among all subjects.
    title, description
        What it is called and what a row is, in Dutch, as users of the open data read it.
    columns
        Its columns in order, each with its type and, in Dutch, what it means. One called `chapter`
        holds a chapter's id and lets a chapter read its own rows only.
    compute
        Computes the table; the columns are then put in order and made of their types, and
        `confidence_level` is added to one that is `by_level`.
    by_level
        Whether it holds intervals: it is then computed at the level of each chapter's settings.
    """

    name: str
    title: str
    description: str
    columns: Mapping[str, pa.Column]
    compute: Callable[[Inputs], pd.DataFrame]
    by_level: bool = False

    @property
    def schema(self) -> pa.DataFrameSchema:
        """What the table must hold, `confidence_level` included."""
        level = column("float64", "Niveau van de intervallen, tussen 0 en 1")
        first = {"confidence_level": level} if self.by_level else {}
        return pa.DataFrameSchema({**first, **self.columns}, strict=True, ordered=True, coerce=True)


def column(dtype: str, description: str, *, missing: bool = False) -> pa.Column:
    """Return a column of a result: pandas type, meaning in Dutch, whether cells may be missing."""
    return pa.Column(dtype, nullable=missing, description=description)


def as_declared(result: Result, subject: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a computed table's declared columns, each made of its type.

    Raises
    ------
    ResultError
        When a column is missing, or its cells do not fit its declaration.
    """
    where = f"src/analysis/subjects/{subject}/results.py, result '{result.name}'"
    wanted = list(result.schema.columns)
    remedy = "Correct what computes it, or its declared columns."
    if missing := [name for name in wanted if name not in frame]:
        found, there = f"no column {quoted(missing)}", quoted(map(str, frame))
        raise ResultError(Problem(where, f"{found}, but {there}", "every declared column", remedy))
    try:
        checked: pd.DataFrame = result.schema.validate(frame[wanted], lazy=True)
    except SchemaErrors as error:
        first = error.failure_cases.drop_duplicates("column").itertuples()
        raise ResultError(
            *(
                Problem(
                    f"{where}, column '{one.column}'",
                    f"{frame[one.column].dtype} values that fail {one.check}",
                    f"values of the declared type {result.schema.columns[one.column].dtype}",
                    remedy,
                )
                for one in first
            )
        ) from error
    return checked

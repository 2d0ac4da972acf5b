"""What each processed table must hold: pandera schemas, and their failures as problems to mend."""

from __future__ import annotations

from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from analysis.errors import DataError, Problem
from analysis.plan.tables.columns import COMPARE
from analysis.plan.tables.distinct import as_texts, is_text
from analysis.plan.tables.figures import UNITS
from analysis.plan.tables.legend import STEPS
from analysis.plan.tables.measures import PHASES
from analysis.plan.tables.status import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    _Rule = tuple[str, Callable[[pd.Series], pd.Series]]  # in words, and which cells keep it

_RULES = "rules"
_QUARTERS = r"(20\d\dQ[1-4]( 20\d\dQ[1-4])*)?"
_SECTION = r"\d+(\.\d+)*"


def _column(dtype: str | type, *rules: _Rule, missing: bool = False) -> pa.Column:
    """Return a column whose rules are kept for `_holds` too."""
    checks = [pa.Check(rule, error=words) for words, rule in rules]
    kept = {_RULES: [rule for _, rule in rules]}
    return pa.Column(dtype, checks, nullable=missing, metadata=kept)


def _text(*, empty: bool = False, missing: bool = False) -> pa.Column:
    rules: list[_Rule] = [] if empty else [("a text that is not empty", lambda cells: cells != "")]
    return _column(str, *rules, missing=missing)


def _pattern(pattern: str, words: str, *, missing: bool = False) -> pa.Column:
    return _column(str, (words, partial(_fits, rf"^{pattern}$")), missing=missing)


def _fits(pattern: str, cells: pd.Series) -> pd.Series:
    """Tell which cells a pattern fits; what is missing is not for a pattern to refuse."""
    return cells.str.match(pattern, na=True)


def _number(dtype: str, low: float | None = 0, high: float | None = None) -> pa.Column:
    rules: list[_Rule] = []
    if low is not None:
        rules.append((f"at least {low}", lambda cells: cells >= low))
    if high is not None:
        rules.append((f"at most {high}", lambda cells: cells <= high))
    return _column(dtype, *rules, missing=True)


def _place_number(words: str, *, missing: bool = False) -> pa.Column:
    return _column("Int64", (words, lambda cells: cells >= 1), missing=missing)


def _categories(*names: str, missing: bool = False) -> pa.Column:
    words = f"one of {', '.join(names)}"
    return _column("category", (words, partial(_is_among, names)), missing=missing)


def _is_among(names: Sequence[str], cells: pd.Series) -> pd.Series:
    """Tell which categories are among the names; what is missing is not for a name to refuse."""
    known = np.append(cells.cat.categories.isin(names), values=True)
    return pd.Series(known.take(cells.cat.codes), index=cells.index)


def _place() -> dict[str, pa.Column]:
    """Return the columns that say where a row stands; a source without pages has none."""
    return {
        "line": _place_number("a line of the document"),
        "page": _place_number("a page", missing=True),
    }


def _measure() -> dict[str, pa.Column]:
    return {
        "measure": _text(missing=True),
        "name": _text(missing=True),
        "chapter": _text(missing=True),
        "label": _text(),
    }


SCHEMAS: Mapping[str, pa.DataFrameSchema] = MappingProxyType(
    {
        "headings": pa.DataFrameSchema(
            {
                "number": _pattern(_SECTION, "a section number such as 3.1.1"),
                "title": _text(),
                "chapter": _text(missing=True),
                "objective": _pattern(r"OD \d+", "an objective such as OD 1", missing=True),
                **_place(),
            },
            unique=["number"],
        ),
        "milestones": pa.DataFrameSchema(
            {
                "year": _column("Int64"),
                "kind": _categories("evaluated", "planned"),
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "section_title": _text(),
                "chapter": _text(),
                "objective": _text(missing=True),
                "additional": _column(bool),
                "theme": _text(empty=True),
                "label": _text(),
                "status": _categories(*STATUSES, missing=True),
                "timing": _text(empty=True),
                "quarters": _pattern(_QUARTERS, "quarters such as 2023Q1 2023Q2"),
                "continuous": _column(bool),
                "ad_hoc": _column(bool),
                "carried_over": _column(bool),
                "see_also": _text(empty=True),
                "tags": _text(empty=True),
                **_place(),
            }
        ),
        "norms": pa.DataFrameSchema(
            {
                **_measure(),
                "objective": _text(missing=True),
                "norm": _text(),
                "target": _number("Float64", 0, 100),
                "previous": _number("Float64", 0, 100),
                "current": _number("Float64", 0, 100),
                "change": _number("Float64", -100, 100),
                "change_printed": _number("Float64", -100, 100),
                "step_previous": _categories(*STEPS, missing=True),
                "step": _categories(*STEPS, missing=True),
                **_place(),
            }
        ),
        "inspections": pa.DataFrameSchema(
            {
                **_measure(),
                "objective": _text(missing=True),
                "cases_previous": _number("Int64"),
                "cases_current": _number("Int64"),
                "cases_trend_printed": _number("Float64", -100),
                "reports_previous": _number("Int64"),
                "reports_current": _number("Int64"),
                "reports_trend_printed": _number("Float64", -100),
                "recoveries_previous": _number("Int64"),
                "recoveries_current": _number("Int64"),
                "recoveries_trend_printed": _number("Float64", -100),
                "shared_with": _text(empty=True),
                "total": _column(bool),
                **_place(),
            }
        ),
        "budget": pa.DataFrameSchema(
            {
                "objective": _text(),
                "measure_objective": _text(missing=True),
                **_measure(),
                "article": _text(empty=True),
                "vak_realised": _number("Int64", None),
                "vek_realised": _number("Int64", None),
                "vak_budget": _number("Int64", None),
                "vek_budget": _number("Int64", None),
                "receipts": _column(bool),
                **_place(),
            }
        ),
        "workforce": pa.DataFrameSchema(
            {
                "level": _text(empty=True),
                "grade": _text(empty=True),
                "statutory": _number("Int64"),
                "contractual": _number("Int64"),
                "total": _number("Int64"),
                **_place(),
            }
        ),
        "letters": pa.DataFrameSchema(
            {
                "department": _text(),
                "letters": _number("Int64"),
                "status": _text(empty=True),
                **_place(),
            }
        ),
        "objectives": pa.DataFrameSchema(
            {
                "objective": _pattern(r"(SBD|SOD|OD) \d+", "an objective such as OD 1"),
                "kind": _categories("strategic", "operational", "organisation"),
                "title": _text(),
                "policy_field": _text(empty=True),
                "structure_element": _text(empty=True),
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "chapter": _text(missing=True),
                **_place(),
            },
            unique=["objective"],
        ),
        "projects": pa.DataFrameSchema(
            {
                "project": _number("Int64", 1),
                "kind": _categories("policy", "organisation"),
                "title": _text(),
                "section": _text(empty=True),
                "chapter": _text(missing=True),
                "objectives": _text(empty=True),
                "years": _text(empty=True),
                "overall_status": _text(empty=True),
                **_place(),
            },
            unique=["kind", "project"],
        ),
        "abbreviations": pa.DataFrameSchema(
            {"abbreviation": _text(), "meaning": _text(empty=True), **_place()}
        ),
        "references": pa.DataFrameSchema(
            {
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "chapter": _text(missing=True),
                "target": _pattern(_SECTION, "a section number such as 3.1.1"),
                "target_title": _text(missing=True),
                "topic": _text(empty=True),
                **_place(),
            }
        ),
        "figures": pa.DataFrameSchema(
            {
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "chapter": _text(missing=True),
                "measure": _text(missing=True),
                "name": _text(missing=True),
                "indicator": _text(),
                "unit": _categories(*UNITS),
                "year": _column("Int64", ("a year", lambda cells: cells.between(2000, 2100))),
                "value": _column("Float64"),
                "value_printed": _text(),
                **_place(),
            },
            unique=["section", "measure", "indicator", "year"],
        ),
        "measures": pa.DataFrameSchema(
            {
                "measure": _pattern(r"[a-z][a-z0-9_]*", "an id such as duaal_leren"),
                "name": _text(),
                "objective": _text(missing=True),
                "chapter": _text(missing=True),
                "phase": _categories(*PHASES),
                "aliases": _text(empty=True),
            },
            unique=["measure"],
        ),
        "corrections": pa.DataFrameSchema(
            {
                "table": _text(),
                "line": _place_number("a line of the document"),
                "column": _text(),
                "printed": _text(empty=True),
                "corrected": _text(empty=True),
                "reason": _text(),
            }
        ),
    }
)

# A table may come in parts; only `check_key` sees all its rows.
_CELLS = MappingProxyType(
    {name: pa.DataFrameSchema(schema.columns) for name, schema in SCHEMAS.items()}
)


def validated(table: pd.DataFrame, name: str, where: str) -> pd.DataFrame:
    """Return a table, or a part of it, with the schema's columns in the schema's order.

    A text column may be a category of texts, as `distinct` has them, and stays one.

    Raises
    ------
    DataError
        When cells break the schema: one problem per cell, all at once.
    """
    schema = _CELLS[name]
    columns = table[list(schema.columns)]
    if all(_holds(column, columns[name]) for name, column in schema.columns.items()):
        return columns
    try:
        return schema.validate(as_texts(columns, text_columns(name)), lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.to_dict("records")
        raise DataError(*(_problem(case, where) for case in cases)) from None


@cache
def text_columns(name: str) -> frozenset[str]:
    """Return the columns of a table that hold text."""
    columns = SCHEMAS[name].columns.items()
    return frozenset(one for one, column in columns if is_text(column.dtype.type))


def _holds(column: pa.Column, cells: pd.Series) -> bool:
    """Tell whether all is well at once; pandera, which knows each bad cell, takes longer."""
    if cells.hasnans and not column.nullable:
        return False
    if is_text(column.dtype.type) and isinstance(cells.dtype, pd.CategoricalDtype):
        cells = pd.Series(cells.cat.categories)  # what holds for the texts holds for the cells
    return cells.dtype == column.dtype.type.name and all(
        rule(cells).all() for rule in column.metadata[_RULES]
    )


def key(name: str) -> list[str]:
    """Return the columns that tell the rows of a table apart; none where rows may be alike."""
    return list(SCHEMAS[name].unique or [])


def check_key(rows: pd.DataFrame, where: str) -> None:
    """Check that no row is there twice; the columns are those of the table's key.

    Raises
    ------
    DataError
        With one problem per row that is.
    """
    problems = [
        Problem(
            where=f"{where}, row {row}, {', '.join(rows.columns)}",
            found=f"{', '.join(map(str, cells))}, as in a row above it",
            expected="each once",
            remedy="Remove one of the two rows, or correct it.",
        )
        for row, *cells in rows[rows.duplicated()].itertuples()
    ]
    if problems:
        raise DataError(*problems)


def _problem(case: Mapping[str, object], where: str) -> Problem:
    row = f", row {case['index']}" if case["index"] is not None else ""
    missing = case["check"] == "not_nullable"
    return Problem(
        where=f"{where}{row}, column '{case['column']}'",
        found="nothing" if missing else f"'{case['failure_case']}'",
        expected="a value" if missing else str(case["check"]),
        remedy=COMPARE,
    )

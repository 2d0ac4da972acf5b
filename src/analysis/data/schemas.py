"""What each processed table must hold: pandera schemas, and their failures as problems to mend."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pandera import pandas as pandera
from pandera.errors import SchemaErrors

from analysis.data.figures import UNITS
from analysis.data.legend import STEPS
from analysis.data.measures import PHASES
from analysis.data.status import STATUSES
from analysis.data.typed import COMPARE
from analysis.errors import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_QUARTERS = r"(20\d\dQ[1-4]( 20\d\dQ[1-4])*)?"
_SECTION = r"\d+(\.\d+)*"


def _text(*, empty: bool = False, missing: bool = False) -> pandera.Column:
    checks = [] if empty else [pandera.Check.str_length(min_value=1, error="a text that is not empty")]
    return pandera.Column(str, checks, nullable=missing)


def _pattern(pattern: str, words: str, *, missing: bool = False) -> pandera.Column:
    return pandera.Column(str, pandera.Check.str_matches(rf"^{pattern}$", error=words), nullable=missing)


def _number(dtype: str, low: float | None = 0, high: float | None = None) -> pandera.Column:
    checks = []
    if low is not None:
        checks.append(pandera.Check.ge(low, error=f"at least {low}"))
    if high is not None:
        checks.append(pandera.Check.le(high, error=f"at most {high}"))
    return pandera.Column(dtype, checks, nullable=True)


def _categories(*names: str, missing: bool = False) -> pandera.Column:
    words = f"one of {', '.join(names)}"
    return pandera.Column("category", pandera.Check.isin(names, error=words), nullable=missing)


def _place() -> dict[str, pandera.Column]:
    """Return the columns that say where a row stands; a source without pages has none."""
    return {
        "line": pandera.Column("Int64", pandera.Check.ge(1, error="a line of the document")),
        "page": pandera.Column("Int64", pandera.Check.ge(1, error="a page"), nullable=True),
    }


def _measure() -> dict[str, pandera.Column]:
    return {
        "measure": _text(missing=True),
        "name": _text(missing=True),
        "chapter": _text(missing=True),
        "label": _text(),
    }


SCHEMAS: Mapping[str, pandera.DataFrameSchema] = MappingProxyType(
    {
        "headings": pandera.DataFrameSchema(
            {
                "number": _pattern(_SECTION, "a section number such as 3.1.1"),
                "title": _text(),
                "chapter": _text(missing=True),
                "objective": _pattern(r"OD \d+", "an objective such as OD 1", missing=True),
                **_place(),
            },
            unique=["number"],
        ),
        "milestones": pandera.DataFrameSchema(
            {
                "year": pandera.Column("Int64"),
                "kind": _categories("evaluated", "planned"),
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "section_title": _text(),
                "chapter": _text(),
                "objective": _text(missing=True),
                "additional": pandera.Column(bool),
                "theme": _text(empty=True),
                "label": _text(),
                "status": _categories(*STATUSES, missing=True),
                "timing": _text(empty=True),
                "quarters": _pattern(_QUARTERS, "quarters such as 2023Q1 2023Q2"),
                "continuous": pandera.Column(bool),
                "ad_hoc": pandera.Column(bool),
                "carried_over": pandera.Column(bool),
                "see_also": _text(empty=True),
                "tags": _text(empty=True),
                **_place(),
            }
        ),
        "norms": pandera.DataFrameSchema(
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
        "inspections": pandera.DataFrameSchema(
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
                "total": pandera.Column(bool),
                **_place(),
            }
        ),
        "budget": pandera.DataFrameSchema(
            {
                "objective": _text(),
                "measure_objective": _text(missing=True),
                **_measure(),
                "article": _text(empty=True),
                "vak_realised": _number("Int64", None),
                "vek_realised": _number("Int64", None),
                "vak_budget": _number("Int64", None),
                "vek_budget": _number("Int64", None),
                "receipts": pandera.Column(bool),
                **_place(),
            }
        ),
        "workforce": pandera.DataFrameSchema(
            {
                "level": _text(empty=True),
                "grade": _text(empty=True),
                "statutory": _number("Int64"),
                "contractual": _number("Int64"),
                "total": _number("Int64"),
                **_place(),
            }
        ),
        "letters": pandera.DataFrameSchema(
            {
                "department": _text(),
                "letters": _number("Int64"),
                "status": _text(empty=True),
                **_place(),
            }
        ),
        "objectives": pandera.DataFrameSchema(
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
        "projects": pandera.DataFrameSchema(
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
        "abbreviations": pandera.DataFrameSchema(
            {"abbreviation": _text(), "meaning": _text(empty=True), **_place()}
        ),
        "references": pandera.DataFrameSchema(
            {
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "chapter": _text(missing=True),
                "target": _pattern(_SECTION, "a section number such as 3.1.1"),
                "target_title": _text(missing=True),
                "topic": _text(empty=True),
                **_place(),
            }
        ),
        "figures": pandera.DataFrameSchema(
            {
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "chapter": _text(missing=True),
                "measure": _text(missing=True),
                "name": _text(missing=True),
                "indicator": _text(),
                "unit": _categories(*UNITS),
                "year": pandera.Column("Int64", pandera.Check.in_range(2000, 2100, error="a year")),
                "value": pandera.Column("Float64"),
                "value_printed": _text(),
                **_place(),
            },
            unique=["section", "measure", "indicator", "year"],
        ),
        "measures": pandera.DataFrameSchema(
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
        "corrections": pandera.DataFrameSchema(
            {
                "table": _text(),
                "line": pandera.Column("Int64", pandera.Check.ge(1, error="a line of the document")),
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
    {name: pandera.DataFrameSchema(schema.columns) for name, schema in SCHEMAS.items()}
)


def validated(table: pd.DataFrame, name: str, where: str) -> pd.DataFrame:
    """Return a table, or a part of it, with the schema's columns in the schema's order.

    Raises
    ------
    DataError
        When cells break the schema: one problem per cell, all at once.
    """
    schema = _CELLS[name]
    try:
        return schema.validate(table[list(schema.columns)], lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.to_dict("records")
        raise DataError(*(_problem(case, where) for case in cases)) from None


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

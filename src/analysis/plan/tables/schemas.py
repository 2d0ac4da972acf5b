"""What each processed table must hold: pandera schemas, and their failures as problems."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandera.pandas as pa
from pandera.errors import SchemaErrors

from analysis.errors import DataError, Problem
from analysis.plan.tables.columns import COMPARE
from analysis.plan.tables.decided import DECISIONS, KINDS
from analysis.plan.tables.figures import UNITS
from analysis.plan.tables.legend import STEPS
from analysis.plan.tables.measures import PHASES
from analysis.plan.tables.status import STATUSES
from analysis.plan.tables.text_type import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

_REPEATED = "multiple_fields_uniqueness"  # how pandera names the check of a key
_QUARTERS = r"(20\d\dQ[1-4]( 20\d\dQ[1-4])*)?"
_SECTION = r"\d+(\.\d+)*"


def _text(*, empty: bool = False, missing: bool = False) -> pa.Column:
    checks = [] if empty else [pa.Check.ne("", error="a text that is not empty")]
    return pa.Column(TEXT, checks, nullable=missing)


def _pattern(pattern: str, words: str, *, missing: bool = False) -> pa.Column:
    check = pa.Check.str_matches(rf"^{pattern}$", error=words)
    return pa.Column(TEXT, check, nullable=missing)


def _number(dtype: str, low: float | None = 0, high: float | None = None) -> pa.Column:
    checks = []
    if low is not None:
        checks.append(pa.Check.ge(low, error=f"at least {low}"))
    if high is not None:
        checks.append(pa.Check.le(high, error=f"at most {high}"))
    return pa.Column(dtype, checks, nullable=True)


def _positive(words: str, *, missing: bool = False) -> pa.Column:
    return pa.Column("Int64", pa.Check.ge(1, error=words), nullable=missing)


def _categories(*names: str, missing: bool = False) -> pa.Column:
    check = pa.Check.isin(names, error=f"one of {', '.join(names)}")
    return pa.Column("category", check, nullable=missing)


def _place() -> dict[str, pa.Column]:
    """Return the columns that say where a row is; a source without pages has no page."""
    return {
        "line": _positive("a line of the document"),
        "page": _positive("a page", missing=True),
        "place": _text(),
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
                "year": pa.Column("Int64"),
                "kind": _categories("evaluated", "planned"),
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "section_title": _text(),
                "chapter": _text(),
                "objective": _text(missing=True),
                "additional": pa.Column(bool),
                "theme": _text(empty=True),
                "label": _text(),
                "status": _categories(*STATUSES, missing=True),
                "timing": _text(empty=True),
                "quarters": _pattern(_QUARTERS, "quarters such as 2023Q1 2023Q2"),
                "continuous": pa.Column(bool),
                "ad_hoc": pa.Column(bool),
                "carried_over": pa.Column(bool),
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
                "total": pa.Column(bool),
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
                "receipts": pa.Column(bool),
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
                "status_line": _positive("a line of the document", missing=True),
                "status_place": _text(missing=True),
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
                "year": pa.Column("Int64", pa.Check.in_range(2000, 2100, error="a year")),
                "value": pa.Column("Float64"),
                "value_printed": _text(),
                **_place(),
            },
            unique=["section", "measure", "indicator", "year"],
        ),
        "review": pa.DataFrameSchema(
            {
                "kind": _categories(*KINDS),
                "id": _text(),
                "subject": _text(empty=True),
                "decision": _categories(*DECISIONS),
                "value": _text(empty=True),
                **{name: _text(empty=True) for name in ("by", "on", "why")},
            },
            unique=["kind", "id"],
        ),
        "remarks": pa.DataFrameSchema(
            {
                "section": _pattern(_SECTION, "a section number such as 3.1.1"),
                "chapter": _text(missing=True),
                "measure": _text(missing=True),
                "name": _text(missing=True),
                "topic": _text(),
                "kind": _text(empty=True),
                "words": _text(),
                "about": _text(),
                **_place(),
            }
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
                "line": _positive("a line of the document"),
                "place": _text(empty=True),
                "column": _text(),
                "printed": _text(empty=True),
                "corrected": _text(empty=True),
                "reason": _text(),
            }
        ),
    }
)


def validated(table: pd.DataFrame, name: str, where: str) -> pd.DataFrame:
    """Return a table with the schema's columns in the schema's order.

    Raises
    ------
    DataError
        When the table breaks its schema: one problem per cell and one per repeated row, all at
        once.
    """
    schema = SCHEMAS[name]
    columns = table[list(schema.columns)]
    try:
        return schema.validate(columns, lazy=True)
    except SchemaErrors as error:
        problems = [*_cell_problems(error.failure_cases, where), *_repeated(columns, schema, where)]
        raise DataError(*problems) from None


def _cell_problems(cases: pd.DataFrame, where: str) -> Iterator[Problem]:
    for case in cases.to_dict("records"):
        if case["check"] == _REPEATED:
            continue
        row = f", row {case['index']}" if case["index"] is not None else ""
        missing = case["check"] == "not_nullable"
        yield Problem(
            where=f"{where}{row}, column '{case['column']}'",
            found="nothing" if missing else f"'{case['failure_case']}'",
            expected="a value" if missing else str(case["check"]),
            remedy=COMPARE,
        )


def _repeated(table: pd.DataFrame, schema: pa.DataFrameSchema, where: str) -> Iterator[Problem]:
    """Yield a problem for each row whose key is that of a row above it."""
    key = list(schema.unique or [])
    rows = table.loc[table.duplicated(key), key] if key else table.head(0)
    for row, *cells in rows.itertuples():
        yield Problem(
            where=f"{where}, row {row}, {', '.join(key)}",
            found=f"{', '.join(map(str, cells))}, as in a row above it",
            expected="each once",
            remedy="Remove one of the two rows, or correct it.",
        )

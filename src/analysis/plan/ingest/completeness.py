"""Is it a whole plan? What a report cannot do without must have been found in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.errors import DocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from analysis.plan.ingest.statuses import Kind

REQUIRED = {
    "headings": "the numbered headings ('1 MISSIE', '3.1.1 ...')",
    "objectives": "the objectives ('SBD 1: ...', headings that end in '(OD 1)')",
    "norms": "the overview of norms ('Kernproces', 'Streefdoel')",
    "inspections": "the table of inspections ('Maatregel/kernproces', 'Trend')",
    "budget": "the budget table ('VAK', 'VEK', 'MAATREGEL')",
}
_REMEDY = "Give the whole plan, as published."
_MOST_SHOWN = 5


def check_year(name: str, years: Mapping[Kind, set[int]], year: int | None) -> int:
    """Check that the milestone tables are there, and that they plan the year asked for.

    Parameters
    ----------
    name
        The document, for messages.
    years
        The years of the milestone tables that were found, by their kind.
    year
        The year asked for; None takes the one that the tables plan.

    Returns
    -------
    int
        The year that is planned.

    Raises
    ------
    DocumentError
        When there is none, or when they are about other years.
    """
    planned, evaluated = years["planned"], years["evaluated"]
    if not planned and not evaluated:
        title = f"a table 'Mijlpalen {year or 'YEAR'}'"
        raise DocumentError(_missing(name, title, "no table of milestones"))
    year = year or max(planned, default=max(evaluated, default=0) + 1)
    if planned != {year} or evaluated - {year - 1}:
        found = ", ".join(str(y) for y in sorted(planned)) or "none"
        before = ", ".join(str(y) for y in sorted(evaluated)) or "none"
        raise DocumentError(
            Problem(
                where=name,
                found=f"milestones planned for {found} and evaluated for {before}",
                expected=f"milestones planned for {year} and evaluated for {year - 1}",
                remedy="Give the plan of this year, or give its year with --year.",
            )
        )
    if not evaluated:
        raise DocumentError(_missing(name, f"a table 'Mijlpalen {year - 1}' with a status", "none"))
    return year


def check_complete(name: str, tables: Mapping[str, pd.DataFrame]) -> None:
    """Check that a document is a whole plan.

    One table that cannot be read does not refuse a plan: what is sure is read, and a note says what
    is not.

    Raises
    ------
    DocumentError
        With one problem for each thing that a part of a plan lacks: its first chapter, its
        headings, or more than one table.
    """
    missing = list(_tables(name, tables))
    if tables["headings"].empty or len(missing) > 1:
        raise DocumentError(*missing, *_sections(name, tables["milestones"]))
    beginning = list(_beginning(name, tables["headings"]))
    if beginning:
        raise DocumentError(*beginning)


def missing_tables(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the tables that a report cannot do without and of which no row was read."""
    return [table for table in REQUIRED if tables[table].empty]


def _tables(name: str, tables: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    for table in missing_tables(tables):
        yield _missing(name, REQUIRED[table], "no such table, or no row in it")


def _beginning(name: str, headings: pd.DataFrame) -> Iterator[Problem]:
    """Tell when the first chapters are missing: a plan counts from 1."""
    if len(headings) and headings["number"].iloc[0] != "1":
        first = headings.iloc[0]
        found = f"chapter {first['number']} as the first one, on line {first['line']}"
        yield _missing(name, "chapter 1", found)


def _sections(name: str, milestones: pd.DataFrame) -> Iterator[Problem]:
    lines = list(milestones.loc[milestones["section"] == "", "line"])
    if lines:
        shown = ", ".join(lines[:_MOST_SHOWN]) + (" ..." if len(lines) > _MOST_SHOWN else "")
        found = f"{len(lines)} milestones that stand in no section (lines {shown})"
        yield _missing(name, "a numbered heading over each table of milestones", found)


def _missing(name: str, expected: str, found: str) -> Problem:
    return Problem(name, found, expected, _REMEDY)

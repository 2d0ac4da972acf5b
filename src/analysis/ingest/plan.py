"""Reads a whole plan: every raw table, the facts of its source, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import DocumentError, Problem
from analysis.ingest.abbreviations import read_abbreviations
from analysis.ingest.budget import read_budget
from analysis.ingest.files import read_document
from analysis.ingest.headings import find_outline, headings_table
from analysis.ingest.inspections import read_inspections
from analysis.ingest.letters import read_letters
from analysis.ingest.milestones import read_milestones
from analysis.ingest.norms import read_norms
from analysis.ingest.objectives import read_objectives
from analysis.ingest.projects import read_projects
from analysis.ingest.references import read_references
from analysis.ingest.source import source_facts
from analysis.ingest.workforce import read_workforce

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from analysis.ingest.document import Document
    from analysis.ingest.milestones import Milestones
    from analysis.ingest.notes import Note

REQUIRED = {
    "norms": "the overview of norms ('Kernproces', 'Streefdoel')",
    "inspections": "the table of inspections ('Maatregel/kernproces', 'Trend')",
    "budget": "the budget table ('VAK', 'VEK', 'MAATREGEL')",
}


@dataclass(frozen=True)
class RawPlan:
    """A plan's tables as printed.

    Attributes
    ----------
    year
        The year that is planned.
    tables
        Raw table by name, every cell text; `line` is the line in the document and `page` its page,
        empty where the document has no pages.
    source
        The facts for `source.yaml`.
    notes
        Doubtful rows, and lines of a table that no row uses.
    """

    year: int
    tables: dict[str, pd.DataFrame]
    source: dict[str, str | int | None]
    notes: tuple[Note, ...]


def read_plan(document: Path, year: int) -> RawPlan:
    """Read the plan of a year from a document.

    Parameters
    ----------
    document
        The published plan; `read_document` says which kinds of file it may be.
    year
        The year that it plans.

    Returns
    -------
    RawPlan
        One row per printed row, in the document's order.

    Raises
    ------
    DocumentError
        When the file cannot be read, is no plan, lacks a table, or plans another year.
    """
    return parse_plan(read_document(document), year)


def parse_plan(document: Document, year: int) -> RawPlan:
    """Return the tables of a document; raises as `read_plan` does."""
    lines = document.lines
    outline = find_outline(lines)
    milestones = read_milestones(document, outline)
    _check_year(document.name, milestones, year)
    with_notes = {
        name: reader(lines, outline)
        for name, reader in {
            "norms": read_norms,
            "inspections": read_inspections,
            "budget": read_budget,
            "projects": read_projects,
            "workforce": read_workforce,
            "letters": read_letters,
            "abbreviations": read_abbreviations,
        }.items()
    }
    tables = {"milestones": milestones.table, "headings": headings_table(outline)}
    tables |= {name: table for name, (table, _) in with_notes.items()}
    tables["objectives"] = read_objectives(lines, outline)
    tables["references"] = read_references(lines, outline)
    tables = {name: _with_pages(table, document) for name, table in tables.items()}
    _check_tables(document.name, tables)
    notes = [*milestones.notes, *(note for _, found in with_notes.values() for note in found)]
    source = source_facts(document, tables["abbreviations"])
    return RawPlan(year, tables, source, tuple(sorted(notes)))


def _with_pages(table: pd.DataFrame, document: Document) -> pd.DataFrame:
    """Add the page of each row's line."""
    pages = [document.lines[int(line) - 1].page for line in table["line"]]
    return table.assign(page=["" if page is None else str(page) for page in pages]).astype(str)


def _check_year(name: str, milestones: Milestones, year: int) -> None:
    """Check that the milestone tables are there, and that they plan the year asked for."""
    planned, evaluated = milestones.years["planned"], milestones.years["evaluated"]
    if not planned and not evaluated:
        raise _missing(name, f"a table 'Mijlpalen {year}'", "no table of milestones")
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
        raise _missing(name, f"a table 'Mijlpalen {year - 1}' with a status", "none")


def _check_tables(name: str, tables: dict[str, pd.DataFrame]) -> None:
    """Check that every table is there that a report cannot do without."""
    problems = [
        _missing(name, title, "no such table, or no row in it").problems[0]
        for table, title in REQUIRED.items()
        if tables[table].empty
    ]
    if problems:
        raise DocumentError(*problems)


def _missing(name: str, expected: str, found: str) -> DocumentError:
    remedy = "Give the whole plan, as published."
    return DocumentError(Problem(name, found, expected, remedy))

"""Reads a whole plan: every raw table, the facts of its source, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.plan.ingest.abbreviations import read_abbreviations
from analysis.plan.ingest.budget import read_budget
from analysis.plan.ingest.completeness import check_complete, check_year
from analysis.plan.ingest.crosschecks import cross_check
from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.inspections import read_inspections
from analysis.plan.ingest.letters import read_letters
from analysis.plan.ingest.measure_lists import compare_measures
from analysis.plan.ingest.milestones import read_milestones
from analysis.plan.ingest.norms import read_norms
from analysis.plan.ingest.objectives import read_objectives
from analysis.plan.ingest.projects import read_projects
from analysis.plan.ingest.reading import raw_table
from analysis.plan.ingest.references import read_references
from analysis.plan.ingest.source import source_facts
from analysis.plan.ingest.statements.reading import read_statements
from analysis.plan.ingest.unread import unread_lines
from analysis.plan.ingest.workforce import read_workforce

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from analysis.plan.ingest.document.model import Document
    from analysis.plan.ingest.milestones import Milestones
    from analysis.plan.ingest.notes import Note
    from analysis.plan.ingest.reading import TableReading


_READERS = {
    "norms": read_norms,
    "inspections": read_inspections,
    "budget": read_budget,
    "projects": read_projects,
    "workforce": read_workforce,
    "letters": read_letters,
    "abbreviations": read_abbreviations,
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
    left_out
        What is no part of the text, such as running heads, by kind.
    lines
        The text of each line of the document.
    """

    year: int
    tables: dict[str, pd.DataFrame]
    source: dict[str, str | int | None]
    notes: tuple[Note, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[str, ...] = ()


def read_plan(document: Path, year: int | None = None, *, pages: Path | None = None) -> RawPlan:
    """Read the plan of a year from a document.

    Parameters
    ----------
    document
        The published plan; `read_document` says which kinds of file it may be.
    year
        The year that it plans; None takes the year of its tables of planned milestones.
    pages
        The PDF made from a Word file, for the pages of its rows.

    Returns
    -------
    RawPlan
        One row per printed row, in the document's order.

    Raises
    ------
    DocumentError
        When the file cannot be read, is no plan, is not whole, or plans another year.
    """
    return parse_plan(read_document(document, pages), year)


def parse_plan(document: Document, year: int | None = None) -> RawPlan:
    """Return the tables of a document; raises as `read_plan` does."""
    milestones = read_milestones(document)
    planned = check_year(document.name, milestones.years, year)
    readings = {name: reader(document) for name, reader in _READERS.items()}
    headings = [(one.number, one.title, str(one.line)) for one in document.outline.headings]
    tables = {"milestones": milestones.table, "headings": raw_table("headings", headings)}
    tables |= {name: each.table for name, each in readings.items()}
    tables["objectives"] = read_objectives(document)
    tables["references"] = read_references(document)
    check_complete(document.name, tables)
    taken = _taken(tables, milestones, readings)
    tables["statements"] = read_statements(document, taken, planned)
    tables = {name: _with_pages(table, document) for name, table in tables.items()}
    notes = [
        *document.notes,
        *milestones.notes,
        *(note for each in readings.values() for note in each.notes),
        *cross_check(tables, milestones, document.lines, document.outline),
        *compare_measures(tables, document, taken),
        *unread_lines(document, taken),
    ]
    source = source_facts(document, tables["abbreviations"])
    return RawPlan(
        planned,
        tables,
        source,
        tuple(sorted(set(notes))),
        document.left_out,
        tuple(line.text for line in document.lines),
    )


def _taken(
    tables: Mapping[str, pd.DataFrame], milestones: Milestones, readings: Mapping[str, TableReading]
) -> set[int]:
    """Return the lines that a reader took; a reference is a part of a line of prose."""
    rows = {int(line) for name in ("headings", "objectives") for line in tables[name]["line"]}
    return rows.union(milestones.lines, *(each.lines for each in readings.values()))


def _with_pages(table: pd.DataFrame, document: Document) -> pd.DataFrame:
    """Add the page of each row's line."""
    pages = [document.lines[int(line) - 1].page for line in table["line"]]
    return table.assign(page=["" if page is None else str(page) for page in pages]).astype(str)

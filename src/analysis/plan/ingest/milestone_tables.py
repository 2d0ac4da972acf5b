"""Finds the milestone tables among the tables of a document: `Mijlpalen 2022 | Status`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.plan.ingest.likeness import UNUSUAL_HEADER
from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.statuses import KINDS, split_cell
from analysis.plan.ingest.tables import TablePart, TableRow, table_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.ingest.document.model import Document, Grid
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.statuses import Kind

FEWEST_CELLS = 0.5  # of the rows end in a status or timing: a milestone table, whatever its header

_HEADER = re.compile(
    r"(?P<lead>(?:bijkomende |extra |nieuwe )?(?:project)?mijlpalen)\W+(?P<year>\d{4})\W+"
    r"(?:.* )?(?P<column>status|(?:voorziene )?timing)\b.*",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:bijkomende|extra|aanvullende|nieuwe|andere|overige)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class MilestoneTable:
    """A milestone table: what its header says, its columns and its rows.

    Attributes
    ----------
    grid
        The table that it is a part of.
    kind, additional, year
        What its header says.
    section
        The number of the section that it is about, empty before the first heading.
    label, value
        The columns of the label and of the status or timing.
    rows
        The rows below the header.
    """

    grid: Grid
    kind: Kind
    additional: bool
    year: int
    section: str
    label: int
    value: int
    rows: tuple[TableRow, ...]


def find_milestone_tables(document: Document, notes: list[Note]) -> list[MilestoneTable]:
    """Return all milestone tables, in order; an unusual header is noted."""
    found: list[MilestoneTable] = []
    for grid in document.grids:
        parts = list(table_parts(grid, lambda text: bool(_HEADER.fullmatch(text))))
        found += _joined([_usual(part, document.outline) for part in parts])
    years = {kind: Counter(t.year for t in found if t.kind == kind) for kind in KINDS}
    known = {id(table.grid) for table in found}
    for grid in document.grids:
        if id(grid) not in known:
            tables = list(_unusual(grid, document.outline, years))
            found += tables
            notes += [
                Note("milestones", grid.line, UNUSUAL_HEADER, grid.text_of(0)) for _ in tables
            ]
    for table in found:
        if not table.rows:
            notes.append(Note("milestones", table.grid.line, "a header without rows under it"))
    return sorted(found, key=lambda table: table.grid.line)


def _joined(tables: list[MilestoneTable]) -> list[MilestoneTable]:
    """Return the parts of one table under the same header as one: the header came again."""
    found: list[MilestoneTable] = []
    for table in tables:
        last = found[-1] if found else None
        alike = last and (last.kind, last.additional, last.year) == (
            *(table.kind, table.additional, table.year),
        )
        if last and alike and last.rows and table.rows:
            found[-1] = replace(last, rows=(*last.rows, *table.rows))
        else:
            found.append(table)
    return found


def _usual(part: TablePart, outline: Outline) -> MilestoneTable:
    match = _HEADER.fullmatch(" ".join(dict.fromkeys(filter(None, part.header))))
    label = part.column("mijlpalen") or 0
    status, timing = part.column(r"\bstatus\b"), part.column(r"\btiming\b")
    value = next((each for each in (status, timing) if each is not None), label + 1)
    return MilestoneTable(
        grid=part.grid,
        kind="planned" if status is None else "evaluated",
        additional=bool(_MORE.search(part.header[label])),
        year=int(match["year"]) if match else 0,
        section=part.grid.section or _section(outline, part.line),
        label=label,
        value=value,
        rows=part.rows,
    )


def _unusual(
    grid: Grid, outline: Outline, years: dict[Kind, Counter[int]]
) -> Iterator[MilestoneTable]:
    """Yield a table of two columns whose second mostly holds statuses, or mostly timings."""
    rows = tuple(row for row in (TableRow(grid, n) for n in range(grid.height)) if row.texts)
    value = grid.width - 1
    kinds = Counter(
        kind
        for row in rows
        for kind in KINDS
        if (text := row.own(value)) and split_cell(text, kind)[0] == "" and row.alone is None
    )
    if grid.width not in {2, 3} or not kinds:
        return
    (kind, count), *_ = kinds.most_common(1)
    if count < max(1, FEWEST_CELLS * sum(row.alone is None for row in rows)):
        return
    head = grid.text_of(rows[0].row)
    headed = not split_cell(rows[0].own(value), kind)[1] and rows[0].alone is None
    printed = _YEAR.search(head) if headed else None
    known = years[kind].most_common(1)
    yield MilestoneTable(
        grid=grid,
        kind=kind,
        additional=bool(headed and _MORE.search(head)),
        year=known[0][0] if known else int(printed[0]) if printed else 0,
        section=grid.section or _section(outline, grid.line),
        label=max(0, value - 1),
        value=value,
        rows=rows[1:] if headed else rows,
    )


def _section(outline: Outline, line: int) -> str:
    here = outline.at(line)
    return here.number if here else ""

"""Proposals that wait for a person, in `data/raw/<year>/proposals.csv`, and how they are stored.

A proposal is a suggestion for a row or a cell of a table that people keep: a figure of the prose,
the measure of a label, the successor of a milestone. The file holds no sentence of the plan: a
reader looks up the proposal's line in the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem, quoted
from analysis.plan.tables.csv_file import check_columns, read_csv
from analysis.plan.tables.decided import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PROPOSALS_FILE = "proposals.csv"
#: The columns of the file; `from` holds the field `origin`.
COLUMNS = (
    *("kind", "id", "subject", "line", "value", "score", "reasons", "from"),
    *("section", "measure", "unit", "year"),
)
_SEPARATOR = " | "
_BEST_SCORE = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion for a person to accept, change or reject.

    Attributes
    ----------
    kind
        One of `analysis.plan.tables.decided.KINDS`.
    id
        Names the proposal across readings: it does not depend on line numbers. See
        `analysis.plan.tables.decided.proposal_id`.
    subject
        What it is about: the indicator of a figure, a label as printed, a milestone.
    line
        The line of the document that it rests on; 0 if there is none.
    value
        What is proposed: a printed number, the id of a measure, a successor's line.
    score
        How likely it is right, from 0 to 100.
    reasons
        What speaks for it, in plain words.
    origin
        The row of last year from which it descends, such as `figures.csv, row 12`; empty if new.
    section, measure, unit, year
        The other cells of a row of `figures.csv`; empty for other kinds.
    """

    kind: str
    id: str
    subject: str
    line: int
    value: str
    score: int
    reasons: tuple[str, ...] = ()
    origin: str = ""
    section: str = ""
    measure: str = ""
    unit: str = ""
    year: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of its row, in the order of `COLUMNS`."""
        reasons = _SEPARATOR.join(self.reasons)
        return (
            *(self.kind, self.id, self.subject, str(self.line or ""), self.value),
            *(str(self.score), reasons, self.origin),
            *(self.section, self.measure, self.unit, self.year),
        )


def as_proposals_table(proposals: Iterable[Proposal]) -> pd.DataFrame:
    """Return proposals as a table of text with the columns of `COLUMNS`."""
    rows = [proposal.cells for proposal in proposals]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)


def write_proposals(proposals: Iterable[Proposal], folder: Path) -> Path:
    """Write `proposals.csv` into the folder of a year, and return its path."""
    path = folder / PROPOSALS_FILE
    table = as_proposals_table(proposals)
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return path


def read_proposals(folder: Path, where: str) -> list[Proposal]:
    """Return the proposals in the folder of a year; none if the file does not exist.

    `where` names the file in messages.

    Raises
    ------
    DataError
        If the file is malformed: one problem per cell that cannot be read.
    """
    path = folder / PROPOSALS_FILE
    if not path.is_file():
        return []
    table = read_csv(path, where, COLUMNS)
    check_columns(where, list(table.columns), COLUMNS)
    cells = table[list(COLUMNS)].astype(str).to_numpy().tolist()
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in cells]
    problems = [
        problem
        for number, row in zip(table.index, rows, strict=True)
        for problem in _problems(row, f"{where}, row {number}")
    ]
    if problems:
        raise DataError(*problems)
    return [_proposal(row) for row in rows]


def _proposal(row: dict[str, str]) -> Proposal:
    return Proposal(
        kind=row["kind"],
        id=row["id"],
        subject=row["subject"],
        line=int(row["line"] or 0),
        value=row["value"],
        score=int(row["score"]),
        reasons=tuple(filter(None, row["reasons"].split(_SEPARATOR))),
        origin=row["from"],
        **{name: row[name] for name in ("section", "measure", "unit", "year")},
    )


def _problems(row: dict[str, str], where: str) -> list[Problem]:
    """Return a problem for each cell of a row that cannot be read."""
    remedy = "Read the document again, or correct the cell."
    is_score = row["score"].isdecimal() and int(row["score"]) <= _BEST_SCORE
    checks = {
        "kind": (row["kind"] in KINDS, quoted(KINDS)),
        "id": (row["id"] != "", "an id"),
        "line": (row["line"] == "" or row["line"].isdecimal(), "a line number, or nothing"),
        "score": (is_score, f"a whole number from 0 to {_BEST_SCORE}"),
    }
    return [
        Problem(f"{where}, column '{column}'", f"'{row[column]}'", expected, remedy)
        for column, (is_right, expected) in checks.items()
        if not is_right
    ]

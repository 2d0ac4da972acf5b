"""What people decided about successors, which replaces what the search found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem
from analysis.plan.tables.decided import NO_SUCCESSOR, SUCCESSORS
from analysis.subjects.sequel.settings import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOLDS = ("accepted", "changed")
_EXPECTED = "the line of a milestone, and lines of planned milestones or none"


def decisions(review: pd.DataFrame) -> dict[int, tuple[int, ...]]:
    """Return the lines of the successors of each reviewed milestone, by its line.

    A milestone of which the proposed successor was rejected has none.

    Raises
    ------
    DataError
        When a decision does not name lines.
    """
    if review.empty:
        return {}
    rows = review.loc[review["kind"] == "successor"]
    problems = [
        Problem(f"review.csv, successor {line}", f"'{value}'", _EXPECTED, "Correct the value.")
        for line, value in zip(rows["id"], rows["value"], strict=True)
        if not (str(line).isdecimal() and re.fullmatch(SUCCESSORS, str(value)))
    ]
    if problems:
        raise DataError(*problems)
    return {
        int(line): tuple(int(one) for one in value.split())
        if decision in _HOLDS and value != NO_SUCCESSOR
        else ()
        for line, decision, value in zip(rows["id"], rows["decision"], rows["value"], strict=True)
    }


def with_review(found: pd.DataFrame, reviewed: Mapping[int, tuple[int, ...]]) -> pd.DataFrame:
    """Replace each outcome of the search that was reviewed by what people decided.

    Of several successors the one that the search found is kept, or else the first. Milestones that
    share a successor each have it.
    """
    table = found.astype({"outcome": "object", "confidence": "object"})
    for row, line, planned in zip(
        table.index, table["evaluated_line"], table["planned_line"], strict=True
    ):
        if int(line) not in reviewed:
            continue
        lines = reviewed[int(line)]
        kept = not pd.isna(planned) and int(planned) in lines
        table.loc[row, "outcome"] = "successor" if lines else "lost"
        table.loc[row, "confidence"] = "reviewed"
        table.loc[row, "planned_line"] = (planned if kept else lines[0]) if lines else pd.NA
    return table.astype(
        {
            "outcome": found["outcome"].dtype,
            "confidence": pd.CategoricalDtype(list(CONFIDENCE), ordered=True),
        }
    )

"""What people decided about successors, which replaces what the search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.sequel.settings import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

_NONE = "none"


def decisions(review: pd.DataFrame) -> dict[int, tuple[int, ...]]:
    """Return the lines of the successors of each reviewed milestone, by its line."""
    if review.empty:
        return {}
    rows = review.loc[review["subject"] == "successor"]
    return {
        int(line): () if words == _NONE else tuple(int(one) for one in str(words).split())
        for line, words in zip(rows["line"], rows["decision"], strict=True)
    }


def with_review(found: pd.DataFrame, reviewed: Mapping[int, tuple[int, ...]]) -> pd.DataFrame:
    """Replace each outcome of the search that was reviewed by what people decided.

    Of several successors the one that the search found is kept, or else the first. Milestones that
    share a successor each have it. `score` and the other likenesses stay those of the search.
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

"""Gives the numbered headings as a raw table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.plan.ingest.document.outline import Outline


def headings_table(outline: Outline) -> pd.DataFrame:
    """Return the raw table `headings`: number, title, line."""
    rows = [(h.number, h.title, str(h.line)) for h in outline.headings]
    return pd.DataFrame(rows, columns=["number", "title", "line"], dtype=str)

"""The place in the plan of the rows of a figure or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def source(rows: pd.DataFrame, year: int, table: str) -> str:
    """Name the plan, the table and the pages that the rows come from; without pages, the lines.

    >>> import pandas as pd
    >>> source(pd.DataFrame({"line": [120, 80]}), 2023, "tabel streefnormen")
    'Ondernemingsplan 2023, tabel streefnormen (regels 80–120 van de tekst)'
    """
    plan = f"Ondernemingsplan {year}, {table}"
    if rows.empty:
        return plan
    pages = rows["page"].dropna() if "page" in rows else rows["line"].head(0)
    if not pages.empty:
        first, last = int(pages.min()), int(pages.max())
        return f"{plan} (blz. {first if first == last else f'{first}–{last}'})"
    first, last = int(rows["line"].min()), int(rows["line"].max())
    if first == last:
        return f"{plan} (regel {first} van de tekst)"
    return f"{plan} (regels {first}–{last} van de tekst)"

"""Results with a row per chapter and one for the whole plan: how to make them and read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The chapter of the row for the whole plan.
WHOLE = ""


def per_chapter(
    rows: pd.DataFrame, summarise: Callable[[pd.DataFrame], Mapping[str, object]]
) -> pd.DataFrame:
    """Summarise all rows of a table, then those of each chapter in the plan's order.

    Rows without a chapter count in the whole plan only. The row of the whole plan, whose `chapter`
    is empty, is there even where the table has no rows.
    """
    groups = [(WHOLE, rows), *rows.groupby("chapter", sort=False, observed=True)]
    return pd.DataFrame([{"chapter": str(name), **summarise(own)} for name, own in groups])


def summary_row(result: pd.DataFrame) -> pd.Series | None:
    """Return the row of the whole plan; of a chapter's rows, that of the chapter.

    None where the chapter has no rows in the table that was summarised.
    """
    whole = result.loc[result["chapter"] == WHOLE]
    rows = result if whole.empty else whole
    return None if rows.empty else rows.iloc[0]

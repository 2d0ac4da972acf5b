"""Table of last year's forecast and its outcome, per chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import number, share
from analysis.toolkit.per_chapter import WHOLE
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def back_test_table(
    rows: pd.DataFrame, titles: Mapping[str, str], year: int, confidence: float
) -> Table | None:
    """List what the result `back_test` expected and what was realised; None without rows."""
    if rows.empty:
        return None
    headings = {**titles, WHOLE: "Totaal"}
    covered = rows.loc[rows["chapter"] != WHOLE, "covered"].mean()
    columns = [
        Column("Hoofdstuk", [headings[str(name)] for name in rows["chapter"]]),
        Column(f"Beoordeeld in {year - 1}", list(rows["assessed"]), "count"),
        Column("Verwacht", [float(round(value)) for value in rows["expected"]], "count"),
        Column("Interval", [_range(row) for _, row in rows.iterrows()]),
        Column("Gerealiseerd", list(rows["realised"]), "count"),
        Column("Binnen het interval", ["ja" if held else "nee" for held in rows["covered"]]),
    ]
    return table_of(
        columns,
        title=f"Wat voor {year - 1} te verwachten was, en wat het werd",
        note=(
            f"De verwachting komt uit het plan van {year - 1} alleen. Van {share(confidence)}-"
            "intervallen hoort ongeveer dat deel te kloppen; "
            f"hier was dat {share(covered)} van de hoofdstukken. Vallen er veel meer buiten, "
            "dan zijn de intervallen te smal."
        ),
        source=f"Ondernemingsplannen {year - 1} en {year}, evaluatie van de mijlpalen",
        foot=1,
    )


def _range(row: pd.Series) -> str:
    low, high = number(row["low"]), number(row["high"])
    return low if low == high else f"{low}–{high}"

"""What to expect of the planned milestones, beside what an earlier plan led to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import number, share
from analysis.subjects.forecast.model import TOTAL
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import Table, data_of, html_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.subjects.forecast.model import BackTest


def back_test_table(
    test: BackTest, labels: Mapping[str, str], year: int, confidence: float
) -> Table | None:
    """List per group what was expected of last year and what came; None without groups.

    Parameters
    ----------
    test
        From `years.forecast_check`.
    labels
        The heading of each group.
    year
        The year of the later plan.
    confidence
        The level of the intervals.
    """
    rows = test.groups
    if rows.empty:
        return None
    by = rows.columns[0]
    headings = {**labels, TOTAL: "Totaal"}
    columns = [
        Column("Hoofdstuk", [headings[str(name)] for name in rows[by]]),
        Column(f"Beoordeeld in {year - 1}", list(rows["assessed"]), "count"),
        Column("Verwacht", [float(round(value)) for value in rows["expected"]], "count"),
        Column("Interval", [_range(row) for _, row in rows.iterrows()]),
        Column("Gerealiseerd", list(rows["realised"]), "count"),
        Column("Binnen het interval", ["ja" if held else "nee" for held in rows["covered"]]),
    ]
    return Table(
        html=html_table(columns, foot=1),
        title=f"Wat voor {year - 1} te verwachten was, en wat het werd",
        note=(
            f"De verwachting komt uit het plan van {year - 1} alleen. Van {share(confidence)}-"
            "intervallen hoort ongeveer dat deel te kloppen; "
            f"hier was dat {share(test.coverage)} van de hoofdstukken. Vallen er veel meer buiten, "
            "dan zijn de intervallen te smal."
        ),
        source=f"Ondernemingsplannen {year - 1} en {year}, evaluatie van de mijlpalen",
        data=data_of(columns),
    )


def _range(row: pd.Series) -> str:
    low, high = number(row["low"]), number(row["high"])
    return low if low == high else f"{low}–{high}"

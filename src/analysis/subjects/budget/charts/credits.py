"""What is granted next as a multiple of what was spent, per measure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, number
from analysis.subjects.budget.charts import amounts as credit
from analysis.subjects.budget.totals import comparable, expenditure
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.ratios import ratio_bars
from analysis.toolkit.charts.sheet import Row
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.labels import short
from analysis.toolkit.sentence import only_in_table
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing

_MOST = 15  # rows: as many as stay readable on one sheet of paper
_NAMED = 6  # rows that begin or end, in the note
_SMALLER = ("kleinere maatregel", "kleinere maatregelen")
_HOW = (
    "Een even lange balk is een even grote verhouding, niet een even groot bedrag. Een realisatie "
    "en een krediet zijn twee dingen: het krediet is wat mag worden vastgelegd."
)


def budget_chart(changes: pd.DataFrame, budget: pd.DataFrame, year: int) -> Chart | None:
    """Draw the new VAK credit as a multiple of realised VAK per measure, largest realised first.

    The changes are the result `credit_changes`, whole or of one chapter; the rows of the budget
    give the source. None when no measure has both amounts above zero.
    """
    rows = changes.assign(label=[short(str(name)) for name in changes["name"]])
    both = comparable(rows).reset_index(drop=True)
    if both.empty:
        return None
    shown = both.head(_MOST)
    lines = [
        Row(str(label), credit.change_words(int(earlier), int(later)))
        for label, earlier, later in shown[["label", "vak_realised", "vak_budget"]].to_numpy()
    ]
    return Chart(
        draw=partial(_draw, shown, lines, year),
        title=_title(changes, year),
        alt=(
            f"Balken op logaritmische schaal: VAK-krediet {year} als veelvoud van VAK gerealiseerd "
            f"in {year - 1}, per maatregel. {spoken_rows(lines)}"
        ),
        data=_data(both, year),
        note=(
            f"{_HOW}{only_in_table(len(both) - len(shown), *_SMALLER)}"
            f"{_without_both(len(rows) - len(both))}"
            f"{_begin_or_end(rows, year, _NAMED)}"
        ),
        source=source(expenditure(budget), year, credit.TABLE),
    )


def _draw(shown: pd.DataFrame, lines: Sequence[Row], year: int, width: float) -> Drawing:
    subtitle = f"VAK-krediet {year} als veelvoud van VAK gerealiseerd in {year - 1}, per maatregel"
    ratios = shown["vak_budget"].astype(float) / shown["vak_realised"].astype(float)
    return ratio_bars(lines, ratios.tolist(), subtitle, width)


def _title(changes: pd.DataFrame, year: int) -> str:
    """Say by how much the new credits differ from what was spent."""
    difference = int(changes["change"].sum())
    if not difference:
        return (
            f"Het VAK-krediet van {year} is samen even hoog als wat in {year - 1} gerealiseerd werd"
        )
    return (
        f"Het VAK-krediet van {year} ligt samen {credit.difference_in_words(difference)} "
        f"dan wat in {year - 1} gerealiseerd werd"
    )


def _without_both(count: int) -> str:
    """Say how many rows have no ratio."""
    if not count:
        return ""
    return (
        f" {counted(count, 'maatregel', 'maatregelen')} zonder of met een nulbedrag in een van "
        f"beide jaren {'heeft' if count == 1 else 'hebben'} geen plaats op deze schaal."
    )


def _begin_or_end(rows: pd.DataFrame, year: int, most: int) -> str:
    """Name the largest rows with one amount only: the scale has no place for 0."""
    one_sided = (rows[["vak_realised", "vak_budget"]] > 0).sum(axis="columns") == 1
    found = rows.loc[one_sided]
    size = found[["vak_realised", "vak_budget"]].max(axis="columns")
    largest = found.loc[size.sort_values(ascending=False, kind="stable").index]
    words = [_begins_or_ends(row, year) for _, row in largest.head(most).iterrows()]
    more = len(largest) - len(words)
    if more:
        words.append(f"{number(more)} kleinere")
    return f" Daarvan begint of eindigt: {'; '.join(words)}." if words else ""


def _begins_or_ends(row: pd.Series, year: int) -> str:
    spent, granted = int(row["vak_realised"]), int(row["vak_budget"])
    label = credit.named(row["label"])
    if spent > 0:
        return f"{label} ({credit.amount(spent)} in {year - 1}, geen krediet {year})"
    return f"{label} (krediet {year} van {credit.amount(granted)}, geen realisatie in {year - 1})"


def _data(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows as a reader's table."""
    return pd.DataFrame(
        {
            "Maatregel": rows["label"],
            f"VAK gerealiseerd {year - 1} (euro)": rows["vak_realised"],
            f"VAK-krediet {year} (euro)": rows["vak_budget"],
        }
    ).reset_index(drop=True)

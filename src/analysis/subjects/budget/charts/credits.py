"""What was spent and what is granted next, per measure on a scale of ratios."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, number
from analysis.subjects.budget.charts import amounts as credit
from analysis.subjects.budget.totals import comparable, expenditure
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.dumbbell import Pair, draw_pairs
from analysis.toolkit.charts.scale import powers_of_ten, scale
from analysis.toolkit.charts.sheet import Row, sheet, two_keys
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.labels import short
from analysis.toolkit.sentence import only_in_table
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

_MOST = 15  # rows: as many as stay readable on one sheet of paper
_MILLION = 1_000_000
_NAMED = 6  # rows that begin or end, in the note
_SMALLER = ("kleinere maatregel", "kleinere maatregelen")
_HOW = (
    "Een even lange lijn is een even grote verhouding, niet een even groot bedrag. Een realisatie "
    "en een krediet zijn twee dingen: het krediet is wat mag worden vastgelegd."
)


def budget_chart(changes: pd.DataFrame, budget: pd.DataFrame, year: int) -> Chart | None:
    """Draw realised VAK and the new VAK credit per measure, largest first, on a logarithmic scale.

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
        figure=_draw(shown, lines, year),
        title=_title(changes, year),
        alt=(
            f"Halterdiagram op logaritmische schaal: VAK gerealiseerd in {year - 1} en VAK-krediet "
            f"{year} per maatregel. " + spoken_rows(lines)
        ),
        data=_data(both, year),
        note=(
            f"{_HOW}{only_in_table(len(both) - len(shown), *_SMALLER)}"
            f"{_without_both(len(rows) - len(both))}"
            f"{_begin_or_end(rows, year, _NAMED)}"
        ),
        source=source(expenditure(budget), year, credit.TABLE),
    )


def _draw(shown: pd.DataFrame, lines: Sequence[Row], year: int) -> Figure:
    subtitle = (
        f"VAK gerealiseerd in {year - 1} en VAK-krediet {year} per maatregel, in euro op "
        "een schaal van verhoudingen"
    )
    keys = two_keys(f"VAK gerealiseerd {year - 1}", f"VAK-krediet {year}")
    page = sheet(lines, keys, band=12, subtitle=subtitle)
    logs = shown[["vak_realised", "vak_budget"]].astype(float).map(math.log10)
    low, high = _range(float(logs.to_numpy().min()), float(logs.to_numpy().max()))
    scale(page, low, high, powers_of_ten(low, high, _tick))
    pairs = zip(logs["vak_realised"], logs["vak_budget"], strict=True)
    draw_pairs(page, [Pair(earlier, later) for earlier, later in pairs])
    return page.figure


def _range(low: float, high: float) -> tuple[float, float]:
    """Widen a range to a factor of ten at least, so that a small change looks small."""
    room = max(0.0, 1 - (high - low)) / 2
    return low - room, high + room


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


def _tick(value: float) -> str:
    """Write an amount at a scale whose subtitle gives the unit."""
    if value >= _MILLION:
        return f"{number(value / _MILLION)} mln."
    return number(value)

"""What was spent and what is granted next, row by row on a scale of ratios."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts import theme
from analysis.charts.chart import Chart
from analysis.charts.dumbbell import Pair, draw_pairs
from analysis.charts.sheet import Key, Row, scale, sheet
from analysis.dutch import counted, million_euro, number, percent
from analysis.stats.budget import comparable, expenditure, totals
from analysis.stats.labels import joined, short
from analysis.stats.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

TABLE = "tabel budgetten (11.2)"
_MOST = 15  # rows: as many as stay readable on one sheet of paper
_NAMED = 6  # rows that begin or end, in the note
_MILLION = 1_000_000
_CENTS = 10_000_000  # under this, two decimals of a million
_POWERS = range(3, 11)


def budget_chart(rows: pd.DataFrame, year: int, name: str, plan: pd.DataFrame) -> Chart | None:
    """Draw realised VAK and next year's VAK credit per row, largest first, on a logarithmic scale.

    Parameters
    ----------
    rows
        Rows with `vak_realised`, `vak_budget` (euros) and the column that names them.
    year
        The plan's year: its credit is next to the realisation of the year before.
    name
        The column with each row's heading: `label` or `objective`.
    plan
        The budget table that the rows come from, for the totals and the source.

    Returns
    -------
    Chart or None
        None when no row has both amounts above zero.
    """
    both = comparable(rows)
    if both.empty:
        return None
    shown = both.head(_MOST)
    lines = [Row(short(str(row[name])), _words(row)) for _, row in shown.iterrows()]
    return Chart(
        figure=_draw(shown, lines, year),
        title=budget_title(plan, year),
        alt=(
            f"Halterdiagram op logaritmische schaal: VAK gerealiseerd in {year - 1} en VAK-krediet "
            f"{year}. "
            + ". ".join(f"{line.heading}: {line.detail.replace(' → ', ' naar ')}" for line in lines)
            + "."
        ),
        data=pd.DataFrame(
            {
                "Post": both[name].map(joined),
                f"VAK gerealiseerd {year - 1} (euro)": both["vak_realised"],
                f"VAK-krediet {year} (euro)": both["vak_budget"],
            }
        ).reset_index(drop=True),
        note=_note(len(rows) - len(both), len(both) - len(shown)) + _one_sided(rows, year, name),
        source=source(expenditure(plan), year, TABLE),
    )


def _words(row: pd.Series) -> str:
    earlier, later = int(row["vak_realised"]), int(row["vak_budget"])
    change = percent((later - earlier) / earlier * 100)
    sign = "+" if later > earlier and not change.startswith("0") else ""
    decimals = 2 if min(earlier, later) < _CENTS else 1
    amounts = f"{million_euro(earlier, decimals)} → {million_euro(later, decimals)}"
    return f"{amounts} ({sign}{change})"


def _draw(shown: pd.DataFrame, lines: Sequence[Row], year: int) -> Figure:
    keys = [
        Key(f"VAK gerealiseerd {year - 1}", theme.PAPER, "o", theme.MUTED),
        Key(f"VAK-krediet {year}", theme.ACCENT, "o"),
    ]
    page = sheet(lines, keys, band=12)
    logs = shown[["vak_realised", "vak_budget"]].astype(float).map(math.log10)
    low, high = _range(float(logs.to_numpy().min()), float(logs.to_numpy().max()))
    scale(page, low, high, _ticks(low, high))
    pairs = zip(logs["vak_realised"], logs["vak_budget"], strict=True)
    draw_pairs(page, [Pair(earlier, later) for earlier, later in pairs])
    return page.figure


def _range(low: float, high: float) -> tuple[float, float]:
    """Widen a range to a factor of ten at least, so that a small change looks small."""
    room = max(0.0, 1 - (high - low)) / 2
    return low - room, high + room


def _ticks(low: float, high: float) -> dict[float, str]:
    """Return powers of ten within the range; on a short range multiples by 2 and 5 as well."""
    factors = (1,) if high - low > 2 else (1, 2, 5)  # noqa: PLR2004 - three numbers make a scale
    values = [factor * 10**power for power in _POWERS for factor in factors]
    return {math.log10(v): _tick(v) for v in values if low <= math.log10(v) <= high}


def _tick(value: int) -> str:
    return f"{number(value / _MILLION, 0 if value >= _MILLION else 2)} mln."


def budget_title(plan: pd.DataFrame, year: int) -> str:
    """Say by how much the new credits differ from what was spent."""
    sums = totals(plan)
    direction = "lager" if sums.vak_budget < sums.vak_realised else "hoger"
    difference = abs(sums.vak_budget - sums.vak_realised)
    return (
        f"Het VAK-krediet van {year} ligt samen {million_euro(difference)} {direction} "
        f"dan wat in {year - 1} gerealiseerd werd"
    )


def _one_sided(rows: pd.DataFrame, year: int, name: str) -> str:
    """Name the largest rows that begin or end, with their amounts: the scale has no place for 0."""
    kept = rows.loc[~rows["receipts"]] if "receipts" in rows else rows
    amounts = kept[["vak_realised", "vak_budget"]].fillna(0)
    one = amounts.loc[(amounts > 0).sum(axis="columns") == 1]
    order = one.max(axis="columns").sort_values(ascending=False, kind="stable").index
    if order.empty:
        return ""
    words = [_begins_or_ends(str(kept.loc[at, name]), one.loc[at], year) for at in order[:_NAMED]]
    more = len(order) - len(words)
    rest = [counted(more, "kleinere", "kleinere")] if more else []
    return f" Daarvan begint of eindigt: {'; '.join(words + rest)}."


def _begins_or_ends(label: str, amounts: pd.Series, year: int) -> str:
    spent, granted = int(amounts["vak_realised"]), int(amounts["vak_budget"])
    if spent > 0:
        return f"{short(label)} ({million_euro(spent)} in {year - 1}, geen krediet {year})"
    return (
        f"{short(label)} (krediet {year} van {million_euro(granted)}, "
        f"geen realisatie in {year - 1})"
    )


def _note(left_out: int, smaller: int) -> str:
    apart = (
        f" {counted(left_out, 'post', 'posten')} zonder of met een nulbedrag in een van beide "
        f"jaren {'heeft' if left_out == 1 else 'hebben'} geen plaats op deze schaal; "
        f"{'ze staat' if left_out == 1 else 'ze staan'} in de tabel."
        if left_out
        else ""
    )
    rest = (
        f" {counted(smaller, 'kleinere post', 'kleinere posten')} "
        f"{'staat' if smaller == 1 else 'staan'} enkel in de tabel."
        if smaller
        else ""
    )
    return (
        "Een even lange lijn is een even grote verhouding, niet een even groot bedrag. Een "
        "realisatie en een krediet zijn twee dingen: "
        f"het krediet is wat mag worden vastgelegd.{rest}{apart}"
    )

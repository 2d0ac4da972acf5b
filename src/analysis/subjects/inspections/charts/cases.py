"""The chart of files per measure, last year and this year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.dutch import counted, number
from analysis.subjects.inspections.counts import per_measure, sums, visited
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.dumbbell import Pair, draw_pairs
from analysis.toolkit.charts.scale import scale
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.labels import joined
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

_MOST = 12  # measures: the others are too small to see next to the largest
TABLE = "tabel Vlaamse Sociale Inspectie (11.1.13)"


def inspections_chart(inspections: pd.DataFrame, year: int) -> Chart | None:
    """Draw the files of the measures with the most; None if there are no files."""
    found = visited(inspections)
    if found.empty:
        return None
    shown = found.head(_MOST)
    rows = [Row(joined(str(row["label"])), _words(row, year)) for _, row in shown.iterrows()]
    total = sums(inspections)
    return Chart(
        figure=_draw(shown, rows, year),
        title=(
            f"{number(total['cases_current'])} "
            f"{'dossier' if total['cases_current'] == 1 else 'dossiers'} in {year - 1}, tegenover "
            f"{number(total['cases_previous'])} in {year - 2}"
        ),
        alt=(
            f"Halterdiagram: inspectiedossiers per maatregel in {year - 2} en {year - 1}. "
            + ". ".join(f"{row.heading}: {row.detail}" for row in rows)
            + "."
        ),
        data=pd.DataFrame(
            {
                "Maatregel": found["label"].map(joined),
                f"Dossiers {year - 2}": found["cases_previous"],
                f"Dossiers {year - 1}": found["cases_current"],
            }
        ).reset_index(drop=True),
        note=_note(len(found) - len(shown)),
        source=source(per_measure(inspections), year, TABLE),
    )


def _words(row: pd.Series, year: int) -> str:
    earlier, later = _count(row["cases_previous"]), _count(row["cases_current"])
    return f"{number(earlier)} in {year - 2}, {number(later)} in {year - 1}"


def _count(value: Any) -> float | None:  # noqa: ANN401 - a cell, of which pandas knows no type
    return None if pd.isna(value) else float(value)


def _draw(shown: pd.DataFrame, rows: Sequence[Row], year: int) -> Figure:
    keys = [
        Key(str(year - 2), theme.PAPER, "o", theme.MUTED),
        Key(str(year - 1), theme.ACCENT, "o"),
    ]
    page = sheet(
        rows, keys, band=12,
        subtitle=f"Inspectiedossiers per maatregel in {year - 2} en {year - 1}",
    )  # fmt: skip
    most = float(shown[["cases_previous", "cases_current"]].max().max())
    ticks = [
        tick for tick in MaxNLocator(5, integer=True).tick_values(0, max(most, 1)) if tick >= 0
    ]
    scale(page, 0, ticks[-1], {float(tick): number(tick) for tick in ticks})
    pairs = zip(shown["cases_previous"], shown["cases_current"], strict=True)
    draw_pairs(page, [Pair(_count(earlier), _count(later)) for earlier, later in pairs])
    return page.figure


def _note(smaller: int) -> str:
    rest = (
        f" {counted(smaller, 'maatregel', 'maatregelen')} met minder dossiers "
        f"{'staat' if smaller == 1 else 'staan'} enkel in de tabel."
        if smaller
        else ""
    )
    return (
        "Het aantal dossiers zegt hoeveel er gecontroleerd is, niet hoeveel inbreuken er waren. "
        f"Een streepje betekent dat het plan geen getal geeft.{rest}"
    )

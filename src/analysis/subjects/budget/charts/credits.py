"""What was spent and what is granted next, per measure on a scale of ratios."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.subjects.budget.charts import amounts as credit
from analysis.subjects.budget.totals import expenditure
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.dumbbell import Pair, draw_pairs
from analysis.toolkit.charts.scale import powers_of_ten, scale
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.charts.speech import sentences, spoken
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

_MOST = 15  # rows: as many as stay readable on one sheet of paper
_NAMED = 6  # rows that begin or end, in the note
_HOW = (
    "Een even lange lijn is een even grote verhouding, niet een even groot bedrag. Een realisatie "
    "en een krediet zijn twee dingen: het krediet is wat mag worden vastgelegd."
)


def budget_chart(changes: pd.DataFrame, budget: pd.DataFrame, year: int) -> Chart | None:
    """Draw realised VAK and the new VAK credit per measure, largest first, on a logarithmic scale.

    Parameters
    ----------
    changes
        The result `credit_changes`, whole or of one chapter.
    budget
        The rows of the budget that it is made from, for the source.
    year
        The plan's year: its credit is compared with the realisation of the year before.

    Returns
    -------
    Chart or None
        None when no measure has both amounts above zero.
    """
    rows = credit.credit_rows(changes)
    both = credit.with_both(rows)
    if both.empty:
        return None
    shown = both.head(_MOST)
    lines = [
        Row(str(label), credit.change_words(int(earlier), int(later)))
        for label, earlier, later in shown[["label", "vak_realised", "vak_budget"]].to_numpy()
    ]
    return Chart(
        figure=_draw(shown, lines, year, credit.subtitle(year)),
        title=credit.title(changes, year),
        alt=(
            f"Halterdiagram op logaritmische schaal: VAK gerealiseerd in {year - 1} en VAK-krediet "
            f"{year} per maatregel. "
            + sentences(f"{line.heading}: {spoken(line.detail)}" for line in lines)
        ),
        data=credit.credit_data(both, year),
        note=(
            f"{_HOW}{credit.smaller_rows(len(both) - len(shown))}"
            f"{credit.without_both(len(rows) - len(both))}"
            f"{credit.begin_or_end(rows, year, _NAMED)}"
        ),
        source=source(expenditure(budget), year, credit.TABLE),
    )


def _draw(shown: pd.DataFrame, lines: Sequence[Row], year: int, subtitle: str) -> Figure:
    keys = [
        Key(f"VAK gerealiseerd {year - 1}", theme.PAPER, "o", theme.MUTED),
        Key(f"VAK-krediet {year}", theme.ACCENT, "o"),
    ]
    page = sheet(lines, keys, band=12, subtitle=subtitle)
    logs = shown[["vak_realised", "vak_budget"]].astype(float).map(math.log10)
    low, high = _range(float(logs.to_numpy().min()), float(logs.to_numpy().max()))
    scale(page, low, high, powers_of_ten(low, high, credit.tick))
    pairs = zip(logs["vak_realised"], logs["vak_budget"], strict=True)
    draw_pairs(page, [Pair(earlier, later) for earlier, later in pairs])
    return page.figure


def _range(low: float, high: float) -> tuple[float, float]:
    """Widen a range to a factor of ten at least, so that a small change looks small."""
    room = max(0.0, 1 - (high - low)) / 2
    return low - room, high + room

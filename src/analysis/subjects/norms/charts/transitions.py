"""How the norms moved over the plan's legend from last year to this year, in a grid of counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.dutch import counted, number
from analysis.plan.tables.legend import STEPS
from analysis.subjects.norms.charts.norms import TABLE
from analysis.subjects.norms.steps import in_both_years, step_transitions
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.drawing import (
    STEP,
    Area,
    blank,
    subtitle_height,
    write,
    write_subtitle,
)
from analysis.toolkit.per_chapter import summary_row
from analysis.toolkit.sentence import ALPHA
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from analysis.toolkit.charts.drawing import Drawing

_SHORT = {
    "above": "boven\ndoel",
    "met": "op\ndoel",
    "under": "tot 10\nonder",
    "far_under": "meer dan\n10 onder",
}
#: With the room of a wide drawing.
_NAMES = {
    "above": "boven doel",
    "met": "op doel",
    "under": "tot 10 procentpunt onder",
    "far_under": "meer dan 10 onder",
}
_TOP = 58.0
_SAME, _BETTER, _WORSE = "#e4e9ee", theme.STATUS_COLOURS["in_preparation"], "#fbd9a5"
_SUBTITLE = "Aantal normen per trede van de legende, in beide jaren"


def transitions_chart(changes: pd.DataFrame, norms: pd.DataFrame, year: int) -> Chart | None:
    """Draw how many norms went from each step to each; None when none has both results.

    The changes are the result `norm_changes` of these norms.
    """
    shown, shift = in_both_years(norms), summary_row(changes)
    if shown.empty or shift is None:
        return None
    worse, better, same = (int(shift[name]) for name in ("worse", "better", "same"))
    table = step_transitions(norms).loc[list(_SHORT), list(_SHORT)]
    return Chart(
        draw=partial(_draw, table, year),
        title=(
            f"{number(worse)} van de {counted(len(shown), 'norm', 'normen')} "
            f"{'zakte' if worse == 1 else 'zakten'} een trede of meer, "
            f"{number(better)} {'klom' if better == 1 else 'klommen'}, "
            f"{number(same)} {'bleef' if same == 1 else 'bleven'} gelijk"
        ),
        alt=_alt(table, year),
        data=_data(table, year),
        note=_note(shift["steps_p"]),
        source=source(shown, year, TABLE),
    )


def _alt(table: pd.DataFrame, year: int) -> str:
    spoken = [
        f"{STEPS[str(before)]}: "
        + ", ".join(f"{number(n)} {STEPS[str(now)]}" for now, n in row.items() if n)
        for before, row in table.iterrows()
        if row.sum()
    ]
    return (
        f"Rooster van aantallen normen, trede in {year - 2} tegen trede in {year - 1}. "
        f"Van {'. Van '.join(spoken)}."
    )


def _data(table: pd.DataFrame, year: int) -> pd.DataFrame:
    columns = {name: f"{year - 1}: {STEPS[name]}" for name in _SHORT}
    named = table.rename(columns=columns, index=STEPS)
    return named.rename_axis(index=f"Trede {year - 2}", columns=None).reset_index()


def _note(p: float) -> str:
    chance = "Dat er meer zakken of klimmen, kan toeval zijn (tekentoets)."
    if pd.isna(p):
        chance = "Geen enkele norm veranderde van trede."
    elif p < ALPHA:
        chance = "Het verschil tussen klimmers en zakkers is meer dan toeval (tekentoets)."
    return (
        "Lees een rij van links naar rechts: waar de normen van die trede nu staan. Omkaderd is "
        "gelijk gebleven; een driehoek naar beneden is slechter, naar boven beter. Een norm op "
        f"100 % kan enkel zakken. {chance} Alleen normen met een resultaat in beide jaren."
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells begin and how large they are, in points, and the names next to them."""

    left: float
    top: float
    cell: tuple[float, float]
    names: Mapping[str, str]

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """Return the top left of a cell."""
        return self.left + self.cell[0] * column, self.top + self.cell[1] * row


def _grid(width: float, top: float) -> _Grid:
    if theme.is_wide(width):
        return _Grid(170.0, top + _TOP, (96.0, 34.0), _NAMES)
    return _Grid(72.0, top + _TOP, (48.0, 48.0), _SHORT)


def _draw(table: pd.DataFrame, year: int, width: float) -> Drawing:
    with theme.style():
        head = subtitle_height(_SUBTITLE, width)
        grid = _grid(width, head)
        across, down = grid.cell
        figure, canvas = blank(width, grid.top + down * len(table) + 8)
        write_subtitle(canvas, _SUBTITLE, width)
        middle = grid.left + across * len(table) / 2
        write(canvas, middle, head + 10, f"In {year - 1}", ha="center", fontweight="bold")
        write(canvas, theme.MARGIN, grid.top - STEP / 2 - 4, f"In {year - 2}", fontweight="bold")
        for place, name in enumerate(map(str, table)):
            x, y = grid.corner(place, place)
            _words(canvas, x + across / 2, grid.top - STEP - 5, _SHORT[name], "center")
            _words(canvas, theme.MARGIN, y + down / 2, grid.names[name], "left")
        for row, (before, counts) in enumerate(table.iterrows()):
            for column, (now, count) in enumerate(counts.items()):
                corner = grid.corner(row, column)
                _cell(canvas, corner, grid.cell, column - row, int(count))
                value = f"{STEPS[str(before)]} → {STEPS[str(now)]}: {number(count)}"
                figure.areas.append(Area(*corner, *grid.cell, value))
    return figure


def _words(canvas: Axes, x: float, y: float, text: str, side: str) -> None:
    lines = text.split("\n")
    for place, line in enumerate(lines):
        write(canvas, x, y + (place - (len(lines) - 1) / 2) * STEP, line, ha=side)


def _cell(
    canvas: Axes,
    corner: tuple[float, float],
    cell: tuple[float, float],
    steps_down: int,
    count: int,
) -> None:
    """Draw one count: tinted, and with a triangle that says better or worse."""
    (x, y), (width, height) = corner, cell
    same = steps_down == 0
    tint = _SAME if same else _BETTER if steps_down < 0 else _WORSE
    edge, thick = (theme.INK, 1.6) if same else (theme.PAPER, 2.0)
    box = Rectangle(
        (x + 1.5, y + 1.5), width - 3, height - 3,
        facecolor=tint if count else theme.PAPER,
        edgecolor=edge if count or same else theme.FAINT, linewidth=thick,
    )  # fmt: skip
    canvas.add_patch(box)
    size = theme.TEXT_SIZE + 3 if count else theme.SMALL_SIZE
    ink = theme.ink_on(tint) if count else theme.MUTED
    wide = width > height
    middle = (x + width / 2 - 8, y + height / 2) if wide else (x + width / 2, y + height / 2 - 3)
    write(canvas, *middle, number(count), ha="center", fontsize=size, color=ink)
    if count and not same:
        marker = "^" if steps_down < 0 else "v"
        place = (x + width / 2 + 12, y + height / 2) if wide else (x + width / 2, y + height - 11)
        canvas.plot(*place, marker, ms=6, mfc=ink, mec=ink)

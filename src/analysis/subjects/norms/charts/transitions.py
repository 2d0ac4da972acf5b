"""How the norms moved over the plan's legend from last year to this year, in a grid of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.dutch import counted, number
from analysis.plan.tables.legend import STEPS
from analysis.subjects.norms.charts.norms import TABLE
from analysis.subjects.norms.steps import in_both_years, step_transitions
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.sheet import blank, subtitle_height, write, write_subtitle
from analysis.toolkit.per_chapter import summary_row
from analysis.toolkit.sentence import ALPHA
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHORT = {
    "above": "boven\ndoel",
    "met": "op\ndoel",
    "under": "tot 10\nonder",
    "far_under": "meer dan\n10 onder",
}
_LEFT, _TOP, _CELL = 72.0, 58.0, 48.0
_STEP = theme.SMALL_SIZE * theme.LINE_HEIGHT
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
        figure=_draw(table, year),
        title=(
            f"Van {year - 2} op {year - 1} {'zakte' if worse == 1 else 'zakten'} "
            f"{number(worse)} van de {counted(len(shown), 'norm', 'normen')} een trede of meer, "
            f"{'klom' if better == 1 else 'klommen'} er {number(better)} en "
            f"{'bleef' if same == 1 else 'bleven'} er {number(same)} gelijk"
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


def _draw(table: pd.DataFrame, year: int) -> Figure:
    with theme.style():
        top = subtitle_height(_SUBTITLE) + _TOP
        figure, canvas = blank(top + _CELL * len(table) + 8)
        write_subtitle(canvas, _SUBTITLE)
        heading = top - _TOP + 10
        write(canvas, _LEFT + _CELL * 2, heading, f"In {year - 1}", ha="center", fontweight="bold")
        write(canvas, theme.MARGIN, top - _STEP / 2 - 4, f"In {year - 2}", fontweight="bold")
        for place, name in enumerate(table):
            middle = _CELL * (place + 0.5)
            _words(canvas, _LEFT + middle, top - _STEP - 5, _SHORT[str(name)], "center")
            _words(canvas, theme.MARGIN, top + middle, _SHORT[str(name)], "left")
        for row, counts in enumerate(table.to_numpy().tolist()):
            for column, count in enumerate(counts):
                corner = _LEFT + _CELL * column, top + _CELL * row
                _cell(canvas, corner, column - row, count)
    return figure


def _words(canvas: Axes, x: float, y: float, text: str, side: str) -> None:
    for place, line in enumerate(text.split("\n")):
        write(canvas, x, y + (place - 0.5) * _STEP, line, ha=side)


def _cell(canvas: Axes, corner: tuple[float, float], steps_down: int, count: int) -> None:
    """Draw one count: tinted, and with a triangle that says better or worse."""
    x, y = corner
    same = steps_down == 0
    tint = _SAME if same else _BETTER if steps_down < 0 else _WORSE
    edge, width = (theme.INK, 1.6) if same else (theme.PAPER, 2.0)
    box = Rectangle(
        (x + 1.5, y + 1.5), _CELL - 3, _CELL - 3,
        facecolor=tint if count else theme.PAPER,
        edgecolor=edge if count or same else theme.FAINT, linewidth=width,
    )  # fmt: skip
    canvas.add_patch(box)
    size = theme.TEXT_SIZE + (3 if count else -1)
    colour = theme.INK if count else theme.MUTED
    write(
        canvas,
        x + _CELL / 2,
        y + _CELL / 2 - 3,
        number(count),
        ha="center",
        fontsize=size,
        color=colour,
    )
    if count and not same:
        marker = "^" if steps_down < 0 else "v"
        canvas.plot(x + _CELL / 2, y + _CELL - 11, marker, ms=6, mfc=theme.INK, mec=theme.INK)

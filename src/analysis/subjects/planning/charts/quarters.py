"""When the planned milestones fall: per quarter, and per part of the plan and quarter."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.patches import Rectangle

from analysis.dutch import counted, listing, number, quarter
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
from analysis.toolkit.charts.lettering import named, width_of, wrapped
from analysis.toolkit.charts.swatch import fill
from analysis.toolkit.milestones import planned
from analysis.toolkit.quarters import quarter_load, quarter_load_by, undated
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.toolkit.charts.drawing import Drawing
    from analysis.toolkit.parts import Parts

TABLE = "geplande mijlpalen"
_HEIGHT, _WIDE_HEIGHT = 230.0, 170.0
_ONE_YEAR = 4  # quarters
_NAMES = 128.0  # room for the names beside the heat map at most, in points
_NAME_LINES = 5
_CELL = 34.0
_SLOT = 90.0  # points: a wide drawing has no wider columns
_HEADS = 32.0  # room for the quarters above the cells
_WIDE_NAMES = 250.0
_LOW_CELL = 26.0  # in points, where each name has one line
_WIDEST_CELL = 84.0
#: From none to the most.
_TINTS = (theme.PAPER, "#e3edf5", "#b5d4e9", "#8fbcdc", "#5b9bc8", theme.ACCENT)


def planning_chart(milestones: pd.DataFrame, year: int) -> Chart | None:
    """Draw the planned milestones per quarter as columns; None when none names a quarter."""
    load = quarter_load(milestones)
    if load.empty:
        return None
    return Chart(
        draw=partial(_columns, load, f"Geplande mijlpalen van {year} per kwartaal"),
        title=_title(milestones, load),
        alt=(
            "Kolommen: geplande mijlpalen per kwartaal. "
            + ". ".join(_words(str(code), row) for code, row in load.iterrows())
            + f". {_apart(milestones)}"
        ),
        data=_data(milestones, load),
        note=(
            "Een mijlpaal die over meerdere kwartalen loopt, telt in elk daarvan mee: de kolommen "
            f"tellen dus niet op tot het aantal mijlpalen. {_apart(milestones)}"
        ),
        source=source(planned(milestones), year, TABLE),
    )


def planning_heatmap(milestones: pd.DataFrame, year: int, parts: Parts) -> Chart | None:
    """Draw the planned milestones per part and quarter as a heat map; None as `planning_chart`."""
    load = quarter_load_by(milestones, parts.by)
    if load.shape[1] == 0:
        return None
    headings = [parts.labels[str(name)] for name in load.index]
    load.index = pd.Index(headings, name=parts.one.capitalize())
    named = load.rename(columns=quarter)
    spoken = [
        f"{name}: " + ", ".join(f"{number(n)} in {code}" for code, n in row.items())
        for name, row in named.iterrows()
    ]
    return Chart(
        draw=partial(_heatmap, load, f"Geplande mijlpalen van {year} per {parts.one} en kwartaal"),
        title=_busiest(named),
        alt=f"Warmtekaart: geplande mijlpalen per {parts.one} en kwartaal. {'. '.join(spoken)}.",
        data=named.reset_index().rename_axis(columns=None),
        note=(
            "Hoe donkerder, hoe meer mijlpalen in dat kwartaal. Een mijlpaal over meerdere "
            f"kwartalen telt in elk daarvan mee. {_apart(milestones)}"
        ),
        source=source(planned(milestones), year, TABLE),
    )


def _title(milestones: pd.DataFrame, load: pd.DataFrame) -> str:
    peak = int(load["total"].max())
    codes = [str(code) for code in load.index[load["total"] == peak]]
    planned_ones = counted(undated(milestones).planned, "geplande mijlpaal", "geplande mijlpalen")
    if len(codes) == 1:
        return f"Het drukst is {quarter(codes[0])}: {number(peak)} van de {planned_ones}"
    if len({code[:4] for code in codes}) > 1:
        many = number(len(codes))
        return f"{many} kwartalen zijn even druk: elk {number(peak)} van de {planned_ones}"
    names = listing([quarter(code).split(" ")[0] for code in codes])
    return f"Het drukst zijn {names} {codes[0][:4]}: telkens {number(peak)} van de {planned_ones}"


def _busiest(load: pd.DataFrame) -> str:
    peak = int(load.to_numpy().max())
    cells = [
        f"{named(str(name))} in {code}"
        for name, row in load.iterrows()
        for code, n in row.items()
        if n == peak
    ]
    most = counted(peak, "mijlpaal", "mijlpalen")
    if len(cells) == 1:
        return f"Het drukst is {cells[0]}, met {most}"
    return f"Het drukst zijn {number(len(cells))} vakken met elk {most}"


def _apart(milestones: pd.DataFrame) -> str:
    rest = undated(milestones)
    kinds = (
        (rest.continuous, "doorlopend"),
        (rest.ad_hoc, "ad hoc"),
        (rest.without, "zonder datum"),
    )
    parts = [f"{number(count)} {words}" for count, words in kinds if count]
    return f"Zonder kwartaal: {listing(parts)}." if parts else "Elke mijlpaal heeft een kwartaal."


def _words(code: str, row: pd.Series) -> str:
    return f"{quarter(code)}: {number(row['total'])}, waarvan {number(row['alone'])} enkel dan"


def _data(milestones: pd.DataFrame, load: pd.DataFrame) -> pd.DataFrame:
    rest = undated(milestones)
    data = pd.DataFrame(
        {
            "Kwartaal": [*map(quarter, load.index), "Doorlopend", "Ad hoc", "Zonder datum"],
            "Enkel in dit kwartaal": pd.array([*load["alone"], None, None, None], dtype="Int64"),
            "Ook in andere": pd.array([*load["spread"], None, None, None], dtype="Int64"),
        }
    )
    return data.assign(Totaal=[*load["total"], rest.continuous, rest.ad_hoc, rest.without])


def _columns(load: pd.DataFrame, subtitle: str, width: float) -> Drawing:
    slots = max(len(load), _ONE_YEAR)
    width = min(width, max(theme.NARROW, slots * _SLOT))
    top = subtitle_height(subtitle, width)
    height = top + (_WIDE_HEIGHT if width > theme.NARROW else _HEIGHT)
    with theme.style():
        figure, canvas = blank(width, height)
        write_subtitle(canvas, subtitle, width)
        _draw_column_keys(canvas, top + 11, spread=bool(load["spread"].any()))
        foot = 24 if len(load) <= _ONE_YEAR else 38
        axes = figure.add_axes((0.02, foot / height, 0.96, 1 - (top + foot + 26) / height))
        _draw_columns(axes, load)
        peak = int(load["total"].max())
        figure.add_areas(
            axes,
            [
                (place - 0.5, place + 0.5, 0, peak, _words(str(code), row))
                for place, (code, row) in enumerate(load.iterrows())
            ],
        )
    return figure


def _draw_column_keys(canvas: Axes, y: float, *, spread: bool) -> None:
    entries = (
        (theme.MARGIN, "Enkel dit kwartaal", theme.ACCENT),
        (theme.NARROW / 2 - 2, "Ook andere kwartalen", theme.ACCENT_LIGHT),
    )
    for x, label, colour in entries if spread else entries[:1]:
        fill(canvas, (x, y - 3.5), (7, 7), colour)
        write(canvas, x + 12, y, label)


def _draw_columns(axes: Axes, load: pd.DataFrame) -> None:
    places = range(len(load))
    below = [0] * len(load)
    for name, colour in (("alone", theme.ACCENT), ("spread", theme.ACCENT_LIGHT)):
        counts = [int(n) for n in load[name]]
        axes.bar(places, counts, 0.72, below, color=colour, edgecolor=theme.INK, linewidth=0.6)
        below = counts
    peak = int(load["total"].max())
    axes.set_ylim(0, peak * 1.12)
    axes.set_xlim(-0.6, max(len(load), _ONE_YEAR) - 0.4)
    for x, total in zip(places, load["total"], strict=True):
        write(axes, x, total + peak * 0.05, number(total), fontweight="bold", ha="center")
    axes.set_yticks([])
    axes.set_xticks(list(places), [_tick(str(code), len(load)) for code in load.index])
    axes.tick_params(axis="x", length=0)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(theme.MUTED)


def _tick(code: str, quarters: int) -> str:
    """Set the year under the quarter where columns are narrow."""
    return quarter(code).replace(" ", "\n") if quarters > _ONE_YEAR else quarter(code)


def _heatmap(load: pd.DataFrame, subtitle: str, width: float) -> Drawing:
    """Draw a grid: a row per part, a column per quarter, and in each cell its number."""
    names = _names(load, width)
    left = names.width + 2 * theme.MARGIN
    across = min((width - theme.MARGIN - left) / load.shape[1], _WIDEST_CELL)
    width = max(left + across * load.shape[1] + theme.MARGIN, theme.NARROW)
    down = max(_CELL if len(names.longest) > 1 else _LOW_CELL, len(names.longest) * STEP + 8)
    top = subtitle_height(subtitle, width) + _HEADS
    with theme.style():
        figure, canvas = blank(width, top + down * len(load) + 6)
        write_subtitle(canvas, subtitle, width)
        _name_quarters(canvas, load, (left, across), top)
        for row, (lines, (name, counts)) in enumerate(
            zip(names.lines, load.iterrows(), strict=True)
        ):
            middle = top + down * (row + 0.5)
            for line, text in enumerate(lines):
                y = middle + (line - (len(lines) - 1) / 2) * STEP
                write(canvas, theme.MARGIN, y, text)
            for column, (code, count) in enumerate(counts.items()):
                corner = (left + across * column, top + down * row)
                _cell(canvas, corner, (across, down), int(count), int(load.to_numpy().max()))
                value = f"{name}, {quarter(str(code))}: {number(count)}"
                figure.areas.append(Area(*corner, across, down, value))
    return figure


@dataclass(frozen=True, slots=True)
class _PartNames:
    """The names next to a heat map, broken into lines of one width."""

    lines: list[list[str]]
    width: float

    @property
    def longest(self) -> list[str]:
        """The lines of the name with the most."""
        return max(self.lines, key=len)


def _names(load: pd.DataFrame, width: float) -> _PartNames:
    """Give the names the room that the longest word needs, so that none is cut, or the longest."""
    names = [str(name) for name in load.index]
    most = _WIDE_NAMES if theme.is_wide(width) else _NAMES
    needed = max(width_of(word, theme.SMALL_SIZE) for name in names for word in name.split())
    whole = max(width_of(name, theme.SMALL_SIZE) for name in names)
    room = min(most, max(needed, min(whole, most)) + 1)
    lines = [wrapped(name, room, theme.SMALL_SIZE, most=_NAME_LINES) for name in names]
    return _PartNames(lines, room)


def _cell(
    canvas: Axes, corner: tuple[float, float], size: tuple[float, float], count: int, most: int
) -> None:
    """Draw one count; the more, the darker. Without room for a number there is only the colour."""
    (x, y), (width, height) = corner, size
    tint = _TINTS[math.ceil(count / most * (len(_TINTS) - 1))] if most else theme.PAPER
    edge = theme.FAINT if tint == theme.PAPER else tint
    box = Rectangle(
        (x + 1, y + 1), width - 2, height - 2, facecolor=tint, edgecolor=edge, linewidth=0.6
    )
    canvas.add_patch(box)
    if width_of(number(most), theme.SMALL_SIZE) + 2 <= width:
        ink = theme.ink_on(tint) if count else theme.MUTED
        write(canvas, x + width / 2, y + height / 2, number(count), ha="center", color=ink)


def _name_quarters(
    canvas: Axes, load: pd.DataFrame, columns: tuple[float, float], top: float
) -> None:
    """Write the quarters above their columns, and each year once, above its first."""
    left, across = columns
    before = ""
    for column, code in enumerate(map(str, load)):
        x = left + across * (column + 0.5)
        if code[:4] != before:
            write(canvas, x, top - 10 - STEP, code[:4], ha="center", color=theme.MUTED)
        if width_of("Q4", theme.SMALL_SIZE) + 2 <= across:
            name = quarter(code).split(" ")[0]
            write(canvas, x, top - 9, name, ha="center", color=theme.MUTED)
        before = code[:4]

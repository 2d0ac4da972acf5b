"""When the planned milestones fall: per quarter, and per part of the plan and quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.colors import to_hex

from analysis.dutch import counted, listing, number, quarter
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.lettering import shortened, width_of, wrapped
from analysis.toolkit.charts.sheet import blank, subtitle_height, write, write_subtitle
from analysis.toolkit.charts.swatch import fill
from analysis.toolkit.milestones import planned
from analysis.toolkit.quarters import quarter_load, quarter_load_by, undated
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from analysis.toolkit.parts import Parts

TABLE = "geplande mijlpalen"
_HEIGHT = 230.0
_ONE_YEAR = 4  # quarters
_NAMES = 128.0  # room for the names beside the heat map at most, in points
_NAME_LINES = 5
_CELL = 34.0
_STEP = theme.SMALL_SIZE * theme.LINE_HEIGHT
_HEADS = 32.0  # room for the quarters above the cells
_ROOMY = 8  # quarters: with more, columns are too narrow for words and numbers
_LONG = 120  # letters of a name in a title
_FEW = 3  # cells that a title can name


def planning_chart(milestones: pd.DataFrame, year: int) -> Chart | None:
    """Draw the planned milestones per quarter as columns; None when none names a quarter."""
    load = quarter_load(milestones)
    if load.empty:
        return None
    return Chart(
        figure=_columns(load, f"Geplande mijlpalen van {year} per kwartaal"),
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
        figure=_heatmap(load, f"Geplande mijlpalen van {year} per {parts.one} en kwartaal"),
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
    codes = [quarter(str(code)) for code in load.index[load["total"] == peak]]
    whole = undated(milestones).planned
    each, verb = ("telkens ", "zijn") if len(codes) > 1 else ("", "is")
    return (
        f"Het drukst {verb} {listing(codes)}: {each}{number(peak)} van de "
        f"{counted(whole, 'geplande mijlpaal', 'geplande mijlpalen')}"
    )


def _busiest(load: pd.DataFrame) -> str:
    peak = int(load.to_numpy().max())
    cells = [
        f"{shortened(str(name), _LONG)} in {code}"
        for name, row in load.iterrows()
        for code, n in row.items()
        if n == peak
    ]
    if len(cells) > _FEW:
        return f"Nergens vallen meer dan {counted(peak, 'mijlpaal', 'mijlpalen')} in één kwartaal"
    if len(cells) == 1:
        return f"Het drukst is {cells[0]}, met {counted(peak, 'mijlpaal', 'mijlpalen')}"
    return f"Het drukst zijn {listing(cells)}, met elk {number(peak)}"


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


def _columns(load: pd.DataFrame, subtitle: str) -> Figure:
    top = subtitle_height(subtitle)
    height = _HEIGHT + top
    with theme.style():
        figure, canvas = blank(height)
        write_subtitle(canvas, subtitle)
        _draw_column_keys(canvas, top + 11, spread=bool(load["spread"].any()))
        foot = 24 if len(load) <= _ONE_YEAR else 38
        axes = figure.add_axes((0.02, foot / height, 0.96, 1 - (top + foot + 26) / height))
        _draw_columns(axes, load)
    return figure


def _draw_column_keys(canvas: Axes, y: float, *, spread: bool) -> None:
    entries = (
        (theme.MARGIN, "Enkel dit kwartaal", theme.ACCENT),
        (theme.WIDTH / 2 - 2, "Ook andere kwartalen", theme.ACCENT_LIGHT),
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


def _heatmap(load: pd.DataFrame, subtitle: str) -> Figure:
    room = _names_width([str(name) for name in load.index])
    names = [wrapped(str(name), room, theme.SMALL_SIZE, most=_NAME_LINES) for name in load.index]
    cell = max(_CELL, max(map(len, names)) * _STEP + 8)
    top = subtitle_height(subtitle) + _HEADS
    height = cell * len(load) + top + 6
    with theme.style():
        figure, canvas = blank(height)
        write_subtitle(canvas, subtitle)
        left = (room + 2 * theme.MARGIN) / theme.WIDTH
        axes = figure.add_axes((left, 6 / height, 0.99 - left, 1 - (top + 6) / height))
        _draw_cells(axes, load)
        _name_quarters(axes, load)
    for row, lines in enumerate(names):
        middle = top + cell * (row + 0.5)
        for line, text in enumerate(lines):
            write(canvas, theme.MARGIN, middle + (line - (len(lines) - 1) / 2) * _STEP, text)
    return figure


def _names_width(names: list[str]) -> float:
    """Return the room that the longest word needs, so that none is cut, or the longest name."""
    words = [word for name in names for word in name.split()]
    needed = max(width_of(word, theme.SMALL_SIZE) for word in words)
    whole = max(width_of(name, theme.SMALL_SIZE) for name in names)
    return min(_NAMES, max(needed, min(whole, _NAMES)) + 1)


def _draw_cells(axes: Axes, load: pd.DataFrame) -> None:
    import seaborn as sns

    sns.heatmap(
        load, ax=axes, cmap=sns.light_palette(theme.ACCENT, as_cmap=True), vmin=0, cbar=False,
        annot=_is_roomy(load), fmt="d", linewidths=1.5, linecolor=theme.PAPER,
        xticklabels=False, yticklabels=False,
    )  # fmt: skip
    if not _is_roomy(load):
        return
    tints = np.asarray(axes.collections[0].get_facecolor())
    for text, count, tint in zip(axes.texts, load.to_numpy().ravel(), tints, strict=True):
        text.set_color(theme.ink_on(to_hex(tint)))  # seaborn's own choice is too faint
        text.set_text(number(count))


def _is_roomy(load: pd.DataFrame) -> bool:
    """Whether each column has room for a number and the name of its quarter."""
    return load.shape[1] <= _ROOMY


def _name_quarters(axes: Axes, load: pd.DataFrame) -> None:
    axes.set(xlabel="", ylabel="")
    axes.xaxis.tick_top()
    codes = [str(code) for code in load]
    years = ["", *(code[:4] for code in codes)]
    heads = [
        f"{quarter(code).split(' ')[0] if _is_roomy(load) else ''}\n"
        f"{code[:4] if code[:4] != before else ''}"
        for code, before in zip(codes, years, strict=False)
    ]
    axes.set_xticks(np.arange(len(codes)) + 0.5, heads, rotation=0)
    axes.tick_params(length=0)

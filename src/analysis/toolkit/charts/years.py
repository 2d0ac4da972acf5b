"""One count over the years, as columns; both values where the plan prints two."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import NO_VALUE, listing, number, percent
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.drawing import STEP, blank, subtitle_height, write, write_subtitle
from analysis.toolkit.charts.lettering import width_of
from analysis.toolkit.figures import MAXIMUM, MINIMUM
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import PLACE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from matplotlib.axes import Axes

    from analysis.toolkit.charts.drawing import Drawing

_HEIGHT, _WIDE_HEIGHT = 200.0, 150.0
_ABOVE = 1.3  # times the highest value: room for two lines of numbers
_SLOT = 90.0  # points: a wide drawing has no wider columns
_UNITS = ((10**3, "dzd."), (10**6, "mln."), (10**9, "mld."), (10**12, "bln."))
_WIDE = 3  # with fewer years the columns do not grow wider
TABLE = "kerncijfers in de tekst"


def years_chart(
    figures: pd.DataFrame, year: int, measure: str, indicators: Sequence[str], subject: str
) -> Chart | None:
    """Draw a column per year, with an outline up to the higher value where two are printed.

    The figures are those of one measure's id and of the indicators that count the same thing;
    `subject` names it in the plural: `aanvragen voor een arbeidskaart`. None when no year has a
    value.
    """
    own = figures.loc[(figures["measure"] == measure) & figures["indicator"].isin(list(indicators))]
    known = own.dropna(subset=["year", "value"]).sort_values(["year", "line"])
    if known.empty:
        return None
    spans = known.groupby("year")["value"].agg(["min", "max"]).astype(float)
    first, last = int(spans.index.min()), int(spans.index.max())
    table = spans.reindex(range(first, last + 1))
    bounded = known.loc[known["indicator"].str.endswith((MAXIMUM, MINIMUM)), "year"].unique()
    return Chart(
        draw=partial(_draw, table, f"{subject[0].upper()}{subject[1:]} per jaar"),
        title=_title(table, subject, set(bounded)),
        alt=(
            f"Kolommen: {subject} per jaar. "
            + ". ".join(f"{when}: {_words(row)}" for when, row in table.iterrows())
            + "."
        ),
        data=_data(known),
        note=_note(known, table),
        source=source(known, year, TABLE),
    )


def _words(row: pd.Series, room: float = math.inf) -> str:
    if pd.isna(row["min"]):
        return NO_VALUE
    low, high = _plain(row["min"], room), _plain(row["max"], room)
    return low if low == high else f"{low} of {high}"


def _plain(value: float, room: float = math.inf) -> str:
    """Write a value in full, or in the first unit in which it fits."""
    full = number(value, 0 if float(value).is_integer() else 1)
    units = (f"{number(value / size, 1)} {name}" for size, name in _UNITS)
    narrow = (text for text in (full, *units) if width_of(text, theme.SMALL_SIZE, "bold") <= room)
    return next(narrow, full)


def _draw(table: pd.DataFrame, subtitle: str, width: float) -> Drawing:
    slots = max(len(table), _WIDE)
    width = min(width, max(theme.NARROW, slots * _SLOT))
    head = subtitle_height(subtitle, width)
    height = head + (_WIDE_HEIGHT if width > theme.NARROW else _HEIGHT)
    with theme.style():
        figure, canvas = blank(width, height)
        write_subtitle(canvas, subtitle, width)
        axes = figure.add_axes((0.02, 24 / height, 0.96, 1 - (30 + head) / height))
        top = float(table["max"].max()) or 1.0
        room = width / (slots + 0.2) - 4
        step = top * _ABOVE * STEP / (height - 30 - head)
        for place, (_, row) in enumerate(table.iterrows()):
            _column(axes, place, row, step, room)
        axes.set_ylim(0, top * _ABOVE)
        axes.set_xlim(-0.6, slots - 0.4)
        axes.set_yticks([])
        axes.set_xticks(range(len(table)), [str(when) for when in table.index])
        axes.tick_params(axis="x", length=0)
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(theme.MUTED)
        figure.add_areas(
            axes,
            [
                (place - 0.5, place + 0.5, 0, top * _ABOVE, f"{when}: {_words(row)}")
                for place, (when, row) in enumerate(table.iterrows())
            ],
        )
    return figure


def _column(axes: Axes, place: int, row: pd.Series, step: float, room: float) -> None:
    if pd.isna(row["min"]):
        write(axes, place, step * 0.7, "geen cijfer", ha="center", color=theme.MUTED)
        return
    axes.bar(place, row["min"], 0.66, color=theme.ACCENT, edgecolor=theme.INK, linewidth=0.6)
    if row["max"] > row["min"]:
        axes.bar(
            place, row["max"] - row["min"], 0.66, row["min"],
            color=theme.PAPER, edgecolor=theme.INK, linewidth=0.8,
        )  # fmt: skip
    for line, text in enumerate(reversed(_words(row, room).split(" of "))):
        shown = text if line or row["max"] == row["min"] else f"of {text}"
        y = row["max"] + step * (0.65 + 0.95 * line)
        write(axes, place, y, shown, ha="center", fontweight="bold")


def _title(table: pd.DataFrame, subject: str, bounded: Collection[int]) -> str:
    """Say the first and the last value; `bounded` are the years of which only a bound is known."""
    known = table.dropna()
    (first, begin), (last, end) = next(known.iterrows()), list(known.iterrows())[-1]
    if first == last:
        return f"In {last}: {_about(last, bounded)}{_words(end)} {subject}"
    grown = ""
    if begin["min"] == begin["max"] > 0 and end["min"] == end["max"]:
        change = (end["max"] - begin["max"]) / begin["max"] * 100
        grown = f" ({'+' if change > 0 else ''}{percent(change)})"
    start = f"Van {_about(first, bounded)}{_words(begin)} {subject} in {first}"
    return f"{start} naar {_about(last, bounded)}{_words(end)} in {last}{grown}"


def _about(year: object, bounded: Collection[int]) -> str:
    return "ongeveer " if year in bounded else ""


def _note(known: pd.DataFrame, table: pd.DataFrame) -> str:
    twice = table.index[table["max"] > table["min"]].tolist()
    conflict = ""
    if twice:
        places = [
            f"{_plain(row['value'])} (onderdeel {row['section']})"
            for _, row in known.loc[known["year"].isin(twice)].iterrows()
        ]
        conflict = (
            f" Voor {listing([str(when) for when in twice])} geeft het plan meer dan één getal: "
            f"{listing(places)}; het open vak is het verschil."
        )
    bounds = "".join(
        f" Voor {listing([str(when) for when in years])} noemt het plan ergens een {bound}grens."
        for ending, bound in ((MAXIMUM, "boven"), (MINIMUM, "onder"))
        if (years := known.loc[known["indicator"].str.endswith(ending), "year"].unique().tolist())
    )
    return (
        "De getallen komen uit de lopende tekst van het plan en zijn soms afgerond: lees er de "
        f"grootteorde uit.{conflict}{bounds}"
    )


def _data(known: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Jaar": known["year"],
            "Waarde": known["value"],
            "Zoals afgedrukt": known["value_printed"],
            "Wat": known["indicator"],
            "Onderdeel": known["section"],
            PLACE: known["place"],
        }
    ).reset_index(drop=True)

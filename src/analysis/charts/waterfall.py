"""Which measures make the new credits differ from what was spent, in steps that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.charts import theme
from analysis.charts.budget import TABLE
from analysis.charts.chart import Chart
from analysis.charts.sheet import Key, Row, scale, sheet
from analysis.charts.speech import sentences, spoken
from analysis.dutch import counted, euro, million_euro, percent, signed
from analysis.stats.budget import expenditure
from analysis.stats.credits import credit_changes
from analysis.stats.labels import joined
from analysis.stats.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from analysis.charts.sheet import Sheet

_LARGEST = 10
_MILLION = 1_000_000
_CENTS = 10_000_000  # under this, two decimals of a million
_BAR = 13.0
_BOUND = "\N{NO-BREAK SPACE}"
_RISE, _FALL = theme.ACCENT_LIGHT, theme.STATUS_COLOURS["on_hold"]
_TOTAL = theme.ACCENT
_COURSES = {
    "new": "nieuw krediet",
    "ended": "geen krediet meer",
    "correction": "een van beide is negatief",
}


def waterfall_chart(budget: pd.DataFrame, year: int, largest: int = _LARGEST) -> Chart | None:
    """Draw what each measure adds to the change from VAK realised to VAK credit.

    The scale begins at no change, not at the total: a bar is as long as its amount.

    Parameters
    ----------
    budget
        The processed table, whole or of one chapter.
    year
        The plan's year: its credit stands beside the realisation of the year before.
    largest
        How many measures get a bar; the others share one.

    Returns
    -------
    Chart or None
        None when no measure's credit differs from its realisation.
    """
    changes = credit_changes(budget)
    moved = changes.loc[changes["change"] != 0]
    if moved.empty:
        return None
    steps = _steps(changes, moved, largest)
    rows = [Row(str(row["heading"]), str(row["detail"])) for _, row in steps.iterrows()]
    said = (f"{row.heading}: {spoken(row.detail)}" for row in rows)
    return Chart(
        figure=_draw(steps, rows),
        title=_title(changes, year),
        alt=(
            f"Waterval: bijdrage van elke maatregel aan het verschil tussen VAK gerealiseerd in "
            f"{year - 1} en VAK-krediet {year}. {sentences(said)}"
        ),
        data=_data(steps, year),
        note=_note(len(moved) - largest, len(changes) - len(moved)),
        source=source(expenditure(budget), year, TABLE),
    )


def _steps(changes: pd.DataFrame, moved: pd.DataFrame, largest: int) -> pd.DataFrame:
    """Return the largest changes, rises first, then the others together, then the total."""
    order = moved["change"].abs().sort_values(ascending=False, kind="stable").index
    top, rest = moved.loc[order[:largest]], moved.loc[order[largest:]]
    amounts = ["vak_realised", "vak_budget", "change"]
    named = top.sort_values("change", ascending=False, kind="stable").assign(
        heading=lambda rows: [joined(str(name)) for name in rows["name"]]
    )
    others = (
        rest[amounts]
        .sum()
        .to_frame()
        .T.assign(
            heading=f"{counted(len(rest), 'andere maatregel', 'andere maatregelen')}", course=""
        )
    )
    total = changes[amounts].sum().to_frame().T.assign(heading="Samen", course="")
    parts = [named, *([others] if len(rest) else []), total]
    steps = pd.concat(parts, ignore_index=True)
    # The total is no step: it runs from no change to the sum of the steps.
    ends = steps["change"].cumsum().mask(steps.index == len(steps) - 1, steps["change"])
    return steps.assign(
        start=ends - steps["change"], end=ends, detail=[_words(row) for _, row in steps.iterrows()]
    )


def _words(row: pd.Series) -> str:
    earlier, later, change = (int(row[name]) for name in ("vak_realised", "vak_budget", "change"))
    words = f"{_signed(change)}: {_amount(earlier)} → {_amount(later)}"
    if row["course"] in _COURSES:
        return f"{words} · {_COURSES[row['course']]}"
    if earlier <= 0:
        return words
    growth = percent(change / earlier * 100)
    return f"{words} ({'+' if change > 0 and not growth.startswith('0') else ''}{growth})"


def _signed(change: int) -> str:
    sign = "+" if change > 0 else "−"
    return f"{sign}{_BOUND}{_amount(abs(change))}"


def _amount(euros: int) -> str:
    if not euros:
        return euro(0)
    return million_euro(euros, 2 if abs(euros) < _CENTS else 1)


def _draw(steps: pd.DataFrame, rows: Sequence[Row]) -> Figure:
    keys = [
        Key("Meer krediet", _RISE, ">"),
        Key("Minder krediet", _FALL, "<"),
        Key("Samen", _TOTAL),
    ]
    page = sheet(rows, keys, band=15)
    places = steps[["start", "end"]].astype(float) / _MILLION
    low, high = min(0.0, places.min().min()), max(0.0, places.max().max())
    ticks = [float(tick) for tick in MaxNLocator(5).tick_values(low, high)]
    decimals = 0 if all(tick.is_integer() for tick in ticks) else 2
    scale(page, ticks[0], ticks[-1], {tick: signed(tick, decimals) for tick in ticks})
    last = len(steps) - 1
    for place, (y, (start, end)) in enumerate(
        zip(page.centres, places.to_numpy().tolist(), strict=True)
    ):
        page.axes.vlines(0, y - 8, y + 8, color=theme.MUTED, linewidth=1.2)
        _bar(page, y, start, end, total=place == last)
    return page.figure


def _bar(page: Sheet, y: float, start: float, end: float, *, total: bool) -> None:
    rises = end > start
    colour = _TOTAL if total else _RISE if rises else _FALL
    page.axes.barh(
        y, end - start, _BAR, left=start, color=colour, edgecolor=theme.INK, linewidth=0.6
    )
    if not total:
        marker = ">" if rises else "<"
        page.axes.scatter([end], [y], s=30, marker=marker, c=colour, edgecolors=theme.INK, lw=0.8)


def _title(changes: pd.DataFrame, year: int) -> str:
    total = int(changes["change"].sum())
    side = "hoger" if total > 0 else "lager"
    lead = changes.iloc[int(changes["change"].abs().argmax())]
    whole = (
        f"Het VAK-krediet van {year} is samen even hoog als wat in {year - 1} gerealiseerd werd"
        if total == 0
        else f"Het VAK-krediet van {year} ligt {_amount(abs(total))} {side} dan wat in {year - 1} "
        "gerealiseerd werd"
    )
    return (
        f"{whole}; de grootste stap is {joined(str(lead['name']))} ({_signed(int(lead['change']))})"
    )


def _note(others: int, unchanged: int) -> str:
    same = (
        f" {counted(unchanged, 'maatregel', 'maatregelen')} zonder verschil "
        f"{'is' if unchanged == 1 else 'zijn'} niet getekend."
        if unchanged
        else ""
    )
    rest = " De kleinste verschillen zijn samengenomen." if others > 0 else ""
    return (
        "Elke balk begint waar de vorige eindigt, in miljoen euro verschil; de laatste is de som. "
        "Een krediet is wat mag worden vastgelegd, een realisatie wat vastgelegd werd: een deel "
        f"van een stijging is ruimte die niet gebruikt hoeft te worden.{rest}{same}"
    )


def _data(steps: pd.DataFrame, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Maatregel": steps["heading"],
            f"VAK gerealiseerd {year - 1} (euro)": steps["vak_realised"].astype("int64"),
            f"VAK-krediet {year} (euro)": steps["vak_budget"].astype("int64"),
            "Verschil (euro)": steps["change"].astype("int64"),
        }
    )

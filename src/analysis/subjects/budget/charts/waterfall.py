"""What each measure adds to the difference between new credits and spending, as steps."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.dutch import counted, signed
from analysis.subjects.budget.charts import amounts as credit
from analysis.subjects.budget.totals import expenditure
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.lettering import named
from analysis.toolkit.charts.scale import across, scale
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.charts.swatch import fill
from analysis.toolkit.labels import joined
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing
    from analysis.toolkit.charts.sheet import Sheet

_LARGEST = 10
_MILLION = 1_000_000
_BAR = 13.0
_ROUNDING = 1e-9
_BOUND = "\N{NO-BREAK SPACE}"
_TOGETHER = "Samen"
_RISE, _FALL = theme.ACCENT_LIGHT, theme.STATUS_COLOURS["on_hold"]
_TOTAL = theme.ACCENT
_COURSES = {
    "new": "nieuw krediet",
    "ended": "geen krediet meer",
    "correction": "een van beide is negatief",
}


def waterfall_chart(changes: pd.DataFrame, budget: pd.DataFrame, year: int) -> Chart | None:
    """Draw what each measure adds to the change from VAK realised to VAK credit.

    The scale begins at no change, not at the total: a bar is as long as its amount. The changes are
    the result `credit_changes`, whole or of one chapter; the rows of the budget give the source.
    None when no measure's credit differs from its realisation.
    """
    moved = changes.loc[changes["change"] != 0]
    if moved.empty:
        return None
    steps = _steps(changes, moved)
    rows = [Row(str(row["heading"]), str(row["detail"])) for _, row in steps.iterrows()]
    return Chart(
        draw=partial(_draw, steps, rows, year),
        title=_title(changes, year),
        alt=(
            f"Waterval: bijdrage van elke maatregel aan het verschil tussen VAK gerealiseerd in "
            f"{year - 1} en VAK-krediet {year}. {spoken_rows(rows)}"
        ),
        data=_data(steps, year),
        note=_note(len(moved) - _LARGEST, len(changes) - len(moved)),
        source=source(expenditure(budget), year, credit.TABLE),
    )


def _steps(changes: pd.DataFrame, moved: pd.DataFrame) -> pd.DataFrame:
    """Return the largest changes, rises first, then the others together, then the total."""
    order = moved["change"].abs().sort_values(ascending=False, kind="stable").index
    top, rest = moved.loc[order[:_LARGEST]], moved.loc[order[_LARGEST:]]
    named = top.sort_values("change", ascending=False, kind="stable")
    parts = [named.assign(heading=[joined(str(name)) for name in named["name"]])]
    if len(rest):
        words = counted(len(rest), "andere maatregel", "andere maatregelen")
        parts.append(_together(rest, words))
    if len(changes) > 1:  # one measure is its own total
        parts.append(_together(changes, _TOGETHER))
    steps = pd.concat(parts, ignore_index=True)
    # The total is no step: it runs from no change to the sum of the steps.
    ends = steps["change"].cumsum().mask(steps["heading"] == _TOGETHER, steps["change"])
    return steps.assign(
        start=ends - steps["change"], end=ends, detail=[_words(row) for _, row in steps.iterrows()]
    )


def _together(rows: pd.DataFrame, heading: str) -> pd.DataFrame:
    sums = rows[["vak_realised", "vak_budget", "change"]].sum()
    return sums.to_frame().T.assign(heading=heading, course="")


def _words(row: pd.Series) -> str:
    earlier, later, change = (int(row[name]) for name in ("vak_realised", "vak_budget", "change"))
    words = f"{_signed(change)}: {credit.amount(earlier)} → {credit.amount(later)}"
    if row["course"] in _COURSES:
        return f"{words} · {_COURSES[row['course']]}"
    return words if earlier <= 0 else f"{words} ({credit.growth(earlier, later)})"


def _signed(change: int) -> str:
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{_BOUND}{credit.amount(abs(change))}".strip(_BOUND)


def _draw(steps: pd.DataFrame, rows: Sequence[Row], year: int, width: float) -> Drawing:
    total = steps["heading"] == _TOGETHER
    keys = [
        Key("Meer krediet", _RISE, ">"),
        Key("Minder krediet", _FALL, "<"),
        *([Key(_TOGETHER, _TOTAL)] if total.any() else []),
    ]
    subtitle = f"VAK-krediet {year} min VAK gerealiseerd in {year - 1}, in miljoen euro"
    page = sheet(rows, keys, band=15, width=width, subtitle=subtitle)
    places = steps[["start", "end"]].astype(float) / _MILLION
    ticks = _ticks(min(0.0, places.min().min()), max(0.0, places.max().max()))
    scale(page, min(ticks), max(ticks), ticks)
    across(page, [0.0], theme.MUTED, 1.2)
    bars = zip(page.centres, places.to_numpy().tolist(), total, strict=True)
    for y, (start, end), is_total in bars:
        _bar(page, y, start, end, total=is_total)
    return page.figure


def _ticks(low: float, high: float) -> dict[float, str]:
    """Return round numbers around a range in millions, with the decimals that tell them apart."""
    values = [float(tick) for tick in MaxNLocator(5).tick_values(low, high)]
    step = values[1] - values[0]
    decimals = max(0, -math.floor(math.log10(step) + _ROUNDING))
    exact = next(
        n
        for n in range(decimals, decimals + 4)
        if math.isclose(step, round(step, n), rel_tol=_ROUNDING)
    )
    return {value: signed(value, exact) for value in values}


def _bar(page: Sheet, y: float, start: float, end: float, *, total: bool) -> None:
    rises = end > start
    colour = _TOTAL if total else _RISE if rises else _FALL
    fill(page.axes, (start, y - _BAR / 2), (end - start, _BAR), colour)
    if not total:
        marker = ">" if rises else "<"
        page.axes.scatter([end], [y], s=30, marker=marker, c=colour, edgecolors=theme.INK, lw=0.8)


def _title(changes: pd.DataFrame, year: int) -> str:
    moved = changes.loc[changes["change"] != 0]
    lead = moved.iloc[int(moved["change"].abs().argmax())]
    name = named(joined(str(lead["name"])), 3)
    total = int(changes["change"].sum())
    whole = (
        f"Het VAK-krediet van {year} is even hoog als de realisatie"
        if total == 0
        else f"Het VAK-krediet van {year} ligt {credit.difference_in_words(total)} dan gerealiseerd"
    )
    if len(moved) == 1:
        return f"{whole}, enkel door {name}"
    return f"{whole}; grootste stap: {name} ({_signed(int(lead['change']))})"


def _note(others: int, unchanged: int) -> str:
    same = (
        f" {counted(unchanged, 'maatregel', 'maatregelen')} zonder verschil "
        f"{'is' if unchanged == 1 else 'zijn'} niet getekend."
        if unchanged
        else ""
    )
    rest = " De kleinste verschillen zijn samengenomen." if others > 0 else ""
    return (
        "Elke balk begint waar de vorige eindigt; de laatste is de som. "
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

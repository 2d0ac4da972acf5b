"""The chart of attention: a matrix of points per measure and signal, with reasons in words."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, listing, number
from analysis.subjects.attention.points import totals
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.drawing import write
from analysis.toolkit.charts.lettering import named, shortened, width_of
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.charts.speech import sentences, spoken
from analysis.toolkit.charts.swatch import fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from analysis.toolkit.charts.drawing import Drawing

_MOST = 10
_SQUARE, _LINE = 15.0, 20.0  # the side of a signal's square, and the height of its line
_NAMES = 0.4  # of a wide drawing, for the names of the measures
_BOUND = "\N{NO-BREAK SPACE}"
_NAMED = 2  # subjects that a title can name
_LONG = 90  # letters of a name: three lines
#: The column of each signal; the three of the credit exclude each other and share one.
HEADS: Mapping[str, str] = MappingProxyType(
    {
        "norm_missed": "Norm",
        "norm_worse": "Daling",
        "norm_unreported": "Leeg",
        "credit_jump": "Krediet",
        "credit_new": "Krediet",
        "credit_ended": "Krediet",
        "files_jump": "Dossiers",
        "reports_jump": "PV’s",
        "delay": "Vertraging",
        "behind": "Achter",
        "lost": "Geen vervolg",
    }
)
_MEANINGS = {
    "Norm": "‘Norm’ is onder het streefdoel",
    "Daling": "‘Daling’ een resultaat dat zakte",
    "Leeg": "‘Leeg’ een norm zonder resultaat dit jaar",
    "Krediet": "‘Krediet’ een sprong, nieuw of weggevallen",
    "Dossiers": "‘Dossiers’ een duidelijke sprong in inspectiedossiers",
    "PV’s": "‘PV’s’ hetzelfde voor processen-verbaal per dossier",
    "Vertraging": "‘Vertraging’ telt ook on hold en niet gestart",
    "Achter": "‘Achter’ is wellicht minder gerealiseerd dan gemiddeld",
    "Geen vervolg": "‘Geen vervolg’ een lopende mijlpaal zonder gevonden opvolger",
}
_TINTS = {1: theme.STATUS_COLOURS["in_preparation"], 2: theme.STATUS_COLOURS["on_track"]}


def attention_chart(signals: pd.DataFrame, year: int) -> Chart | None:
    """Draw the rows of the result `signals` per measure, most points first; None without any."""
    own = signals.loc[signals["kind"] == "measure"]
    if own.empty:
        return None
    order = totals(own)
    names = own.drop_duplicates("subject").set_index("subject")["name"]
    order["label"] = order["subject"].map(names)
    words = {str(name): " · ".join(why) for name, why in own.groupby("subject")["why"]}
    shown = order.head(_MOST)
    rows = [Row(_heading(row), value=words[row["subject"]]) for _, row in shown.iterrows()]
    return Chart(
        draw=partial(_draw, own, shown, rows),
        title=_title(order),
        alt="Matrix van signalen, meeste punten eerst. "
        + sentences(f"{row.heading}: {spoken(row.value)}" for row in rows),
        data=_data(order, words),
        note=_note(own, len(order) - len(shown)),
        source=f"Ondernemingsplan {year}, tabellen van mijlpalen, normen, budget en inspecties",
    )


def _heading(row: pd.Series) -> str:
    points = counted(int(row["points"]), "punt", "punten").replace(" ", _BOUND)
    return f"{shortened(str(row['label']), _LONG)}: {points}"


def _draw(own: pd.DataFrame, shown: pd.DataFrame, rows: Sequence[Row], width: float) -> Drawing:
    """Draw a square with its points for each signal of a measure, next to the signal's name."""
    fired = own.assign(head=own["signal"].map(lambda name: HEADS.get(name, name)))
    points = fired.groupby(["subject", "head"])["points"].sum()
    heads = _heads(fired)
    own_signals = [
        [(head, n) for head in heads if (n := int(points.get((subject, head), 0)))]
        for subject in shown["subject"]
    ]
    each = _SQUARE + 4 + max(width_of(head, theme.SMALL_SIZE) for head in heads) + 8
    inside = (1 - _NAMES) * width if theme.is_wide(width) else width - 2 * theme.MARGIN
    columns = max(1, int(inside / each))
    lines = [math.ceil(len(signals) / columns) for signals in own_signals]
    rows = [replace(row, band=n * _LINE) for row, n in zip(rows, lines, strict=True)]
    keys = [Key(counted(n, "punt", "punten"), _tint(n)) for n in sorted(set(own["points"]))]
    page = sheet(rows, keys, width=width, subtitle="Punten per signaal", axis=False)
    page.axes.set_xlim(0, page.span)
    page.axes.set_xticks([])
    for signals, high, y in zip(own_signals, lines, page.centres, strict=True):
        for place, (head, n) in enumerate(signals):
            down, across = divmod(place, columns)
            _signal(page.axes, across * each, y + (down - (high - 1) / 2) * _LINE, head, n)
    return page.figure


def _heads(fired: pd.DataFrame) -> list[str]:
    found = set(fired["head"])
    known = [head for head in dict.fromkeys(HEADS.values()) if head in found]
    return known + [head for head in fired["head"].unique() if head not in known]


def _signal(axes: Axes, x: float, y: float, head: str, points: int) -> None:
    tint = _tint(points)
    fill(axes, (x, y - _SQUARE / 2), (_SQUARE, _SQUARE), tint)
    ink = theme.ink_on(tint)
    write(axes, x + _SQUARE / 2, y, number(points), ha="center", color=ink)
    write(axes, x + _SQUARE + 4, y, head)


def _tint(points: int) -> str:
    return _TINTS.get(points, theme.ACCENT)


def _title(order: pd.DataFrame) -> str:
    most = int(order["points"].max())
    first = order.loc[order["points"] == most]
    points = counted(most, "punt", "punten")
    if len(first) > _NAMED:
        return f"{number(len(first))} onderwerpen hebben de meeste punten, elk {points}"
    if len(first) > 1:
        names = [named(str(label), 3) for label in first["label"]]
        return f"{listing(names)} vragen de meeste aandacht, met elk {points}"
    signals = counted(int(first.iloc[0]["signals"]), "signaal", "signalen")
    name = named(str(first.iloc[0]["label"]))
    return f"{name} vraagt de meeste aandacht: {points} uit {signals}"


def _note(own: pd.DataFrame, others: int) -> str:
    heads = [head for head in _MEANINGS if head in {HEADS.get(name) for name in own["signal"]}]
    meanings = "; ".join(_MEANINGS[head] for head in heads)
    rest = (
        f" {number(others)} andere met minder punten {'staat' if others == 1 else 'staan'} enkel "
        "in de tabel."
        if others
        else ""
    )
    return (
        "Elk vak telt de punten van één signaal; de som is een volgorde om na te kijken, geen "
        f"oordeel: de drempels zijn gekozen, niet gemeten. {meanings}. Geen punten wil zeggen dat "
        f"geen drempel overschreden is, niet dat alles goed gaat.{rest}"
    )


def _data(order: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Onderwerp": order["label"],
            "Punten": order["points"],
            "Signalen": order["signals"],
            "Waarom": [words[subject].replace(" · ", "; ") for subject in order["subject"]],
        }
    )

"""The chart of attention: a matrix of points per measure and signal, with reasons in words."""

from __future__ import annotations

import itertools
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, listing, number
from analysis.subjects.attention.points import totals
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.lettering import shortened, width_of
from analysis.toolkit.charts.scale import scale
from analysis.toolkit.charts.sheet import Key, Row, sheet, write
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST = 10
_APART = 5.0  # points between two column heads
_BOUND = "\N{NO-BREAK SPACE}"
_NAMED = 3  # subjects that a title can name
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
_SIZES = {1: 90.0, 2: 150.0}  # three points and more: the largest


def attention_chart(signals: pd.DataFrame, year: int) -> Chart | None:
    """Draw the rows of the result `signals` per measure, most points first; None without any."""
    own = signals.loc[signals["kind"] == "measure"]
    if own.empty:
        return None
    order = totals(own)
    names = own.drop_duplicates("subject").set_index("subject")["name"]
    order["label"] = order["subject"].map(names)
    words = {row["subject"]: _words(own, str(row["subject"])) for _, row in order.iterrows()}
    shown = order.head(_MOST)
    rows = [Row(_heading(row), words[row["subject"]]) for _, row in shown.iterrows()]
    return Chart(
        figure=_draw(own, shown, rows),
        title=_title(order),
        alt=f"Matrix van signalen, meeste punten eerst. {spoken_rows(rows)}",
        data=_data(own, order, words),
        note=_note(own, len(order) - len(shown)),
        source=source(own, year, "de tabellen van mijlpalen, normen, budget en inspecties"),
    )


def _heading(row: pd.Series) -> str:
    points = counted(int(row["points"]), "punt", "punten").replace(" ", _BOUND)
    return f"{shortened(str(row['label']), _LONG)}: {points}"


def _words(signals: pd.DataFrame, subject: str) -> str:
    return " · ".join(signals.loc[signals["subject"] == subject, "why"].astype(str))


def _draw(own: pd.DataFrame, shown: pd.DataFrame, rows: Sequence[Row]) -> Figure:
    fired = own.assign(head=own["signal"].map(lambda name: HEADS.get(name, name)))
    heads = _heads(fired)
    keys = [Key(counted(n, "punt", "punten"), _tint(n)) for n in sorted(set(own["points"]))]
    words, lines = _spread(heads)
    page = sheet(rows, keys, band=19, subtitle="Punten per signaal", axis_lines=lines)
    scale(page, -0.5, len(heads) - 0.5, dict(enumerate(words)))
    points = fired.groupby(["subject", "head"])["points"].sum()
    for subject, y in zip(shown["subject"], page.centres, strict=True):
        for x, head in enumerate(heads):
            n = int(points.get((subject, head), 0))
            if n:
                _cell(page.axes, x, y, n)
    return page.figure


def _heads(fired: pd.DataFrame) -> list[str]:
    found = set(fired["head"])
    known = [head for head in dict.fromkeys(HEADS.values()) if head in found]
    return known + [head for head in fired["head"].unique() if head not in known]


def _spread(heads: Sequence[str]) -> tuple[list[str], int]:
    """Raise every other head by a line if heads would touch; return them and their lines."""
    room = (theme.WIDTH - 2 * theme.MARGIN) / len(heads)
    widths = [width_of(head, theme.SMALL_SIZE) for head in heads]
    touching = any((one + other) / 2 > room - _APART for one, other in itertools.pairwise(widths))
    if not touching:
        return list(heads), 1
    return [f"{head}\n" if place % 2 else head for place, head in enumerate(heads)], 2


def _cell(axes: Axes, x: int, y: float, points: int) -> None:
    tint, size = _tint(points), _SIZES.get(points, 210.0)
    axes.scatter([x], [y], s=size, marker="s", c=tint, edgecolors=theme.INK, lw=0.8, zorder=3)
    write(axes, x, y, number(points), ha="center", color=theme.ink_on(tint), zorder=4)


def _tint(points: int) -> str:
    return _TINTS.get(points, theme.ACCENT)


def _title(order: pd.DataFrame) -> str:
    most = int(order["points"].max())
    first = order.loc[order["points"] == most]
    points = counted(most, "punt", "punten")
    if len(first) > _NAMED:
        return f"{number(len(first))} onderwerpen hebben de meeste punten, elk {points}"
    if len(first) > 1:
        names = [shortened(str(label), _LONG) for label in first["label"]]
        return f"{listing(names)} vragen de meeste aandacht, met elk {points}"
    signals = counted(int(first.iloc[0]["signals"]), "signaal", "signalen")
    name = shortened(str(first.iloc[0]["label"]), _LONG)
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


def _data(own: pd.DataFrame, order: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Onderwerp": order["label"],
            "Punten": order["points"],
            "Signalen": order["signals"],
            "Waarom": [words[subject].replace(" · ", "; ") for subject in order["subject"]],
            "Regel": own.groupby("subject")["line"].min().reindex(order["subject"]).to_numpy(),
        }
    )

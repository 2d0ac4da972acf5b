"""Chart of the evaluated milestones by status, a stacked bar per part."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.dutch import counted, number, share
from analysis.plan.tables.status import STATUSES
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.stacked import Bar, bars_data, spoken_bars, stacked_bars
from analysis.toolkit.charts.theme import STATUS_COLOURS
from analysis.toolkit.milestones import evaluated, realised_counts, status_counts
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.toolkit.parts import Parts

#: Labels of the statuses, and of rows without a status.
LABELS: Mapping[str, str] = MappingProxyType({**STATUSES, "none": "Zonder status"})


def status_chart(milestones: pd.DataFrame, year: int, parts: Parts) -> Chart | None:
    """Draw the statuses of the evaluated milestones, a bar per part; None without any."""
    if evaluated(milestones).empty:
        return None
    counts = status_counts(milestones, [parts.by])
    bars = [
        Bar(parts.labels[str(name)], {str(status): int(n) for status, n in row.items()})
        for name, row in counts.iterrows()
    ]
    realised, n = realised_counts(milestones)
    return Chart(
        draw=partial(
            stacked_bars,
            bars,
            LABELS,
            STATUS_COLOURS,
            f"Aantal mijlpalen van {year - 1} naar status, per {parts.one}",
        ),
        title=(
            f"{number(realised)} van de {counted(n, 'mijlpaal', 'mijlpalen')} van {year - 1} met "
            f"een status {'is' if realised == 1 else 'zijn'} gerealiseerd "
            f"({share(realised / n if n else None)})"
        ),
        alt=(
            f"Gestapelde balken, één per {parts.one}: mijlpalen van {year - 1} per status. "
            f"{spoken_bars(bars, LABELS)}."
        ),
        data=bars_data(bars, parts.one.capitalize(), LABELS),
        note=(
            "Elke balk is zo lang als het aantal mijlpalen; het getal in een vak telt de "
            "mijlpalen met die status. De statussen geeft het departement zichzelf, en een "
            "mijlpaal kan klein of groot zijn: de aantallen zeggen niets over het gewicht ervan."
        ),
        source=source(evaluated(milestones), year, "evaluatie van de mijlpalen"),
    )

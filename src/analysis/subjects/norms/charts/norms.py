"""The norms: each against its target, and all of them per step of the legend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, number, percent
from analysis.plan.tables.legend import STEPS
from analysis.subjects.norms.steps import MET, measured, missed, not_always_met
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.dumbbell import Pair
from analysis.toolkit.charts.norms import norm_pairs
from analysis.toolkit.charts.sheet import Row
from analysis.toolkit.charts.speech import spoken
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing

#: Labels of the legend, in which the target has an entry of its own.
_KEYS = {
    "far_under": "meer dan 10 procentpunt onder doel",
    "under": "tot 10 procentpunt onder doel",
    "met": "op doel",
    "above": "boven doel",
}
TABLE = "overzichtstabel streefnormen"
_ALL = 100
_MOST = 10  # norms: as many as stay readable on one sheet of paper
_LABELS = {name: STEPS[name].capitalize() for name in reversed(list(STEPS))}
#: Labels that follow the target in the same line.
_SHORT = {
    "far_under": "meer dan 10 onder",
    "under": "tot 10 onder",
    "met": "gehaald",
    "above": "erboven",
}


def norms_chart(norms: pd.DataFrame, year: int) -> Chart | None:
    """Draw the norms that were missed in one of the two years: earlier and later result, target.

    The widest gaps of this year come first; of many, the note counts those that are not drawn.

    Returns None when every norm with a result was met in both years.
    """
    wanting = not_always_met(norms)
    if wanting.empty:
        return None
    shown = wanting.head(_MOST)
    rows = [Row(row["name"], _words(row), row["norm"]) for _, row in shown.iterrows()]
    known, under = len(measured(norms)), len(missed(norms))
    smaller = int((~wanting.iloc[_MOST:]["step"].isin(MET)).sum())  # under their target, not drawn
    return Chart(
        draw=partial(_draw, shown, rows, year),
        title=(
            f"{number(under)} van de {counted(known, 'norm', 'normen')} met een resultaat "
            f"{'is' if under == 1 else 'zijn'} in {year - 1} niet gehaald"
        ),
        alt=(
            f"Halterdiagram: resultaat van {year - 2} en {year - 1} per norm, met het streefdoel. "
            + ". ".join(f"{row.heading}: {row.about}: {spoken(row.detail)}" for row in rows)
            + "."
        ),
        data=_data(wanting, year),
        note=_note(known - under - int(shown["step"].isin(MET).sum()), smaller),
        source=source(wanting, year, TABLE),
    )


def _words(row: pd.Series) -> str:
    return (
        f"{_percent(row['previous'])} → {_percent(row['current'])} · "
        f"doel {_percent(row['target'])} · {_SHORT[row['step']]}"
    )


def _percent(value: float) -> str:
    if pd.isna(value):
        return percent(None)
    return percent(value, 0 if float(value).is_integer() else 1)


def _draw(shown: pd.DataFrame, rows: Sequence[Row], year: int, width: float) -> Drawing:
    used = [step for step in _LABELS if (shown["step"] == step).any()]
    return norm_pairs(
        rows,
        [_pair(row) for _, row in shown.iterrows()],
        shown[["previous", "current", "target"]],
        years=(year - 2, year - 1),
        steps={step: _KEYS[step] for step in used},
        subtitle=f"Resultaat per norm in {year - 2} en {year - 1}, met het streefdoel",
        width=width,
    )


def _pair(row: pd.Series) -> Pair:
    earlier = None if pd.isna(row["previous"]) else float(row["previous"])
    colour, marker = theme.STEP_COLOURS[row["step"]], theme.STEP_MARKERS[row["step"]]
    return Pair(earlier, float(row["current"]), colour, marker)


def _note(others: int, smaller: int) -> str:
    rest = {
        0: "Elke norm met een resultaat staat in de figuur.",
        1: "Eén andere norm is gehaald en staat enkel in de tabel.",
    }.get(others, f"{number(others)} andere normen zijn gehaald en staan enkel in de tabel.")
    if smaller:
        verb = "staat" if smaller == 1 else "staan"
        many = counted(smaller, "norm", "normen")
        rest = (
            f"{many} dichter bij het streefdoel {verb} enkel in de tabel. {rest if others else ''}"
        )
    return (
        "Hoe verder het gevulde teken links van het streepje staat, hoe verder onder het "
        f"streefdoel. {rest.strip()} Een norm zegt niets over het aantal dossiers: bij weinig "
        "dossiers weegt één dossier zwaar door."
    )


def _data(shown: pd.DataFrame, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Maatregel": shown["name"],
            "Norm": shown["norm"],
            "Streefdoel (%)": shown["target"],
            f"{year - 2} (%)": shown["previous"],
            f"{year - 1} (%)": shown["current"],
            "Trede": [STEPS[step] for step in shown["step"]],
        }
    ).reset_index(drop=True)

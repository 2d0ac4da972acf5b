"""Chart of the share realised per chapter, with its interval and the overall share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, number, share
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.scale import across, percent_scale
from analysis.toolkit.charts.sheet import INTERVAL, Key, Row, sheet
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.milestones import assessed
from analysis.toolkit.sentence import ALPHA
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing
    from analysis.toolkit.parts import Parts

_COMPARED = (
    "De titel vergelijkt elk hoofdstuk met de andere van zijn soort samen (beleid, of organisatie "
    "en inspectie), met een correctie voor het aantal vergelijkingen (Holm). "
)


def realisation_chart(  # noqa: PLR0913, PLR0917 - two results, and how to draw them
    shares: pd.DataFrame,
    comparisons: pd.DataFrame,
    milestones: pd.DataFrame,
    year: int,
    parts: Parts,
    confidence: float,
) -> Chart | None:
    """Draw the share realised per part as a dot with its Wilson interval.

    The results are `realisation` and `chapter_comparisons`; the milestones give the source. None
    when no evaluated milestone has a status.
    """
    groups = shares.loc[shares["group"] == parts.by]
    if not groups["n"].sum():
        return None
    groups = groups.assign(heading=[parts.labels[name] for name in groups["name"]])
    whole = "plan" if parts.by == "chapter" else "chapter"
    overall = shares.loc[shares["group"] == whole].iloc[0]
    rows = [Row(row["heading"], _words(row)) for _, row in groups.iterrows()]
    return Chart(
        draw=partial(
            _draw,
            groups,
            rows,
            float(overall["share"]),
            f"Aandeel gerealiseerd van de mijlpalen van {year - 1}, per {parts.one}",
        ),
        title=_title(comparisons, float(overall["share"]), parts),
        alt=(
            f"Puntenreeks met intervallen: aandeel gerealiseerde mijlpalen van {year - 1} per "
            f"{parts.one}; over alles heen {share(overall['share'])}. " + spoken_rows(rows)
        ),
        data=_data(groups, parts.one),
        note=(
            f"Het punt is het aandeel gerealiseerd, de lijn het {share(confidence)}-interval "
            "(Wilson): hoe minder mijlpalen, hoe langer de lijn. Uit lijnen die elkaar "
            "overlappen, volgt niet of twee aandelen verschillen: dat zegt een toets. "
            f"{_COMPARED if parts.by == 'chapter' else ''}"
            "Mijlpalen zonder status en mijlpalen die niet van toepassing zijn, tellen niet mee."
        ),
        source=source(assessed(milestones), year, "evaluatie van de mijlpalen"),
    )


def _words(row: pd.Series) -> str:
    if not row["n"]:
        return "geen mijlpalen met een status"
    interval = f"{number(row['low'] * 100)}–{share(row['high'])}"
    return f"{number(row['realised'])} van {number(row['n'])}: {share(row['share'])} ({interval})"


def _draw(
    groups: pd.DataFrame, rows: Sequence[Row], overall: float, subtitle: str, width: float
) -> Drawing:
    keys = [
        Key("Aandeel gerealiseerd", theme.ACCENT, "o"),
        INTERVAL,
        Key(f"Alles samen: {share(overall)}", theme.INK, "|"),
    ]
    page = sheet(rows, keys, band=12, width=width, subtitle=subtitle)
    percent_scale(page)
    across(page, [overall], theme.INK, 1.5)
    known = groups.assign(y=page.centres).loc[groups["n"] > 0]
    low, high, dot = (known[name].astype(float) for name in ("low", "high", "share"))
    page.axes.hlines(known["y"], low, high, color=theme.ACCENT_LIGHT, linewidth=5)
    page.axes.scatter(dot, known["y"], s=52, color=theme.ACCENT, edgecolors=theme.PAPER, zorder=3)
    return page.figure


def _title(comparisons: pd.DataFrame, overall: float, parts: Parts) -> str:
    compared = comparisons.loc[comparisons["p"].notna()]
    if compared.empty or parts.by != "chapter":
        return f"Van de mijlpalen met een status is {share(overall)} gerealiseerd"
    apart = int((compared["p_holm"] < ALPHA).sum())
    if not apart:
        return (
            f"{share(overall)} van de mijlpalen is gerealiseerd, binnen elke soort zonder "
            "aantoonbaar verschil"
        )
    return (
        f"{number(apart)} van de {counted(len(compared), parts.one, parts.many)} "
        f"{'wijkt' if apart == 1 else 'wijken'} duidelijk af van {'zijn' if apart == 1 else 'hun'} "
        f"soort; samen is {share(overall)} gerealiseerd"
    )


def _data(groups: pd.DataFrame, part: str) -> pd.DataFrame:
    percentages = {
        "Aandeel (%)": groups["share"],
        "Interval van (%)": groups["low"],
        "Interval tot (%)": groups["high"],
    }
    return pd.DataFrame(
        {
            part.capitalize(): groups["heading"],
            "Gerealiseerd": groups["realised"],
            "Met status": groups["n"],
            **{name: (values * 100).round(1) for name, values in percentages.items()},
        }
    )

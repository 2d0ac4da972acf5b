"""How many of the planned milestones to expect realised, per part, if it goes as last year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, number, percent, share
from analysis.subjects.forecast.model import TOTAL, expected_realisation, forecast
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.scale import scale
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.charts.speech import sentences, spoken
from analysis.toolkit.milestones import planned
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from analysis.toolkit.parts import Parts

_TICKS = {value / 100: percent(value) for value in (0, 25, 50, 75, 100)}


def forecast_chart(
    milestones: pd.DataFrame,
    year: int,
    parts: Parts,
    plan: pd.DataFrame,
    confidence: float = 0.8,
) -> Chart | None:
    """Draw per part the share of its planned milestones to expect realised, with its interval.

    Best by chapter, also on one chapter's page: by section, those that are new take the mean of
    all sections of their kind, and the total differs from the one that the chapters give.

    Parameters
    ----------
    milestones
        The processed milestones of the parts to draw.
    year
        The plan's year, in which the planned milestones fall.
    parts
        What gets a row each.
    plan
        The milestones of all parts, from which the chances are learnt.
    confidence
        The least probability of each interval.

    Returns
    -------
    Chart or None
        None when nothing is planned, or nothing is evaluated to learn from.
    """
    groups = _expected(milestones, plan, parts, confidence)
    if groups is None:
        return None
    rows = [Row(row["heading"], _words(row, year)) for _, row in groups.iterrows()]
    return Chart(
        figure=_draw(
            groups,
            rows,
            year,
            f"Aandeel van de geplande mijlpalen van {year} dat naar verwachting gerealiseerd "
            f"wordt, per {parts.one}",
        ),
        title=_title(groups.iloc[-1], year, confidence),
        alt=_alt(rows, year, parts.one),
        data=_data(groups, year, parts.one),
        note=_note(groups, year, confidence),
        source=source(planned(milestones), year, "geplande mijlpalen"),
    )


def _expected(
    milestones: pd.DataFrame, plan: pd.DataFrame, parts: Parts, confidence: float
) -> pd.DataFrame | None:
    """Return the parts to draw and their total; None when there is nothing planned or learnt."""
    made = forecast(plan, parts.by)
    own = made.groups[parts.by].isin(planned(milestones)[parts.by])
    if not own.any() or not made.groups["n"].sum():
        return None
    groups = expected_realisation(replace(made, groups=made.groups.loc[own]), confidence)
    labels = {**parts.labels, TOTAL: "Samen"}
    groups = groups.assign(heading=[labels[name] for name in groups[parts.by]])
    one_part = len(groups) == 2  # noqa: PLR2004 - a part, and the total that it is by itself
    return groups.head(1) if one_part else groups


def _alt(rows: Sequence[Row], year: int, part: str) -> str:
    return (
        f"Puntenreeks met intervallen: hoeveel van de geplande mijlpalen van {year} naar "
        f"verwachting gerealiseerd worden, per {part}. "
        + sentences(f"{row.heading}: {spoken(row.detail)}" for row in rows)
    )


def _range(row: pd.Series) -> str:
    low, high = number(row["low"]), number(row["high"])
    return low if low == high else f"{low} tot {high}"


def _words(row: pd.Series, year: int) -> str:
    earlier = (
        f"in {year - 1}: {number(row['realised'])} van {number(row['n'])}"
        if row["n"]
        else f"in {year - 1} nog niets"
    )
    return f"{_range(row)} van {number(row['planned'])} ({_shares(row)}) · {earlier}"


def _shares(row: pd.Series) -> str:
    low, high = row["low"] / row["planned"], row["high"] / row["planned"]
    return share(low) if low == high else f"{number(low * 100)}–{share(high)}"


def _draw(groups: pd.DataFrame, rows: Sequence[Row], year: int, subtitle: str) -> Figure:
    keys = [
        Key(f"Gerealiseerd in {year - 1}", theme.PAPER, "o", theme.MUTED),
        Key(f"Verwacht in {year}", theme.ACCENT, "D"),
        Key("Interval", theme.ACCENT_LIGHT, "s", theme.ACCENT_LIGHT),
    ]
    page = sheet(rows, keys, band=12, subtitle=subtitle)
    scale(page, 0, 1, _TICKS)
    table = groups.assign(
        y=page.centres, earlier=groups["realised"] / groups["n"].where(groups["n"] > 0)
    )
    low, high = (table[name] / table["planned"] for name in ("low", "high"))
    page.axes.hlines(table["y"], low, high, color=theme.ACCENT_LIGHT, linewidth=5)
    known = table.loc[table["n"] > 0]
    page.axes.scatter(
        known["earlier"], known["y"], s=60, c=theme.PAPER, edgecolors=theme.MUTED, lw=1.5, zorder=3
    )
    page.axes.scatter(
        table["share"], table["y"], s=38, marker="D", color=theme.ACCENT, edgecolors=theme.PAPER,
        zorder=4,
    )  # fmt: skip
    return page.figure


def _title(total: pd.Series, year: int, confidence: float) -> str:
    whole = counted(int(total["planned"]), "geplande mijlpaal", "geplande mijlpalen")
    if total["low"] == 0 and total["high"] == total["planned"] > 1:
        return (
            f"Hoeveel van de {whole} van {year} gerealiseerd worden, valt uit {year - 1} niet af "
            "te leiden: het kan elk aantal zijn"
        )
    if total["planned"] == 1:
        return (
            f"Gaat het zoals in {year - 1}, dan heeft de ene geplande mijlpaal van {year} "
            f"{share(total['share'])} kans om gerealiseerd te worden"
        )
    return (
        f"Gaat het zoals in {year - 1}, dan {'wordt' if total['high'] == 1 else 'worden'} van de "
        f"{whole} van {year} er met minstens {share(confidence)} kans {_range(total)} gerealiseerd"
    )


def _note(groups: pd.DataFrame, year: int, confidence: float) -> str:
    new = int((groups["n"] == 0).sum())
    mean = (
        f" Waar in {year - 1} niets beoordeeld werd, geldt het gemiddelde van die soort."
        if new
        else ""
    )
    return (
        f"De lijn bevat het aantal met minstens {share(confidence)} kans, als de kans om een "
        f"mijlpaal te realiseren in {year} dezelfde is als in {year - 1}, getrokken naar het "
        "gemiddelde van de soort (beleid, of organisatie en inspectie). Dat kan één plan niet "
        "bewijzen: de echte onzekerheid is groter, en een maatregel die zijn doelen bijstuurt, kan "
        f"erbuiten vallen. Bijkomende mijlpalen van {year - 1} tellen niet mee: die waren niet "
        f"beloofd.{mean}"
    )


def _data(groups: pd.DataFrame, year: int, part: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            part.capitalize(): groups["heading"],
            f"Gerealiseerd {year - 1}": groups["realised"],
            f"Met status {year - 1}": groups["n"],
            f"Gepland {year}": groups["planned"],
            "Verwacht": groups["expected"].round(1),
            "Interval van": groups["low"],
            "Interval tot": groups["high"],
            "Kans van het interval (%)": (groups["held"] * 100).round(1),
        }
    ).reset_index(drop=True)

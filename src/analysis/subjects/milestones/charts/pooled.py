"""Chart of the share realised per section: counted, and estimated by partial pooling."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import number, share
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.scale import across, percent_scale
from analysis.toolkit.charts.sheet import INTERVAL, Key, Row, sheet
from analysis.toolkit.charts.speech import sentences
from analysis.toolkit.milestones import assessed
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing
    from analysis.toolkit.parts import Parts

_BOUND = "\N{NO-BREAK SPACE}"


def pooled_chart(
    shares: pd.DataFrame, milestones: pd.DataFrame, year: int, parts: Parts, confidence: float
) -> Chart | None:
    """Draw the counted and the estimated share per section, highest first.

    The shares are the rows to draw of the result `pooled_shares`, of one kind of work; their
    milestones give the source. None when no section has a milestone with a status.
    """
    groups = shares.loc[shares["n"] > 0].sort_values("pooled", ascending=False, kind="stable")
    if groups.empty:
        return None
    groups = groups.assign(heading=[parts.labels[name] for name in groups[parts.by]])
    mean = float(groups["mean"].iloc[0])
    rows = [Row(row["heading"], _words(row)) for _, row in groups.iterrows()]
    subtitle = f"Aandeel gerealiseerd van de mijlpalen van {year - 1}, per {parts.one}"
    return Chart(
        draw=partial(_draw, groups, rows, mean, subtitle),
        title=_title(groups, mean, parts, confidence),
        alt=_alt(rows, year, parts, mean),
        data=_data(groups, parts.one),
        note=_note(groups, parts, confidence),
        source=source(assessed(milestones), year, "evaluatie van de mijlpalen"),
    )


def _alt(rows: Sequence[Row], year: int, parts: Parts, mean: float) -> str:
    return (
        f"Puntenreeks met intervallen, hoogste eerst: aandeel gerealiseerde mijlpalen van "
        f"{year - 1} per {parts.one}, geteld en geschat; het geschatte gemiddelde is "
        f"{share(mean)}. "
        + sentences(f"{row.heading}: {row.detail.replace(' → ', ', ')}" for row in rows)
    )


def _words(row: pd.Series) -> str:
    interval = f"{number(row['pooled_low'] * 100)}–{share(row['pooled_high'])}"
    counted = f"{number(row['realised'])} van {number(row['n'])}: {share(row['share'])}"
    return f"{counted} → geschat {share(row['pooled'])} ({interval})"


def _draw(
    groups: pd.DataFrame, rows: Sequence[Row], mean: float, subtitle: str, width: float
) -> Drawing:
    keys = [
        Key("Geteld", theme.PAPER, "o", theme.MUTED),
        Key("Geschat", theme.ACCENT, "o"),
        INTERVAL,
        Key(f"Geschat gemiddelde: {share(mean)}", theme.INK, "|"),
    ]
    page = sheet(rows, keys, band=12, width=width, subtitle=subtitle)
    percent_scale(page)
    across(page, [mean], theme.INK, 1.5)
    names = ("pooled_low", "pooled_high", "share", "pooled")
    low, high, raw, estimate = (groups[name].astype(float) for name in names)
    page.axes.hlines(page.centres, low, high, color=theme.ACCENT_LIGHT, linewidth=5)
    page.axes.scatter(
        raw, page.centres, s=60, c=theme.PAPER, edgecolors=theme.MUTED, lw=1.5, zorder=3
    )
    page.axes.scatter(
        estimate, page.centres, s=40, color=theme.ACCENT, edgecolors=theme.PAPER, zorder=4
    )
    return page.figure


def _title(groups: pd.DataFrame, mean: float, parts: Parts, confidence: float) -> str:
    over, under = _apart(groups, confidence)
    if not over + under:
        low, high = share(groups["pooled"].min()), share(groups["pooled"].max())
        between = high if low == high else f"{low.split(_BOUND)[0]} tot {high}"
        return (
            f"Per {parts.one} is naar schatting {between} gerealiseerd; "
            f"het gemiddelde van de soort is {share(mean)}"
        )
    (count, side), *others = [(n, side) for n, side in ((over, "boven"), (under, "onder")) if n]
    rest = "".join(f", {number(n)} {where}" for n, where in others)
    return (
        f"{number(count)} van de {number(len(groups))} {parts.many} "
        f"{'ligt' if count == 1 else 'liggen'} naar schatting {side} het gemiddelde "
        f"({share(mean)}){rest}"
    )


def _apart(groups: pd.DataFrame, confidence: float) -> tuple[int, int]:
    """Count the groups that are above the mean, and below it, beyond chance."""
    certain = (1 + confidence) / 2
    return int((groups["behind"] <= 1 - certain).sum()), int((groups["behind"] >= certain).sum())


def _note(groups: pd.DataFrame, parts: Parts, confidence: float) -> str:
    none = "" if any(_apart(groups, confidence)) else f" Geen enkel {parts.one} is dat hier."
    return (
        "Het holle punt is het getelde aandeel. Het volle punt schat het aandeel, rekening houdend "
        f"met het aantal mijlpalen en met de andere {parts.many}. Het geschatte gemiddelde is dat "
        f"van alle {parts.many} van die soort (beleid, of organisatie en inspectie), niet het "
        "aandeel van alle mijlpalen samen. De lijn is het "
        f"{share(confidence)}-interval van de schatting. Boven of onder het geschatte "
        f"gemiddelde heet wie dat met minstens {share((1 + confidence) / 2, 1)} kans is; "
        f"het gemiddelde zelf is ook onzeker.{none} De volgorde van punten waarvan de lijnen "
        "overlappen, is onzeker, en de statussen geeft het departement zichzelf."
    )


def _data(groups: pd.DataFrame, part: str) -> pd.DataFrame:
    percentages = {
        "Geteld aandeel (%)": groups["share"],
        "Geschat aandeel (%)": groups["pooled"],
        "Interval van (%)": groups["pooled_low"],
        "Interval tot (%)": groups["pooled_high"],
        "Kans onder het geschatte gemiddelde (%)": groups["behind"],
    }
    return pd.DataFrame(
        {
            part.capitalize(): groups["heading"],
            "Gerealiseerd": groups["realised"],
            "Met status": groups["n"],
            **{name: (values * 100).round(1) for name, values in percentages.items()},
        }
    ).reset_index(drop=True)

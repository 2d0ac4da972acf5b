"""Chart of how many planned milestones to expect realised, per chapter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, number, share
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.scale import percent_scale
from analysis.toolkit.charts.sheet import INTERVAL, Key, Row, sheet
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.milestones import planned
from analysis.toolkit.per_chapter import WHOLE
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.toolkit.charts.drawing import Drawing


def forecast_chart(
    forecast: pd.DataFrame,
    milestones: pd.DataFrame,
    year: int,
    titles: Mapping[str, str],
    confidence: float,
) -> Chart | None:
    """Draw per chapter the share of its planned milestones to expect, with its interval.

    The milestones give the source. None when nothing is planned, or when the plan evaluates nothing
    to learn from.
    """
    groups = _drawn(forecast, titles)
    if not groups["planned"].sum() or (len(groups) > 1 and not groups["n"].sum()):
        return None
    rows = [Row(row["heading"], _words(row, year)) for _, row in groups.iterrows()]
    return Chart(
        draw=partial(
            _draw,
            groups,
            rows,
            year,
            f"Aandeel van de geplande mijlpalen van {year} dat naar verwachting gerealiseerd "
            f"wordt, per hoofdstuk",
        ),
        title=_title(groups.iloc[-1], year, confidence),
        alt=(
            f"Puntenreeks met intervallen: hoeveel van de geplande mijlpalen van {year} naar "
            f"verwachting gerealiseerd worden, per hoofdstuk. {spoken_rows(rows)}"
        ),
        data=_data(groups, year),
        note=_note(groups, year, confidence),
        source=source(planned(milestones), year, "geplande mijlpalen"),
    )


def _drawn(forecast: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """Return the chapters and their total with headings; a single chapter needs no total."""
    chapters = forecast.loc[forecast["chapter"] != WHOLE]
    rows = chapters if len(chapters) == 1 else forecast
    labels = {**titles, WHOLE: "Samen"}
    return rows.assign(heading=[labels[name] for name in rows["chapter"]])


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


def _draw(
    groups: pd.DataFrame, rows: Sequence[Row], year: int, subtitle: str, width: float
) -> Drawing:
    keys = [
        Key(f"Gerealiseerd in {year - 1}", theme.PAPER, "o", theme.MUTED),
        Key(f"Verwacht in {year}", theme.ACCENT, "D"),
        INTERVAL,
    ]
    page = sheet(rows, keys, band=12, width=width, subtitle=subtitle)
    percent_scale(page)
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
        return f"Uit {year - 1} valt niet af te leiden hoeveel van de {whole} gerealiseerd worden"
    if total["planned"] == 1:
        return (
            f"De ene geplande mijlpaal van {year} heeft naar verwachting "
            f"{share(total['share'])} kans op realisatie"
        )
    verb = "wordt" if total["high"] == 1 else "worden"
    return (
        f"Van de {whole} {verb} naar verwachting {_range(total)} gerealiseerd "
        f"(minstens {share(confidence)} kans)"
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
        f"mijlpaal te realiseren van {year - 1} op {year} niet meer verschuift dan tussen gewone "
        "jaren. Die kans is getrokken naar het gemiddelde van de soort (beleid, of organisatie en "
        "inspectie). Hoeveel ze verschuift, kan één plan niet bewijzen, en een maatregel die zijn "
        f"doelen bijstuurt, kan erbuiten vallen. Bijkomende mijlpalen van {year - 1} tellen niet "
        f"mee: die waren niet beloofd.{mean}"
    )


def _data(groups: pd.DataFrame, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Hoofdstuk": groups["heading"],
            f"Gerealiseerd {year - 1}": groups["realised"],
            f"Met status {year - 1}": groups["n"],
            f"Gepland {year}": groups["planned"],
            "Verwacht": groups["expected"].round(1),
            "Interval van": groups["low"],
            "Interval tot": groups["high"],
            "Kans van het interval (%)": (groups["held"] * 100).round(1),
        }
    ).reset_index(drop=True)

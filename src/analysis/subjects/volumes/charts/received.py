"""How many files the measures received, as a multiple of the year before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import count_word, counted, number, signed
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.lettering import named
from analysis.toolkit.charts.ratios import ratio_bars
from analysis.toolkit.charts.sheet import Row
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.charts.years import TABLE
from analysis.toolkit.figures import RECEIVED
from analysis.toolkit.sentence import only_in_table
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing

_BOTH = 2
_MOST = 15  # measures: as many as stay readable on one sheet of paper
_KNOWN = {"printed": "nee", "computed": "ja", "about": "ongeveer"}


def received_chart(received: pd.DataFrame, figures: pd.DataFrame, year: int) -> Chart | None:
    """Draw the files received per measure in the two years before the plan's, as a ratio.

    The figures give the source of the result `files_received`. None when no measure has both years.
    """
    if received.empty:
        return None
    rows = [Row(str(row["name"]), _change(row)) for _, row in received.iterrows()]
    shown = rows[:_MOST]
    return Chart(
        draw=partial(_draw, received.head(_MOST), shown, year),
        title=_title(received, rows, year),
        alt=(
            f"Balken op logaritmische schaal: ontvangen dossiers in {year - 1} als veelvoud van "
            f"{year - 2}, per maatregel. {spoken_rows(shown)}"
        ),
        data=_data(received, year),
        note=(
            "Een even lange balk is een even grote verhouding. ‘Berekend’ is het getal van dit "
            "jaar min de stijging die het plan noemt; ‘ongeveer’ volgt uit een percentage, dat "
            "afgerond is, of uit een grens die de tekst noemt. "
            "Enkel maatregelen waarvoor het plan beide jaren geeft of laat berekenen. "
            "Meer dossiers is meer vraag, niet meer of minder kwaliteit."
            f"{only_in_table(len(rows) - len(shown), 'andere maatregel', 'andere maatregelen')}"
        ),
        source=source(_printed(received, figures, year), year, TABLE),
    )


def _printed(received: pd.DataFrame, figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the figures of files received that the chart draws."""
    return figures.loc[
        figures["measure"].isin(received["measure"])
        & figures["year"].isin([year - 1, year - 2])
        & (figures["indicator"] == RECEIVED)
    ]


def _change(row: pd.Series) -> str:
    computed = " (berekend)" if row["known"] == "computed" else ""
    about = "ongeveer " if row["known"] == "about" else ""
    return (
        f"{about}{number(row['previous_rounded'])}{computed} → "
        f"{'ongeveer ' if row['bounded'] else ''}{number(row['received'])} "
        f"({signed(row['change'])}\N{NO-BREAK SPACE}%)"
    )


def _draw(table: pd.DataFrame, rows: Sequence[Row], year: int, width: float) -> Drawing:
    subtitle = f"Ontvangen dossiers in {year - 1} als veelvoud van {year - 2}, per maatregel"
    ratios = table["received"].astype(float) / table["previous"].astype(float)
    return ratio_bars(rows, ratios.tolist(), subtitle, width)


def _data(received: pd.DataFrame, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Maatregel": received["name"],
            f"Ontvangen {year - 2}": received["previous_rounded"].astype("int64"),
            f"Ontvangen {year - 1}": received["received"].astype("int64"),
            f"{year - 2} berekend": received["known"].map(_KNOWN),
        }
    ).reset_index(drop=True)


def _title(table: pd.DataFrame, rows: Sequence[Row], year: int) -> str:
    counts = {
        "meer": int((table["change"] > 0).sum()),
        "minder": int((table["change"] < 0).sum()),
    }
    known = [(side, count) for side, count in counts.items() if count]
    if not known:
        return f"Geen maatregel kreeg in {year - 1} meer of minder dossiers dan in {year - 2}"
    (side, count), *others = known
    whole = counted(len(table), "maatregel", "maatregelen")
    who = f"{number(count)} van de {whole}"
    if count == len(table):
        who = _all(count) if count > 1 else named(rows[0].heading)
    verb = "kreeg" if count == 1 else "kregen"
    rest = "".join(f", {number(n)} {other}" for other, n in others)
    return f"{who} {verb} in {year - 1} {side} dossiers dan in {year - 2}{rest}"


def _all(count: int) -> str:
    return "Beide maatregelen" if count == _BOTH else f"Alle {count_word(count)} de maatregelen"

"""The board: all measures by all indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted
from analysis.toolkit.measures import measure_column
from analysis.toolkit.tables.cells import Column, remarks
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_MILLION = 1_000_000


def board(overview: pd.DataFrame, titles: Mapping[str, str], year: int) -> Table | None:
    """List every measure of the result `measures_overview` with its indicators, if any."""
    if overview.empty:
        return None
    rows, spent = overview, overview["vak_realised"]
    both = (spent > 0) & (rows["vak_budget"] > 0)
    chapters = [titles.get(str(name), "") for name in rows["chapter"]]
    columns = [
        replace(measure_column(rows), after=remarks(chapters), inline=True),
        Column(
            "Normen gehaald (%)", _percent(rows["norms_met"], rows["norms_measured"]), "percent"
        ),
        Column("Onder doel", list(rows["norm_gap"]), "decimal"),
        Column(f"Dossiers {year - 1}", list(rows["files"]), "count"),
        Column(f"Krediet {year} (mln.)", _millions(rows["vak_budget"]), "decimal"),
        Column("Verschil (%)", _whole(_change(rows, both)), "change"),
        Column(f"Controles {year - 1}", list(rows["cases_current"]), "count"),
        Column("Mijlpalen klaar (%)", _percent(rows["realised"], rows["assessed"]), "percent"),
        Column("Punten", _known(rows["points"]), "count"),
        Column("Strijdig", _known(rows["contradictions"]), "count"),
    ]
    more = [
        Column("Hoofdstuk", chapters),
        Column(f"Mijlpalen gepland {year}", list(rows["planned"]), "count"),
        Column("Wat de dossiers zijn", list(rows["files_kind"])),
        Column("Normen met een resultaat", list(rows["norms_measured"]), "count"),
        Column("Mijlpalen met een status", list(rows["assessed"]), "count"),
    ]
    return table_of(
        columns,
        title=f"Het bord: {counted(len(rows), 'maatregel', 'maatregelen')} en hun indicatoren",
        note=(
            "Een naam leidt naar de kaart. Een streepje: het plan geeft niets. Onder doel: hoeveel "
            "procentpunt de slechtste norm onder haar streefdoel ligt. Dossiers zijn de ontvangen, "
            "of anders de binnengetrokken of afgehandelde. Krediet is VAK, in miljoen euro; het "
            "verschil is dat met wat het jaar ervoor gerealiseerd is. Controles zijn dossiers van "
            "de inspectie. Mijlpalen zijn die waarvan de tekst of het thema de maatregel noemt. "
            "Punten zijn die van wat aandacht vraagt, strijdig telt de tegenspraken in het plan."
        ),
        source=f"Ondernemingsplan {year}, alle tabellen en de cijfers uit de tekst",
        more=more,
    )


def _percent(part: pd.Series, whole: pd.Series) -> list[float | None]:
    return [
        round(100 * int(one) / int(of)) if of else None for one, of in zip(part, whole, strict=True)
    ]


def _millions(amounts: pd.Series) -> list[float | None]:
    return [round(int(one) / _MILLION, 1) if pd.notna(one) and one else None for one in amounts]


def _change(rows: pd.DataFrame, known: pd.Series) -> pd.Series:
    growth = rows["vak_change"].astype("Float64") / rows["vak_realised"].astype("Float64") * 100
    return growth.where(known.fillna(value=False))


def _whole(values: pd.Series) -> list[float | None]:
    return [None if pd.isna(one) else float(round(one)) for one in values]


def _known(counts: pd.Series) -> list[int | None]:
    return [int(one) or None for one in counts]

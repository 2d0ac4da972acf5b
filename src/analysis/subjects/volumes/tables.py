"""Tables of the figures in the plan's text: the year's work, a topic, targets and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted
from analysis.toolkit.figures import (
    SCHOOL_YEAR,
    difference,
    flows,
    period,
    recovery_targets,
    topic,
    written,
)
from analysis.toolkit.measures import measure_column
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXT = "cijfers uit de tekst"
_NOTE = (
    "Getallen uit de tekst van het plan en uit de kleine tabellen daarin; sommige zijn afgerond. "
    "Waar het plan voor hetzelfde jaar twee waarden noemt, staan beide er."
)


def volumes_table(figures: pd.DataFrame, year: int) -> Table | None:
    """List the files, payments and the like per measure; None when the plan gives none."""
    rows = flows(figures)
    if rows.empty:
        return None
    columns = [
        measure_column(rows),
        Column("Wat", [_counts(row) for _, row in rows.iterrows()]),
        Column("Jaar", list(rows["year"]), "year"),
        Column("Aantal", list(rows["value"]), "count"),
        Column("Groei volgens het plan (%)", list(rows["growth"]), "change"),
        places(rows),
    ]
    return table_of(
        columns,
        title=f"Dossiers en betalingen: {counted(len(rows), 'cijfer', 'cijfers')} uit de tekst",
        note=_NOTE,
        source=source(rows, year, _TEXT),
    )


def _counts(row: pd.Series) -> str:
    return f"{row['indicator']} (ongeveer)" if row["bounded"] else str(row["indicator"])


def topic_table(
    figures: pd.DataFrame, year: int, title: str, words: Sequence[str], *, named: bool = False
) -> Table | None:
    """List the other figures on a topic; None when the plan gives none.

    The words are ids of measures, or words of an indicator. A title that names its only measure
    needs no column with that name; `named` asks for the column with one measure too.
    """
    rows = topic(figures, words)
    if rows.empty:
        return None
    about = [period(str(what), int(when)) for what, when in rows[["indicator", "year"]].to_numpy()]
    columns = [
        Column("Wat", [difference(what, 0)[0] for what, _ in about]),
        Column("Jaar", [when for _, when in about]),
        Column("Waarde", [written(row) for _, row in rows.iterrows()], "given"),
        places(rows),
    ]
    if named or len(set(rows["name"])) > 1:
        columns.insert(0, measure_column(rows))
    return table_of(
        columns,
        title=title,
        note=f"Cijfers uit de tekst van het plan; sommige zijn afgerond.{_school_years(rows)}",
        source=source(rows, year, _TEXT),
    )


def _school_years(rows: pd.DataFrame) -> str:
    """Say which school year `this school year` is: the plan does not name it."""
    if not rows["indicator"].str.endswith(SCHOOL_YEAR).any():
        return ""
    return (
        " Waar de tekst ‘dit schooljaar’ zegt zonder het te noemen, is dat het schooljaar waarin "
        "het plan geschreven is."
    )


def recovery_table(figures: pd.DataFrame, year: int) -> Table | None:
    """List the targets of the European recovery fund with what was reached; None without any."""
    rows = recovery_targets(figures)
    if rows.empty:
        return None
    columns = [
        Column("Wat", list(rows["what"])),
        Column("Eenheid", list(rows["unit"].astype(str))),
        Column("Streefcijfer", list(rows["target"]), "count"),
        Column("Stand in de tekst", list(rows["reached"]), "count"),
        Column(
            "Oordeel van het plan",
            [f"doel {one} bereikt" if pd.notna(one) else "" for one in rows["number"]],
        ),
        places(rows),
    ]
    return table_of(
        columns,
        title="Streefcijfers van het Europese herstelfonds (RRF)",
        note=(
            "Alleen streefcijfers die het plan in zijn tekst noemt. Een streepje: het plan geeft "
            "geen stand of geen oordeel, wat niet wil zeggen dat het doel niet gehaald wordt."
        ),
        source=source(rows, year, _TEXT),
    )

"""Tables of contradictions: both places, both values, and what would settle each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted
from analysis.toolkit.labels import with_marks
from analysis.toolkit.tables.cells import Column, remarks
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CERTAINTY = {"certain": "zeker", "probable": "waarschijnlijk", "weak": "zwak"}
_ADJECTIVES = {"certain": "zekere", "probable": "waarschijnlijke", "weak": "zwakke"}
_NOTE = (
    "‘Hier’ en ‘daar’ noemen de plaats en wat er staat, tussen aanhalingstekens zoals afgedrukt. "
    "De volgorde is die van het plan."
)


def kinds_table(findings: pd.DataFrame) -> Table | None:
    """Count the contradictions per kind and certainty; None if there are none."""
    if findings.empty:
        return None
    counts = pd.crosstab(findings["kind_label"], findings["certainty"])
    shown = [name for name in _CERTAINTY if name in counts]
    order = counts.sum(axis="columns").sort_values(ascending=False, kind="stable").index
    rows = counts.loc[order, shown]
    columns = [Column("Soort", [*map(str, rows.index), "Totaal"])]
    for name in shown:
        values = [int(value) for value in rows[name]]
        columns.append(Column(_CERTAINTY[name].capitalize(), [*values, sum(values)], "count"))
    return table_of(
        columns,
        title="Tegenspraken per soort, en hoe zeker ze zijn",
        note="Eén fout kan op meerdere plaatsen tot een tegenspraak leiden en telt dan meermaals.",
        source="de tabellen en de tekst van het ondernemingsplan",
        foot=1,
    )


def findings_table(
    findings: pd.DataFrame, titles: Mapping[str, str], certainties: Sequence[str]
) -> Table | None:
    """List contradictions: both places, both values, what would settle them; None if none."""
    rows = findings.loc[findings["certainty"].isin(list(certainties))]
    if rows.empty:
        return None
    kinds = list(rows["kind_label"])
    about = kinds if len(certainties) == 1 else _with_certainty(rows)
    columns = [
        Column(
            "Wat elkaar tegenspreekt",
            [_why(row) for _, row in rows.iterrows()],
            after=remarks(about),
        ),
        Column("Hier", [_passage(row, "") for _, row in rows.iterrows()]),
        Column("Daar", [_passage(row, "other_") for _, row in rows.iterrows()]),
        Column("Wat het oplost", list(rows["settle"])),
    ]
    spelled_out = [
        Column("Soort", kinds),
        Column("Zekerheid", [_CERTAINTY[name] for name in rows["certainty"]]),
        Column("Hoofdstuk", [titles.get(name, "") for name in rows["chapter"]]),
    ]
    return table_of(
        columns,
        title=_title(len(rows), certainties),
        note=_NOTE,
        source="de tabellen en de tekst van het ondernemingsplan",
        more=spelled_out,
    )


def _with_certainty(rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["kind_label"], rows["certainty"], strict=True)
    return [f"{kind}, {_CERTAINTY[certainty]}" for kind, certainty in pairs]


def _title(count: int, certainties: Sequence[str]) -> str:
    kind = " of ".join(_ADJECTIVES[name] for name in certainties)
    return counted(count, f"{kind} tegenspraak", f"{kind} tegenspraken")


def _why(row: pd.Series) -> str:
    why = with_marks(str(row["why"]))
    return f"{why} Gekend: {row['known']}" if row["known"] else why


def _passage(row: pd.Series, prefix: str) -> str:
    return f"‘{row[f'{prefix}printed']}’ ({row[f'{prefix}place']})"

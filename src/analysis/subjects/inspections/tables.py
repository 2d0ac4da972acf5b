"""The table of files, official reports and proposed recoveries, with both totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.subjects.inspections.counts import COUNTS, TABLE, per_measure, printed_total, sums
from analysis.toolkit.labels import joined
from analysis.toolkit.measures import named_column
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_HEADINGS = ("Dossiers", "Pro Justitia", "Voorgestelde terugvordering (euro)")


@dataclass(frozen=True, slots=True)
class _Total:
    name: str
    counts: dict[str, int | None]
    place: str | None


def inspections_table(inspections: pd.DataFrame, year: int) -> Table | None:
    """List the measures with the sum of the rows and the printed total, if any.

    Returns None when there are no rows.
    """
    rows = per_measure(inspections)
    if rows.empty:
        return None
    foot = list[_Total]()
    if len(rows) > 1:
        foot.append(_Total("Som van de rijen (berekend)", sums(inspections), None))
    printed = printed_total(inspections)
    if printed:
        place = str(inspections.loc[inspections["total"], "place"].iloc[0])
        foot.append(_Total("Totaal volgens het plan", printed, place))
    columns = _columns(rows, foot, year)
    return table_of(
        columns,
        title=f"Controles van de Vlaamse Sociale Inspectie in {year - 2} en {year - 1}",
        note=_note(sums(inspections), printed),
        source=source(inspections, year, TABLE),
        foot=len(foot),
    )


def _columns(rows: pd.DataFrame, foot: Sequence[_Total], year: int) -> list[Column]:
    headings = [f"{heading} {when}" for heading in _HEADINGS for when in (year - 2, year - 1)]
    return [
        named_column(
            "Maatregel",
            [*map(joined, rows["label"]), *(total.name for total in foot)],
            rows,
        ),
        *(
            Column(heading, [*rows[name], *(total.counts[name] for total in foot)], "count")
            for heading, name in zip(headings, COUNTS, strict=True)
        ),
        places(rows, [total.place for total in foot]),
    ]


def _note(added: dict[str, int | None], printed: dict[str, int | None] | None) -> str:
    note = (
        "Een streepje betekent dat het plan geen getal geeft. Waar het plan één cel voor meerdere "
        "maatregelen samen drukt, staat het getal één keer, bij hun namen samen."
    )
    if printed is None:
        return note
    agrees = "komt overeen met" if added == printed else "wijkt af van"
    return f"{note} De som van de rijen {agrees} het gedrukte totaal."

"""The norms: target, both years, the computed change, and the plan's where it disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, number, signed
from analysis.subjects.norms.steps import differs_from_printed, printed_otherwise
from analysis.toolkit.measures import measure_column
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, decimals_of, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    import pandas as pd


def norms_table(norms: pd.DataFrame, year: int) -> Table | None:
    """List every norm; None when there are none."""
    if norms.empty:
        return None
    printed = list(norms["change_printed"])
    otherwise = list(printed_otherwise(norms))
    remarks = {
        row: f"plan: {signed(printed[row], decimals_of(printed[row]))}"
        for row, apart in enumerate(otherwise)
        if apart
    }
    columns = [
        measure_column(norms),
        Column("Norm", list(norms["norm"])),
        Column("Streefdoel", list(norms["target"]), "percent"),
        Column(str(year - 2), list(norms["previous"]), "percent"),
        Column(str(year - 1), list(norms["current"]), "percent"),
        Column("Verandering (procentpunt)", list(norms["change"]), "change", remarks, inline=True),
        Column("Trede", list(norms["step"]), "step"),
        places(norms),
    ]
    in_print = Column("Verandering volgens het plan (procentpunt)", printed, "change")
    return table_of(
        columns,
        title=_title(norms, year),
        note=_note(len(remarks), int(differs_from_printed(norms).sum())),
        source=source(norms, year, "overzichtstabel streefnormen"),
        more=[in_print],
    )


def _title(norms: pd.DataFrame, year: int) -> str:
    """Count the norms, and those with a result where some have none."""
    listed, measured = counted(len(norms), "norm", "normen"), int(norms["current"].notna().sum())
    if measured == len(norms):
        return f"{listed} met streefdoel en resultaat"
    return f"{listed} met streefdoel, {number(measured)} met een resultaat voor {year - 1}"


def _note(apart: int, beyond: int) -> str:
    note = "De verandering is berekend uit beide resultaten; een streepje is ‘niet van toepassing’."
    if not apart:
        return note
    why = (
        (
            "afronding verklaart dat verschil niet."
            if beyond == apart == 1
            else f"bij {number(beyond)} daarvan verklaart afronding het verschil niet."
        )
        if beyond
        else "het verschil komt van de afronding."
    )
    return (
        f"{note} Bij {counted(apart, 'norm', 'normen')} drukt het plan een andere verandering af, "
        f"die ernaast staat; {why}"
    )

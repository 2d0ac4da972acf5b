"""Table of the years, according to this plan and those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, million_euro, number, share
from analysis.subjects.years.indicators import INDICATORS
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONEY = ("vak_realised", "vak_budget")


def years_table(values: pd.DataFrame, plans: Sequence[int]) -> Table | None:
    """Show the years of `over_the_years` in columns, a row per indicator; None without values."""
    if values.empty:
        return None
    years = sorted(set(values["year"]))
    cells = {(row["indicator"], row["year"]): _cell(row) for _, row in values.iterrows()}
    shown = [name for name in INDICATORS if name in set(values["indicator"])]
    columns = [
        Column("Kerncijfer", [INDICATORS[name] for name in shown]),
        *(
            Column(str(year), [cells.get((name, year)) for name in shown], "given")
            for year in years
        ),
    ]
    return table_of(
        columns,
        title=f"Jaar na jaar, volgens {counted(len(plans), 'plan', 'plannen')}",
        note=(
            "Elk plan blikt terug op het jaar ervoor en plant zijn eigen jaar; normen en "
            "inspecties geeft het voor twee jaren. Een streepje: daarover zegt geen plan iets. Een "
            "krediet is een plafond en wordt zelden helemaal opgebruikt."
        ),
        source=f"{'Ondernemingsplan' if len(plans) == 1 else 'Ondernemingsplannen'} "
        + ", ".join(map(str, plans)),
    )


def _cell(row: pd.Series) -> str:
    if row["indicator"] in _MONEY:
        return million_euro(row["value"])
    if pd.isna(row["of"]):
        return number(row["value"])
    return f"{number(row['value'])} van {number(row['of'])} ({share(row['value'] / row['of'])})"

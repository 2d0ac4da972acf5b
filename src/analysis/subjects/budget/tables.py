"""The budget, realised and granted, per row or per objective, with a computed total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted
from analysis.subjects.budget.totals import AMOUNTS, expenditure, per_objective, totals
from analysis.toolkit.labels import joined
from analysis.toolkit.measures import named_column
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE = "tabel budgetten"
_TOTAL = "Totaal uitgaven (berekend)"


def budget_table(budget: pd.DataFrame, year: int) -> Table | None:
    """List every row of the budget with a computed total of expenditure; None without rows."""
    if budget.empty:
        return None
    return _table(budget, "label", f"Budget per post: {year - 1} en {year}, in euro", budget, year)


def objectives_table(budget: pd.DataFrame, year: int) -> Table | None:
    """Add the expenditure up per objective, with a computed total; None without rows."""
    rows = per_objective(budget)
    if rows.empty:
        return None
    title = f"Budget per doelstelling: {year - 1} en {year}, in euro"
    return _table(rows, "objective", title, budget, year)


def _table(rows: pd.DataFrame, name: str, title: str, budget: pd.DataFrame, year: int) -> Table:
    found = totals(budget)
    headings = ("VAK gerealiseerd", "VEK gerealiseerd", "VAK-krediet", "VEK-krediet")
    years = (year - 1, year - 1, year, year)
    names, by_post = [*map(joined, rows[name]), _TOTAL], name == "label"
    columns = [named_column("Post", names, rows) if by_post else Column("Doelstelling", names)]
    for amount, heading, when in zip(AMOUNTS, headings, years, strict=True):
        values = [*rows[amount], found[amount]]
        columns.append(Column(f"{heading} {when}", values, "count"))
    columns.append(Column("VAK: verandering (%)", _changes(columns[1], columns[3]), "change"))
    columns.append(places(rows, [None]))
    return table_of(
        columns,
        title=title,
        note=_note(found),
        source=source(expenditure(budget), year, _TABLE),
        foot=1,
    )


def _changes(earlier: Column, later: Column) -> list[float | None]:
    """Return whole percents, only between two amounts above zero."""
    return [
        float(round((int(after) - int(before)) / int(before) * 100))
        if _positive(before) and _positive(after)
        else None
        for before, after in zip(earlier.values, later.values, strict=True)
    ]


def _positive(value: float | None) -> bool:
    return not pd.isna(value) and value > 0


def _note(found: Mapping[str, int]) -> str:
    named = {
        "receipts": ("rij met ontvangsten", "rijen met ontvangsten"),
        "without_amount": ("rij zonder bedrag", "rijen zonder bedrag"),
    }
    apart = [counted(found[name], *words) for name, words in named.items() if found[name]]
    left_out = f" Niet meegeteld: {' en '.join(apart)}." if apart else ""
    return (
        "VAK zijn vastleggingskredieten, VEK vereffeningskredieten. Het plan drukt geen totaal af: "
        f"dit totaal is berekend over {counted(found['rows'], 'uitgavenpost', 'uitgavenposten')}."
        f"{left_out} Een streepje is ‘niet van toepassing’ of een cel zonder bedrag."
    )

"""What two plans say about the same things, side by side: shares, norms, money, inspections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.subjects.comparison.pairs import (
    paired_inspections,
    paired_norms,
    paired_posts,
    paired_shares,
)
from analysis.toolkit.provisional import provisional_note
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import Table, data_of, html_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analysis.subjects.comparison.pairs import Plans

_INSPECTIONS = {
    "cases_current": "Dossiers",
    "reports_current": "Processen-verbaal",
    "recoveries_current": "Terugvorderingen (euro)",
}


def realisation_table(plans: Plans, titles: Mapping[str, str]) -> Table:
    """Compare the share of realised milestones per chapter between the two plans."""
    pair = paired_shares(plans)
    columns = [Column("Hoofdstuk", [titles.get(one, one) for one in pair["chapter"]])]
    for place, year in enumerate(plans):
        percents = (pair[f"share_{place}"] * 100).round(1)
        columns += [
            Column(f"Gerealiseerd in {year - 1}", _values(pair, "realised", place), "count"),
            Column(f"Met een status in {year - 1}", _values(pair, "n", place), "count"),
            Column(f"Aandeel in {year - 1}", list(percents), "percent"),
        ]
    change = (pair["share_1"] - pair["share_0"]) * 100
    columns.append(Column("Verschil (procentpunt)", list(change.round(1)), "change"))
    return _table(columns, "Gerealiseerde mijlpalen per hoofdstuk", "evaluatie van de mijlpalen")


def norms_table(plans: Plans) -> Table:
    """Compare target and result of each norm; norms are matched by their wording."""
    pair = paired_norms(plans)
    columns = [Column("Maatregel", list(pair["label"])), Column("Norm", list(pair["norm"]))]
    for place, year in enumerate(plans):
        columns += [
            Column(f"Streefdoel in {year - 1}", _values(pair, "target", place), "percent"),
            Column(f"Resultaat in {year - 1}", _values(pair, "current", place), "percent"),
            Column(f"Trede in {year - 1}", _values(pair, "step", place), "step"),
        ]
    change = (pair["current_1"] - pair["current_0"]).round(2)
    columns.append(Column("Verschil (procentpunt)", list(change), "change"))
    return _table(columns, "Streefnormen", "overzichtstabel streefnormen")


def budget_table(plans: Plans) -> Table:
    """Compare expenditure and credit of each budget post; receipts are left out."""
    pair = paired_posts(plans)
    columns = [Column("Post", list(pair["label"]))]
    for place, year in enumerate(plans):
        columns += [
            Column(f"VAK gerealiseerd {year - 1}", _values(pair, "vak_realised", place), "count"),
            Column(f"VAK-krediet {year}", _values(pair, "vak_budget", place), "count"),
        ]
    table = _table(columns, "Budget per post, in euro", "tabel budgetten")
    notes = [provisional_note(plan.remarks, year) for year, plan in plans.items()]
    return replace(table, note=" ".join(filter(None, [table.note, *notes])))


def inspections_table(plans: Plans) -> Table:
    """Compare the inspectorate's files, official reports and recoveries of each measure."""
    pair = paired_inspections(plans, list(_INSPECTIONS))
    columns = [Column("Maatregel", list(pair["label"]))]
    columns += [
        Column(f"{name} in {year - 1}", _values(pair, column, place), "count")
        for column, name in _INSPECTIONS.items()
        for place, year in enumerate(plans)
    ]
    return _table(columns, "Controles per maatregel", "tabel Vlaamse Sociale Inspectie")


def _values(pair: pd.DataFrame, column: str, place: int) -> list[Any]:
    return list(pair[f"{column}_{place}"])


def _table(columns: Sequence[Column], title: str, table: str) -> Table:
    where = f"Ondernemingsplannen van beide jaren, {table}"
    return Table(html_table(columns), title, "", where, data_of(columns))

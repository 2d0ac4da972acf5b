"""Two years' plans side by side, as a page of its own: realisation, norms, budget, inspections.

It looks and behaves as the report does, for it is made of the same parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
import pandas as pd

from analysis.errors import Problem, SettingsError
from analysis.plan.tables.load import load_table
from analysis.publishing.page.assemble import build_report
from analysis.publishing.publish import staged
from analysis.settings import load_report_settings, load_year_settings
from analysis.subjects.budget.totals import expenditure
from analysis.subjects.inspections.counts import per_measure
from analysis.toolkit.display import bundle
from analysis.toolkit.statistics.shares import realisation
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import Table, data_of, html_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.settings import ReportSettings

PAGE = "index.html"
SENT = ("cases_current", "reports_current", "recoveries_current")
INTRODUCTION = (
    "# Twee plannen naast elkaar\n\nWat de plannen van {earlier} en {later} over hetzelfde zeggen. "
    "Elk plan evalueert het jaar ervoor. Een rij die in één van beide plannen ontbreekt, krijgt "
    "daar een streepje."
)


def compare(project: Project, earlier: int, later: int) -> Path:
    """Write the page that sets two years side by side; the data of both must be built.

    Returns
    -------
    Path
        The page, `reports/vergelijking-<earlier>-<later>/index.html`.

    Raises
    ------
    SettingsError
        When a year is not known, or the second is not the later one.
    DataError
        When the tables of a year have not been built.
    ReportError
        When the page is not fit to be published.
    """
    if earlier >= later:
        raise SettingsError(
            Problem(
                "compare",
                f"{earlier} and {later}",
                "an earlier and a later year",
                f"planmonitor compare {min(earlier, later)} {max(earlier, later)}",
            )
        )
    for year in (earlier, later):
        load_year_settings(project, year)
    settings = load_report_settings(project)
    tables = [make(project, settings, (earlier, later)) for make in TABLES]
    html = build_report(
        [("vergelijking", "Vergelijking", _notebook(tables, earlier, later))],
        title=settings.title,
        publisher=settings.publisher,
        year=f"{earlier} – {later}",
        sources=[f"Ondernemingsplan {year}" for year in (earlier, later)],
    )
    target = project.root / "reports" / f"vergelijking-{earlier}-{later}"
    with staged(target) as folder:
        (folder / PAGE).write_text(html, encoding="utf-8", newline="\n")
    return target / PAGE


def realisation_table(project: Project, settings: ReportSettings, years: tuple[int, int]) -> Table:
    """Set the share of realised milestones per chapter side by side."""
    keys = ["chapter"]
    pair = _paired(
        [realisation(load_table(project, year, "milestones"), keys) for year in years], keys
    )
    titles = {chapter.id: chapter.title for chapter in settings.chapters}
    columns = [Column("Hoofdstuk", [titles.get(one, one) for one in pair["chapter"]])]
    for place, year in enumerate(years):
        columns += [
            Column(f"Gerealiseerd in {year - 1}", _values(pair, "realised", place), "count"),
            Column(f"Met een status in {year - 1}", _values(pair, "n", place), "count"),
            Column(f"Aandeel in {year - 1}", _percent(pair, place), "percent"),
        ]
    change = (pair["share_1"] - pair["share_0"]) * 100
    columns.append(Column("Verschil (procentpunt)", list(change.round(1)), "change"))
    return _table(columns, "Gerealiseerde mijlpalen per hoofdstuk", "evaluatie van de mijlpalen")


def norms_table(project: Project, _: ReportSettings, years: tuple[int, int]) -> Table:
    """Set target and result of every norm side by side; norms are matched by their own words."""
    keys = ["label", "norm"]
    frames = [load_table(project, year, "norms").drop_duplicates(keys) for year in years]
    pair = _paired([frame[[*keys, "target", "current", "step"]] for frame in frames], keys)
    columns = [Column("Maatregel", list(pair["label"])), Column("Norm", list(pair["norm"]))]
    for place, year in enumerate(years):
        columns += [
            Column(f"Streefdoel in {year - 1}", _values(pair, "target", place), "percent"),
            Column(f"Resultaat in {year - 1}", _values(pair, "current", place), "percent"),
            Column(f"Trede in {year - 1}", _values(pair, "step", place), "step"),
        ]
    change = (pair["current_1"] - pair["current_0"]).round(2)
    columns.append(Column("Verschil (procentpunt)", list(change), "change"))
    return _table(columns, "Streefnormen", "overzichtstabel streefnormen")


def budget_table(project: Project, _: ReportSettings, years: tuple[int, int]) -> Table:
    """Set what was spent and what is granted per post side by side."""
    keys, sums = ["label"], ["vak_realised", "vak_budget"]
    frames = [expenditure(load_table(project, year, "budget")) for year in years]
    pair = _paired([_sums(frame, keys, sums) for frame in frames], keys)
    columns = [Column("Post", list(pair["label"]))]
    for place, year in enumerate(years):
        columns += [
            Column(f"VAK gerealiseerd {year - 1}", _values(pair, sums[0], place), "count"),
            Column(f"VAK-krediet {year}", _values(pair, sums[1], place), "count"),
        ]
    return _table(columns, "Budget per post, in euro", "tabel budgetten")


def inspections_table(project: Project, _: ReportSettings, years: tuple[int, int]) -> Table:
    """Set the inspectorate's files, official reports and recoveries side by side."""
    keys = ["label"]
    frames = [per_measure(load_table(project, year, "inspections")) for year in years]
    pair = _paired([_sums(frame, keys, SENT) for frame in frames], keys)
    names = ("Dossiers", "Processen-verbaal", "Terugvorderingen (euro)")
    columns = [Column("Maatregel", list(pair["label"]))]
    columns += [
        Column(f"{name} in {year - 1}", _values(pair, column, place), "count")
        for column, name in zip(SENT, names, strict=True)
        for place, year in enumerate(years)
    ]
    return _table(columns, "Controles per maatregel", "tabel Vlaamse Sociale Inspectie")


TABLES: Sequence[Callable[[Project, ReportSettings, tuple[int, int]], Table]] = (
    realisation_table,
    norms_table,
    budget_table,
    inspections_table,
)


def _paired(frames: Sequence[pd.DataFrame], keys: Sequence[str]) -> pd.DataFrame:
    """Join both years' rows, the later plan's order first; columns end in `_0` and `_1`."""
    first, last = (frame.astype(dict.fromkeys(keys, "str")) for frame in frames)
    joined = last.merge(first, on=list(keys), how="left", suffixes=("_1", "_0"))
    only = first.merge(last[list(keys)], on=list(keys), how="left", indicator=True)
    gone = only.loc[only["_merge"] == "left_only"].drop(columns="_merge")
    renamed = {name: f"{name}_0" for name in gone if name not in keys}
    return pd.concat([joined, gone.rename(columns=renamed)], ignore_index=True)


def _sums(frame: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    """Add the rows up per key; a sum of nothing is no number."""
    grouped = frame.groupby(list(keys), sort=False)[list(columns)]
    return grouped.sum(min_count=1).reset_index()


def _values(pair: pd.DataFrame, column: str, place: int) -> list[Any]:
    return list(pair[f"{column}_{place}"])


def _percent(pair: pd.DataFrame, place: int) -> list[Any]:
    return list((pair[f"share_{place}"] * 100).round(1))


def _table(columns: Sequence[Column], title: str, source: str) -> Table:
    where = f"Ondernemingsplannen van beide jaren, {source}"
    return Table(html_table(columns), title, "", where, data_of(columns))


def _notebook(tables: Sequence[Table], earlier: int, later: int) -> nbformat.NotebookNode:
    introduction = INTRODUCTION.format(earlier=earlier, later=later)
    cells = [_cell("markdown", introduction), *_table_cells(tables)]
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    made: nbformat.NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call]
    return made


def _table_cells(tables: Sequence[Table]) -> Iterator[dict[str, Any]]:
    for make, table in zip(TABLES, tables, strict=True):
        data, metadata = bundle(table)
        shown = {"output_type": "display_data", "data": data, "metadata": metadata}
        yield _cell("markdown", f"## {table.title}")
        source = f"#| label: tbl-{make.__name__.replace('_', '-')}\nshow({make.__name__}(...))"
        yield _cell("code", source) | {"outputs": [shown], "execution_count": 1}


def _cell(kind: str, source: str) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source}

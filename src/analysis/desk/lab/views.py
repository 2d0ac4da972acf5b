"""The linked views of a selection: its figures, its rows, and the rows behind each mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.desk.lab.selection import NO_STATUS, STATUS_LABELS
from analysis.dutch import counted, quarter
from analysis.subjects.budget.charts.credits import budget_chart
from analysis.subjects.inspections.charts.rates import file_rates_chart
from analysis.subjects.inspections.counts import per_measure
from analysis.subjects.milestones.charts.status import status_chart
from analysis.subjects.norms.charts.norms import norms_chart
from analysis.subjects.planning.charts.quarters import planning_chart, planning_heatmap
from analysis.toolkit.labels import joined
from analysis.toolkit.milestones import assessed, evaluated, planned
from analysis.toolkit.provisional import with_provisional_note
from analysis.toolkit.quarters import quarter_load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from analysis.desk.lab.selection import Selection
    from analysis.toolkit.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar, column or line of a figure, and the rows of the plan that it represents."""

    label: str
    rows: pd.DataFrame


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a selection.

    The name is its key in `VIEWS`, which is also the kind of its rows. There are no charts where
    the selection has nothing to draw. The marks are those of the first chart, with the rows
    behind each.
    """

    name: str
    charts: tuple[Chart, ...]
    rows: pd.DataFrame
    marks: tuple[Mark, ...]


def view(name: str, selection: Selection) -> View:
    """Return a view of a selection; the names are those of `VIEWS`."""
    return VIEWS[name].make(selection)


def _statuses(chosen: Selection) -> View:
    milestones = chosen.tables.milestones
    rows = evaluated(milestones)
    # Its title gives a share, which nothing without a status has.
    has_share = len(assessed(milestones)) > 0
    chart = status_chart(milestones, chosen.year, chosen.parts) if has_share else None
    if chart and chosen.statuses:
        # The figure's own title gives a share realised, which a choice of statuses makes senseless.
        found = counted(len(rows), "mijlpaal", "mijlpalen")
        chart = replace(chart, title=f"{found} van {chosen.year - 1} met status {chosen.statuses}")
    return View("status", _there(chart), rows, tuple(_segments(rows, chosen)))


def _segments(rows: pd.DataFrame, chosen: Selection) -> Iterable[Mark]:
    named = rows.assign(status=rows["status"].astype("object").fillna(NO_STATUS))
    for part, own in named.groupby(chosen.parts.by, sort=False):
        for name, label in STATUS_LABELS.items():
            behind = rows.loc[own.index[own["status"] == name]]
            if len(behind):
                yield Mark(f"{chosen.parts.labels[str(part)]} · {label}", behind)


def _calendar(chosen: Selection) -> View:
    milestones = chosen.tables.milestones
    rows = planned(milestones)
    quarters = rows["quarters"].str.split()
    marks = (
        Mark(quarter(str(code)), rows.loc[[code in codes for codes in quarters]])
        for code in quarter_load(milestones).index
    )
    charts = _there(
        planning_chart(milestones, chosen.year),
        planning_heatmap(milestones, chosen.year, chosen.parts) if len(rows) else None,
    )
    return View("planning", charts, rows, tuple(mark for mark in marks if len(mark.rows)))


def _norms(chosen: Selection) -> View:
    rows = chosen.tables.norms
    chart = norms_chart(rows, chosen.year) if len(rows) else None
    return View("norms", _there(chart), rows, _by(rows, rows["name"]))


def _budget(chosen: Selection) -> View:
    rows = chosen.tables.budget
    changes = chosen.tables.result("credit_changes")
    own = changes.loc[changes["line"].isin(rows["line"])]
    chart = budget_chart(own, rows, chosen.year) if len(rows) else None
    noted = with_provisional_note(chart, chosen.plan.remarks, chosen.year)
    return View("budget", _there(noted), rows, _by(rows, rows["label"].map(joined)))


def _inspections(chosen: Selection) -> View:
    rows = chosen.tables.inspections
    own, rates = per_measure(rows), chosen.tables.result("file_rates")
    level = rates["confidence_level"] == rates["confidence_level"].max()
    known = rates.loc[level & rates["line"].isin(own["line"])]
    chart = file_rates_chart(rows, known, chosen.year)
    return View("inspections", _there(chart), rows, _by(own, own["label"].map(joined)))


def _by(rows: pd.DataFrame, names: pd.Series) -> tuple[Mark, ...]:
    return tuple(Mark(str(name), own) for name, own in rows.groupby(names, sort=False))


def _there(*charts: Chart | None) -> tuple[Chart, ...]:
    return tuple(chart for chart in charts if chart)


@dataclass(frozen=True, slots=True)
class ViewKind:
    """What a reader calls a view, and how it is made."""

    title: str
    make: Callable[[Selection], View]


VIEWS: Mapping[str, ViewKind] = MappingProxyType(
    {
        "status": ViewKind("Mijlpalen", _statuses),
        "planning": ViewKind("Planning", _calendar),
        "norms": ViewKind("Normen", _norms),
        "budget": ViewKind("Budget", _budget),
        "inspections": ViewKind("Inspecties", _inspections),
    }
)

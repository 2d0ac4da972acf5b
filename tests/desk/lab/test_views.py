from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.desk.lab.listing import csv, download_link, listing
from analysis.desk.lab.selection import Choice, select
from analysis.desk.lab.views import VIEWS, view

if TYPE_CHECKING:
    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import ReportSettings

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", VIEWS)
def test_the_marks_of_a_view_hold_rows_of_the_view(
    plan: PlanTables, settings: ReportSettings, name: str
) -> None:
    seen = view(name, select(plan, settings, Choice(2023, "overzicht")))
    assert seen.charts
    assert len(seen.marks) > 1
    for mark in seen.marks:
        assert len(mark.rows) > 0
        assert mark.rows.index.isin(seen.rows.index).all()


@pytest.mark.parametrize("name", ["status", "norms", "budget"])
def test_every_row_belongs_to_exactly_one_mark(
    plan: PlanTables, settings: ReportSettings, name: str
) -> None:
    seen = view(name, select(plan, settings, Choice(2023, "overzicht")))
    assert sum(len(mark.rows) for mark in seen.marks) == len(seen.rows)


def test_a_bar_counts_what_its_figure_draws(plan: PlanTables, settings: ReportSettings) -> None:
    seen = view("status", select(plan, settings, Choice(2023, "activering")))
    drawn = seen.charts[0].data
    for mark in seen.marks:
        part, status = mark.label.split(" · ")
        row = drawn.loc[drawn["Onderdeel"] == part]
        assert int(row[status].iloc[0]) == len(mark.rows)


def test_a_quarter_counts_what_its_column_draws(plan: PlanTables, settings: ReportSettings) -> None:
    seen = view("planning", select(plan, settings, Choice(2023, "vsi")))
    drawn = dict(zip(seen.charts[0].data["Kwartaal"], seen.charts[0].data["Totaal"], strict=True))
    assert {mark.label: len(mark.rows) for mark in seen.marks}.items() <= drawn.items()


def test_a_selection_of_statuses_has_no_share_in_its_title(
    plan: PlanTables, settings: ReportSettings
) -> None:
    seen = view("status", select(plan, settings, Choice(2023, "overzicht", ("stopped",))))
    assert seen.charts[0].title == f"{len(seen.rows)} mijlpalen van 2022 met status Stopgezet"


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("status", ["none", "not_applicable", "on_hold"])
def test_missing_data_gives_neither_figure_nor_error(
    plan: PlanTables, settings: ReportSettings, name: str, status: str
) -> None:
    choice = Choice(2023, "vsi", (status,), "no such measure")
    seen = view(name, select(plan, settings, choice))
    table = listing(name, seen.rows, 2023)
    assert (table is None) == seen.rows.empty


def test_a_table_is_saved_with_its_full_values(plan: PlanTables, settings: ReportSettings) -> None:
    seen = view("planning", select(plan, settings, Choice(2023, "vsi")))
    table = listing("planning", seen.rows, 2023)
    assert table is not None
    assert table.title == "14 geplande mijlpalen voor 2023"
    header, *rows = csv(table).splitlines()
    assert header.startswith("\N{BYTE ORDER MARK}Mijlpaal;Thema;Onderdeel;Timing;")
    assert len(rows) == len(seen.rows)
    assert 'download="a.csv"' in download_link(table, "a.csv")


def test_a_figure_of_amounts_says_that_they_may_still_change(
    plan: PlanTables, settings: ReportSettings
) -> None:
    seen = view("budget", select(plan, settings, Choice(2023, "activering")))
    assert "voorlopig" in seen.charts[0].note

"""Signals of a whole plan, computed from tables and other results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.editions import PlanTables
from analysis.subjects.attention.points import DEFAULTS

if TYPE_CHECKING:
    from analysis.paths import Project


@pytest.fixture(scope="module")
def plan(repository: Project) -> PlanTables:
    tables = processed_tables(repository, 2023)
    return with_results(TablesInMemory(PlanTables(tables.__getitem__), 2023))


def test_every_signal_exceeds_its_threshold_and_has_a_name_and_a_reason(plan: PlanTables) -> None:
    signals = plan.result("signals")
    assert (signals["value"] > signals["threshold"]).all()
    assert signals[["name", "why"]].notna().all(axis=None)
    assert set(signals["kind"]) == {"measure", "section"}


def test_a_jump_of_inspections_has_the_verdict_of_its_rate(plan: PlanTables) -> None:
    """No chapter calls a change chance that the signals count, nor the other way round."""
    rates, signals = plan.result("file_rates"), plan.result("signals")
    clear = rates.loc[rates["p_holm"] < DEFAULTS.jump_p]
    factor = clear["ratio"].where(clear["ratio"] >= 1, 1 / clear["ratio"])
    large = clear.loc[factor > DEFAULTS.files_jump[0].over, "measure"]
    assert list(signals.loc[signals["signal"] == "files_jump", "subject"]) == list(large)


def test_lost_milestones_are_those_without_a_successor(plan: PlanTables) -> None:
    matches, signals = plan.result("successors"), plan.result("signals")
    lost = signals.loc[signals["signal"] == "lost", "value"].sum()
    assert lost == (matches["outcome"] == "lost").sum()


def test_a_plan_without_rows_has_no_signals(repository: Project) -> None:
    empty = {name: rows.head(0) for name, rows in processed_tables(repository, 2023).items()}
    found = with_results(TablesInMemory(PlanTables(empty.__getitem__), 2023))
    assert found.result("signals").empty
    assert found.result("successors").empty

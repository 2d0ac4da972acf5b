from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from analysis.subjects.attention.points import DEFAULTS, Thresholds
from analysis.subjects.attention.signals import (
    behind,
    credit_signals,
    jumps,
    measure_signals,
    milestone_signals,
    norm_missed,
    norm_unreported,
    norm_worse,
)
from analysis.subjects.inspections.rates import file_rates

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]


def norms(*rows: tuple[str | None, float | None, float | None]) -> pd.DataFrame:
    """Norms with a target of 100: measure, last year, this year."""
    frame = pd.DataFrame(rows, columns=["measure", "previous", "current"])
    frame = frame.astype({"previous": "Float64", "current": "Float64"})
    change = frame["current"] - frame["previous"]
    return frame.assign(target=100.0, change=change, label="printed", line=range(len(frame)))


def budget(*rows: tuple[str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["measure", "vak_realised", "vak_budget"])
    same: dict[str, Any] = {
        "vek_realised": 0,
        "vek_budget": 0,
        "name": "x",
        "chapter": "y",
        "receipts": False,
    }
    return frame.assign(**same, line=range(len(frame)))


def inspections(*rows: tuple[str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["measure", "cases_previous", "cases_current"])
    blank = pd.Series(pd.NA, index=frame.index, dtype="Int64")
    table = frame.assign(reports_previous=blank, reports_current=blank, label="x")
    return table.assign(objective="OD 1", total=False, line=1)


def fires(signals: pd.DataFrame) -> list[tuple[Any, ...]]:
    names = ["subject", "reason", "points"]
    return [tuple(row) for row in signals[names].to_numpy().tolist()]


def test_the_worst_norm_of_a_measure_counts_once() -> None:
    signals = norm_missed(
        norms(("a", 100, 95), ("a", 100, 70), ("b", 100, 99)), DEFAULTS.norm_missed
    )
    assert fires(signals) == [("a", "norm_missed", 3)]
    assert (signals.loc[0, "value"], signals.loc[0, "line"]) == (30.0, 1)


def test_exactly_10_under_is_the_milder_step_as_in_the_legend() -> None:
    signals = norm_missed(norms(("a", 100, 90), ("b", 100, 89.9)), DEFAULTS.norm_missed)
    assert signals["points"].tolist() == [1, 2]


def test_a_norm_without_an_earlier_value_did_not_fall() -> None:
    signals = norm_worse(norms(("a", None, 50), ("b", 80, 70)), DEFAULTS.norm_worse)
    assert fires(signals) == [("b", "norm_worse", 1)]


def test_a_result_that_is_no_longer_printed_fires() -> None:
    signals = norm_unreported(norms((None, 80, None), ("b", 80, 70)), DEFAULTS.norm_unreported)
    assert fires(signals) == [("printed", "norm_unreported", 1)]


def test_credits_that_jump_appear_or_end() -> None:
    million = 1_000_000
    signals = credit_signals(
        budget(
            ("up", 2 * million, 8 * million),
            ("down", 8 * million, 4 * million),
            ("small", 1, 10),
            ("new", 0, 2 * million),
            ("ended", 2 * million, 0),
            ("same", 9 * million, 11 * million),
        )
    )
    assert fires(signals) == [
        ("up", "credit_up", 2),
        ("down", "credit_down", 1),
        ("new", "credit_new", 1),
        ("ended", "credit_ended", 1),
    ]
    assert signals["value"].tolist() == [4.0, 2.0, 2 * million, 2 * million]


def test_a_jump_of_inspections_must_be_large_and_no_chance() -> None:
    rates = file_rates(
        inspections(("up", 10, 90), ("chance", 1, 3), ("slight", 800, 1000), ("from none", 0, 50))
    )
    assert fires(jumps(rates, "files", DEFAULTS.files_jump, 0.05)) == [
        ("up", "files_up", 2),
        ("from none", "files_up", 2),
    ]


def test_a_section_is_behind_when_that_is_all_but_certain(make_milestones: MakeMilestones) -> None:
    rows = [
        {"section": f"3.{place}", "status": "realised"} for place in range(4) for _ in range(20)
    ]
    rows += [{"section": "6.1", "status": "delayed"}] * 12
    signals = behind(make_milestones(*rows), "section", DEFAULTS.behind)
    assert fires(signals) == [("6.1", "behind", 2)]


def test_the_signals_of_sections(make_milestones: MakeMilestones) -> None:
    milestones = make_milestones(
        {"section": "3.1", "status": "delayed"},
        {"section": "3.1", "status": "realised"},
        {"section": "3.2", "status": "on_hold"},
        {"section": "3.2", "status": "stopped"},
        {"section": "3.2", "kind": "planned"},
    )
    signals = milestone_signals(milestones, milestones.iloc[1:2])
    assert set(signals["kind"]) == {"section"}
    assert fires(signals) == [("3.1", "delay", 1), ("3.2", "delay", 1), ("3.1", "lost", 1)]


def test_a_milestone_without_an_objective_belongs_to_none(make_milestones: MakeMilestones) -> None:
    milestones = make_milestones({"objective": None, "status": "delayed"})
    assert milestone_signals(milestones, milestones.iloc[:0], "objective").empty


def test_empty_tables_give_no_signal(make_milestones: MakeMilestones) -> None:
    assert measure_signals(norms(), budget(), inspections()).empty
    nothing = make_milestones({"status": "delayed"}).iloc[:0]
    assert milestone_signals(nothing, nothing).empty


@pytest.mark.parametrize("floor", [0, 10])
def test_thresholds_can_be_changed(floor: float) -> None:
    signals = credit_signals(budget(("a", 1, 10)), Thresholds(credit_floor=floor))
    assert len(signals) == (floor < 9)

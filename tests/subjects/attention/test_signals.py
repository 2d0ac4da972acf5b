from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from analysing import computed
from analysis.subjects.attention.points import DEFAULTS, Thresholds
from analysis.subjects.attention.signals import (
    behind,
    credit_signals,
    jumps,
    measure_signals,
    norm_missed,
    norm_unreported,
    norm_worse,
    section_signals,
)
from analysis.toolkit.statistics.clustering import clustering
from analysis.toolkit.statistics.pooling import pooled
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]


def norms(*rows: tuple[str | None, float | None, float | None]) -> pd.DataFrame:
    """Norms with a target of 100: measure, last year, this year."""
    frame = pd.DataFrame(rows, columns=["measure", "previous", "current"])
    frame = frame.astype({"previous": "Float64", "current": "Float64"})
    change = frame["current"] - frame["previous"]
    return frame.assign(target=100.0, change=change, label="printed", line=range(len(frame)))


def changes(*rows: tuple[str, int, int, str]) -> pd.DataFrame:
    """Rows of `credit_changes`: measure, realised, granted, course."""
    frame = pd.DataFrame(rows, columns=["measure", "vak_realised", "vak_budget", "course"])
    change = frame["vak_budget"] - frame["vak_realised"]
    return frame.assign(change=change, name="x", line=range(len(frame)))


def rates(*rows: tuple[str, float, float]) -> pd.DataFrame:
    """Rows of `file_rates`: measure, ratio, adjusted p-value."""
    return pd.DataFrame(rows, columns=["measure", "ratio", "p_holm"]).assign(label="x", line=1)


def of_sections(milestones: pd.DataFrame, lost: pd.DataFrame) -> pd.DataFrame:
    return section_signals(milestones, lost, computed("pooled_shares", milestones=milestones))


def fires(signals: pd.DataFrame) -> list[tuple[Any, ...]]:
    names = ["subject", "reason", "points"]
    return [tuple(row) for row in signals[names].to_numpy().tolist()]


def test_the_worst_norm_of_a_measure_counts_once() -> None:
    signals = norm_missed(
        norms(("a", 100, 95), ("a", 100, 70), ("b", 100, 99)), DEFAULTS.norm_missed
    )
    assert fires(signals) == [("a", "norm_missed", 3)]
    assert (signals.loc[0, "value"], signals.loc[0, "line"]) == (30.0, 1)


def test_exactly_10_under_target_gives_the_points_of_the_lower_step() -> None:
    signals = norm_missed(norms(("a", 100, 90), ("b", 100, 89.9)), DEFAULTS.norm_missed)
    assert signals["points"].tolist() == [1, 2]


def test_a_norm_without_an_earlier_value_did_not_fall() -> None:
    signals = norm_worse(norms(("a", None, 50), ("b", 80, 70)), DEFAULTS.norm_worse)
    assert fires(signals) == [("b", "norm_worse", 1)]


def test_a_norm_without_a_new_result_fires() -> None:
    signals = norm_unreported(norms((None, 80, None), ("b", 80, 70)), DEFAULTS.norm_unreported)
    assert fires(signals) == [("printed", "norm_unreported", 1)]


def test_credits_that_jump_appear_or_end() -> None:
    million = 1_000_000
    signals = credit_signals(
        changes(
            ("up", 2 * million, 8 * million, "running"),
            ("down", 8 * million, 4 * million, "running"),
            ("small", 1, 10, "running"),
            ("new", 0, 2 * million, "new"),
            ("ended", 2 * million, 0, "ended"),
            ("same", 9 * million, 11 * million, "running"),
        )
    )
    assert fires(signals) == [
        ("up", "credit_up", 2),
        ("down", "credit_down", 1),
        ("new", "credit_new", 1),
        ("ended", "credit_ended", 1),
    ]
    assert signals["value"].tolist() == [4.0, 2.0, 2 * million, 2 * million]


def test_a_jump_of_inspections_must_be_large_and_significant() -> None:
    found = rates(
        ("up", 9.0, 0.001), ("chance", 3.0, 0.05), ("slight", 1.25, 0.001), ("new", math.inf, 0.001)
    )
    assert fires(jumps(found, "files", DEFAULTS.files_jump, 0.05)) == [
        ("up", "files_up", 2),
        ("new", "files_up", 2),
    ]


def test_a_section_fires_when_it_is_almost_certainly_behind(
    make_milestones: MakeMilestones,
) -> None:
    rows = [
        {"section": f"3.{place}", "status": "realised"} for place in range(4) for _ in range(20)
    ]
    rows += [{"section": "6.1", "status": "delayed"}] * 12
    milestones = make_milestones(*rows).assign(theme="")  # each a project of its own
    shares = computed("pooled_shares", milestones=milestones)
    signals = behind(milestones, shares, DEFAULTS.behind)
    assert fires(signals) == [("6.1", "behind", 2)]


def test_the_signals_of_sections(make_milestones: MakeMilestones) -> None:
    milestones = make_milestones(
        {"section": "3.1", "status": "delayed"},
        {"section": "3.1", "status": "realised"},
        {"section": "3.2", "status": "on_hold"},
        {"section": "3.2", "status": "stopped"},
        {"section": "3.2", "kind": "planned"},
    )
    signals = of_sections(milestones, milestones.iloc[1:2])
    assert set(signals["kind"]) == {"section"}
    assert fires(signals) == [("3.1", "delay", 1), ("3.2", "delay", 1), ("3.1", "lost", 1)]


def test_empty_tables_give_no_signal(make_milestones: MakeMilestones) -> None:
    assert measure_signals(norms(), changes(), rates(), rates()).empty
    nothing = make_milestones({"status": "delayed"}).iloc[:0]
    assert of_sections(nothing, nothing).empty


@pytest.mark.parametrize("floor", [0, 10])
def test_thresholds_can_be_changed(floor: float) -> None:
    signals = credit_signals(changes(("a", 1, 10, "running")), Thresholds(credit_floor=floor))
    assert len(signals) == (floor < 9)


@pytest.fixture
def milestones(make_milestones: MakeMilestones) -> pd.DataFrame:
    """Two policy sections that do well, two of the organisation that do half as well."""
    rows: list[dict[str, Any]] = []
    for section, realised, late in (("3.1", 19, 1), ("3.2", 9, 1), ("6.1", 5, 5), ("6.2", 6, 4)):
        objective = "OD 1" if section.startswith("3") else None
        same = {"section": section, "objective": objective, "additional": False}
        rows += [{**same, "status": "realised"}] * realised
        rows += [{**same, "status": "delayed"}] * late
    return make_milestones(*rows)


def test_the_signal_and_the_figure_have_the_same_probability(
    make_milestones: MakeMilestones,
) -> None:
    """Milestones of one project go together, so 12 of them that fail say less than 12 apart."""
    rows: list[dict[str, Any]] = []
    for place in range(6):
        for project in range(4):
            status = "delayed" if place == 0 or project == place == 1 else "realised"
            same = {"section": f"3.{place}", "theme": f"{project}", "status": status}
            rows += [same] * 4
    milestones = make_milestones(*rows)
    effect = clustering(milestones).design_effect
    assert effect > 1.5
    signals = of_sections(milestones, milestones.head(0))
    told = signals.loc[signals["signal"] == "behind"].set_index("subject")["value"]
    drawn = pooled(realisation(milestones, ["section"]), design_effect=effect).set_index("section")
    assert told["3.0"] == pytest.approx(drawn.loc["3.0", "behind"])


def test_no_section_is_behind_because_of_its_kind(milestones: pd.DataFrame) -> None:
    signals = of_sections(milestones, milestones.head(0))
    assert not (signals["signal"] == "behind").any()
    assert set(signals.loc[signals["signal"] == "delay", "subject"]) == {"3.1", "3.2", "6.1", "6.2"}

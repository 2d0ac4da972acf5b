from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysis.subjects.milestones.sections import section_signals
from analysis.toolkit.statistics.clustering import clustering
from analysis.toolkit.statistics.pooling import pooled
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    MakeMilestones = Callable[..., pd.DataFrame]


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


def test_the_signal_has_the_probability_of_the_figure(make_milestones: MakeMilestones) -> None:
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
    signals = section_signals(milestones, milestones.head(0))
    told = signals.loc[signals["signal"] == "behind"].set_index("subject")["value"]
    drawn = pooled(realisation(milestones, ["section"]), design_effect=effect).set_index("section")
    assert told["3.0"] == pytest.approx(drawn.loc["3.0", "behind"])


def test_no_section_is_behind_because_of_its_kind(milestones: pd.DataFrame) -> None:
    signals = section_signals(milestones, milestones.head(0))
    assert not (signals["signal"] == "behind").any()
    assert set(signals.loc[signals["signal"] == "delay", "subject"]) == {"3.1", "3.2", "6.1", "6.2"}

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib.collections import PathCollection

from analysis.subjects.account.definitions import DEFINITIONS
from analysis.subjects.forecast.charts import forecast_chart
from analysis.toolkit.charts import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables
    from analysis.toolkit.charts.chart import Chart

    Make = Callable[..., pd.DataFrame]
    PlanOf = Callable[..., PlanTables]

TITLES = {"a": "Werk", "b": "Leren"}
EVALUATED = [
    *[{"chapter": "a", "status": "realised"}] * 19,
    {"chapter": "a", "status": "delayed"},
    {"chapter": "b", "status": "realised"},
]
PLANNED = [{"kind": "planned", "chapter": chapter} for chapter in ("a", "a", "b")]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def drawn(plan: PlanTables, chapter: str = "") -> Chart | None:
    rows = plan.result("forecast")
    own = rows.loc[rows["chapter"] == chapter] if chapter else rows
    return forecast_chart(own, plan.milestones, 2023, TITLES, 0.8)


def dots(chart: Chart) -> list[list[float]]:
    """Return the x of every series of dots, in the order drawn."""
    every: list[Any] = list(chart.draw(theme.NARROW).axes[1].collections)
    series = [one for one in every if isinstance(one, PathCollection)]
    return [np.asarray(each.get_offsets())[:, 0].tolist() for each in series]


def test_chapters_and_their_total_are_drawn(make_milestones: Make, plan_of: PlanOf) -> None:
    chart = drawn(plan_of(make_milestones(*EVALUATED, *PLANNED)))
    assert chart is not None
    assert list(chart.data["Hoofdstuk"]) == ["Werk", "Leren", "Samen"]
    assert list(chart.data["Gepland 2023"]) == [2, 1, 3]
    total = chart.data.iloc[-1]
    words = f"{total['Interval van']} tot {total['Interval tot']} gerealiseerd"
    assert plain(chart.title).endswith(f"naar verwachting {words} (minstens 80 % kans)")
    assert "niet meer verschuift dan tussen gewone jaren" in chart.note
    assert "gewone jaren" in next(one for one in DEFINITIONS if one.term == "Verwachting").meaning
    earlier, expected = dots(chart)
    assert earlier == pytest.approx([0.95, 1, 20 / 21])
    assert expected[0] == pytest.approx(chart.data["Verwacht"][0] / 2, abs=0.05)


def test_one_chapter_is_drawn_without_a_total(make_milestones: Make, plan_of: PlanOf) -> None:
    plan = plan_of(make_milestones(*EVALUATED, *PLANNED))
    for chart in (drawn(plan, "a"), drawn(plan_of(make_milestones(*EVALUATED, *PLANNED[:2])))):
        assert chart is not None
        assert list(chart.data["Hoofdstuk"]) == ["Werk"]


def test_a_new_chapter_has_no_dot_of_last_year(make_milestones: Make, plan_of: PlanOf) -> None:
    chart = drawn(plan_of(make_milestones(EVALUATED[0], *PLANNED[1:])))
    assert chart is not None
    earlier, expected = dots(chart)
    assert len(earlier) == 2
    assert len(expected) == 3
    assert "in 2022 nog niets" in chart.alt
    assert "geldt het gemiddelde van die soort" in chart.note


def test_nothing_planned_or_nothing_known_is_no_chart(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    assert drawn(plan_of(make_milestones(*EVALUATED))) is None
    assert drawn(plan_of(make_milestones(*PLANNED))) is None

"""The charts of shares that are estimated: pooled, forecast, and the successors found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib.collections import PathCollection

from analysis.subjects.forecast.charts import forecast_chart
from analysis.subjects.milestones.charts.pooled import pooled_chart
from analysis.toolkit.parts import Parts
from analysis.toolkit.statistics.pooling import pooled
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Make = Callable[..., pd.DataFrame]

PARTS = Parts("section", {"3.1.1": "Werk", "3.1.2": "Leren"}, "onderdeel", "onderdelen")
EVALUATED = [
    *({"status": "realised"} for _ in range(19)),
    {"status": "delayed"},
    {"section": "3.1.2", "status": "realised"},
]
PLANNED = [
    {"kind": "planned", "section": section, "additional": False}
    for section in ("3.1.1", "3.1.1", "3.1.2")
]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def dots(figure: Any) -> list[list[float]]:  # noqa: ANN401 - a matplotlib figure
    """Return the x of every series of dots, in the order drawn."""
    series = [c for c in figure.axes[1].collections if isinstance(c, PathCollection)]
    return [np.asarray(each.get_offsets())[:, 0].tolist() for each in series]


def test_the_pooled_dot_stands_beside_the_counted_one_highest_first(make_milestones: Make) -> None:
    rows = make_milestones(*EVALUATED)
    chart = pooled_chart(rows, 2023, PARTS, 0.95, rows)
    assert chart is not None
    expected = pooled(realisation(rows, ["section"])).sort_values("pooled", ascending=False)
    counted, estimated = dots(chart.figure)
    assert estimated == pytest.approx(expected["pooled"].tolist())
    assert counted == pytest.approx(expected["share"].tolist())
    assert estimated == sorted(estimated, reverse=True)


def test_one_milestone_of_one_is_pulled_down_and_said_to_be(make_milestones: Make) -> None:
    rows = make_milestones(*EVALUATED)
    chart = pooled_chart(rows, 2023, PARTS, 0.95, rows)
    assert chart is not None
    words = next(t for t in chart.alt.split(". ") if t.startswith("Leren"))
    assert plain(words).startswith("Leren: 1 van 1: 100 %, geschat ")
    estimate = chart.data.loc[chart.data["Onderdeel"] == "Leren", "Geschat aandeel (%)"]
    assert estimate.between(50, 99).all()


def test_only_own_parts_are_drawn_though_all_are_learnt_from(make_milestones: Make) -> None:
    rows = make_milestones(*EVALUATED)
    own = rows.loc[rows["section"] == "3.1.2"]
    alone = pooled_chart(own, 2023, PARTS, 0.95, own)
    among = pooled_chart(own, 2023, PARTS, 0.95, rows)
    assert alone is not None
    assert among is not None
    assert list(among.data["Onderdeel"]) == ["Leren"]
    assert dots(among.figure)[1][0] > dots(alone.figure)[1][0]


def test_a_part_that_stands_apart_for_certain_is_in_the_title(make_milestones: Make) -> None:
    late = [{"section": "3.1.2", "status": "delayed"}] * 40
    rows = make_milestones(*({"status": "realised"} for _ in range(40)), *late)
    chart = pooled_chart(rows, 2023, PARTS, 0.9, rows)
    assert chart is not None
    assert (
        "liggen van de 2 onderdelen er 1 boven en 1 onder het geschatte gemiddelde" in chart.title
    )
    unclear = pooled_chart(rows.head(1), 2023, PARTS, 0.9, rows.head(1))
    assert unclear is not None
    assert "is van geen enkel onderdeel aangetoond dat het afwijkt" in unclear.title


def test_nothing_with_a_status_is_not_pooled(make_milestones: Make) -> None:
    rows = make_milestones({"status": None})
    assert pooled_chart(rows, 2023, PARTS, 0.95, rows) is None


@pytest.fixture
def plan(make_milestones: Make) -> pd.DataFrame:
    return make_milestones(*({**row, "additional": False} for row in EVALUATED), *PLANNED)


def test_the_forecast_says_how_many_of_the_planned(plan: pd.DataFrame) -> None:
    chart = forecast_chart(plan, 2023, PARTS, plan)
    assert chart is not None
    assert list(chart.data["Onderdeel"]) == ["Werk", "Leren", "Samen"]
    assert list(chart.data["Gepland 2023"]) == [2, 1, 3]
    total = chart.data.iloc[-1]
    words = f"kans {total['Interval van']} tot {total['Interval tot']} gerealiseerd"
    assert plain(chart.title).endswith(f"er met minstens 80 % {words}")
    earlier, expected = dots(chart.figure)
    assert earlier == pytest.approx([0.95, 1, 20 / 21])
    assert expected[0] == pytest.approx(chart.data["Verwacht"][0] / 2, abs=0.05)


def test_one_part_is_its_own_total(plan: pd.DataFrame) -> None:
    own = plan.loc[plan["section"] == "3.1.1"]
    chart = forecast_chart(own, 2023, PARTS, plan)
    assert chart is not None
    assert list(chart.data["Onderdeel"]) == ["Werk"]


def test_a_part_that_is_new_has_no_dot_of_last_year(make_milestones: Make) -> None:
    rows = make_milestones(
        {"status": "realised", "additional": False},
        {"kind": "planned", "additional": False},
        {"kind": "planned", "section": "3.1.2", "additional": False},
    )
    chart = forecast_chart(rows, 2023, PARTS, rows)
    assert chart is not None
    earlier, expected = dots(chart.figure)
    assert len(earlier) == 2
    assert len(expected) == 3
    assert "in 2022 nog niets" in chart.alt
    assert "geldt het gemiddelde van die soort" in chart.note


def test_nothing_planned_or_nothing_known_is_no_forecast(plan: pd.DataFrame) -> None:
    evaluated, planned = plan.loc[plan["kind"] == "evaluated"], plan.loc[plan["kind"] == "planned"]
    assert forecast_chart(evaluated, 2023, PARTS, evaluated) is None
    assert forecast_chart(planned, 2023, PARTS, planned) is None

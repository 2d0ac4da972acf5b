from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle

from analysis.subjects.milestones.charts.pooled import pooled_chart
from analysis.subjects.milestones.charts.realisation import realisation_chart
from analysis.subjects.milestones.charts.status import status_chart
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.theme import STATUS_COLOURS
from analysis.toolkit.parts import Parts
from analysis.toolkit.statistics.shares import wilson_interval

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.plan.tables.editions import PlanTables
    from analysis.toolkit.charts.chart import Chart

    Make = Callable[..., pd.DataFrame]
    PlanOf = Callable[..., PlanTables]

PARTS = Parts("section", {"3.1.1": "3.1.1 Werk", "3.1.2": "3.1.2 Leren"}, "onderdeel", "onderdelen")
ROWS = [
    *({"status": "realised"} for _ in range(3)),
    {"status": "delayed"},
    {"section": "3.1.2", "status": "realised"},
    {"section": "3.1.2", "status": None},
]


@pytest.fixture
def milestones(make_milestones: Make) -> pd.DataFrame:
    return make_milestones(*ROWS)


def test_each_bar_is_as_long_as_its_counts_in_the_statuses_colours(
    milestones: pd.DataFrame,
) -> None:
    chart = status_chart(milestones, 2023, PARTS)
    assert chart is not None
    bars = [
        patch for patch in chart.draw(theme.NARROW).axes[1].patches if isinstance(patch, Rectangle)
    ]
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(0, 3), (3, 1), (0, 1), (1, 1)]
    wanted = [STATUS_COLOURS[name] for name in ("realised", "delayed", "realised", "none")]
    assert all(same_color(bar.get_facecolor(), c) for bar, c in zip(bars, wanted, strict=True))


def test_every_count_stands_there_in_words(milestones: pd.DataFrame) -> None:
    chart = status_chart(milestones, 2023, PARTS)
    assert chart is not None
    texts = {
        text.get_text().replace("\N{NO-BREAK SPACE}", " ")
        for text in chart.draw(theme.NARROW).axes[0].texts
    }
    assert {"3.1.1 Werk", "gerealiseerd: 3 · loopt met vertraging: 1"} <= texts
    assert {"Gerealiseerd", "Loopt met vertraging", "Zonder status"} <= texts
    assert "Stopgezet" not in texts


def test_title_alternative_data_and_source_say_the_same(milestones: pd.DataFrame) -> None:
    chart = status_chart(milestones, 2023, PARTS)
    assert chart is not None
    assert chart.title.replace("\N{NO-BREAK SPACE}", " ") == (
        "4 van de 5 mijlpalen van 2022 met een status zijn gerealiseerd (80 %)"
    )
    assert "3.1.2 Leren: gerealiseerd: 1, zonder status: 1." in chart.alt
    assert chart.data.to_dict("list") == {
        "Onderdeel": ["3.1.1 Werk", "3.1.2 Leren"],
        "Gerealiseerd": [3, 1],
        "Loopt met vertraging": [1, 0],
        "Zonder status": [0, 1],
        "Totaal": [4, 2],
    }
    assert "sectie 3.1.1, rijen 1–6" in chart.source


def test_no_line_of_a_bars_words_ends_in_a_dot(
    make_milestones: Make,
) -> None:
    statuses = ("realised", "on_track", "in_preparation", "delayed", "on_hold", "stopped")
    chart = status_chart(make_milestones(*({"status": s} for s in statuses)), 2023, PARTS)
    assert chart is not None
    lines = [text.get_text() for text in chart.draw(theme.NARROW).axes[0].texts]
    assert any("·" in line for line in lines)
    assert not [line for line in lines if line.rstrip().endswith("·")]


CHAPTERS = Parts(
    "chapter",
    {name: name.title() for name in ("a", "b", "c", "d", "activering")},
    "hoofdstuk",
    "hoofdstukken",
)


def realised(plan: PlanTables, parts: Parts = CHAPTERS) -> Chart | None:
    shares, comparisons = plan.result("realisation"), plan.result("chapter_comparisons")
    return realisation_chart(shares, comparisons, plan.milestones, 2023, parts, 0.95)


def test_dot_and_line_are_share_and_interval(milestones: pd.DataFrame, plan_of: PlanOf) -> None:
    rows = milestones.assign(chapter=milestones["section"].map({"3.1.1": "a", "3.1.2": "b"}))
    chart = realised(plan_of(rows))
    assert chart is not None
    axes = chart.draw(theme.NARROW).axes[1]
    lines, dots = axes.collections[-2:]
    assert list(np.asarray(dots.get_offsets())[:, 0]) == [0.75, 1.0]
    assert isinstance(lines, LineCollection)
    assert tuple(lines.get_segments()[0][:, 0]) == pytest.approx(wilson_interval(3, 4))


def test_a_chapter_without_a_status_has_words_and_no_mark(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    chart = realised(plan_of(make_milestones({"status": "realised"}, {"chapter": "b"})))
    assert chart is not None
    assert len(np.asarray(chart.draw(theme.NARROW).axes[1].collections[-1].get_offsets())) == 1
    assert "B: geen mijlpalen met een status" in chart.alt


def test_the_title_names_only_clear_differences(make_milestones: Make, plan_of: PlanOf) -> None:
    """Four of four against none of forty is clear; three of four against one of one is not."""
    few = [{"chapter": "a", "status": one} for one in ("realised", "realised", "delayed")]
    unclear = realised(plan_of(make_milestones(*few, {"chapter": "b", "status": "realised"})))
    assert unclear is not None
    assert unclear.title.endswith("binnen elke soort zonder aantoonbaar verschil")
    rows = [{"chapter": "a", "status": "realised"}] * 4
    rows += [{"chapter": "b", "status": "delayed"}] * 40
    clear = realised(plan_of(make_milestones(*rows)))
    assert clear is not None
    assert clear.title.startswith("2 van de 2 hoofdstukken wijken duidelijk af van hun soort")
    assert "Uit lijnen die elkaar overlappen, volgt niet of twee aandelen verschillen" in clear.note


def test_the_title_compares_within_a_kind(make_milestones: Make, plan_of: PlanOf) -> None:
    """Policy chapters all did well and the organisation's did not: none stands apart."""
    good = [{"chapter": name, "status": "realised"} for name in "ab"] * 20
    late = [{"chapter": name, "status": "delayed", "objective": None} for name in "cd"] * 20
    rows = make_milestones(*good, *late)
    chart = realised(plan_of(rows))
    assert chart is not None
    assert chart.title.endswith("binnen elke soort zonder aantoonbaar verschil")
    rows.loc[rows["chapter"] == "b", "status"] = "delayed"
    apart = realised(plan_of(rows))
    assert apart is not None
    assert apart.title.startswith("2 van de 4 hoofdstukken wijken duidelijk af")


def test_sections_are_drawn_without_a_comparison(milestones: pd.DataFrame, plan_of: PlanOf) -> None:
    chart = realised(plan_of(milestones), PARTS)
    assert chart is not None
    assert list(chart.data["Onderdeel"]) == ["3.1.1 Werk", "3.1.2 Leren"]
    assert chart.title.replace("\N{NO-BREAK SPACE}", " ") == (
        "Van de mijlpalen met een status is 80 % gerealiseerd"
    )
    assert "Holm" not in chart.note


def test_nothing_evaluated_is_no_chart(make_milestones: Make, plan_of: PlanOf) -> None:
    planned = make_milestones({"kind": "planned"})
    assert status_chart(planned, 2023, PARTS) is None
    assert realised(plan_of(planned)) is None


MANY = [
    *({"status": "realised"} for _ in range(19)),
    {"status": "delayed"},
    {"section": "3.1.2", "status": "realised"},
]


def pooled(plan: PlanTables, level: float = 0.95) -> Chart | None:
    return pooled_chart(plan.result("pooled_shares"), plan.milestones, 2023, PARTS, level)


def dots(chart: Chart) -> list[list[float]]:
    """Return the x of every series of dots, in the order drawn."""
    drawn: list[Any] = list(chart.draw(theme.NARROW).axes[1].collections)
    series = [one for one in drawn if isinstance(one, PathCollection)]
    return [np.asarray(each.get_offsets())[:, 0].tolist() for each in series]


def test_counted_and_pooled_dots_are_drawn_highest_first(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    plan = plan_of(make_milestones(*MANY))
    chart = pooled(plan)
    assert chart is not None
    expected = plan.result("pooled_shares").sort_values("pooled", ascending=False)
    counted, estimated = dots(chart)
    assert estimated == pytest.approx(expected["pooled"].tolist())
    assert counted == pytest.approx(expected["share"].tolist())
    assert estimated == sorted(estimated, reverse=True)


def test_one_milestone_of_one_is_shrunk_and_the_text_says_so(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    chart = pooled(plan_of(make_milestones(*MANY)))
    assert chart is not None
    words = next(text for text in chart.alt.split(". ") if text.startswith("3.1.2 Leren"))
    assert words.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "3.1.2 Leren: 1 van 1: 100 %, geschat "
    )
    estimate = chart.data.loc[chart.data["Onderdeel"] == "3.1.2 Leren", "Geschat aandeel (%)"]
    assert estimate.between(50, 99).all()


def test_the_title_counts_sections_that_certainly_differ(
    make_milestones: Make, plan_of: PlanOf
) -> None:
    late = [{"section": "3.1.2", "status": "delayed", "theme": ""}] * 40
    good = [{"status": "realised", "theme": ""}] * 40
    chart = pooled(plan_of(make_milestones(*good, *late), level=0.9), 0.9)
    assert chart is not None
    assert chart.title.replace("\N{NO-BREAK SPACE}", " ") == (
        "1 van de 2 onderdelen ligt naar schatting boven het gemiddelde (50 %), 1 onder"
    )
    unclear = pooled(plan_of(make_milestones({"status": "realised"}), level=0.9), 0.9)
    assert unclear is not None
    assert "Geen enkel onderdeel is dat hier." in unclear.note


def test_nothing_with_a_status_is_not_pooled(make_milestones: Make, plan_of: PlanOf) -> None:
    assert pooled(plan_of(make_milestones({"status": None}))) is None

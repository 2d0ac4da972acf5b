"""What two plans' charts say and draw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from analysis.subjects.comparison.charts import direction
from analysis.toolkit.charts import theme
from title_words import MOST_WORDS, words_of

if TYPE_CHECKING:
    from analysis.subjects.comparison.chapter import Comparison
    from analysis.toolkit.charts.chart import Chart


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def charts(comparison: Comparison) -> list[Chart | None]:
    return [
        comparison.realisation_figure(),
        comparison.norms_figure(),
        comparison.budget_figure(),
        comparison.inspections_figure(),
    ]


def drawn(chart: Chart | None) -> Chart:
    assert chart is not None
    return chart


def test_each_chart_is_drawn_wide_and_narrow(comparison: Comparison) -> None:
    for chart in map(drawn, charts(comparison)):
        assert [chart.draw(width).width for width in (theme.WIDE, theme.NARROW)] == [
            pytest.approx(width) for width in (theme.WIDE, theme.NARROW)
        ]
        assert words_of(chart.title) <= MOST_WORDS
        assert chart.source.startswith("Ondernemingsplannen 2022 en 2024")


@pytest.mark.parametrize(
    ("up", "down", "expected"),
    [
        (2, 1, "hoger in 2 hoofdstukken, lager in 1"),
        (0, 2, "lager in 2 hoofdstukken"),
        (0, 0, "overal gelijk"),
    ],
)
def test_a_title_leaves_out_a_direction_without_chapters(up: int, down: int, expected: str) -> None:
    assert plain(direction(up, down)) == expected


def test_a_chapter_that_one_plan_lacks_is_not_drawn(comparison: Comparison) -> None:
    chart = drawn(comparison.realisation_figure())
    assert chart.data.to_numpy().tolist() == [["Activering", 25.0, 75.0]]
    assert plain(chart.alt).endswith("Activering: 25 % naar 75 %, 1 van 4 naar 3 van 4.")
    assert "van 2021 op 2023: hoger in 1 hoofdstuk" in plain(chart.title)


def test_the_norms_that_changed_are_drawn_with_their_change(comparison: Comparison) -> None:
    chart = drawn(comparison.norms_figure())
    assert plain(chart.title) == ("0 normen gingen vooruit en 1 achteruit, van 1 in beide plannen")
    assert "92 % naar 90,5 %, −1,5, doel 95 %" in plain(chart.alt)
    assert chart.data.iloc[0].tolist()[2:] == [92.0, 90.5, -1.5]


def test_amounts_are_drawn_as_a_multiple_of_the_earlier_one(comparison: Comparison) -> None:
    chart = drawn(comparison.budget_figure())
    assert (
        plain(chart.title) == "Het VAK-krediet ging van € 1,0 mln. in 2022 naar € 2,0 mln. in 2024"
    )
    assert "Premie: € 100 naar € 120 (+20 %)" in plain(chart.alt)
    assert chart.note.endswith("geen waarde heeft (1), staat er niet bij.")


def test_files_are_compared_per_measure(comparison: Comparison) -> None:
    chart = drawn(comparison.inspections_figure())
    assert "12 dossiers in 2023, tegenover 12 in 2021" in plain(chart.title)
    assert "Jobbonus: 12 naar 12 (0 %)" in plain(chart.alt)


def test_plans_with_nothing_in_common_have_no_charts(comparison: Comparison) -> None:
    """Another chapter, and other names of norms, posts and measures."""
    earlier, later = comparison.plans.values()
    other: Any = later
    for name in ("norms", "budget", "inspections"):
        setattr(other, name, getattr(other, name).assign(label="Iets anders"))
    realisation = later.result("realisation").assign(chapter="vsi")
    results = {"realisation": realisation, "budget_totals": pd.DataFrame({"vak_budget": [1]})}
    results["inspection_totals"] = pd.DataFrame({"cases_current": [1]})
    other.result = results.__getitem__
    assert charts(replace(comparison, plans={2022: earlier, 2024: other})) == [None] * 4

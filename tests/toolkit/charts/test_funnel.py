from __future__ import annotations

from typing import Any

import pytest
from matplotlib.patches import Rectangle

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.funnel import Stage, funnel, funnel_data, stage_words


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def bars(figure: Any) -> list[tuple[float, float]]:  # noqa: ANN401 - a matplotlib figure
    """Return begin and length of each bar."""
    found = [patch for patch in figure.axes[1].patches if isinstance(patch, Rectangle)]
    return [(bar.get_x(), bar.get_width()) for bar in found]


def test_a_funnel_has_what_remains_and_behind_it_what_falls_off() -> None:
    stages = [Stage("Begin", 100), Stage("Midden", 60, "te laat"), Stage("Eind", 60)]
    assert bars(funnel(stages, "", theme.NARROW)) == [(0, 100), (0, 60), (60, 40), (0, 60)]
    assert [plain(words) for words in stage_words(stages)] == [
        "100",
        "60 (60 % van het begin) · − 40 (40 %): te laat",
        "60 (60 % van het begin)",
    ]


def test_the_data_of_a_funnel_say_what_each_step_takes_away() -> None:
    data = funnel_data([Stage("A", 8), Stage("B", 2, "weg")])
    assert data["Valt af"].tolist()[1] == 6
    assert data["Van het begin (%)"].tolist() == [100, 25]
    assert data["Reden"].tolist() == ["", "weg"]


@pytest.mark.parametrize("counts", [[0], [0, 0], [5], [5, 7]])
def test_a_funnel_of_nothing_one_or_more_than_before_is_drawn(counts: list[int]) -> None:
    stages = [Stage(f"Stap {n}", count) for n, count in enumerate(counts)]
    assert [width for _, width in bars(funnel(stages, "", theme.NARROW))][: len(counts)] == counts
    assert len(funnel_data(stages)) == len(stage_words(stages)) == len(counts)

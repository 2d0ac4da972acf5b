from __future__ import annotations

import pandas as pd
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.norms.charts.transitions import transitions_chart
from analysis.toolkit.charts import theme


def norms(*steps: tuple[str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(list(steps), columns=["step_previous", "step"])
    return frame.astype(STEP_DTYPE).assign(line=range(10, 10 + len(frame)))


NORMS = norms(
    ("above", "above"), ("met", "far_under"), ("met", "under"), ("under", "met"), ("met", None)
)


def test_every_pair_of_steps_has_its_count() -> None:
    chart = transitions_chart(NORMS, 2023)
    assert chart is not None
    numbers = [t.get_text() for t in chart.figure.axes[0].texts if t.get_text().isdigit()]
    assert "".join(numbers) == "1000" + "0011" + "0100" + "0000"
    assert chart.title == (
        "Van 2021 op 2022 zakten 2 van de 4 normen een trede of meer, klom er 1 en bleef er 1 "
        "gelijk"
    )


def test_better_and_worse_have_a_triangle_besides_a_tint() -> None:
    chart = transitions_chart(NORMS, 2023)
    assert chart is not None
    axes = chart.figure.axes[0]
    assert [line.get_marker() for line in axes.lines] == ["v", "v", "^"]
    boxes = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert same_color(boxes[1].get_facecolor(), theme.PAPER)
    assert not same_color(boxes[6].get_facecolor(), boxes[9].get_facecolor())


def test_the_alternative_says_the_rows_in_words() -> None:
    chart = transitions_chart(NORMS, 2023)
    assert chart is not None
    assert "Van op streefdoel: 1 tot 10 procentpunt onder streefdoel, 1 meer dan 10" in chart.alt


def test_norms_that_all_stayed_are_said_to_have_stayed() -> None:
    chart = transitions_chart(NORMS.head(1), 2023)
    assert chart is not None
    assert "Geen enkele norm veranderde van trede." in chart.note


def test_no_norm_with_both_results_is_no_chart() -> None:
    assert transitions_chart(NORMS.tail(1), 2023) is None
    assert transitions_chart(NORMS.head(0), 2023) is None

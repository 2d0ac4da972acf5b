from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.subjects.planning.charts.quarters import planning_chart, planning_heatmap
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.theme import contrast
from analysis.toolkit.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.toolkit.charts.chart import Chart

AA = 4.5  # the contrast of small text that level AA of WCAG 2.1 asks for
PARTS = Parts(
    "chapter", {"activering": "Activering", "vsi": "Inspectie"}, "hoofdstuk", "hoofdstukken"
)


@pytest.fixture
def milestones(make_milestones: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_milestones(
        {"kind": "planned", "quarters": "2023Q1"},
        {"kind": "planned", "quarters": "2023Q1 2023Q2"},
        {"kind": "planned", "quarters": "2023Q2", "chapter": "vsi"},
        {"kind": "planned", "quarters": "2023Q2", "chapter": "vsi"},
        {"kind": "planned", "continuous": True},
        {"kind": "planned"},
    )


def test_a_column_is_split_in_only_here_and_elsewhere_too(milestones: pd.DataFrame) -> None:
    chart = planning_chart(milestones, 2023)
    assert chart is not None
    axes = chart.draw(theme.NARROW).axes[1]
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert [(bar.get_y(), bar.get_height()) for bar in bars] == [(0, 1), (0, 2), (1, 1), (2, 1)]
    assert [text.get_text() for text in axes.texts] == ["2", "3"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Q1 2023", "Q2 2023"]


def test_the_title_names_the_fullest_quarter_and_the_note_the_undated(
    milestones: pd.DataFrame,
) -> None:
    chart = planning_chart(milestones, 2023)
    assert chart is not None
    assert chart.title == "Het drukst is Q2 2023: 3 van de 6 geplande mijlpalen"
    assert chart.note.endswith("Zonder kwartaal: 1 doorlopend en 1 zonder datum.")
    assert list(chart.data["Totaal"]) == [2, 3, 1, 0, 1]


def test_equally_full_quarters_are_all_named(make_milestones: Callable[..., pd.DataFrame]) -> None:
    rows = make_milestones({"kind": "planned", "quarters": "2023Q1 2023Q2"})
    chart = planning_chart(rows, 2023)
    assert chart is not None
    assert chart.title == ("Het drukst zijn Q1 en Q2 2023: telkens 1 van de 1 geplande mijlpaal")
    assert chart.note.endswith("Elke mijlpaal heeft een kwartaal.")


def cells(chart: Chart) -> list[tuple[str, str]]:
    """Return the number in each cell of a heat map, and its colour."""
    texts = chart.draw(theme.NARROW).axes[0].texts
    return [(t.get_text(), str(t.get_color())) for t in texts if len(t.get_text()) == 1]


def test_the_heat_map_has_a_number_in_every_cell(milestones: pd.DataFrame) -> None:
    chart = planning_heatmap(milestones, 2023, PARTS)
    assert chart is not None
    assert [count for count, _ in cells(chart)] == ["2", "1", "0", "2"]
    assert chart.title == "Het drukst zijn 2 vakken met elk 2 mijlpalen"
    assert "Inspectie: 0 in Q1 2023, 2 in Q2 2023." in chart.alt


def test_the_numbers_of_the_heat_map_stand_out_in_every_tint(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    """From nothing to the fullest, in small steps: also on the blues in the middle."""
    rows = [
        {"kind": "planned", "quarters": f"2023Q{part}", "chapter": chapter}
        for part, chapter, n in ((1, "vsi", 9), (2, "vsi", 4), (3, "vsi", 6), (1, "activering", 5))
        for _ in range(n)
    ]
    chart = planning_heatmap(make_milestones(*rows), 2023, PARTS)
    assert chart is not None
    boxes = [box for box in chart.draw(theme.NARROW).axes[0].patches if isinstance(box, Rectangle)]
    pairs = zip((ink for _, ink in cells(chart)), boxes, strict=True)
    found = [contrast(to_hex(ink), to_hex(box.get_facecolor())) for ink, box in pairs]
    assert min(found) >= AA


@pytest.mark.parametrize(
    ("quarters", "numbers", "heads"),
    [
        (6, 6, ["2020", "Q1", "Q2", "Q3", "Q4", "2021", "Q1", "Q2"]),
        (20, 20, ["2020", "2021", "2022", "2023", "2024"]),
    ],
)
def test_every_quarter_has_its_column_however_many(
    make_milestones: Callable[..., pd.DataFrame], quarters: int, numbers: int, heads: list[str]
) -> None:
    """Columns too narrow for the name of their quarter name their years alone."""
    codes = [f"{2020 + place // 4}Q{place % 4 + 1}" for place in range(quarters)]
    rows = [{"kind": "planned", "quarters": code, "chapter": "vsi"} for code in codes]
    chart = planning_heatmap(make_milestones(*rows), 2023, PARTS)
    assert chart is not None
    texts = [text.get_text() for text in chart.draw(theme.NARROW).axes[0].texts]
    assert [text for text in texts if text in {"Q1", "Q2", "Q3", "Q4"} or len(text) == 4] == heads
    assert len(cells(chart)) == numbers


def test_no_quarter_is_no_chart(make_milestones: Callable[..., pd.DataFrame]) -> None:
    rows = make_milestones({"kind": "planned"})
    assert planning_chart(rows, 2023) is None
    assert planning_heatmap(rows, 2023, PARTS) is None


def test_the_legend_names_only_what_is_drawn(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    alone = {"kind": "planned", "quarters": "2023Q1"}
    over = {"kind": "planned", "quarters": "2023Q1 2023Q2"}
    found = []
    for rows in ([alone], [alone, over]):
        chart = planning_chart(make_milestones(*rows), 2023)
        assert chart is not None
        found.append({text.get_text() for text in chart.draw(theme.NARROW).axes[0].texts})
    assert "Ook andere kwartalen" not in found[0]
    assert "Ook andere kwartalen" in found[1]

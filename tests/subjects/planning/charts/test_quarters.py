from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.subjects.planning.charts.quarters import planning_chart, planning_heatmap
from analysis.toolkit.charts.theme import READABLE, contrast
from analysis.toolkit.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

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
    axes = chart.figure.axes[1]
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
    assert chart.title == (
        "Het drukst zijn Q1 2023 en Q2 2023: telkens 1 van de 1 geplande mijlpaal"
    )
    assert chart.note.endswith("Elke mijlpaal heeft een kwartaal.")


def test_the_heat_map_has_a_number_in_every_cell(milestones: pd.DataFrame) -> None:
    chart = planning_heatmap(milestones, 2023, PARTS)
    assert chart is not None
    assert [text.get_text() for text in chart.figure.axes[1].texts] == ["2", "1", "0", "2"]
    assert chart.title == "Het drukst zijn Activering in Q1 2023 en Inspectie in Q2 2023, met elk 2"
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
    axes = chart.figure.axes[1]
    tints = np.asarray(axes.collections[0].get_facecolor())
    pairs = zip(axes.texts, tints, strict=True)
    assert min(contrast(to_hex(text.get_color()), to_hex(c)) for text, c in pairs) >= READABLE


@pytest.mark.parametrize(
    ("quarters", "numbers", "heads"),
    [
        (6, 6, ["Q1\n2020", "Q2\n", "Q3\n", "Q4\n", "Q1\n2021", "Q2\n"]),
        (20, 0, [f"\n{head}" for year in range(2020, 2025) for head in (year, "", "", "")]),
    ],
)
def test_every_quarter_has_its_column_however_many(
    make_milestones: Callable[..., pd.DataFrame], quarters: int, numbers: int, heads: list[str]
) -> None:
    """Columns too narrow for words name their years alone; the numbers are in the table."""
    codes = [f"{2020 + place // 4}Q{place % 4 + 1}" for place in range(quarters)]
    rows = [{"kind": "planned", "quarters": code, "chapter": "vsi"} for code in codes]
    chart = planning_heatmap(make_milestones(*rows), 2023, PARTS)
    assert chart is not None
    axes = chart.figure.axes[1]
    assert [label.get_text() for label in axes.get_xticklabels()] == heads
    assert len(axes.texts) == numbers


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
        found.append({text.get_text() for text in chart.figure.axes[0].texts})
    assert "Ook andere kwartalen" not in found[0]
    assert "Ook andere kwartalen" in found[1]

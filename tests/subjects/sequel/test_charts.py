"""The chart of successors: one bar per part, a segment per outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle

from analysis.subjects.sequel.charts import COLOURS, LABELS, lineage_chart
from analysis.subjects.sequel.settings import CONFIDENCE, OUTCOMES
from analysis.toolkit.charts import theme
from analysis.toolkit.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., pd.DataFrame]

PARTS = Parts("section", {"3.1.1": "Werk", "3.1.2": "Leren"}, "onderdeel", "onderdelen")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def found(*rows: tuple[int, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["evaluated_line", "outcome", "confidence"])
    return frame.astype(
        {
            "evaluated_line": "Int64",
            "outcome": pd.CategoricalDtype(list(OUTCOMES)),
            "confidence": pd.CategoricalDtype(list(CONFIDENCE), ordered=True),
        }
    )


def test_each_search_is_counted_once_ordered_by_confidence(make_milestones: Make) -> None:
    rows = make_milestones({}, {}, {}, {"section": "3.1.2"})
    matches = found(
        (700, "lost", "weak"),
        (701, "successor", "sure"),
        (702, "lost", "probable"),
        (703, "shared", "weak"),
    )
    chart = lineage_chart(matches, rows, 2023, PARTS)
    assert chart is not None
    bars = [
        patch for patch in chart.draw(theme.NARROW).axes[1].patches if isinstance(patch, Rectangle)
    ]
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(0, 1), (1, 1), (2, 1), (0, 1)]
    wanted = ["successor sure", "lost weak", "lost probable", "shared weak"]
    assert all(
        same_color(bar.get_facecolor(), COLOURS[w]) for bar, w in zip(bars, wanted, strict=True)
    )
    assert chart.title == (
        "2 van de 4 mijlpalen die doorlopen, hebben een gevonden opvolger in 2023"
    )
    assert "Werk: zekere opvolger: 1, geen gevonden (onzeker): 1" in plain(chart.alt)


def test_only_own_milestones_are_drawn_from_a_search_over_the_plan(make_milestones: Make) -> None:
    rows = make_milestones({}, {"section": "3.1.2"})
    matches = found((700, "successor", "sure"), (701, "successor", "weak"))
    chart = lineage_chart(matches, rows.tail(1), 2023, PARTS)
    assert chart is not None
    assert list(chart.data["Onderdeel"]) == ["Leren"]
    assert chart.title == "De ene mijlpaal die doorloopt, heeft een gevonden opvolger in 2023"
    assert lineage_chart(matches.head(0), rows, 2023, PARTS) is None


def test_every_outcome_has_a_label_and_a_colour_with_contrast() -> None:
    assert {name.split()[0] for name in LABELS} == set(OUTCOMES)
    assert all(theme.contrast(theme.ink_on(c), c) >= 4.5 for c in COLOURS.values())

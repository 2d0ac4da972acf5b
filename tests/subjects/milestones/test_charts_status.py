from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle

from analysis.subjects.milestones.charts.realisation import realisation_chart
from analysis.subjects.milestones.charts.status import status_chart
from analysis.toolkit.charts.theme import STATUS_COLOURS
from analysis.toolkit.parts import Parts
from analysis.toolkit.statistics.comparison import versus_rest
from analysis.toolkit.statistics.shares import realisation, wilson_interval

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

PARTS = Parts("section", {"3.1.1": "3.1.1 Werk", "3.1.2": "3.1.2 Leren"}, "onderdeel", "onderdelen")
ROWS = [
    *({"status": "realised"} for _ in range(3)),
    {"status": "delayed"},
    {"section": "3.1.2", "status": "realised"},
    {"section": "3.1.2", "status": None},
]


@pytest.fixture
def milestones(make_milestones: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_milestones(*ROWS)


def test_each_bar_is_as_long_as_its_counts_in_the_statuses_colours(
    milestones: pd.DataFrame,
) -> None:
    chart = status_chart(milestones, 2023, PARTS)
    assert chart is not None
    bars = [patch for patch in chart.figure.axes[1].patches if isinstance(patch, Rectangle)]
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(0, 3), (3, 1), (0, 1), (1, 1)]
    wanted = [STATUS_COLOURS[name] for name in ("realised", "delayed", "realised", "none")]
    assert all(same_color(bar.get_facecolor(), c) for bar, c in zip(bars, wanted, strict=True))


def test_every_count_stands_there_in_words(milestones: pd.DataFrame) -> None:
    chart = status_chart(milestones, 2023, PARTS)
    assert chart is not None
    texts = {
        text.get_text().replace("\N{NO-BREAK SPACE}", " ") for text in chart.figure.axes[0].texts
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
    assert "regels 700–705" in chart.source


def test_dot_and_line_are_share_and_interval(milestones: pd.DataFrame) -> None:
    chart = realisation_chart(milestones, 2023, PARTS, 0.95)
    assert chart is not None
    axes = chart.figure.axes[1]
    lines, dots = axes.collections[-2:]
    assert list(np.asarray(dots.get_offsets())[:, 0]) == [0.75, 1.0]
    assert isinstance(lines, LineCollection)
    assert tuple(lines.get_segments()[0][:, 0]) == pytest.approx(wilson_interval(3, 4))


def test_a_part_without_a_status_has_words_and_no_mark(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    rows = make_milestones({"status": "realised"}, {"section": "3.1.2"})
    chart = realisation_chart(rows, 2023, PARTS, 0.95)
    assert chart is not None
    assert len(np.asarray(chart.figure.axes[1].collections[-1].get_offsets())) == 1
    assert "3.1.2 Leren: geen mijlpalen met een status" in chart.alt


def test_the_title_names_only_clear_differences(
    make_milestones: Callable[..., pd.DataFrame], milestones: pd.DataFrame
) -> None:
    """Four of four against none of forty is clear; three of four against one of one is not."""
    unclear = realisation_chart(milestones, 2023, PARTS, 0.95)
    assert unclear is not None
    assert unclear.title.startswith("Geen enkel onderdeel wijkt duidelijk af")
    rows = [{"status": "realised"}] * 4 + [{"section": "3.1.2", "status": "delayed"}] * 40
    clear = realisation_chart(make_milestones(*rows), 2023, PARTS, 0.95)
    assert clear is not None
    assert clear.title.startswith("2 van de 2 onderdelen wijken duidelijk af van de andere van hun")
    assert "Uit lijnen die elkaar overlappen, volgt niet of twee aandelen verschillen" in clear.note


def test_the_title_compares_within_a_kind(make_milestones: Callable[..., pd.DataFrame]) -> None:
    """The policy's parts all did well and the organisation's did not: none stands apart."""
    labels = {name: name for name in ("3.1", "3.2", "6.1", "6.2")}
    good = [{"section": name, "status": "realised"} for name in ("3.1", "3.2")] * 20
    late = [{"section": n, "status": "delayed", "objective": None} for n in ("6.1", "6.2")] * 20
    parts = Parts("section", labels, "onderdeel", "onderdelen")
    chart = realisation_chart(make_milestones(*good, *late), 2023, parts, 0.95)
    assert chart is not None
    assert chart.title.startswith("Geen enkel onderdeel wijkt duidelijk af van de andere van zijn")
    mixed = make_milestones(*good, *late)
    mixed.loc[mixed["section"] == "3.2", "status"] = "delayed"
    apart = realisation_chart(mixed, 2023, parts, 0.95)
    assert apart is not None
    assert apart.title.startswith("2 van de 4 onderdelen wijken duidelijk af van de andere van hun")


def test_the_title_allows_for_the_number_of_parts(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    """Alone, the first part's p-value would be clear; among eight it is not."""
    labels = {f"3.1.{n}": f"3.1.{n} Deel" for n in range(1, 9)}
    rows = [
        {"section": section, "status": "realised" if place < good else "delayed"}
        for section in labels
        for good in ([7] if section == "3.1.1" else [12])
        for place in range(16)
    ]
    made = make_milestones(*rows)
    table = versus_rest(realisation(made, ["section"]), "section")
    assert table["p"].iloc[0] < 0.05 < table["p_holm"].min()
    parts = Parts("section", labels, "onderdeel", "onderdelen")
    chart = realisation_chart(made, 2023, parts, 0.95)
    assert chart is not None
    assert chart.title.startswith("Geen enkel onderdeel wijkt duidelijk af van de andere van zijn")


def test_no_line_of_a_bars_words_ends_in_a_dot(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    statuses = ("realised", "on_track", "in_preparation", "delayed", "on_hold", "stopped")
    chart = status_chart(make_milestones(*({"status": s} for s in statuses)), 2023, PARTS)
    assert chart is not None
    lines = [text.get_text() for text in chart.figure.axes[0].texts]
    assert any("·" in line for line in lines)
    assert not [line for line in lines if line.rstrip().endswith("·")]


def test_nothing_evaluated_is_no_chart(make_milestones: Callable[..., pd.DataFrame]) -> None:
    planned = make_milestones({"kind": "planned"})
    assert status_chart(planned, 2023, PARTS) is None
    assert realisation_chart(planned, 2023, PARTS, 0.95) is None

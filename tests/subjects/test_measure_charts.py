from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection

from analysis.subjects.inspections.charts.cases import inspections_chart
from analysis.subjects.inspections.counts import COUNTS


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def marks(figure: Any) -> list[tuple[float, Any]]:  # noqa: ANN401 - a matplotlib figure
    """Return x and colour of every dot, row by row, the earlier year's before the later's."""
    series = [c for c in figure.axes[1].collections if isinstance(c, PathCollection)]
    dots = [
        (float(y), place, float(x), colour)
        for place, each in enumerate(series)
        for (x, y), colour in zip(
            np.asarray(each.get_offsets()), itertools.cycle(each.get_facecolor()), strict=False
        )
    ]
    return [(x, colour) for _, _, x, colour in sorted(dots, key=lambda dot: dot[:2])]


INSPECTIONS = pd.DataFrame(
    [
        ("TOTAAL", 33, 25, None, None, None, None, True, 30),
        ("Kaarten", 10, 20, None, None, None, None, False, 31),
        ("Maatwerk", 20, None, None, None, None, None, False, 32),
        ("Duaal", 3, 5, None, None, None, None, False, 33),
        ("Niets", 0, 0, None, None, None, None, False, 34),
    ],
    columns=["label", *COUNTS, "total", "line"],
).astype(dict.fromkeys(COUNTS, "Int64"))


def test_files_are_drawn_most_first_and_a_missing_count_is_no_mark() -> None:
    chart = inspections_chart(INSPECTIONS, 2023)
    assert chart is not None
    assert [x for x, _ in marks(chart.figure)] == [10, 20, 20, 3, 5]
    texts = [text.get_text() for text in chart.figure.axes[0].texts]
    assert "20 in 2021, – in 2022" in texts
    assert "TOTAAL" not in texts
    assert chart.title == "25 dossiers in 2022, tegenover 33 in 2021"


def test_only_the_measures_with_most_files_are_drawn() -> None:
    many = pd.concat([INSPECTIONS.iloc[[1]]] * 14, ignore_index=True)
    chart = inspections_chart(many, 2023)
    assert chart is not None
    assert len(marks(chart.figure)) == 2 * 12
    assert len(chart.data) == 14
    assert "2 maatregelen met minder dossiers staan enkel in de tabel." in chart.note


def test_no_files_are_no_chart() -> None:
    assert inspections_chart(INSPECTIONS.tail(1), 2023) is None

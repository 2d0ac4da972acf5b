from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.desk.lab.clickable import link_bars
from analysis.desk.lab.views import Mark


def marks(*rows: int) -> list[Mark]:
    return [Mark(str(n), pd.DataFrame(index=range(n))) for n in rows]


def urls(figure: Figure) -> list[str | None]:
    return [bar.get_url() for bar in figure.axes[0].patches]


def test_each_bar_is_a_link_unless_it_is_empty() -> None:
    figure = Figure()
    figure.add_subplot().barh([0, 0, 1], [3, 0, 2], left=[0, 3, 0])
    assert link_bars(figure, marks(3, 2))
    assert urls(figure) == ["#rijen-0", None, "#rijen-1"]


def test_stacked_bars_are_one_link() -> None:
    figure = Figure()
    axes = figure.add_subplot()
    axes.bar([0, 1, 2], [3, 0, 1])
    axes.bar([0, 1, 2], [1, 0, 4], bottom=[3, 0, 1])
    assert link_bars(figure, marks(4, 5))
    assert urls(figure) == ["#rijen-0", None, "#rijen-1", "#rijen-0", None, "#rijen-1"]


@pytest.mark.parametrize("rows", [(3,), (2, 3), ()])
def test_bars_whose_length_differs_from_their_rows_stay_plain(rows: tuple[int, ...]) -> None:
    figure = Figure()
    figure.add_subplot().barh([0, 1], [3, 2])
    assert not link_bars(figure, marks(*rows))
    assert urls(figure) == [None, None]

"""A chart as the report shows it: a drawing with its title, alternative text, data and note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.toolkit.charts.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with the text and data that go with it.

    Attributes
    ----------
    draw
        Draws it at a width in points, `theme.WIDE` or `theme.NARROW`; without a title.
    title
        The finding, as a sentence without a full stop.
    alt
        What a reader who does not see the figure must know: its kind, what it shows, its values.
    data
        The figures drawn, with Dutch column names.
    note
        How to read it, and what not to conclude.
    source
        The plan's table and lines.
    """

    draw: Callable[[float], Drawing]
    title: str
    alt: str
    data: pd.DataFrame
    note: str
    source: str

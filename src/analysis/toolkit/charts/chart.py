"""A chart as the report shows it: the figure with its title, alternative text, data and note."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.toolkit.charts.theme import FONT, FONT_STACK, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_ID = re.compile(r' id="([^"]+)"')
_REFERENCE = re.compile(r'#([^")]+)(?=[")])')
_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_NO_METADATA: dict[str, Any] = {"Date": None, "Creator": None, "Format": None, "Type": None}


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with the text and data that go with it.

    Attributes
    ----------
    figure
        The drawing; it carries no title of its own.
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

    figure: Figure
    title: str
    alt: str
    data: pd.DataFrame
    note: str
    source: str


def svg(figure: Figure) -> str:
    """Write a figure as SVG for a page with several figures.

    Text stays text. The bytes depend on the figure alone: no date, and only the ids that the
    drawing itself refers to, each with a prefix made from the content, since two drawings in one
    page must not share an id.
    """
    buffer = io.StringIO()
    with style():
        figure.savefig(
            buffer, format="svg", metadata=_NO_METADATA, facecolor=figure.get_facecolor()
        )
    text = _PROLOGUE.sub("", buffer.getvalue()).replace(f"'{FONT}'", FONT_STACK)
    return _with_own_ids(text)


def _with_own_ids(text: str) -> str:
    prefix = f"c{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    used = [name for name in _ID.findall(text) if f"#{name}" in text]
    names = {name: f"{prefix}-{number}" for number, name in enumerate(used, start=1)}
    kept = _ID.sub(lambda m: f' id="{names[m[1]]}"' if m[1] in names else "", text)
    return _REFERENCE.sub(lambda m: f"#{names.get(m[1], m[1])}", kept)

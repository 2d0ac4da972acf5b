"""Two values per row, an earlier and a later one, joined by a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.toolkit.charts import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Pair:
    """The two values of a row; None where there is none. Colour and marker are the later one's."""

    earlier: float | None
    later: float | None
    colour: str = theme.ACCENT
    marker: str = "o"


def draw_pairs(page: Sheet, pairs: Sequence[Pair]) -> None:
    """Draw each pair in its row: a hollow dot, a line, a filled mark."""
    rows = list(zip(pairs, page.centres, strict=True))
    both = [
        (p.earlier, p.later, y) for p, y in rows if p.earlier is not None and p.later is not None
    ]
    if both:
        earlier, later, y = zip(*both, strict=True)
        page.axes.hlines(y, earlier, later, color=theme.EARLIER, lw=2)
    known = [(pair.earlier, y) for pair, y in rows if pair.earlier is not None]
    page.axes.scatter(
        [x for x, _ in known], [y for _, y in known],
        s=48, c=theme.PAPER, edgecolors=theme.MUTED, lw=1.5, zorder=3,
    )  # fmt: skip
    for marker in dict.fromkeys(pair.marker for pair in pairs):
        alike = [
            (p.later, y, p.colour) for p, y in rows if p.later is not None and p.marker == marker
        ]
        page.axes.scatter(
            [x for x, _, _ in alike], [y for _, y, _ in alike], c=[c for _, _, c in alike],
            s=64, marker=marker, edgecolors=theme.INK, lw=0.8, zorder=4,
        )  # fmt: skip

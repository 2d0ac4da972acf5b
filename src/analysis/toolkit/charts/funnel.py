"""What remains after each step of a procedure, and how much each step takes away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import number, share
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.sheet import Key, Row, sheet
from analysis.toolkit.charts.swatch import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing

_BAR = 16.0
_LOST = "////"  # the pattern of what a step takes away


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its name, what remains after it, and why the rest drops out."""

    name: str
    count: int
    reason: str = ""


def funnel(stages: Sequence[Stage], subtitle: str, width: float) -> Drawing:
    """Draw a bar per step for what remains, and hatched after it what the step takes away."""
    page = sheet(
        [Row(stage.name, words) for stage, words in zip(stages, stage_words(stages), strict=True)],
        [
            Key("Blijft over", theme.ACCENT),
            Key("Valt af bij deze stap", theme.PAPER, pattern=_LOST),
        ],
        width=width,
        subtitle=subtitle,
        axis=False,
    )
    most = max(1, *(stage.count for stage in stages))
    page.axes.set_xlim(0, most * 1.01)
    page.axes.set_xticks([])
    before = stages[0].count
    for stage, y in zip(stages, page.centres, strict=True):
        fill(page.axes, (0, y - _BAR / 2), (stage.count, _BAR), theme.ACCENT)
        if before > stage.count:
            corner, size = (stage.count, y - _BAR / 2), (before - stage.count, _BAR)
            fill(page.axes, corner, size, theme.PAPER, pattern=_LOST)
        before = stage.count
    return page.figure


def stage_words(stages: Sequence[Stage]) -> list[str]:
    """Say per step what remains, its share of the first, and what the step takes away."""
    words, before = list[str](), stages[0].count
    for stage in stages:
        whole = stages[0].count
        of_all = (
            f" ({share(stage.count / whole)} van het begin)"
            if whole and stage is not stages[0]
            else ""
        )
        words.append(f"{number(stage.count)}{of_all}{_lost(before - stage.count, before, stage)}")
        before = stage.count
    return words


def _lost(lost: int, before: int, stage: Stage) -> str:
    if not lost:
        return ""
    reason = f": {stage.reason}" if stage.reason else ""
    if lost < 0:
        return f" · +\N{NO-BREAK SPACE}{number(-lost)}{reason}"
    part = lost / before
    decimals = 0 if part >= 0.1 else 1  # noqa: PLR2004 - two digits
    return f" · −\N{NO-BREAK SPACE}{number(lost)} ({share(part, decimals)}){reason}"


def funnel_data(stages: Sequence[Stage]) -> pd.DataFrame:
    """Return the steps as a reader's table."""
    counts = pd.Series([stage.count for stage in stages])
    before = counts.shift()
    lost = (before - counts).astype("Int64")
    return pd.DataFrame(
        {
            "Stap": [stage.name for stage in stages],
            "Blijft over": counts,
            "Van het begin (%)": (counts / counts.where(counts > 0).iloc[0] * 100).round(1),
            "Valt af": lost,
            "Van de vorige stap (%)": (lost.astype("Float64") / before * 100).round(1),
            "Reden": [stage.reason for stage in stages],
        }
    )

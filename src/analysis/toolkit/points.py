"""Points for a value that exceeds a threshold: how what stands out is put in order.

A value is compared with its own thresholds only. There are no hidden weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """A threshold, and the points for exceeding it; of several steps the highest counts."""

    over: float
    points: int


def exceeded(value: float, steps: Sequence[Step]) -> Step | None:
    """Return the highest step that a value exceeds; None where it exceeds none.

    >>> exceeded(12, (Step(1, 1), Step(10, 2), Step(25, 3)))
    Step(over=10, points=2)
    """
    over = [step for step in sorted(steps, key=lambda step: step.over) if value > step.over]
    return over[-1] if over else None

"""The plan's own four-step legend: how a result stands to its target."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Our name of each step and its Dutch label, worst first.
STEPS: Mapping[str, str] = MappingProxyType(
    {
        "far_under": "meer dan 10 procentpunt onder streefdoel",
        "under": "tot 10 procentpunt onder streefdoel",
        "met": "op streefdoel",
        "above": "boven streefdoel",
    }
)

STEP_DTYPE = pd.CategoricalDtype(list(STEPS), ordered=True)

_FAR = 10


def step(value: float, target: float) -> str | None:
    """Return the step of a result against its target, in percent points; None where one is NaN.

    The plan says "less than 10 %" and "more than 10 %" under the target and leaves exactly 10 open;
    it counts here as the milder step. The distance is taken in percent points.

    >>> step(90.0, 100.0)
    'under'
    """
    if math.isnan(value) or math.isnan(target):
        return None
    under = round(target - value, 6)
    if under <= 0:
        return "met" if under == 0 else "above"
    return "far_under" if under > _FAR else "under"

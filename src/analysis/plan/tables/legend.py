"""The plan's own four-step legend of results against their targets."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
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


def steps(values: pd.Series, targets: pd.Series) -> pd.Series:
    """Return the step of each result against its target; missing where either is missing.

    Distances are in percentage points. The plan says "less than 10 %" and "more than 10 %" under
    the target and does not say which exactly 10 is; it counts here as the milder step.
    """
    under = (targets - values).astype("float64").round(6)
    codes = np.select(
        [under > _FAR, under > 0, under == 0, under < 0],
        [list(STEPS).index(name) for name in ("far_under", "under", "met", "above")],
        default=-1,
    )
    return pd.Series(pd.Categorical.from_codes(codes, dtype=STEP_DTYPE), index=values.index)


def step(value: float, target: float) -> str | None:
    """Return the step of one result against its target, as `steps`; None where one is NaN.

    >>> step(90.0, 100.0)
    'under'
    """
    found = steps(pd.Series([value]), pd.Series([target])).iloc[0]
    return None if pd.isna(found) else found

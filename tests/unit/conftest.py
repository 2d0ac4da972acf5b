"""Small tables, each row of which a test can give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from analysis.data.status import STATUS_DTYPE

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]

_MILESTONE: dict[str, Any] = {
    "kind": "evaluated",
    "objective": "OD 1",
    "section": "3.1.1",
    "section_title": "Activering",
    "chapter": "activering",
    "theme": "De jobbonus",
    "label": "Decreet",
    "status": None,
    "quarters": "",
    "continuous": False,
    "ad_hoc": False,
    "carried_over": False,
}


@pytest.fixture
def make_milestones() -> MakeMilestones:
    """Each row is what differs from an evaluated milestone without a status."""

    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        frame = pd.DataFrame(
            [{**_MILESTONE, "line": 700 + place, **row} for place, row in enumerate(rows)]
        )
        return frame.astype({"status": STATUS_DTYPE, "line": "Int64"})

    return make

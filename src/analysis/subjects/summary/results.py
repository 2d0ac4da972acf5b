"""The headlines of the plan, in order of points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.summary.headlines import TOPICS
from analysis.toolkit.points import exceeded
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    from analysis.toolkit.results import Inputs


def headlines(inputs: Inputs) -> pd.DataFrame:
    """Put what the plan's facts say in order: most points first.

    With as many points, the order is that of the report. What exceeds no threshold has 0 points.
    """
    rows = []
    for name, topic in TOPICS.items():
        found = topic(inputs.plan, inputs.year)
        if found is None:
            continue
        step = exceeded(found.value, topic.steps)
        points = step.points if step else 0
        rows.append((name, found.value, points, found.chapter, found.nl, found.en))
    table = pd.DataFrame(rows, columns=["topic", "value", "points", "chapter", "nl", "en"])
    return table.sort_values("points", ascending=False, kind="stable")


RESULTS = (
    Result(
        name="headlines",
        title="Bevindingen van het hele plan, met punten",
        description="Een rij per bevinding, de meeste punten eerst.",
        columns={
            "topic": column("str", "Naam van de bevinding"),
            "value": column("float64", "Waarde, in de eenheid van haar drempels"),
            "points": column("int64", "Punten voor de hoogste drempel die overschreden is"),
            "chapter": column("str", "Hoofdstuk dat er meer over zegt"),
            "nl": column("str", "De bevinding, met een koppeling naar maatregelen"),
            "en": column("str", "Dezelfde in het Engels"),
        },
        compute=headlines,
    ),
)

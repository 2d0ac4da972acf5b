"""Results on the planned milestones: how evenly they spread over the quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.planning.evenness import evenness_by
from analysis.toolkit.milestones import planned
from analysis.toolkit.per_chapter import WHOLE
from analysis.toolkit.results import Result, column, typed

if TYPE_CHECKING:
    from analysis.toolkit.results import Inputs

_DUE = "Aantal mijlpalen met een deadline in kwartaal"

EVENNESS = {
    "chapter": column("str", "Hoofdstuk; leeg voor het hele plan"),
    **{f"q{quarter}": column("Int64", f"{_DUE} {quarter}") for quarter in (1, 2, 3, 4)},
    "n": column("Int64", "Aantal mijlpalen met een deadline in het jaar"),
    "peak": column("Int64", "Drukste kwartaal, het eerste van gelijke; 0 zonder mijlpalen"),
    "peak_share": column("Float64", "Aandeel van het drukste kwartaal, 0 tot 1", missing=True),
    "to_move": column("Float64", "Aandeel te verplaatsen voor gelijkheid (Hoover)", missing=True),
    "statistic": column("Float64", "Chi-kwadraat van Pearson", missing=True),
    "p": column("Float64", "p-waarde tegenover een gelijke spreiding", missing=True),
    "method": column("str", "Toets: chi_square, exact of none"),
    "p_holm": column("Float64", "p-waarde, voor de hoofdstukken met Holms correctie", missing=True),
}


def quarter_evenness(inputs: Inputs) -> pd.DataFrame:
    """Test the spread over the quarters of the whole plan and of each chapter that plans.

    A milestone counts in its last quarter of the year. The p-values of the chapters are adjusted
    for their number, the plan's is a single test; see `evenness.evenness`.
    """
    milestones = planned(inputs.plan.milestones)
    whole = evenness_by(milestones.assign(chapter=WHOLE), "chapter", inputs.year)
    chapters = evenness_by(milestones, "chapter", inputs.year)
    frames = [frame for frame in (whole, chapters) if not frame.empty]
    return typed(pd.concat(frames) if frames else [], EVENNESS)


RESULTS = (
    Result(
        name="evenness",
        title="Spreiding van de geplande mijlpalen over de kwartalen",
        description="Een rij voor het hele plan en een per hoofdstuk met geplande mijlpalen.",
        columns=EVENNESS,
        compute=quarter_evenness,
    ),
)

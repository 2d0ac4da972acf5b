"""Results on the planned milestones: how evenly they spread over the quarters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analysis.subjects.planning.evenness import due_quarters, evenness
from analysis.toolkit.milestones import planned
from analysis.toolkit.per_chapter import per_chapter
from analysis.toolkit.results import Result, column
from analysis.toolkit.statistics.comparison import holm_of_chapters

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

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
    rows = per_chapter(planned(inputs.plan.milestones), partial(_spread, year=inputs.year))
    return rows.assign(p_holm=holm_of_chapters(rows, "p"))


def _spread(milestones: pd.DataFrame, year: int) -> Mapping[str, object]:
    counts = due_quarters(milestones, year)
    by_quarter = {f"q{quarter}": int(count) for quarter, count in counts.items()}
    return {**by_quarter, **evenness(counts.tolist())}


RESULTS = (
    Result(
        name="evenness",
        title="Spreiding van de geplande mijlpalen over de kwartalen",
        description="Een rij voor het hele plan en een per hoofdstuk met geplande mijlpalen.",
        columns=EVENNESS,
        compute=quarter_evenness,
    ),
)

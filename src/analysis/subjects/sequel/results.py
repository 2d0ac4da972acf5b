"""Which milestones promise a sequel, and which planned milestone is the successor of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.subjects.sequel.lineage import match_successors, unfinished
from analysis.toolkit.milestones import evaluated, planned
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.results import Inputs


def successors(inputs: Inputs) -> pd.DataFrame:
    """Match the milestones of the whole plan that promise a sequel to the planned ones.

    The search is over the whole plan: a successor may stand in another chapter, and two chapters
    may want the same one.

    Returns
    -------
    DataFrame
        As `lineage.match_successors`, with the `chapter` of the evaluated milestone.
    """
    milestones = inputs.plan.milestones
    promising = evaluated(milestones)
    found = match_successors(unfinished(promising), planned(milestones))
    chapters = promising.set_index("line")["chapter"]
    return found.assign(chapter=found["evaluated_line"].map(chapters).astype("str"))


RESULTS = (
    Result(
        name="successors",
        title="Mijlpalen die doorlopen en hun opvolger",
        description="Een rij per geëvalueerde mijlpaal die een vervolg belooft.",
        columns={
            "chapter": column("str", "Hoofdstuk van de geëvalueerde mijlpaal"),
            "evaluated_line": column("Int64", "Regel van de geëvalueerde mijlpaal"),
            "planned_line": column("Int64", "Regel van de opvolger", missing=True),
            "outcome": column("category", "Hoe het zoeken eindigde: successor, shared of lost"),
            "nearest_line": column("Int64", "Regel van de meest gelijkende", missing=True),
            "score": column("Float64", "Gelijkenis met de opvolger, 0 tot 1", missing=True),
            "label_score": column("Float64", "Gelijkenis van de woorden, 0 tot 1", missing=True),
            "theme_score": column("Float64", "Gelijkenis van het thema, 0 tot 1", missing=True),
            "same_section": column("boolean", "Staan beide in hetzelfde onderdeel", missing=True),
            "best_label_score": column("Float64", "Hoogste gelijkenis van woorden", missing=True),
            "confidence": column("category", "Hoe zeker dat is: sure, probable of weak"),
        },
        compute=successors,
    ),
)

"""The printed total of the staff, and projects called realised without a realised milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.people.totals import workforce_total
from analysis.toolkit.kinds import ORGANISATION
from analysis.toolkit.results import Result, column
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from analysis.toolkit.results import Inputs


_PEOPLE = {
    "statutory": column("Int64", "Statutaire personeelsleden, in koppen", missing=True),
    "contractual": column("Int64", "Contractuele personeelsleden, in koppen", missing=True),
    "total": column("Int64", "Personeelsleden samen, in koppen"),
}


def printed_workforce(inputs: Inputs) -> pd.DataFrame:
    """Return the row that the plan prints as the total of its staff; none without one."""
    printed = workforce_total(inputs.plan.workforce)
    rows = [] if printed is None or pd.isna(printed["total"]) else [printed[list(_PEOPLE)]]
    return pd.DataFrame(rows, columns=list(_PEOPLE))


def unfounded_verdicts(inputs: Inputs) -> pd.DataFrame:
    """Find the organisation's projects that are called realised without a realised milestone.

    The milestones of a project are those of its section.
    """
    projects, milestones = inputs.plan.projects, inputs.plan.milestones
    counts = realisation(milestones, ["section"]).set_index("section")
    none = counts.index[(counts["n"] > 0) & (counts["realised"] == 0)]
    said = projects["overall_status"].str.contains("gerealiseerd", case=False, regex=False)
    own = projects["kind"] == ORGANISATION
    rows = projects.loc[own & said & projects["section"].isin(none)]
    return rows.assign(
        milestones=rows["section"].map(counts["n"]),
        line=rows["status_line"].fillna(rows["line"]),
    )


RESULTS = (
    Result(
        name="workforce_total",
        title="Personeel volgens het gedrukte eindtotaal",
        description="Eén rij; geen rij als het plan geen eindtotaal afdrukt.",
        columns=_PEOPLE,
        compute=printed_workforce,
    ),
    Result(
        name="unfounded_verdicts",
        title="Projecten die gerealiseerd heten zonder gerealiseerde mijlpaal",
        description="Een rij per project van de organisatie.",
        columns={
            "chapter": column("str", "Hoofdstuk van het project", missing=True),
            "title": column("str", "Titel van het project"),
            "section": column("str", "Onderdeel waarin zijn mijlpalen staan"),
            "milestones": column("Int64", "Mijlpalen met een status in dat onderdeel"),
            "line": column("Int64", "Regel van het oordeel"),
            "page": column("Int64", "Bladzijde van het project", missing=True),
        },
        compute=unfounded_verdicts,
    ),
)

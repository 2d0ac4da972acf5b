"""The successor of each milestone that promises a sequel, and how often the search is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.sequel.lineage import match_successors, unfinished
from analysis.subjects.sequel.review import decisions, with_review
from analysis.subjects.sequel.trust import trusted, tuned
from analysis.toolkit.milestones import evaluated, planned
from analysis.toolkit.results import Result, column
from analysis.toolkit.statistics.shares import wilson_interval

if TYPE_CHECKING:
    from analysis.toolkit.results import Inputs


_OUTCOME = "Hoe het zoeken eindigde: successor, shared of lost"
_NEAREST = "Regel van de meest gelijkende"
_TRUST = ["plan", "share", "count", "of", "value", "low", "high"]


def successor_search(inputs: Inputs) -> pd.DataFrame:
    """Match the milestones of the whole plan that promise a sequel to the planned ones.

    The search is over the whole plan: a successor may stand in another chapter, and two chapters
    may want the same one.
    """
    milestones = inputs.plan.milestones
    return match_successors(unfinished(evaluated(milestones)), planned(milestones))


def successors(inputs: Inputs) -> pd.DataFrame:
    """Take what people decided in place of what the search found.

    Without the scores: those of every chapter change with a word of one milestone.
    """
    found = with_review(inputs.plan.result("successor_search"), decisions(inputs.plan.review))
    chapters = evaluated(inputs.plan.milestones).set_index("line")["chapter"]
    return found.assign(chapter=found["evaluated_line"].map(chapters))


def related_milestones(inputs: Inputs) -> pd.DataFrame:
    """Return the planned milestones that each chapter's matches name, wherever they are planned.

    So a chapter need not read the milestones of the others.
    """
    matches, milestones = inputs.plan.result("successors"), inputs.plan.milestones
    named = [
        matches[["chapter", column]].set_axis(["chapter", "line"], axis="columns")
        for column in ("planned_line", "nearest_line")
    ]
    lines = pd.concat(named).dropna(subset="line").drop_duplicates()
    known = milestones.drop_duplicates("line")[["line", "section", "theme", "label", "timing"]]
    return lines.merge(known, on="line").sort_values(["chapter", "line"])


def successor_trust(inputs: Inputs) -> pd.DataFrame:
    """Estimate how often the search is right, from milestones that people reviewed.

    Wilson intervals of counts on this plan, or else on the last one before it that was reviewed,
    without the milestones on which the thresholds were chosen. Empty if no plan was reviewed.
    """
    plans = {**inputs.earlier, inputs.year: inputs.plan}
    for year in sorted(plans, reverse=True):
        reviewed = decisions(plans[year].review)
        if not reviewed:
            continue
        found = plans[year].result("successor_search")
        shares = trusted(found, {k: v for k, v in reviewed.items() if not tuned(year, k)})
        rows = [
            (year, name, right, whole, right / whole, *wilson_interval(right, whole, inputs.level))
            for name, (right, whole) in shares.items()
            if whole
        ]
        return pd.DataFrame(rows, columns=_TRUST)
    return pd.DataFrame(columns=_TRUST)


RESULTS = (
    Result(
        name="successor_search",
        title="Wat het zoeken naar opvolgers vond",
        description=(
            "Een rij per geëvalueerde mijlpaal die een vervolg belooft: wat de machine vond, ook "
            "waar een mens anders besliste."
        ),
        columns={
            "evaluated_line": column("Int64", "Regel van de geëvalueerde mijlpaal"),
            "planned_line": column("Int64", "Regel van de opvolger", missing=True),
            "outcome": column("category", _OUTCOME),
            "nearest_line": column("Int64", _NEAREST, missing=True),
            "score": column("Float64", "Gelijkenis met de opvolger, 0 tot 1", missing=True),
            "label_score": column("Float64", "Gelijkenis van de woorden, 0 tot 1", missing=True),
            "theme_score": column("Float64", "Gelijkenis van het thema, 0 tot 1", missing=True),
            "same_section": column("boolean", "Staan beide in hetzelfde onderdeel", missing=True),
            "best_label_score": column("Float64", "Hoogste gelijkenis van woorden", missing=True),
            "confidence": column("category", "Hoe zeker dat is: sure, probable of weak"),
        },
        compute=successor_search,
    ),
    Result(
        name="successors",
        title="Mijlpalen die doorlopen en hun opvolger",
        description=(
            "Een rij per geëvalueerde mijlpaal die een vervolg belooft: wat een mens besliste, of "
            "anders wat het zoeken vond."
        ),
        columns={
            "chapter": column("str", "Hoofdstuk van de geëvalueerde mijlpaal"),
            "evaluated_line": column("Int64", "Regel van de geëvalueerde mijlpaal"),
            "planned_line": column("Int64", "Regel van de opvolger", missing=True),
            "outcome": column("category", _OUTCOME),
            "nearest_line": column("Int64", _NEAREST, missing=True),
            "confidence": column(
                "category", "Hoe zeker dat is: reviewed (nagekeken), sure, probable of weak"
            ),
        },
        compute=successors,
    ),
    Result(
        name="related_milestones",
        title="Geplande mijlpalen die bij een doorlopende horen of er het meest op lijken",
        description=(
            "Een rij per hoofdstuk en geplande mijlpaal die `successors` er als opvolger of als "
            "meest gelijkende noemt."
        ),
        columns={
            "chapter": column("str", "Hoofdstuk van de geëvalueerde mijlpaal"),
            "line": column("Int64", "Regel van de geplande mijlpaal"),
            "section": column("str", "Onderdeel waarin ze gepland is"),
            "theme": column("str", "Haar thema"),
            "label": column("str", "Haar tekst"),
            "timing": column("str", "Wanneer ze voorzien is, zoals afgedrukt"),
        },
        compute=related_milestones,
    ),
    Result(
        name="successor_trust",
        title="Hoe vaak de koppeling van mijlpalen juist is",
        description=(
            "Een rij per aandeel, geteld op mijlpalen die met de hand nagekeken zijn en niet "
            "dienden om de drempels te kiezen."
        ),
        columns={
            "plan": column("Int64", "Jaar van het plan waarop geteld is"),
            "share": column(
                "str",
                "found: gevonden opvolgers die juist zijn; sure en unsure: de zekere en de andere; "
                "recall: bestaande opvolgers die gevonden zijn; wrongly_lost: mijlpalen zonder "
                "gevonden opvolger die er toch een hebben",
            ),
            "count": column("int64", "Hoeveel"),
            "of": column("int64", "Op hoeveel"),
            "value": column("float64", "Aandeel, 0 tot 1"),
            "low": column("float64", "Ondergrens van het interval (Wilson)"),
            "high": column("float64", "Bovengrens van het interval (Wilson)"),
        },
        compute=successor_trust,
        by_level=True,
    ),
)

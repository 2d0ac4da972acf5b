"""Every signal of attention that fired, with its points and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.subjects.attention.points import collected
from analysis.subjects.attention.reasons import with_reasons
from analysis.subjects.attention.signals import measure_signals, section_signals
from analysis.toolkit.milestones import evaluated
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.plan.tables.editions import PlanTables
    from analysis.toolkit.results import Inputs


def signals(inputs: Inputs) -> pd.DataFrame:
    """Collect the signals of all measures and sections, each with its reason in words."""
    plan = inputs.plan
    files, reports = _one_level(plan, "file_rates"), _one_level(plan, "report_rates")
    fired = [
        measure_signals(plan.norms, plan.result("credit_changes"), files, reports),
        section_signals(plan.milestones, _lost(plan), _one_level(plan, "pooled_shares")),
    ]
    return with_reasons(collected(fired), plan, files)


def _one_level(plan: PlanTables, name: str) -> pd.DataFrame:
    """Return a result at one of its levels; signals use no intervals, so any level will do."""
    rows = plan.result(name)
    kept: pd.DataFrame = rows.loc[rows["confidence_level"] == rows["confidence_level"].max()]
    return kept


def _lost(plan: PlanTables) -> pd.DataFrame:
    """Return the evaluated milestones that run on and have no successor."""
    matches = plan.result("successors")
    lines = matches.loc[matches["outcome"] == "lost", "evaluated_line"]
    rows = evaluated(plan.milestones)
    return rows.loc[rows["line"].isin(lines)].sort_values("line")


RESULTS = (
    Result(
        name="signals",
        title="Signalen: wat eerst aandacht vraagt",
        description="Een rij per signaal dat over zijn drempel gaat.",
        columns={
            "kind": column("str", "Waarover het gaat: measure of section"),
            "subject": column("str", "Maatregel (of haar gedrukte naam) of nummer van onderdeel"),
            "signal": column("str", "Naam van het signaal"),
            "value": column("float64", "Waarde, in de eenheid van het signaal"),
            "threshold": column("float64", "Hoogste drempel die overschreden is"),
            "points": column("int64", "Punten voor die drempel"),
            "reason": column("str", "Waarom, als sleutel: het signaal, met de richting"),
            "line": column("Int64", "Regel van het plan", missing=True),
            "name": column("str", "Naam van de maatregel of het onderdeel"),
            "measure": column("str", "Maatregel; leeg voor een onderdeel", missing=True),
            "chapter": column("str", "Hoofdstuk; leeg waar het plan geen geeft", missing=True),
            "why": column("str", "Waarom, in woorden"),
        },
        compute=signals,
    ),
)

"""What was spent and granted, how that changes, and how much of it goes to few measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.subjects.budget.credits import concentration, credit_changes
from analysis.subjects.budget.totals import totals
from analysis.toolkit.per_chapter import per_chapter
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.toolkit.results import Inputs


def budget_totals(inputs: Inputs) -> pd.DataFrame:
    """Add the expenditure up; receipts and rows without amounts are counted apart."""
    return per_chapter(inputs.plan.budget, _totals)


def _totals(budget: pd.DataFrame) -> Mapping[str, object]:
    sums = totals(budget)
    spent, change = sums["vak_realised"], sums["vak_budget"] - sums["vak_realised"]
    return {**sums, "vak_change": change / spent * 100 if spent else None}


def changes(inputs: Inputs) -> pd.DataFrame:
    """Compare the new credit of each measure with what was committed last year."""
    return credit_changes(inputs.plan.budget)


def credit_concentration(inputs: Inputs) -> pd.DataFrame:
    """Measure how far the new credit goes to few measures: see `credits.concentration`."""
    changes = inputs.plan.result("credit_changes")
    return per_chapter(changes, lambda rows: concentration(rows["vak_budget"]))


_CHAPTER = column("str", "Hoofdstuk; leeg voor het hele plan")

RESULTS = (
    Result(
        name="budget_totals",
        title="Totalen van de uitgaven",
        description="Een rij voor het hele plan en een per hoofdstuk; zonder ontvangsten.",
        columns={
            "chapter": _CHAPTER,
            "vak_realised": column("Int64", "Gerealiseerde vastleggingen (VAK), in euro"),
            "vek_realised": column("Int64", "Gerealiseerde vereffeningen (VEK), in euro"),
            "vak_budget": column("Int64", "Vastleggingskrediet (VAK) van het nieuwe jaar, in euro"),
            "vek_budget": column("Int64", "Vereffeningskrediet (VEK) van het nieuwe jaar, in euro"),
            "rows": column("Int64", "Uitgavenposten met een bedrag"),
            "receipts": column("Int64", "Posten met ontvangsten, niet meegeteld"),
            "without_amount": column("Int64", "Uitgavenposten zonder bedrag"),
            "vak_change": column(
                "Float64",
                "Verschil tussen VAK-krediet en gerealiseerde VAK, in procent",
                missing=True,
            ),
        },
        compute=budget_totals,
    ),
    Result(
        name="credit_changes",
        title="Verandering van het krediet per maatregel",
        description="Een rij per maatregel met een bedrag; zonder ontvangsten.",
        columns={
            "chapter": column("str", "Hoofdstuk van de maatregel", missing=True),
            "measure": column("str", "Code van de maatregel", missing=True),
            "name": column("str", "Naam van de maatregel", missing=True),
            "line": column("Int64", "Regel van de eerste post"),
            "page": column("Int64", "Bladzijde van de eerste post", missing=True),
            "rows": column("Int64", "Aantal posten dat opgeteld is"),
            "vak_realised": column("Int64", "Gerealiseerde vastleggingen (VAK), in euro"),
            "vak_budget": column("Int64", "Vastleggingskrediet (VAK) van het nieuwe jaar, in euro"),
            "change": column("Int64", "Krediet min realisatie, in euro"),
            "growth": column("Float64", "Verschil gedeeld door de realisatie", missing=True),
            "course": column(
                "str",
                "running: beide; new: alleen krediet; ended: alleen realisatie; idle: geen van "
                "beide; correction: een van beide is negatief",
            ),
        },
        compute=changes,
    ),
    Result(
        name="credit_concentration",
        title="Concentratie van het nieuwe krediet",
        description="Een rij voor het hele plan en een per hoofdstuk.",
        columns={
            "chapter": _CHAPTER,
            "hhi": column("Float64", "Herfindahl-Hirschman-index, 1/n tot 1", missing=True),
            "effective": column(
                "Float64", "Aantal even grote maatregelen met dezelfde concentratie", missing=True
            ),
            "top": column("Float64", "Aandeel van de vijf grootste maatregelen", missing=True),
            "counted": column("Int64", "Maatregelen met een krediet boven nul"),
        },
        compute=credit_concentration,
    ),
)

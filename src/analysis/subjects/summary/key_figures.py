"""The key figures of a chapter, subject by subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, million_euro, number, share
from analysis.subjects.budget.totals import totals
from analysis.subjects.inspections.counts import sums
from analysis.subjects.norms.steps import MET, measured
from analysis.subjects.planning.quarters import undated
from analysis.toolkit.milestones import not_realised
from analysis.toolkit.statistics.shares import realisation
from analysis.toolkit.tables.key_figures import KeyFigure

if TYPE_CHECKING:
    import pandas as pd


_HALTING = ("delayed", "on_hold", "stopped")


def milestone_figures(milestones: pd.DataFrame, year: int, confidence: float) -> list[KeyFigure]:
    """Return how many milestones were realised, and how many are not."""
    whole = realisation(milestones, (), confidence).iloc[0]
    rest = not_realised(milestones)
    late = int(rest["status"].isin(_HALTING).sum())
    return [
        KeyFigure(
            f"Mijlpalen van {year - 1} gerealiseerd",
            number(whole["realised"]),
            f"van {number(whole['n'])} met een status",
            _interval(whole, confidence),
        ),
        KeyFigure(
            "Niet gerealiseerd",
            number(len(rest)),
            note=f"waarvan {number(late)} vertraagd, on hold of stopgezet" if late else "",
        ),
    ]


def sequel_figures(matches: pd.DataFrame, year: int) -> list[KeyFigure]:
    """Return how many milestones run on, of how many a successor was found, and how sure.

    Nothing where none does: a plan that does not say which run on is no plan of which none do.
    """
    if matches.empty:
        return []
    found = matches.loc[matches["outcome"] == "successor"]
    sure = int((found["confidence"] == "sure").sum())
    return [
        KeyFigure(
            f"Lopen door in {year}",
            number(len(matches)),
            note=(
                f"{number(len(found))} met een gevonden opvolger in de planning, "
                f"{number(sure)} ervan zeker"
            ),
        )
    ]


def planned_figures(milestones: pd.DataFrame, year: int) -> list[KeyFigure]:
    """Return how many milestones are planned, and how many of them have a quarter."""
    rest = undated(milestones)
    return [
        KeyFigure(
            f"Mijlpalen gepland voor {year}",
            number(rest.planned),
            note=f"waarvan {number(rest.dated)} met een kwartaal",
        )
    ]


def norm_figures(norms: pd.DataFrame, year: int) -> list[KeyFigure]:
    """Return how many norms were met; nothing when none has a result."""
    known = measured(norms)
    if known.empty:
        return []
    met = int(known["step"].isin(MET).sum())
    far = int((known["step"] == "far_under").sum())
    return [
        KeyFigure(
            f"Normen gehaald in {year - 1}",
            number(met),
            f"van {number(len(known))}",
            f"{number(far)} meer dan 10 procentpunt onder streefdoel",
        )
    ]


def budget_figures(budget: pd.DataFrame, year: int) -> list[KeyFigure]:
    """Return the computed sums of VAK realised and next year's credit; nothing without rows."""
    found = totals(budget)
    if not found.rows:
        return []
    rows = counted(found.rows, "post", "posten")
    return [
        KeyFigure(
            f"VAK gerealiseerd in {year - 1}",
            million_euro(found.vak_realised),
            note=f"berekend over {rows}, zonder ontvangsten",
        ),
        KeyFigure(f"VAK-krediet {year}", million_euro(found.vak_budget), note="eveneens berekend"),
    ]


def inspection_figures(inspections: pd.DataFrame, year: int) -> list[KeyFigure]:
    """Return the number of files of the inspectorate; nothing where the plan gives none."""
    if inspections.empty:
        return []
    found = sums(inspections)
    if found["cases_current"] is None and found["cases_previous"] is None:
        return []
    return [
        KeyFigure(
            f"Inspectiedossiers in {year - 1}",
            number(found["cases_current"]),
            note=f"tegenover {number(found['cases_previous'])} in {year - 2}",
        )
    ]


def _interval(whole: pd.Series, confidence: float) -> str:
    if not whole["n"]:
        return ""
    limits = f"{number(whole['low'] * 100)}–{share(whole['high'])}"
    return f"{share(whole['share'])}; {share(confidence)}-interval {limits}"

"""The key figures of a chapter, subject by subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, million_euro, number
from analysis.toolkit.milestones import not_realised, realised_counts
from analysis.toolkit.quarters import undated
from analysis.toolkit.sentence import with_interval
from analysis.toolkit.tables.key_figures import KeyFigure

if TYPE_CHECKING:
    import pandas as pd


_HALTING = ("delayed", "on_hold", "stopped")


def milestone_figures(
    share_realised: pd.Series | None, milestones: pd.DataFrame, year: int, confidence: float
) -> list[KeyFigure]:
    """Return how many milestones were realised, and how many were not.

    The share is their row of the result `realisation`; None without evaluated milestones.
    """
    realised, n = realised_counts(milestones)
    rest = not_realised(milestones)
    late = int(rest["status"].isin(_HALTING).sum())
    return [
        KeyFigure(
            f"Mijlpalen van {year - 1} gerealiseerd",
            number(realised),
            f"van {number(n)} met een status",
            "" if share_realised is None or not n else with_interval(share_realised, confidence),
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
    reviewed = bool((matches["confidence"] == "reviewed").all())
    sure = int((found["confidence"] == "sure").sum())
    return [
        KeyFigure(
            f"Lopen door in {year}",
            number(len(matches)),
            note=(
                f"{number(len(found))} met een opvolger in de planning, met de hand nagekeken"
                if reviewed
                else f"{number(len(found))} met een gevonden opvolger in de planning, "
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


def norm_figures(row: pd.Series | None, year: int) -> list[KeyFigure]:
    """Return how many norms of a row of `norm_counts` were met; nothing when none has a result."""
    if row is None or not row["measured"]:
        return []
    return [
        KeyFigure(
            f"Normen gehaald in {year - 1}",
            number(row["met"]),
            f"van {number(row['measured'])}",
            f"{number(row['far_under'])} meer dan 10 procentpunt onder streefdoel",
        )
    ]


def budget_figures(
    row: pd.Series | None, year: int, *, provisional: bool = False
) -> list[KeyFigure]:
    """Return the sums of VAK realised and of the next credit in a row of `budget_totals`.

    `provisional`: whether the plan says that the amounts realised may still change.
    """
    if row is None or not row["rows"]:
        return []
    rows = counted(int(row["rows"]), "post", "posten")
    return [
        KeyFigure(
            f"VAK gerealiseerd in {year - 1}",
            million_euro(row["vak_realised"]),
            note=f"{'voorlopig, ' if provisional else ''}berekend over {rows}, zonder ontvangsten",
        ),
        KeyFigure(f"VAK-krediet {year}", million_euro(row["vak_budget"]), note="eveneens berekend"),
    ]


def inspection_figures(row: pd.Series | None, year: int) -> list[KeyFigure]:
    """Return the files in a row of `inspection_totals`; nothing where the plan prints none."""
    if row is None or row[["cases_previous", "cases_current"]].isna().all():
        return []
    return [
        KeyFigure(
            f"Inspectiedossiers in {year - 1}",
            number(row["cases_current"]),
            note=f"tegenover {number(row['cases_previous'])} in {year - 2}",
        )
    ]

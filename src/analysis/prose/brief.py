"""A chapter in a few lines: the judgement, after the key figures and before the detail."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.dutch import counted, number, share
from analysis.prose.sentence import ALPHA
from analysis.stats.comparison import versus_rest
from analysis.stats.sections import ORGANISATION, POLICY, realisation_by_kind
from analysis.stats.shares import realisation

if TYPE_CHECKING:
    import pandas as pd

_ONE, _MANY = "mijlpaal", "mijlpalen"


def verdict_line(milestones: pd.DataFrame, chapter: str) -> str:
    """Say whether more or less is realised than elsewhere, as far as chance allows.

    Parameters
    ----------
    milestones
        Of the whole plan.
    chapter
        The chapter's id.
    """
    table = versus_rest(realisation(milestones, ["chapter"]), "chapter")
    rows = table.loc[table["chapter"] == chapter]
    if rows.empty or math.isnan(rows.iloc[0]["p"]):
        return ""
    row = rows.iloc[0]
    shares = f"{share(row['share'])} tegenover {share(row['other_share'])} elders in het plan"
    if row["p_holm"] >= ALPHA:
        return f"{shares}; dat verschil kan toeval zijn."
    return f"Duidelijk {'meer' if row['difference'] > 0 else 'minder'} gerealiseerd: {shares}."


def kinds_line(milestones: pd.DataFrame) -> str:
    """Say how many milestones of the policy and of the organisation itself were realised."""
    rows = {row["kind_of_work"]: row for _, row in realisation_by_kind(milestones).iterrows()}
    if not {POLICY, ORGANISATION} <= set(rows):
        return ""
    policy, own = (share(rows[kind]["share"]) for kind in (POLICY, ORGANISATION))
    return (
        f"Van het beleid is {policy} gerealiseerd, van de eigen projecten van de organisatie en de "
        f"inspectie {own}."
    )


def open_ends_line(matches: pd.DataFrame) -> str:
    """Say of how many milestones that run on no successor was found."""
    gone = int((matches["outcome"] == "lost").sum())
    if matches.empty:
        return ""
    promising = counted(len(matches), f"{_ONE} die doorloopt", f"{_MANY} die doorlopen")
    if not gone:
        return f"Elk van de {promising}, komt in de nieuwe planning terug of lijkt op iets daarin."
    return f"Voor {number(gone)} van de {promising}, is geen opvolger gevonden; na te kijken."


def expected_line(row: pd.Series | None, year: int) -> str:
    """Say how many milestones are planned, and how many of them to expect."""
    if row is None:
        return ""
    planned = counted(int(row["planned"]), f"geplande {_ONE}", f"geplande {_MANY}")
    limits = number(row["low"])
    if row["low"] != row["high"]:
        limits += f" tot {number(row['high'])}"
    return (
        f"Van de {planned} van {year} "
        f"{'wordt' if row['high'] == 1 else 'worden'} er {limits} gerealiseerd als het gaat zoals "
        f"in {year - 1}."
    )

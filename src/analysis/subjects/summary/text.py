"""A chapter in a few lines: the judgement, after the key figures and before the detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, number, said, share
from analysis.subjects.milestones.sections import realisation_by_kind, versus_kind
from analysis.subjects.milestones.text.comparison import others_of_kind
from analysis.toolkit.kinds import ORGANISATION, POLICY
from analysis.toolkit.sentence import ALPHA, set_against

if TYPE_CHECKING:
    import pandas as pd

_ONE, _MANY = "mijlpaal", "mijlpalen"


def verdict_line(milestones: pd.DataFrame, chapter: str) -> str:
    """Say whether more or less is realised than in its kind, as far as chance allows.

    Parameters
    ----------
    milestones
        Of the whole plan.
    chapter
        The chapter's id.
    """
    table = versus_kind(milestones)
    rows = table.loc[table["chapter"] == chapter]
    if rows.empty or not rows.iloc[0]["n"]:
        return ""
    row = rows.iloc[0]
    if not row["others"]:
        alone = "het plan heeft geen ander hoofdstuk van deze soort om mee te vergelijken"
        return f"Gerealiseerd is {share(row['share'])}; {alone}."
    here, elsewhere, _ = set_against(row["share"], row["other_share"])
    if row["p_holm"] >= ALPHA:
        return (
            f"Gerealiseerd is {here}, tegenover {elsewhere} in {others_of_kind(row)}; dat verschil "
            "kan toeval zijn."
        )
    return (
        f"Er is duidelijk {'meer' if row['difference'] > 0 else 'minder'} gerealiseerd dan in "
        f"{others_of_kind(row)}: {here} tegenover {elsewhere}."
    )


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
    if len(matches) == 1:
        found = "geen" if gone else "een"
        return f"Eén {_ONE} loopt door; in de nieuwe planning is er {found} opvolger voor gevonden."
    promising = f"{number(len(matches))} {_MANY} die doorlopen"
    if not gone:
        return f"Elk van de {promising}, komt in de nieuwe planning terug of lijkt op iets daarin."
    return (
        f"Voor {said(gone)} van de {promising}, is in de nieuwe planning geen opvolger gevonden; "
        "dat is na te kijken."
    )


def expected_line(row: pd.Series | None, year: int, confidence: float) -> str:
    """Say how many milestones are planned, and how many of them to expect."""
    if row is None:
        return ""
    planned = counted(int(row["planned"]), f"geplande {_ONE}", f"geplande {_MANY}")
    limits = number(row["low"])
    if row["low"] != row["high"]:
        limits += f" tot {number(row['high'])}"
    return (
        f"Gaat het zoals in {year - 1}, dan {'wordt' if row['high'] == 1 else 'worden'} er van de "
        f"{planned} van {year} met minstens {share(confidence)} kans {limits} gerealiseerd."
    )

"""Sentences at the head of a chapter: its conclusions in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number, said, share
from analysis.toolkit.kinds import ORGANISATION, POLICY, others_of_kind
from analysis.toolkit.measures import mention
from analysis.toolkit.sentence import ALPHA, set_against

if TYPE_CHECKING:
    import pandas as pd

#: What every chapter says between its key figures and its conclusions.
TOGETHER = "Wat die cijfers samen zeggen:"

_ONE, _MANY = "mijlpaal", "mijlpalen"
_LEAST_POINTS = 2  # of attention, to be named
_NAMED, _REASONS = 2, 2


def verdict_line(row: pd.Series | None) -> str:
    """State whether more or less is realised than in other chapters of the kind.

    The row is the chapter's of the result `chapter_comparisons`; None without evaluated milestones.
    """
    if row is None or not row["n"]:
        return ""
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


def kinds_line(shares: pd.DataFrame) -> str:
    """State the share realised of the policy and of the organisation's own projects."""
    kinds = shares.loc[shares["group"] == "kind_of_work"]
    rows = {row["name"]: row for _, row in kinds.iterrows()}
    if not {POLICY, ORGANISATION} <= set(rows):
        return ""
    policy, own = (share(rows[kind]["share"]) for kind in (POLICY, ORGANISATION))
    return (
        f"Van het beleid is {policy} gerealiseerd, van de eigen projecten van de organisatie en de "
        f"inspectie {own}."
    )


def open_ends_line(matches: pd.DataFrame) -> str:
    """State for how many milestones that run on no successor was found."""
    gone = int((matches["outcome"] == "lost").sum())
    if matches.empty:
        return ""
    if len(matches) == 1:
        found = "geen" if gone else "een"
        return f"Eén {_ONE} loopt door; in de nieuwe planning is er {found} opvolger voor gevonden."
    promising = f"{number(len(matches))} {_MANY} die doorlopen"
    if not gone:
        return f"Elk van de {promising}, komt in de nieuwe planning terug of lijkt op iets daarin."
    reviewed = bool((matches["confidence"] == "reviewed").all())
    checked = "dat is met de hand nagekeken" if reviewed else "dat is na te kijken"
    return (
        f"Voor {said(gone)} van de {promising}, is in de nieuwe planning geen opvolger gevonden; "
        f"{checked}."
    )


def expected_line(row: pd.Series | None, year: int, confidence: float) -> str:
    """State how many milestones are planned, and how many of them to expect."""
    if row is None or not row["planned"]:
        return ""
    planned = counted(int(row["planned"]), f"geplande {_ONE}", f"geplande {_MANY}")
    limits = number(row["low"])
    if row["low"] != row["high"]:
        limits += f" tot {number(row['high'])}"
    return (
        f"Gaat het ongeveer zoals in {year - 1}, dan {'wordt' if row['high'] == 1 else 'worden'} "
        f"er {limits} van de {planned} van {year} gerealiseerd: dat heeft minstens "
        f"{share(confidence)} kans, als de kansen niet meer verschuiven dan tussen gewone jaren."
    )


def attention_line(signals: pd.DataFrame) -> str:
    """Name the subjects with most points of attention, with their reasons; empty without any."""
    sums = signals.groupby(["kind", "subject"], sort=False)["points"].agg(["sum", "size"])
    order = sums.reset_index().sort_values(["sum", "size"], ascending=False, kind="stable")
    listed = order.loc[order["sum"] >= _LEAST_POINTS, "subject"].head(_NAMED)
    if listed.empty:
        return ""
    words = []
    for subject in listed:
        rows = signals.loc[signals["subject"] == subject]
        most = rows.sort_values("points", ascending=False, kind="stable")["why"].head(_REASONS)
        name = mention(rows["name"].iloc[0], rows["measure"].iloc[0])
        words.append(f"{name} ({_reasons(list(most))})")
    return f"Kijk eerst naar {listing(words)}."


def _reasons(reasons: list[str]) -> str:
    """Join the reasons, by semicolons where one of them is itself a list."""
    return "; ".join(reasons) if any(" en " in one for one in reasons) else listing(reasons)

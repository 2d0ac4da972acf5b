"""Sentences at the head of a chapter: its conclusions in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number, said, share
from analysis.toolkit.kinds import others_of_kind
from analysis.toolkit.measures import mention
from analysis.toolkit.sentence import ALPHA, Prose, set_against

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


def others_text(headlines: pd.DataFrame) -> Prose:
    """List findings of the result `headlines`, each with its points."""
    lines = [
        f"- {row['nl']} ({counted(int(row['points']), 'punt', 'punten')})"
        for _, row in headlines.iterrows()
    ]
    return Prose("\n".join(lines) or "Geen andere bevinding gaat over haar drempel.")


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
    words = [
        f"{mention(rows['name'].iloc[0], rows['measure'].iloc[0])} ({reasons_of(rows)})"
        for rows in leading(signals, _NAMED)
    ]
    return f"Kijk eerst naar {listing(words)}." if words else ""


def leading(signals: pd.DataFrame, count: int) -> list[pd.DataFrame]:
    """Return the signals of each subject with most points, if it has enough to be named."""
    sums = signals.groupby(["kind", "subject"], sort=False)["points"].agg(["sum", "size"])
    order = sums.reset_index().sort_values(["sum", "size"], ascending=False, kind="stable")
    listed = order.loc[order["sum"] >= _LEAST_POINTS, "subject"].head(count)
    return [signals.loc[signals["subject"] == subject] for subject in listed]


def reasons_of(rows: pd.DataFrame) -> str:
    """Join the reasons with most points of one subject."""
    most = rows.sort_values("points", ascending=False, kind="stable")["why"].head(_REASONS)
    return _reasons(list(most))


def _reasons(reasons: list[str]) -> str:
    """Join the reasons, by semicolons where one of them is itself a list."""
    return "; ".join(reasons) if any(" en " in one for one in reasons) else listing(reasons)

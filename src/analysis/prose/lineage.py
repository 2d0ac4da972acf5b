"""Whether what runs on is planned again, as far as a comparison of words can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import listing, number, share
from analysis.prose.sentence import Prose, opening, prose
from analysis.stats.trust import HELD_OUT

if TYPE_CHECKING:
    import pandas as pd

_ONE, _MANY = "mijlpaal", "mijlpalen"
_LEVELS = (("sure", "zeker"), ("probable", "waarschijnlijk"), ("weak", "onzeker"))


def lineage_text(matches: pd.DataFrame, year: int) -> Prose:
    """Say how many milestones promise a sequel, and of how many a successor was found.

    Parameters
    ----------
    matches
        The chapter's rows of `lineage.match_successors`.
    year
        The plan's year.
    """
    if matches.empty:
        return prose(f"Geen enkele mijlpaal van {year - 1} loopt door.")
    outcomes = matches["outcome"].value_counts()
    return prose(
        f"{opening(len(matches), _ONE, _MANY)} van {year - 1} "
        f"{'loopt' if len(matches) == 1 else 'lopen'} door: "
        "het plan noteert dat erbij, of ze zijn niet af en niet stopgezet.",
        _found(matches.loc[matches["outcome"] == "successor"], year),
        _shared(int(outcomes["shared"])),
        _lost(int(outcomes["lost"])),
    )


def _found(found: pd.DataFrame, year: int) -> str:
    if found.empty:
        return f"Bij geen enkele is in de planning van {year} een opvolger gevonden."
    counts = found["confidence"].value_counts()
    levels = listing([f"{number(counts[name])} {word}" for name, word in _LEVELS if counts[name]])
    return (
        f"Bij {number(len(found))} is een opvolger gevonden in de planning van {year} ({levels})."
    )


def _shared(count: int) -> str:
    if not count:
        return ""
    verb = "lijkt" if count == 1 else "lijken"
    return (
        f"{opening(count, 'andere', 'andere')} {verb} op een geplande mijlpaal die al bij een "
        "andere hoort: samengevoegd, of twee keer vermeld."
    )


def _lost(count: int) -> str:
    return f"Voor {number(count)} is geen opvolger gevonden." if count else ""


def trust_text() -> Prose:
    """Say how far the search for successors can be trusted, and what a missing one does not say."""
    known = HELD_OUT
    return prose(
        "De koppeling vergelijkt woorden, thema en onderdeel. Bij een controle met de hand was "
        f"{share(known.precision)} van de gevonden opvolgers juist, en bij ‘zeker’ elk van de "
        f"{number(known.sure)}. Ze vindt niet alles: {share(known.recall)} van de opvolgers die er "
        "zijn. **‘Geen opvolger gevonden’ wil dus niet zeggen dat het werk verdwenen is**: "
        f"{share(1 - known.really_lost)} van die mijlpalen bleek toch verder te lopen, "
        "meestal in andere woorden. Lees de lijst als vragen om na te kijken, met de geplande "
        "mijlpaal die er het dichtst bij komt als eerste plaats om te zoeken.",
    )


def caution_text() -> Prose:
    """Say in short what a missing successor does not say."""
    return prose(
        "De koppeling vergelijkt woorden en vindt niet alles: bij een controle met de hand liep "
        f"{share(1 - HELD_OUT.really_lost)} van wat ze niet terugvond, toch verder. "
        "‘Geen opvolger gevonden’ is dus een vraag om na te kijken, geen vaststelling dat het werk "
        "verdwenen is.",
    )

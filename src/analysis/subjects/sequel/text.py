"""Whether what runs on is planned again, as far as a comparison of words can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import listing, number, said, share
from analysis.subjects.sequel.trust import HELD_OUT
from analysis.toolkit.sentence import Prose, opening, prose
from analysis.toolkit.statistics.shares import wilson_interval

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
        "het plan noteert dat erbij, of hun status zegt dat ze niet af zijn (stopgezet, "
        "geheroriënteerd en ‘niet van toepassing’ tellen daarbij niet).",
        _found(matches.loc[matches["outcome"] == "successor"], year),
        _shared(int(outcomes["shared"])),
        _lost(int(outcomes["lost"])),
    )


def _found(found: pd.DataFrame, year: int) -> str:
    if found.empty:
        return f"Voor geen enkele is in de planning van {year} een opvolger gevonden."
    counts = found["confidence"].value_counts()
    levels = [(word, int(counts[name])) for name, word in _LEVELS if counts[name]]
    (first, most), *rest = levels
    others = [f"voor {said(n)} een {word}e" for word, n in rest]
    start = f"Voor {said(most)} is in de planning van {year} een {first}e opvolger gevonden"
    return f"{listing([start, *others])}."


def _shared(count: int) -> str:
    if not count:
        return ""
    verb = "lijkt" if count == 1 else "lijken"
    return (
        f"{opening(count, 'andere', 'andere')} {verb} op een geplande mijlpaal die al bij een "
        "andere hoort: mogelijk samengevoegd, of twee keer vermeld."
    )


def _lost(count: int) -> str:
    return f"Voor {said(count)} is geen opvolger gevonden." if count else ""


def trust_text() -> Prose:
    """Say how far the search for successors can be trusted, and what a missing one does not say."""
    known = HELD_OUT
    unsure, unsure_right = known.found - known.sure, known.found_right - known.sure_right
    return prose(
        f"De koppeling vergelijkt woorden, thema en onderdeel. Van het plan van {known.plan} zijn "
        f"{number(known.labelled)} mijlpalen met de hand nagekeken die niet dienden om de drempels "
        "te kiezen. Daarbij waren "
        f"{_of(known.found_right, known.found, 'gevonden opvolgers')} juist: van de zekere "
        f"{number(known.sure_right)} van de {number(known.sure)}, maar van de waarschijnlijke en "
        f"onzekere samen {_of(unsure_right, unsure, '')}. Ze vindt niet alles: wel "
        f"{_of(known.found_right, known.with_successor, 'opvolgers die er zijn')}. **‘Geen "
        "opvolger gevonden’ wil dus niet zeggen dat het werk verdwenen is**: "
        f"{_of(known.lost - known.lost_right, known.lost, 'mijlpalen zonder gevonden opvolger')} "
        "liepen toch verder, meestal in andere woorden. Lees de lijst als vragen om na te kijken, "
        "met de geplande mijlpaal die er het dichtst bij komt als eerste plaats om te zoeken.",
    )


def caution_text(matches: pd.DataFrame) -> Prose:
    """Say in short what a missing successor does not say.

    Parameters
    ----------
    matches
        As for `lineage_text`.
    """
    if matches.empty:
        return prose("Er valt dus geen opvolger te zoeken.")
    return prose(
        "De koppeling vergelijkt woorden en vindt niet alles: bij een controle met de hand, op het "
        f"plan van {HELD_OUT.plan}, liepen "
        f"{number(HELD_OUT.lost - HELD_OUT.lost_right)} van de {number(HELD_OUT.lost)} mijlpalen "
        "die ze niet terugvond, toch verder (zie [Verantwoording](verantwoording.ipynb)). "
        "‘Geen opvolger gevonden’ is dus een vraag om na te kijken, geen vaststelling dat het werk "
        "verdwenen is.",
    )


def _of(some: int, whole: int, noun: str) -> str:
    """Say a count of a whole with its share and interval: `41 van de 49 opvolgers (84 %; …)`."""
    low, high = wilson_interval(some, whole)
    interval = f"95\N{NO-BREAK SPACE}%-interval {number(low * 100)}–{share(high)}"
    things = f"{number(whole)} {noun}".rstrip()
    return f"{number(some)} van de {things} ({share(some / whole)}; {interval})"

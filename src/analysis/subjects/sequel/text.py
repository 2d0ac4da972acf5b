"""Sentences on milestones that run on, and on the search for their successors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import listing, number, said, share
from analysis.subjects.sequel.settings import DEFAULT
from analysis.subjects.sequel.trust import HELD_OUT
from analysis.toolkit.sentence import Prose, opening, prose

if TYPE_CHECKING:
    import pandas as pd

    from analysis.subjects.sequel.settings import LineageSettings

#: What every chapter says around its tables.
HEADING = (
    "## Wat doorloopt, en of het terugkomt\n\nEen mijlpaal kan zijn stap van het jaar gezet hebben "
    "en toch verder lopen. Staat het vervolg in de nieuwe planning?"
)
FOUND = "Van deze mijlpalen is het vervolg wel gevonden."

_ONE, _MANY = "mijlpaal", "mijlpalen"
_LEVELS = (("sure", "zeker"), ("probable", "waarschijnlijk"), ("weak", "onzeker"))


def lineage_text(matches: pd.DataFrame, year: int) -> Prose:
    """Say how many milestones run on, and how many have a successor."""
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


def trust_text(trust: pd.DataFrame) -> Prose:
    """Say how reliable the search is, and what a missing successor does not mean."""
    shares = {str(row["share"]): row for _, row in trust.iterrows()}
    sure = shares["sure"]
    return prose(
        f"De koppeling vergelijkt woorden, thema en onderdeel. Van het plan van {HELD_OUT.plan} "
        f"zijn {number(HELD_OUT.labelled)} mijlpalen met de hand nagekeken die niet dienden om de "
        f"drempels te kiezen. Daarbij waren {_of(shares['found'], 'gevonden opvolgers')} "
        f"juist: van de zekere {_of(sure, '')}, maar van de "
        f"waarschijnlijke en onzekere samen {_of(shares['unsure'], '')}. Ze vindt niet alles: "
        f"wel {_of(shares['recall'], 'opvolgers die er zijn')}. **‘Geen "
        "opvolger gevonden’ wil dus niet zeggen dat het werk verdwenen is**: "
        f"{_of(shares['wrongly_lost'], 'mijlpalen zonder gevonden opvolger')} "
        "liepen toch verder, meestal in andere woorden. Lees de lijst als vragen om na te kijken, "
        "met de geplande mijlpaal die er het dichtst bij komt als eerste plaats om te zoeken.",
    )


def caution_text(matches: pd.DataFrame) -> Prose:
    """Say briefly what a missing successor does not mean."""
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


def settings_in_words(settings: LineageSettings = DEFAULT) -> list[tuple[str, str]]:
    """Return the settings of the search in words, each with its value."""
    weights = (settings.label_weight, settings.theme_weight, settings.section_weight)
    return [
        (
            "Opvolger: gewicht van woorden, thema en onderdeel",
            " – ".join(share(weight) for weight in weights),
        ),
        ("Opvolger: laagste score", number(settings.threshold, 2)),
        ("Opvolger: waarschijnlijk vanaf", number(settings.probable, 2)),
        ("Opvolger: zeker vanaf", number(settings.sure, 2)),
    ]


def _of(row: pd.Series, noun: str) -> str:
    """Write a count of a whole with its share and interval: `41 van de 49 opvolgers (84 %; …)`."""
    level = f"{share(row['confidence_level'])}-interval"
    interval = f"{level} {number(row['low'] * 100)}–{share(row['high'])}"
    things = f"{number(row['of'])} {noun}".rstrip()
    return f"{number(row['count'])} van de {things} ({share(row['value'])}; {interval})"

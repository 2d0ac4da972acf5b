"""Sentences on milestones that run on, and on the search for their successors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number, said, share
from analysis.subjects.sequel.settings import DEFAULT
from analysis.toolkit.sentence import Prose, opening, prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


#: What every chapter says around its tables.
HEADING = (
    "## Wat doorloopt, en of het terugkomt\n\nEen mijlpaal kan gerealiseerd zijn en toch verder "
    "lopen. Staat het vervolg in de nieuwe planning?"
)
FOUND = "Van deze mijlpalen is het vervolg wel gevonden."

_ONE, _MANY = "mijlpaal", "mijlpalen"
_LEVELS = (
    ("reviewed", "nagekeken"),
    ("sure", "zeker"),
    ("probable", "waarschijnlijk"),
    ("weak", "onzeker"),
)


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
    others = [f"voor {said(n)} een {_with_e(word)}" for word, n in rest]
    start = f"Voor {said(most)} is in de planning van {year} een {_with_e(first)} opvolger gevonden"
    return f"{listing([start, *others])}."


def _with_e(word: str) -> str:
    return word if word.endswith("en") else f"{word}e"


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
    """Say how reliable the search is, and what a missing successor does not mean.

    The result `successor_trust`; empty if no plan was reviewed.
    """
    shares = {str(row["share"]): row for _, row in trust.iterrows()}
    if not shares:
        return prose(
            "De koppeling vergelijkt woorden, thema en onderdeel. Hoe vaak ze juist is, is nog op "
            "geen enkel plan met de hand nagekeken."
        )
    told = [
        _share(shares, "found", "gevonden opvolgers die juist zijn: {}"),
        _share(shares, "sure", "van de zekere: {}"),
        _share(shares, "unsure", "van de waarschijnlijke en onzekere samen: {}"),
        _share(shares, "recall", "opvolgers die er zijn en gevonden werden: {}"),
        _share(
            shares, "wrongly_lost", "mijlpalen zonder gevonden opvolger die toch verder liepen: {}"
        ),
    ]
    return prose(
        "De koppeling vergelijkt woorden, thema en onderdeel. Op mijlpalen van het plan van "
        f"{trust['plan'].iloc[0]} die met de hand nagekeken zijn en niet dienden om de drempels te "
        f"kiezen, was dat de uitslag: {'; '.join(words for words in told if words)}. **‘Geen "
        "opvolger gevonden’ wil dus niet zeggen dat het werk verdwenen is**, tenzij een mens dat "
        "nagekeken heeft: zulke koppelingen heten ‘nagekeken’ en zijn vaststellingen.",
    )


def reviewers_text(review: pd.DataFrame) -> Prose | None:
    """Say of how many decisions `review.csv` does not name who took them, and when; None if none.

    A person's name is not guessed from who saved the file.
    """
    rows = review.loc[review["subject"] == "successor"]
    if rows.empty:
        return None
    silent = int(((rows["by"] == "") | (rows["on"] == "")).sum())
    every = counted(len(rows), "nagekeken koppeling", "nagekeken koppelingen")
    if not silent:
        return prose(f"Van {every} zegt review.csv wie ze nakeek, en wanneer.")
    return prose(
        f"Van {said(silent)} van de {every} is niet vermeld wie ze nakeek en wanneer: review.csv "
        "laat dat leeg, en wie het bestand opsloeg, is niet altijd wie besliste.",
    )


def _share(shares: Mapping[str, pd.Series], name: str, words: str) -> str:
    return words.format(_of(shares[name], "")) if name in shares else ""


def caution_text(matches: pd.DataFrame, trust: pd.DataFrame | None, *, whole: bool) -> Prose:
    """Say briefly what a missing successor means: a fact if reviewed, else an estimate.

    The chapter on the whole plan says why; the others lead to it. `trust` is the result
    `successor_trust`, which is only needed where a match was not reviewed.
    """
    if matches.empty:
        return prose("Er valt dus geen opvolger te zoeken.")
    machine = matches.loc[matches["confidence"] != "reviewed"]
    if machine.empty and not whole:
        return prose("Elk geval is nagekeken (zie het [Overzicht](overzicht.ipynb)).")
    if machine.empty:
        return prose(
            "Elk van deze mijlpalen is met de hand nagekeken: wat hier staat, is vastgesteld en "
            "niet geschat. Werk kan wel doorgaan zonder mijlpaal."
        )
    reviewed = len(matches) - len(machine)
    caution = prose(
        f"Daarvan {'is' if reviewed == 1 else 'zijn'} er {number(reviewed)} met de hand nagekeken."
        if reviewed
        else "",
        "De koppeling vergelijkt woorden en vindt niet alles (zie "
        "[Verantwoording](verantwoording.ipynb)).",
        _estimated(int((machine["outcome"] == "lost").sum()), trust),
        "‘Geen opvolger gevonden’ is dus een vraag om na te kijken, geen vaststelling dat het werk "
        "verdwenen is."
        if whole
        else "‘Geen opvolger gevonden’ is dus een vraag, geen vaststelling.",
    )
    return replace(caution, caution=True)


def _estimated(lost: int, trust: pd.DataFrame | None) -> str:
    """Estimate how many of the milestones called lost have no successor indeed."""
    if trust is None or not lost:
        return ""
    rows = trust.loc[trust["share"] == "wrongly_lost"]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    low, high = lost * (1 - row["high"]), lost * (1 - row["low"])
    return (
        f"Van de {number(lost)} zonder gevonden opvolger hebben er naar schatting "
        f"{number(lost * (1 - row['value']))} er echt geen ({share(row['confidence_level'])}-"
        f"interval {number(low)}–{number(high)})."
    )


def settings_in_words() -> list[tuple[str, str]]:
    """Return the settings of the search in words, each with its value."""
    weights = (DEFAULT.label_weight, DEFAULT.theme_weight, DEFAULT.section_weight)
    return [
        (
            "Opvolger: gewicht van woorden, thema en onderdeel",
            " – ".join(share(weight) for weight in weights),
        ),
        ("Opvolger: laagste score", number(DEFAULT.threshold, 2)),
        ("Opvolger: waarschijnlijk vanaf", number(DEFAULT.probable, 2)),
        ("Opvolger: zeker vanaf", number(DEFAULT.sure, 2)),
    ]


def _of(row: pd.Series, noun: str) -> str:
    """Write a count of a whole with its share and interval: `41 van de 49 opvolgers (84 %; …)`."""
    level = f"{share(row['confidence_level'])}-interval"
    interval = f"{level} {number(row['low'] * 100)}–{share(row['high'])}"
    things = f"{number(row['of'])} {noun}".rstrip()
    return f"{number(row['count'])} van de {things} ({share(row['value'])}; {interval})"

"""Invented words of a department that does not exist: housing, water and heritage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


_ACTIONS = (
    *("Aanbesteding", "Afbakening", "Bijsturing", "Doorlichting", "Draaiboek", "Gunning"),
    *("Hertekening", "Inventaris", "Kaderovereenkomst", "Lancering", "Nulmeting", "Ontwerptekst"),
    *("Oplevering", "Proefproject", "Publicatie", "Rondvraag", "Startnota", "Toetsing"),
    *("Uitrol", "Verkenning", "Visietekst", "Vooronderzoek", "Werkbezoeken", "Zelfevaluatie"),
)
_LINKS = ("van", "voor", "rond", "in het kader van", "bij", "ten behoeve van")
_ADJECTIVES = (
    *("gedeelde", "nieuwe", "vernieuwde", "gebiedsgerichte", "niet-vergunde", "landelijke"),
    *("stedelijke", "leegstaande", "vroeg-middeleeuwse", "waterrijke", "kleinschalige", "open"),
)
_STEMS = (
    *("Oever", "Dijk", "Molen", "Kanaal", "Gracht", "Haven", "Huur", "Erfgoed", "Landschap"),
    *("Hemelwater", "Dorpskern", "Renovatie", "Waterpeil", "Kapel", "Sluis", "Polder", "Tuinwijk"),
)
_ENDINGS = (
    *("premie", "lening", "toelage", "vergunning", "krediet", "fonds", "erkenning", "cheque"),
    *("register", "waarborg", "scan", "bonus", "advies", "korting", "pas", "trajecten"),
)
_PLACES = (
    *("langs bevaarbare waterlopen", "in beschermde dorpsgezichten", "met de lokale besturen"),
    *("tegen het einde van de legislatuur", "bij private verhuurders", "in de randgemeenten"),
    *("samen met de waterschappen", "op het niveau van de stroombekkens", "via het digitaal loket"),
    *(
        "voor eigenaars-bewoners",
        "met aandacht voor droogte en overstroming",
        "in drie proefregio’s",
    ),
)
_TAGS = ("[AHAD-RRF]", "[RRF]", "[AHAD digitalisering - IT-project]:", "[REACT-EU]", "(o.v.)")
_APPROVALS = ("(ag. pr. goedk.)", "(ag. def. goedk.)", "(looptijd 2029-33)", "(zie oeverdecreet)")
_SUBJECTS = (
    *("De dienst", "Het waterloket", "De stuurgroep", "Elke regio", "Het team erfgoed"),
    *("De kerngroep van eigenaars", "Een externe partner", "De werkgroep peilbeheer"),
)
_VERBS = (
    *("bereidt", "bespreekt", "volgt", "herziet", "versterkt", "onderzoekt", "actualiseert"),
    *("verbindt", "meet", "beschrijft"),
)
_TAILS = (
    *("en koppelt daarover terug", "zodat niemand twee keer hetzelfde moet vragen"),
    *("zonder vooruit te lopen op de uitkomst", "met respect voor ieders rol"),
    *("en legt het resultaat voor aan de raad", "voor zover het budget dat toelaat"),
)


def compound(rng: Random) -> str:
    """Make one word such as 'oeverpremie'."""
    return f"{rng.choice(_STEMS)}{rng.choice(_ENDINGS)}".lower()


def topic(rng: Random) -> str:
    """Make a noun phrase such as 'vernieuwde oeverpremie'."""
    word = compound(rng)
    if rng.random() < 0.15:
        word = f"{rng.choice(_STEMS).lower()}- en {word}"
    return f"{rng.choice(_ADJECTIVES)} {word}" if rng.random() < 0.6 else word


def measures(rng: Random, count: int) -> list[str]:
    """Make names of measures, each another one."""
    names: dict[str, None] = {}
    while len(names) < count:
        name = f"{rng.choice(_STEMS)}{rng.choice(_ENDINGS)}"
        shape = rng.random()
        if shape < 0.15:
            name = f"Vlaamse {name.lower()}"
        elif shape < 0.25:
            name = f"{rng.choice(_STEMS)}- en {name.lower()}"
        elif shape < 0.35:
            name = f"{rng.choice(_STEMS)}-{name.lower()}"
        elif shape < 0.42:
            name = f"{name} (in uitdoof)"
        names[name] = None
    return list(names)


def label(rng: Random) -> str:
    """Make a milestone's text, from two words to four lines."""
    words = f"{rng.choice(_ACTIONS)} {topic(rng)}"
    length = rng.random()
    if length > 0.4:
        words = f"{rng.choice(_ACTIONS)} {rng.choice(_LINKS)} {topic(rng)} {rng.choice(_PLACES)}"
    if length > 0.75:
        words += f", inclusief {rng.choice(_ACTIONS).lower()} {topic(rng)} {rng.choice(_PLACES)}"
    if length > 0.92:
        words += f" en {rng.choice(_ACTIONS).lower()} {rng.choice(_LINKS)} {topic(rng)}"
    if rng.random() < 0.15:
        words = f"{rng.choice(_TAGS)} {words}"
    return f"{words} {rng.choice(_APPROVALS)}" if rng.random() < 0.15 else words


def short_label(rng: Random) -> str:
    """Make a sub-bullet's text: one line."""
    ending = rng.choice(["", " fase 2", " (deel 1)", " – startdag", ", tweede ronde", " 2.0"])
    return f"{rng.choice(_ACTIONS)} {topic(rng)}{ending}"


def theme(rng: Random) -> str:
    """Make a short theme, at most 40 characters."""
    name = f"{rng.choice(_ADJECTIVES)} {rng.choice(_STEMS)}{rng.choice(_ENDINGS)}".capitalize()
    return name[:40].strip() if len(name) > 40 else name


def long_theme(rng: Random, least: int) -> str:
    """Make a theme of at least so many characters."""
    words = theme(rng)
    while len(words) < least:
        words += f" {rng.choice(_LINKS)} {topic(rng)}"
    return words


def title(rng: Random) -> str:
    """Make the title of an objective: one line or two."""
    words = f"{topic(rng).capitalize()} {rng.choice(_PLACES)} {rng.choice(_ENDINGS[:6])}"
    extra = rng.choice(["versterken", "verankeren en bewaken", "toegankelijk maken", "vernieuwen"])
    if rng.random() < 0.4:
        words += f" en de {topic(rng)} van morgen voorbereiden"
    return f"{words} {extra}"


def sentence(rng: Random) -> str:
    """Make a sentence that says nothing."""
    parts = [rng.choice(_SUBJECTS), rng.choice(_VERBS), "de", topic(rng), rng.choice(_PLACES)]
    if rng.random() < 0.5:
        parts.append(rng.choice(_TAILS))
    return f"{' '.join(parts)}."


def paragraph(rng: Random, least: int = 2, most: int = 5) -> str:
    """Make some sentences."""
    return " ".join(sentence(rng) for _ in range(rng.randint(least, most)))

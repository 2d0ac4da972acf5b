"""A whole plan of an invented department, drawn from a seed, with the truth about its tables."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from . import annexes, flow, goals, organisation, people, policy, skeleton
from .layout import Page, on_new_page, pages_of
from .reading import read

if TYPE_CHECKING:
    import pandas as pd

    from .layout import Block

MEANINGS = {
    "ADW": "Afdeling Dijken en Waterlopen",
    "ag. def. goedk.": "agendering definitieve goedkeuring",
    "ag. pr. goedk.": "agendering principiële goedkeuring",
    "AHAD": "Alle Hens Aan Dijk",
    "CIW": "Commissie voor Integraal Waterbeheer, waterbodems, oevers, sluizen en de aanpalende "
    "gronden",
    "DC(H)": "Dijkcheques",
    "DC-Sector": "Dijkcheque-sector",
    "DLO": "Departement Landelijke Ontwikkeling",
    "DWWE": "Departement Wonen, Water en Erfgoed",
    "F&B": "Financiën en Begroting",
    "GIS’en": "Geografische informatiesystemen",
    "HMW": "Hemelwater en droogte",
    "ME": "Molens en erfgoed",
    "ov.": "onder voorbehoud",
    "RRF": "Herstel- en veerkrachtfaciliteit",
    "SUMO": "Samen Uitvoeren, Meten en Opvolgen – tweede editie, met bijdragen van alle provincies "
    "en hun waterschappen",
    "VMK": "Vlaamse molenkaart",
    "WA": "Wateractieplan",
    "WI": "Waterinspectie",
}


@dataclass(frozen=True, slots=True)
class GeneratedPlan:
    """A plan as text and on pages, and per raw table every row that it holds."""

    seed: int
    year: int
    text: str
    truth: dict[str, pd.DataFrame]
    pages: tuple[Page, ...]


def generate_plan(seed: int, year: int, scale: int = 1) -> GeneratedPlan:
    """Draw a plan of `year`; `scale` multiplies its milestones and measures.

    The same arguments give the same plan, to the letter.
    """
    rng = Random(f"{seed}/{year}/{scale}")  # noqa: S311 - a test plan keeps no secret
    bones = skeleton.draw(year, scale, rng)
    blocks = [
        *people.abbreviations(MEANINGS, rng),
        *_summary(year, rng),
        *on_new_page(goals.chapter(bones, rng)),
        *policy.chapters(bones, scale, rng),
        *organisation.projects(bones, scale, rng),
        *organisation.horizontal(bones, rng),
        *organisation.staff(bones, rng),
        *organisation.writing(bones, rng),
        *annexes.chapter(bones, rng),
    ]
    pages = pages_of(blocks)
    text, truth = read(pages, year, rng)
    return GeneratedPlan(seed, year, text, truth, pages)


def _summary(year: int, rng: Random) -> list[Block]:
    """Set chapter 1: prose only, about milestones and statuses too."""
    return [
        *on_new_page([flow.heading("1", "MANAGEMENTSAMENVATTING")]),
        *flow.prose(rng, 2),
        flow.heading("1.1", f"EVALUATIE WERKJAAR {year - 1}"),
        *flow.prose(rng, 3),
        flow.heading("1.1.1", "Uitvoering strategische projecten"),
        flow.numbered_prose(
            "De mijlpalen van dit jaar werden gerealiseerd of lopen op schema. In",
            f"{year - 1} werd dat voor het eerst gemeten.",
        ),
        flow.bullets(["Evaluatie van het waterloket, nu op schema", "Start van het molenregister"]),
        flow.heading("1.2", f"PLANNING WERKJAAR {year}"),
        *flow.prose(rng, 3),
    ]

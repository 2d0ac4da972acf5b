"""The policy chapters: per objective what was done, what was added, what is planned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from . import flow, goals
from .layout import on_new_page
from .milestones import NARROW, WIDE, Table, footnote, table_of
from .rows import Place

if TYPE_CHECKING:
    from random import Random

    from .layout import Block
    from .skeleton import Objective, Skeleton


def chapters(skeleton: Skeleton, scale: int, rng: Random) -> list[Block]:
    """Set every policy field, structure element and objective."""
    blocks: list[Block] = []
    for number, field in enumerate(skeleton.fields(), start=3):
        blocks += on_new_page([flow.heading(str(number), f"BELEIDSVELD {field}")])
        element = ""
        for objective in skeleton.objectives:
            if objective.field != field:
                continue
            if objective.element != element:
                element = objective.element
                part = objective.section.rpartition(".")[0]
                blocks.append(flow.heading(part, f"ISE {element}"))
            blocks += _section(skeleton, objective, scale, rng)
    return blocks


def _section(skeleton: Skeleton, objective: Objective, scale: int, rng: Random) -> list[Block]:
    title = flow.heading(objective.section, objective.heading())
    year = skeleton.year
    return [
        replace(title, records=(*title.records, goals.objective_record(objective))),
        flow.caption("Omschrijving", rng),
        *flow.prose(rng, rng.randint(1, 2)),
        flow.caption("Stakeholdersbetrokkenheid", rng),
        *flow.prose(rng, rng.randint(1, 2)),
        *_evaluation(skeleton, objective.section, scale, rng),
        flow.caption("Evaluatietekst", rng),
        *flow.prose(rng, rng.randint(3, 6)),
        flow.unnumbered(f"Geplande projectmijlpalen {year}"),
        *flow.prose(rng, rng.randint(2, 4)),
        *_plan(skeleton, objective.section, scale, rng),
        *_processes(skeleton, rng),
    ]


def _evaluation(skeleton: Skeleton, section: str, scale: int, rng: Random) -> list[Block]:
    place = Place(section, "evaluated")
    table = Table(place, skeleton.year, "−", skeleton.titles(), WIDE)
    blocks = [flow.unnumbered(f"Evaluatie projectmijlpalen {skeleton.year - 1}")]
    blocks += table_of(table, rng.randint(13, 26) * scale, rng)
    if rng.random() < 0.75:
        more = replace(table, place=replace(place, additional=True))
        added = table_of(more, rng.randint(3, 8) * scale, rng)
        blocks += on_new_page(added) if rng.random() < 0.7 else added
    return on_new_page(blocks) if rng.random() < 0.5 else blocks


def _plan(skeleton: Skeleton, section: str, scale: int, rng: Random) -> list[Block]:
    bullet = rng.choice(["−", "─"])
    table = Table(Place(section, "planned"), skeleton.year, bullet, skeleton.titles(), NARROW)
    blocks = table_of(table, rng.randint(14, 24) * scale, rng)
    if rng.random() < 0.15:
        blocks.append(footnote(rng))
    return on_new_page(blocks) if rng.random() < 0.7 else blocks


def _processes(skeleton: Skeleton, rng: Random) -> list[Block]:
    """Set the list of measures after the planned milestones; its bullets are no milestones."""
    count = rng.randint(2, 7)
    names = rng.sample(skeleton.measures, count)
    blocks = [
        flow.unnumbered("Uitvoering kernprocessen"),
        flow.numbered_prose(
            "Om deze doelstelling waar te maken zet het departement in totaal",
            f"{count} maatregelen in:",
        ),
        flow.bullets(names),
        *flow.prose(rng),
    ]
    return on_new_page(blocks) if rng.random() < 0.4 else blocks

"""The annexes: norms, a section per measure, inspections, budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import budget, flow, inspections, norms, words
from .layout import on_new_page
from .spans import bold, plain

if TYPE_CHECKING:
    from random import Random

    from .layout import Block
    from .skeleton import Skeleton


def chapter(skeleton: Skeleton, rng: Random) -> list[Block]:
    """Set the annexes."""
    number = skeleton.chapter(6)
    title = (*bold("Overzichtstabel 1", rng), *plain(": streefnormen en wettelijke bepalingen"))
    names = list(skeleton.measures[: len(skeleton.measures) * 3 // 4])
    return [
        *on_new_page([flow.heading(str(number), "BIJLAGEN")]),
        flow.heading(f"{number}.1", "UITVOERING KERNPROCESSEN: BOORDTABEL"),
        *flow.prose(rng, 4),
        *on_new_page([flow.lines_block([title])]),
        *norms.table(names, skeleton.year, rng),
        *_measures(skeleton, f"{number}.1", rng),
        *_inspections(skeleton, f"{number}.1.{len(skeleton.objectives) + 1}", rng),
        *_budget(skeleton, f"{number}.2", rng),
    ]


def _measures(skeleton: Skeleton, number: str, rng: Random) -> list[Block]:
    """Set a section per objective and measure; some lines of prose start with a number."""
    blocks: list[Block] = []
    for at, objective in enumerate(skeleton.objectives, start=1):
        top = flow.heading(f"{number}.{at}", objective.heading())
        blocks += on_new_page([top]) if rng.random() < 0.5 else [top]
        for place, name in enumerate(rng.sample(skeleton.measures, rng.randint(1, 3)), start=1):
            blocks.append(flow.heading(f"{number}.{at}.{place}", name))
            files = rng.randint(1000, 99999)
            first = f"Over alle regio’s samen kwamen er in {skeleton.year - 1} bij de loketten"
            second = f"{files:,} dossiers binnen (+{rng.randint(1, 40)}%).".replace(",", ".")
            blocks.append(flow.numbered_prose(first, second))
            blocks += flow.prose(rng)
    return blocks


def _inspections(skeleton: Skeleton, number: str, rng: Random) -> list[Block]:
    names = rng.sample(skeleton.measures, len(skeleton.measures) * 2 // 3)
    long = "Waterrijke percelen in beheer van derden (tem Q3 2025)"
    return [
        *on_new_page([flow.heading(number, "Waterinspectie")]),
        *inspections.table([*names[:5], long, *names[5:]], skeleton.year, rng),
    ]


def _budget(skeleton: Skeleton, number: str, rng: Random) -> list[Block]:
    titles = {goal.budget_title(): _some(skeleton, rng) for goal in skeleton.objectives}
    titles["Apparaat"] = ["Lonen", "Werking", "Werking - Digitale weerbaarheid van de oevers"]
    titles["Provisies"] = [f"Provisie voor {words.compound(rng)}"]
    return [
        *on_new_page([flow.heading(number, "BUDGETTEN")]),
        *flow.prose(rng, 4),
        *budget.table(titles, skeleton.year, rng),
    ]


def _some(skeleton: Skeleton, rng: Random) -> list[str]:
    count = max(3, len(skeleton.measures) // len(skeleton.objectives))
    return rng.sample(skeleton.measures, rng.randint(count - 1, count + 2))

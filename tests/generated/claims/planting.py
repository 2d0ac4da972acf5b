"""Inserts claims into a generated plan and notes the lines on which each stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from generated.plan import generate_plan
from generated.spans import wrap

from .events import event_claims
from .figures import number_claims
from .norms import norm_claims
from .tables import table_claims
from .told import Claim, Told, Voice
from .wordings import wordings

if TYPE_CHECKING:
    from generated.plan import GeneratedPlan

WIDTH = 92


@dataclass(frozen=True, slots=True)
class ClaimedPlan:
    """The text of a plan with claims, and the claims."""

    year: int
    text: str
    claims: tuple[Claim, ...]


def plan_with_claims(seed: int, year: int, *, held_out: bool = False) -> ClaimedPlan:
    """Generate a plan whose prose restates its tables and itself, some of it wrong.

    `held_out` words the claims in ways that the rules were not written against.
    """
    plan = generate_plan(seed, year)
    rng = Random(f"claims/{seed}/{year}/{held_out}")  # noqa: S311 - a test plan keeps no secret
    voice = Voice(wordings(held_out=held_out), rng)
    tables = {
        name: [{str(key): str(cell) for key, cell in row.items()} for row in rows]
        for name, frame in plan.truth.items()
        for rows in [frame.to_dict("records")]
    }
    measures = _sections_of(tables)
    told: list[Told] = []
    for name, section in measures.items():
        rows = [row for row in tables["norms"] if row["measure"] == name]
        told += norm_claims(rows, section, year, voice) if rows else []
    policy = [row["section"] for row in tables["objectives"] if row["section"]]
    told += number_claims([*measures.values(), *policy], year, voice)
    told += event_claims(tables, measures, policy, year, voice)
    told += table_claims(tables, year, voice)
    return ClaimedPlan(year, *_inserted(plan, tables, told, rng))


def _sections_of(tables: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """Return the section of each measure that has one section only."""
    named = {row["measure"] for name in ("norms", "budget") for row in tables[name]}
    titles = [row["title"] for row in tables["headings"]]
    return {
        row["title"]: row["number"]
        for row in tables["headings"]
        if row["title"] in named and titles.count(row["title"]) == 1
    }


def _inserted(
    plan: GeneratedPlan, tables: dict[str, list[dict[str, str]]], told: list[Told], rng: Random
) -> tuple[str, tuple[Claim, ...]]:
    """Return the text with each paragraph under its heading, and the claims with their lines."""
    lines = plan.text.split("\n")
    ends = {row["number"]: _end(lines, int(row["line"])) for row in tables["headings"]}
    inserts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, each in enumerate(told):
        for section, text in each.places:
            inserts[ends[section]].append((number, text))
    for paragraphs in inserts.values():
        rng.shuffle(paragraphs)
    written: list[str] = []
    places: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        written.append(line)
        for number, text in inserts.get(place, ()):
            for part in wrap(text, WIDTH):
                written.append(f"{part} ")
                places[number].append(len(written))
            written.append("")
    claims = [
        Claim(each.kind, each.wrong, tuple(places[number]), " / ".join(t for _, t in each.places))
        for number, each in enumerate(told)
    ]
    return "\n".join(written), tuple(claims)


def _end(lines: list[str], line: int) -> int:
    """Return the index of the first blank line after a heading."""
    return next(place for place in range(line, len(lines)) if not lines[place].strip())

"""References to sections: those that do not exist, and those that are about something else."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from analysis.plan.audit.likeness import covered
from analysis.plan.audit.registry import Clash, Kind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.plan import RawPlan

_NAMED = re.compile(r"\bzie\s(?:ook\s)?(\d+(?:\.\d+)+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_FITS, _MATCHES = 0.5, 0.8


class _Reference(NamedTuple):
    """A section that a passage refers to, and what the plan says is found there."""

    target: str
    topic: str
    passage: Passage


@rule(
    Kind.REFERENCE,
    Severity.LOW,
    explains="Een verwijzing gaat naar een deel van het plan dat bestaat.",
    settle="De inhoudstafel van het plan.",
)
def reference_to_nothing(plan: RawPlan) -> Iterator[Clash]:
    """Look for references to a section number that no heading has."""
    titles = _titles(plan)
    seen = set[tuple[str, tuple[int, ...]]]()
    for reference in _references(plan):
        key = reference.target, reference.passage.lines
        if reference.target in titles or key in seen or not titles:
            continue
        seen.add(key)
        near = _nearest(reference.target, titles)
        there = plan.at("headings", _line_of(plan, near))[0].passage("number")
        yield Clash(
            reference.passage,
            there,
            f"Er is geen deel {reference.target}; het laatste op dat niveau is {near}.",
        )


@rule(
    Kind.REFERENCE,
    Severity.LOW,
    explains="Een verwijzing gaat naar het deel dat over haar onderwerp gaat.",
    settle="De inhoudstafel van het plan.",
)
def reference_elsewhere(plan: RawPlan) -> Iterator[Clash]:
    """Compare the topic of a reference with the titles of the section that it names.

    Only where another section is plainly the one that was meant.
    """
    titles = _titles(plan)
    for reference in _references(plan):
        own = titles.get(reference.target)
        if not own or not reference.topic:
            continue
        if covered(reference.topic, own) >= _FITS:
            continue
        best = _meant(reference, titles)
        if covered(reference.topic, titles[best]) >= _MATCHES:
            meant = plan.at("headings", _line_of(plan, best))[0]
            yield Clash(
                reference.passage,
                meant.passage("number", "title"),
                f"{reference.target} gaat over '{own[0]}'; '{reference.topic}' staat in {best}.",
            )


def _meant(reference: _Reference, titles: dict[str, list[str]]) -> str:
    """Return the section whose titles fit a topic best; of equals one beside the target."""
    above = reference.target.rpartition(".")[0]
    return max(
        titles,
        key=lambda number: (
            covered(reference.topic, titles[number]),
            number.rpartition(".")[0] == above,
        ),
    )


def _references(plan: RawPlan) -> Iterator[_Reference]:
    """Yield every reference; without a table of them those that the milestones name by number."""
    for row in plan.rows("references"):
        if _NUMBER.fullmatch(row["target"]):
            yield _Reference(row["target"], row["topic"], row.passage("target"))
    if plan.rows("references"):
        return
    for row in plan.rows("milestones"):
        for target in _NUMBER.findall(row["see_also"]):
            yield _Reference(target, "", row.passage("see_also"))
        for target in _NAMED.findall(row["timing"]):
            yield _Reference(target, "", row.passage("timing"))


def _titles(plan: RawPlan) -> dict[str, list[str]]:
    """Return the titles of each section: its heading, and the projects that it is about."""
    titles: dict[str, list[str]] = defaultdict(list)
    for row in plan.rows("headings"):
        titles[row["number"]].append(row["title"])
    for row in plan.rows("projects"):
        if row["section"] in titles:
            titles[row["section"]].append(row["title"])
    return dict(titles)


def _nearest(target: str, titles: dict[str, list[str]]) -> str:
    """Return the last section beside the one that does not exist, or the one above it."""
    above = target.rpartition(".")[0]
    beside = [number for number in titles if number.rpartition(".")[0] == above]
    if above and beside:
        return max(beside, key=lambda number: int(number.rpartition(".")[2]))
    return above if above in titles else next(iter(titles))


def _line_of(plan: RawPlan, number: str) -> int:
    return next(row.line for row in plan.rows("headings") if row["number"] == number)

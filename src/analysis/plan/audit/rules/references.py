"""Rules that look for references to a missing section or to the wrong one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.similarity import coverage, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.printed_tables import PrintedTables

_NAMED = re.compile(r"\bzie\s(?:ook\s)?(\d+(?:\.\d+)+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_FITS = 0.5  # share of a topic's words at which the section may be right
_MATCHES = 0.8  # share at which another section is clearly meant


class _Reference(NamedTuple):
    """A section that a passage refers to, and the topic that it names."""

    target: str
    topic: str
    passage: Passage


@rule(
    RuleKind.REFERENCE,
    Severity.LOW,
    explains="Een verwijzing gaat naar een deel van het plan dat bestaat.",
    settle="De inhoudstafel van het plan.",
)
def reference_to_nothing(plan: PrintedTables) -> Iterator[Clash]:
    """Look for references to a section that has no heading."""
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
    RuleKind.REFERENCE,
    Severity.LOW,
    explains="Een verwijzing gaat naar het deel dat over haar onderwerp gaat.",
    settle="De inhoudstafel van het plan.",
)
def reference_elsewhere(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the topic of a reference with the titles of its section.

    A mismatch counts only if the titles of another section match the topic.
    """
    titles = _titles(plan)
    for printed in _references(plan):
        reference = printed._replace(topic=_own_topic(printed, titles))
        own = titles.get(reference.target)
        if not own or not reference.topic:
            continue
        if coverage(reference.topic, own) >= _FITS:
            continue
        best = _meant(reference, titles)
        if coverage(reference.topic, titles[best]) >= _MATCHES:
            meant = plan.at("headings", _line_of(plan, best))[0]
            yield Clash(
                reference.passage,
                meant.passage("number", "title"),
                f"{reference.target} gaat over '{own[0]}'; '{reference.topic}' staat in {best}.",
            )


def _own_topic(reference: _Reference, titles: dict[str, list[str]]) -> str:
    """Return the topic without the title of the target's chapter, if it names that too."""
    chapter = {
        word
        for title in titles.get(reference.target.partition(".")[0], ())
        for word in words(title)
    }
    own = [word for word in words(reference.topic) if word not in chapter]
    return " ".join(own) if own and len(own) < len(words(reference.topic)) else reference.topic


def _meant(reference: _Reference, titles: dict[str, list[str]]) -> str:
    """Return the section whose titles fit a topic best; a sibling of the target wins a tie."""
    parent = reference.target.rpartition(".")[0]
    return max(
        titles,
        key=lambda number: (
            coverage(reference.topic, titles[number]),
            number.rpartition(".")[0] == parent,
        ),
    )


def _references(plan: PrintedTables) -> Iterator[_Reference]:
    """Yield the rows of the table of references; without one, the numbers in the milestones."""
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


def _titles(plan: PrintedTables) -> dict[str, list[str]]:
    """Return the titles of each section: its heading and those of its projects."""
    titles: dict[str, list[str]] = defaultdict(list)
    for row in plan.rows("headings"):
        titles[row["number"]].append(row["title"])
    for row in plan.rows("projects"):
        if row["section"] in titles:
            titles[row["section"]].append(row["title"])
    return dict(titles)


def _nearest(target: str, titles: dict[str, list[str]]) -> str:
    """Return the last sibling of a missing section, or its parent, or else the first section."""
    above = target.rpartition(".")[0]
    siblings = [number for number in titles if number.rpartition(".")[0] == above]
    if above and siblings:
        return max(siblings, key=lambda number: int(number.rpartition(".")[2]))
    return above if above in titles else next(iter(titles))


def _line_of(plan: PrintedTables, number: str) -> int:
    return next(row.line for row in plan.rows("headings") if row["number"] == number)

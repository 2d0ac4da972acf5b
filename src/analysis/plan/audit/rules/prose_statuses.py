"""Rules that compare what the prose says of the state of things with the milestones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.likeness import ACTS, acts, found, frequencies
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.statement import of_kind
from analysis.plan.tables.status import STATUSES, status_of
from analysis.plan.tables.stems import content_stems, stems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables
    from analysis.plan.audit.statement import Statement

_BRACKETS = re.compile(r"\[[^\]]*\]|\(([^)]*)\)")
_LONG_WORD = 8
#: Stems of a label that do not say what a milestone is about.
_NOISE = {
    *ACTS,
    *("esf", "rrf", "ahad", "react", "react-eu", "nieuw", "verder", "eers", "twe", "projec"),
    "actie",
}
_THEME_SHARE = 0.6
_RARE = 10  # sentences that a telling word is in, at most
_SHORT = 5  # stems of a sentence that says no more than that something starts
_SECTIONS = re.compile(r"\d+(?:\.\d+)*")
_NOT_DONE = {"future", "not_started", "unfinished", "on_hold", "stopped"}
#: Per status that the prose tells, those of a milestone that contradict it, with their certainty.
_CONFLICTS: Mapping[str, Mapping[str, Certainty]] = {
    **{name: {"realised": Certainty.CERTAIN} for name in (*_NOT_DONE, "delayed")},
    "realised": {
        **dict.fromkeys(("delayed", "on_hold", "stopped", "not_started"), Certainty.CERTAIN),
        **dict.fromkeys(("in_preparation", "on_track"), Certainty.PROBABLE),
    },
    "on_track": dict.fromkeys(("delayed", "on_hold", "stopped"), Certainty.PROBABLE),
}
_GENERIC = stems_of(
    "activiteit activiteiten actie acties initiatief initiatieven mijlpalen stappen werkzaamheden "
    "gepland plan planning voorzien ingepland momenteel ondernemingsplan opgenomen staan concrete "
    "bijkomende extra daarvoor daarrond hierrond hiervoor omtrent rond komende nieuwe specifieke "
    "verdere jaar werkjaar huidige betreft wat"
)


@dataclass(frozen=True, eq=False)
class _Milestone:
    """A milestone: the acts that its label names, and the ways to name what it is about."""

    row: PrintedRow
    status: str
    acts: frozenset[int]
    names: tuple[frozenset[str], ...]
    theme: frozenset[str]


@rule(
    RuleKind.STATUS,
    Severity.HIGH,
    explains="Wat de tekst over een mijlpaal vertelt, past bij haar status.",
    settle="De projectleider: is de mijlpaal gehaald of niet?",
)
def told_status(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the status that a sentence tells with that of the milestone that it is about."""
    sections: dict[str, list[_Milestone]] = defaultdict(list)
    for milestone in _milestones(plan):
        sections[milestone.row.section].append(milestone)
    for statement in of_kind(plan.statements, "status"):
        conflicts = _CONFLICTS.get(statement.role)
        if not conflicts or not _is_settled(plan, statement):
            continue
        best = _best(statement, sections.get(statement.section, ()))
        if best and best.status in conflicts:
            label = best.row.subject
            why = (
                f"Over '{label}' zegt de tekst '{statement.printed}'; de status van de mijlpaal is "
                f"'{best.row['status']}'."
            )
            certainty = conflicts[best.status]
            if best.row["carried_over"] == "1" and statement.role in {"future", "delayed"}:
                certainty = certainty.at_most(Certainty.PROBABLE)
            yield Clash(statement.passage, best.row.passage("status"), why, certainty)


def _milestones(plan: PrintedTables) -> Iterator[_Milestone]:
    for row in plan.rows("milestones"):
        status = status_of(row["status"].rstrip("*"))
        if row["kind"] != "evaluated" or not status:
            continue
        yield _Milestone(
            row,
            status,
            acts=frozenset(acts(content_stems(row["label"]))),
            names=tuple(_telling(text) for text in _names(row["label"])),
            theme=_telling(row["theme"].rpartition(">")[2]),
        )


def _telling(text: str) -> frozenset[str]:
    return frozenset(content_stems(text)) - _NOISE


def _names(label: str) -> list[str]:
    """Return the label without brackets, and what is in brackets if that is a name too."""
    inside = [
        text for text in _BRACKETS.findall(label) if len(text) > _LONG_WORD and "goedk" not in text
    ]
    return [_BRACKETS.sub(" ", label), *(text for text in inside if len(text.split()) == 1)]


def _is_settled(plan: PrintedTables, statement: Statement) -> bool:
    """Return whether a told status still holds at the end of the year that the plan evaluates.

    What is planned or late counts only if the sentence says that it comes in the year of the plan.
    """
    if statement.role not in {"future", "delayed"}:
        return True
    dated = [
        moment.first.year
        for each in of_kind(plan.statements_at(statement.place), "moment")
        for moment in each.moments(plan.year - 1)
    ]
    years = [*dated, *([int(statement.year)] if statement.year else [])]
    if statement.role == "delayed" and not years:
        return False
    return bool(years) and max(years) >= plan.year


def _best(statement: Statement, milestones: Sequence[_Milestone]) -> _Milestone | None:
    """Return the milestone that a sentence is about; None if that is not clear."""
    scored = [(_score(statement, each), each) for each in milestones]
    top = max((score for score, _ in scored), default=0)
    best = [each for score, each in scored if score == top]
    return best[0] if top > 0 and len({each.status for each in best}) == 1 else None


def _score(statement: Statement, milestone: _Milestone) -> float:
    """Return how well a sentence fits a milestone; 0 if it is about something else."""
    words = statement.sentence
    around = words | statement.topic
    told = acts(words)
    if milestone.acts and not milestone.acts & told:
        return 0
    best = 0.0
    for name in milestone.names:
        own = {
            each for each in name if not any(each in other for other in milestone.theme - {each})
        }
        here = found(own, words)
        near = found(own, around) if len(here) < len(own) else here
        theme = found(milestone.theme, around) if len(near) == len(own) else set[str]()
        named = _Named(own, here, near, theme)
        if not _names_it(milestone, named, len(words)):
            continue
        missing = len(milestone.theme) - len(theme)
        score = len(here) + 0.5 * (len(near) - len(here)) + 0.4 * len(theme) - 0.2 * missing
        best = max(best, score + len(milestone.acts & told), 0.01)
    return best


class _Named(NamedTuple):
    """The words of a milestone's label, and those of them and of its theme that a text has.

    `here` are in the sentence, `near` and `theme` in it or in the sentences before.
    """

    own: set[str]
    here: set[str]
    near: set[str]
    theme: set[str]


def _names_it(milestone: _Milestone, named: _Named, length: int) -> bool:
    """Return whether a sentence of some length names a milestone, by its label or its theme."""
    if named.own and named.here == named.own:
        return bool(milestone.acts) or len(named.own) >= 2  # noqa: PLR2004
    enough = len(named.theme) >= _THEME_SHARE * len(milestone.theme)
    if named.near != named.own or not milestone.acts or not enough:
        return False
    return bool(named.theme) and (bool(named.here) or length <= _SHORT)


@rule(
    RuleKind.STATUS,
    Severity.MEDIUM,
    explains="Waarvoor volgens de tekst niets gepland is, heeft ook geen geplande mijlpalen.",
    settle="De tabel met de geplande mijlpalen.",
)
def told_no_plans(plan: PrintedTables) -> Iterator[Clash]:
    """Compare sentences that say that nothing is planned with the planned milestones."""
    planned = [row for row in plan.rows("milestones") if row["kind"] == "planned"]
    stems = {
        row: [frozenset(content_stems(row[column])) for column in ("label", "theme")]
        for row in planned
    }
    titles = {
        row["number"]: frozenset(content_stems(row["title"])) for row in plan.rows("headings")
    }
    often = frequencies(sentence[0].sentence for sentence in plan.sentences)
    for statement in of_kind(plan.statements, "status", "no_plans"):
        things = statement.sentence - _GENERIC
        row = _planned_for(things, statement.section, stems) if things else None
        if row is None and len(things) <= 1:
            row = _planned_under(statement.topic, statement.section, titles, often, planned)
        if row:
            why = (
                f"De tekst zegt '{statement.printed}', maar '{row.subject}' is gepland voor "
                f"{row['timing'] or plan.year}."
            )
            yield Clash(statement.passage, row.passage("timing"), why)


def _planned_for(
    things: frozenset[str], section: str, planned: Mapping[PrintedRow, Sequence[frozenset[str]]]
) -> PrintedRow | None:
    """Return a planned milestone that names all of some things, in the same section first."""
    named = [row for row, texts in planned.items() if any(things <= stems for stems in texts)]
    own = [row for row in named if row.section == section]
    if own:
        return own[0]
    return named[0] if named and max(map(len, things)) >= _LONG_WORD else None


def _planned_under(
    topic: frozenset[str],
    section: str,
    titles: Mapping[str, frozenset[str]],
    often: Counter[str],
    planned: Sequence[PrintedRow],
) -> PrintedRow | None:
    """Return the first planned milestone of the other section whose title names the topic best."""
    named = {
        number: sum(1 / max(often[each], 1) for each in title & topic)
        for number, title in titles.items()
        if number != section and len(title & topic) >= max(2, len(title) / 2)
    }
    best = max(named, key=named.__getitem__, default="")
    if named.get(best, 0) < 1 / _RARE:
        return None
    return next((row for row in planned if row["section"] == best), None)


@rule(
    RuleKind.STATUS,
    Severity.HIGH,
    explains="Wat op de ene plaats stopgezet is, loopt niet verder op de plaats waarnaar verwezen "
    "wordt.",
    settle="De projectleider van de mijlpaal.",
)
def stopped_elsewhere(plan: PrintedTables) -> Iterator[Clash]:
    """Look for milestones that run on, while those that refer to them are stopped.

    Both name the same thing, with a word that few milestones have.
    """
    rows = [row for row in plan.rows("milestones") if row["kind"] == "evaluated" and row["status"]]
    stems = {row: set(content_stems(row["label"])) for row in rows}
    often = Counter(each for words in stems.values() for each in words)
    rare = {each for each, count in often.items() if count <= 4 and len(each) >= _LONG_WORD}  # noqa: PLR2004
    refers = {row: set(_SECTIONS.findall(row["see_also"])) for row in rows}
    told: set[PrintedRow] = set()
    for one, other in combinations(rows, 2):
        linked = other.section in refers[one] or one.section in refers[other]
        if not linked or one.section == other.section or {one, other} & told:
            continue
        shared = stems[one] & stems[other] & rare
        if not shared:
            continue
        here, there = status_of(one["status"].rstrip("*")), status_of(other["status"].rstrip("*"))
        noise = shared | _NOISE
        named_alone = not (stems[one] - noise and stems[other] - noise)
        if here and there and here != there and "stopped" in {here, there} and named_alone:
            told |= {one, other}
            why = (
                f"'{one.subject}' is in {one.section} '{STATUSES[here]}' en '{other.subject}' in "
                f"{other.section} '{STATUSES[there]}'."
            )
            yield Clash(one.passage("status"), other.passage("status"), why)

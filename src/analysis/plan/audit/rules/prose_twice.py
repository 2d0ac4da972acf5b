"""Rules that compare what two sentences say of the same number or event."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.likeness import ACTS, acts, frequencies
from analysis.plan.audit.printed_number import compare
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.statement import of_kind
from analysis.plan.tables.stems import content_stems, stems_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator
    from datetime import date

    from analysis.plan.audit.printed_tables import PrintedTables
    from analysis.plan.audit.statement import Statement
    from analysis.plan.tables.moments import TimeSpan

_Event: TypeAlias = "tuple[Statement, TimeSpan]"

_LEVELS = {"level", "total", "whole", "to"}
_FILES = {"aanvrag", "dossier", "aanvraagdossier"}
#: What happened to what is counted: two of different groups count different things.
_FATES = (
    {
        *("indien", "ontvang", "binn", "kreg", "kreeg", "kom", "kwam", "registrer", "aangevraag"),
        "aanvrag",
    },
    {"afhandel", "behandel", "afron", "verwerk"},
    {"goedkeur", "erken", "toeken"},
    {"weiger", "afkeur", "intrek", "ingetrok", "schrap"},
    {"betal", "uitbetal", "uitvoer"},
)
#: `goedgekeurde` keeps its middle when it stands before a noun.
_PARTICIPLE = re.compile(r"^(goed|af|uit|aan|in|toe)?ge(?=[a-z]{4})")
_QUALIFIERS = {
    *("onlin", "papier", "nieuw", "verleng", "gemiddel", "maand", "kwartal", "noor", "zui"),
    "elder",
}
_COMMON = {
    *("aantal", "totaal", "vlams", "vlaams", "vlaander", "departemen", "dwse", "wse", "jar"),
    "verschillen",
}
#: Verbs that only say that there were so many.
_COUNTS = stems_of(
    "bedroeg bedraagt telde telt kregen ontvingen ontving liepen noteerden registreerden haalde "
    "ging lag stond"
)
_LONG_STEM = 5
_LONG_NAME = 7  # letters of a measure's name that is no common word
_RARE = 5  # sentences that a telling word is in, at most
_LONG_NOUN = 12
_TWICE = 2
_SLIP = 1.25
#: What says that something happens, and not what.
_HAPPENS = stems_of(
    "gebeurt gebeurde gebeurd volgt volgde gevolgd plaats plaatsvinden plaatsgevonden doorgaan "
    "doorgegaan kende viel betreft vlot gehouden voltrok datum dateert tijdstip moment dag "
    "voorzien gepland"
)
_MOVED = stems_of(
    "oorspronkelijk aanvankelijk eerder initieel verschoven uitgesteld verplaatst verlengd "
    "vervroegd"
)
_MONTH = timedelta(days=31)
_SHORT = 9  # stems of a sentence that tells one event
_ORDINALS = {"eers", "twe", "der", "vier", "nieuw", "vervolg"}


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een cijfer dat op twee plaatsen in de tekst staat, is er tweemaal hetzelfde.",
    settle="De bron van het cijfer: de toepassing of de nota waaruit het komt.",
)
def told_twice(plan: PrintedTables) -> Iterator[Clash]:
    """Compare numbers of the same things, measure and year in two sentences."""
    context = _Context(plan)
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in of_kind(plan.statements, "number", *_LEVELS):
        for stem in one.noun - _COMMON:
            groups["file" if stem in _FILES else stem, one.year].append(one)
    seen = set[tuple[int, int]]()
    for statements in groups.values():
        for one, other in combinations(statements, 2):
            pair = id(one), id(other)
            if pair in seen or one.place == other.place:
                continue
            seen.add(pair)
            certainty = _disagree(one, other)
            most = _same(one, other, context) if certainty else None
            if certainty and most:
                most = most if _is_slip(one, other, context) else most.at_most(Certainty.PROBABLE)
                why = (
                    f"Over {one.year} staat op de ene plaats {one.printed} {one.row['noun']} en "
                    f"op de andere {other.printed}."
                )
                yield Clash(one.passage, other.passage, why, certainty.at_most(most))


def _disagree(one: Statement, other: Statement) -> Certainty | None:
    nouns = {one.row["noun"], other.row["noun"]}
    if not (one.number and other.number) or (len(nouns) > 1 and nouns & {"euro", "vte", "koppen"}):
        return None
    return compare(one.number, other.number)


class _Context:
    """The measures that sentences name, those that sections are about, and how rare words are."""

    def __init__(self, plan: PrintedTables) -> None:
        tables = ("norms", "budget", "inspections")
        labels = {row["measure"] for table in tables for row in plan.rows(table)}
        labels |= {row["name"] for row in plan.rows("measures")}
        names = {frozenset(content_stems(label)): plan.measure_of(label) for label in labels}
        self.often = frequencies(sentence[0].sentence for sentence in plan.sentences)
        self._moments: dict[tuple[int, int], set[tuple[date, date]]] = defaultdict(set)
        for one in of_kind(plan.statements, "moment"):
            found = one.moments(plan.year - 1)
            self._moments[one.place] |= {(each.first, each.last) for each in found}
        self._names = {
            stems: name
            for stems, name in names.items()
            if max(map(len, stems), default=0) > _LONG_STEM
        }
        known = set(self._names.values())
        headings = {row["number"]: plan.measure_of(row["title"]) for row in plan.rows("headings")}
        self._sections = {
            number: measure for number, measure in headings.items() if measure in known
        }

    def named(self, statement: Statement) -> set[str]:
        """Return the measures that a sentence names."""
        full = [stems for stems in self._names if stems <= statement.sentence]
        return {self._names[stems] for stems in full if not any(stems < other for other in full)}

    def alike(self, one: Statement, other: Statement) -> bool:
        """Return whether at most one word beside two numbers may tell their counts apart."""
        names = {stem for stems in self._names for stem in stems}
        extra = (one.about ^ other.about) - _COMMON - _FILES - ACTS.keys() - _HAPPENS - names
        fates = {each for group in _FATES for each in group}
        untold = {each for each in extra - _COUNTS if not {each, _verb(each)} & fates}
        return len(untold) <= 1 and not untold & (one.noun ^ other.noun)

    def in_same_period(self, one: Statement, other: Statement) -> bool:
        """Return whether two sentences name the same moments of the year of their numbers."""
        return self._within_year(one) == self._within_year(other)

    def _within_year(self, one: Statement) -> set[tuple[date, date]]:
        return {each for each in self._moments.get(one.place, ()) if str(each[0].year) == one.year}

    def in_other_measures(self, one: Statement, other: Statement) -> bool:
        """Return whether two sentences are in the sections of different measures."""
        here, there = (self._sections.get(each.section) for each in (one, other))
        return here is not None and there is not None and here != there


def _same(one: Statement, other: Statement, context: _Context) -> Certainty | None:
    """Return how certainly two numbers count the same things; None if they do not."""
    if _fates(one) != _fates(other) or (one.about ^ other.about) & _QUALIFIERS:
        return None
    here, there = context.named(one), context.named(other)
    if not _is_like(one, other):
        return None
    if len(here) == len(there) == 1 and here == there and _are_files(one, other):
        return Certainty.CERTAIN if context.alike(one, other) else Certainty.PROBABLE
    apart = (here and there and here != there) or one.place[0] == other.place[0]
    if apart or context.in_other_measures(one, other):
        return None
    return _by_words(one, other, context)


def _by_words(one: Statement, other: Statement, context: _Context) -> Certainty | None:
    """Return how certainly two numbers count the same things by the rare words beside them."""
    nouns = one.noun & other.noun
    if any(len(stem) >= _LONG_NOUN and context.often[stem] <= _RARE for stem in nouns):
        is_part = one.noun <= other.noun or other.noun <= one.noun
        return Certainty.PROBABLE if is_part else None
    shared = one.sentence & other.sentence - _COMMON - one.noun - ACTS.keys()
    rare = {stem for stem in shared if context.often[stem] <= 3 * _RARE and len(stem) >= _LONG_STEM}
    if len(rare) >= 2 and nouns:  # noqa: PLR2004
        return Certainty.CERTAIN if one.number and one.number.is_bound else Certainty.PROBABLE
    return None


def _is_like(one: Statement, other: Statement) -> bool:
    """Return whether one number may be a slip of the other: neither is twice as large."""
    low, high = sorted(each.number.value for each in (one, other) if each.number)
    return high < _TWICE * low


def _is_slip(one: Statement, other: Statement, context: _Context) -> bool:
    """Return whether two numbers are close and of the same period: a slip, and no other count."""
    low, high = sorted(each.number.value for each in (one, other) if each.number)
    return high < _SLIP * low and context.in_same_period(one, other)


def _are_files(one: Statement, other: Statement) -> bool:
    return bool(one.noun & other.noun) or (bool(one.noun & _FILES) and bool(other.noun & _FILES))


def _verb(stem: str) -> str:
    """Return the stem of the verb of a participle: `goedkeur` of `goedgekeur`."""
    return _PARTICIPLE.sub(r"\1", stem)


def _fates(statement: Statement) -> set[int]:
    """Return what happened to what is counted; files that were not handled were received."""
    words = {_verb(each) for each in statement.about} | statement.about
    fates = {place for place, group in enumerate(_FATES) if words & group}
    return fates - {0} or {0}


@rule(
    RuleKind.PROSE,
    Severity.MEDIUM,
    explains="Een gebeurtenis die op twee plaatsen in de tekst staat, heeft er hetzelfde tijdstip.",
    settle="De kalender of de beslissing die het tijdstip vastlegt.",
)
def told_moment(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the moments of the same event in two sentences."""
    often = frequencies(sentence[0].sentence for sentence in plan.sentences)
    names = _ThingNames(plan)
    by_word: dict[str, list[_Event]] = defaultdict(list)
    for one, moment in _events(plan):
        for word in _telling(one, often):
            by_word[word].append((one, moment))
    seen = set[tuple[int, int]]()
    for events in by_word.values():
        for (one, here), (other, there) in combinations(events, 2):
            pair = id(one), id(other)
            if pair in seen or one.place[0] == other.place[0] or not here.excludes(there):
                continue
            seen.add(pair)
            certainty = _same_event(((one, here), (other, there)), names, often)
            if certainty:
                told = f"hier '{here.printed}', daar '{there.printed}'"
                why = f"Voor dezelfde gebeurtenis staat {told}."
                yield Clash(one.passage, other.passage, why, certainty)


class _ThingNames:
    """The words that name things in the tables of a plan, and those that name measures."""

    def __init__(self, plan: PrintedTables) -> None:
        tables = ("norms", "budget", "inspections")
        labels = [row["measure"] for table in tables for row in plan.rows(table)]
        labels += [row["title"] for row in plan.rows("projects")]
        self._measures = _long_stems(labels)
        others = [row["title"] for row in plan.rows("headings")]
        others += [f"{row['theme']} {row['label']}" for row in plan.rows("milestones")]
        self._all = self._measures | _long_stems(others)

    def apart(self, one: Statement, other: Statement) -> bool:
        """Return whether each of two sentences names a measure that the other does not name."""
        named = {each for each in self._measures if len(each) > _LONG_NAME}
        here, there = one.sentence & named, other.sentence & named
        return bool(here - there) and bool(there - here)

    def alike(self, one: Statement, other: Statement, telling: set[str]) -> bool:
        """Return whether two sentences name the same thing, and no other measure."""
        same = one.sentence & self._measures == other.sentence & self._measures
        return same and bool(telling & self._all)


def _long_stems(texts: Iterable[str]) -> set[str]:
    return {each for text in texts for each in content_stems(text) if len(each) >= _LONG_STEM}


def _events(plan: PrintedTables) -> Iterator[_Event]:
    """Yield the only moment of each sentence that has one."""
    for sentence in plan.sentences:
        dated = of_kind(sentence, "moment")
        if len(dated) == 1 and dated[0].role != "denied":
            yield from ((dated[0], moment) for moment in dated[0].moments(plan.year - 1)[:1])


def _telling(statement: Statement, often: Counter[str]) -> set[str]:
    words = statement.sentence - ACTS.keys() - _HAPPENS
    return {each for each in words if often[each] <= _RARE and len(each) >= _LONG_STEM}


def _same_event(
    events: tuple[_Event, _Event], names: _ThingNames, often: Counter[str]
) -> Certainty | None:
    """Return how certainly two sentences date the same event; None if they do not."""
    (one, here), (other, there) = events
    first, second = one.sentence & _ORDINALS, other.sentence & _ORDINALS
    if first and second and first != second:
        return None
    telling = _telling(one, often) & _telling(other, often)
    shared = acts(one.sentence) & acts(other.sentence)
    years = here.first.year == there.first.year
    month = years and here.first.month == there.first.month
    common = {stem for stem in one.sentence & other.sentence if often[stem] <= 3 * _RARE}
    if month and telling and len(common) >= 2 and not names.apart(one, other):  # noqa: PLR2004 - the same part of the month is wanted
        return Certainty.PROBABLE if _is_contrast(one, other) else Certainty.CERTAIN
    if first != second:
        return None
    if shared and years and _is_short(one, other, telling):
        precise = here.last - here.first < _MONTH > there.last - there.first
        alike = names.alike(one, other, telling)
        return Certainty.CERTAIN if precise and alike else Certainty.PROBABLE if alike else None
    if shared and acts(one.sentence) == acts(other.sentence) and len(telling) >= 2:  # noqa: PLR2004
        return Certainty.PROBABLE
    return None


def _is_contrast(one: Statement, other: Statement) -> bool:
    """Return whether two sentences may tell of two events: another act, or one word of each apart.

    So may one that says that the event was moved.
    """
    here, there = acts(one.sentence), acts(other.sentence)
    own, others = (
        each - _HAPPENS for each in (one.sentence - other.sentence, other.sentence - one.sentence)
    )
    is_other_act = bool(here and there and here != there)
    is_moved = bool((one.sentence | other.sentence) & _MOVED)
    return is_other_act or is_moved or len(own) == len(others) == 1


def _is_short(one: Statement, other: Statement, telling: set[str]) -> bool:
    """Return whether the act and its object are most of what both sentences say."""
    act = acts(one.sentence) == acts(other.sentence)
    return act and bool(telling) and max(len(one.sentence), len(other.sentence)) <= _SHORT

"""Rules that check the numbers of a sentence against each other: changes, shares, sums, lists."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty, joined
from analysis.plan.audit.growth import attainable
from analysis.plan.audit.printed_number import Interval, PrintedNumber, disagreement
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.statement import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.printed_tables import PrintedTables
    from analysis.plan.audit.statement import Statement

_SLIP = 0.05  # share of a total by which a sum that was meant to be it may be off
_SMALL_SLIP = 2
_CLOSE = 0.005  # the same for numbers that stand apart in a paragraph
_MOST_TERMS = 8
_WAYS = {"rise": "stijging", "fall": "daling"}


@rule(
    RuleKind.ARITHMETIC,
    Severity.HIGH,
    explains="Wat volgens de tekst steeg, gaat van een kleiner naar een groter getal.",
    settle="De aantallen van beide jaren in de boordtabel van de maatregel.",
)
def told_direction(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the words for a rise or a fall with the two numbers beside them."""
    for sentence in plan.sentences:
        starts = [one for one in sentence if one.role == "from"]
        ends = [one for one in sentence if one.role == "to" or (starts and one.kind == "term")]
        if len(starts) != 1 or len(ends) != 1 or not starts[0].direction:
            continue
        start, end = starts[0].number, ends[0].number
        if start and end and start.value != end.value:
            way = "rise" if end.value > start.value else "fall"
            if way != starts[0].direction:
                why = (
                    f"Van {starts[0].printed} naar {ends[0].printed} is geen "
                    f"{_WAYS[starts[0].direction]}."
                )
                yield Clash(starts[0].passage, ends[0].passage, why)


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="Een groei in de tekst volgt uit de aantallen die ernaast staan.",
    settle="De aantallen van beide jaren in de boordtabel van de maatregel.",
)
def told_growth(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a growth in percent with the count and its change, or both counts, beside it."""
    for before, sentence in _with_previous(plan.sentences):
        growths = of_kind(sentence, "percent", "growth")
        if len(growths) != 1 or not growths[0].direction or growths[0].number is None:
            continue
        found = _basis(sentence) or _basis([*before, *sentence])
        clash = _growth_clash(growths[0], found) if found else _from_start(growths[0], sentence)
        if clash:
            yield clash


def _from_start(growth: Statement, sentence: Sequence[Statement]) -> Clash | None:
    """Check that some whole number follows from the only count, that of the year before."""
    numbers = of_kind(sentence, "number")
    start, told = numbers[0].number if len(numbers) == 1 else None, growth.number
    if start is None or told is None or numbers[0].role != "from" or attainable(start, told):
        return None
    why = (
        f"Geen enkel geheel aantal wordt {numbers[0].printed} na een verandering van "
        f"{growth.printed}."
    )
    return Clash(growth.passage, numbers[0].passage, why)


def _with_previous(
    sentences: Sequence[list[Statement]],
) -> Iterator[tuple[list[Statement], list[Statement]]]:
    """Yield each sentence after the one before it in its paragraph, or nothing."""
    before: list[Statement] = []
    for sentence in sentences:
        paragraph, place = sentence[0].place
        follows = bool(before) and before[0].place == (paragraph, place - 1)
        yield (before if follows else []), sentence
        before = sentence


def _basis(statements: Sequence[Statement]) -> list[Statement] | None:
    """Return the level and its change, or both levels; None unless there is one of each."""
    starts = of_kind(statements, "number", "from", "previous")
    levels = of_kind(statements, "number", "to", "level")
    changes = [one for one in of_kind(statements, "number", "change") if one.direction]
    wholes = of_kind(statements, "number", "whole")
    if len(starts) == 1 and len(levels) == 1:
        return [levels[0], starts[0]]
    if len(levels) == 1 and len(changes) == 1 and not starts:
        return [levels[0], changes[0]] if _same_thing(levels[0], changes[0]) else None
    if len(levels) == 1 and len(wholes) == 1 and not starts and not changes:
        return [levels[0], wholes[0]] if wholes[0].year != levels[0].year else None
    return None


def _same_thing(one: Statement, other: Statement) -> bool:
    return (
        not other.noun or not one.noun or bool(one.noun & other.noun) or other.noun <= one.sentence
    )


def _growth_clash(growth: Statement, basis: Sequence[Statement]) -> Clash | None:
    level, other = basis
    now, beside, told = level.number, other.number, growth.number
    if not (now and beside and told) or now.is_bound or beside.is_bound:
        return None
    earlier = beside.interval()
    if other.role == "change":
        step = Interval(beside.value, beside.value) if beside.step >= 1 else beside.interval()
        signed = step if other.direction == "rise" else Interval(-step.high, -step.low)
        earlier = _exact(now) - signed
    size = abs(told.value) if growth.direction == "rise" else -abs(told.value)
    stated = PrintedNumber(size, told.step, above=told.above, below=told.below)
    now_interval = _exact(now)
    if earlier.low <= 0:
        return None
    ratios = [100 * (up / down - 1) for up in (now_interval.low, now_interval.high)
              for down in (earlier.low, earlier.high)]  # fmt: skip
    certainty = disagreement(Interval(min(ratios), max(ratios)), stated)
    if certainty is None or certainty is Certainty.WEAK:
        return None
    there = joined([level.passage, other.passage])
    why = f"De cijfers ernaast ({there.printed}) geven een andere verandering dan {growth.printed}."
    return Clash(growth.passage, there, why, certainty)


def _exact(number: PrintedNumber) -> Interval:
    """Return a number as it is, unless it is round and may be approximate."""
    return number.interval() if number.is_round else Interval(number.value, number.value)


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="Een aandeel in de tekst volgt uit het deel en het geheel die ernaast staan.",
    settle="De telling waarop het aandeel steunt.",
)
def told_share(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a share in percent with the part and the whole in the same sentence."""
    for sentence in plan.sentences:
        percents = of_kind(sentence, "percent")
        wholes = of_kind(sentence, "number", "whole")
        parts = of_kind(sentence, "number", "part", "level", "total")
        if len(wholes) == 2 and not parts:  # noqa: PLR2004 - `25 dossiers, waarvan 23 ...:`
            wholes, parts = wholes[:1], wholes[1:]
        shares = of_kind(percents, "percent", "share", "result")
        if not (len(percents) == len(shares) == len(wholes) == len(parts) == 1):
            continue
        part, whole, share = parts[0].number, wholes[0].number, shares[0].number
        if not (part and whole and share) or part.value > whole.value or whole.value <= 0:
            continue
        ratio = 100 * part.value / whole.value
        certainty = disagreement(Interval(ratio, ratio), share)
        if certainty in {Certainty.CERTAIN, Certainty.PROBABLE}:
            there = joined([parts[0].passage, wholes[0].passage], " van ")
            why = f"{there.printed} is geen {shares[0].printed}."
            yield Clash(shares[0].passage, there, why, certainty)


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="De delen die de tekst noemt, zijn samen het geheel dat ernaast staat.",
    settle="De telling waarop het geheel steunt.",
)
def told_parts(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a whole with its parts, and a total with its terms, in the same sentence.

    A sum that is far off was not meant to be the whole: parts may overlap, or some are not told.
    """
    for before, sentence in _with_previous(plan.sentences):
        numbers = of_kind(sentence, "number")
        sums = [*_wholes(numbers), *_totals(before, numbers)]
        for whole, parts in sums:
            if clash := _sum_clash(whole, parts):
                yield clash


def _wholes(numbers: Sequence[Statement]) -> Iterator[tuple[Statement, list[Statement]]]:
    wholes, parts = of_kind(numbers, "number", "whole"), of_kind(numbers, "number", "part")
    others = [one for one in numbers if one not in [*wholes, *parts]]
    if (
        len(wholes) == 1
        and len(parts) > 1
        and not any(_fits(wholes[0], [*parts, other]) for other in others)
    ):
        yield wholes[0], parts


def _totals(
    before: Sequence[Statement], numbers: Sequence[Statement]
) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield each total with the terms before it, which may start in the sentence before."""
    for place, total in enumerate(numbers):
        if total.role != "total":
            continue
        terms = of_kind(numbers[:place], "number", "level", "change", "part")
        if not terms or _fits(total, terms):
            continue
        earlier = of_kind(before, "number", "level")
        linked = [one for one in earlier if _counts_alike(one, terms)]
        choices = [terms, *([*linked[start:], *terms] for start in range(len(linked)))]
        if any(_fits(total, choice) for choice in choices):
            continue
        near = [choice for choice in choices if len(choice) > 1 and _is_near(total, choice)]
        if near:
            yield total, near[-1]


def _counts_alike(one: Statement, terms: Sequence[Statement]) -> bool:
    return any(one.noun & term.noun or one.sentence & term.noun for term in terms)


def _sum(terms: Sequence[Statement]) -> float:
    return sum(term.number.value for term in terms if term.number)


def _fits(total: Statement, terms: Sequence[Statement]) -> bool:
    return total.number is not None and _sum(terms) == total.number.value


def _is_near(total: Statement, terms: Sequence[Statement]) -> bool:
    """Return whether a sum is a slip away from a total, and so was meant to be it."""
    whole = total.number.value if total.number else 0
    return abs(_sum(terms) - whole) <= max(_SMALL_SLIP, _SLIP * whole)


def _sum_clash(whole: Statement, parts: Sequence[Statement]) -> Clash | None:
    if whole.number is None or any(one.number and one.number.is_bound for one in [whole, *parts]):
        return None
    units = {one.row["noun"] for one in [whole, *parts]} & {"euro", "vte", "koppen"}
    if len(units) > 1 or _fits(whole, parts) or not _is_near(whole, parts):
        return None
    there = joined([part.passage for part in parts], " + ")
    certainty = Certainty.PROBABLE if whole.number.is_round else Certainty.CERTAIN
    why = f"{there.printed} is niet {whole.printed}."
    return Clash(whole.passage, there, why, certainty)


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="Een besluitend totaal in een alinea is de som van getallen die ervoor staan.",
    settle="De telling waarop het totaal steunt.",
)
def told_conclusion(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a concluding total with the numbers earlier in its paragraph.

    It clashes if no sum of some of them is the total, and one sum of three or more is close.
    """
    paragraph: list[Statement] = []
    for statement in plan.statements:
        if paragraph and paragraph[-1].place[0] != statement.place[0]:
            paragraph = []
        if statement.kind == "number" and statement.number and statement.row["noun"] != "euro":
            if statement.role == "total" and len(paragraph) > 2:  # noqa: PLR2004 - three terms
                terms = _close_terms(statement, paragraph[-_MOST_TERMS:])
                if terms:
                    there = joined([term.passage for term in terms], " + ")
                    why = f"{there.printed} is niet {statement.printed}."
                    yield Clash(statement.passage, there, why)
            paragraph.append(statement)


def _close_terms(total: Statement, numbers: Sequence[Statement]) -> list[Statement]:
    """Return the only terms whose sum almost is a total; nothing if some sum is."""
    whole = total.number.value if total.number else 0
    smaller = [one for one in numbers if one.number and one.number.value < whole]
    close: list[list[Statement]] = []
    for size in range(2, len(smaller) + 1):
        for terms in combinations(smaller, size):
            off = abs(_sum(terms) - whole)
            if off == 0:
                return []
            if size > 2 and off <= _CLOSE * whole and whole > _ROUGH:  # noqa: PLR2004
                close.append(list(terms))
    return close[0] if len(close) == 1 else []


_ROUGH = 1000  # below it, a sum is often close to a number by chance


@rule(
    RuleKind.COUNT,
    Severity.LOW,
    explains="Wat de tekst telt en dan opsomt, zijn er evenveel.",
    settle="De opsomming zelf: wat ontbreekt er, of wat telt dubbel?",
)
def told_list(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a number of things with the list of them that follows."""
    for statement in plan.statements:
        if statement.kind != "list" or statement.number is None or statement.number.is_bound:
            continue
        fewest, most = _range(statement.row["against"])
        if fewest <= statement.number.value <= most:
            continue
        listed = str(fewest) if fewest == most else f"{fewest} of {most}"
        there = statement.passage.with_text(f"{listed} in de opsomming")
        things = f"{statement.printed} {statement.row['noun']}"
        why = f"De tekst kondigt {things} aan en somt er {listed} op."
        yield Clash(statement.passage, there, why)


def _range(text: str) -> tuple[int, int]:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return (numbers[0], numbers[-1]) if numbers else (0, 0)

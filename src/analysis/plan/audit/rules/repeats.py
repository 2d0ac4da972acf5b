"""The repetitions that a reader noted by hand: each says how its two sides hang together.

`data/raw/<year>/repeats.csv` holds them, with the columns `left`, `relation`, `right` (the sides:
see `sides`), `sure` (how sure it is that both are about one thing) and `about` (in
Dutch). Repetitions that agree belong there too: a corrected plan is read with the same file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem, did_you_mean, quoted
from analysis.plan.audit.durations import compare_durations, durations
from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.printed import Printed, compare, disagreement
from analysis.plan.audit.registry import Clash, Kind, Severity, rule
from analysis.plan.audit.sides import Side, read_side
from analysis.plan.tables.status import STATUSES, status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from analysis.plan.audit.plan import RawPlan, Row
    from analysis.plan.audit.printed import Interval

_TABLE = "repeats"
_YEAR = re.compile(r"20\d\d")
_MOMENT = re.compile(r"\b(begin|midden|eind|voorjaar|najaar|20\d\d)\b", re.IGNORECASE)
_NOT_BEGUN = {"not_started", "on_hold", "stopped", "reoriented", "not_applicable"}

Verdict = tuple[Certainty, str] | None


@rule(
    Kind.PROSE,
    Severity.HIGH,
    explains="Een getal dat de tekst herhaalt, is het getal van de tabel of de som van zijn delen.",
    settle="De bron van het getal: de toepassing, de boordtabel of de nota waaruit het komt.",
)
def repeated_number(plan: RawPlan) -> Iterator[Clash]:
    """Compare repeated numbers, sums and the rest of a hundred percent, with honest rounding."""
    yield from _clashes(plan, {"equals": _equals, "complement": _complement, "at_least": _at_least})


@rule(
    Kind.PROSE,
    Severity.HIGH,
    explains="Een termijn die de tekst noemt, is de termijn van de norm.",
    settle="De wettelijke bepaling of de beslissing die de termijn vastlegt.",
)
def repeated_term(plan: RawPlan) -> Iterator[Clash]:
    """Compare a term of the prose (8 weeks) with the one in a norm (54 days)."""
    yield from _clashes(plan, {"term": _term})


@rule(
    Kind.STATUS,
    Severity.HIGH,
    explains="Wat de tekst over een mijlpaal vertelt, past bij haar status.",
    settle="De projectleider: is de mijlpaal gehaald of niet?",
)
def told_status(plan: RawPlan) -> Iterator[Clash]:
    """Compare what the prose, a note or another milestone tells with a milestone's status."""
    yield from _clashes(
        plan,
        {
            "status": _status,
            "not_realised": _not_realised,
            "not_started": _not_started,
            "delayed": _delayed,
        },
    )


@rule(
    Kind.PROSE,
    Severity.MEDIUM,
    explains="Een naam, een nummer of een tijdstip is op beide plaatsen hetzelfde.",
    settle="Het document waaruit beide plaatsen putten: wat staat daar?",
)
def repeated_words(plan: RawPlan) -> Iterator[Clash]:
    """Compare words that must be the same, and the year in which something ended."""
    for clash in _clashes(plan, {"same": _same, "ended": _ended}):
        yield replace(clash, settle=_settled(clash))


def _settled(clash: Clash) -> str:
    """Say what settles a clash of words: a number in the plan, a goal, a moment, a status."""
    there = clash.there
    if there.table == "headings":
        return "De inhoudstafel van het plan."
    if there.table == "objectives":
        return "De lijst van doelstellingen van het plan."
    if there.table == "projects":
        return "De projectfiche: in welk jaar eindigt het project?"
    if any(_MOMENT.search(passage.printed) for passage in (clash.here, there)):
        return "De kalender of de beslissing die het tijdstip vastlegt."
    return ""


def _clashes(
    plan: RawPlan, judges: Mapping[str, Callable[[Side, Side], Verdict]]
) -> Iterator[Clash]:
    for number, row in enumerate(plan.rows(_TABLE), start=2):
        where = f"{_TABLE}.csv, row {number}"
        _check(row, where)
        if row["relation"] not in judges:
            continue
        left = read_side(plan, row["left"], where)
        right = read_side(plan, row["right"], where)
        verdict = judges[row["relation"]](left, right)
        if verdict:
            certainty, why = verdict
            about = f"{row['about'].rstrip('.')}: " if row["about"] else ""
            sure = certainty.at_most(Certainty(row["sure"]))
            yield Clash(left.passage, right.passage, f"{about}{why}", sure)


def _check(row: Row, where: str) -> None:
    known = {"relation": RELATIONS, "sure": tuple(Certainty)}
    for column, names in known.items():
        if row[column] not in names:
            place = f"{where}, column '{column}'"
            remedy = did_you_mean(row[column], names)
            raise DataError(Problem(place, f"'{row[column]}'", quoted(names), remedy))


def _equals(left: Side, right: Side) -> Verdict:
    one, other = left.printed(), right.printed()
    if one and other:
        certainty = compare(one, other)
        how = f"hier staat {left.text}, daar {right.text}."
    else:
        computed, printed = (left, right) if left.is_computed else (right, left)
        amount, total = computed.interval(), printed.printed()
        certainty = _against_sum(amount, total) if amount and total else None
        how = f"{computed.passage.printed} is niet {printed.text}."
    return (certainty, how) if certainty else None


def _against_sum(amount: Interval, total: Printed) -> Certainty | None:
    """Compare a printed number with a sum; whole numbers add up exactly."""
    if amount.low == amount.high and total.step >= 1:
        return compare(Printed(amount.low, 1), total)
    return disagreement(amount, total)


def _complement(left: Side, right: Side) -> Verdict:
    one, other = left.printed(), right.printed()
    if one is None or other is None:
        return None
    rest = one.interval() + other.interval()
    if rest.low <= 100 <= rest.high:  # noqa: PLR2004 - the whole, in percent
        return None
    return Certainty.CERTAIN, f"{left.text} en {right.text} zijn samen geen 100 %."


def _at_least(left: Side, right: Side) -> Verdict:
    one, other = left.printed(), right.printed()
    if one is None or other is None or one.value >= other.value or not compare(one, other):
        return None
    return Certainty.CERTAIN, f"{left.text} is minder dan de {right.text} die nodig zijn."


def _term(left: Side, right: Side) -> Verdict:
    here, there = durations(left.text), durations(right.text)
    if not here or not there:
        return None
    certainty = compare_durations(here[0], there[0])
    why = f"de tekst noemt {here[0].printed}, de norm {there[0].printed}."
    return (certainty, why) if certainty else None


def _status(left: Side, right: Side) -> Verdict:
    here, there = status_of(left.text.rstrip("*")), status_of(right.text)
    if here is None or there is None or here == there:
        return None
    return Certainty.CERTAIN, (
        f"de ene plaats zegt '{STATUSES[here]}', de andere '{STATUSES[there]}'."
    )


def _not_realised(left: Side, right: Side) -> Verdict:
    if status_of(right.text) != "realised":
        return None
    return Certainty.CERTAIN, f"de status is '{right.text}', maar er staat ook: '{left.text}'."


def _not_started(left: Side, right: Side) -> Verdict:
    there = status_of(right.text)
    if there is None or there in _NOT_BEGUN:
        return None
    return Certainty.CERTAIN, f"de status is '{right.text}', maar er staat ook: '{left.text}'."


def _delayed(left: Side, right: Side) -> Verdict:
    if status_of(right.text) != "on_track":
        return None
    return Certainty.CERTAIN, f"de status is '{right.text}', maar er staat ook: '{left.text}'."


def _same(left: Side, right: Side) -> Verdict:
    if _bare(left.text) == _bare(right.text):
        return None
    return Certainty.CERTAIN, f"hier staat '{left.text}', daar '{right.text}'."


def _ended(left: Side, right: Side) -> Verdict:
    ends, years = _YEAR.findall(left.text), _YEAR.findall(right.text)
    if not ends or not years or max(years) <= max(ends):
        return None
    return Certainty.CERTAIN, f"'{left.text}', maar de tabel noemt ook {max(years)}."


def _bare(text: str) -> str:
    """Return a text without case, spaces and a point at its end."""
    return "".join(text.lower().split()).rstrip(".")


RELATIONS = (
    *("equals", "complement", "at_least", "term"),
    *("status", "not_realised", "not_started", "delayed"),
    *("same", "ended"),
)

"""Rules that compare the repetitions in `repeats.csv`: those of the prose that no rule finds.

`data/raw/<year>/repeats.csv` has the columns `left`, `relation` and `right` (for the syntax of both
sides see `sides`), `sure` (how certain it is that both sides are about the same thing) and `about`
(the subject, in Dutch). It includes repetitions that agree, because a corrected plan uses the same
file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem, did_you_mean, quoted
from analysis.plan.audit.durations import compare_durations, durations
from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.printed_number import PrintedNumber, compare, disagreement
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.sides import Side, parse_side
from analysis.plan.tables.status import STATUSES, status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from analysis.plan.audit.printed_number import Interval
    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables

_TABLE = "repeats"
SIDES = ("left", "right")
_YEAR = re.compile(r"20\d\d")
_MOMENT = re.compile(r"\b(begin|midden|eind|voorjaar|najaar|20\d\d)\b", re.IGNORECASE)
_NOT_STARTED = {"not_started", "on_hold", "stopped", "reoriented", "not_applicable"}
#: The statuses of a milestone that contradict each kind of statement about it.
_CONFLICTS: Mapping[str, Collection[str]] = {
    "not_realised": {"realised"},
    "not_started": STATUSES.keys() - _NOT_STARTED,
    "delayed": {"on_track"},
}

#: How certain a contradiction is and why, in Dutch; None if the sides agree.
Verdict = tuple[Certainty, str] | None


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een getal dat de tekst herhaalt, is het getal van de tabel of de som van zijn delen.",
    settle="De bron van het getal: de toepassing, de boordtabel of de nota waaruit het komt.",
)
def repeated_number(plan: PrintedTables) -> Iterator[Clash]:
    """Compare repeated numbers, sums and complements to 100 %, allowing for rounding."""
    yield from _clashes(plan, {"equals": _equals, "complement": _complement, "at_least": _at_least})


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een termijn die de tekst noemt, is de termijn van de norm.",
    settle="De wettelijke bepaling of de beslissing die de termijn vastlegt.",
)
def repeated_term(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a duration in the prose (8 weeks) with the one in a norm (54 days)."""
    yield from _clashes(plan, {"term": _term})


@rule(
    RuleKind.STATUS,
    Severity.HIGH,
    explains="Wat de tekst over een mijlpaal vertelt, past bij haar status.",
    settle="De projectleider: is de mijlpaal gehaald of niet?",
)
def reported_status(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the status of a milestone with what the plan says about it elsewhere."""
    statements = {relation: _statement(statuses) for relation, statuses in _CONFLICTS.items()}
    yield from _clashes(plan, {"status": _status, **statements})


@rule(
    RuleKind.PROSE,
    Severity.MEDIUM,
    explains="Een naam, een nummer of een tijdstip is op beide plaatsen hetzelfde.",
    settle="Het document waaruit beide plaatsen putten: wat staat daar?",
)
def repeated_words(plan: PrintedTables) -> Iterator[Clash]:
    """Compare words that must be the same, and years in which a project ended."""
    for clash in _clashes(plan, {"same": _same, "ended": _ended}):
        yield replace(clash, settle=_source_for(clash))


def check_repeats(plan: PrintedTables) -> None:
    """Check that each row has a known relation and certainty, and names cells that exist.

    Raises
    ------
    DataError
        With every cell of `repeats.csv` that does not, all at once.
    """
    problems = [one for where, row in _placed(plan) for one in _problems(plan, row, where)]
    if problems:
        raise DataError(*problems)


def _source_for(clash: Clash) -> str:
    """Return the source that settles a clash of words; empty for that of the rule."""
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
    plan: PrintedTables, comparisons: Mapping[str, Callable[[Side, Side], Verdict]]
) -> Iterator[Clash]:
    """Yield the clashes among the rows whose relation has a comparison.

    The rows are those that `check_repeats` passes.
    """
    for where, row in _placed(plan):
        if row["relation"] not in comparisons:
            continue
        left, right = (parse_side(plan, row[side], where) for side in SIDES)
        verdict = comparisons[row["relation"]](left, right)
        if verdict:
            certainty, why = verdict
            about = f"{row['about'].rstrip('.')}: " if row["about"] else ""
            certainty = certainty.at_most(Certainty(row["sure"]))
            yield Clash(left.passage, right.passage, f"{about}{why}", certainty)


def _placed(plan: PrintedTables) -> Iterator[tuple[str, PrintedRow]]:
    """Yield each row with its place in the file, which skips empty rows."""
    rows = plan.rows(_TABLE)
    if not rows:
        return
    for number, row in zip(plan.frames[_TABLE].index, rows, strict=True):
        yield f"data/raw/{plan.year}/{_TABLE}.csv, row {number}", row


def _problems(plan: PrintedTables, row: PrintedRow, where: str) -> Iterator[Problem]:
    known = {"relation": RELATIONS, "sure": tuple(Certainty)}
    for column, names in known.items():
        if row[column] not in names:
            place, remedy = f"{where}, column '{column}'", did_you_mean(row[column], names)
            yield Problem(place, f"'{row[column]}'", quoted(names), remedy)
    for side in SIDES:
        try:
            parse_side(plan, row[side], f"{where}, column '{side}'")
        except DataError as error:
            yield from error.problems


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


def _against_sum(amount: Interval, total: PrintedNumber) -> Certainty | None:
    """Compare a printed total with a sum; whole numbers must add up exactly."""
    if amount.low == amount.high and total.step >= 1:
        return compare(PrintedNumber(amount.low, 1), total)
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


def _statement(conflicting: Collection[str]) -> Callable[[Side, Side], Verdict]:
    """Return a comparison of a statement with a status, which must not be a conflicting one."""

    def compare_status(left: Side, right: Side) -> Verdict:
        if status_of(right.text) not in conflicting:
            return None
        return Certainty.CERTAIN, f"de status is '{right.text}', maar er staat ook: '{left.text}'."

    return compare_status


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
    """Return a text in lower case, without spaces and final full stops."""
    return "".join(text.lower().split()).rstrip(".")


RELATIONS = (
    *("equals", "complement", "at_least", "term"),
    *("status", "not_realised", "not_started", "delayed"),
    *("same", "ended"),
)

"""Rules that compare what the prose of a measure says of its norms with the table of norms."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty, joined
from analysis.plan.audit.norm_prose import (
    acts_of,
    link_terms,
    measure_terms,
    number_of_norms,
    rows_for,
    sections_with_norms,
)
from analysis.plan.audit.printed_number import compare, printed_value, read_printed
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.statement import of_kind
from analysis.plan.tables.moments import moments
from analysis.plan.tables.stems import content_stems, stems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.norm_prose import NormRow, NormTerm
    from analysis.plan.audit.printed_number import PrintedNumber
    from analysis.plan.audit.printed_tables import PrintedTables
    from analysis.plan.audit.statement import Statement

_WHOLE = 100
#: What makes a result that of some of the cases.
_PARTS = stems_of("noorden zuiden oosten westen digitale papieren online")
_NORM_WORDS = stems_of(
    "norm streefnorm bepaling streefdoel termijn tijdig resultaat gehaald behaald gerealiseerd "
    "gevallen geval deadline nageleefd bereikt lukte streeftermijn afspraak"
)
_ANY_YEAR = 2000
_MARGIN = 1.0  # points that rounding may add to a change


class _Section:
    """The sentences of a measure's section, its norms, and the terms that link the two."""

    def __init__(self, sentences: list[list[Statement]], rows: list[NormRow]) -> None:
        self.sentences = sentences
        self.rows = rows
        self._by_place = {sentence[0].place: sentence for sentence in sentences}
        self.terms = measure_terms(sentences)
        link_terms(self.terms, rows)

    def sentence_of(self, statement: Statement) -> list[Statement]:
        """Return the statements of the sentence of a statement."""
        return self._by_place[statement.place]

    def has_target(self, statement: Statement) -> bool:
        """Return whether a sentence gives the target of a norm, its term and one result."""
        sentence = self.sentence_of(statement)
        percents = [each.role for each in of_kind(sentence, "percent")]
        roles = sorted("result" if role == "share" else role for role in percents)
        return roles == ["result", "target"] and bool(of_kind(sentence, "term"))

    def row_of(self, statement: Statement) -> NormRow | None:
        """Return the only norm that a statement can be about."""
        sentence = self.sentence_of(statement)
        rows = rows_for(statement, self.terms, self.rows, _days(sentence))
        return rows[0] if len(rows) == 1 else None


def _days(sentence: Sequence[Statement]) -> set[tuple[int, int]]:
    """Return the days and months that a sentence names."""
    found = [moments(one.printed, _ANY_YEAR) for one in of_kind(sentence, "moment")]
    return {(each.first.day, each.first.month) for days in found for each in days if each.is_day}


@lru_cache(maxsize=1)
def _sections(plan: PrintedTables) -> list[_Section]:
    """Return the sections of measures with norms; each rule here asks for them."""
    by_section: dict[str, list[list[Statement]]] = defaultdict(list)
    for sentence in plan.sentences:
        by_section[sentence[0].section].append(sentence)
    return [
        _Section(by_section[section], rows)
        for section, rows in sections_with_norms(plan)
        if section in by_section
    ]


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een termijn die de tekst van een maatregel noemt, is de termijn van de norm.",
    settle="De wettelijke bepaling of de beslissing die de termijn vastlegt.",
)
def told_term(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the terms in the prose of a measure with those of its norms.

    A term clashes if it is that of no norm, and belongs to the only norm whose term the prose does
    not name.
    """
    for section in _sections(plan):
        for term in section.terms:
            row = term.other
            if row is None or row.term is None or _is_claimed(row, section.terms, term):
                continue
            why = (
                f"Voor dezelfde norm noemt de tekst {term.statement.printed} en de tabel "
                f"{row.term.printed}."
            )
            yield Clash(term.statement.passage, row.row.passage("norm"), why)


def _is_claimed(row: NormRow, terms: Sequence[NormTerm], own: NormTerm) -> bool:
    return any(term.other is row and term.duration.days != own.duration.days for term in terms)


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een resultaat dat de tekst van een maatregel noemt, is dat van de normentabel.",
    settle="De resultaten van beide jaren in de boordtabel van de maatregel.",
)
def told_result(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the percentages in the prose of a measure with the results of its norms."""
    for section in _sections(plan):
        for statement in _percentages(section):
            row = section.row_of(statement)
            sure = _is_sure(section, statement, row) if row else False
            found = _result_clash(plan, statement, row, section.rows) if row else None
            if found and not sure:
                found = found[0], found[1].at_most(Certainty.PROBABLE)
            if row and found:
                column, certainty = found
                why = (
                    f"De tekst noemt als resultaat {statement.printed}; de tabel zegt "
                    f"{row.row[column]}."
                )
                yield Clash(statement.passage, row.row.passage(column), why, certainty)


def _is_sure(section: _Section, statement: Statement, row: NormRow) -> bool:
    """Return whether a percentage is a result, and not the target of the norm that it is about."""
    if section.has_target(statement):
        return True
    is_target = row.target and statement.number and row.target.value == statement.number.value
    sentence = section.sentence_of(statement)
    if statement.sentence & _PARTS:
        return False
    if of_kind(sentence, "term"):
        is_of_others = not statement.sentence & set(content_stems(row.row["norm"]))
        if is_target or is_of_others:
            return False
    return statement.role == "result"


def _percentages(section: _Section) -> Iterator[Statement]:
    """Yield the percentages that may be results: in a sentence about a norm, not about a share."""
    for sentence in section.sentences:
        kinds = {each.kind for each in sentence}
        about_norm = "term" in kinds or bool(sentence[0].sentence & _NORM_WORDS)
        if not about_norm or any(each.role in {"whole", "part"} for each in sentence):
            continue
        yield from (one for one in of_kind(sentence, "percent", "result", "share") if one.number)


def _result_clash(
    plan: PrintedTables, statement: Statement, row: NormRow, rows: Sequence[NormRow]
) -> tuple[str, Certainty] | None:
    """Return the column that a result contradicts and how certainly, or None."""
    column = {str(plan.year - 1): "current", str(plan.year - 2): "previous"}.get(statement.year)
    told = statement.number
    printed = read_printed(row.row[column]) if column else None
    if column is None or told is None or printed is None or "%" not in row.row[column]:
        return None
    certainty = compare(told, printed)
    if certainty is None or _is_other_value(told, row, rows, column):
        return None
    return column, certainty


def _is_other_value(
    told: PrintedNumber, row: NormRow, rows: Sequence[NormRow], column: str
) -> bool:
    """Return whether a percentage is the result of another norm or year."""
    others = [one.row["current"] for one in rows if one is not row]
    others += [row.row["previous" if column == "current" else "current"]]
    return told.value != _WHOLE and told.value in {printed_value(text, math.nan) for text in others}


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een verandering die de tekst bij een norm noemt, is die van de tabel.",
    settle="De resultaten van beide jaren in de boordtabel van de maatregel.",
)
def told_change(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a change that the prose tells beside a result with the change in the table."""
    for section in _sections(plan):
        for sentence in section.sentences:
            for statement in _changes(sentence):
                row = _row_of_change(section, sentence, statement)
                if row and _is_wrong_change(statement, row):
                    why = (
                        f"De tekst noemt als verandering {_told_change(statement)}; de tabel zegt "
                        f"{row.row['change']}."
                    )
                    yield Clash(statement.passage, row.row.passage("change"), why)


def _changes(sentence: Sequence[Statement]) -> Iterator[Statement]:
    for each in sentence:
        is_growth = each.kind == "percent" and each.role == "growth"
        in_percent = is_growth and of_kind(sentence, "percent", "result")
        if (each.kind == "points" or in_percent) and each.number and each.direction:
            yield each


def _row_of_change(
    section: _Section, sentence: Sequence[Statement], statement: Statement
) -> NormRow | None:
    """Return the norm of the result beside a change, or that of the sentence before."""
    results = of_kind(sentence, "percent", "result", "share")
    rows = {id(row): row for each in results if (row := section.row_of(each))}
    if len(rows) == 1:
        return next(iter(rows.values()))
    return section.row_of(statement) if not results else None


def _is_wrong_change(statement: Statement, row: NormRow) -> bool:
    printed = read_printed(row.row["change"])
    told = statement.number
    if printed is None or told is None or row.current is None or row.previous is None:
        return False
    size = abs(told.value) if statement.direction == "rise" else -abs(told.value)
    own = abs(size - printed.value) <= max(told.step, printed.step) * _MARGIN + 1e-9
    if own or (size == 0 == printed.value):
        return False
    if statement.kind == "percent" and row.previous.value:
        growth = 100 * (row.current.value / row.previous.value - 1)
        return abs(size - growth) > max(told.step, 0.1)
    return True


def _told_change(statement: Statement) -> str:
    words = {"rise": "een stijging", "fall": "een daling"}
    sign = statement.printed[:1] in {"+", "-", "−"}
    return statement.printed if sign else f"{words[statement.direction]} van {statement.printed}"


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="Het deel dat een norm haalt en het deel dat ze niet haalt, zijn samen 100 %.",
    settle="De resultaten in de boordtabel van de maatregel.",
)
def told_rest(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a percentage and the rest in the same sentence, which are 100 % together."""
    for sentence in plan.sentences:
        results, rests = (of_kind(sentence, "percent", role) for role in ("result", "rest"))
        if len(results) != 1 or len(rests) != 1:
            continue
        one, rest = results[0].number, rests[0].number
        total = one.interval() + rest.interval() if one and rest else None
        if total and not total.low <= _WHOLE <= total.high:
            why = f"{rests[0].printed} en {results[0].printed} zijn samen geen 100 %."
            yield Clash(rests[0].passage, results[0].passage, why)


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een norm die volgens de tekst gehaald is, haalt volgens de tabel haar streefdoel.",
    settle="De resultaten in de boordtabel van de maatregel.",
)
def told_verdict(plan: PrintedTables) -> Iterator[Clash]:
    """Compare whether the prose says that a norm was met with its result and target."""
    for section in _sections(plan):
        for sentence in section.sentences:
            verdicts = of_kind(sentence, "verdict")
            has_result = of_kind(sentence, "percent", "result", "share")
            if len(verdicts) != 1 or has_result or _is_of_other_year(plan, sentence):
                continue
            row = section.row_of(verdicts[0])
            if row and row.current and row.target and "%" in row.row["current"]:
                met = row.current.value >= row.target.value
                if met != (verdicts[0].role == "met"):
                    says = "wel" if verdicts[0].role == "met" else "niet"
                    why = (
                        f"De tekst zegt dat de norm {says} gehaald is; de tabel zegt "
                        f"{row.row['current']} bij een streefdoel van {row.row['target']}."
                    )
                    there = row.row.passage("current", "target")
                    yield Clash(verdicts[0].passage, there, why)


def _is_of_other_year(plan: PrintedTables, sentence: Sequence[Statement]) -> bool:
    """Return whether all that a sentence dates is in another year than the one looked back on."""
    years = {each.year for each in sentence if each.year and each.kind != "moment"}
    return bool(years) and str(plan.year - 1) not in years


@rule(
    RuleKind.COUNT,
    Severity.MEDIUM,
    explains="Het aantal normen dat de tekst van een maatregel noemt, is dat van de tabel.",
    settle="De wettelijke bepalingen en de beslissingen over streefnormen.",
)
def told_number_of_norms(plan: PrintedTables) -> Iterator[Clash]:
    """Compare how many norms the prose says a measure has with its rows in the table."""
    for section in _sections(plan):
        for sentence in section.sentences:
            told, counts = number_of_norms(sentence)
            if not told:
                continue
            rows = _rows_counted(sentence, section.rows)
            if told != len(rows):
                there = joined([each.row.passage("norm") for each in rows])
                printed = f"{len(rows)} rijen in de tabel van de normen"
                yield Clash(
                    joined([each.passage for each in counts]),
                    there.with_text(printed),
                    f"De tekst telt {told:.0f} normen; in de tabel staan er {len(rows)}.",
                )
            break


def _rows_counted(sentence: Sequence[Statement], rows: Sequence[NormRow]) -> list[NormRow]:
    """Return the norms that a sentence counts: those about payment if it says so, or all."""
    words = sentence[0].sentence
    paid = [row for row in rows if "pay" in row.about.acts]
    return paid if acts_of(words) == {"pay"} and paid else list(rows)

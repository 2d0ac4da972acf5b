"""Rules that compare numbers in the prose with the tables that hold them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.likeness import ACTS
from analysis.plan.audit.printed_number import compare, printed_value, read_printed
from analysis.plan.audit.printed_row import counted_rows
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.statement import of_kind
from analysis.plan.tables.stems import content_stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.printed_number import PrintedNumber
    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables
    from analysis.plan.audit.statement import Statement

_PROJECTS = {"organisatieprojec": "organisation", "beleidsprojec": "policy"}
_PEOPLE = ("medewerker", "personeelsl")
_LETTERS = ("brief", "standaardbrief")
_INSPECTIONS = ("onderzoek",)
_NEAR = 0.1  # share of a total by which a number of the same things is a slip away from it
_LEVELS = {"level", "total", "whole", "to"}
_SLIP = 0.25  # share of a number by which a slip is away from it
_DECEMBER = 12
_LONG_WORD = 10


@rule(
    RuleKind.COUNT,
    Severity.MEDIUM,
    explains="Een aantal projecten in de tekst is het aantal in de tabel.",
    settle="De lijst zelf: welk project is niet meegeteld?",
)
def told_projects(plan: PrintedTables) -> Iterator[Clash]:
    """Compare how many projects of a kind the prose counts in a year with the table."""
    for statement in of_kind(plan.statements, "number", *_LEVELS):
        kind = next((_PROJECTS[stem] for stem in statement.noun if stem in _PROJECTS), "")
        told = statement.number
        if not kind or told is None:
            continue
        rows = [row for row in plan.rows("projects") if row["kind"] == kind]
        listed = [row for row in rows if not row["years"] or statement.year in row["years"]]
        years = [row["years"] for row in rows]
        known = any(statement.year in each for each in years) or not any(years)
        is_all = not statement.about & ACTS.keys()
        if listed and known and is_all and not told.is_bound and told.value != len(listed):
            why = (
                f"De tekst telt voor {statement.year} {statement.printed} {statement.row['noun']}; "
                f"uit de tabel volgen er {len(listed)}."
            )
            yield Clash(statement.passage, counted_rows(listed, "projecten in de tabel"), why)


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een totaal dat de tekst noemt, is het totaal van de tabel.",
    settle="De telling waarop de tabel steunt.",
)
def told_total(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the numbers of staff and of letters in the prose with the totals of their tables."""
    for statement in of_kind(plan.statements, "number", *_LEVELS):
        row, column = _total_of(plan, statement)
        told, total = statement.number, read_printed(row[column]) if row else None
        if not (row and told and total) or told.is_bound:
            continue
        near = abs(told.value - total.value) <= max(3, _NEAR * total.value)
        if near and not _is_of_a_row(plan.rows(row.table), column, told):
            why = f"De tekst telt er {statement.printed}, de tabel {row[column]}."
            yield Clash(statement.passage, row.passage(column), why)


def _total_of(plan: PrintedTables, statement: Statement) -> tuple[PrintedRow | None, str]:
    """Return the row and column of the total that a number repeats; None for another number."""
    if _counts(statement, _PEOPLE) and _at_end_of(plan, statement):
        return _total_row(plan, "workforce", "level", "eindtotaal", statement), "total"
    if _counts(statement, _LETTERS):
        return _total_row(plan, "letters", "department", "totaal", statement), "letters"
    return None, ""


def _counts(statement: Statement, things: Sequence[str]) -> bool:
    return any(stem.startswith(thing) for thing in things for stem in statement.noun)


def _total_row(
    plan: PrintedTables, table: str, column: str, name: str, statement: Statement
) -> PrintedRow | None:
    """Return the total of a table, if the statement is in the section of the table."""
    rows = [row for row in plan.rows(table) if row[column].lower() == name]
    same = [row for row in rows if _chapter(row.section) == _chapter(statement.section)]
    return same[0] if len(same) == 1 else None


def _chapter(section: str) -> str:
    return section.partition(".")[0]


def _at_end_of(plan: PrintedTables, statement: Statement) -> bool:
    """Return whether the sentence is about the end of the year before the plan's."""
    dated = of_kind(plan.statements_at(statement.place), "moment")
    return any(
        (moment.last.year, moment.last.month) == (plan.year - 1, _DECEMBER)
        for each in dated
        for moment in each.moments(1)  # a moment without a year does not count
    )


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een aantal onderzoeken in de tekst is dat van de tabel van de inspectie.",
    settle="De boordtabel van de inspectie.",
)
def told_inspections(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the investigations that the prose counts with the table of inspections."""
    for sentence in plan.sentences:
        row = _inspected(plan, sentence)
        for statement in sentence if row else ():
            column = _inspection_column(plan, statement)
            told, there = statement.number, read_printed(row[column]) if row and column else None
            certainty = compare(told, there) if told and there else None
            rows = plan.rows("inspections")
            if row and told and there and certainty and not _is_of_a_row(rows, column, told):
                near = abs(told.value - there.value) <= _SLIP * abs(there.value)
                certainty = certainty if near else certainty.at_most(Certainty.PROBABLE)
                why = f"De tekst noemt {statement.printed}, de tabel {row[column]}."
                yield Clash(statement.passage, row.passage(column), why, certainty)


def _is_of_a_row(rows: Sequence[PrintedRow], column: str, told: PrintedNumber) -> bool:
    """Return whether a number is in a column: that of another measure, or of the total."""
    return told.value in {printed_value(row[column], math.nan) for row in rows}


def _inspected(plan: PrintedTables, sentence: Sequence[Statement]) -> PrintedRow | None:
    """Return the row of the investigations that a sentence counts, or None."""
    if not any(_counts(each, _INSPECTIONS) for each in sentence):
        return None
    rows = plan.rows("inspections")
    section = sentence[0].section
    title = next((row["title"] for row in plan.rows("headings") if row["number"] == section), "")
    measure = plan.measure_of(title)
    own = [row for row in rows if plan.measure_of(row["measure"]) == measure]
    if not own:
        own = [row for row in rows if _names(title, row["measure"])]
    if not own and any(row.section == section for row in rows):
        own = [row for row in rows if row["measure"].lower() == "totaal"]
    return own[0] if len(own) == 1 else None


def _names(title: str, label: str) -> bool:
    """Return whether a heading has a long word of a label, with or without its hyphen."""
    words = {stem.replace("-", "") for stem in content_stems(title)}
    return any(
        stem.replace("-", "") in words for stem in content_stems(label) if len(stem) >= _LONG_WORD
    )


def _inspection_column(plan: PrintedTables, statement: Statement) -> str:
    if statement.kind == "percent" and statement.role == "growth":
        return "cases_trend"
    if statement.kind != "number" or statement.role not in {"level", "from", "to"}:
        return ""
    years = {str(plan.year - 1): "cases_current", str(plan.year - 2): "cases_previous"}
    return years.get(statement.year, "") if _counts(statement, _INSPECTIONS) else ""


@rule(
    RuleKind.COUNT,
    Severity.MEDIUM,
    explains="Een aantal normen in de tekst volgt uit de tabel van de normen.",
    settle="De tabel zelf: welke norm is niet meegeteld?",
)
def told_norms(plan: PrintedTables) -> Iterator[Clash]:
    """Compare how many norms improved, of how many, with the rows of the table of norms."""
    rows = plan.rows("norms")
    better = [
        row
        for row in rows
        if (now := read_printed(row["current"])) and now.value > printed_value(row["previous"], 1e9)
    ]
    sections = {_chapter(row.section) for row in rows}
    for sentence in plan.sentences:
        words = sentence[0].sentence
        parts = of_kind(sentence, "number", "level", "part")
        wholes = of_kind(sentence, "number", "whole")
        about = all(any(key in stem for stem in words) for key in ("norm", "verbeter"))
        here = _chapter(sentence[0].section) in sections
        if not (about and here and len(parts) == len(wholes) == 1):
            continue
        for told, listed, what, most in (
            (parts[0], better, "verbeterde normen", Certainty.CERTAIN),
            (wholes[0], rows, "rijen in de tabel van de normen", Certainty.PROBABLE),
        ):
            if told.number and listed and told.number.value != len(listed):
                why = f"De tekst telt er {told.printed}; uit de tabel volgen er {len(listed)}."
                yield Clash(told.passage, counted_rows(listed, what), why, most)

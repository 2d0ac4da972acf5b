"""Rules that compare numbers in the prose with the tables that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty, Passage, joined
from analysis.plan.audit.likeness import ACTS
from analysis.plan.audit.printed_number import compare, printed_value, read_printed
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.tables.moments import moments
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
    for statement in plan.statements:
        kind = next((_PROJECTS[stem] for stem in statement.noun if stem in _PROJECTS), "")
        told = statement.number
        if statement.kind != "number" or not kind or told is None or statement.role not in _LEVELS:
            continue
        rows = [row for row in plan.rows("projects") if row["kind"] == kind]
        listed = [row for row in rows if not row["years"] or statement.year in row["years"]]
        known = any(statement.year in row["years"] for row in rows) or not any(
            row["years"] for row in rows
        )
        is_all = not statement.about & ACTS.keys()
        if listed and known and is_all and not told.is_bound and told.value != len(listed):
            printed = f"{len(listed)} projecten in de tabel"
            why = (
                f"De tekst telt voor {statement.year} {statement.printed} {statement.row['noun']}; "
                f"uit de tabel volgen er {len(listed)}."
            )
            yield Clash(statement.passage, _counted(listed, printed), why)


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een totaal dat de tekst noemt, is het totaal van de tabel.",
    settle="De telling waarop de tabel steunt.",
)
def told_total(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the numbers of staff and of letters in the prose with the totals of their tables."""
    for statement in plan.statements:
        if statement.kind != "number" or statement.role not in _LEVELS or statement.number is None:
            continue
        row, column = _total_of(plan, statement)
        total = read_printed(row[column]) if row else None
        if row is None or total is None or statement.number.is_bound:
            continue
        rows = plan.rows(row.table)
        others = [read_printed(each[column]) for each in rows]
        is_row = any(each and each.value == statement.number.value for each in others)
        if not is_row and abs(statement.number.value - total.value) <= max(3, _NEAR * total.value):
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
    own = [
        each for each in plan.statements if each.place == statement.place and each.kind == "moment"
    ]
    found = [moment for each in own for moment in moments(each.printed, int(each.year or 0) or 1)]
    return any(
        (moment.last.year, moment.last.month) == (plan.year - 1, _DECEMBER) for moment in found
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
            if row and told and there and certainty and not _is_of_other_row(plan, column, told):
                near = abs(told.value - there.value) <= _SLIP * abs(there.value)
                certainty = certainty if near else certainty.at_most(Certainty.PROBABLE)
                why = f"De tekst noemt {statement.printed}, de tabel {row[column]}."
                yield Clash(statement.passage, row.passage(column), why, certainty)


def _is_of_other_row(plan: PrintedTables, column: str, told: PrintedNumber) -> bool:
    """Return whether a number is that of another measure, or of the total."""
    others = [read_printed(each[column]) for each in plan.rows("inspections")]
    return any(each and each.value == told.value for each in others)


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
        counts = [one for one in sentence if one.kind == "number" and one.number]
        parts = [one for one in counts if one.role in {"level", "part"}]
        wholes = [one for one in counts if one.role == "whole"]
        is_about = any("norm" in stem for stem in words) and any(
            "verbeter" in stem for stem in words
        )
        if not is_about or len(parts) != 1 or len(wholes) != 1:
            continue
        if _chapter(sentence[0].section) not in sections:
            continue
        for told, listed, what, most in (
            (parts[0], better, "verbeterde normen", Certainty.CERTAIN),
            (wholes[0], rows, "rijen in de tabel van de normen", Certainty.PROBABLE),
        ):
            if told.number and listed and told.number.value != len(listed):
                printed = f"{len(listed)} {what}"
                why = f"De tekst telt er {told.printed}; uit de tabel volgen er {len(listed)}."
                yield Clash(told.passage, _counted(listed, printed), why, most)


def _counted(rows: Sequence[PrintedRow], printed: str) -> Passage:
    """Return a passage with the number of rows, at all their lines."""
    whole = joined([row.passage() for row in rows])
    return Passage(whole.table, whole.section, whole.lines, printed)

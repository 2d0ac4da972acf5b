"""Rules that compare the counts, totals and figures of the prose with the tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.printed_number import compare, printed_value, read_printed
from analysis.plan.audit.printed_row import counted_rows
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables

_HIGH_SHARE = 90  # percent


class _Cell(NamedTuple):
    """The columns that a figure of the last year, or of the year before it, repeats."""

    table: str
    current: str
    previous: str
    certainty: Certainty


#: Indicators of figures that repeat a cell of their measure's row. Amounts in the prose may have
#: another scope than the budget (without advances, or without a relance part): probable at most.
_REPEATS: Mapping[str, _Cell] = {
    "onderzoeken": _Cell("inspections", "cases_current", "cases_previous", Certainty.CERTAIN),
    "onderzoeken, groei in procent": _Cell("inspections", "cases_trend", "", Certainty.CERTAIN),
    "processen-verbaal": _Cell(
        "inspections", "reports_current", "reports_previous", Certainty.CERTAIN
    ),
    "uitbetaald bedrag": _Cell("budget", "vek_realised", "", Certainty.PROBABLE),
}


def _projects(kind: str) -> Callable[[PrintedTables, str], list[PrintedRow]]:
    """Return a function that lists the projects of a kind that run in a year."""

    def counted(plan: PrintedTables, year: str) -> list[PrintedRow]:
        rows = [row for row in plan.rows("projects") if row["kind"] == kind]
        return [row for row in rows if not row["years"] or year in row["years"]]

    return counted


def _improved(plan: PrintedTables, _year: str) -> list[PrintedRow]:
    return [
        row
        for row in plan.rows("norms")
        if printed_value(row["current"], math.nan) > printed_value(row["previous"], math.nan)
    ]


def _measures_with_norm(plan: PrintedTables, _year: str) -> list[PrintedRow]:
    """Return the first norm of each measure."""
    first = {row["measure"]: row for row in reversed(plan.rows("norms"))}
    return list(first.values())


#: Indicators of figures that count the rows of a table.
_COUNTS: Mapping[str, Callable[[PrintedTables, str], list[PrintedRow]]] = {
    "beleidsprojecten": _projects("policy"),
    "organisatieprojecten": _projects("organisation"),
    "maatregelen met 90 procent of meer, op een totaal van": lambda plan, _: plan.rows("norms"),
    "verbeterde normen": _improved,
    "maatregelen met 90 procent of meer": lambda plan, _: [
        row for row in plan.rows("norms") if printed_value(row["current"]) >= _HIGH_SHARE
    ],
    "maatregelen met norm": _measures_with_norm,
}
#: Indicators whose table may print two items in one row, which the text may count separately.
_SEVERAL_IN_A_ROW = {"maatregelen met 90 procent of meer, op een totaal van": Certainty.PROBABLE}
_TABLE_WORDS = {
    "projects": "projecten in de tabel",
    "norms": "rijen in de tabel van de normen",
}
#: Indicators of totals: the table, the column and text of the total's row, and the total's column.
_TOTALS = {
    "medewerkers": ("workforce", "level", "eindtotaal", "total"),
    "te toetsen standaardbrieven": ("letters", "department", "totaal", "letters"),
}


@rule(
    RuleKind.COUNT,
    Severity.MEDIUM,
    explains="Een aantal projecten of normen in de tekst is het aantal in de tabel.",
    settle="De lijst zelf: welk project of welke norm is niet meegeteld?",
)
def announced_count(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the counts in the prose with the number of rows in the table."""
    for row in plan.rows("figures"):
        count = _COUNTS.get(row["indicator"])
        printed = read_printed(row["value"])
        listed = count(plan, row["year"]) if count and not row["measure"] else []
        if printed and listed and printed.value != len(listed):
            yield Clash(
                row.passage("value"),
                counted_rows(listed, _TABLE_WORDS.get(listed[0].table, "rijen")),
                f"De tekst telt er {row['value']} ('{row['indicator']}'); uit de tabel volgen er "
                f"{len(listed)}.",
                _SEVERAL_IN_A_ROW.get(row["indicator"], Certainty.CERTAIN),
            )


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een totaal dat de tekst noemt, is het totaal van de tabel.",
    settle="De telling waarop de tabel steunt.",
)
def announced_total(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the numbers of staff and letters in the prose with the totals of their tables.

    The table of staff is that of 31 December of the year before the plan.
    """
    for row in plan.rows("figures"):
        table, column, name, cell = _TOTALS.get(row["indicator"], ("", "", "", ""))
        if table == "workforce" and row["year"] != str(plan.year - 1):
            continue
        totals = [found for found in plan.rows(table) if found[column].lower() == name]
        yield from filter(None, (_repeat(row, one, cell, Certainty.CERTAIN) for one in totals))


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een cijfer van een maatregel in de tekst is dat van de tabel.",
    settle="De toepassing of de boekhouding waaruit beide cijfers komen.",
)
def figure_in_table(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the figures of a measure in the prose with the cells that they repeat."""
    for row in plan.rows("figures"):
        cell = _REPEATS.get(row["indicator"])
        years_ago = plan.year - int(row["year"] or 0)
        column = {1: cell.current, 2: cell.previous}.get(years_ago, "") if cell else ""
        if not cell or not column:
            continue
        rows = [
            found
            for found in plan.rows(cell.table)
            if plan.measure_of(found["measure"]) == row["measure"] and read_printed(found[column])
        ]
        clash = _repeat(row, rows[0], column, cell.certainty) if len(rows) == 1 else None
        if clash:
            yield clash


def _repeat(row: PrintedRow, other_row: PrintedRow, column: str, most: Certainty) -> Clash | None:
    """Compare a figure of the prose with a cell; the certainty is `most` at most."""
    one, other = read_printed(row["value"]), read_printed(other_row[column])
    certainty = compare(one, other) if one and other else None
    if certainty is None:
        return None
    subject = row["indicator"]
    return Clash(
        row.passage("value"),
        other_row.passage(column),
        f"Voor '{subject}' over {row['year']} zegt de tekst {row['value']} en de tabel "
        f"{other_row[column]}.",
        certainty.at_most(most),
    )

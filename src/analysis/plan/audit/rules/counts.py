"""What the prose counts or repeats of a table, told by the indicator of the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.plan.audit.finding import Certainty, Passage, joined
from analysis.plan.audit.printed import compare, read_printed
from analysis.plan.audit.registry import Clash, Kind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analysis.plan.audit.plan import RawPlan, Row

_HIGH_SHARE = 90


class _Cell(NamedTuple):
    """The columns of a measure's row that a figure repeats: this year's, and the year's before."""

    table: str
    current: str
    previous: str
    certainty: Certainty


#: Figures of a measure that repeat a cell of its row. The amounts of the prose may have another
#: scope than the budget (without advances, or without a relance part): probable at most.
_REPEATS: Mapping[str, _Cell] = {
    "onderzoeken": _Cell("inspections", "cases_current", "cases_previous", Certainty.CERTAIN),
    "onderzoeken, groei in procent": _Cell("inspections", "cases_trend", "", Certainty.CERTAIN),
    "processen-verbaal": _Cell(
        "inspections", "reports_current", "reports_previous", Certainty.CERTAIN
    ),
    "uitbetaald bedrag": _Cell("budget", "vek_realised", "", Certainty.PROBABLE),
}


def _projects(kind: str) -> Callable[[RawPlan, str], list[Row]]:
    def counted(plan: RawPlan, year: str) -> list[Row]:
        rows = [row for row in plan.rows("projects") if row["kind"] == kind]
        return [row for row in rows if not row["years"] or year in row["years"]]

    return counted


def _norms(plan: RawPlan, _year: str) -> list[Row]:
    return plan.rows("norms")


def _improved(plan: RawPlan, _year: str) -> list[Row]:
    return [row for row in plan.rows("norms") if _value(row, "current") > _value(row, "previous")]


def _kept(plan: RawPlan, _year: str) -> list[Row]:
    return [row for row in plan.rows("norms") if _value(row, "current") >= _HIGH_SHARE]


def _measures_with_norm(plan: RawPlan, _year: str) -> list[Row]:
    first = {row["measure"]: row for row in reversed(plan.rows("norms"))}
    return list(first.values())


#: Figures that count the rows of a table.
_COUNTS: Mapping[str, Callable[[RawPlan, str], list[Row]]] = {
    "beleidsprojecten": _projects("policy"),
    "organisatieprojecten": _projects("organisation"),
    "normen, totaal": _norms,
    "verbeterde normen": _improved,
    "normen met 90 procent of meer": _kept,
    "maatregelen met norm": _measures_with_norm,
}
#: Counted over a table whose rows may hold two: the text may count those apart.
_SEVERAL_IN_A_ROW = frozenset({"normen, totaal"})
_TABLE_WORDS = {
    "projects": "projecten in de tabel",
    "norms": "rijen in de tabel van de normen",
}
_TOTALS = {
    "medewerkers": ("workforce", "level", "eindtotaal", "total"),
    "te toetsen standaardbrieven": ("letters", "department", "totaal", "letters"),
}


@rule(
    Kind.COUNT,
    Severity.MEDIUM,
    explains="Een aantal projecten of normen in de tekst is het aantal in de tabel.",
    settle="De lijst zelf: welk project of welke norm is niet meegeteld?",
)
def announced_count(plan: RawPlan) -> Iterator[Clash]:
    """Count the rows of a table that a figure of the prose announces."""
    for row in plan.rows("figures"):
        count = _COUNTS.get(row["indicator"])
        printed = read_printed(row["value"])
        listed = count(plan, row["year"]) if count and not row["measure"] else []
        if printed and listed and printed.value != len(listed):
            yield Clash(
                row.passage("value"),
                _list(listed),
                f"De tekst telt er {row['value']} ('{row['indicator']}'); uit de tabel volgen er "
                f"{len(listed)}.",
                _sureness(row["indicator"]),
            )


def _sureness(indicator: str) -> Certainty:
    return Certainty.PROBABLE if indicator in _SEVERAL_IN_A_ROW else Certainty.CERTAIN


@rule(
    Kind.PROSE,
    Severity.HIGH,
    explains="Een totaal dat de tekst noemt, is het totaal van de tabel.",
    settle="De telling waarop de tabel steunt.",
)
def announced_total(plan: RawPlan) -> Iterator[Clash]:
    """Compare the staff and the letters of the prose with the totals of their tables.

    The table of the staff is that of the last day of the year before the plan's.
    """
    for row in plan.rows("figures"):
        table, column, name, cell = _TOTALS.get(row["indicator"], ("", "", "", ""))
        if table == "workforce" and row["year"] != str(plan.year - 1):
            continue
        for total in (found for found in plan.rows(table) if found[column].lower() == name):
            clash = _repeat(row, [total], cell, Certainty.CERTAIN)
            if clash:
                yield clash


@rule(
    Kind.PROSE,
    Severity.HIGH,
    explains="Een cijfer van een maatregel in de tekst is dat van de tabel.",
    settle="De toepassing of de boekhouding waaruit beide cijfers komen.",
)
def figure_in_table(plan: RawPlan) -> Iterator[Clash]:
    """Compare the figures of a measure with the cell of its row that they repeat."""
    for row in plan.rows("figures"):
        cell = _REPEATS.get(row["indicator"])
        column = _column(cell, plan.year - int(row["year"] or 0)) if cell else ""
        if not cell or not column:
            continue
        rows = [
            found
            for found in plan.rows(cell.table)
            if plan.measure_of(found["measure"]) == row["measure"] and read_printed(found[column])
        ]
        clash = _repeat(row, rows, column, cell.certainty) if len(rows) == 1 else None
        if clash:
            yield clash


def _column(cell: _Cell, years_ago: int) -> str:
    return {1: cell.current, 2: cell.previous}.get(years_ago, "")


def _repeat(row: Row, rows: Sequence[Row], column: str, most: Certainty) -> Clash | None:
    one, other = read_printed(row["value"]), read_printed(rows[0][column])
    certainty = compare(one, other) if one and other else None
    if certainty is None:
        return None
    subject = row["indicator"]
    return Clash(
        row.passage("value"),
        rows[0].passage(column),
        f"Voor '{subject}' over {row['year']} zegt de tekst {row['value']} en de tabel "
        f"{rows[0][column]}.",
        certainty.at_most(most),
    )


def _list(rows: Sequence[Row]) -> Passage:
    """Return the rows that were counted as one passage: their number, and their first line."""
    whole = joined([row.passage() for row in rows])
    words = _TABLE_WORDS.get(whole.table, "rijen")
    return Passage(whole.table, whole.section, whole.lines[:1], f"{len(rows)} {words}")


def _value(row: Row, column: str) -> float:
    printed = read_printed(row[column])
    return printed.value if printed else float("nan")

"""Rules that check the trends and totals of the table of inspections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.printed_number import Interval, disagreement, read_printed
from analysis.plan.audit.printed_tables import wrong_sum
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables

_COUNTED = {
    "cases": "dossiers",
    "reports": "processen-verbaal",
    "recoveries": "terugvorderingen",
}
_TOTAL = "totaal"


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="Een trend in de tabel van de inspectie volgt uit de aantallen van beide jaren.",
    settle="De aantallen van beide jaren in de toepassing van de inspectie.",
)
def inspection_trend(plan: PrintedTables) -> Iterator[Clash]:
    """Compare each printed trend with the counts of both years."""
    for row in plan.rows("inspections"):
        for name in _COUNTED:
            clash = _trend(row, name)
            if clash:
                yield clash


@rule(
    RuleKind.ARITHMETIC,
    Severity.HIGH,
    explains="Het totaal van de tabel van de inspectie is de som van haar rijen.",
    settle="De aantallen per maatregel in de toepassing van de inspectie.",
)
def inspection_total(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the printed total of each column with the sum of its rows."""
    rows = plan.rows("inspections")
    totals = [row for row in rows if row["measure"].lower() == _TOTAL]
    parts = [row for row in rows if row["measure"].lower() != _TOTAL]
    for total in totals:
        for column in (f"{name}_{when}" for name in _COUNTED for when in ("previous", "current")):
            if wrong := wrong_sum(total, parts, column):
                summed, terms = wrong
                why = f"De rijen tellen samen {summed:.0f}, het totaal zegt {total[column]}."
                yield Clash(total.passage(column), terms, why)


def _trend(row: PrintedRow, name: str) -> Clash | None:
    columns = (f"{name}_previous", f"{name}_current", f"{name}_trend")
    before, after, trend = (read_printed(row[column]) for column in columns)
    if before is None or trend is None or not before.value:
        return None
    here, there = row.passage(columns[2]), row.passage(*columns[:2])
    if after is None:  # an empty cell may mean zero
        why = (
            f"Voor het laatste jaar staat er geen aantal {_COUNTED[name]}, maar de trend van "
            f"{row[columns[2]]} rekent met een aantal."
        )
        return Clash(here, there, why, Certainty.WEAK)
    growth = 100 * (after.value / before.value - 1)
    certainty = disagreement(Interval(growth, growth), trend)
    why = (
        f"Van {row[columns[0]]} naar {row[columns[1]]} {_COUNTED[name]} is geen trend van "
        f"{row[columns[2]]}."
    )
    return Clash(here, there, why, certainty) if certainty else None

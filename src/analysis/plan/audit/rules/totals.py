"""Rules that add up the tables with printed totals: the workforce and the standard letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.audit.printed_number import printed_value, read_printed
from analysis.plan.audit.printed_tables import wrong_sum
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables

_HEADS = {"statutory": "statutairen", "contractual": "contractuelen", "total": "personeelsleden"}
_GRAND_TOTAL = "eindtotaal"
_TOTAL = "totaal"


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="In elke rij van de personeelstabel tellen statutairen en contractuelen op tot het "
    "totaal.",
    settle="De personeelstelling op de datum van de tabel.",
)
def workforce_row(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the total of each row with the sum of statutory and contractual staff."""
    for row in plan.rows("workforce"):
        total = read_printed(row["total"])
        parts = [printed_value(row[name]) for name in ("statutory", "contractual")]
        if total and sum(parts) != total.value:
            yield Clash(
                row.passage("total"),
                row.passage("statutory", "contractual"),
                f"{_name(row)} telt {parts[0]:.0f} statutairen en {parts[1]:.0f} contractuelen, "
                f"samen {sum(parts):.0f}; als totaal staat er {row['total']}.",
            )


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="De graden van een niveau in de personeelstabel tellen op tot het niveau.",
    settle="De personeelstelling op de datum van de tabel.",
)
def workforce_level(plan: PrintedTables) -> Iterator[Clash]:
    """Compare each level with the sum of its grades, column by column."""
    rows = plan.rows("workforce")
    for level in (row for row in rows if not row["grade"]):
        grades = [row for row in rows if row["grade"] and row["level"] == level["level"]]
        yield from _column_sums(level, grades, "De graden van")


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="De niveaus in de personeelstabel tellen op tot het eindtotaal.",
    settle="De personeelstelling op de datum van de tabel.",
)
def workforce_total(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the grand total with the sum of the levels, column by column."""
    levels = [row for row in plan.rows("workforce") if not row["grade"]]
    for total in (row for row in levels if row["level"].lower() == _GRAND_TOTAL):
        parts = [row for row in levels if row["level"].lower() != _GRAND_TOTAL]
        yield from _column_sums(total, parts, "De niveaus onder")


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="Het totaal van de standaardbrieven is de som van de afdelingen.",
    settle="De inventaris van de standaardbrieven.",
)
def letters_total(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the total number of letters with the sum of the departments."""
    rows = plan.rows("letters")
    parts = [row for row in rows if row["department"].lower() != _TOTAL]
    for total in (row for row in rows if row["department"].lower() == _TOTAL):
        if wrong := wrong_sum(total, parts, "letters"):
            summed, terms = wrong
            yield Clash(
                total.passage("letters"),
                terms,
                f"De afdelingen tellen samen {summed:.0f} brieven, het totaal zegt "
                f"{total['letters']}.",
            )


def _column_sums(whole: PrintedRow, parts: Sequence[PrintedRow], what: str) -> Iterator[Clash]:
    """Compare each column of a row with the sum of its parts."""
    for column, heads in _HEADS.items():
        if wrong := wrong_sum(whole, parts, column):
            summed, terms = wrong
            yield Clash(
                whole.passage(column),
                terms,
                f"{what} {_name(whole)} tellen samen {summed:.0f} {heads}; er staat "
                f"{whole[column]}.",
            )


def _name(row: PrintedRow) -> str:
    return row["grade"] or row["level"]

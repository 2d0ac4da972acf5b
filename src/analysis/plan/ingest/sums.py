"""Checks printed sums: rows against their total, amounts against their sum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NO_DIGIT = re.compile(r"[^\d-]")


def amount(cell: str) -> int:
    """Return a printed amount, or 0 if the text has no amount.

    >>> amount("€ 1.010.190"), amount("-381.036"), amount("nvt")
    (1010190, -381036, 0)
    """
    digits = _NO_DIGIT.sub("", cell)
    return int(digits) if digits.strip("-").isdigit() and "-" not in digits[1:] else 0


def sums_to_total(
    table: str,
    rows: Sequence[Sequence[str]],
    total: Sequence[str] | None,
    columns: Mapping[int, str],
) -> Iterator[Note]:
    """Yield a note for each column whose rows do not add up to the printed total.

    Parameters
    ----------
    table
        The raw table, for the notes.
    rows
        Its rows without the total; the last cell of each is its line.
    total
        The row of the total, None where the table has none.
    columns
        The places of the columns that are added, with their names.
    """
    if total is None:
        return
    for place, name in columns.items():
        added, printed = sum(amount(row[place]) for row in rows), amount(total[place])
        if added != printed:
            reason = f"{name}: the rows add up to {added}, the printed total is {printed}"
            yield Note(table, int(total[-1]), reason)

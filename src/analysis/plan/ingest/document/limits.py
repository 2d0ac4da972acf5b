"""What a file may be at most, and the errors for files that cannot be a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.errors import DocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LINES = 100_000  # a plan of 200 pages has some 10,000
LONGEST_LINE = 2_000  # characters; the longest line of a plan has some 300
LONGEST_PARAGRAPH = 50_000  # characters


def check_size(rows: Sequence[str], name: str, *, longest: int = LONGEST_LINE) -> None:
    """Check that lines can be those of a plan.

    Raises
    ------
    DocumentError
        When there are too many, or one is too long.
    """
    if len(rows) > MOST_LINES:
        raise unusable(name, f"{len(rows)} lines", f"at most {MOST_LINES} lines")
    for number, raw in enumerate(rows, start=1):
        if len(raw) > longest:
            where = f"{name}, line {number}"
            raise unusable(where, f"{len(raw)} characters", f"at most {longest}")


def unusable(where: str, found: str, expected: str) -> DocumentError:
    """Return the error for a file that cannot be a plan."""
    remedy = "Give the published plan: its Word file, its PDF, or its text in UTF-8."
    return DocumentError(Problem(where, found, expected, remedy))

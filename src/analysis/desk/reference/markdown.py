"""Markdown of the reference: a table, and text that a table's cell can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; the cells of the first column are names, set as code.

    >>> print(table(["key", "meaning"], [["jobs", "how many"]]))
    | key | meaning |
    |---|---|
    | `jobs` | how many |
    <BLANKLINE>
    """
    lines = [_line(heads), "|" + "---|" * len(heads)]
    lines += [_line([f"`{first}`", *map(cell, rest)]) for first, *rest in rows]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """Put a text on one line, with the bars that would end a cell escaped."""
    return " ".join(text.split()).replace("|", r"\|")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"

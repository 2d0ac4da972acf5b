"""Prints findings and status; colours only in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from analysis.desk.health.finding import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from analysis.desk.health.finding import Finding
    from analysis.desk.health.status import YearStatus

_COLOURS = {Verdict.GOOD: "green", Verdict.STALE: "yellow", Verdict.BAD: "red", Verdict.ASK: "cyan"}
_KILO = 1000


def show_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Show each finding on a line, with its remedy below."""
    for one in findings:
        verdict = f"[{_COLOURS[one.verdict]}]{one.verdict:<5}[/]"
        _print(console, f"{verdict}  {escape(one.subject)}: {escape(one.evidence)}")
        if one.remedy:
            _print(console, f"       to do: {escape(one.remedy)}")


def show_status(console: Console, years: Iterable[YearStatus], kept: tuple[int, int]) -> None:
    """Show the tables and reports of each year, the cached runs, and what killed runs left."""
    years = list(years)
    table = Table(box=None, pad_edge=False)
    for head in ("year", "raw tables", "typed tables", "chapters", "report made", "run", "size"):
        table.add_column(head, justify="left" if head == "report made" else "right")
    for one in years:
        table.add_row(
            str(one.year),
            str(one.raw),
            str(one.processed),
            f"{one.chapters[0]} of {one.chapters[1]}",
            one.made or "not yet",
            f"{one.seconds:.1f} s" if one.made else "",
            size(one.bytes),
        )
    console.print(table)
    _print(console, f"{kept[0]} cached runs of notebooks, {size(kept[1])}")
    for one in years:
        for folder in one.left_behind:
            message = (
                f"{folder} was left by a run that was killed; the next run of {one.year} removes it"
            )
            _print(console, escape(message))


def _print(console: Console, line: str) -> None:
    console.print(line, highlight=False, soft_wrap=True)


def size(count: float) -> str:
    """Write a number of bytes in a readable unit.

    >>> size(3_250_786)
    '3.3 MB'
    """
    for unit in ("B", "kB", "MB"):
        if count < _KILO:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= _KILO
    return f"{count:.1f} GB"

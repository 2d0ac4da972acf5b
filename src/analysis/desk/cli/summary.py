"""The table at the end of a run: what became of each chapter, and how long what ran took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from analysis.desk.cli.account import Became

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from analysis.desk.cli.account import ChapterAccount, ReportAccount

_COLOURS = {
    Became.RUN: "green",
    Became.MADE: "green",
    Became.KEPT: "dim",
    Became.FAILED: "red",
    Became.NOT_RUN: "yellow",
}


def show_summary(
    console: Console,
    found: Iterable[ReportAccount],
    seconds: float,
    *,
    with_reasons: bool = False,
) -> None:
    """Show a row for each chapter and one for each report, and at the end how long it took.

    Notebooks run side by side, so their seconds add up to more than those of the run.

    Parameters
    ----------
    console
        Where to show it.
    found
        The reports of the run.
    seconds
        How long the whole run took, by the clock.
    with_reasons
        Whether to tell why each chapter ran.
    """
    heads = ["year", "chapter", "status", "seconds", *(["why"] if with_reasons else [])]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, justify="right" if head == "seconds" else "left", no_wrap=True)
    for report in found:
        for chapter in report.chapters:
            table.add_row(*_row(report, chapter)[: len(heads)])
        table.add_row(str(report.year), "report", _coloured(report.became))
    if table.row_count:
        table.add_row("", "whole run", "", f"{seconds:.1f}")
        console.print(table)


def _row(report: ReportAccount, one: ChapterAccount) -> list[str]:
    seconds = f"{one.seconds:.1f}" if one.became is Became.RUN and one.seconds else ""
    place = f"code cell {one.failure.cell}, {one.failure.error}" if one.failure else ""
    why = place or ", ".join(one.why[:2]) or "nothing changed"
    return [str(report.year), escape(one.chapter), _coloured(one.became), seconds, escape(why)]


def _coloured(became: Became) -> str:
    return f"[{_COLOURS[became]}]{became}[/]"

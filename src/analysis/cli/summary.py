"""The table at the end of a run: what became of each chapter, and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from analysis.cli.account import Became

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from analysis.cli.account import ChapterAccount, ReportAccount

_COLOURS = {
    Became.RUN: "green",
    Became.MADE: "green",
    Became.KEPT: "dim",
    Became.FAILED: "red",
    Became.NOT_RUN: "yellow",
}


def show_summary(
    console: Console, found: Iterable[ReportAccount], *, with_reasons: bool = False
) -> None:
    """Show a row for each chapter and one for each report.

    Parameters
    ----------
    console
        Where to show it.
    found
        The reports of the run.
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
        table.add_row(str(report.year), "report", _coloured(report.became), _total(report))
    if table.row_count:
        console.print(table)


def _row(report: ReportAccount, one: ChapterAccount) -> list[str]:
    seconds = "" if one.seconds is None else f"{one.seconds:.1f}"
    place = f"code cell {one.failure.cell}, {one.failure.error}" if one.failure else ""
    why = place or ", ".join(one.why[:2]) or "nothing changed"
    return [str(report.year), escape(one.chapter), _coloured(one.became), seconds, escape(why)]


def _total(report: ReportAccount) -> str:
    """Return the seconds of the notebooks that ran now; those side by side count each."""
    ran = [one.seconds or 0 for one in report.chapters if one.became is Became.RUN]
    return f"{sum(ran):.1f}" if ran else ""


def _coloured(became: Became) -> str:
    return f"[{_COLOURS[became]}]{became}[/]"

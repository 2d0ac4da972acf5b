"""The table at the end of a run: what happened to each chapter, and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table as ScreenTable

from analysis.publishing.outcome import Status

if TYPE_CHECKING:
    from analysis.publishing.outcome import ChapterOutcome, RunOutcome, YearOutcome

_COLOURS = {
    Status.RUN: "green",
    Status.MADE: "green",
    Status.KEPT: "dim",
    Status.FAILED: "red",
    Status.NOT_RUN: "yellow",
}


def summary(outcome: RunOutcome, *, with_reasons: bool = False) -> ScreenTable | None:
    """Return a table with a row for each chapter and report; None when nothing was planned.

    Notebooks run in parallel, so their seconds add up to more than those of the run. With reasons
    it says why each chapter ran.
    """
    planned = [year for year in outcome.years if year.chapters]
    if not planned:
        return None
    heads = ["year", "chapter", "status", "seconds", *(["why"] if with_reasons else [])]
    table = ScreenTable(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, justify="right" if head == "seconds" else "left", no_wrap=True)
    for year in planned:
        for chapter in year.chapters:
            table.add_row(*_row(year, chapter)[: len(heads)])
        table.add_row(str(year.year), "report", _coloured(year.status))
    table.add_row("", "whole run", "", f"{outcome.seconds:.1f}")
    return table


def _row(year: YearOutcome, one: ChapterOutcome) -> list[str]:
    seconds = f"{one.seconds:.1f}" if one.status is Status.RUN and one.seconds else ""
    place = f"code cell {one.failure.cell}, {one.failure.error}" if one.failure else ""
    why = place or ", ".join(one.why[:2]) or "nothing changed"
    return [str(year.year), escape(one.chapter), _coloured(one.status), seconds, escape(why)]


def _coloured(status: Status) -> str:
    return f"[{_COLOURS[status]}]{status}[/]"

"""What the commands that read a plan show on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from analysis.plan.ingest.reading_report import by_reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from analysis.plan.ingest.check import YearCheck
    from analysis.plan.ingest.new_year import NewYear
    from analysis.plan.ingest.notes import Note
    from analysis.plan.ingest.reading_report import ReadingReport


#: What to do with the files kept by hand that a new year begins without.
_BY_HAND = {
    "figures.csv": "add the key figures of the prose, by line.",
    "repeats.csv": "add contradictions in the prose that planmonitor audit does not find.",
    "remarks.csv": "add what the prose says in words only: causes, audits, laws, by line.",
    "review.csv": "decisions go here, one line each.",
    "corrections.yaml": "add certain errors of the plan, if any.",
}


def show_reading(report: ReadingReport, console: Console) -> None:
    """Show the rows by table and section, and what to look at, by reason."""
    table = Table("table", "section", title=f"Read from the plan of {report.year}", box=None)
    for name in ("rows", "unused lines", "to look at"):
        table.add_column(name, justify="right")
    for count in report.counts:
        numbers = (str(count.rows), str(count.unused or ""), str(count.doubtful or ""))
        table.add_row(count.table, count.section, *numbers)
    console.print(table)
    for name in report.without_rows():
        console.print(f"[bold red]Warning: no row was read of: {name}.[/bold red]")
    if report.left_out:
        console.print(f"Left out: {report.what_was_left_out()}.")
    _show_notes("Lines of a table that no row uses", report.unused(), console)
    _show_notes("Rows to compare with the plan", report.doubtful(), console)


def show_check(check: YearCheck, console: Console) -> None:
    """Show what was proved, as counts."""
    rows = sum(check.tables.values())
    console.print(f"{rows} rows of {len(check.tables)} tables are what the document says.")
    console.print(
        f"{check.figures} figures stand on their lines; "
        f"{check.without_measure} of them are about no one measure."
    )
    console.print(f"The words of {check.repeats} repetitions stand on their lines.")
    console.print(f"The words of {check.remarks} remarks stand on their lines.")
    labelled = ", ".join(f"{count} of {name}" for name, count in check.labelled.items())
    console.print(f"Each label leads to one measure: {labelled}.")
    console.print(f"{check.corrections} corrections still find what they correct.")


def show_new_year(made: NewYear, console: Console) -> None:
    """Show what was read for a new year, and what to do next."""
    show_reading(made.report, console)
    year = made.report.year
    console.print(f"\n[bold]To do for {year}[/bold]")
    console.print(f"- data/raw/{year}/ingest.md: compare what is listed there with the plan.")
    _show_measures(made, console)
    for name, task in _BY_HAND.items():
        if name.partition(".")[0] in made.by_hand:
            console.print(f"- data/raw/{year}/{name}: {task}")
    if sum(made.proposals.values()):
        counts = ", ".join(f"{count} of kind {kind}" for kind, count in made.proposals.items())
        console.print(f"- {counts} wait: notebooks/nazicht.ipynb, or planmonitor review {year}.")
    for problem in made.problems:
        console.print(escape(f"- {problem}"), highlight=False, soft_wrap=True)
    console.print(f"Then: planmonitor data {year}, and planmonitor report {year}.")


def _show_measures(made: NewYear, console: Console) -> None:
    """Show the labels without a measure; nothing where the crosswalk was there and knows all."""
    fresh = "measures" in made.by_hand
    if not fresh and not made.unknown:
        return
    origin = f"copied from {made.crosswalk_of}" if made.crosswalk_of else "still empty"
    source = f", {origin}" if fresh else ""
    place = f"data/raw/{made.report.year}/measures.csv{source}"
    console.print(f"- {place}: {len(made.unknown)} labels to add.")
    for label, table in made.unknown.items():
        console.print(f"    {table}: {escape(label)}", highlight=False, soft_wrap=True)


def _show_notes(title: str, notes: Iterable[Note], console: Console) -> None:
    rows = by_reason(notes)
    if not rows:
        return
    table = Table("table", "why", "lines", title=f"\n{title}", box=None)
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)

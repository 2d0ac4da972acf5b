from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from analysis.desk.cli.summary import summary
from analysis.publishing.outcome import RunOutcome, Status, YearOutcome


def shown(outcome: RunOutcome, *, terminal: bool, with_reasons: bool = False) -> str:
    stream = StringIO()
    console = Console(file=stream, force_terminal=terminal, width=200)
    table = summary(outcome, with_reasons=with_reasons)
    assert table
    console.print(table)
    return stream.getvalue()


def test_each_chapter_and_the_report_have_a_row(outcome: RunOutcome) -> None:
    """Only chapters of this run have seconds; those of the run are wall-clock time, not a sum."""
    rows = [line.split() for line in shown(outcome, terminal=False).splitlines()]
    assert rows == [
        ["year", "chapter", "status", "seconds"],
        ["2023", "vsi", "run", "3.2"],
        ["2023", "loopbanen", "kept"],
        ["2023", "activering", "failed"],
        ["2023", "overzicht", "not", "run"],
        ["2023", "report", "failed"],
        ["whole", "run", "4.0"],
    ]


def test_reasons_are_shown_on_request(outcome: RunOutcome) -> None:
    lines = shown(outcome, terminal=False, with_reasons=True).splitlines()
    assert lines[1].rstrip().endswith("a.csv changed")
    assert lines[2].rstrip().endswith("nothing changed")
    assert lines[3].rstrip().endswith("code cell 4, ZeroDivisionError")


def test_only_a_terminal_gets_colours(outcome: RunOutcome) -> None:
    assert "\x1b[31mfailed" in shown(outcome, terminal=True)
    assert "\x1b" not in shown(outcome, terminal=False)


def test_a_run_without_planned_chapters_has_no_table() -> None:
    year = YearOutcome(2023, Path("reports/2023"), Status.FAILED)
    assert summary(RunOutcome((year,), 1.0)) is None

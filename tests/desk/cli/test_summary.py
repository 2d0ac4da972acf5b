from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console

from analysis.desk.cli.summary import show_summary

if TYPE_CHECKING:
    from analysis.desk.cli.account import ReportAccount


def shown(account: ReportAccount, *, terminal: bool, with_reasons: bool = False) -> str:
    stream = StringIO()
    console = Console(file=stream, force_terminal=terminal, width=200)
    show_summary(console, [account], 4.04, with_reasons=with_reasons)
    return stream.getvalue()


def test_each_chapter_has_a_row_and_so_has_the_report(account: ReportAccount) -> None:
    """The seconds are of what ran now; those of the run are the clock's, not their sum."""
    rows = [line.split() for line in shown(account, terminal=False).splitlines()]
    assert rows == [
        ["year", "chapter", "status", "seconds"],
        ["2023", "vsi", "run", "3.2"],
        ["2023", "loopbanen", "kept"],
        ["2023", "activering", "failed"],
        ["2023", "overzicht", "not", "run"],
        ["2023", "report", "failed"],
        ["whole", "run", "4.0"],
    ]


def test_reasons_are_told_when_asked_for(account: ReportAccount) -> None:
    lines = shown(account, terminal=False, with_reasons=True).splitlines()
    assert lines[1].rstrip().endswith("a.csv changed")
    assert lines[2].rstrip().endswith("nothing changed")
    assert lines[3].rstrip().endswith("code cell 4, ZeroDivisionError")


def test_colours_are_for_a_terminal(account: ReportAccount) -> None:
    assert "\x1b[31mfailed" in shown(account, terminal=True)
    assert "\x1b" not in shown(account, terminal=False)

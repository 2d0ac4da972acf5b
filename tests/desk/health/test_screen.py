from __future__ import annotations

import io

from rich.console import Console

from analysis.desk.health import Finding, Verdict, YearStatus
from analysis.desk.health.screen import show_findings, show_status

FOUND = Finding("data 2023", Verdict.STALE, "letters.csv [1] changed", "planmonitor data 2023")


def console(*, terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=200)


def text(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_a_finding_is_shown_with_its_remedy() -> None:
    screen = console(terminal=False)
    show_findings(screen, [FOUND])
    assert text(screen) == (
        "stale  data 2023: letters.csv [1] changed\n       to do: planmonitor data 2023\n"
    )


def test_colours_are_for_a_terminal() -> None:
    screen = console(terminal=True)
    show_findings(screen, [FOUND])
    assert "\x1b[33mstale" in text(screen)


def test_what_a_killed_run_left_is_shown() -> None:
    screen = console(terminal=False)
    left = ("reports/.2023.0123abcd",)
    show_status(screen, [YearStatus(2023, 14, 7, (6, 6), None, 0, 0, left)], (0, 0))
    assert text(screen).splitlines()[-1] == (
        "reports/.2023.0123abcd was left by a run that was killed; the next run of 2023 removes it"
    )


def test_a_year_is_a_row() -> None:
    screen = console(terminal=False)
    made = YearStatus(2023, 14, 7, (6, 6), "2023-03-01T10:00:00+00:00", 5.5, 3_250_786)
    show_status(screen, [made, YearStatus(2024, 14, 0, (0, 6), None, 0, 999)], (3, 12_000))
    _, first, second, kept = text(screen).splitlines()
    assert first.split() == [
        *("2023", "14", "7", "6", "of", "6", "2023-03-01T10:00:00+00:00", "5.5", "s", "3.3", "MB"),
    ]
    assert second.split() == ["2024", "14", "0", "0", "of", "6", "not", "yet", "999", "B"]
    assert kept == "3 cached runs of notebooks, 12.0 kB"

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode
from rich.console import Console

from analysis.publishing.run.executed import Executed, NotebookTiming
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.plan import Job
from analysis.publishing.run.progress import progress

GOOD = Job(2023, "vsi", "Inspectie [VSI]", Path("vsi.ipynb"), "notebooks/vsi.ipynb", {}, 12)
BAD = Job(2023, "a", "Activering", Path("a.ipynb"), "notebooks/a.ipynb", {}, 8)


def shown(*, terminal: bool) -> str:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=terminal, width=100, no_color=True)
    with progress(console) as observer:
        observer.planned([GOOD, BAD], {(2023, "a"): 60.0})
        observer.waiting()
        for job in (GOOD, BAD):
            observer.started(job)
            observer.cell_done(job, 5)
        observer.cell_done(GOOD, 12)
        nothing = NotebookNode()  # type: ignore[no-untyped-call]
        observer.finished(Executed(GOOD, nothing, NotebookTiming(3.21, 0.5, 2.71)))
        observer.failed(Failure(BAD, 4, "1/0", "ZeroDivisionError", "", "", None))
    return stream.getvalue()


def test_a_log_gets_one_line_for_each_notebook_with_the_time_left() -> None:
    assert shown(terminal=False).splitlines() == [
        "notebooks/vsi.ipynb: 12 cells in 3.2 s (1 of 2, about 1 min left)",
        "notebooks/a.ipynb: failed at code cell 4, ZeroDivisionError (2 of 2)",
    ]


def test_a_terminal_gets_a_bar_for_each_notebook() -> None:
    """With its exact title, square brackets included, and the cell where a failing one stopped."""
    last = shown(terminal=True)
    assert "✓ Inspectie [VSI]" in last
    assert "12/12 cells" in last
    assert "✗ Activering" in last
    assert "5/8" in last.splitlines()[-3]
    assert "2 notebooks" in last.splitlines()[-2]
    assert "17/20 cells" in last.splitlines()[-2]


def test_a_line_names_the_year_when_there_are_several() -> None:
    stream = io.StringIO()
    before = replace(GOOD, year=2022)
    with progress(Console(file=stream, width=100)) as observer:
        observer.planned([before, GOOD], {})
        observer.started(before)
        observer.finished(Executed(before, NotebookNode(), NotebookTiming(1, 0, 1)))  # type: ignore[no-untyped-call]
    assert stream.getvalue().startswith("2022 notebooks/vsi.ipynb: 12 cells in 1.0 s (1 of 2")

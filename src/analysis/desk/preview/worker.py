"""The process that makes the draft, with our code as it was when the process started.

The preview starts it and waits for its connection. A request names what to make. While it is made
the worker sends `busy`, and at the end `outcome`. What arrives meanwhile stops the run.
"""

from __future__ import annotations

import os
import socket
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.desk.preview.channel import Channel
from analysis.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.publishing.outcome import RunOutcome

KEY_VARIABLE = "PLANMONITOR_PREVIEW_KEY"
ENTRY = f"{__name__}:main"


def main() -> None:
    """Connect to the preview at the port in the first argument, and serve it until it ends."""
    key = os.environ.pop(KEY_VARIABLE)
    channel = Channel(socket.create_connection(("127.0.0.1", int(sys.argv[1]))))
    memory: dict[str, Any] = {}
    with suppress(EOFError, OSError):  # the preview has ended
        channel.send({"key": key})
        while request := channel.receive():
            channel.send({"outcome": outcome_of(request, channel.send, channel.waits, memory)})


def outcome_of(
    request: Mapping[str, Any],
    write: Callable[[Mapping[str, Any]], None],
    stopping: Callable[[], bool],
    memory: dict[str, Any],
) -> dict[str, Any]:
    """Make what a request names; return its page, or the problems, or that it was stopped.

    `memory` keeps what the next run can use; at first it is empty.
    """
    if "run" not in request:  # it came too late to stop a run
        return {"stopped": True}
    try:
        made = _make(request["run"], write, stopping, memory)
    except Exception as error:  # noqa: BLE001 - whatever a module raises when it is imported
        return {"problems": [asdict(_broken(error))]}
    if made.stopped:
        return {"stopped": True}
    page = next(iter(made.pages), None)
    problems = [asdict(one) for one in made.problems]
    return {"page": str(page) if page and not problems else None, "problems": problems}


def _make(
    run: Mapping[str, Any],
    write: Callable[[Mapping[str, Any]], None],
    stopping: Callable[[], bool],
    memory: dict[str, Any],
) -> RunOutcome:
    from analysis.desk.preview.telling import Telling
    from analysis.paths import Project
    from analysis.publishing.reports import RunOptions, Session, make_reports
    from analysis.publishing.run.warm import WarmKernels

    session: Session = memory.setdefault("session", Session())
    session.kernels = WarmKernels(Path(run["kernels"])) if run["kernels"] else None
    options = RunOptions(chapters=tuple(run["chapters"]), folder=Path(run["folder"]))
    observer = Telling(lambda what: write({"busy": what}), stopping)
    project = Project(Path(run["project"]))
    return make_reports(project, [run["year"]], options, observer=observer, session=session)


def _broken(error: Exception) -> Problem:
    """Return an error in our own code as a problem; a syntax error has no frame of its own."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    file, number = frame.filename, frame.lineno
    if isinstance(error, SyntaxError) and error.filename:
        file, number = error.filename, error.lineno
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    return Problem(
        f"{file}, line {number}",
        f"{type(error).__name__}: {what}",
        "code that can be imported and run",
        "Correct the line and save the file.",
    )


if __name__ == "__main__":
    main()

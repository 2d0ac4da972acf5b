"""The process that makes the draft, with our code as it was when the process started.

The preview starts it and waits for its connection. A request names what to make. While it is made
the worker sends `busy` and, once it is rendered, the `chapter` that the reader has open; at the end
`outcome`. What arrives meanwhile stops the run.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.checksums import PACKAGE
from analysis.code_errors import code_problem
from analysis.desk.preview.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.publishing.opened import OpenedChapter
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
            if (session := memory.get("session")) and session.reserve:
                session.reserve.fill()  # for the next save


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
        return {"problems": [asdict(code_problem(error))]}
    if made.stopped:
        return {"stopped": True}
    page = next(iter(made.pages), None)
    problems = [asdict(one) for one in made.problems]
    return {
        "page": str(page) if page and not problems else None,
        "problems": problems,
        "modules": _loaded(),
        "counts": {name: astuple(one) for name, one in memory["session"].remembered.counts.items()},
    }


def _make(
    run: Mapping[str, Any],
    write: Callable[[Mapping[str, Any]], None],
    stopping: Callable[[], bool],
    memory: dict[str, Any],
) -> RunOutcome:
    from analysis.desk.preview.telling import Telling
    from analysis.paths import Project
    from analysis.publishing.reports import RunOptions, Session, make_reports
    from analysis.publishing.run.reserve import KernelReserve
    from analysis.publishing.run.warm import WarmKernels

    project = Project(Path(run["project"]))
    session: Session = memory.setdefault("session", Session())
    if run["kernels"] and session.kernels is None:
        session.kernels = WarmKernels(Path(run["kernels"]))
        session.reserve = KernelReserve(session.kernels, project.notebooks)
    if session.reserve:
        session.reserve.fill()
    session.opened = _opened(run.get("opened"), write)
    options = RunOptions(chapters=tuple(run["chapters"]), folder=Path(run["folder"]))
    observer = Telling(lambda what: write({"busy": what}), stopping)
    return make_reports(project, [run["year"]], options, observer=observer, session=session)


def _loaded() -> list[str]:
    """Return the modules of ours that this process has imported, from the package's folder."""
    files = [getattr(one, "__file__", None) for one in list(sys.modules.values())]
    paths = [Path(file) for file in files if file]
    return [path.relative_to(PACKAGE).as_posix() for path in paths if path.is_relative_to(PACKAGE)]


def _opened(
    opened: Mapping[str, Any] | None, write: Callable[[Mapping[str, Any]], None]
) -> OpenedChapter | None:
    """Return the chapter that the reader has open, which is sent as soon as it is rendered."""
    from analysis.publishing.opened import OpenedChapter
    from analysis.publishing.page.captions import CaptionCounts

    if opened is None:
        return None
    name = opened["id"]
    counts = CaptionCounts(*opened["counts"])
    return OpenedChapter(name, counts, lambda html: write({"chapter": name, "html": html}))


if __name__ == "__main__":
    main()

"""The program `planmonitor`: runs the command line; Ctrl-C ends it quietly, even during imports."""

from __future__ import annotations

import atexit
import os
import sys
from typing import NoReturn

from analysis.publishing.run.interrupt import INTERRUPTED, terminable
from analysis.publishing.run.lean import collect_less_often, start_lean


def main() -> NoReturn:
    """Run the command line."""
    start_lean()
    collect_less_often()
    try:
        with terminable():
            from analysis.desk.cli import main as command_line  # noqa: PLC0415 - slow to import

            command_line()
        code = 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        code = end.code or 0
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End as Python does, without taking down each object first: nothing of ours waits for that."""
    try:
        atexit._run_exitfuncs()  # noqa: SLF001 - what `os._exit` leaves out
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # closed from the beginning, as for a service
                stream.flush()
    except (OSError, ValueError):  # the output cannot be written: Python tells it best
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()

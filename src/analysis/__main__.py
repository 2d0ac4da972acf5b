"""The program `planmonitor`: the command line, which Ctrl-C ends quietly even while it is read."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn

from analysis.runner.interrupt import INTERRUPTED


def main() -> None:
    """Run the command line."""
    try:
        from analysis.cli import main as command_line  # noqa: PLC0415 - slow to import

        command_line()
    except KeyboardInterrupt:
        _leave()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _leave()
        raise


def _leave() -> NoReturn:
    """End as Python does, but without taking down each object first: who stopped us waits."""
    with suppress(OSError):  # nobody reads the output any more
        atexit._run_exitfuncs()  # noqa: SLF001 - what `os._exit` leaves out
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()

"""The program `planmonitor`: the command line, which Ctrl-C ends quietly even while it is read."""

from __future__ import annotations

import sys

from analysis.runner.interrupt import INTERRUPTED


def main() -> None:
    """Run the command line."""
    try:
        from analysis.cli import main as command_line  # noqa: PLC0415 - slow to import

        command_line()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()

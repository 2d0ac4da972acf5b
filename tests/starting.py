"""Which tests start a kernel, a browser or a process, and a guard that finds a missing marker.

`make quick` leaves these tests out. A test that uses a fixture of `STARTS` is marked by that; any
other test that starts something has a marker of its own:

    pytestmark = pytest.mark.process  # every test of a file
    @pytest.mark.kernel               # one test
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKERS = ("kernel", "browser", "process")
#: What a fixture starts, or that it takes seconds: the marker of each test that uses it.
STARTS = {
    "browser": "browser",
    "built": "slow",
    "lab_url": "browser",
    "page": "browser",
    "planmonitor": "process",
    "published": "kernel",
    "small": "kernel",
}
#: The audit events that Python raises when it starts a process.
EVENTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system"}

#: What older versions of numpy run when a test is the first to import `numpy.testing`.
AT_IMPORT = "lscpu"


def mark(item: pytest.Item) -> None:
    """Mark a test by what its fixtures start."""
    for name in STARTS.keys() & set(getattr(item, "fixturenames", ())):
        item.add_marker(STARTS[name])


class Guard:
    """Fails a test that starts something and has no marker for it."""

    def __init__(self) -> None:
        self._free = True
        self._started: list[str] = []

    def listen(self) -> None:
        """Hear of each process that starts. Python has no way to remove this hook.

        Python calls it a million times in some test files, and a bound method takes four times as
        long to call as a function.
        """

        def hear(event: str, details: tuple[object, ...]) -> None:
            if event in EVENTS:
                self._hear(event, details)

        sys.addaudithook(hear)

    @contextmanager
    def watching(self, item: pytest.Item) -> Iterator[None]:
        """Watch one test, with the fixtures that it is the first to use."""
        self._free = any(item.get_closest_marker(name) for name in MARKERS)
        self._started.clear()
        try:
            yield
        finally:
            self._free = True

    def check(self) -> None:
        """Fail the test if it started something.

        Raises
        ------
        pytest.fail.Exception
            Where the first process started.
        """
        if self._started:
            pytest.fail(
                f"This test starts a process, {self._started[0]}, and has none of the markers "
                f"{', '.join(MARKERS)}. To do: mark the test, or add its fixture to STARTS in "
                "tests/starting.py."
            )

    def _hear(self, event: str, details: tuple[object, ...]) -> None:
        if not self._free and details[0] != AT_IMPORT:
            self._started.append(f"{event} {details[:2]}")
            self.check()


GUARD = Guard()

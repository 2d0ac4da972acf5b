"""Assembles reports on a thread of its own, while the notebooks of the next ones still run."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

from analysis.publishing.outputs.programs import BrokenOffError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from analysis.publishing.report_build import ReportBuild

PATIENCE = 0.5  # seconds that a stopped run waits for the page in progress


class BuildThread:
    """Makes reports in the given order, as a context manager around the run of their notebooks.

    When the context ends well it waits for the last report; when it ends with an error it waits
    only a moment. A report that fails keeps its own error; the next ones are still made. The end
    of the context raises the first error that is no user's mistake.
    """

    def __init__(self, builds: Sequence[ReportBuild]) -> None:
        self._builds = builds
        self._unexpected: list[Exception] = []
        # Not `join`: when a key interrupts it, Python 3.11 takes the thread for ended.
        self._ended = threading.Event()
        # A daemon, so that a process that ends does not wait for it.
        self._thread = threading.Thread(target=self._make_all, name="reports", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None:
            self._stop()
            return
        try:
            while not self._ended.wait(0.1):  # in short steps, so that Ctrl-C is handled
                pass
        except BaseException:
            self._stop()
            raise
        if self._unexpected:
            raise self._unexpected[0]

    def _stop(self) -> None:
        for build in self._builds:
            build.stop()
        if not self._ended.wait(PATIENCE):
            for build in self._builds:
                build.discard()

    def _make_all(self) -> None:
        try:
            for build in self._builds:
                self._make(build)
        except BrokenOffError:
            pass
        finally:
            self._ended.set()

    def _make(self, build: ReportBuild) -> None:
        try:
            build.make()
        except BrokenOffError:
            raise
        except Exception as error:  # noqa: BLE001 - raised where the run waits for this thread
            self._unexpected.append(error)

"""Makes reports on a thread of its own, while the notebooks of the next ones still run."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

from analysis.errors import NotebookError, PlanmonitorError
from analysis.publishing.outputs.programs import BrokenOffError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from analysis.publishing.edition import Edition

PATIENCE = 0.5  # seconds that a run that is broken off waits for the page that is being made


class Press:
    """Makes editions one after the other, as a context manager around the run of their notebooks.

    When the context ends well it waits for the last; when it ends with an error, no longer than a
    moment.

    Parameters
    ----------
    editions
        What to make, in this order.

    Raises
    ------
    PlanmonitorError
        At the end of the context, when editions failed: the problems of all of them. The others
        are published.
    """

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._editions = editions
        self._errors: list[BaseException] = []
        # Not `join`: a key that interrupts it makes Python 3.11 take the thread for ended.
        self._ended = threading.Event()
        # A daemon, so that a process that is told to end need not wait for it.
        self._thread = threading.Thread(target=self._make_all, name="press", daemon=True)

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
            self._break_off()
            return
        try:
            while not self._ended.wait(0.1):  # in short steps, so that Ctrl-C is heard
                pass
        except BaseException:
            self._break_off()
            raise
        if self._errors:
            raise together(self._errors)

    def _break_off(self) -> None:
        for edition in self._editions:
            edition.break_off()
        if not self._ended.wait(PATIENCE):
            for edition in self._editions:
                edition.discard()

    def _make_all(self) -> None:
        try:
            for edition in self._editions:
                self._make(edition)
        except BrokenOffError:
            pass
        finally:
            self._ended.set()

    def _make(self, edition: Edition) -> None:
        try:
            edition.make()
        except BrokenOffError:
            raise
        except Exception as error:  # noqa: BLE001 - raised again where the run is waited for
            self._errors.append(error)


def together(errors: Sequence[BaseException]) -> BaseException:
    """Return one error for several: the problems of all, unless one is no user's problem.

    A notebook that failed decides what kind it is; else the one with the highest exit code does.
    """
    if len(errors) == 1:
        return errors[0]
    told = [error for error in errors if isinstance(error, PlanmonitorError)]
    if len(told) < len(errors):
        return next(error for error in errors if not isinstance(error, PlanmonitorError))
    failed = [error for error in told if isinstance(error, NotebookError)]
    chosen = min(failed, key=_exit_code) if failed else max(told, key=_exit_code)
    return type(chosen)(*(problem for error in told for problem in error.problems))


def _exit_code(error: PlanmonitorError) -> int:
    return error.exit_code

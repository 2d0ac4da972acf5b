"""Runs the programs that make documents, and kills them when the run is cancelled."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from analysis.publishing.run.guard import kill_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

POLL_SECONDS = 0.1  # how often it checks whether the run is cancelled

_wanted: ContextVar[Callable[[], bool]] = ContextVar("wanted", default=lambda: True)


class BrokenOffError(Exception):
    """The run is cancelled before the report is made."""


@contextmanager
def wanted_while(holds: Callable[[], bool]) -> Iterator[None]:
    """Let `run_program`, in this context and on this thread, go on only while this holds."""
    before = _wanted.set(holds)
    try:
        yield
    finally:
        _wanted.reset(before)


def run_program(
    command: Sequence[str], folder: Path, *, seconds: float, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a program in a folder, with added environment variables; return its exit code and output.

    Raises
    ------
    TimeoutError
        After so many seconds.
    BrokenOffError
        When the condition of `wanted_while` no longer holds.
    """
    end, holds = time.monotonic() + seconds, _wanted.get()
    with _started(command, folder, environment) as process:
        while (said := _said(process)) is None:
            if not holds():
                raise BrokenOffError
            if time.monotonic() > end:
                raise TimeoutError
        return subprocess.CompletedProcess(command, process.returncode, *said)


@contextmanager
def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program; kill it if it still runs at the end of the context."""
    with subprocess.Popen(  # noqa: S603 - a program named by this package
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C reaches only this process, which then kills it
    ) as process:
        try:
            yield process
        finally:
            if process.returncode is None:
                kill_group(process.pid)


def _said(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes] | None:
    """Return stdout and stderr of a program that has ended; None while it runs."""
    try:
        return process.communicate(timeout=POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return None

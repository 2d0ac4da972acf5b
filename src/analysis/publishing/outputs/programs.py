"""Runs the programs that make documents; when the run is broken off they are killed at once."""

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

LOOK_SECONDS = 0.1  # how often it is asked whether a program is still wanted

_wanted: ContextVar[Callable[[], bool]] = ContextVar("wanted", default=lambda: True)


class BrokenOffError(Exception):
    """The run ends before the report is made."""


@contextmanager
def wanted_while(holds: Callable[[], bool]) -> Iterator[None]:
    """Let what `run_program` runs in this context, on this thread, go on only while this holds."""
    before = _wanted.set(holds)
    try:
        yield
    finally:
        _wanted.reset(before)


def run_program(
    command: Sequence[str], folder: Path, *, seconds: float, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a program in a folder, and return how it ended and what it said.

    Parameters
    ----------
    command
        The program and its arguments.
    folder
        Where it runs.
    seconds
        How long it may take.
    environment
        Variables that it gets beside ours.

    Raises
    ------
    TimeoutError
        When it takes longer.
    BrokenOffError
        When it is no longer wanted, as `wanted_while` describes.
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
    """Start a program; what still runs when the context ends is killed."""
    with subprocess.Popen(  # noqa: S603 - a program that this package names
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C reaches this process alone, which then ends the program
    ) as process:
        try:
            yield process
        finally:
            if process.returncode is None:
                kill_group(process.pid)


def _said(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes] | None:
    """Return what a program wrote to stdout and stderr once it has ended."""
    try:
        return process.communicate(timeout=LOOK_SECONDS)
    except subprocess.TimeoutExpired:
        return None

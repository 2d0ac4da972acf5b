from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.run.guard import Guards, KernelGuard

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.process

PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"


@contextmanager
def waiting_process() -> Iterator[subprocess.Popen[bytes]]:
    """A process in a session of its own that waits, with a child that waits too."""
    command = [sys.executable, "-c", PARENT]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)  # noqa: S603 - ours
    with process:
        yield process


@pytest.mark.posix
def test_a_deadline_ends_the_process_and_its_children() -> None:
    with waiting_process() as process, KernelGuard(0.2) as guard:
        guard.watch(process.pid)
        assert process.wait(60) == -signal.SIGKILL
        assert process.stdout is not None
        assert process.stdout.read() == b""  # comes to an end when the child has let go of it too
    assert guard.reason == "the notebook ran longer than 0.2 s"


def test_a_guard_leaves_a_process_alone_once_the_notebook_is_done() -> None:
    with waiting_process() as process:
        with KernelGuard(600) as guard:
            guard.watch(process.pid)
        guard.end("too late")
        process.communicate(b"\n")  # what both processes wait for
        assert process.returncode == 0


@pytest.mark.posix
def test_a_process_that_starts_too_late_is_ended_at_once() -> None:
    """Ctrl-C may come while a kernel is being started."""
    guards = Guards()
    guards.end_all("broken off")
    guard = KernelGuard(60)
    guards.add(guard)
    with waiting_process() as process:
        guard.watch(process.pid)
        assert process.wait(60) == -signal.SIGKILL
    assert guard.reason == "broken off"


def test_ending_an_ended_process_is_no_error() -> None:
    guard = KernelGuard(60)
    with waiting_process() as process:
        guard.watch(process.pid)
        guard.end("first")
    guard.end("second")
    assert guard.reason == "first"

"""Whatever a notebook does, it ends in bounded time, says what happened, and harms no other."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.runner.environment import environment
from analysis.runner.execute import Execution
from analysis.runner.failure import Failure
from analysis.runner.guard import Guards
from analysis.runner.limits import Limits
from analysis.runner.pool import run_jobs
from analysis.runner.warm import can_fork, warm_kernels
from runner.small import jobs_of, write_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project
    from analysis.runner.outcome import Executed
    from analysis.runner.warm import WarmKernels

LIMITS = Limits(cell=8, notebook=40, run=120, memory=2200, output=2)
DIED = "the kernel died: out of memory, or a crash in a library"
FAULTS = {
    "good": ["print('goed')"],
    "killed": ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)"],
    "leaves": ["import os; os._exit(3)"],
    "endless": ["while True: pass"],
    "chatty": ["while True: print('x' * 10_000)"],
    "greedy": ["hoard = []\nwhile True: hoard.append(bytearray(20_000_000))"],
    "deaf": ["import os; os.closerange(3, 500)"],
    "child": ["import subprocess; subprocess.Popen(['sleep', '987']); 1 / 0"],
}
ENDS = {
    "good": None,
    "killed": ("KernelDied", DIED),
    "leaves": ("KernelDied", DIED),
    "endless": ("Timeout", "the cell ran longer than 8 s"),
    "chatty": ("Ended", "the notebook was ended: a cell showed more than 2 MB"),
    "greedy": ("MemoryError", ""),
    "child": ("ZeroDivisionError", "division by zero"),
}


def run(
    project: Project, folder: Path, warm: WarmKernels | None
) -> Mapping[str, Executed | Failure]:
    guards = Guards()
    came: list[Executed | Failure] = []
    execution = Execution(folder, LIMITS, guards, warm)
    run_jobs(jobs_of(project), execution, deliver=came.append, guards=guards, workers=4)
    return {one.job.chapter: one for one in came}


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
def test_every_fault_ends_and_is_named(tmp_path: Path, *, warm: bool) -> None:
    if warm and not can_fork():
        pytest.skip("no fork on this system")
    project = write_project(tmp_path, FAULTS)
    if warm:
        with warm_kernels((), environment()) as kernels:
            outcomes = run(project, tmp_path / "out", kernels)
    else:
        outcomes = run(project, tmp_path / "out", None)
    ends = {
        name: (one.error, one.message) if isinstance(one, Failure) else None
        for name, one in outcomes.items()
    }
    deaf = ends.pop("deaf")  # the system decides which of its parts notices first
    assert deaf is not None
    assert deaf[0] in {"KernelDied", "KernelError", "Timeout", "Ended", "OSError"}
    assert deaf[1]
    assert ends == ENDS
    assert not sleeping()


def sleeping() -> list[str]:
    """Return the processes that a notebook left behind."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            command = (process / "cmdline").read_bytes()
            found += [process.name] if command == b"sleep\x00987\x00" else []
    return found

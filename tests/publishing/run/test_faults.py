"""Whatever a notebook does, it ends in bounded time with a reason, and affects no other."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.run import engine, guard
from analysis.publishing.run.environment import environment
from analysis.publishing.run.execute import Execution
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.guard import Guards, KernelGuard
from analysis.publishing.run.limits import KernelLimits
from analysis.publishing.run.pool import run_jobs
from analysis.publishing.run.warm import can_fork, warm_kernels
from publishing.run.small import jobs_of, write_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project
    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.warm import WarmKernels

pytestmark = pytest.mark.kernel

#: A sleep that no other process of this machine has, also of another run of the tests.
LONG = f"987.{os.getpid()}"
LIMITS = KernelLimits(cell=600, notebook=600, memory=2200, output=2)
#: For notebooks that a deadline ends, on a machine of any speed.
SHORT = KernelLimits(cell=3, notebook=600, memory=2200, output=2)
DIED = "the kernel died: out of memory, or a crash in a library"
# After the last cell a kernel is asked once more, which modules it has loaded.
KILLED_AT_THE_NEXT_QUESTION = """
import os, signal
get_ipython().events.register('pre_execute', lambda: os.kill(os.getpid(), signal.SIGKILL))
"""
FAULTS = {
    "good": ["print('goed')"],
    "killed": ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)"],
    "last": [KILLED_AT_THE_NEXT_QUESTION],
    "leaves": ["import os; os._exit(3)"],
    "misshapen": ["display({'text/html': 5}, raw=True)"],
    "endless": ["while True: pass"],
    "chatty": ["while True: print('x' * 10_000)"],
    "shouting": ["import os\nwhile True: os.write(1, b'x' * 10_000)"],
    "greedy": ["hoard = []\nwhile True: hoard.append(bytes(20_000_000))"],
    "deaf": ["import os; os.closerange(3, 500)"],
    "child": [f"import subprocess; subprocess.Popen(['sleep', '{LONG}']); 1 / 0"],
}
ENDS = {
    "good": None,
    "killed": ("KernelDied", DIED),
    "last": None,  # all that it had to show is there
    "leaves": ("KernelDied", DIED),
    "misshapen": (
        "InvalidOutput",
        "the cell displays text/html with 5, which a notebook cannot hold",
    ),
    "endless": ("Timeout", "the cell ran longer than 3 s"),
    "chatty": ("Ended", "the notebook was ended: a cell showed more than 2 MB"),
    "shouting": ("Ended", "the notebook was ended: a cell showed more than 2 MB"),
    "child": ("ZeroDivisionError", "division by zero"),
}


def caps_memory() -> bool:
    """Tell whether the system can cap a kernel's memory; elsewhere the cell's deadline ends it."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return False
    hidden = not hasattr(vars(guard)["os"], "killpg")  # by the plugin without_posix
    return hasattr(resource, "prlimit") and not hidden


def run(
    project: Project, folder: Path, warm: WarmKernels | None
) -> Mapping[str, Executed | Failure]:
    guards = Guards()
    came: list[Executed | Failure] = []
    late = {"endless", "deaf"} if caps_memory() else {"endless", "deaf", "greedy"}
    for limits in (LIMITS, SHORT):
        chosen = [job for job in jobs_of(project) if (job.chapter in late) == (limits is SHORT)]
        execution = Execution(folder, limits, guards, warm)
        run_jobs(chosen, execution, deliver=came.append, guards=guards, workers=4)
    return {one.job.chapter: one for one in came}


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
def test_every_fault_ends_and_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, warm: bool
) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # a kernel that sees it reads no file descriptor
    if warm and not can_fork():
        pytest.skip("no fork on this system")
    project = write_project(tmp_path, FAULTS)
    if warm:
        with warm_kernels(lambda: (), environment()) as kernels:
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
    greedy = ends.pop("greedy")
    assert greedy == (("MemoryError", "") if caps_memory() else ENDS["endless"])
    assert ends == ENDS
    assert not sleeping()


def test_a_kernel_killed_at_its_start_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before its first answer, as happens when the system runs out of memory."""
    monkeypatch.setattr(KernelGuard, "watch", lambda _, process: os.kill(process, signal.SIGKILL))
    (job,) = jobs_of(write_project(tmp_path / "project", {"vsi": ["x = 1"]}))
    found = Execution(tmp_path / "out", LIMITS)(job, lambda: None)
    assert isinstance(found, Failure)
    assert (found.cell, found.error) == (0, "KernelError")
    assert "Kernel died before replying" in found.message


def test_a_kernel_that_is_no_longer_needed_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Although it is alive and may still answer."""

    def stopped(guard: KernelGuard, process: int) -> None:
        os.kill(process, signal.SIGSTOP)
        guard.reason = "the run was stopped"

    monkeypatch.setattr(KernelGuard, "watch", stopped)
    (job,) = jobs_of(write_project(tmp_path / "project", {"vsi": ["x = 1"]}))
    monkeypatch.setattr(engine, "START_SECONDS", 10_000)  # who waits for it waits too long
    found = Execution(tmp_path / "out", LIMITS)(job, lambda: None)
    assert isinstance(found, Failure)
    assert (found.cell, found.message) == (0, "the run was stopped")


def test_a_kernel_without_heartbeat_is_ended(tmp_path: Path) -> None:
    """It is stopped, not dead, so that only the missing heartbeat shows it."""
    stops = "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"
    (job,) = jobs_of(write_project(tmp_path / "project", {"vsi": [stops]}))
    limits = KernelLimits(cell=120, notebook=120, heartbeat=5)
    found = Execution(tmp_path / "out", limits)(job, lambda: None)
    assert isinstance(found, Failure)
    assert (found.cell, found.error) == (2, "Ended")
    assert found.message == "the notebook was ended: the kernel gave no sign of life for 5 s"


def sleeping() -> list[str]:
    """Return the processes that outlive a notebook."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            command = (process / "cmdline").read_bytes()
            found += [process.name] if command == f"sleep\0{LONG}\0".encode() else []
    return found

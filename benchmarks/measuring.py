"""What a command costs: seconds, CPU seconds and peak memory, its children and theirs included."""

from __future__ import annotations

import os
import platform
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LOOK_SECONDS = 1.0  # a look at kernels that share their memory takes tens of milliseconds of a core
KILOBYTES = 1000 / 1024  # in a kibibyte, the other way round: /proc counts in 1024 bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command cost."""

    seconds: float
    cpu: float
    megabytes: float


class FailedError(Exception):
    """The command did not end well; holds the end of what it wrote."""


def measure(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Cost:
    """Run a command and return what it cost.

    Raises
    ------
    FailedError
        When it fails: what is measured must have done its work.
    """
    with log.open("wb") as stream:
        begun = time.monotonic()
        process = subprocess.Popen(command, env=environment, stdout=stream, stderr=stream)  # noqa: S603 - ours
        peak = _Peak(process.pid)
        peak.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    peak.ended.set()
    peak.join()
    if process.returncode:
        raise FailedError(log.read_text(encoding="utf-8", errors="replace")[-1500:])
    # A peak between two looks is not seen; the system knows that of the largest process.
    kilobytes = max(peak.kilobytes, usage.ru_maxrss)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, kilobytes / KILOBYTES / 1000)


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "date": time.strftime("%Y-%m-%d"),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "Python": platform.python_version(),
        "load when it ended": f"{os.getloadavg()[1]:.1f}",
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


class _Peak(threading.Thread):
    """Watches the memory of a process and its descendants; what they share counts once."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.ended = threading.Event()
        self.kilobytes = 0

    def run(self) -> None:
        while not self.ended.wait(LOOK_SECONDS):
            now = sum(map(_proportional, _descendants(self._process)))
            self.kilobytes = max(self.kilobytes, now)


def _descendants(process: int) -> set[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(fields[1])
    found = {process}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _proportional(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0

"""Limits on the time, memory and output of a run, a notebook and a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.settings import ReportSettings

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class KernelLimits:
    """When a kernel is ended.

    Parameters
    ----------
    cell, notebook, run
        Seconds that each may take.
    heartbeat
        Seconds without a sign of life from a kernel.
    memory
        Megabytes of data that a kernel may hold; a cell that needs more gets a MemoryError. Arrow
        reserves a thousand as soon as it is imported.
    output
        Megabytes that one cell may show.
    """

    cell: int = 120
    notebook: int = 300
    run: int = 3600
    heartbeat: int = 15
    memory: int = 4000
    output: int = 20


def limits_of(report: ReportSettings) -> KernelLimits:
    """Return the limits that `params/report.yaml` sets."""
    seconds, room = report.timeouts, report.limits
    return KernelLimits(
        cell=seconds.cell,
        notebook=seconds.notebook,
        run=seconds.run,
        heartbeat=seconds.heartbeat,
        memory=room.memory,
        output=room.output,
    )

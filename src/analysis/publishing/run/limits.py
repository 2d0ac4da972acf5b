"""Limits on the time, memory and output of a run, a notebook and a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.settings import ReportSettings

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class KernelLimits:
    """When a kernel is ended: the seconds of a cell, a notebook and the run, and other limits.

    `heartbeat` is in seconds without a sign of life. `memory` is in megabytes of data; a cell that
    needs more gets a MemoryError, and Arrow reserves a thousand as soon as it is imported. `output`
    is in megabytes that one cell may show.
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

"""How long a run, a notebook and a cell may take, and how much they may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.settings import ReportSettings

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What ends a kernel.

    Parameters
    ----------
    cell, notebook, run
        Seconds that each may take.
    heartbeat
        Seconds without a sign of life from a kernel.
    memory
        Megabytes of data that a kernel may hold; a cell that wants more gets a MemoryError. Arrow
        sets a thousand of them aside as soon as it is imported.
    output
        Megabytes that one cell may show.
    """

    cell: int = 120
    notebook: int = 300
    run: int = 3600
    heartbeat: int = 15
    memory: int = 4000
    output: int = 20


def limits_of(report: ReportSettings) -> Limits:
    """Return the limits that `params/report.yaml` sets."""
    seconds, room = report.timeouts, report.limits
    return Limits(
        cell=seconds.cell,
        notebook=seconds.notebook,
        run=seconds.run,
        heartbeat=seconds.heartbeat,
        memory=room.memory,
        output=room.output,
    )

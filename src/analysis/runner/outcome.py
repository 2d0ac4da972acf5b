"""What comes out of a notebook's run when it is good: the executed notebook and its times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.runner.plan import Job


@dataclass(frozen=True, slots=True)
class Timing:
    """What a notebook's run was made of, in seconds."""

    total: float
    kernel: float  # until the kernel answered
    cells: float


@dataclass(frozen=True, slots=True)
class Executed:
    """A notebook that ran to its end, without times and paths: the same run gives the same one."""

    job: Job
    notebook: NotebookNode
    timing: Timing

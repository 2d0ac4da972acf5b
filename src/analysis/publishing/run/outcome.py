"""What comes out of a notebook's run when it is good: the executed notebook and its times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.run.plan import Job


@dataclass(frozen=True, slots=True)
class Timing:
    """What a notebook's run was made of, in seconds."""

    total: float
    kernel: float  # until the kernel answered
    cells: float


@dataclass(frozen=True, slots=True)
class Executed:
    """A notebook that ran to its end, without times and paths: the same run gives the same one.

    Parameters
    ----------
    job
        What was run.
    notebook
        The notebook with its outputs.
    timing
        How long it took; of the earlier run when it is reused.
    modules
        Our own modules that the kernel had loaded at its end; None when it did not tell.
    reused
        Whether its outputs come from an earlier run.
    """

    job: Job
    notebook: NotebookNode
    timing: Timing
    modules: frozenset[str] | None = None
    reused: bool = False

"""A notebook that ran to its end: its outputs and its times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.run.plan import Job


@dataclass(frozen=True, slots=True)
class NotebookTiming:
    """How long the parts of a notebook's run took, in seconds."""

    total: float
    kernel: float  # until the kernel answered
    cells: float


@dataclass(frozen=True, slots=True)
class Executed:
    """A notebook that ran to its end, without times and paths, so that equal runs are equal.

    `timing` is that of the run that executed it. `modules` are those of this package that the
    kernel had loaded at its end; None when unknown. `reused` outputs come from the cache.
    """

    job: Job
    notebook: NotebookNode
    timing: NotebookTiming
    modules: frozenset[str] | None = None
    reused: bool = False

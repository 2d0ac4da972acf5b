"""Tells whether a notebook runs, and why: what changed since its cached run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.checksums import differences

if TYPE_CHECKING:
    from analysis.checksums import Inputs
    from analysis.publishing.run.cache import Cache
    from analysis.publishing.run.plan import Job

SHOWN = 3
RENDERED = "its prose changed, or a draft has run it: rendered again, not executed"


@dataclass(frozen=True, slots=True)
class Reason:
    """Whether a chapter's notebook runs, and why.

    `causes` tell what changed since the cached run; without any that run is used. `rendered` tells
    that the notebook was edited since the report was published, and need not be executed.
    """

    year: int
    chapter: str
    causes: tuple[str, ...]
    rendered: bool = False

    @property
    def runs(self) -> bool:
        """Whether the notebook is executed."""
        return bool(self.causes)

    def __str__(self) -> str:
        more = len(self.causes) - SHOWN
        shown = [*self.causes[:SHOWN], *([f"{more} more"] if more > 0 else [])]
        without = RENDERED if self.rendered else "nothing changed"
        return f"{self.year} {self.chapter}: {', '.join(shown) or without}"


def reason(cache: Cache, job: Job, inputs: Inputs) -> Reason:
    """Compare a job's inputs with those of its cached run."""
    if cache.find(job, inputs):
        return Reason(job.year, job.chapter, ())
    if cache.holds(job, inputs):
        return Reason(job.year, job.chapter, ("the cached run is damaged",))
    latest = cache.latest(job)
    if latest is None:
        return Reason(job.year, job.chapter, ("no run is cached",))
    before, now = map(latest.used, (latest.inputs, inputs))
    return Reason(job.year, job.chapter, tuple(differences(before, now)))

"""Says of each chapter whether it runs, and why: what changed since the run that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.checksums import differences
from analysis.publishing.run.cache import cache_of, used
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.publishing.run.plan import plan_years

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.checksums import Inputs
    from analysis.paths import Project
    from analysis.publishing.run.cache import Cache
    from analysis.publishing.run.plan import Job

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a chapter runs, or that it does not.

    Parameters
    ----------
    year, chapter
        Which chapter of which report.
    causes
        What differs from the run that is kept; nothing when that one is used.
    """

    year: int
    chapter: str
    causes: tuple[str, ...]

    @property
    def runs(self) -> bool:
        """Whether the notebook is executed."""
        return bool(self.causes)

    def __str__(self) -> str:
        more = len(self.causes) - SHOWN
        shown = [*self.causes[:SHOWN], *([f"{more} more"] if more > 0 else [])]
        return f"{self.year} {self.chapter}: {', '.join(shown) or 'nothing changed'}"


def explain(
    project: Project, years: Iterable[int], chapters: Iterable[str] | None = None
) -> list[Reason]:
    """Tell which notebooks a report would execute, and why; nothing is run.

    Parameters
    ----------
    project
        The project folder.
    years
        The years of the reports.
    chapters
        Ids of the chapters; all that have a notebook by default.

    Raises
    ------
    SettingsError
        As `plan_years`.
    """
    fingerprints, cache = Fingerprints(project), cache_of(project)
    return [
        reason(cache, job, fingerprints.inputs(job)) for job in plan_years(project, years, chapters)
    ]


def reason(cache: Cache, job: Job, inputs: Inputs) -> Reason:
    """Compare a job's inputs with those of the run that is kept."""
    if cache.find(job, inputs):
        return Reason(job.year, job.chapter, ())
    if cache.holds(job, inputs):
        return Reason(job.year, job.chapter, ("the run that was kept is damaged",))
    latest = cache.latest(job)
    if latest is None:
        return Reason(job.year, job.chapter, ("no run is kept",))
    before, now = (used(one, latest.unused) for one in (latest.inputs, inputs))
    return Reason(job.year, job.chapter, tuple(differences(before, now)))

"""The outcome of a run: what happened to each report, chapter and output, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analysis.errors import NotebookError, PlanmonitorError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.errors import Problem
    from analysis.publishing.run.failure import Failure


class Status(StrEnum):
    """What happened to a chapter or a report."""

    KEPT = "kept"  # nothing it depends on changed, so the earlier run counts
    RUN = "run"  # a chapter
    MADE = "made"  # a report
    FAILED = "failed"
    NOT_RUN = "not run"  # the run stopped first


@dataclass(frozen=True, slots=True)
class ChapterOutcome:
    """What happened to one chapter of a report.

    `why` names what changed since the run in the cache; it is empty when that run counts. The
    seconds are those of the run that counts. `opens` is the notebook that shows the failure, None
    when no cell was executed.
    """

    chapter: str
    status: Status
    why: tuple[str, ...] = ()
    seconds: float | None = None
    failure: Failure | None = None
    opens: Path | None = None


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file or folder published with the page: the output's name and where it is.

    `older` tells that it is of an earlier run than the page.
    """

    name: str
    path: Path
    older: bool = False


@dataclass(frozen=True, slots=True)
class YearOutcome:
    """What happened to one year's report.

    The chapters are in the report's order, and empty when the tables could not be built. `page` is
    the published page, of this run or an earlier one. The error has one problem for each thing to
    fix.
    """

    year: int
    folder: Path
    status: Status
    chapters: tuple[ChapterOutcome, ...] = ()
    page: Path | None = None
    outputs: tuple[OutputFile, ...] = ()
    error: PlanmonitorError | None = None

    @property
    def is_published(self) -> bool:
        """Whether the published page is what the inputs give now."""
        return self.status in {Status.MADE, Status.KEPT}


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What happened in a run: the reports in the order that was asked for, and its seconds.

    `errors` holds what concerns no single report: settings, a cluster, a lock. `index` is None when
    the run did not get that far. Ctrl-C, a signal or the observer makes it `stopped`.
    """

    years: tuple[YearOutcome, ...] = ()
    seconds: float = 0.0
    errors: tuple[PlanmonitorError, ...] = ()
    index: Path | None = None
    stopped: bool = False

    @property
    def error(self) -> PlanmonitorError | None:
        """All that went wrong as one error; None when all is well."""
        unplanned_first = sorted(self.years, key=lambda year: bool(year.chapters))
        found = [*(year.error for year in unplanned_first if year.error), *self.errors]
        return together(found) if found else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that went wrong, one for each thing to fix."""
        return self.error.problems if self.error else ()

    @property
    def pages(self) -> tuple[Path, ...]:
        """The pages that are published and up to date."""
        return tuple(year.page for year in self.years if year.is_published and year.page)

    def raise_for_failure(self) -> None:
        """Raise what went wrong.

        Raises
        ------
        KeyboardInterrupt
            When the run was stopped.
        PlanmonitorError
            When something went wrong, with all problems and the exit code that fits.
        """
        if self.stopped:
            raise KeyboardInterrupt
        if self.error:
            raise self.error


def together(errors: Sequence[PlanmonitorError]) -> PlanmonitorError:
    """Join errors into one with the problems of all.

    A failed notebook decides the kind of error, and one that ran into no deadline before one that
    did. Without a failed notebook the error with the highest exit code decides.
    """
    if len(errors) == 1:
        return errors[0]
    failed = [error for error in errors if isinstance(error, NotebookError)]
    chosen = min(failed, key=_exit_code) if failed else max(errors, key=_exit_code)
    return type(chosen)(*(problem for error in errors for problem in error.problems))


def _exit_code(error: PlanmonitorError) -> int:
    return error.exit_code

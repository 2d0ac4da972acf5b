"""The kinds of reports that a run can make: the report of a year, and a comparison of two years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from analysis.publishing.outputs.output import TABLES
from analysis.publishing.outputs.registry import (
    OUTPUTS,
    installed_outputs,
    outputs_in,
    outputs_named,
    outputs_of_notebooks,
)
from analysis.publishing.page.remembered import RememberedChapters
from analysis.publishing.provenance import is_published, older_outputs, report_key
from analysis.publishing.report_build import ReportBuild
from analysis.publishing.run.plan import COMPARISON, plan_comparison, plan_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.opened import OpenedChapter
    from analysis.publishing.run.fingerprint import Fingerprints
    from analysis.publishing.run.plan import Job


class ReportKind(Protocol):
    """A report to make."""

    @property
    def project(self) -> Project:
        """The project folder."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the plans that it shows, the latest one last."""

    @property
    def target(self) -> Path:
        """The folder where it is published."""

    @property
    def draft(self) -> bool:
        """Whether it is a draft, which readers must not take for the report."""

    def jobs(self) -> tuple[Job, ...]:
        """Plan its notebooks.

        Raises
        ------
        SettingsError
            When a setting, a parameter or a notebook's parameters cell is wrong.
        """


@dataclass(frozen=True, slots=True)
class YearReport:
    """The report of one year, or a draft of the chapters with some ids.

    `folder` is where to publish it instead of the usual place.
    """

    project: Project
    year: int
    chapters: tuple[str, ...] = ()
    folder: Path | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's year."""
        return (self.year,)

    @property
    def target(self) -> Path:
        """The year's folder, or that of its draft."""
        return self.folder or published_folder(self.project, self.year, draft=bool(self.chapters))

    @property
    def draft(self) -> bool:
        """Whether some chapters were chosen."""
        return bool(self.chapters)

    def jobs(self) -> tuple[Job, ...]:
        """Plan the notebook of each chapter."""
        settings = load_year_settings(self.project, self.year)
        report = load_report_settings(self.project)
        return plan_jobs(self.project, report, settings, self.chapters or None)


@dataclass(frozen=True, slots=True)
class YearComparison:
    """The comparison of two years."""

    project: Project
    earlier: int
    later: int

    @property
    def years(self) -> tuple[int, ...]:
        """Both years."""
        return (self.earlier, self.later)

    @property
    def target(self) -> Path:
        """A folder of its own, next to those of the years."""
        name = f"{COMPARISON}-{self.earlier}-{self.later}"
        return self.project.reports(self.later).with_name(name)

    @property
    def draft(self) -> bool:
        """A comparison is whole."""
        return False

    def jobs(self) -> tuple[Job, ...]:
        """Plan the one notebook."""
        return (plan_comparison(self.project, self.earlier, self.later),)


def published_folder(project: Project, year: int, *, draft: bool = False) -> Path:
    """Return where a year's report is published; a draft has a folder of its own."""
    folder = project.reports(year)
    return folder.with_name(f"{folder.name}.draft") if draft else folder


def report_build(
    kind: ReportKind,
    fingerprints: Fingerprints,
    wanted: Iterable[str],
    remembered: RememberedChapters | None = None,
    opened: OpenedChapter | None = None,
) -> ReportBuild:
    """Plan a report: its notebooks, its outputs, and the key of all that it depends on.

    The open data published before is written again, as well as the `wanted` outputs. The documents
    are those that are wanted, and all that the report has if it is up to date: then nothing of it
    is to be lost.

    Raises
    ------
    SettingsError
        As `ReportKind.jobs`, and when an output is unknown or lacks a package.
    """
    jobs = kind.jobs()
    outputs = outputs_named(_outputs(kind, fingerprints, jobs, wanted))
    names = [output.name for output in outputs]
    return ReportBuild(
        kind.project,
        load_report_settings(kind.project),
        kind.years,
        jobs,
        target=kind.target,
        key=report_key(fingerprints, kind.project, jobs, names),
        unchanged=fingerprints.still_hold,
        outputs=names,
        early=[output.writer for output in outputs if output.needs == TABLES],
        writers=[output.writer for output in outputs if output.needs != TABLES],
        remembered=remembered or RememberedChapters(),
        opened=opened,
        draft=kind.draft,
    )


def _outputs(
    kind: ReportKind, fingerprints: Fingerprints, jobs: tuple[Job, ...], wanted: Iterable[str]
) -> set[str]:
    """Return the names of the outputs to write; see `report_build`."""
    found = set(outputs_in(kind.target))
    names = {*wanted} | found - set(outputs_of_notebooks(kind.target))
    made = found - set(older_outputs(kind.target))  # together with the page
    if made - names:
        key = report_key(
            fingerprints, kind.project, jobs, [name for name in OUTPUTS if name in made]
        )
        if is_published(kind.target, key):
            names |= set(installed_outputs(made))
    return names

"""A report in progress: takes notebooks as they finish, then publishes all or none."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING, Any

from analysis.checksums import digest
from analysis.code_errors import code_place, said
from analysis.errors import NotebookError, PlanmonitorError, Problem, TimedOutError
from analysis.folders import discard
from analysis.publishing.outcome import ChapterOutcome, Status
from analysis.publishing.outputs.output import OutputContext, OutputError
from analysis.publishing.outputs.programs import BrokenOffError, wanted_while
from analysis.publishing.outputs.registry import (
    OUTPUTS,
    keep_older,
    linked_files,
    unfinished_outputs,
)
from analysis.publishing.page.checks import ReportError
from analysis.publishing.page.pictures import picture_files
from analysis.publishing.page.references import links_from, unlinked
from analysis.publishing.page.remembered import RememberedChapters
from analysis.publishing.provenance import FILE as PROVENANCE
from analysis.publishing.provenance import (
    checksum,
    is_published,
    plan_address,
    seconds_before,
    source_lines,
    write_provenance,
)
from analysis.publishing.publish import keep, staged
from analysis.publishing.run.cache import CachedRun
from analysis.publishing.run.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.opened import OpenedChapter
    from analysis.publishing.outputs.output import Writer
    from analysis.publishing.page.captions import CaptionCounts
    from analysis.publishing.page.chapter_page import ChapterPage
    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.plan import Job
    from analysis.settings import ReportSettings

    Arrival = Executed | Failure | CachedRun

NOTEBOOKS = "notebooks"
PAGE = "index.html"


@dataclass(slots=True)
class ReportBuild:
    """One report, from its planned notebooks to its published folder `target`.

    Parameters
    ----------
    years
        The years of the plans that the report shows, the latest one last.
    key
        The checksum of what the report depends on, from `report_key`.
    unchanged
        Tells whether what the report depends on is still what it was when the key was made.
    outputs
        The names of its outputs.
    early
        Import the writers of the outputs that need the tables alone.
    writers
        Import the writers of the outputs that need all notebooks.
    remembered
        Chapters of earlier reports, which need not be rendered again.
    opened
        The chapter to show as soon as it arrives, before the report is complete.
    draft
        Whether the page and the documents say that they are a draft.
    """

    project: Project
    report: ReportSettings
    years: tuple[int, ...]
    jobs: tuple[Job, ...]
    target: Path
    key: str
    unchanged: Callable[[], bool]
    outputs: Sequence[str] = ()
    early: Sequence[Callable[[], Writer]] = ()
    writers: Sequence[Callable[[], Writer]] = ()
    remembered: RememberedChapters = field(default_factory=RememberedChapters)
    opened: OpenedChapter | None = None
    draft: bool = False
    status: Status = field(default=Status.NOT_RUN, init=False)
    error: PlanmonitorError | None = field(default=None, init=False)
    _times: dict[str, float] = field(default_factory=dict, init=False)
    _arrivals: dict[str, Future[Arrival]] = field(default_factory=dict, init=False)
    _outcomes: dict[str, ChapterOutcome] = field(default_factory=dict, init=False)
    _stopped: Event = field(default_factory=Event, init=False)
    _staged: list[Path] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        for job in self.jobs:
            self._arrivals[job.chapter] = Future()
            self._outcomes[job.chapter] = ChapterOutcome(job.chapter, Status.NOT_RUN)

    @property
    def year(self) -> int:
        """The year of the latest plan that the report shows."""
        return self.years[-1]

    @property
    def failed(self) -> Path:
        """Where the notebooks of a failed run are kept for inspection."""
        return self.target.with_name(f"{self.target.name}.failed")

    def is_published(self) -> bool:
        """Tell whether this very report is published already, undamaged and finished."""
        finished = not unfinished_outputs(self.target, self.outputs)
        return is_published(self.target, self.key) and finished

    def keep(self, *, fresh: bool) -> bool:
        """Keep the published report if it is this very one, unless a fresh one is asked for."""
        if fresh or not self.is_published():
            return False
        self.status, before = Status.KEPT, seconds_before(self.target)
        for name in self._outcomes:
            self._outcomes[name] = ChapterOutcome(name, Status.KEPT, seconds=before.get(name))
        return True

    def chapters(self) -> tuple[ChapterOutcome, ...]:
        """Return what happened to each chapter so far, in the report's order."""
        return tuple(self._outcomes.values())

    def expect(self, chapter: str, why: tuple[str, ...]) -> None:
        """Note why a notebook has to run."""
        self._outcomes[chapter] = replace(self._outcomes[chapter], why=why)

    def take(self, chapter: str, arrival: Arrival) -> None:
        """Take a notebook that ran, that failed, or that comes from the cache."""
        self._outcomes[chapter] = self._taken(self._outcomes[chapter], arrival)
        self._arrivals[chapter].set_result(arrival)
        if self.opened and self.opened.id == chapter and not isinstance(arrival, Failure):
            self._show(self.opened, arrival)

    def stop(self) -> None:
        """Stop waiting for notebooks, and stop after the step in progress."""
        self._stopped.set()
        for future in self._arrivals.values():
            if not future.done():
                future.set_exception(BrokenOffError())

    def discard(self) -> None:
        """Remove the unfinished folder, though a step is still in progress."""
        for folder in self._staged:
            discard(folder)

    def make(self) -> None:
        """Render each notebook when it arrives, then publish; `status` and `error` tell how.

        Raises
        ------
        BrokenOffError
            When the run is stopped.
        """
        try:
            self._make()
        except PlanmonitorError as error:
            self.status, self.error = Status.FAILED, error
        else:
            self.status = Status.MADE
            self._arrivals.clear()  # frees the notebooks while other years run

    def _make(self) -> None:
        executed: list[Executed] = []
        begun = time.monotonic()
        with staged(self.target) as folder:
            self._staged.append(folder)
            (folder / NOTEBOOKS).mkdir()
            html = self._write_all(folder, executed)
            (folder / PAGE).write_text(html, encoding="utf-8", newline="\n")
            older = keep_older(self.target, folder, self.outputs)
            write_provenance(
                folder,
                self.project,
                self.years,
                executed,
                seconds=self._seconds(begun),
                key=self.key if self.unchanged() else "",
                older=older,
            )
        shutil.rmtree(self.failed, ignore_errors=True)

    def _write_all(self, folder: Path, executed: list[Executed]) -> str:
        """Write notebooks and outputs into the folder, and return the page."""
        with ThreadPoolExecutor(1, "exports") as exports:
            early = exports.submit(lambda: self._write_outputs(_loaded(self.early), (), folder))
            try:
                writers = _loaded(self.writers)
                chapters = self._render(self._chapters(folder, executed))
                early.result()
                self._write_outputs(writers, executed, folder)
                return self._page(chapters, folder)
            except ReportError:
                keep((folder / NOTEBOOKS).glob("*.ipynb"), self.failed)
                raise
            except OutputError as error:
                raise self._unfinished(error, folder) from None
            except (PlanmonitorError, BrokenOffError, OSError):
                raise
            except Exception as error:
                keep((folder / NOTEBOOKS).glob("*.ipynb"), self.failed)
                raise ReportError(_unexpected(self.project.relative(self.failed), error)) from error

    def _show(self, opened: OpenedChapter, arrival: Executed | CachedRun) -> None:
        """Render the chapter that a reader has open; the whole report says what is wrong in it."""
        job = next(job for job in self.jobs if job.chapter == opened.id)
        with suppress(ReportError):
            [chapter] = self._render([self._read(job, arrival)[0]], opened.counts)
            opened.show(chapter.html)

    def _render(
        self, executed: Iterable[Executed], counts: CaptionCounts | None = None
    ) -> list[ChapterPage]:
        """Render the notebooks one by one, each when it arrives."""
        from analysis.publishing.page.abbreviations import read_abbreviations
        from analysis.publishing.page.assemble import export_chapters

        abbreviations = read_abbreviations(self.project, self.year)
        chapters = ((one.job.chapter, one.job.title, one.notebook) for one in executed)
        return export_chapters(
            chapters, abbreviations, self.project.notebooks, self.remembered, counts
        )

    def _write_outputs(
        self, writers: Iterable[Writer], executed: Sequence[Executed], folder: Path
    ) -> None:
        """Write outputs into the folder; a program that writes one ends when the run stops."""
        context = OutputContext(
            self.project, self.year, folder, executed, self.target, draft=self.draft
        )
        with wanted_while(lambda: not self._stopped.is_set()):
            for write in writers:
                self._check_stopped()
                try:
                    write(context)
                except (PlanmonitorError, BrokenOffError, OSError):
                    raise
                except Exception as error:
                    name = write.__name__.removeprefix("write_")
                    raise OutputError(_unexpected(name, error)) from error
        self._check_stopped()

    def _page(self, chapters: Sequence[ChapterPage], folder: Path) -> str:
        """Assemble the page, with links to the outputs in the folder."""
        from analysis.publishing.page.abbreviations import read_abbreviations
        from analysis.publishing.page.assemble import finished

        return finished(
            chapters,
            title=self.report.title,
            publisher=self.report.publisher,
            abbreviations=read_abbreviations(self.project, self.year),
            year=" – ".join(map(str, self.years)),
            sources=[line for year in self.years for line in source_lines(self.project, year)],
            beside=linked_files(folder, coming=[PROVENANCE]),
            contact=self.report.open_data.contact_line(),
            years="" if self.draft else f"../{PAGE}",
            draft=self.draft,
            **self._of_plan(),
        )

    def _of_plan(self) -> dict[str, Any]:
        """Return the plan's rows and its address; the places of several plans would mix."""
        from analysis.plan.tables.printed import printed_tables

        if len(self.years) > 1:
            return {}
        return {
            "printed": printed_tables(self.project, self.year),
            "address": plan_address(self.project, self.year),
        }

    def _chapters(self, folder: Path, executed: list[Executed]) -> Iterator[Executed]:
        """Yield the notebooks in the report's order, each written into the folder."""
        for job in self.jobs:
            arrival = self._arrivals[job.chapter].result()
            self._check_stopped()
            if isinstance(arrival, Failure):
                raise self._failures()
            executed.append(self._executed(job, arrival, folder / NOTEBOOKS))
            yield executed[-1]
        self._times["notebooks"] = time.monotonic()

    def _executed(self, job: Job, arrival: Executed | CachedRun, folder: Path) -> Executed:
        """Write a notebook into a folder, and return it as the report shows it."""
        one, text = self._read(job, arrival)
        target = folder / f"{job.chapter}.ipynb"
        target.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        return one

    def _read(self, job: Job, arrival: Executed | CachedRun) -> tuple[Executed, str]:
        """Return a notebook as the report shows it, and the text of its file."""
        import nbformat  # slow to import

        def made(one: Executed) -> tuple[Executed, str]:
            text: str = nbformat.writes(one.notebook)  # type: ignore[no-untyped-call] # has none
            return self._self_contained(one), text

        if isinstance(arrival, CachedRun):
            state = self._state(job, arrival)
            return self.remembered.executed(job.chapter, state, lambda: made(_reused(job, arrival)))
        self.remembered.forget(job.chapter)
        return made(arrival)

    def _state(self, job: Job, run: CachedRun) -> str:
        """Return a checksum of all that decides how a chapter is rendered, but for our code."""
        from analysis.publishing.page.abbreviations import read_abbreviations

        pictures = [
            (str(path), path.stat().st_mtime_ns) for path in picture_files(self.project.notebooks)
        ]
        return digest(
            [
                checksum(job.notebook),
                [one.chapter for one in self.jobs],
                job.title,
                dict(run.inputs),
                [run.timing.total, run.timing.kernel, run.timing.cells],
                dict(read_abbreviations(self.project, self.year)),
                pictures,
            ]
        )

    def _check_stopped(self) -> None:
        if self._stopped.is_set():
            raise BrokenOffError

    def _self_contained(self, executed: Executed) -> Executed:
        """Return a notebook without links to chapters that this report leaves out."""
        known = {one.id for one in self.report.chapters}
        present = {job.chapter for job in self.jobs}
        if known <= present and links_from(executed.notebook) <= present:
            return executed
        return replace(executed, notebook=unlinked(executed.notebook, known, present))

    def _unfinished(self, error: OutputError, folder: Path) -> OutputError:
        """Keep the notebooks and the output's sources, and say where they are."""
        keep((folder / NOTEBOOKS).glob("*.ipynb"), self.failed)
        for name in OUTPUTS:
            if (folder / name).is_dir():
                shutil.copytree(folder / name, self.failed / name)
        kept = self.project.relative(self.failed)
        return type(error)(
            *(replace(problem, where=f"{kept}/{problem.where}") for problem in error.problems)
        )

    def _failures(self) -> NotebookError:
        """Wait for the other notebooks too, then keep and report all that failed."""
        arrivals = [self._arrivals[job.chapter].result() for job in self.jobs]
        failures = [arrival for arrival in arrivals if isinstance(arrival, Failure)]
        keep([one.partial for one in failures if one.partial], self.failed)
        kind = TimedOutError if all(one.timeout for one in failures) else NotebookError
        return kind(*(one.problem(self._named(self._kept(one))) for one in failures))

    def _taken(self, before: ChapterOutcome, arrival: Arrival) -> ChapterOutcome:
        if isinstance(arrival, Failure):
            kept = self._kept(arrival)
            return replace(before, status=Status.FAILED, failure=arrival, opens=kept)
        status = Status.KEPT if isinstance(arrival, CachedRun) else Status.RUN
        return replace(before, status=status, seconds=arrival.timing.total)

    def _kept(self, failure: Failure) -> Path | None:
        """Return where a failed notebook is kept."""
        return self.failed / failure.partial.name if failure.partial else None

    def _named(self, path: Path | None) -> str | None:
        return self.project.relative(path) if path else None

    def _seconds(self, begun: float) -> Mapping[str, float]:
        ran = self._times["notebooks"]
        return {"notebooks": ran - begun, "rendering": time.monotonic() - ran}


def _loaded(writers: Iterable[Callable[[], Writer]]) -> list[Writer]:
    """Import the writers while the notebooks run, since that is slow."""
    return [load() for load in writers]


def _unexpected(where: str, error: Exception) -> Problem:
    """Return an unexpected exception as a problem, with the line of code that raised it."""
    remedy = "Correct that line, or change what the notebooks show there."
    return Problem(where, f"{said(error)} ({code_place(error)})", "a report", remedy)


def _reused(job: Job, cached: CachedRun) -> Executed:
    from analysis.publishing.run.reuse import reused  # imports nbformat

    return reused(job, cached)

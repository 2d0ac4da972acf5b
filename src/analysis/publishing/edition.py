"""One report in the making: takes its notebooks as they come, and publishes them all or none."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING

from analysis.errors import NotebookError, TimedOutError
from analysis.folders import discard
from analysis.publishing.outputs.output import OutputContext, OutputError
from analysis.publishing.outputs.programs import BrokenOffError, wanted_while
from analysis.publishing.outputs.registry import OUTPUTS, linked_files
from analysis.publishing.page.checks import ReportError
from analysis.publishing.provenance import FILE as PROVENANCE
from analysis.publishing.provenance import is_published, source_lines, write_provenance
from analysis.publishing.publish import keep, staged
from analysis.publishing.run.cache import Entry
from analysis.publishing.run.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.outputs.output import Writer
    from analysis.publishing.page.chapter_page import ChapterPage
    from analysis.publishing.run.outcome import Executed
    from analysis.publishing.run.plan import Job
    from analysis.settings import ReportSettings

    Coming = Future[Executed | Failure | Entry]

NOTEBOOKS = "notebooks"
PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Edition:
    """The report of one year.

    Parameters
    ----------
    project, report, year
        What it is of.
    jobs
        Its notebooks, in its order.
    target
        Where it is published.
    key
        What it depends on, as `report_key` gives it.
    unchanged
        Tells whether what it depends on is still as it was when the key was made.
    early
        Import what writes more into its folder, of the tables alone.
    writers
        Import what writes more into its folder, when all notebooks have come.
    """

    project: Project
    report: ReportSettings
    year: int
    jobs: tuple[Job, ...]
    target: Path
    key: str
    unchanged: Callable[[], bool]
    early: Sequence[Callable[[], Writer]] = ()
    writers: Sequence[Callable[[], Writer]] = ()
    _times: dict[str, float] = field(default_factory=dict, init=False)
    _coming: dict[str, Coming] = field(default_factory=dict, init=False)
    _broken_off: Event = field(default_factory=Event, init=False)
    _staged: list[Path] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._coming.update((job.chapter, Future()) for job in self.jobs)

    @property
    def failed(self) -> Path:
        """Where the notebooks of a failed run are kept, to look into."""
        return self.target.with_name(f"{self.target.name}.failed")

    def is_published(self) -> bool:
        """Tell whether this very report stands there already, undamaged."""
        return is_published(self.target, self.key)

    def take(self, chapter: str, outcome: Executed | Failure | Entry) -> None:
        """Take in a notebook that ran, that failed, or that an earlier run is used for."""
        self._coming[chapter].set_result(outcome)

    def break_off(self) -> None:
        """Wait no longer for what has not come, and stop after the step that is at hand."""
        self._broken_off.set()
        for future in self._coming.values():
            if not future.done():
                future.set_exception(BrokenOffError())

    def discard(self) -> None:
        """Remove what is half made, though a step is still at hand: it is never published."""
        for folder in self._staged:
            discard(folder)

    def make(self) -> None:
        """Render each notebook when it has come, then publish the whole.

        Raises
        ------
        NotebookError
            When notebooks failed, one problem for each, after all have come; a `TimedOutError`
            when it was for deadlines alone.
        ReportError
            When all ran but the report is not fit to be published.
        OutputError
            When all ran but a file beside the page cannot be made.
        WriteError
            When it cannot be written.
        """
        executed: list[Executed] = []
        begun = time.monotonic()
        with staged(self.target) as folder, ThreadPoolExecutor(1, "exports") as exports:
            self._staged.append(folder)
            (folder / NOTEBOOKS).mkdir()
            early = exports.submit(lambda: self._write_beside(_loaded(self.early), (), folder))
            writers = _loaded(self.writers)
            try:
                chapters = self._render(self._chapters(folder, executed))
                early.result()
                self._write_beside(writers, executed, folder)
                html = self._page(chapters, folder)
            except ReportError:
                keep((folder / NOTEBOOKS).glob("*.ipynb"), self.failed)
                raise
            except OutputError as error:
                raise self._unfinished(error, folder) from None
            (folder / PAGE).write_text(html, encoding="utf-8", newline="\n")
            write_provenance(
                folder,
                self.project,
                self.year,
                executed,
                seconds=self._seconds(begun),
                key=self.key if self.unchanged() else "",
            )
        shutil.rmtree(self.failed, ignore_errors=True)

    def _render(self, executed: Iterable[Executed]) -> list[ChapterPage]:
        """Render the notebooks one by one, each when it has come."""
        from analysis.publishing.page.abbreviations import read_abbreviations
        from analysis.publishing.page.assemble import export_chapters

        abbreviations = read_abbreviations(self.project, self.year)
        chapters = ((one.job.chapter, one.job.title, one.notebook) for one in executed)
        return export_chapters(chapters, abbreviations)

    def _write_beside(
        self, writers: Iterable[Writer], executed: Sequence[Executed], folder: Path
    ) -> None:
        """Write more into the folder; a program that does it ends when the run is broken off."""
        context = OutputContext(self.project, self.year, folder, executed)
        with wanted_while(lambda: not self._broken_off.is_set()):
            for write in writers:
                self._go_on()
                write(context)
        self._go_on()

    def _page(self, chapters: Sequence[ChapterPage], folder: Path) -> str:
        """Put the chapters in their page, which leads to all that lies beside it by now."""
        from analysis.publishing.page.abbreviations import read_abbreviations
        from analysis.publishing.page.assemble import finished

        return finished(
            chapters,
            title=self.report.title,
            publisher=self.report.publisher,
            abbreviations=read_abbreviations(self.project, self.year),
            year=self.year,
            sources=source_lines(self.project, self.year),
            beside=linked_files(folder, coming=[PROVENANCE]),
            contact=self.report.open_data.who(),
        )

    def _chapters(self, folder: Path, executed: list[Executed]) -> Iterator[Executed]:
        """Give the notebooks in the report's order, each written into the folder."""
        import nbformat  # slow to import

        for job in self.jobs:
            outcome = self._coming[job.chapter].result()
            self._go_on()
            if isinstance(outcome, Failure):
                raise self._failures()
            one = _reused(job, outcome) if isinstance(outcome, Entry) else outcome
            target = folder / NOTEBOOKS / f"{job.chapter}.ipynb"
            nbformat.write(one.notebook, target)  # type: ignore[no-untyped-call] # nbformat has none
            executed.append(self._in_itself(one))
            yield executed[-1]
        self._times["notebooks"] = time.monotonic()

    def _go_on(self) -> None:
        if self._broken_off.is_set():
            raise BrokenOffError

    def _in_itself(self, executed: Executed) -> Executed:
        """Return a notebook that leads to no chapter that this report leaves out."""
        absent = {one.id for one in self.report.chapters} - {job.chapter for job in self.jobs}
        if not absent:
            return executed
        from analysis.publishing.page.references import unlinked  # a draft's alone

        return replace(executed, notebook=unlinked(executed.notebook, absent))

    def _unfinished(self, error: OutputError, folder: Path) -> OutputError:
        """Keep the notebooks and what the output was being made of; tell where they lie."""
        keep((folder / NOTEBOOKS).glob("*.ipynb"), self.failed)
        for name in OUTPUTS:
            if (folder / name).is_dir():
                shutil.copytree(folder / name, self.failed / name)
        kept = self.project.relative(self.failed)
        return type(error)(
            *(replace(problem, where=f"{kept}/{problem.where}") for problem in error.problems)
        )

    def _failures(self) -> NotebookError:
        """Wait for the others too: all that failed is told at once, and kept."""
        outcomes = [self._coming[job.chapter].result() for job in self.jobs]
        failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
        keep([one.partial for one in failures if one.partial], self.failed)
        kind = TimedOutError if all(one.timeout for one in failures) else NotebookError
        return kind(*(one.problem(self._kept(one)) for one in failures))

    def _kept(self, failure: Failure) -> str | None:
        """Return the path of a failed notebook as a message names it."""
        path = failure.partial
        return self.project.relative(self.failed / path.name) if path else None

    def _seconds(self, begun: float) -> Mapping[str, float]:
        ran = self._times["notebooks"]
        return {"notebooks": ran - begun, "rendering": time.monotonic() - ran}


def _loaded(writers: Iterable[Callable[[], Writer]]) -> list[Writer]:
    """Import what writes more, which is slow: while the notebooks run."""
    return [load() for load in writers]


def _reused(job: Job, entry: Entry) -> Executed:
    from analysis.publishing.run.reuse import reused  # imports nbformat

    return reused(job, entry)

"""The thread that makes the draft again after each change, and tells what came of it."""

from __future__ import annotations

import logging
import re
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from analysis.checksums import PACKAGE
from analysis.desk.preview.page import PRINTED_ROWS, DraftPage
from analysis.desk.preview.watching import Changed
from analysis.desk.preview.workshop import WorkerError
from analysis.errors import PlanmonitorError, Problem
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.desk.preview.state import DraftState
    from analysis.desk.preview.watching import Watched
    from analysis.desk.preview.workshop import Worker, Workshop
    from analysis.paths import Project

LOOK_SECONDS = 2.0  # how often to check whether a library was installed
EVENT_SECONDS = 0.1  # how soon a newer save is noticed while a run goes on
STARTS = Changed.INPUT  # the first run needs no change

_log = logging.getLogger(__name__)


@dataclass
class Making:
    """Makes one draft as often as needed, on a thread of its own."""

    project: Project
    year: int
    chapters: Sequence[str]
    folder: Path
    state: DraftState
    workshop: Workshop
    watched: Watched
    _pending: Changed = field(default=STARTS, init=False)
    _ended: bool = field(default=False, init=False)
    _counts: dict[str, list[int]] = field(default_factory=dict, init=False)
    _news: Condition = field(default_factory=Condition, init=False)
    _thread: Thread = field(init=False)

    def start(self) -> None:
        """Start the thread, which makes the draft at once."""
        self._thread = Thread(target=self._work, name="preview", daemon=True)
        self._thread.start()

    def note(self, changed: Changed) -> None:
        """Make the draft again because of a change; a run in progress is stopped first."""
        with self._news:
            self._pending |= changed
            self._news.notify()

    def end(self) -> None:
        """End the run in progress, all processes and the thread, and remove the draft."""
        with self._news:
            self._ended = True
            self._news.notify()
        self._thread.join()
        self.workshop.end()
        name = self.folder.name
        failed, staged = self.folder.with_name(f"{name}.failed"), f".{name}.*"
        for folder in (self.folder, failed, *self.folder.parent.glob(staged)):
            shutil.rmtree(folder, ignore_errors=True)

    def _work(self) -> None:
        while (changed := self._next()) is not None:
            if Changed.SOFTWARE in changed:
                self.workshop.end()
            elif Changed.CODE in changed:
                self.workshop.end_worker()
            try:
                self._make()
            except Exception as error:  # noqa: BLE001 - the page must keep following
                _log.exception("The draft was not made")
                self.workshop.end_worker()
                found = f"{type(error).__name__}: {error}"
                self.state.change(busy="", problems=(Problem(**_unexpected(found)),))

    def _next(self) -> Changed | None:
        """Wait for a change; None when the preview ends."""
        with self._news:
            self._pending |= self.watched.look_at_software()
            while not self._pending and not self._ended:
                self._news.wait(LOOK_SECONDS)
                self._pending |= self.watched.look_at_software()
            found, self._pending = self._pending, Changed.NOTHING
            return None if self._ended else found

    def _wanted(self) -> bool:
        """Tell whether the run in progress is still the one to wait for."""
        return not (self._pending or self._ended)

    def _make(self) -> None:
        self.state.change(busy="Looking for what changed")
        try:
            outcome = self._outcome(self.workshop.worker(self._wanted))
        except PlanmonitorError as error:
            outcome = {"problems": [asdict(one) for one in error.problems]}
        except WorkerError as error:
            self.workshop.end_worker()
            outcome = {"problems": [_ended(str(error))]} if self._wanted() else {"stopped": True}
        if not outcome.get("stopped"):
            modules = outcome.get("modules")
            self.watched.loaded = None if modules is None else frozenset(modules)
            self._show(outcome)

    def _outcome(self, worker: Worker) -> dict[str, Any]:
        """Have the draft made, and pass on what is being done."""
        run = {
            "project": str(self.project.root),
            "year": self.year,
            "chapters": self._ids(),
            "folder": str(self.folder),
            "kernels": self.workshop.kernels,
            "opened": self._opened(),
        }
        self.watched.loaded = None
        worker.send({"run": run})
        asked = False
        while True:
            if not asked and not self._wanted():
                if self._ended or self._pending & ~Changed.INPUT:
                    raise WorkerError  # its code is old: no need to wait for it
                worker.send({"stop": True})
                asked = True
            said = worker.receive(EVENT_SECONDS) or {}
            if "busy" in said:
                self.state.change(busy=said["busy"])
            if "chapter" in said:
                page = self.state.now.page.with_chapter(said["chapter"], said["html"])
                self.state.change(page=page)
            if "outcome" in said:
                return self._read_answer_to_stop(worker, said["outcome"], asked=asked)

    def _read_answer_to_stop(
        self, worker: Worker, outcome: dict[str, Any], *, asked: bool
    ) -> dict[str, Any]:
        """Return the outcome, after the answer to a stop that came too late or was not read yet."""
        while asked:
            if "outcome" in (worker.receive(EVENT_SECONDS) or {}):
                break
        return outcome

    def _opened(self) -> dict[str, Any] | None:
        """Return the chapter that the reader has open, and the figures and tables before it."""
        name = self.state.opened
        known = name in self._counts and name in self.state.now.page.chapters
        return {"id": name, "counts": self._counts[name]} if known else None

    def _ids(self) -> list[str]:
        """Return the ids of the chapters of the draft: those asked for, or all."""
        try:
            known = load_report_settings(self.project).chapters
        except (PlanmonitorError, OSError):  # the run reports it
            return list(self.chapters)
        return list(self.chapters) or [chapter.id for chapter in known if chapter.notebook]

    def _show(self, outcome: dict[str, Any]) -> None:
        problems = tuple(Problem(**one) for one in outcome["problems"])
        self._counts |= outcome.get("counts", {})
        if outcome.get("page"):
            html = Path(outcome["page"]).read_text(encoding="utf-8")
            page = DraftPage.split(html, [*self._ids(), PRINTED_ROWS])
            self.state.change(page=page, busy="", problems=problems)
        else:
            self.state.change(busy="", problems=problems)


def _unexpected(found: str) -> dict[str, str]:
    remedy = "Save the file again. If this repeats, start the preview again."
    return {"where": "the preview", "found": found, "expected": "a draft", "remedy": remedy}


def _ended(log: str) -> dict[str, str]:
    """Return the problem of a worker that ended; what it wrote may be a traceback."""
    last = log.splitlines()[-1] if log else "the process that makes the draft ended"
    frames = re.findall(r'^ *File "(.+)", line (\d+)', log, re.MULTILINE)
    own = [(Path(file), line) for file, line in frames if Path(file).is_relative_to(PACKAGE)]
    if not own:
        return _unexpected(last)
    file, line = own[-1]
    return {
        "where": f"src/{PACKAGE.name}/{file.relative_to(PACKAGE).as_posix()}, line {line}",
        "found": last,
        "expected": "code that can be imported and run",
        "remedy": "Correct the line and save the file.",
    }

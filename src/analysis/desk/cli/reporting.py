"""Tells how a run of reports ended: a table on the screen, a JSON document, JUnit XML."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

from analysis.desk.cli.account import accounts, as_document, stamps
from analysis.desk.cli.junit import write_junit
from analysis.desk.cli.record import Record
from analysis.desk.cli.summary import show_summary
from analysis.errors import PlanmonitorError
from analysis.publishing.provenance import seconds_before
from analysis.publishing.reports import published_folder
from analysis.publishing.run.explain import explain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from analysis.desk.cli.messages import Messages
    from analysis.desk.cli.record import Which
    from analysis.paths import Project


class Reporting:
    """Follows a run from before it begins, and tells its outcome when the context ends.

    However it ends: also with an error, or at Ctrl-C. A run that fails before anything is planned
    has nothing to account for.

    Parameters
    ----------
    messages
        The voice of the command.
    junit
        Where to write JUnit XML; None for nowhere.
    draft
        Whether the run makes drafts.
    """

    def __init__(self, messages: Messages, junit: Path | None = None, *, draft: bool) -> None:
        self._messages = messages
        self._junit = junit
        self._draft = draft
        self._project: Project | None = None
        self._reasons: dict[Which, tuple[str, ...]] = {}
        self._stamps: dict[int, bytes] = {}
        self._begun = time.monotonic()
        self.record = Record()

    def begin(self, project: Project, years: Sequence[int], chapters: Sequence[str] | None) -> None:
        """Take in what is to be made; and why each notebook runs, when that is to be told.

        Raises
        ------
        SettingsError
            As `explain`.
        """
        if self._messages.verbose or self._messages.as_json:
            found = explain(project, years, chapters)
            self._reasons = {(one.year, one.chapter): one.causes for one in found}
        self._stamps = stamps(project, years, draft=self._draft)
        self._project = project

    def before(self) -> dict[Which, float]:
        """Return how long each notebook took in the report that lies here, in seconds."""
        if self._project is None:
            return {}
        return {
            (year, chapter): seconds
            for year in self._stamps
            for chapter, seconds in seconds_before(published_folder(self._project, year)).items()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        problems = error.problems if isinstance(error, PlanmonitorError) else ()
        seconds = time.monotonic() - self._begun
        found = []
        if self._project is not None and (error is None or self.record.is_planned):
            found = accounts(
                self._project, self.record, self._stamps, self._reasons, draft=self._draft
            )
            self._messages.document["reports"] = as_document(found, self._project)
        self._messages.document["seconds"] = round(seconds, 3)
        show_summary(self._messages.progress, found, seconds, with_reasons=self._messages.verbose)
        if self._junit is not None:
            write_junit(self._junit, found, problems)

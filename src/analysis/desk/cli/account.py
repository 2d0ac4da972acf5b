"""What became of each report of a run and of its chapters: kept, run, failed, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from analysis.publishing.provenance import FILE, seconds_before
from analysis.publishing.reports import published_folder
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.desk.cli.record import Record, Which
    from analysis.paths import Project
    from analysis.publishing.run.failure import Failure

PAGE = "index.html"


class Became(StrEnum):
    """What became of a chapter, or of a report."""

    KEPT = "kept"  # nothing that it depends on has changed: the earlier run counts
    RUN = "run"
    MADE = "made"  # a report
    FAILED = "failed"
    NOT_RUN = "not run"  # the run ended before, or was only to be explained


@dataclass(frozen=True, slots=True)
class ChapterAccount:
    """One chapter of one report.

    Attributes
    ----------
    chapter
        Its id.
    became
        What became of it.
    why
        What differs from the run that is kept; nothing when that one counts, or nobody asked.
    seconds
        How long its notebook took, in the run that counts; None when it is not known.
    failure, opens
        Where and why it failed, and the path of the notebook that shows it.
    """

    chapter: str
    became: Became
    why: tuple[str, ...]
    seconds: float | None = None
    failure: Failure | None = None
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class ReportAccount:
    """One report: its year, what became of it, its folder, and its chapters in their order."""

    year: int
    became: Became
    folder: Path
    chapters: tuple[ChapterAccount, ...]

    @property
    def page(self) -> Path | None:
        """The report's page; None when there is none."""
        path = self.folder / PAGE
        return path if path.is_file() else None


def stamps(project: Project, years: Iterable[int], *, draft: bool = False) -> dict[int, bytes]:
    """Return what tells the reports that lie here from any made later."""
    return {year: _stamp(published_folder(project, year, draft=draft)) for year in years}


def accounts(
    project: Project,
    record: Record,
    before: Mapping[int, bytes],
    reasons: Mapping[Which, tuple[str, ...]],
    *,
    draft: bool = False,
) -> list[ReportAccount]:
    """Put together what became of each report.

    Parameters
    ----------
    project
        The project folder.
    record
        What the run told; nothing of a report that lies here as it should.
    before
        What `stamps` gave before the run.
    reasons
        Why chapters would run, as `explain` gave it before the run; empty when nobody asked.
    draft
        Whether drafts are made.
    """
    order = [chapter.id for chapter in load_report_settings(project).chapters]
    found = []
    for year, stamp in before.items():
        folder = published_folder(project, year, draft=draft)
        earlier = seconds_before(folder)
        told = {chapter for own, chapter in (*record.kept, *record.to_run) if own == year}
        chapters = tuple(
            _chapter((year, name), record, earlier, reasons, _opens(project, folder, name))
            for name in order
            if name in (told or earlier)
        )
        became = _report(chapters, is_new=_stamp(folder) != stamp)
        found.append(ReportAccount(year, became, folder, chapters))
    return found


def as_document(found: Iterable[ReportAccount], project: Project) -> list[dict[str, Any]]:
    """Return accounts as JSON has them; paths from the project's root."""
    return [
        {
            "year": one.year,
            "status": str(one.became),
            "report": project.relative(one.page) if one.page else None,
            "chapters": [_chapter_document(chapter, one, project) for chapter in one.chapters],
        }
        for one in found
    ]


def _chapter(
    which: Which,
    record: Record,
    earlier: Mapping[str, float],
    reasons: Mapping[Which, tuple[str, ...]],
    opens: str,
) -> ChapterAccount:
    name, why = which[1], reasons.get(which, ())
    failure, seconds = record.failures.get(which), record.seconds.get(which)
    if failure is not None:
        shown = opens if failure.partial else None
        return ChapterAccount(name, Became.FAILED, why, None, failure, shown)
    if seconds is not None:
        return ChapterAccount(name, Became.RUN, why, seconds)
    if which in record.to_run:
        return ChapterAccount(name, Became.NOT_RUN, why)
    return ChapterAccount(name, Became.KEPT, why, earlier.get(name))


def _opens(project: Project, folder: Path, chapter: str) -> str:
    """Return where the notebook lies that shows a failure, as a message names it."""
    return project.relative(folder.with_name(f"{folder.name}.failed") / f"{chapter}.ipynb")


def _report(chapters: Sequence[ChapterAccount], *, is_new: bool) -> Became:
    if any(chapter.became is Became.FAILED for chapter in chapters):
        return Became.FAILED
    if is_new:
        return Became.MADE
    return Became.KEPT if _all_kept(chapters) else Became.NOT_RUN


def _all_kept(chapters: Sequence[ChapterAccount]) -> bool:
    return all(chapter.became is Became.KEPT for chapter in chapters)


def _chapter_document(
    one: ChapterAccount, report: ReportAccount, project: Project
) -> dict[str, Any]:
    notebook = report.folder / "notebooks" / f"{one.chapter}.ipynb"
    content: dict[str, Any] = {
        "chapter": one.chapter,
        "status": str(one.became),
        "why": list(one.why),
        "seconds": None if one.seconds is None else round(one.seconds, 3),
        "notebook": project.relative(notebook) if notebook.is_file() else None,
    }
    if one.failure:
        failed = one.failure
        about = {"cell": failed.cell, "error": failed.error, "message": failed.message}
        content["failure"] = about | {"helper": failed.helper, "opens": one.opens}
    return content


def _stamp(folder: Path) -> bytes:
    path = folder / FILE
    return path.read_bytes() if path.is_file() else b""

"""A run's outcome as `--json` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.publishing.outcome import ChapterOutcome, RunOutcome, YearOutcome


def as_document(outcome: RunOutcome, project: Project) -> dict[str, Any]:
    """Return a run's outcome as JSON values, with paths from the project's root.

    The key `reports` is left out when nothing was planned.
    """
    planned = [_year(year, project) for year in outcome.years if year.chapters]
    reports = {"reports": planned} if planned else {}
    return reports | {"seconds": round(outcome.seconds, 3)}


def _year(one: YearOutcome, project: Project) -> dict[str, Any]:
    return {
        "year": one.year,
        "status": str(one.status),
        "report": project.relative(one.page) if one.page else None,
        "outputs": {file.name: project.relative(file.path) for file in one.outputs},
        "older": [file.name for file in one.outputs if file.older],
        "chapters": [_chapter(chapter, one, project) for chapter in one.chapters],
    }


def _chapter(one: ChapterOutcome, year: YearOutcome, project: Project) -> dict[str, Any]:
    notebook = year.folder / "notebooks" / f"{one.chapter}.ipynb"
    content: dict[str, Any] = {
        "chapter": one.chapter,
        "status": str(one.status),
        "why": list(one.why),
        "seconds": None if one.seconds is None else round(one.seconds, 3),
        "notebook": project.relative(notebook) if notebook.is_file() else None,
    }
    if one.failure:
        content["failure"] = {
            "cell": one.failure.cell,
            "error": one.failure.error,
            "message": one.failure.message,
            "helper": one.failure.helper,
            "opens": project.relative(one.opens) if one.opens else None,
        }
    return content

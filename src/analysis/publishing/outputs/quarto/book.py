"""The report as a Quarto book project, rendered if Quarto is installed."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING, Any

import nbformat
import yaml

from analysis.errors import Problem
from analysis.publishing.outputs.output import OutputError
from analysis.publishing.outputs.programs import run_program
from analysis.publishing.outputs.quarto.chapters import book_chapter
from analysis.publishing.outputs.quarto.labels import plain
from analysis.publishing.page.pictures import picture_files
from analysis.publishing.provenance import source_lines
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.publishing.outputs.output import OutputContext
    from analysis.settings import ReportSettings

FOLDER, SETTINGS, FRONT = "quarto", "_quarto.yml", "index.qmd"
LONGEST = 900  # seconds that Quarto may take
FORMATS: dict[str, dict[str, Any]] = {
    "html": {"theme": {"light": "cosmo", "dark": "darkly"}, "toc": True},
    "typst": {"papersize": "a4", "toc": True},
    "docx": {"toc": True},
}
MISSING = (
    "Quarto is not installed, so the book in {folder} is not rendered.\n"
    "Install Quarto 1.4 or newer from https://quarto.org/docs/get-started/, then: "
    "quarto render {folder}"
)

_log = logging.getLogger(__name__)


class QuartoError(OutputError):
    """Quarto is installed but cannot render the book."""


def write_quarto(context: OutputContext) -> None:
    """Write the book project `quarto/`, and render it if Quarto is installed.

    Raises
    ------
    QuartoError
        When Quarto fails, with its message.
    """
    project, year = context.project, context.year
    settings, target = load_report_settings(project), context.folder / FOLDER
    target.mkdir()
    chapters = []
    for one in context.executed:
        chapters.append(f"{one.job.chapter}.ipynb")
        made = book_chapter(one.notebook, one.job.chapter)
        nbformat.write(made, target / chapters[-1])  # type: ignore[no-untyped-call] # has none
    for picture in picture_files(project.notebooks):
        copy = target / picture.relative_to(project.notebooks)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, copy)
    text = yaml.safe_dump(_settings(settings, year, chapters), allow_unicode=True, sort_keys=False)
    (target / SETTINGS).write_text(text, encoding="utf-8")
    (target / FRONT).write_text(_front(settings, source_lines(project, year)), encoding="utf-8")
    if shutil.which("quarto"):
        render(target)
    else:
        published = project.relative(project.reports(year) / FOLDER)
        _log.warning(MISSING.format(folder=published))


def render(folder: Path) -> None:
    """Render a book in all its formats, without executing notebooks.

    Raises
    ------
    QuartoError
        When Quarto fails or takes too long.
    """
    program = shutil.which("quarto") or "quarto"
    try:
        done = run_program([program, "render", "--no-execute"], folder, seconds=LONGEST)
    except TimeoutError:
        raise QuartoError(_problem(f"no end after {LONGEST} seconds")) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise QuartoError(_problem(said or f"exit code {done.returncode}"))


def _settings(settings: ReportSettings, year: int, chapters: Sequence[str]) -> dict[str, Any]:
    return {
        "project": {"type": "book", "output-dir": "_book"},
        "lang": "nl",
        "book": {
            "title": f"{settings.title} {year}",
            "author": settings.publisher,
            "chapters": [FRONT, *chapters],
        },
        "execute": {"enabled": False, "echo": False},
        "format": FORMATS,
    }


def _front(settings: ReportSettings, sources: Sequence[str]) -> str:
    lines = ["# Over dit rapport {.unnumbered}", "", plain(settings.publisher), ""]
    lines += [f"- {plain(source)}" for source in sources]
    return "\n".join(lines) + "\n"


def _problem(said: str) -> Problem:
    remedy = "Correct what Quarto names, or run `quarto render` in that folder to see more."
    return Problem(f"{FOLDER}/{SETTINGS}", f"quarto render: {said}", "a rendered book", remedy)

"""The report as a Quarto book project, rendered if Quarto is installed."""

from __future__ import annotations

import logging
import shutil
from importlib.resources import files
from typing import TYPE_CHECKING

import nbformat
import yaml

from analysis.publishing.outputs.quarto.changes import FOLDER, keep_changes
from analysis.publishing.outputs.quarto.chapters import book_chapter
from analysis.publishing.outputs.quarto.front import front_page
from analysis.publishing.outputs.quarto.rendering import INSTALL, REQUIRED, render
from analysis.publishing.outputs.quarto.settings import (
    FILTER,
    FRONT,
    LANDMARKS,
    THEME,
    book_settings,
    own_formats,
    own_settings,
)
from analysis.publishing.page.pictures import picture_files

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.outputs.output import OutputContext

SETTINGS = "_quarto.yml"
MISSING = (
    "Quarto is not installed, so the book in {folder} is not rendered.\n"
    f"Install {REQUIRED} from {INSTALL}, then: quarto render {{folder}} --to html"
)

_log = logging.getLogger(__name__)


def write_quarto(context: OutputContext) -> None:
    """Write the book project `quarto/`, and render it if Quarto is installed.

    HTML is rendered, and the formats that `params/quarto.yml` names.

    Raises
    ------
    SettingsError
        When `params/quarto.yml` is not usable.
    QuartoError
        When Quarto is too old or fails, or what it made has problems.
    """
    target = context.folder / FOLDER
    formats = dict.fromkeys(["html", *own_formats(own_settings(context))])
    if context.published:
        keep_changes(context.published)
    target.mkdir()
    write_project(context, target)
    if shutil.which("quarto"):
        render(target, list(formats))
    else:
        published = (context.published or context.folder) / FOLDER
        _log.warning(MISSING.format(folder=context.project.relative(published)))


def write_project(context: OutputContext, target: Path) -> None:
    """Write the files of the book project into a folder."""
    chapters = {
        one.job.chapter: book_chapter(one.notebook, one.job.chapter) for one in context.executed
    }
    for name, nb in chapters.items():
        nbformat.write(nb, target / f"{name}.ipynb")  # type: ignore[no-untyped-call] # has none
    for name in (THEME, LANDMARKS, FILTER):
        text = files(__package__).joinpath(name).read_text(encoding="utf-8")
        (target / name).write_text(text, encoding="utf-8")
    _copy_pictures(context.project, target)
    settings = book_settings(context, [f"{name}.ipynb" for name in chapters], _downloads(context))
    for name in settings["project"].get("resources", []):
        if (context.folder / name).is_file():
            shutil.copyfile(context.folder / name, target / name)
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (target / SETTINGS).write_text(text, encoding="utf-8")
    (target / FRONT).write_text(front_page(context, chapters), encoding="utf-8")


def _downloads(context: OutputContext) -> list[str]:
    """Return the kinds of our own documents that this report has."""
    stem = f"planmonitor-{context.year}"
    return [kind for kind in ("pdf", "docx") if (context.folder / f"{stem}.{kind}").is_file()]


def _copy_pictures(project: Project, target: Path) -> None:
    for picture in picture_files(project.notebooks):
        copy = target / picture.relative_to(project.notebooks)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, copy)

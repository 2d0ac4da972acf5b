"""Adds a chapter to a project, whole or not at all, without overwriting anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nbformat

from analysis.desk.scaffold.draft import draft
from analysis.desk.scaffold.entry import ChapterEntry, with_entry
from analysis.errors import Problem, SettingsError
from analysis.settings import known_years, load_report_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.settings import ReportSettings

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SECTION = re.compile(r"\d+(\.\d+)*")


def new_chapter(
    project: Project,
    name: str,
    *,
    title: str | None = None,
    sections: Sequence[str] = (),
    after: str | None = None,
) -> tuple[Path, Path]:
    """Write a chapter's notebook and its entry in `params/report.yaml`; return both paths.

    The name consists of small letters, digits and underscores; with spaces it is the default title.
    A chapter without sections covers the whole plan. By default it follows the last chapter that
    covers sections.

    Raises
    ------
    SettingsError
        When the name is no id or is taken, a section is invalid or belongs to another chapter, or
        `after` is not known; all problems at once. Then nothing is written.
    """
    settings = load_report_settings(project)
    notebook = project.notebooks / f"{name}.ipynb"
    problems = [*_with_name(project, settings, name, notebook), *_with_sections(settings, sections)]
    if problems:
        raise SettingsError(*problems)
    entry = ChapterEntry(
        name, title or name.replace("_", " ").capitalize(), notebook.name, tuple(sections)
    )
    place = settings.chapter(after).id if after else _last_with_sections(settings)
    text = with_entry(project.report_params.read_text(encoding="utf-8"), entry, place)
    with notebook.open("x", encoding="utf-8", newline="\n") as stream:
        nbformat.write(draft(entry, _year(project)), stream)  # type: ignore[no-untyped-call] # no types
    _replace(project.report_params, text)
    return notebook, project.report_params


def _with_name(
    project: Project, settings: ReportSettings, name: str, notebook: Path
) -> Iterator[Problem]:
    if not _NAME.fullmatch(name):
        yield Problem(
            "the chapter's name",
            f"'{name}'",
            "small letters, digits and underscores, a letter first",
            f"Try '{re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_')}'.",
        )
    elif any(chapter.id == name for chapter in settings.chapters):
        where = f"{project.relative(project.report_params)}, chapters"
        yield Problem(where, f"a chapter '{name}'", "a name that is free", "Choose another name.")
    elif notebook.exists():
        where = project.relative(notebook)
        yield Problem(where, "a notebook", "no file of that name", "Choose another name.")


def _with_sections(settings: ReportSettings, sections: Sequence[str]) -> Iterator[Problem]:
    owners = {own: chapter.id for chapter in settings.chapters for own in chapter.sections}
    for section in sections:
        if not _SECTION.fullmatch(section):
            yield Problem(
                "the chapter's sections",
                f"'{section}'",
                "a section number of the plan, such as 3.1",
                "Look it up in data/raw/YEAR/headings.csv.",
            )
        elif section in owners:
            yield Problem(
                f"params/report.yaml, chapter '{owners[section]}'",
                f"section {section}",
                "a section of no other chapter",
                "Remove it there, or give a section under it.",
            )


def _last_with_sections(settings: ReportSettings) -> str:
    """Return the chapter to follow: those about the whole plan close the report."""
    covering = [chapter.id for chapter in settings.chapters if chapter.sections]
    return (covering or [settings.chapters[-1].id])[-1]


def _year(project: Project) -> int:
    """Return the year in the parameters cell: the latest, which a run replaces anyway."""
    return (known_years(project) or [2023])[-1]


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)

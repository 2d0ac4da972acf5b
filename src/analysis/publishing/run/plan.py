"""Plans the jobs of a report, and checks what can be checked before a kernel starts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from analysis import settings
from analysis.errors import Problem, SettingsError, did_you_mean, quoted
from analysis.publishing.run.declared import read_declaration

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.declared import DeclaredParameter, NotebookDeclaration
    from analysis.settings import Chapter, Parameter, ReportSettings, YearSettings

ALWAYS = ("year", "chapter")  # every notebook gets these and must declare them
COMPARISON = "vergelijking"  # the notebook that compares two years, and its chapter's id


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook to execute.

    Parameters
    ----------
    year
        The year of the report; of a comparison the later one.
    name
        The notebook's path from the project's root, for messages.
    parameters
        What papermill injects, with the types that the notebook declares.
    cells
        How many code cells a run executes, including the injected one.
    """

    year: int
    chapter: str
    title: str
    notebook: Path
    name: str
    parameters: Mapping[str, Parameter]
    cells: int


class _Given(NamedTuple):
    """A parameter as a file in `params/` sets it; the most specific one counts."""

    name: str
    value: Parameter
    where: str
    chapter: str | None  # None: for all chapters


def plan_jobs(
    project: Project,
    report_settings: ReportSettings,
    year_settings: YearSettings,
    chapters: Iterable[str] | None = None,
) -> tuple[Job, ...]:
    """Make the jobs of a report, in the report's order; of some chapters by id, or of all.

    A parameter for all chapters goes to the notebooks that declare it; at least one must. A
    parameter for one chapter must be declared by that chapter's notebook.

    Raises
    ------
    SettingsError
        When a chapter is unknown or has no notebook, a notebook is missing or its parameters cell
        is wrong, or a parameter is unknown or has the wrong type. All problems at once.
    """
    wanted, problems = _wanted(report_settings, chapters)
    notebooks, unreadable = _declarations(project, report_settings, wanted)
    given = _given(project, report_settings, year_settings)
    problems += unreadable
    problems += _unknown(given, {name: one.parameters for name, one in notebooks.items()})
    readable = [chapter for chapter in wanted if chapter.id in notebooks]
    for chapter in readable:
        problems += _mistyped(project, chapter, notebooks[chapter.id].parameters, given)
    if problems:
        raise SettingsError(*problems)
    merged = (settings.parameters(report_settings, year_settings, one) for one in readable)
    return tuple(
        _job(project, chapter, notebooks[chapter.id], values)
        for chapter, values in zip(readable, merged, strict=True)
    )


def plan_comparison(project: Project, earlier: int, later: int) -> Job:
    """Make the job of the notebook that compares two years; it must declare both.

    Raises
    ------
    SettingsError
        When the notebook is missing, or its parameters cell is wrong.
    """
    path = project.notebooks / f"{COMPARISON}.ipynb"
    name = project.relative(path)
    notebook = read_declaration(path, name)
    parameters = {"earlier": earlier, "later": later}
    problems = [
        Problem(
            f"{name}, parameters cell",
            f"no whole number '{parameter}'",
            f"a line `{parameter} = {year}`",
            "Add or correct the line.",
        )
        for parameter, year in parameters.items()
        if parameter not in notebook.parameters or not notebook.parameters[parameter].accepts(year)
    ]
    if problems:
        raise SettingsError(*problems)
    cells = notebook.code_cells + 1
    return Job(later, COMPARISON, COMPARISON.capitalize(), path, name, parameters, cells)


def _declarations(
    project: Project, report: ReportSettings, wanted: Collection[Chapter]
) -> tuple[dict[str, NotebookDeclaration], list[Problem]]:
    """Read what every notebook declares; one that will not run may be unfinished."""
    found: dict[str, NotebookDeclaration] = {}
    problems: list[Problem] = []
    for chapter in report.chapters:
        try:
            found.update(_declaration(project, chapter))
        except SettingsError as error:
            problems += error.problems if chapter in wanted else ()
    return found, problems


def _wanted(
    report: ReportSettings, ids: Iterable[str] | None
) -> tuple[list[Chapter], list[Problem]]:
    if ids is None:
        return [chapter for chapter in report.chapters if chapter.notebook], []
    chosen: list[Chapter] = []
    problems: list[Problem] = []
    for name in ids:
        try:
            chapter = report.chapter(name)
        except SettingsError as error:
            problems += error.problems
        else:
            chosen.append(chapter)
            problems += [] if chapter.notebook else [_no_page(chapter, report)]
    return [c for c in report.chapters if c in chosen and c.notebook], problems


def _no_page(chapter: Chapter, report: ReportSettings) -> Problem:
    return Problem(
        f"params/report.yaml, chapter '{chapter.id}'",
        "a chapter without a notebook",
        quoted(c.id for c in report.chapters if c.notebook),
        "Choose one of these, or give the chapter a notebook.",
    )


def _declaration(project: Project, chapter: Chapter) -> dict[str, NotebookDeclaration]:
    if chapter.notebook is None:
        return {}
    path = project.notebooks / chapter.notebook
    return {chapter.id: read_declaration(path, project.relative(path))}


def _given(project: Project, report: ReportSettings, year: YearSettings) -> list[_Given]:
    """List the parameters set in `params/`, the general first, as `settings.parameters` merges."""
    general = project.relative(project.report_params)
    own = project.relative(project.year_params(year.year))
    layers: Iterable[tuple[Mapping[str, Parameter], str, str | None]] = chain(
        [(report.parameters, f"{general}, parameters", None)],
        [(c.parameters, f"{general}, chapter '{c.id}', parameters", c.id) for c in report.chapters],
        [(year.parameters, f"{own}, parameters", None)],
        [(values, f"{own}, chapters.{name}", name) for name, values in year.chapters.items()],
    )
    return [
        _Given(name, value, f"{where}.{name}", chapter)
        for values, where, chapter in layers
        for name, value in values.items()
    ]


def _unknown(
    given: Iterable[_Given], cells: Mapping[str, Mapping[str, DeclaredParameter]]
) -> list[Problem]:
    """Find parameters that no notebook declares, and those that the run itself sets."""
    everywhere = list(dict.fromkeys(chain.from_iterable(cells.values())))
    problems = []
    for one in given:
        known = everywhere if one.chapter is None else list(cells.get(one.chapter, everywhere))
        free = [name for name in known if name not in ALWAYS]
        if one.name in ALWAYS:
            remedy = "Remove it: the run gives every notebook its year and its chapter."
        elif known and one.name not in known:
            remedy = did_you_mean(one.name, free)
        else:
            continue
        found = f"no notebook parameter '{one.name}' to set"
        problems.append(Problem(one.where, found, quoted(free) or "no parameter", remedy))
    return problems


def _mistyped(
    project: Project,
    chapter: Chapter,
    cell: Mapping[str, DeclaredParameter],
    given: Sequence[_Given],
) -> list[Problem]:
    """Find parameters that a notebook lacks or declares with another type."""
    notebook = project.relative(project.notebooks / str(chapter.notebook))
    run = [_Given("year", 0, "the run", None), _Given("chapter", "", "the run", None)]
    here = {one.name: one for one in (*given, *run) if one.chapter in (None, chapter.id)}
    missing = [
        Problem(
            f"{notebook}, parameters cell",
            f"no parameter '{name}'",
            'a line `year = 2023` and a line `chapter = "…"`',
            "Add the line.",
        )
        for name in ALWAYS
        if name not in cell
    ]
    return missing + [
        Problem(
            f"{notebook}, parameter '{one.name}'",
            f"{type(one.value).__name__} {one.value!r}, from {one.where}",
            str(cell[one.name]),
            "Correct the value, or the literal in the notebook's parameters cell.",
        )
        for one in here.values()
        if one.name in cell and not cell[one.name].accepts(one.value)
    ]


def _job(
    project: Project,
    chapter: Chapter,
    notebook: NotebookDeclaration,
    merged: Mapping[str, Parameter],
) -> Job:
    path = project.notebooks / str(chapter.notebook)
    known = notebook.parameters
    return Job(
        year=int(merged["year"]),
        chapter=chapter.id,
        title=chapter.title,
        notebook=path,
        name=project.relative(path),
        parameters={
            name: float(value) if known[name].type is float else value
            for name, value in merged.items()
            if name in known
        },
        cells=notebook.code_cells + 1,
    )

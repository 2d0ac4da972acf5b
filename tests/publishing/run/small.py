"""A project of a few small notebooks, for runs with real kernels."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from analysis.paths import Project
from analysis.publishing.reports import RunOptions, make_reports
from analysis.publishing.run.plan import plan_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from analysis.publishing.run.observer import Observer
    from analysis.publishing.run.plan import Job

PARAMETERS = "year = 2000\nchapter = ''"
FIGURE = """
#| label: fig-{name}
from IPython.display import display
about = {{'kind': 'figure', 'title': f'Jaar {{year}}', 'alt': 'Een lijn', 'note': chapter}}
about['data_html'] = '<table><tr><th scope="col">Jaar</th></tr></table>'
data = {{'image/svg+xml': '<svg><g id="a"/></svg>', 'text/plain': 'x'}}
display(data, raw=True, metadata={{'planmonitor': about}})
"""


def write_project(
    folder: Path, notebooks: Mapping[str, Sequence[str]], years: Sequence[int] = (2023,)
) -> Project:
    """Write a project; each notebook has a parameters cell, then the cells given."""
    chapters = [{"id": n, "title": n.title(), "notebook": f"{n}.ipynb"} for n in notebooks]
    for name in ("params", "notebooks", *(f"data/raw/{year}" for year in years)):
        (folder / name).mkdir(parents=True)
    settings = {"title": "Proef", "publisher": "Niemand", "chapters": chapters}
    (folder / "params/report.yaml").write_text(yaml.safe_dump(settings))
    for year in years:
        (folder / f"params/{year}.yaml").write_text(f"year: {year}\n")
    project = Project(folder)
    for name, sources in notebooks.items():
        write_notebook(project, name, *sources)
    return project


def write_notebook(project: Project, name: str, *sources: str, prose: str = "Waarom?") -> None:
    """Write a notebook: a title with prose, the parameters cell, then the cells given."""
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "t", "metadata": {}, "source": f"# {name}\n\n{prose}"}
    ]
    for place, source in enumerate((PARAMETERS, *sources)):
        tags = {"tags": ["parameters"]} if place == 0 else {}
        cell = {"cell_type": "code", "id": f"c{place}", "source": source, "outputs": []}
        cells.append(cell | {"execution_count": None, "metadata": tags})
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project.notebooks / f"{name}.ipynb").write_text(json.dumps(content))


def figure(name: str) -> str:
    """Return a cell that shows a valid figure."""
    return FIGURE.format(name=name).strip()


def jobs_of(project: Project, year: int = 2023) -> tuple[Job, ...]:
    """Plan all notebooks of a project."""
    return plan_jobs(project, load_report_settings(project), load_year_settings(project, year))


def run_report(
    project: Project,
    year: int = 2023,
    options: RunOptions | None = None,
    *,
    observer: Observer | None = None,
) -> Path:
    """Make the report of a project without tables; return the page, or raise the error."""
    chosen = replace(options or RunOptions(), tables=())
    outcome = make_reports(project, [year], chosen, observer=observer)
    outcome.raise_for_failure()
    (page,) = outcome.pages
    return page

"""`init`, `check`, `status`, `new-chapter` and `lab`: commands about the project itself."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from analysis.desk.cli.application import command, project_of
from analysis.desk.cli.arguments import AsJson, Quiet
from analysis.desk.cli.messages import begin
from analysis.errors import PlanmonitorError


@command()
def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to write it: a new or an empty folder.")
    ],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Start a project with the chapters and the settings, ready for a plan.

    The next step is `planmonitor new-year YEAR DOCUMENT` in that folder.
    """
    from analysis.desk.scaffold import new_project

    messages = begin(context, quiet=quiet, as_json=as_json)
    messages.document["written"] = written = new_project(folder)
    messages.tell(f"Written: {len(written)} files in {folder}")
    messages.tell(f"Next: cd {folder}, then planmonitor new-year YEAR DOCUMENT")


@command()
def check(
    context: typer.Context,
    year: Annotated[
        list[int] | None,
        typer.Option("--year", metavar="YEAR", help="Only this year; can be repeated."),
    ] = None,
    levels: Annotated[
        bool,
        typer.Option(
            "--rap", help="Also check the three levels of a reproducible analytical pipeline."
        ),
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Check the environment, notebooks, data, parameters and reports.

    Exits with 2 when something is wrong or out of date.
    """
    from analysis.desk.health import check as ask
    from analysis.desk.health import rap
    from analysis.desk.health.screen import show_findings

    messages, project = begin(context, as_json=as_json), project_of(context)
    found = [*ask(project, year), *(rap(project) if levels else ())]
    amiss = [one for one in found if not one.verdict.is_well]
    messages.document["findings"] = [dataclasses.asdict(one) for one in found]
    show_findings(messages.results, amiss if quiet else found)
    if amiss:
        raise typer.Exit(PlanmonitorError.exit_code)


@command()
def status(context: typer.Context, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Show what each year has: tables, chapters, the last report, sizes."""
    from analysis.desk.health import kept_runs
    from analysis.desk.health import status as stand
    from analysis.desk.health.screen import show_status

    messages, project = begin(context, quiet=quiet, as_json=as_json), project_of(context)
    years, (runs, size) = stand(project), kept_runs(project)
    messages.document["years"] = [dataclasses.asdict(one) for one in years]
    messages.document["kept"] = {"runs": runs, "bytes": size}
    show_status(messages.results, years, (runs, size))


@command()
def new_chapter(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Its id: lowercase letters, digits, underscores."),
    ],
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="Its Dutch title; default: the name."),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="N",
            help="A section of the plan that it covers, such as 3.1; can be repeated. "
            "Default: the whole plan.",
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="ID",
            help="The chapter it follows; default: the last with sections.",
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Add a chapter: a notebook that runs, and its entry in params/report.yaml.

    Existing files are never overwritten, and comments in the settings stay.
    """
    from analysis.desk.scaffold import new_chapter as add

    messages, project = begin(context, quiet=quiet, as_json=as_json), project_of(context)
    written = add(project, name, title=title, sections=section or (), after=after)
    messages.document |= {"chapter": name, "written": [project.relative(path) for path in written]}
    for path in messages.document["written"]:
        messages.tell(f"Written: {path}")
    messages.tell(f"Preview: planmonitor report YEAR --chapter {name}")


@command(allow_extra_args=True, ignore_unknown_options=True)
def lab(context: typer.Context) -> None:
    """Open JupyterLab on the notebooks, with the project's kernel.

    Changed helpers in src/analysis are reloaded. Other options are passed to JupyterLab.
    """
    from analysis.desk.lab.start import start

    start(project_of(context), context.args)

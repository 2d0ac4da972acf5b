"""`check`, `status`, `new-chapter` and `lab`: what an analyst does with the project itself."""

from __future__ import annotations

from typing import Annotated

import typer

from analysis.cli.application import command, project_of
from analysis.errors import PlanmonitorError


@command()
def check(
    context: typer.Context,
    year: Annotated[
        list[int] | None,
        typer.Option("--year", metavar="YEAR", help="Only this year; may be given again."),
    ] = None,
    levels: Annotated[
        bool,
        typer.Option("--rap", help="Also the three levels of a reproducible analytical pipeline."),
    ] = False,
) -> None:
    """Tell whether all is well: environment, notebooks, data, parameters and reports.

    Ends with 2 when something is not well, or is no longer what its inputs give.
    """
    from rich.console import Console

    from analysis.health import check as ask
    from analysis.health import rap
    from analysis.health.screen import show_findings

    project = project_of(context)
    found = [*ask(project, year), *(rap(project) if levels else ())]
    show_findings(Console(), found)
    if not all(one.verdict.is_well for one in found):
        raise typer.Exit(PlanmonitorError.exit_code)


@command()
def status(context: typer.Context) -> None:
    """Show what lies here of each year: tables, chapters, the last report, sizes."""
    from rich.console import Console

    from analysis.health import kept_runs
    from analysis.health import status as stand
    from analysis.health.screen import show_status

    project = project_of(context)
    show_status(Console(), stand(project), kept_runs(project))


@command()
def new_chapter(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Its id: small letters, digits, underscores."),
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
            help="A section of the plan that it covers, such as 3.1; may be given again. "
            "Without any it covers the whole plan.",
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--after", metavar="ID", help="The chapter it follows; default: the last with sections."
        ),
    ] = None,
) -> None:
    """Add a chapter: a notebook that runs, and its entry in params/report.yaml.

    Nothing is ever written over, and every comment in the settings stays.
    """
    from analysis.scaffold import new_chapter as add

    project = project_of(context)
    for path in add(project, name, title=title, sections=section or (), after=after):
        typer.echo(f"Written: {project.relative(path)}")
    typer.echo(f"See it: planmonitor report YEAR --chapter {name}")


@command(allow_extra_args=True, ignore_unknown_options=True)
def lab(context: typer.Context) -> None:
    """Open JupyterLab on the notebooks, with the project's kernel.

    Helpers in src/analysis are loaded again as they change. Other options go to JupyterLab.
    """
    from analysis.lab import start

    start(project_of(context), context.args)

"""The command line: a thin wrapper over importable functions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis import __version__
from analysis.errors import PlanmonitorError
from analysis.paths import Project, find_project

app = typer.Typer(
    name="planmonitor",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_INTERRUPTED = 130


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if value:
        typer.echo(f"planmonitor {__version__}")
        raise typer.Exit


@app.callback(
    epilog="Exit codes: 0 well · 1 a notebook failed · 2 bad input or parameters · "
    "4 the finished report failed its checks."
)
def _options(
    context: typer.Context,
    project: Annotated[
        Path | None,
        typer.Option(
            "--project",
            metavar="DIR",
            envvar="PLANMONITOR_PROJECT",
            help="The project folder; default: the working directory or the nearest above it.",
        ),
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Turn a yearly plan (*ondernemingsplan*) into checked tables and one combined report.

    A new year goes in three steps:

    1. `planmonitor ingest plan.txt --year 2023` reads the plan's tables into data/raw/2023.

    2. `planmonitor data 2023` types and checks them into data/processed/2023.

    3. `planmonitor report 2023` runs the chapter notebooks and writes reports/2023/index.html.
    """
    context.obj = project


def _project(context: typer.Context) -> Project:
    return find_project(context.obj)


Year = Annotated[
    int,
    typer.Argument(metavar="YEAR", help="The plan's year; params/YEAR.yaml must exist."),
]


@app.command()
def ingest(
    context: typer.Context,
    document: Annotated[
        Path,
        typer.Argument(
            metavar="DOCUMENT", help="The plan as text (.txt), as a PDF reader gives it."
        ),
    ],
    year: Annotated[int, typer.Option("--year", help="The year of the plan.", metavar="YEAR")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write; default: data/raw/YEAR."),
    ] = None,
) -> None:
    """Read a plan's tables, as printed, into CSV files.

    Nothing is repaired or interpreted: a cell holds the plan's own words, and `line` says where
    they stand. What could not be read for sure is listed. An error writes nothing.
    """
    from analysis.ingest import read_plan, write_plan

    folder = out or _project(context).raw(year)
    plan = read_plan(document, year)
    write_plan(plan, folder)
    for name, table in plan.tables.items():
        typer.echo(f"{name:<14} {len(table):>5} rows")
    for note in plan.notes:
        typer.echo(f"to check: {note}")
    typer.echo(f"Written to {folder}")


@app.command()
def data(context: typer.Context, year: Year) -> None:
    """Build the typed, checked tables of a year from data/raw.

    Every cell that breaks its table's schema is reported, all at once, with file, row, column and
    remedy; then nothing is written and the earlier tables stay.
    """
    from analysis.data.build import build

    project = _project(context)
    for name, rows in build(project, year).items():
        typer.echo(f"{name:<14} {rows:>5} rows")
    typer.echo(f"Written to {project.relative(project.processed(year))}")


@app.command()
def report(
    context: typer.Context,
    year: Year,
    chapter: Annotated[
        list[str] | None,
        typer.Option("--chapter", metavar="ID", help="Only this chapter; may be given again."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Notebooks at a time; default: as params say."),
    ] = None,
) -> None:
    """Run the chapter notebooks of a year and write one HTML report.

    The tables are built first. If a notebook fails the others still finish, each failure is shown
    with its cell and error, and the report that lies there stays as it was.
    """
    from analysis.data.build import build
    from analysis.report.run import run_report
    from analysis.runner.progress import progress

    project = _project(context)
    build(project, year)
    with progress() as observer:
        path = run_report(project, year, chapters=chapter, jobs=jobs, observer=observer)
    typer.echo(f"The report lies at {path}")


def main() -> None:
    """Run the command line; a user's mistake is told without a traceback."""
    try:
        app()
    except PlanmonitorError as error:
        typer.echo(f"{error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("Stopped; what lay there is as it was.", err=True)
        sys.exit(_INTERRUPTED)

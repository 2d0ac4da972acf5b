"""The command line: a thin wrapper over importable functions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis import __version__
from analysis.errors import DataError, PlanmonitorError
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

    1. `planmonitor new-year 2024 plan.pdf` reads the plan's tables into data/raw/2024 and lists
    what to look at; `planmonitor ingest` reads them again.

    2. `planmonitor data 2024` types and checks them into data/processed/2024.

    3. `planmonitor report 2024` runs the chapter notebooks and writes reports/2024/index.html.
    """
    context.obj = project


def _project(context: typer.Context) -> Project:
    return find_project(context.obj)


Year = Annotated[
    int,
    typer.Argument(metavar="YEAR", help="The plan's year; params/YEAR.yaml must exist."),
]


Document = Annotated[
    Path,
    typer.Argument(
        metavar="DOCUMENT", help="The published plan: a PDF, or its text as a PDF reader gives it."
    ),
]


@app.command()
def ingest(
    context: typer.Context,
    document: Document,
    year: Annotated[int, typer.Option("--year", help="The year of the plan.", metavar="YEAR")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write; default: data/raw/YEAR."),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; check data/raw/YEAR against the document."),
    ] = False,
) -> None:
    """Read a plan's tables, as printed, into CSV files.

    Nothing is repaired or interpreted: a cell holds the plan's own words, and `line` and `page` say
    where they stand. What was read, section by section, and what could not be read for sure is
    shown and written to `ingest.md` beside the tables. An error or a stop leaves what lay there.

    With `--check` nothing is written. Every table must be what the document gives, every figure of
    figures.csv must stand on its line, every label must lead to one measure of measures.csv, and
    every correction must find what it corrects.
    """
    from rich.console import Console

    from analysis.ingest import read_plan, write_plan
    from analysis.ingest.reading_report import reading_report
    from analysis.ingest.screen import show_reading

    if check:
        _check(_project(context), year, document)
        return
    folder = out or _project(context).raw(year)
    plan = read_plan(document, year)
    write_plan(plan, folder)
    show_reading(reading_report(plan), Console())
    typer.echo(f"Written to {folder}")


def _check(project: Project, year: int, document: Path) -> None:
    from rich.console import Console

    from analysis.ingest.check import check_year
    from analysis.ingest.screen import show_check

    found = check_year(project, year, document)
    if found.problems:
        raise DataError(*found.problems)
    show_check(found, Console())


@app.command()
def new_year(
    context: typer.Context,
    year: Annotated[int, typer.Argument(metavar="YEAR", help="The year that the plan plans.")],
    document: Document,
    force: Annotated[
        bool,
        typer.Option("--force", help="Read a year again that is there; only when it is valid."),
    ] = False,
) -> None:
    """Add a year: read its plan, copy last year's measures, and list what to look at.

    It makes data/raw/YEAR and params/YEAR.yaml. A year that is there stays as it is; with `--force`
    it is read again, what is kept by hand stays, and nothing changes unless all new tables are
    valid.
    """
    from rich.console import Console

    from analysis.ingest.new_year import add_year
    from analysis.ingest.screen import show_new_year

    show_new_year(add_year(_project(context), year, document, force=force), Console())


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

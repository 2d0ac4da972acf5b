"""`report`, `verify` and `compare`: notebooks to one HTML file, proved, and year beside year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.application import command, project_of
from analysis.cli.arguments import Year
from analysis.errors import Problem, SettingsError

if TYPE_CHECKING:
    from analysis.paths import Project


@command()
def report(
    context: typer.Context,
    years: Annotated[
        list[int] | None, typer.Argument(metavar="YEAR", help="One year or several, such as 2023.")
    ] = None,
    chapter: Annotated[
        list[str] | None,
        typer.Option(
            "--chapter",
            metavar="ID",
            help="Only this chapter, as a draft in reports/YEAR.draft; may be given again.",
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every year that params/ knows.")] = False,
    failed: Annotated[
        bool, typer.Option("--rerun-failed", help="The years whose last run failed.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Run nothing; tell what would run, and why.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, help="Notebooks at a time; default: as params say."
        ),
    ] = None,
    cold: Annotated[
        bool, typer.Option("--cold", help="Start each kernel anew, not from a warm one.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Run every notebook, also those that did not change.")
    ] = False,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="Also as pdf, docx or quarto (a book project); may be given again.",
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="ADDRESS", help="Run them on a Dask cluster: tcp://HOST:PORT."
        ),
    ] = None,
) -> None:
    """Run the chapter notebooks of a year and write one HTML report.

    The tables are built first. A notebook runs only when its code, its parameters, a helper that it
    imports, the data or the environment has changed since its last run. If one fails the others
    still finish, each failure is shown with its cell and error, and the report that lies there
    stays as it was. A PDF, Word document or book that was published before is made anew too; delete
    it to have it no more. A report of some chapters is a draft: it never takes the place of the
    whole one.
    """
    from analysis.runner.tables import ensure_tables

    project = project_of(context)
    chosen = _chosen(project, years or [], every=every, failed=failed)
    for year in chosen:
        ensure_tables(project, year)
    if explain:
        _explain(project, chosen, chapter)
        return
    from analysis.report.run import run_reports
    from analysis.report.years import write_index
    from analysis.runner.progress import progress

    with progress() as observer:
        pages = run_reports(
            project,
            chosen,
            chapters=chapter,
            jobs=jobs,
            observer=observer,
            cold=cold,
            fresh=fresh,
            scheduler=scheduler,
            outputs=["data", *(format_ or [])],
        )
    write_index(project)
    for page in pages:
        typer.echo(f"The report lies at {page}")


@command()
def verify(context: typer.Context, year: Year) -> None:
    """Make a year's report again from nothing, elsewhere, and compare every file.

    Ends with 4 when a file differs from what provenance.json says.
    """
    from analysis.report.verify import verify as same_files
    from analysis.runner.progress import progress

    with progress() as observer:
        files = same_files(project_of(context), year, observer=observer)
    typer.echo(f"{files} files are the same, to the byte.")


@command()
def compare(
    context: typer.Context,
    earlier: Annotated[int, typer.Argument(metavar="EARLIER", help="The earlier year.")],
    later: Annotated[int, typer.Argument(metavar="LATER", help="The later year.")],
) -> None:
    """Write a page that sets two years side by side: realisation, norms, budget, inspections.

    The tables of both years must be there: `planmonitor data YEAR`.
    """
    from analysis.report.comparison import compare as side_by_side
    from analysis.report.years import write_index

    project = project_of(context)
    page = side_by_side(project, earlier, later)
    write_index(project)
    typer.echo(f"The comparison lies at {page}")


def _chosen(project: Project, years: list[int], *, every: bool, failed: bool) -> list[int]:
    """Return the years that the arguments name, each once."""
    from analysis.report.run import failed_years
    from analysis.settings import known_years

    wanted = [*years, *(known_years(project) if every else [])]
    wanted += failed_years(project) if failed else []
    if not wanted and not failed:
        known = ", ".join(map(str, known_years(project)))
        problem = Problem("report", "no year", f"a year, or --all; known: {known}", "Give a year.")
        raise SettingsError(problem)
    return list(dict.fromkeys(wanted))


def _explain(project: Project, years: list[int], chapters: list[str] | None) -> None:
    from analysis.runner.explain import explain

    for reason in explain(project, years, chapters):
        typer.echo(str(reason))

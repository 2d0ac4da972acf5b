"""`report`, `verify` and `compare`: notebooks to one HTML file, proved, and year beside year."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.desk.cli.application import command, project_of
from analysis.desk.cli.arguments import AsJson, Quiet, Verbose, Year
from analysis.desk.cli.messages import begin
from analysis.errors import PlanmonitorError, Problem, SettingsError
from analysis.publishing.outputs.registry import format_help, of_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.desk.cli.messages import Messages
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
            "--jobs",
            "-j",
            metavar="N",
            min=1,
            help="Notebooks at a time; default: as params say, or one more than there are cores.",
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
            help=format_help(),
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="ADDRESS", help="Run them on a Dask cluster: tcp://HOST:PORT."
        ),
    ] = None,
    junit: Annotated[
        Path | None,
        typer.Option(
            "--junit", metavar="FILE", help="Write what became of each chapter as JUnit XML."
        ),
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Run the chapter notebooks of a year and write one HTML report.

    The tables are built first. A notebook runs only when its code, its parameters, a helper that it
    loaded, the data or the environment has changed since its last run. If one fails the others
    still finish, each failure is shown with its cell and error, and the report that lies there
    stays as it was. Of several years those are made that can be. A PDF, Word document or book that
    was published before is made anew too; delete it to have it no more. A report of some chapters
    is a draft: it never takes the place of the whole one.
    """
    messages = begin(context, quiet=quiet, verbose=verbose, as_json=as_json)
    if explain:
        project = project_of(context)
        chosen = _chosen(project, years or [], every=every, failed=failed)
        lacking = _build_tables(project, chosen)
        with _told_too(lacking.values()):
            _explain(messages, project, [one for one in chosen if one not in lacking], chapter)
        return
    from analysis.desk.cli.reporting import Reporting
    from analysis.publishing.reports import early_kernels, run_reports
    from analysis.publishing.run.progress import progress
    from analysis.publishing.years import write_index

    with Reporting(messages, junit, draft=bool(chapter)) as reporting, ExitStack() as stack:
        project = project_of(context)
        chosen = _chosen(project, years or [], every=every, failed=failed)
        stale = _without_tables(project, chosen)
        warm = None
        if stale and not (cold or scheduler is not None):
            warm = stack.enter_context(early_kernels(project, chosen, chapter))
        lacking = _build_tables(project, stale)
        ready = [year for year in chosen if year not in lacking]
        stack.enter_context(_told_too(lacking.values()))
        if lacking and not ready:
            return
        reporting.begin(project, ready, chapter)
        with progress(messages.progress, reporting.before()) as reporting.record.observer:
            pages = run_reports(
                project,
                ready,
                chapters=chapter,
                jobs=jobs,
                observer=reporting.record,
                cold=cold,
                fresh=fresh,
                scheduler=scheduler,
                outputs=[*of_tables(), *(format_ or [])],
                warm=warm,
            )
        write_index(project)
    for page in pages:
        messages.tell(f"The report lies at {page}")


@command()
def verify(
    context: typer.Context,
    year: Year,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Make a year's report again from nothing, elsewhere, and compare every file.

    Ends with 4 when a file differs from what provenance.json says.
    """
    from analysis.desk.cli.record import Record
    from analysis.publishing.run.progress import progress
    from analysis.publishing.verify import verify as same_files

    messages, record = begin(context, quiet=quiet, as_json=as_json), Record()
    with progress(messages.progress) as record.observer:
        files = same_files(project_of(context), year, observer=record)
    seconds = {chapter: round(each, 3) for (_, chapter), each in record.seconds.items()}
    messages.document |= {"year": year, "same_files": files, "seconds": seconds}
    messages.tell(f"{files} files are the same, to the byte.")


@command()
def compare(
    context: typer.Context,
    earlier: Annotated[int, typer.Argument(metavar="EARLIER", help="The earlier year.")],
    later: Annotated[int, typer.Argument(metavar="LATER", help="The later year.")],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Write a page that sets two years side by side: realisation, norms, budget, inspections.

    The tables of both years must be there: `planmonitor data YEAR`.
    """
    from analysis.publishing.comparison import compare as side_by_side
    from analysis.publishing.years import write_index

    messages, project = begin(context, quiet=quiet, as_json=as_json), project_of(context)
    page = side_by_side(project, earlier, later)
    write_index(project)
    messages.document |= {"years": [earlier, later], "page": project.relative(page)}
    messages.tell(f"The comparison lies at {page}")


def _without_tables(project: Project, years: list[int]) -> list[int]:
    """Return the years whose tables are to be built, or cannot be, as the build then tells."""
    from analysis.publishing.run.tables import tables_stand

    stale = []
    for year in years:
        with suppress(PlanmonitorError):
            if tables_stand(project, year):
                continue
        stale.append(year)
    return stale


def _build_tables(project: Project, years: list[int]) -> dict[int, PlanmonitorError]:
    """Build the tables of each year; return why those of a year cannot be built."""
    from analysis.publishing.run.tables import ensure_tables

    errors: dict[int, PlanmonitorError] = {}
    for year in years:
        try:
            ensure_tables(project, year)
        except PlanmonitorError as error:
            errors[year] = error
    return errors


@contextmanager
def _told_too(errors: Iterable[PlanmonitorError]) -> Iterator[None]:
    """Raise these at the end, together with what the context itself raises of the kind."""
    from analysis.publishing.press import together

    found = list(errors)
    try:
        yield
    except PlanmonitorError as error:
        raise together([*found, error]) from None
    if found:
        raise together(found)


def _chosen(project: Project, years: list[int], *, every: bool, failed: bool) -> list[int]:
    """Return the years that the arguments name, each once."""
    from analysis.settings import known_years

    wanted = [*years, *(known_years(project) if every else [])]
    if failed:
        from analysis.publishing.reports import failed_years

        wanted += failed_years(project)
    if not wanted and not failed:
        known = ", ".join(map(str, known_years(project)))
        problem = Problem("report", "no year", f"a year, or --all; known: {known}", "Give a year.")
        raise SettingsError(problem)
    return list(dict.fromkeys(wanted))


def _explain(
    messages: Messages, project: Project, years: list[int], chapters: list[str] | None
) -> None:
    from analysis.publishing.reports import would_run

    found = would_run(project, years, chapters)
    messages.document["would_run"] = [
        {"year": one.year, "chapter": one.chapter, "runs": one.runs, "why": list(one.causes)}
        for one in found
    ]
    for reason in found:
        messages.tell(str(reason))

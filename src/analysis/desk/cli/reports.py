"""`report`, `verify` and `compare`: make reports, check that one is reproducible, compare years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.desk.cli import completion
from analysis.desk.cli.application import command, project_of
from analysis.desk.cli.arguments import AsJson, Quiet, Verbose, Year
from analysis.desk.cli.messages import begin
from analysis.errors import Problem, SettingsError
from analysis.publishing.outputs.registry import OUTPUTS, format_help, of_tables

if TYPE_CHECKING:
    from analysis.desk.cli.messages import Messages
    from analysis.paths import Project
    from analysis.publishing.outcome import RunOutcome, YearOutcome
    from analysis.publishing.reports import RunOptions


@command()
def report(
    context: typer.Context,
    years: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="YEAR",
            help="One year or several, such as 2023.",
            autocompletion=completion.years,
        ),
    ] = None,
    chapter: Annotated[
        list[str] | None,
        typer.Option(
            "--chapter",
            metavar="ID",
            help="Only this chapter, as a draft in reports/YEAR.draft; can be repeated.",
            autocompletion=completion.chapters,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All years in params/.")] = False,
    failed: Annotated[
        bool, typer.Option("--rerun-failed", help="The years whose last run failed.")
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Show what would run and why, without running it; stale tables are built first.",
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=1,
            help="How many notebooks run at a time; default: `jobs` in params/report.yaml, or one "
            "more than there are cores.",
        ),
    ] = None,
    cold: Annotated[
        bool, typer.Option("--cold", help="Start each kernel as a new Python process.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Run every notebook, even if nothing changed.")
    ] = False,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=format_help(),
            autocompletion=completion.formats,
        ),
    ] = None,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Also remake the PDF, Word document or book that it has."),
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="Run the notebooks on a Dask cluster: tcp://HOST:PORT.",
        ),
    ] = None,
    junit: Annotated[
        Path | None,
        typer.Option(
            "--junit", metavar="FILE", help="Write the outcome of each chapter as JUnit XML."
        ),
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Run the chapter notebooks of a year and write one HTML report.

    Stale tables are built first. A notebook runs only when its code, its parameters, a helper it
    loaded, the data or the environment has changed since its last run. If one fails, the others
    still finish, each failure is shown with its cell and error, and the published report stays as
    it was. A year that fails does not stop the other years. A PDF, Word document or book that was
    published before is kept; if it is older than the page, the command says so, and `--refresh`
    remakes it. A report of some chapters is a draft: it never replaces the whole one.
    """
    from analysis.publishing.reports import RunOptions, make_reports
    from analysis.publishing.run.progress import progress

    messages = begin(context, quiet=quiet, verbose=verbose, as_json=as_json)
    options = RunOptions(
        chapters=tuple(chapter or ()),
        outputs=(*of_tables(), *(format_ or ())),
        refresh=refresh,
        jobs=jobs,
        cold=cold,
        fresh=fresh,
        scheduler=scheduler,
    )
    project = project_of(context)
    chosen = _chosen(project, years or [], every=every, failed=failed)
    if explain:
        _explain(messages, project, chosen, options)
        return
    with progress(messages.progress) as observer:
        outcome = make_reports(project, chosen, options, observer=observer)
    _show(messages, project, outcome, junit)
    outcome.raise_for_failure()
    for year in outcome.years:
        if year.is_published and year.page:
            messages.tell(f"The report is at {year.page}{made_beside(year)}")
            if older := [file.path.name for file in year.outputs if file.older]:
                again = f"planmonitor report {year.year} --refresh"
                messages.tell(f"Older than the page: {', '.join(older)}. To do: {again}")


@command()
def verify(
    context: typer.Context,
    year: Year,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Remake a year's report from scratch in another folder, and compare every file.

    Exits with 4 when a file differs from what provenance.json says.
    """
    from analysis.publishing.run.progress import progress
    from analysis.publishing.verify import verify as same_files

    messages = begin(context, quiet=quiet, as_json=as_json)
    with progress(messages.progress) as observer:
        found = same_files(project_of(context), year, observer=observer)
    seconds = {
        chapter.chapter: round(chapter.seconds or 0, 3) for chapter in found.run.years[0].chapters
    }
    messages.document |= {"year": year, "same_files": found.files, "seconds": seconds}
    messages.tell(f"{found.files} files are the same, byte for byte.")
    if (project_of(context).reports(year) / "quarto").is_dir():
        messages.tell("Left out: what Quarto rendered in quarto/_book. Its project was compared.")


@command()
def compare(
    context: typer.Context,
    earlier: Annotated[int, typer.Argument(metavar="EARLIER", help="The earlier year.")],
    later: Annotated[int, typer.Argument(metavar="LATER", help="The later year.")],
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Run the notebook, even if nothing changed.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    as_json: AsJson = False,
) -> None:
    """Compare two years on one page: realisation, norms, budget, inspections.

    Runs notebooks/vergelijking.ipynb and writes reports/vergelijking-EARLIER-LATER. Stale tables of
    both years are built first. The notebook runs only when something that it depends on has
    changed; if it fails, the published page stays as it was.
    """
    from analysis.publishing.reports import RunOptions, make_comparison
    from analysis.publishing.run.progress import progress

    messages = begin(context, quiet=quiet, verbose=verbose, as_json=as_json)
    project, options = project_of(context), RunOptions(fresh=fresh)
    with progress(messages.progress) as observer:
        outcome = make_comparison(project, earlier, later, options, observer=observer)
    _show(messages, project, outcome, None)
    outcome.raise_for_failure()
    (page,) = outcome.pages
    messages.document |= {"years": [earlier, later], "page": project.relative(page)}
    messages.tell(f"The comparison is at {page}")


def made_beside(year: YearOutcome) -> str:
    """Say which documents were made besides the page and the open data."""
    asked = [file for file in year.outputs if file.name not in of_tables() and not file.older]
    links = [(year.folder / OUTPUTS[file.name].link, file.path) for file in asked]
    paths = [link if link.is_file() else path for link, path in links]
    names = [path.relative_to(year.folder).as_posix() for path in paths]
    return f", with {' and '.join(names)}" if names else ""


def _chosen(project: Project, years: list[int], *, every: bool, failed: bool) -> list[int]:
    """Return the years that the arguments name, each once."""
    from analysis.publishing.reports import failed_years
    from analysis.settings import known_years

    wanted = [*years, *(known_years(project) if every else [])]
    if failed:
        wanted += failed_years(project)
    elif not wanted:
        known = ", ".join(map(str, known_years(project)))
        problem = Problem("report", "no year", f"a year, or --all; known: {known}", "Give a year.")
        raise SettingsError(problem)
    return list(dict.fromkeys(wanted))


def _explain(messages: Messages, project: Project, years: list[int], options: RunOptions) -> None:
    from analysis.publishing.reports import would_run

    found = would_run(project, years, options)
    messages.document["refreshed"] = [
        {"year": one.year, "stage": one.stage, "name": one.name, "why": list(one.causes)}
        for one in found.refreshed
    ]
    messages.document["would_run"] = [
        {
            "year": one.year,
            "chapter": one.chapter,
            "runs": one.runs,
            "why": list(one.causes),
            "rendered": one.rendered,
        }
        for one in found.reasons
    ]
    for made in found.refreshed:
        messages.tell(str(made))
    for reason in found.reasons:
        messages.tell(str(reason))
    if found.error:
        raise found.error


def _show(messages: Messages, project: Project, outcome: RunOutcome, junit: Path | None) -> None:
    """Show how a run ended: a table, a JSON document, JUnit XML."""
    from analysis.desk.cli.document import as_document
    from analysis.desk.cli.junit import write_junit
    from analysis.desk.cli.step_summary import write_step_summary
    from analysis.desk.cli.summary import summary

    messages.document |= as_document(outcome, project)
    table = summary(outcome, with_reasons=messages.verbose)
    if table:
        messages.progress.print(table)
    if junit:
        write_junit(junit, outcome, project)
    write_step_summary(outcome)

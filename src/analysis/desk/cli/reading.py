"""`ingest` and `new-year`: read a published plan into the tables of data/raw."""

from __future__ import annotations

import dataclasses
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.desk.cli.application import command, project_if_any, project_of
from analysis.desk.cli.arguments import AsJson, Document, Pages, Quiet
from analysis.desk.cli.messages import begin
from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.desk.cli.messages import Messages
    from analysis.paths import Project
    from analysis.plan.ingest.reading_report import ReadingReport


INCOMPLETE = 1  # a table that the report needs has no rows


@command()
def ingest(
    context: typer.Context,
    document: Document,
    year: Annotated[int, typer.Option("--year", help="The year of the plan.", metavar="YEAR")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Where to write: a new folder, an empty one, or one with raw tables; "
            "default: data/raw/YEAR.",
        ),
    ] = None,
    pages: Pages = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; check data/raw/YEAR against the document."),
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Read a plan's tables, as printed, into CSV files.

    A cell holds the plan's own words; `line` and `page` say where they are: the line of a text
    file, or the paragraph of a Word file or PDF. The effects of the layout are undone: wrapped
    words are joined, footnote marks, repeated headers and running heads are dropped, a row that
    crosses pages is one row, and a displaced table counts for the section it belongs to. Errors of
    the plan stay; `corrections.yaml` corrects them when the tables are typed.

    What was read, section by section, and what is doubtful is shown and written to `ingest.md` next
    to the tables. What a person can decide goes to `proposals.csv`; decisions in `review.csv` stay,
    and those that no longer fit are listed. The exit code is 1 when a table that the report needs
    has no rows. After an error or an interrupt the existing files are unchanged.

    With `--check` nothing is written. Every table must match the document, the figures in
    figures.csv and the words in repeats.csv and remarks.csv must be on their lines, every label
    must match one measure in measures.csv, and every correction must find what it corrects.
    """
    from analysis.plan.ingest import read_plan, write_plan
    from analysis.plan.ingest.completeness import missing_tables
    from analysis.plan.ingest.new_year import kept_of, with_year_before
    from analysis.plan.ingest.proposals import write_proposals
    from analysis.plan.ingest.proposing import keep_text, propose
    from analysis.plan.ingest.reading_report import reading_report
    from analysis.plan.ingest.screen import show_reading
    from analysis.plan.review.decisions import review_lock
    from analysis.plan.review.waiting import unfit_decisions

    messages = begin(context, quiet=quiet, as_json=as_json)
    if check:
        _check(messages, project_of(context), year, document, pages)
        return
    project = project_of(context) if out is None else project_if_any(context)
    plan = read_plan(document, year, pages=pages)
    if project is not None:
        plan = with_year_before(plan, project)
    folder = out or project_of(context).raw(year)
    own = project if project and folder.resolve() == project.raw(year).resolve() else None
    # Keep a decision that is written in the meantime.
    with review_lock(own) if own else nullcontext():
        write_plan(plan, folder)
        if own:
            write_proposals(propose(plan, kept_of(own, year, folder)), folder)
            keep_text(own, plan)
    read = reading_report(plan)
    messages.document |= _document(read) | {"folder": str(folder)}
    show_reading(read, messages.results)
    messages.tell(f"Written to {folder}")
    if own:
        for decision, why in unfit_decisions(own, year):
            messages.tell(f"No longer fits: {decision.kind} '{decision.subject}': {why}")
    if missing_tables(plan.tables):
        raise typer.Exit(INCOMPLETE)


def _check(
    messages: Messages, project: Project, year: int, document: Path, pages: Path | None
) -> None:
    from analysis.plan.ingest.check import check_year
    from analysis.plan.ingest.screen import show_check

    found = check_year(project, year, document, pages=pages)
    if found.problems:
        raise DataError(*found.problems)
    proved = dataclasses.asdict(found)
    proved.pop("problems")
    messages.document |= {"year": year, "proved": proved}
    show_check(found, messages.results)


def _document(read: ReadingReport) -> dict[str, Any]:
    """Return what was read as JSON values."""
    counts = [dataclasses.asdict(count) for count in read.counts]
    notes = [dataclasses.asdict(note) for note in read.notes]
    return {"year": read.year, "tables": counts, "to_look_at": notes}


@command()
def new_year(
    context: typer.Context,
    year: Annotated[int, typer.Argument(metavar="YEAR", help="The year that the plan is for.")],
    document: Document,
    pages: Pages = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Read an existing year again, if the result is valid."),
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Add a year: read its plan, copy last year's measures, and list what to check.

    Writes data/raw/YEAR and params/YEAR.yaml. An existing year is unchanged; with `--force` it is
    read again: files kept by hand stay, and nothing changes unless all new tables are valid.
    """
    from analysis.plan.ingest.new_year import add_year
    from analysis.plan.ingest.screen import show_new_year

    messages = begin(context, quiet=quiet, as_json=as_json)
    made = add_year(project_of(context), year, document, pages=pages, force=force)
    unknown = [{"label": label, "table": table} for label, table in made.unknown.items()]
    still = [dataclasses.asdict(problem) for problem in made.problems]
    messages.document |= _document(made.report) | {"unknown_labels": unknown, "to_mend": still}
    show_new_year(made, messages.results)

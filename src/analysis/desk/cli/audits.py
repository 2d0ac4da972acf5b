"""`audit`: lists where a plan contradicts itself."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.desk.cli.application import command, project_if_any, project_of
from analysis.desk.cli.arguments import AsJson, Quiet
from analysis.desk.cli.messages import begin
from analysis.errors import Problem, SettingsError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.paths import Project

CONTRADICTS = 1


class Format(StrEnum):
    """The formats of the findings, which `analysis.plan.audit.FORMATS` writes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@command()
def audit(
    context: typer.Context,
    plan: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT|YEAR",
            help="A published plan, or the year of the tables in data/raw/YEAR.",
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="YEAR", help="The year of a document; default: the year it plans."
        ),
    ] = None,
    format_: Annotated[
        Format,
        typer.Option(
            "--format", metavar="FORMAT", help="The format of the list: table, json or csv."
        ),
    ] = Format.TABLE,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Exit with 1 if a certain contradiction is not acknowledged, or accepted in the "
            "review.",
        ),
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """List where a plan contradicts itself, with both places.

    Certain contradictions come first, then probable ones, then those worth a look. Rules compare
    the tables and what the prose says with each other. For a year they also compare the figures and
    repetitions that people noted in figures.csv and repeats.csv. Contradictions that
    params/YEAR.yaml lists as `acknowledged`, with rule, lines and reason, are marked.
    """
    import json

    from analysis.plan.audit import FORMATS, accepted_findings, audit_year, has_certain

    messages = begin(context, quiet=quiet, as_json=as_json)
    path, accepted = Path(plan), set[str]()
    if plan.isdecimal() and not path.exists():
        project, own = project_of(context), _same_year(int(plan), year)
        found, accepted = audit_year(project, own), accepted_findings(project, own)
    else:
        found = _of_document(project_if_any(context), path, year)
    messages.document["findings"] = json.loads(FORMATS[Format.JSON](found)) if as_json else []
    if not (quiet or as_json):
        typer.echo(FORMATS[format_](found), nl=False)
    if strict and has_certain(found, accepted):
        raise typer.Exit(CONTRADICTS)


def _of_document(project: Project | None, path: Path, year: int | None) -> pd.DataFrame:
    """Audit a document; within a project, use its latest measures and chapters."""
    from analysis.plan.audit import PrintedTables, audit
    from analysis.plan.ingest import read_plan
    from analysis.plan.ingest.new_year import last_year_with_measures
    from analysis.plan.tables.raw import read_raw
    from analysis.settings import load_report_settings

    plan = read_plan(path, year)
    if project is None:
        return audit(PrintedTables(plan.year, plan.tables))
    settings = load_report_settings(project)
    tables, source = dict(plan.tables), last_year_with_measures(project, plan.year)
    if source is not None:
        tables["measures"] = read_raw(project, source, "measures")
    return audit(PrintedTables(plan.year, tables), chapter_of=settings.chapter_of)


def _same_year(named: int, year: int | None) -> int:
    if year in {None, named}:
        return named
    problem = Problem("--year", str(year), f"{named}, or nothing", "Leave --year out.")
    raise SettingsError(problem)

"""`data`: builds typed, checked tables from the raw ones, and computes the results."""

from __future__ import annotations

import typer  # noqa: TC002 - it reads the annotations when it runs

from analysis.desk.cli.application import command, project_of
from analysis.desk.cli.arguments import AsJson, Quiet, Year
from analysis.desk.cli.messages import begin


@command()
def data(context: typer.Context, year: Year, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Build the typed, checked tables of a year from data/raw, and compute its results.

    Every cell that violates its table's schema is reported, all at once, with file, row, column and
    remedy; then nothing is written and the existing tables stay. A result (a statistic of the whole
    plan, in results/) is computed again only when its code or its inputs have changed.
    """
    from analysis.analyse import analyse
    from analysis.plan.tables.build import build

    messages, project = begin(context, quiet=quiet, as_json=as_json), project_of(context)
    rows = dict(build(project, year))
    rows |= {one.name: one.rows for one in analyse(project, year)}
    folder = project.relative(project.processed(year))
    messages.document |= {"year": year, "rows": dict(rows), "folder": folder}
    for name, count in rows.items():
        messages.tell(f"{name:<24} {count:>5} rows")
    messages.tell(f"Written to {folder}")

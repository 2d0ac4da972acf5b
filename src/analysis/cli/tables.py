"""`data`: the tables as printed to typed, checked ones."""

from __future__ import annotations

import typer

from analysis.cli.application import command, project_of
from analysis.cli.arguments import Year


@command()
def data(context: typer.Context, year: Year) -> None:
    """Build the typed, checked tables of a year from data/raw.

    Every cell that breaks its table's schema is reported, all at once, with file, row, column and
    remedy; then nothing is written and the earlier tables stay.
    """
    from analysis.data.build import build

    project = project_of(context)
    for name, rows in build(project, year).items():
        typer.echo(f"{name:<14} {rows:>5} rows")
    typer.echo(f"Written to {project.relative(project.processed(year))}")

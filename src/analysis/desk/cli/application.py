"""What all commands share: the options before the command's name, and the exit codes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from analysis import __version__
from analysis.desk.cli.annotations import annotate
from analysis.desk.cli.failures import of_system
from analysis.desk.cli.messages import documented
from analysis.errors import PlanmonitorError, SettingsError
from analysis.paths import ROOT_VARIABLE, Project, find_project
from analysis.publishing.run.interrupt import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable


#: The commands as `planmonitor --help` lists them.
PANELS = {
    "Make the report": ("report", "preview", "lab"),
    "Add a year": ("new-year", "ingest", "review", "data", "audit"),
    "Compare and publish": ("compare", "changes", "verify", "site"),
    "Look after the project": ("status", "check", "init", "new-chapter"),
}


class _PlainHelp:
    """Help without types of arguments, or braces around a required one, or `<bool>` at a flag."""

    def get_params(self, context: Any) -> list[Any]:  # noqa: ANN401 - typer keeps the type to itself
        parameters: list[Any] = super().get_params(context)  # type: ignore[misc] # of the command
        for each in parameters:
            if getattr(each, "is_flag", False):
                each.metavar = ""
            elif each.param_type_name == "argument":  # its name says what it is
                each.display_type_rich = _no_type
        return parameters

    def collect_usage_pieces(self, context: Any) -> list[str]:  # noqa: ANN401 - as above
        pieces: list[str] = super().collect_usage_pieces(context)  # type: ignore[misc]
        return [piece.strip("{}") for piece in pieces]


def _no_type(ctx: Any) -> None:  # noqa: ANN401 - as above
    del ctx


class Command(_PlainHelp, TyperCommand):
    """One command; with `--json` it writes its document however it ends."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
        """Run the command."""
        with documented(ctx):
            return super().invoke(ctx)


class Commands(_PlainHelp, TyperGroup):
    """All commands: a user's mistake is shown without a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - as above
        """Return the names of the commands in the order of the help."""
        del ctx
        return [name for names in PANELS.values() for name in names]

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
        """Run the command, and end with its exit code."""
        try:
            return super().invoke(ctx)
        except PlanmonitorError as error:
            message, code = str(error), error.exit_code
            annotate(error.problems, ctx.obj)
        except KeyboardInterrupt:
            message, code = "Interrupted; existing files are unchanged.", INTERRUPTED
        except BrokenPipeError:  # the reader of the output has closed it
            raise
        except OSError as error:
            message, code = str(of_system(error)), PlanmonitorError.exit_code
        typer.echo(message, err=True)
        raise typer.Exit(code)


app = typer.Typer(
    name="planmonitor",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(**settings: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as a command under its name, with settings for its context."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        name = function.__name__.replace("_", "-")
        panel = next(panel for panel, names in PANELS.items() if name in names)
        decorate = app.command(cls=Command, context_settings=dict(settings), rich_help_panel=panel)
        return decorate(function)

    return register


def project_of(context: typer.Context) -> Project:
    """Return the command's project."""
    return find_project(context.obj)


def project_if_any(context: typer.Context) -> Project | None:
    """Return the command's project; None outside one, unless one was named."""
    try:
        return project_of(context)
    except SettingsError:
        if context.obj is not None or os.environ.get(ROOT_VARIABLE):
            raise
        return None


def main() -> None:
    """Run the command line."""
    app()


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if value:
        typer.echo(f"planmonitor {__version__}")
        raise typer.Exit


@app.callback(
    epilog="Exit codes: 0 success · 1 a notebook failed, `audit --strict` found a certain "
    "contradiction, `changes --strict` found a difference, or `ingest` read no row of a table that "
    "the report needs · 2 bad input, "
    "parameters or disk · 3 a deadline in params/report.yaml passed "
    "· 4 the finished report failed its checks · 130 interrupted by a key or a signal."
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

    A new year takes three steps:

    1. `planmonitor new-year 2024 plan.pdf` reads the plan's tables into data/raw/2024 and lists
    what to check; `planmonitor ingest` reads them again.

    2. `planmonitor data 2024` writes typed, checked tables to data/processed/2024.

    3. `planmonitor report 2024` runs the chapter notebooks and writes reports/2024/index.html.
    """
    context.obj = project

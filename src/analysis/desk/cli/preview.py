"""`preview`: shows a draft in the browser, and makes it again at each save."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.desk.cli import completion
from analysis.desk.cli.application import command, project_of
from analysis.desk.cli.arguments import Quiet
from analysis.desk.cli.messages import begin
from analysis.errors import Problem, SettingsError

if TYPE_CHECKING:
    from analysis.paths import Project

NEEDED = ("starlette", "uvicorn", "watchfiles")


@command()
def preview(
    context: typer.Context,
    year: Annotated[
        int | None,
        typer.Argument(
            metavar="YEAR",
            help="The plan's year; default: the latest.",
            autocompletion=completion.years,
        ),
    ] = None,
    chapter: Annotated[
        list[str] | None,
        typer.Option(
            "--chapter",
            metavar="ID",
            help="Only this chapter; can be repeated.",
            autocompletion=completion.chapters,
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="N",
            min=1,
            max=65535,
            help="Where to listen on this machine; default: the first free port from 8780.",
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only show the address, and open no browser.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Show a draft in the browser, and update the open page at each save.

    Watches notebooks/, src/analysis, data/raw and params, and makes again only what a change
    reaches. The published reports do not change. Ctrl-C ends it.
    """
    messages, project = begin(context, quiet=quiet), project_of(context)
    chosen = year or _latest(project)
    _check(project, chosen, chapter or [])
    from analysis.desk.preview.running import run_preview

    def opened(address: str) -> None:
        import webbrowser

        if not no_browser:
            webbrowser.open(address)

    def told(address: str) -> None:
        messages.tell(f"The preview is at {address}")
        messages.tell("Ctrl-C ends it.")

    run_preview(project, chosen, chapters=chapter or (), port=port, opened=opened, told=told)


def _latest(project: Project) -> int:
    from analysis.settings import known_years

    years = known_years(project)
    if not years:
        expected, remedy = "a file params/YEAR.yaml", "Add one: planmonitor new-year YEAR DOCUMENT"
        raise SettingsError(Problem("params/", "no year", expected, remedy))
    return years[-1]


def _check(project: Project, year: int, chapters: list[str]) -> None:
    """Refuse what no save would mend: a year or chapter that does not exist, a missing package.

    Raises
    ------
    SettingsError
        When something is missing.
    """
    from analysis.publishing.report_kinds import YearReport

    if missing := [name for name in NEEDED if find_spec(name) is None]:
        found, remedy = f"no {', '.join(missing)}", "pip install 'planmonitor[lab]'"
        raise SettingsError(Problem("the environment", found, "the extra 'lab'", remedy))
    YearReport(project, year, tuple(chapters)).jobs()

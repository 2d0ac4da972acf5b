"""The output of a command: results on stdout, progress and errors on stderr, or JSON."""

from __future__ import annotations

import dataclasses
import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from analysis.desk.cli.failures import of_system
from analysis.errors import PlanmonitorError
from analysis.publishing.run.interrupt import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from analysis.errors import Problem

BOOK = "analysis.publishing.outputs.quarto.book"
_CRASHED = 1
_KEY = "planmonitor.messages"
_WIDE = 200  # columns in a file or a pipe, so that no line is cut


class Messages:
    """The output of one command.

    Colours, bars and the window's width are for terminals only; rich respects `NO_COLOR`. `quiet`
    shows only what went wrong; `verbose` also shows why, and how long each part took; `as_json`
    writes one JSON document to stdout, and nothing else.
    """

    def __init__(
        self, *, quiet: bool = False, verbose: bool = False, as_json: bool = False
    ) -> None:
        self.verbose = verbose and not quiet
        self.as_json = as_json
        self.results = console(quiet=quiet or as_json)
        self.progress = console(quiet=quiet, stderr=True)
        self.document: dict[str, Any] = {}

    def tell(self, line: str) -> None:
        """Show a result."""
        self.results.print(line, markup=False, highlight=False, soft_wrap=True)

    def write(self, command: str, code: int, problems: Sequence[Problem] = ()) -> None:
        """Write the document: the command, its exit code, its own keys, and what went wrong."""
        content = {"command": command, "exit_code": code, **self.document}
        content["problems"] = [dataclasses.asdict(one) for one in problems]
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def console(*, quiet: bool = False, stderr: bool = False) -> Console:
    """Return a console; outside a terminal it is wide enough for any table."""
    from rich.console import Console

    found = Console(stderr=stderr, quiet=quiet)
    if not found.is_terminal:
        found.width = _WIDE
    return found


def begin(
    context: typer.Context, *, quiet: bool = False, verbose: bool = False, as_json: bool = False
) -> Messages:
    """Return the output of a command, and keep it until the command ends."""
    messages = Messages(quiet=quiet, verbose=verbose, as_json=as_json)
    if quiet:  # a missing Quarto is no error
        logging.getLogger(BOOK).setLevel(logging.ERROR)
    context.meta[_KEY] = messages
    return messages


@contextmanager
def documented(context: Any) -> Iterator[None]:  # noqa: ANN401 - typer keeps the type to itself
    """With `--json`, write the document when the command ends, however it ends."""
    code: int = _CRASHED
    problems: Sequence[Problem] = ()
    try:
        yield
        code = 0
    except typer.Exit as ended:
        code = ended.exit_code
        raise
    except PlanmonitorError as error:
        code, problems = error.exit_code, error.problems
        raise
    except OSError as error:
        code, problems = PlanmonitorError.exit_code, (of_system(error),)
        raise
    except KeyboardInterrupt:
        code = INTERRUPTED
        raise
    finally:
        messages: Messages | None = context.meta.get(_KEY)
        if messages is not None and messages.as_json:
            messages.write(context.command.name, code, problems)

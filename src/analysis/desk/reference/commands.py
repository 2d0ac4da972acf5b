"""The commands of `planmonitor`, with their arguments, options and exit codes."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from analysis.desk.cli import app
from analysis.desk.reference.markdown import cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def commands() -> str:
    """Return a section on each command, in the order of `planmonitor --help`."""
    group: Any = get_command(app)
    about = inspect.cleandoc(group.epilog or "")
    parts = ["## Commands\n", f"{about}\n", "Options of every command, before its name:\n"]
    parts.append(_table(group.params))
    for name in group.list_commands(None):
        command = group.commands[name]
        parts += [f"### planmonitor {name}\n", f"{inspect.cleandoc(command.help or '')}\n"]
        parts.append(_table(command.params))
    return "\n".join(part for part in parts if part)


def _table(parameters: Sequence[Any]) -> str:
    rows = list(_rows(parameters))
    return table(["argument or option", "meaning"], rows) if rows else ""


def _rows(parameters: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for parameter in parameters:
        is_option = parameter.opts[0].startswith("-")
        names = ", ".join(parameter.opts) if is_option else ""
        is_flag = is_option and parameter.is_flag
        takes = "" if is_flag else parameter.metavar or parameter.name.upper()
        yield f"{names} {takes}".strip(), cell(parameter.help or "")

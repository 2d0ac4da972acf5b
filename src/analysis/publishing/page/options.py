"""Quarto's cell options: `#| label: fig-status` at the top of a code cell."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.errors import Problem, nearest, quoted
from analysis.publishing.page.contract import KEY, places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

OPTION = re.compile(r"^#\|\s*(?P<name>[\w.-]+)\s*:\s*(?P<value>.*?)\s*$")
MARK = "#|"
LABEL = re.compile(r"""[^\s"'<>&]+""")
YES_NO = ("true", "false")
#: The options that the report follows, with the values that each takes; any value when empty.
SUPPORTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "label": (),
        "fig-cap": (),  # the title of a picture that the cell displays without show()
        "fig-alt": (),  # and its alternative text
        "include": YES_NO,  # false: the cell runs, and neither its code nor its output is shown
        "echo": YES_NO,  # false: its code is not shown
        "output": YES_NO,  # false: its output is not shown
        "eval": YES_NO,  # false: it does not run, and its code is shown
        "code-fold": (*YES_NO, "show"),  # false and show: its code is open on the page
    }
)


def read_options(nb: NotebookNode) -> None:
    """Move the options of each code cell from its source to its metadata, and note its place."""
    for place, cell in places(nb):
        cell.metadata[KEY] = {"place": place}
        if cell.cell_type == "code":
            options, cell.source = split_options(cell.source)
            cell.metadata[KEY]["options"] = options


def split_options(source: str) -> tuple[dict[str, str], str]:
    r"""Split a cell's source into options and code.

    >>> split_options("#| label: fig-status\nshow(chart)")
    ({'label': 'fig-status'}, 'show(chart)')
    """
    heads = _heads(source)
    options = {found["name"]: _value(found["value"]) for found in heads}
    return options, "\n".join(source.split("\n")[len(heads) :])


def is_off(options: Mapping[str, str], name: str) -> bool:
    """Tell whether an option that takes true or false is false.

    >>> is_off({"echo": "False"}, "echo"), is_off({}, "echo")
    (True, False)
    """
    return options.get(name, "").lower() == "false"


def option_problems(source: str, where: str) -> list[Problem]:
    """Find options of a code cell that the report does not follow; `where` names the cell."""
    options, code = split_options(source)
    problems = [
        problem
        for item in options.items()
        if (problem := _option_problem(*item, where)) is not None
    ]
    counts = Counter(found["name"] for found in _heads(source))
    problems += [
        Problem(where, f"option '{name}' {count} times", "each option once", "Keep one of them.")
        for name, count in counts.items()
        if count > 1
    ]
    lines = code.split("\n")
    return problems + [_stray(line, where) for line in lines if line.lstrip().startswith(MARK)]


def _heads(source: str) -> list[re.Match[str]]:
    found = map(OPTION.match, source.split("\n"))
    return [one for one in takewhile(lambda one: one is not None, found) if one]


def _value(text: str) -> str:
    """Return a value without quotation marks, or without the comment after it, as YAML does."""
    if text[:1] in {"'", '"'}:
        return text.strip("\"'")
    return re.sub(r"(^|\s+)#.*$", "", text)


def _option_problem(name: str, value: str, where: str) -> Problem | None:
    if name not in SUPPORTED:
        near = nearest(name, SUPPORTED)
        remedy = f"Did you mean '{near}'?" if near else "Remove the line."
        found = f"option '{name}', which the report does not follow"
        return Problem(where, found, f"one of {quoted(SUPPORTED)}", remedy)
    if name == "label" and value:
        return label_problem(value, where)
    allowed = SUPPORTED[name]
    if (value.lower() in allowed) if allowed else value:
        return None
    remedy = f"Give the option one of these values, or remove the line `#| {name}: {value}`."
    found = f"option '{name}' with the value '{value}'"
    return Problem(where, found, quoted(allowed) if allowed else "a text", remedy)


def label_problem(label: str, where: str) -> Problem | None:
    """Return what is wrong with a label: it becomes part of an id and of a link on the page."""
    if LABEL.fullmatch(label):
        return None
    expected = "a label without blanks, quotation marks, <, > and &"
    return Problem(where, f"label '{label}'", expected, "Give it a label such as fig-status.")


def _stray(line: str, where: str) -> Problem:
    remedy = "Move the line to the top of the cell, or remove it: elsewhere it does nothing."
    expected = "options such as `#| echo: false`, each on one line, before anything else"
    return Problem(where, f"'{line.strip()}'", expected, remedy)

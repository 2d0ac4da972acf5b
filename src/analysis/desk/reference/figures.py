"""Every figure: the function that draws it, and what it shows."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from analysis.desk.reference.markdown import cell, table
from analysis.desk.reference.modules import modules

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
## Figures

The functions that draw a figure: a frame in, a chart out, with its title, its alternative text, its
note, its source and its data. `make gallery` shows them all on one page.
"""
_RETURNS = ("Chart", "Chart | None")


def figures() -> str:
    """Return a table of the functions, module by module."""
    return f"{_HEAD}\n{table(['function', 'what it draws'], _rows())}"


def _rows() -> Iterator[tuple[str, str]]:
    for where, module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and function.__annotations__.get("return") in _RETURNS:
                text = inspect.getdoc(function) or ""
                yield f"{where}.{name}", cell(text.splitlines()[0])

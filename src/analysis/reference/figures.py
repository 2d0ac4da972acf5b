"""Every figure: the function that draws it, and what it shows."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import analysis.charts
from analysis.reference.markdown import cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
## Figures

The functions of `analysis.charts` that draw a figure: a frame in, a chart out, with its title, its
alternative text, its note, its source and its data. `make gallery` shows them all on one page.
"""
_RETURNS = ("Chart", "Chart | None")


def figures() -> str:
    """Return a table of the functions, module by module."""
    return f"{_HEAD}\n{table(['function', 'what it draws'], _rows())}"


def _rows() -> Iterator[tuple[str, str]]:
    for found in sorted(pkgutil.iter_modules(analysis.charts.__path__), key=lambda one: one.name):
        module = import_module(f"analysis.charts.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and function.__annotations__.get("return") in _RETURNS:
                text = inspect.getdoc(function) or ""
                yield f"{found.name}.{name}", cell(text.splitlines()[0])

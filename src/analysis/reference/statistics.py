"""Every statistic that rests on a publication: what it says, and where it comes from."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from typing import TYPE_CHECKING

import analysis.stats
from analysis.reference.markdown import cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
## Statistics

The functions of `analysis.stats` that rest on a publication. Each docstring says more: the formula,
what is assumed, and what happens at the edges.
"""
_SOURCES = re.compile(r"\nReferences\n-+\n(?P<text>.*?)(?=\n\n|\Z)", re.DOTALL)


def statistics() -> str:
    """Return a table of the functions, module by module."""
    return f"{_HEAD}\n{table(['function', 'what it does', 'source'], _rows())}"


def _rows() -> Iterator[tuple[str, str, str]]:
    for found in sorted(pkgutil.iter_modules(analysis.stats.__path__), key=lambda one: one.name):
        module = import_module(f"analysis.stats.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            text = inspect.getdoc(function) or ""
            sources = _SOURCES.search(text)
            if sources and function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}", cell(text.splitlines()[0]), cell(sources["text"])

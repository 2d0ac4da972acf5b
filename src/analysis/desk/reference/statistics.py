"""Every statistic that rests on a publication: what it says, and where it comes from."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

from analysis.desk.reference.markdown import cell, table
from analysis.desk.reference.modules import modules

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
## Statistics

The functions of subjects and toolkit that rest on a publication. Each docstring
says more: the formula, what is assumed, and what happens at the edges.
"""
_SOURCES = re.compile(r"\nReferences\n-+\n(?P<text>.*?)(?=\n\n|\Z)", re.DOTALL)


def statistics() -> str:
    """Return a table of the functions, module by module."""
    return f"{_HEAD}\n{table(['function', 'what it does', 'source'], _rows())}"


def _rows() -> Iterator[tuple[str, str, str]]:
    for where, module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            text = inspect.getdoc(function) or ""
            sources = _SOURCES.search(text)
            if sources and function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{where}.{name}", cell(text.splitlines()[0]), cell(sources["text"])

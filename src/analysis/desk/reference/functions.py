"""The functions that draw a figure and those that rest on a publication, found by folder."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from typing import TYPE_CHECKING

import analysis.subjects
import analysis.toolkit
from analysis.desk.reference.markdown import cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FunctionType

_FIGURES = """\
## Figures

The functions that draw a figure: a frame in, a chart out, with its title, its alternative text, its
note, its source and its data. `make gallery` shows them all on one page.
"""
_STATISTICS = """\
## Statistics

The functions of subjects and toolkit that rest on a publication. Each docstring
says more: the formula, what is assumed, and what happens at the edges.
"""
_RETURNS = ("Chart", "Chart | None")
_SOURCES = re.compile(r"\nReferences\n-+\n(?P<text>.*?)(?=\n\n|\Z)", re.DOTALL)


def figures() -> str:
    """Return a table of the functions that draw a figure, module by module."""
    rows = [
        (name, _summary(function))
        for name, function in _functions()
        if function.__annotations__.get("return") in _RETURNS
    ]
    return f"{_FIGURES}\n{table(['function', 'what it draws'], rows)}"


def statistics() -> str:
    """Return a table of the functions that rest on a publication, module by module."""
    rows = [
        (name, _summary(function), cell(sources["text"]))
        for name, function in _functions()
        if (sources := _SOURCES.search(inspect.getdoc(function) or ""))
    ]
    return f"{_STATISTICS}\n{table(['function', 'what it does', 'source'], rows)}"


def _summary(function: FunctionType) -> str:
    return cell((inspect.getdoc(function) or "").splitlines()[0])


def _functions() -> Iterator[tuple[str, FunctionType]]:
    """Yield the public functions of subjects and toolkit, each with its name below them."""
    for package in (analysis.subjects, analysis.toolkit):
        found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        for where in sorted(one.name for one in found if not one.ispkg):
            for name, function in inspect.getmembers(import_module(where), inspect.isfunction):
                if function.__module__ == where and not name.startswith("_"):
                    yield f"{where.removeprefix(f'{package.__name__}.')}.{name}", function

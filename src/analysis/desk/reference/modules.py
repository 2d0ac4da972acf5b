"""The modules of the house that hold figures or statistics, found by their folders."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import analysis.subjects
import analysis.toolkit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


def modules() -> Iterator[tuple[str, ModuleType]]:
    """Yield each module of `analysis.subjects` and `analysis.toolkit`, and its name below them."""
    for package in (analysis.subjects, analysis.toolkit):
        found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        for name in sorted(one.name for one in found if not one.ispkg):
            yield name.removeprefix(f"{package.__name__}."), import_module(name)

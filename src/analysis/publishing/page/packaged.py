"""The files of this package's own `templates/`: pages, styles and scripts."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def packaged(name: str) -> str:
    """Read a file of this package's `templates/`."""
    return files(__package__).joinpath("templates", *name.split("/")).read_text(encoding="utf-8")


def together(names: Iterable[str]) -> str:
    """Join files of this package's `templates/`."""
    return "\n".join(packaged(name) for name in names)

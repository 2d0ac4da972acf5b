"""The files in this package's `templates/`: pages, styles and scripts."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from analysis.publishing.page.palette import css_colours

if TYPE_CHECKING:
    from collections.abc import Iterable


def packaged(name: str) -> str:
    """Read a file in this package's `templates/`."""
    return files(__package__).joinpath("templates", *name.split("/")).read_text(encoding="utf-8")


def together(names: Iterable[str]) -> str:
    """Join files in this package's `templates/`."""
    return "\n".join(packaged(name) for name in names)


def style_sheet(names: Iterable[str]) -> str:
    """Join style sheets in this package's `templates/`, with the report's colours before them."""
    return f"{css_colours()}\n{together(names)}"

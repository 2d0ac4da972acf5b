"""The files in this package's `templates/`: pages, styles and scripts."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined

from analysis.publishing.page.palette import css_colours

if TYPE_CHECKING:
    from collections.abc import Iterable

FIGURES = "style/figures.css"


def packaged(name: str) -> str:
    """Read a file in this package's `templates/`."""
    return files(__package__).joinpath("templates", *name.split("/")).read_text(encoding="utf-8")


def together(names: Iterable[str]) -> str:
    """Join files in this package's `templates/`."""
    return "\n".join(packaged(name) for name in names)


def environment_of(*templates: str) -> Environment:
    """Return a Jinja environment of some templates; it escapes values and refuses unknown names."""
    return _environment_of(tuple((name, packaged(name)) for name in templates))


@lru_cache(maxsize=8)  # by the templates' texts, which may be edited under a running preview
def _environment_of(texts: tuple[tuple[str, str], ...]) -> Environment:
    return Environment(
        autoescape=True,
        loader=DictLoader(dict(texts)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def style_sheet(names: Iterable[str]) -> str:
    """Join style sheets in this package's `templates/`, with the report's colours before them."""
    listed = list(names)
    return f"{css_colours(figures=FIGURES in listed)}\n{together(listed)}"

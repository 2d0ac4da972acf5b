"""Shows an item in JupyterLab or VS Code as the report does: title, drawing, note, source, data."""

from __future__ import annotations

import os
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from analysis.paths import CURRENT_VARIABLE
from analysis.toolkit.quarto import quarto_executes

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The types of a bundle that notebooks show, the most preferred first.
HTML, SVG = "text/html", "image/svg+xml"


def person_executes() -> bool:
    """Tell whether a person runs the notebook: not a run of planmonitor, and not Quarto."""
    return CURRENT_VARIABLE not in os.environ and not quarto_executes()


def as_shown(data: Mapping[str, str], details: Mapping[str, str]) -> dict[str, str]:
    """Return an item's display data with HTML that has all that the report shows of it.

    The arguments are of `display.bundle`. Prose stays Markdown, which notebooks render themselves.
    """
    kind = details["kind"]
    if kind == "prose":
        return dict(data)
    if kind == "figure":
        shown = figure_html(data[SVG], details)
    elif kind == "table":
        shown = table_html(data[HTML], details)
    else:
        shown = data[HTML]
    return {**data, HTML: f"{style_element()}<div class='pm-shown'>{shown}</div>"}


def figure_html(svg: str, details: Mapping[str, str]) -> str:
    """Write a figure with its title, alternative text, note, source, and its data if given."""
    drawing = f'<div role="img" aria-label="{escape(details["alt"])}">{svg}</div>'
    data = details.get("data_html", "")
    table = f"<details><summary>Gegevens als tabel</summary>{_scrolling(data)}</details>"
    title = f'<figcaption class="pm-title">{escape(details["title"])}</figcaption>'
    body = f"{title}{drawing}{table if data else ''}{_remarks(details)}"
    return f'<figure class="pm-figure">{body}</figure>'


def table_html(table: str, details: Mapping[str, str]) -> str:
    """Write a table with its title, note and source."""
    title = f'<p class="pm-title">{escape(details["title"])}</p>'
    return f'<div class="pm-table">{title}{_scrolling(table)}{_remarks(details)}</div>'


def style_element() -> str:
    """Return the style sheet of what notebooks show, as an element."""
    css = files("analysis.toolkit").joinpath("interactive.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"


def _remarks(details: Mapping[str, str]) -> str:
    note = f'<p class="pm-note">{escape(details["note"])}</p>' if details.get("note") else ""
    source = details.get("source")
    return note + (f'<p class="pm-source">Bron: {escape(source)}</p>' if source else "")


def _scrolling(table: str) -> str:
    return f'<div class="pm-scroll" tabindex="0">{table}</div>'

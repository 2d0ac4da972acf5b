"""The metadata of a notebook's output, under the key `planmonitor`.

`kind` is `figure`, `table`, `prose` or `html`, or `printed` for plain text. The page adds the kind
to what a cell displays without `show()`, and marks it as `authored`: its Markdown and HTML are the
author's own. A figure and a table have a `title` (the finding, as
a sentence) and may have a `note` (how to read it) and a `source`; a figure has `alt` (what it
shows) and may have `data_html` (its data as a table), `width` (at which it was drawn, for CSS) and
`narrow` (the same figure drawn for a phone, as SVG).
A figure or table may have a `label`, as one in a section of several has; otherwise its cell may.
HTML with the `role` of `cards` holds places that other chapters link to: its ids stay as they are.
HTML with the `role` of `summary` has `pages`: the summary's parts and lines per language.
The SVG of a figure begins with `<svg`, and the HTML of a table with `<table`, without a caption.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nbformat import NotebookNode

    Resources = dict[str, Any]  # what nbconvert passes from one transform to the next

KEY = "planmonitor"
FIGURE, TABLE, PROSE, HTML = "figure", "table", "prose", "html"
PRINTED = "printed"
MIME = {FIGURE: "image/svg+xml", TABLE: "text/html", PROSE: "text/markdown", HTML: "text/html"}
REQUIRED = {FIGURE: ("title", "alt"), TABLE: ("title",), PROSE: (), HTML: ()}
BEGIN = {FIGURE: "<svg", TABLE: "<table"}  # without a prologue or a caption before it
DECLARED, INJECTED = "parameters", "injected-parameters"
SUMMARY = "summary"  # the role of HTML that is the report's summary on one page
CARDS = "cards"  # the role of HTML whose ids other chapters link to
SHOW_TAG = "show-output"  # a cell whose printed lines belong in the report
PLACEHOLDER = "No description has been provided for this image"  # nbconvert's, when alt is missing


def about(output: NotebookNode) -> Mapping[str, Any]:
    """Return the metadata of an output; empty when `show()` did not write it."""
    found: Mapping[str, Any] = output.get("metadata", {}).get(KEY, {})
    return found


def places(nb: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    """Iterate over the cells, each with its place as its author counts them.

    Cells of a type are numbered from 1, without the cell that papermill adds.
    """
    numbers = Counter[str]()
    for cell in nb.cells:
        numbers[cell.cell_type] += INJECTED not in tags(cell)
        name = "Markdown" if cell.cell_type == "markdown" else cell.cell_type
        yield f"{name} cell {numbers[cell.cell_type]}", cell


def code_cells(nb: NotebookNode) -> Iterator[NotebookNode]:
    """Iterate over the code cells."""
    return (cell for cell in nb.cells if cell.cell_type == "code")


def where(chapter: str, cell: NotebookNode) -> str:
    """Name a cell in a message: `chapter 'vsi', code cell 3`."""
    return f"chapter '{chapter}', {cell.metadata[KEY]['place']}"


def change_prose(nb: NotebookNode, change: Callable[[str], str]) -> None:
    """Replace each piece of prose: Markdown cells, and prose outputs."""
    for cell in nb.cells:
        change_cell(cell, change)


def change_cell(cell: NotebookNode, change: Callable[[str], str]) -> None:
    """Replace the prose of a cell: its source in Markdown, or its prose outputs."""
    if cell.cell_type == "markdown":
        cell.source = change(cell.source)
    for output in cell.get("outputs", []):
        if about(output).get("kind") == PROSE:
            output.data[MIME[PROSE]] = change(output.data[MIME[PROSE]])


def change_markup(nb: NotebookNode, change: Callable[[str], str]) -> None:
    """Replace the HTML of each table, and of what a cell displays as HTML."""
    for cell in code_cells(nb):
        for output in cell.get("outputs", []):
            kind = about(output).get("kind")
            if kind in (TABLE, HTML) and MIME[kind] in output.data:
                output.data[MIME[kind]] = change(output.data[MIME[kind]])


def tags(cell: NotebookNode) -> list[str]:
    """Return a cell's tags."""
    found: list[str] = cell.metadata.get("tags") or []
    return found

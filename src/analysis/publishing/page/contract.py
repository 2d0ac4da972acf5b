"""The metadata of a notebook's output, under the key `planmonitor`.

`kind` is `figure`, `table`, `prose` or `html`. A figure and a table have a `title` (the finding, as
a sentence) and may have a `note` (how to read it) and a `source`; a figure has `alt` (what it
shows) and may have `data_html` (its data as a table) and `width` (at which it was drawn, for CSS).
A figure or table may have a `label`, as one in a section of several has; otherwise its cell may.
The SVG of a figure begins with `<svg`, and the HTML of a table with `<table`, without a caption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nbformat import NotebookNode

    Resources = dict[str, Any]  # what nbconvert passes from one transform to the next

KEY = "planmonitor"
FIGURE, TABLE, PROSE, HTML = "figure", "table", "prose", "html"
MIME = {FIGURE: "image/svg+xml", TABLE: "text/html", PROSE: "text/markdown", HTML: "text/html"}
REQUIRED = {FIGURE: ("title", "alt"), TABLE: ("title",), PROSE: (), HTML: ()}
BEGIN = {FIGURE: "<svg", TABLE: "<table"}  # without a prologue or a caption before it
SHOW_TAG = "show-output"  # a cell whose printed lines belong in the report
PLACEHOLDER = "No description has been provided for this image"  # nbconvert's, when alt is missing


def about(output: NotebookNode) -> Mapping[str, Any]:
    """Return the metadata of an output; empty when `show()` did not write it."""
    found: Mapping[str, Any] = output.get("metadata", {}).get(KEY, {})
    return found


def code_cells(nb: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Iterate over the code cells, numbered without the cell that papermill adds."""
    number = 0
    for cell in nb.cells:
        if cell.cell_type == "code":
            number += "injected-parameters" not in tags(cell)
            yield number, cell


def change_prose(nb: NotebookNode, change: Callable[[str], str]) -> None:
    """Replace each piece of prose: Markdown cells, and prose outputs."""
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.source = change(cell.source)
    for _, cell in code_cells(nb):
        for output in cell.outputs:
            if about(output).get("kind") == PROSE:
                output.data[MIME[PROSE]] = change(output.data[MIME[PROSE]])


def tags(cell: NotebookNode) -> list[str]:
    """Return a cell's tags."""
    found: list[str] = cell.metadata.get("tags", [])
    return found


def output_problems(chapter: str, nb: NotebookNode) -> list[Problem]:
    """Find outputs without title, alternative text or content."""
    return [
        problem
        for number, cell in code_cells(nb)
        for output in cell.get("outputs", [])
        for problem in _problems(output, f"chapter '{chapter}', code cell {number}")
    ]


def _problems(output: NotebookNode, where: str) -> list[Problem]:
    if output.output_type == "error":
        found = f"{output.ename}: {output.evalue}"
        return [Problem(where, found, "no error in a published report", "Correct the cell.")]
    if output.output_type == "stream":
        return []
    kind = about(output).get("kind")
    if kind not in MIME:
        return _unmarked(output, where)
    missing = [name for name in REQUIRED[kind] if not _authored(about(output).get(name))]
    content = output.data.get(MIME[kind], "")
    missing += [] if content else [MIME[kind]]
    begin = BEGIN.get(kind, "")
    if content and not content.startswith(begin):
        found = f"a {kind} that begins with {content[:20]!r}"
        return [Problem(where, found, f"one that begins with {begin}", "Display it with show().")]
    expected = f"{', '.join(REQUIRED[kind])} and {MIME[kind]}" if REQUIRED[kind] else MIME[kind]
    return [
        Problem(where, f"a {kind} without {name}", f"a {kind} with {expected}", "Add it in show().")
        for name in missing
    ]


def _unmarked(output: NotebookNode, where: str) -> list[Problem]:
    """Find pictures and tables displayed without `show()`, which have no caption."""
    shown = [name for name in output.data if name.startswith("image/")]
    shown += ["<table>"] if "<table" in output.data.get("text/html", "") else []
    return [
        Problem(
            where,
            f"{name} without title and alternative text",
            "a figure or table with a caption",
            "Display it with show(); to keep it out of the report, end the line with a semicolon.",
        )
        for name in shown[:1]
    ]


def _authored(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and PLACEHOLDER not in text

"""The first draft of a chapter: a notebook that runs, keeps the rules and can be extended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.desk.scaffold.entry import ChapterEntry

_SETUP = """\
from analysis.chapter import open_chapter, show

part = open_chapter(year, chapter, confidence)"""

#: Prose and calls in turn; `{label}` stands for the chapter's name in labels.
_STORY = (
    ("kerncijfers", "", "show(part.glance.figures())"),
    (
        "gekomen",
        "## Wat is ervan gekomen\n\nHet plan geeft elke mijlpaal van het voorbije jaar een status.",
        "show(part.outcome.text())",
    ),
    (
        "status",
        "Per onderdeel van het plan ziet dat er zo uit.",
        "#| label: fig-{label}-status\nshow(part.outcome.status_figure())",
    ),
    (
        "niet-gerealiseerd",
        "De mijlpalen die niet gerealiseerd zijn, in de volgorde van het plan.",
        "#| label: tbl-{label}-niet-gerealiseerd\nshow(part.outcome.not_realised_table())",
    ),
    (
        "gepland",
        "## Wat gepland staat, en wanneer\n\nZo is te zien waar het werk zich opstapelt.",
        "show(part.planning.text())",
    ),
    (
        "planning",
        "Per kwartaal zijn dat deze mijlpalen.",
        "#| label: fig-{label}-planning\nshow(part.planning.figure())",
    ),
)


def draft(entry: ChapterEntry, year: int) -> NotebookNode:
    """Write the notebook of a new chapter.

    Parameters
    ----------
    entry
        The chapter's id and title.
    year
        The year in its parameters cell.
    """
    question = (
        f"# {entry.title}\n\n"
        "Wat beloofde het plan in dit hoofdstuk, en wat is ervan gekomen?\n\n"
        "Zeg hier wat een lezer na dit hoofdstuk weet."
    )
    parameters = f'year = {year}\nchapter = "{entry.id}"\nconfidence = 0.95'
    cells = [
        _prose("titel", question),
        _code("parameters", parameters, tags=["parameters"]),
        _code("openen", _SETUP),
    ]
    for name, prose, code in _STORY:
        cells += [_prose(f"tekst-{name}", prose)] if prose else []
        cells.append(_code(name, code.format(label=entry.id.replace("_", "-"))))
    return _notebook(cells)


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    made: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call] # no types
    return made


def _prose(name: str, text: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_markdown_cell(text, id=name)  # type: ignore[no-untyped-call] # no types
    return cell


def _code(name: str, text: str, tags: list[str] | None = None) -> NotebookNode:
    metadata = {"tags": tags} if tags else {}
    cell: NotebookNode = nbformat.v4.new_code_cell(text, id=name, metadata=metadata)  # type: ignore[no-untyped-call] # no types
    return cell

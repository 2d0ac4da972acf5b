"""The front page of the book: the summary, the chapters, and what the book is."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.publishing.outputs.quarto.labels import chapter_label
from analysis.publishing.provenance import source_lines
from analysis.settings import load_report_settings
from analysis.toolkit.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nbformat import NotebookNode

    from analysis.publishing.outputs.output import OutputContext

NOTE = "::: {.reading-note}"  # what `block` writes below a figure or table
ABOUT = "## Over dit boek {.unnumbered}"
SEARCH = (
    "Zoeken werkt op een webserver en met `quarto preview`, niet in een bestand dat van schijf "
    "geopend is: een browser laat dat niet toe. De pagina `index.html` van het rapport zoekt wel "
    "van schijf."
)


def front_page(context: OutputContext, chapters: Mapping[str, NotebookNode]) -> str:
    """Write `index.qmd`: what the first chapter says before its first section, and the chapters.

    `chapters` are those of the book, by id.
    """
    settings = load_report_settings(context.project)
    opening = _opening(next(iter(chapters.values())).cells) if chapters else []
    titles = {one.job.chapter: one.job.title for one in context.executed}
    listed = [_listed(name, titles[name], nb) for name, nb in chapters.items()]
    sources = [f"- {plain(line)}" for line in source_lines(context.project, context.year)]
    parts = [
        "# Samenvatting {.unnumbered}",
        *opening,
        "## Hoofdstukken {.unnumbered}",
        "\n".join(listed),
        ABOUT,
        f"Een uitgave van {plain(settings.publisher)}, gemaakt van:",
        "\n".join(sources),
        SEARCH,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(chapter: str, title: str, nb: NotebookNode) -> str:
    """Return a line of the list: a reference, or a link to a chapter whose heading has no label."""
    label = chapter_label(chapter)
    if any(f"{{#{label}}}" in cell.source for cell in nb.cells):
        return f"- @{label}: {plain(title)}"
    return f"- [{plain(title)}]({chapter}.ipynb)"


def _opening(cells: Iterable[NotebookNode]) -> list[str]:
    """Return the question of a chapter, and its prose before the first section.

    The title is left out, the paragraphs after the question, which are about the chapter, and the
    notes of figures and tables, which the front page does not have.
    """
    before = takewhile(lambda cell: not cell.source.startswith("## "), cells)
    prose = [
        cell.source
        for cell in before
        if cell.cell_type == "markdown" and not cell.source.startswith(NOTE)
    ]
    if not prose or not prose[0].startswith("# "):
        return prose
    _, *paragraphs = prose[0].split("\n\n")
    return [*paragraphs[:1], *prose[1:]]

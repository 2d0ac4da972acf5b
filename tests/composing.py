"""How the tests compose executed notebooks, cell by cell, without running any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from analysis.publishing.page.assemble import export_chapters, finished
from analysis.publishing.run.executed import Executed, NotebookTiming
from analysis.publishing.run.plan import Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nbformat import NotebookNode

SVG = (
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" viewBox="0 0 9 9">'
    '<g><path id="pf00d" d="M0 0"/><use xlink:href="#pf00d" clip-path="url(#c1)"/>'
    '<clipPath id="c1"/></g></svg>'
)
DATA = '<table><tr><th scope="col">Jaar</th></tr></table>'
TABLE = (
    '<table class="t"><thead><tr><th scope="col" id="a">Norm</th></tr></thead>'
    "<tbody><tr><td>x</td></tr></tbody></table>"
)


def text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    cell = {"cell_type": "code", "source": source, "outputs": list(outputs)}
    return cell | {"execution_count": 1, "metadata": {"tags": list(tags)}}


def shown(kind: str | None, data: Mapping[str, Any], **about: str | None) -> dict[str, Any]:
    metadata = {"planmonitor": {"kind": kind, **about}} if kind else {}
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def figure(**changes: str | None) -> dict[str, Any]:
    about: dict[str, str | None] = {"title": "Het stijgt", "alt": "Een lijn die stijgt"}
    about |= {"data_html": DATA, **changes}
    return shown("figure", {"image/svg+xml": SVG, "text/plain": "x"}, **about)


def table(title: str = "Normen", **changes: str | None) -> dict[str, Any]:
    about: dict[str, str | None] = {"title": title, "note": "Lees zo", "source": "11.1.1"}
    return shown("table", {"text/html": TABLE}, **about | changes)


def printed(words: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": words}


def notebook(*cells: dict[str, Any]) -> NotebookNode:
    content = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    made: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call]
    return made


def executed(chapter: str, nb: NotebookNode) -> Executed:
    """A notebook as a run hands it to what writes the report's files."""
    path = Path(f"{chapter}.ipynb")
    job = Job(2023, chapter, chapter.title(), path, path.name, {}, len(nb.cells))
    return Executed(job, nb, NotebookTiming(total=1, kernel=0, cells=1))


def build_report(
    executed: Iterable[tuple[str, str, NotebookNode]],
    *,
    abbreviations: Mapping[str, str] | None = None,
    **about: Any,  # noqa: ANN401 - as `finished`
) -> str:
    """Return the page of executed notebooks: chapter id, title and notebook of each."""
    meanings = abbreviations or {}
    chapters = export_chapters(executed, meanings)
    parts: dict[str, Any] = {"sources": (), "beside": (), "abbreviations": meanings}
    return finished(chapters, **parts | about)

"""The folder where pandoc and typst work on a document."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis.publishing.outputs.documents.front_matter import document_title
from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.outputs.documents.pandoc import TEXT
from analysis.publishing.page.packaged import packaged
from analysis.publishing.provenance import source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.publishing.outputs.documents.manuscript import Manuscript
    from analysis.publishing.outputs.output import OutputContext

FILTER = "document.lua"
READING = ["--from=html", "--wrap=none", "--metadata=lang:nl-BE", f"--lua-filter={FILTER}"]


@contextmanager
def working_folder(context: OutputContext, name: str) -> Iterator[tuple[Path, Manuscript]]:
    """Give a folder in the report's with the manuscript, its pictures and pandoc's filter.

    The folder is removed at the end; it is kept when the work fails.
    """
    text = manuscript(
        [(one.job.chapter, one.job.title, one.notebook) for one in context.executed],
        title=document_title(context),
        sources=source_lines(context.project, context.year),
        folder=context.project.notebooks,
    )
    folder = context.folder / name
    folder.mkdir()
    (folder / TEXT).write_text(text.html, encoding="utf-8")
    (folder / FILTER).write_text(packaged(FILTER), encoding="utf-8")
    for picture, drawing in text.pictures.items():
        (folder / picture).write_text(drawing, encoding="utf-8")
    for picture, content in text.embedded.items():
        (folder / picture).write_bytes(content)
    yield folder, text
    shutil.rmtree(folder)

"""The summary of a report as a PDF: one A4 in each of its languages."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from analysis.errors import Problem
from analysis.publishing.outputs.documents.front_matter import document_title
from analysis.publishing.outputs.documents.pandoc import compile_pdf
from analysis.publishing.outputs.output import OutputError
from analysis.publishing.page.contract import SUMMARY, about, code_cells
from analysis.publishing.page.packaged import packaged
from analysis.publishing.page.palette import typst_colours
from analysis.publishing.provenance import source_facts
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.publishing.outputs.output import OutputContext

TEMPLATE, ABOUT = "summary.typ", "about.json"
NAME = "samenvatting"


def write_summary(context: OutputContext) -> None:
    """Write `samenvatting.pdf`: the summary that a notebook displays, in each of its languages.

    Raises
    ------
    OutputError
        When no notebook displays a summary.
    TypesettingError
        When the packages of the extra `pdf` are not installed, or typst fails; its input is then
        kept in the folder `samenvatting`.
    """
    settings = load_report_settings(context.project)
    facts = {
        "title": document_title(context),
        "name": settings.title,
        "year": str(context.year),
        "publisher": settings.publisher,
        "edition": _edition(context),
        "pages": _pages(context),
    }
    folder = context.folder / NAME
    folder.mkdir()
    template = f"{typst_colours()}\n{packaged(TEMPLATE)}"
    (folder / TEMPLATE).write_text(template, encoding="utf-8")
    (folder / ABOUT).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    compile_pdf(folder / TEMPLATE, context.folder / f"{NAME}.pdf")
    shutil.rmtree(folder)


def _edition(context: OutputContext) -> str:
    """Name the document, its date and the version of planmonitor, on one line of the foot."""
    found = source_facts(context.project, context.year)
    words = [str(found[name]) for name in ("title", "published") if found.get(name)]
    return ", ".join([*words, f"planmonitor {version('planmonitor')}"])


def _pages(context: OutputContext) -> Sequence[dict[str, Any]]:
    for one in context.executed:
        for cell in code_cells(one.notebook):
            for output in cell.get("outputs", []):
                if about(output).get("role") == SUMMARY:
                    pages: Sequence[dict[str, Any]] = about(output)["pages"]
                    return pages
    raise OutputError(
        Problem(
            NAME,
            "no notebook that displays a summary",
            "a cell such as show(part.glance.one_page())",
            "Add it to a chapter, or leave out this format.",
        )
    )

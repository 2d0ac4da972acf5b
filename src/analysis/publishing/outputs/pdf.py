"""The report as a tagged PDF, made by pandoc and typst, without TeX or Quarto."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from analysis.publishing.outputs.documents.front_matter import (
    data_date,
    edition_facts,
    front_metadata,
)
from analysis.publishing.outputs.documents.pandoc import PRINT, TEXT, compile_pdf, pandoc
from analysis.publishing.outputs.documents.working_folder import READING, working_folder
from analysis.publishing.page.packaged import packaged
from analysis.publishing.page.palette import typst_colours
from analysis.toolkit.markdown import plain

if TYPE_CHECKING:
    from analysis.publishing.outputs.output import OutputContext

TEMPLATE, ABOUT = "document.typ", "about.json"


def _dated(context: OutputContext) -> list[str]:
    """Return the date of the data as an argument of pandoc, in the words of typst."""
    if not (day := data_date(context)):
        return []
    year, month, day_of_month = (int(part) for part in day.split("-"))
    return [f"--variable=data-date:year: {year}, month: {month}, day: {day_of_month}"]


def write_pdf(context: OutputContext) -> None:
    """Write `planmonitor-<year>.pdf`: tagged (PDF/UA-1), with bookmarks and a table of contents.

    Raises
    ------
    TypesettingError
        When the packages of the extra `pdf` are not installed, or pandoc or typst fails; their
        input is then kept in the folder `pdf`.
    """
    with working_folder(context, "pdf") as (folder, text):
        template = f"{typst_colours()}\n{packaged(TEMPLATE)}"
        (folder / TEMPLATE).write_text(template, encoding="utf-8")
        # pandoc reads metadata as Markdown, so `plain` escapes what could be markup.
        lines = [
            {"label": label, "text": plain(line)}
            for label, line in edition_facts(text, context).items()
            if line
        ]
        about = json.dumps({"about": lines}, ensure_ascii=False)
        (folder / ABOUT).write_text(about, encoding="utf-8")
        output = [f"--output={PRINT}", f"--template={TEMPLATE}", f"--metadata-file={ABOUT}"]
        pandoc(folder, [TEXT, *output, *READING, *_dated(context), *front_metadata(context)])
        compile_pdf(folder / PRINT, context.folder / f"{context.name}.pdf")

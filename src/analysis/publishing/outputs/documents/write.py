"""Writes the report as PDF and as Word document into the report's folder."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date

from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.outputs.documents.pandoc import (
    PRINT,
    TEXT,
    compile_pdf,
    compile_picture,
    pandoc,
)
from analysis.publishing.outputs.documents.word import finished, reference_document
from analysis.publishing.outputs.quarto.labels import plain
from analysis.publishing.page.packaged import packaged
from analysis.publishing.provenance import source_facts, source_lines
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.paths import Project
    from analysis.publishing.outputs.documents.manuscript import Manuscript
    from analysis.publishing.run.executed import Executed

TEMPLATE, SETTING, ABOUT = "document.typ", "document.lua", "about.json"
STYLES, REFERENCE = "document.styles.xml", "reference.docx"
READING = [
    "--from=html",
    "--metadata=lang:nl-BE",
    f"--lua-filter={SETTING}",
]


def write_pdf(executed: Sequence[Executed], folder: Path, project: Project, year: int) -> None:
    """Write `planmonitor-<year>.pdf`: tagged (PDF/UA-1), with bookmarks and contents.

    Parameters
    ----------
    executed
        The report's notebooks.
    folder
        The report's folder.
    project, year
        What the report is of.

    Raises
    ------
    DocumentError
        When the packages of the extra `pdf` are not installed, or pandoc or typst fails; what they
        were given then lies in the folder `pdf`.
    """
    text = _manuscript(executed, project, year)
    with _desk(folder / "pdf") as desk:
        _lay_out(text, desk)
        (desk / TEMPLATE).write_text(packaged(TEMPLATE), encoding="utf-8")
        about = json.dumps(_about(text, project, year), ensure_ascii=False)
        (desk / ABOUT).write_text(about, encoding="utf-8")
        output = [f"--output={PRINT}", f"--template={TEMPLATE}", f"--metadata-file={ABOUT}"]
        pandoc(desk, [TEXT, *output, *READING, *_front(project, year)])
        compile_pdf(desk / PRINT, folder / f"planmonitor-{year}.pdf")


def write_docx(executed: Sequence[Executed], folder: Path, project: Project, year: int) -> None:
    """Write `planmonitor-<year>.docx`, its figures as pictures with their alternative text.

    Parameters and errors are those of `write_pdf`.
    """
    text = _manuscript(executed, project, year)
    with _desk(folder / "docx") as desk:
        _lay_out(text, desk)
        for drawing in text.pictures:
            compile_picture(desk / drawing, (desk / drawing).with_suffix(".png"))
        html = (desk / TEXT).read_text(encoding="utf-8")
        for drawing in text.pictures:
            html = html.replace(f'src="{drawing}"', f'src="{Path(drawing).stem}.png"')
        (desk / TEXT).write_text(html, encoding="utf-8")
        target = folder / f"planmonitor-{year}.docx"
        own = pandoc(desk, ["--print-default-data-file=reference.docx"])
        styled = reference_document(own, packaged(STYLES), _title(project, year))
        (desk / REFERENCE).write_bytes(styled)
        parts = [f"--reference-doc={REFERENCE}", *_edition(text, project, year)]
        output = f"--output={target.resolve()}"
        pandoc(desk, [TEXT, output, *READING, *parts, *_front(project, year)])
        target.write_bytes(finished(target.read_bytes()))


def _manuscript(executed: Sequence[Executed], project: Project, year: int) -> Manuscript:
    return manuscript(
        [(one.job.chapter, one.job.title, one.notebook) for one in executed],
        title=_title(project, year),
        sources=source_lines(project, year),
    )


@contextmanager
def _desk(folder: Path) -> Iterator[Path]:
    """Give a folder to work in; it goes when the work is done, and stays when it fails."""
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def _lay_out(text: Manuscript, desk: Path) -> None:
    (desk / TEXT).write_text(text.html, encoding="utf-8")
    (desk / SETTING).write_text(packaged(SETTING), encoding="utf-8")
    for name, drawing in text.pictures.items():
        (desk / name).write_text(drawing, encoding="utf-8")


def _front(project: Project, year: int) -> list[str]:
    settings = load_report_settings(project)
    about = {"title": _title(project, year), "name": settings.title, "year": year}
    about |= {"publisher": settings.publisher, "author": settings.publisher}
    return [f"--metadata={name}:{value}" for name, value in about.items()]


def _edition(text: Manuscript, project: Project, year: int) -> list[str]:
    lines = _facts(text, project, year)
    return [f"--metadata=subtitle:Bron: {lines['Bron']}", f"--metadata=date:{lines['Uitgave']}"]


def _about(text: Manuscript, project: Project, year: int) -> dict[str, Any]:
    """Return the cover's lines as pandoc reads them: Markdown, so what could be markup is plain."""
    lines = _facts(text, project, year)
    return {"about": [{"label": k, "text": plain(v)} for k, v in lines.items() if v]}


def _facts(text: Manuscript, project: Project, year: int) -> dict[str, str]:
    """Return what is said of the edition: its source, and numbers to tell it by."""
    found = source_facts(project, year)
    pages = [f"{found['pages']} bladzijden"] if found.get("pages") else []
    issued = [f"gepubliceerd op {_day(str(found['published']))}"] if found.get("published") else []
    return {
        "Bron": ", ".join([str(found.get("title", f"Plan {year}")), *issued, *pages]),
        "Sha256 van de bron": str(found.get("sha256", "")),
        "Uitgave": f"{text.fingerprint()}, gemaakt met planmonitor {version('planmonitor')}",
        "Herkomst": "Wat erin ging en eruit kwam, staat met controlegetallen in provenance.json.",
    }


def _day(published: str) -> str:
    """Write a day in Dutch; what is no day stays as it stands."""
    try:
        return format_date(date.fromisoformat(published), "long", locale="nl_BE")
    except ValueError:
        return published


def _title(project: Project, year: int) -> str:
    return f"{load_report_settings(project).title} {year}"

"""Writes the report as PDF and as Word document into the report's folder."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.report.documents.manuscript import manuscript
from analysis.report.documents.pandoc import PRINT, TEXT, compile_pdf, compile_picture, pandoc
from analysis.report.html import packaged
from analysis.report.provenance import source_lines
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.paths import Project
    from analysis.report.documents.manuscript import Manuscript
    from analysis.runner.outcome import Executed

TEMPLATE, SETTING = "document.typ", "document.lua"
READING = [
    "--from=html",
    "--shift-heading-level-by=-1",
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
    with _desk(folder / "pdf") as desk:
        _lay_out(_manuscript(executed, project, year), desk)
        (desk / TEMPLATE).write_text(packaged(TEMPLATE), encoding="utf-8")
        output = [f"--output={PRINT}", f"--template={TEMPLATE}"]
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
        target = f"--output={(folder / f'planmonitor-{year}.docx').resolve()}"
        pandoc(desk, [TEXT, target, *READING, "--toc", "--toc-depth=2", *_front(project, year)])


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
    publisher = load_report_settings(project).publisher
    title = _title(project, year)
    return [f"--metadata=title:{title}", f"--metadata=publisher:{publisher}"]


def _title(project: Project, year: int) -> str:
    return f"{load_report_settings(project).title} {year}"

"""Runs pandoc and typst, which come as Python packages: no network, no manual installation."""

from __future__ import annotations

import os
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from analysis.errors import Problem
from analysis.publishing.outputs.output import OutputError
from analysis.publishing.outputs.programs import run_program

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

INSTALL = "pip install 'planmonitor[pdf]'"
TEXT, PRINT = "text.html", "text.typ"
#: The date of every document, in seconds since 1970: the same report gives the same bytes.
MOMENT = 946_684_800
SHARP = 192.0  # pixels per inch of a picture in the Word document
LONGEST = 300  # seconds that pandoc may take
PICTURE = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("{}")\n'

PLACE = re.compile(r"┌─ \S*?(?P<file>[^/\s]+):(?P<line>\d+):\d+")
HEADING = re.compile(r"^= (?P<title>.+)$", re.MULTILINE)
REMEDY = (
    "Open the file at that line, correct the notebook that shows it, then report again. "
    "Without --format, and with the published file deleted, only the page is made."
)


class TypesettingError(OutputError):
    """A PDF or Word document cannot be made."""


def required(name: str) -> Any:  # noqa: ANN401 - a module of an optional extra
    """Import a package of the extra `pdf`.

    Raises
    ------
    TypesettingError
        When it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise TypesettingError(
            Problem(
                "PDF and Word",
                f"no package '{name}'",
                "the packages of the extra 'pdf'",
                f"Install them: {INSTALL}",
            )
        ) from None


def pandoc(folder: Path, arguments: Sequence[str]) -> bytes:
    """Run pandoc in a folder, and return its standard output.

    Raises
    ------
    TypesettingError
        When pandoc fails or takes too long, with its message.
    """
    program, text = required("pypandoc").get_pandoc_path(), f"{folder.name}/{TEXT}"
    try:
        done = run_program(
            [program, *arguments], folder, seconds=LONGEST, SOURCE_DATE_EPOCH=str(MOMENT)
        )
    except TimeoutError:
        raise _failed(text, f"pandoc: no end after {LONGEST} seconds") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or f"exit code {done.returncode}"
        raise _failed(text, f"pandoc: {said}")
    return done.stdout


def compile_pdf(source: Path, target: Path) -> None:
    """Typeset a typst file as a tagged PDF that meets PDF/UA-1, for screen readers.

    Raises
    ------
    TypesettingError
        When typst fails, with the line and the chapter that it complains about.
    """
    _compile(source, target, pdf_standards=["ua-1"])


def compile_picture(drawing: Path, target: Path) -> None:
    """Make a PNG of an SVG in the same folder.

    Raises
    ------
    TypesettingError
        When typst cannot read the drawing.
    """
    source = target.with_suffix(".typ")
    source.write_text(PICTURE.format(drawing.name), encoding="utf-8")
    _compile(source, target, format="png", ppi=SHARP)


def _compile(source: Path, target: Path, **options: Any) -> None:  # noqa: ANN401 - typst's own
    typst = required("typst")
    try:
        typst.compile(str(source), str(target), root=str(source.parent), **options, **_fonts())
    except typst.TypstError as error:
        where = _place(source, error.diagnostic or "")
        said = [f"typst: {error.message}", *(f"hint: {hint}" for hint in error.hints or ())]
        raise _failed(where, "; ".join(said)) from None


def _place(source: Path, diagnostic: str) -> str:
    """Return the file, line and chapter that a message of typst is about.

    Only the file when the message names no line.
    """
    found, name = PLACE.search(diagnostic), f"{source.parent.name}/{source.name}"
    if not found or found["file"] != source.name:
        return name
    lines = source.read_text(encoding="utf-8").splitlines()[: int(found["line"])]
    titles = HEADING.findall("\n".join(lines))
    chapter = f" (chapter '{titles[-1]}')" if titles else ""
    return f"{name}, line {found['line']}{chapter}"


def _failed(where: str, found: str) -> TypesettingError:
    return TypesettingError(Problem(where, found, "a PDF or Word document", REMEDY))


def _fonts() -> dict[str, Any]:
    """Use matplotlib's fonts and no others, so that pages are the same on every machine."""
    return {
        "font_paths": [os.path.join(mpl.get_data_path(), "fonts", "ttf")],  # noqa: PTH118
        "ignore_system_fonts": True,
        "timestamp": MOMENT,
    }

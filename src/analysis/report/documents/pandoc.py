"""Runs pandoc and typst, which come as Python packages: no network, nothing to install by hand."""

from __future__ import annotations

import os
import subprocess
from importlib import import_module
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXT, PRINT = "text.html", "text.typ"
#: Seconds since 1970 that stand in a document as its date: the same report gives the same bytes.
MOMENT = 946_684_800
SHARP = 192.0  # pixels per inch of a picture in the Word document
LONGEST = 300  # seconds that pandoc may take
PICTURE = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("{}")\n'


class DocumentError(PlanmonitorError):
    """A PDF or Word document cannot be made."""


def required(name: str) -> Any:  # noqa: ANN401 - a module of an optional extra
    """Import a package of the extra `pdf`.

    Raises
    ------
    DocumentError
        When it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise DocumentError(
            Problem(
                "PDF and Word",
                f"no package '{name}'",
                "the packages of the extra 'pdf'",
                "Install them: pip install 'planmonitor[pdf]'",
            )
        ) from None


def pandoc(folder: Path, arguments: Sequence[str]) -> None:
    """Run pandoc in a folder.

    Raises
    ------
    DocumentError
        When pandoc fails, with what it said.
    """
    program = required("pypandoc").get_pandoc_path()
    done = subprocess.run(  # noqa: S603 - arguments of this package's own
        [program, *arguments],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(MOMENT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    if done.returncode:
        said = done.stderr.strip() or f"exit code {done.returncode}"
        raise DocumentError(Problem("pandoc", said, "a document", "Look at what pandoc says."))


def compile_pdf(source: Path, target: Path) -> None:
    """Typeset a typst file as a tagged PDF that meets PDF/UA-1, for screen readers."""
    required("typst").compile(
        str(source), str(target), root=str(source.parent), pdf_standards=["ua-1"], **_fonts()
    )


def compile_picture(drawing: Path, target: Path) -> None:
    """Make a PNG of an SVG that lies in the same folder."""
    source = target.with_suffix(".typ")
    source.write_text(PICTURE.format(drawing.name), encoding="utf-8")
    required("typst").compile(
        str(source), str(target), root=str(drawing.parent), format="png", ppi=SHARP, **_fonts()
    )


def _fonts() -> dict[str, Any]:
    """Use the fonts that come with matplotlib, and no other: on every machine the same pages."""
    return {
        "font_paths": [os.path.join(mpl.get_data_path(), "fonts", "ttf")],  # noqa: PTH118
        "ignore_system_fonts": True,
        "timestamp": MOMENT,
    }

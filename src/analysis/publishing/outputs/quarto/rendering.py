"""Runs Quarto on the book, and checks what it made."""

from __future__ import annotations

import logging
import re
import shutil
import time
from typing import TYPE_CHECKING

from lxml import etree, html
from pypdfium2 import PdfDocument

from analysis.errors import Problem
from analysis.publishing.outputs.documents.pandoc import MOMENT
from analysis.publishing.outputs.output import OutputError
from analysis.publishing.outputs.programs import run_program
from analysis.publishing.outputs.quarto.settings import BOOK, FRONT, SINGLE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LONGEST = 900  # seconds that Quarto may take
OLDEST = (1, 10)  # books in typst came with 1.9, and their running head in Dutch with 1.10
REQUIRED = "Quarto 1.10 or newer"
INSTALL = "https://quarto.org/docs/get-started/"
SCRATCH = ".quarto"  # differs from run to run
REMEDY = "Fix what Quarto reports, or run `quarto render` in that folder for details."

COLOUR = re.compile(r"\x1b\[[\d;]*m")
PROGRESS = re.compile(r"^\[ *\d+/\d+\] (?P<file>\S+)")
WARNING = re.compile(r"^(?:WARNING|WARN)(?: \([^)]*\))?:? *(?P<said>.+)")
UNRESOLVED = re.compile(r"\?@(?P<label>(?:fig|tbl|sec)-[\w-]+)")
AS_IS = ("pre", "code", "script", "style")  # elements whose text is no Markdown

_log = logging.getLogger(__name__)


class QuartoError(OutputError):
    """Quarto is installed but cannot render the book."""


def render(folder: Path, formats: Sequence[str]) -> None:
    """Render a book in some formats, without executing notebooks, and check what was made.

    Warnings of Quarto are logged with the chapter that they are about.

    Raises
    ------
    QuartoError
        When Quarto is too old, fails or takes too long, or when what it made has problems.
    """
    check_version(folder)
    begun = time.time()
    command = ["render", "--no-execute", "--to", ",".join(formats)]
    said = _quarto(command, folder)
    for chapter, warning in warnings_in(said):
        _log.warning("Quarto, in %s: %s", chapter or "the book", warning)
    shutil.rmtree(folder / SCRATCH, ignore_errors=True)
    if problems := [*_missing(folder, formats, begun), *_unreadable(folder, formats)]:
        raise QuartoError(*problems)


def check_version(folder: Path) -> None:
    """Check that the installed Quarto can make the book; it is started in this folder.

    Raises
    ------
    QuartoError
        When it is too old, or does not say its version.
    """
    said = _quarto(["--version"], folder).strip()
    found = re.search(r"^(\d+)\.(\d+)", said, re.MULTILINE)
    if not found or (int(found[1]), int(found[2])) < OLDEST:
        remedy = (
            f"Install a newer one from {INSTALL}. To go on without a book, leave --format quarto "
            "out and delete the folder quarto of the report."
        )
        raise QuartoError(Problem("quarto", f"version '{said}'", REQUIRED, remedy))


def warnings_in(said: str) -> Iterator[tuple[str, str]]:
    r"""Yield the warnings in what Quarto printed, each with the file that it was working on.

    >>> list(warnings_in("[1/2] vsi.ipynb\nWARNING (a.lua:1) Unable to resolve crossref @fig-x"))
    [('vsi.ipynb', 'Unable to resolve crossref @fig-x')]
    """
    file = ""
    for line in re.split(r"[\r\n]+", COLOUR.sub("", said)):
        if found := PROGRESS.match(line):
            file = found["file"]
        elif found := WARNING.match(line):
            yield file, found["said"].strip()


def _quarto(arguments: Sequence[str], folder: Path) -> str:
    """Run Quarto and return what it printed."""
    program = shutil.which("quarto") or "quarto"
    environment = {"SOURCE_DATE_EPOCH": str(MOMENT), "NO_COLOR": "1"}
    try:
        done = run_program([program, *arguments], folder, seconds=LONGEST, **environment)
    except TimeoutError:
        raise QuartoError(_failed(f"still running after {LONGEST} seconds")) from None
    said = f"{done.stdout.decode(errors='replace')}\n{done.stderr.decode(errors='replace')}"
    if done.returncode:
        raise QuartoError(_failed(said.strip() or f"exit code {done.returncode}"))
    return said


def _failed(said: str) -> Problem:
    return Problem("quarto/_quarto.yml", f"quarto: {said}", "a rendered book", REMEDY)


def _missing(folder: Path, formats: Sequence[str], begun: float) -> Iterator[Problem]:
    """Find the files of the formats that are not there, or not made now."""
    for path in _expected(folder, formats):
        stale = path.is_file() and path.stat().st_mtime < begun - 1  # disks round times
        if stale or not path.is_file():
            where = f"quarto/{path.relative_to(folder).as_posix()}"
            found = "a file of an earlier run" if stale else "no file"
            yield Problem(where, f"{found}, though Quarto reported success", "a new file", REMEDY)


def _expected(folder: Path, formats: Sequence[str]) -> Iterator[Path]:
    book = folder / BOOK
    for name in formats:
        if name == "html":
            sources = [folder / FRONT, *sorted(folder.glob("*.ipynb"))]
            yield from (book / f"{path.stem}.html" for path in sources)
        elif name in SINGLE_FILE:
            found = sorted(book.glob(f"*.{SINGLE_FILE[name]}"))
            yield from found[:1] or [book / f"book.{SINGLE_FILE[name]}"]


def _unreadable(folder: Path, formats: Sequence[str]) -> Iterator[Problem]:
    """Find references without a target, and Markdown that readers would see."""
    for path, text in _texts(folder / BOOK, formats):
        where = f"quarto/{BOOK}/{path.name}"
        for label in dict.fromkeys(UNRESOLVED.findall(text)):
            expected = "a figure, table or heading with that label"
            remedy = "Correct the reference in the notebook."
            yield Problem(where, f"a reference to '@{label}'", expected, remedy)
        if ":::" in text:
            around = " ".join(text[max(0, text.index(":::") - 40) :][:90].split())
            remedy = "Change the text in the notebook that Quarto reads as a block."
            yield Problem(where, f"'{around}'", "no marks of Markdown", remedy)


def _texts(book: Path, formats: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Yield what readers see of each page, and of the PDF if Quarto made it."""
    for path in sorted(book.glob("*.html")):
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        page = html.document_fromstring(path.read_bytes(), parser=parser)
        etree.strip_elements(page, *AS_IS, with_tail=False)
        yield path, page.text_content()
    if "pdf" in {SINGLE_FILE.get(name) for name in formats}:
        for path in sorted(book.glob("*.pdf")):
            with PdfDocument(path) as document:
                yield path, "\n".join(page.get_textpage().get_text_range() for page in document)

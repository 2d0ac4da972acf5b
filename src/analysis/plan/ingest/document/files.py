"""The kinds of file that a plan may come in, each checked before it is read."""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import TYPE_CHECKING

from analysis.errors import DocumentError, Problem, quoted
from analysis.plan.ingest.document.limits import unusable
from analysis.plan.ingest.document.paging import with_pages
from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.document.wording import is_mojibake

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.plan.ingest.document import Document

LARGEST_TEXT = 2_000_000  # bytes; a plan of 200 pages has 0.5 million
LARGEST_WORD = 200_000_000  # bytes
LARGEST_PDF = 200_000_000  # bytes; a plan with photographs has some 10 million

MOST_MOJIBAKE = 2  # lines

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def read_document(path: Path, pages: Path | None = None) -> Document:
    """Read a plan from a file; its suffix says how.

    Parameters
    ----------
    path
        A `.docx` file. Or a `.pdf` file that holds text. Or a `.txt` file: the text of the PDF with
        its bold and blanks, UTF-8, one line a line.
    pages
        The PDF made from the Word file, for the pages of its rows.

    Raises
    ------
    DocumentError
        When there is no such file, its kind is unknown, it is damaged, closed with a password, too
        large for a plan, holds no text, or letters in a wrong encoding.
    """
    document = _read(path)
    if pages is not None:
        document = with_pages(document, _read_printed(pages))
    _check_letters(document)
    return document


def _read(path: Path) -> Document:
    readers = {".docx": _read_word, ".pdf": _read_pdf, ".txt": _read_text}
    _check_file(path)
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise _unknown_kind(path, quoted(readers))
    return reader(path)


def _read_printed(path: Path) -> Document:
    _check_file(path)
    if path.suffix.lower() != ".pdf":
        raise _unknown_kind(path, "'.pdf'")
    return _read_pdf(path)


def _unknown_kind(path: Path, kinds: str) -> DocumentError:
    return DocumentError(
        Problem(
            where=str(path),
            found=f"a file of kind '{path.suffix}'",
            expected=f"a file of kind {kinds}",
            remedy="Give the plan in this form; Word saves an older .doc file as .docx.",
        )
    )


def _check_letters(document: Document) -> None:
    """Check that the text was not read in another encoding before it came here."""
    broken = [line.number for line in document.lines if is_mojibake(line.raw)]
    if len(broken) > MOST_MOJIBAKE:
        raise DocumentError(
            Problem(
                where=f"{document.name}, line {broken[0]}",
                found="letters such as 'Ã«': the text was read in another encoding and saved so",
                expected="text in UTF-8",
                remedy="Give the Word file or the PDF of the plan itself.",
            )
        )


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise unusable(str(path), "a folder", "a file")
    if not path.is_file():
        raise unusable(str(path), "no such file", "the document of a plan")
    if path.stat().st_size == 0:
        raise unusable(str(path), "an empty file", "the text of a plan")


def _check_bytes(path: Path, most: int) -> None:
    size = path.stat().st_size
    if size > most:
        raise unusable(str(path), f"{size} bytes", f"at most {most} bytes")


def _read_text(path: Path) -> Document:
    _check_bytes(path, LARGEST_TEXT)
    data = path.read_bytes()
    if data.startswith(_UTF16):
        raise _to_save_again(str(path), "text in UTF-16")
    if _BINARY.search(data.replace(b"\x0c", b"")):
        raise unusable(str(path), "a binary file", "a text file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, data, error) from None
    return from_text(text, name=str(path), sha256=hashlib.sha256(data).hexdigest())


def _not_utf8(path: Path, data: bytes, error: UnicodeDecodeError) -> DocumentError:
    line = data.count(b"\n", 0, error.start) + 1
    found = f"a byte that is not UTF-8 (0x{data[error.start]:02x}); it looks like Windows-1252"
    return _to_save_again(f"{path}, line {line}", found)


def _to_save_again(where: str, found: str) -> DocumentError:
    return DocumentError(Problem(where, found, "text in UTF-8", "Save the file again as UTF-8."))


def _read_pdf(path: Path) -> Document:
    # Only a PDF needs its library: a text is read without loading it.
    from analysis.plan.ingest.document.pdf import read_pdf  # noqa: PLC0415

    _check_bytes(path, LARGEST_PDF)
    return read_pdf(path)


def _read_word(path: Path) -> Document:
    from analysis.plan.ingest.document.word import read_word  # noqa: PLC0415

    _check_bytes(path, LARGEST_WORD)
    return read_word(path)

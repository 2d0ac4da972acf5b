"""Opens a PDF, and says why one cannot be read: damaged, closed, a scan, or without Unicode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.errors import DocumentError, Problem
from analysis.plan.ingest.document.limits import unusable

if TYPE_CHECKING:
    from pathlib import Path


def open_pdf(path: Path) -> Any:
    """Open a PDF.

    Raises
    ------
    DocumentError
        When the file is no PDF, is damaged or cut, or asks for a password.
    """
    _check_ends(path)
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise _closed(path) from None
        raise damaged(path, str(error)) from None


def _check_ends(path: Path) -> None:
    """Check the marks that begin and end every PDF; a reader repairs silently what is cut.

    Bytes after the end mark, such as those that a web server adds, are no damage.
    """
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        raise unusable(str(path), "no PDF, whatever its name says", "a PDF")
    if b"%%EOF" not in data[data.rfind(b"startxref") :]:
        raise damaged(path, "it stops before its end")


def damaged(path: Path, why: str) -> DocumentError:
    """Return the error for a PDF that is damaged."""
    remedy = "Download or save the PDF again."
    return DocumentError(Problem(str(path), f"a damaged PDF: {why}", "a whole PDF", remedy))


def _closed(path: Path) -> DocumentError:
    remedy = "Save a copy without password, for instance by printing it to a PDF."
    return DocumentError(Problem(str(path), "a PDF with a password", "a PDF that opens", remedy))


def without_text(path: Path, pages: int) -> DocumentError:
    """Return the error for a PDF without any text."""
    return DocumentError(
        Problem(
            where=str(path),
            found=f"{pages} pages without any text: a scan, it seems",
            expected="a PDF that holds its text",
            remedy="Give the Word file, or the PDF that was made from it.",
        )
    )


def without_unicode(path: Path) -> DocumentError:
    """Return the error for a PDF whose letters have no Unicode."""
    return DocumentError(
        Problem(
            where=str(path),
            found="text whose letters have no Unicode: a program wrote the PDF without it",
            expected="a PDF whose text can be copied",
            remedy="Give the Word file, or the PDF that was made from it.",
        )
    )

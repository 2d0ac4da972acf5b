"""Reads a PDF's pages as pieces of text and ruled lines, each with its place on the page.

The library is pypdfium2, the reader of Chrome. It gives every text object with its place in the
order in which it was drawn, so bold faked by drawing a text more than once is seen and not guessed,
and it gives the ruled lines, so an empty cell of a table is seen as well. pypdf gives the order but
no rules; pdfplumber gives both and takes a hundred times as long.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.errors import DocumentError, Problem
from analysis.plan.ingest.document import unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_PAGES = 2_000  # a plan has some 200
MOST_OBJECTS = 20_000  # of one page; a full page of a plan has some 500
MOST_SEGMENTS = 5_000  # of one drawing; a table has four or five a cell, a map many more
USUAL_TEXT = 1_024  # bytes of one object; more are asked for where needed
THICKEST_RULE = 2.5  # points
SHORTEST_RULE = 4.0  # points
HEAVY = 600  # the weight from which a font is bold
LOOK_BACK = 60  # text objects among which an earlier drawing of the same text is looked for
NEAR = 0.3  # of the letter's size: how far apart the drawings of one text may be

# The library marks a hyphen at a line's end with a sign of its own; a tab would part two cells.
_SIGNS = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xA0: " ", 0x09: " ", 0x0A: None, 0x0D: None}
_STROKED = (pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE)


@dataclass(slots=True)
class Piece:
    """A text as drawn at once: from `left` to `right` on the line `base`, counted upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


class Rule(NamedTuple):
    """A straight line: at `at`, from `start` to `end` in the other direction."""

    at: float
    start: float
    end: float


Point = tuple[float, float]
Turn = Callable[[Point], Point]


@dataclass(slots=True)
class Page:
    """What is drawn on one page, in the order of drawing."""

    number: int
    turn: Turn
    pieces: list[Piece] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


def read_pages(path: Path) -> list[Page]:
    """Read the text and the rules of every page.

    Raises
    ------
    DocumentError
        When the file is no PDF, is damaged or cut, asks for a password, has too many pages for a
        plan, or holds no text.
    """
    _check_ends(path)
    with closing(_opened(path)) as document:
        if len(document) > MOST_PAGES:
            raise unusable(str(path), f"{len(document)} pages", f"at most {MOST_PAGES} pages")
        try:
            pages = [_read_page(path, document, number) for number in range(len(document))]
        except pdfium.PdfiumError as error:
            raise _damaged(path, str(error)) from None
    if not any(page.pieces for page in pages):
        raise _without_text(path, len(pages))
    return pages


def _check_ends(path: Path) -> None:
    """Check the marks that begin and end every PDF; a reader repairs silently what is cut."""
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            raise unusable(str(path), "no PDF, whatever its name says", "a PDF")
        file.seek(max(0, path.stat().st_size - 2048))
        if b"%%EOF" not in file.read():
            raise _damaged(path, "it stops before its end")


def _opened(path: Path) -> Any:  # noqa: ANN401 - the library has no types
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise _closed(path) from None
        raise _damaged(path, str(error)) from None


def _read_page(path: Path, document: Any, index: int) -> Page:  # noqa: ANN401 - the library has no types
    with closing(document[index]) as source, closing(source.get_textpage()) as text:
        page = Page(index + 1, _turn(source))
        for count, item in enumerate(source.get_objects(max_depth=5)):
            if count == MOST_OBJECTS:
                where = f"{path}, page {index + 1}"
                raise unusable(where, f"more than {count} texts and drawings", "a page of a plan")
            if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
                _add_text(page, item, text)
            elif item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
                _add_rules(page, item)
    page.pieces = [piece for piece in page.pieces if piece.text]
    return page


def _turn(source: Any) -> Turn:  # noqa: ANN401 - the library has no types
    """Return how a point of the page moves when the page is turned as it is to be seen."""
    left, bottom, right, top = source.get_mediabox()
    turns: dict[int, Turn] = {
        90: lambda point: (point[1] - bottom, right - point[0]),
        180: lambda point: (right - point[0], top - point[1]),
        270: lambda point: (top - point[1], point[0] - left),
    }
    return turns.get(source.get_rotation(), lambda point: point)


def _add_text(page: Page, item: Any, text: Any) -> None:  # noqa: ANN401 - the library has no types
    matrix = item.get_matrix()
    x0, y0, x1, y1 = item.get_bounds()
    left, right = sorted(x for x, _ in map(page.turn, ((x0, y0), (x1, y1))))
    _, base = page.turn((matrix.e, matrix.f))
    size = _font_size(item) * math.hypot(matrix.c, matrix.d)
    piece = Piece(_text_of(item, text), left, right, base, size, _is_heavy(item))
    earlier = _drawn_before(page, piece)
    if earlier is None:
        page.pieces.append(piece)
    else:
        earlier.bold = True


def _text_of(item: Any, text: Any) -> str:  # noqa: ANN401 - the library has no types
    size, needed = 0, USUAL_TEXT
    while needed > size:
        size = needed
        buffer = (ctypes.c_ushort * (size // 2))()
        needed = pdfium_c.FPDFTextObj_GetText(item.raw, text.raw, buffer, size)
    found = bytes(buffer)[:needed].decode("utf-16-le", "replace").split("\0", 1)[0]
    return found.translate(_SIGNS)


def _font_size(item: Any) -> float:  # noqa: ANN401 - the library has no types
    size = ctypes.c_float()
    pdfium_c.FPDFTextObj_GetFontSize(item.raw, size)
    return size.value


def _is_heavy(item: Any) -> bool:  # noqa: ANN401 - the library has no types
    """Tell whether a text is bold by its font, or by its letters' edges being drawn as well."""
    if pdfium_c.FPDFTextObj_GetTextRenderMode(item.raw) in _STROKED:
        return True
    font = pdfium_c.FPDFTextObj_GetFont(item.raw)
    name = ctypes.create_string_buffer(128)
    pdfium_c.FPDFFont_GetBaseFontName(font, name, len(name))
    return b"bold" in name.value.lower() or pdfium_c.FPDFFont_GetWeight(font) >= HEAVY


def _drawn_before(page: Page, piece: Piece) -> Piece | None:
    """Return the piece of which this is a further drawing; the library leaves its text away."""
    near = NEAR * piece.size
    for earlier in reversed(page.pieces[-LOOK_BACK:]):
        same = not piece.text or piece.text == earlier.text
        close = abs(earlier.left - piece.left) < near and abs(earlier.base - piece.base) < near
        if same and close and abs(earlier.right - piece.right) < 2 * near:
            return earlier
    return None


def _add_rules(page: Page, item: Any) -> None:  # noqa: ANN401 - the library has no types
    for ends in _segments(item):
        (x0, y0), (x1, y1) = map(page.turn, ends)
        if abs(y1 - y0) <= THICKEST_RULE and abs(x1 - x0) >= SHORTEST_RULE:
            page.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= THICKEST_RULE and abs(y1 - y0) >= SHORTEST_RULE:
            page.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _segments(item: Any) -> Iterator[tuple[Point, Point]]:  # noqa: ANN401 - as above
    """Return the straight lines of a drawing, from point to point."""
    count = pdfium_c.FPDFPath_CountSegments(item.raw)
    if count > MOST_SEGMENTS:
        return
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item.raw, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield here, point
        here = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield here, start


def _damaged(path: Path, why: str) -> DocumentError:
    remedy = "Download or save the PDF again."
    return DocumentError(Problem(str(path), f"a damaged PDF: {why}", "a whole PDF", remedy))


def _closed(path: Path) -> DocumentError:
    remedy = "Save a copy without password, for instance by printing it to a PDF."
    return DocumentError(Problem(str(path), "a PDF with a password", "a PDF that opens", remedy))


def _without_text(path: Path, pages: int) -> DocumentError:
    return DocumentError(
        Problem(
            where=str(path),
            found=f"{pages} pages without any text: a scan, it seems",
            expected="a PDF that holds its text",
            remedy="Give the PDF made from the document itself, or let a program read the scan.",
        )
    )

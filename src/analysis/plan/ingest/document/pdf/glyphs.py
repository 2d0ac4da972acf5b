"""Reads a PDF's pages as words and shapes, each with its place on the page as it is seen.

The library is pypdfium2, the reader of Chrome. It gives each letter with its box and the object
that drew it. So a text that runs over several cells is cut at the right place, and bold that is
faked by drawing a text more than once is seen and not guessed. pdfplumber gives the same and takes
a hundred times as long.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.errors import DocumentError, Problem
from analysis.plan.ingest.document.limits import unusable
from analysis.plan.ingest.document.pdf.shapes import Shape, shapes_of
from analysis.plan.ingest.document.wording import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_PAGES = 2_000  # a plan has some 200
MOST_OBJECTS = 20_000  # of one page; a full page of a plan has some 500
WORD_GAP = 0.22  # of the letter's size: more room than this between two letters is a space
SAME_BASE = 0.3  # of the letter's size: how far apart the bases of one line may be
OVERLAP = 0.5  # of the width: a text drawn again covers more of the earlier one
UPRIGHT = 0.1  # of the text's direction may point up
SAMPLED = 7  # one letter of so many is asked whether it has a Unicode
FEWEST_UNICODE = 0.7  # of the letters must have a Unicode of their own

Point = tuple[float, float]
Turn = Callable[[Point], Point]

# The library marks a hyphen at a line's end with a sign of its own.
_SIGNS = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0x09: " ", 0x0A: " ", 0x0D: " ", 0x00: " "}
#: What the same programs leave of a ligature of three letters: its first, and half a sign.
_LIGATURES = {0x7400: "ti", 0x6600: "fi"}
_SPACE, _DELETE = 0x20, 0x7F  # between these are the signs of ASCII
_STROKED = (pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE)


class Font(NamedTuple):
    """A font's name without its tag, and its weight."""

    name: str
    weight: int


@dataclass(slots=True)
class Word:
    """Letters without a space between, from `left` to `right` on the line `base`, upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: Font
    heavy: bool  # drawn twice, or with edges
    order: int
    spaced: bool  # a space stands before it
    bold: bool = False

    @property
    def middle(self) -> float:
        """The height of the middle of its letters."""
        return self.base + 0.3 * self.size


@dataclass(slots=True)
class PdfPage:
    """What is drawn on one page."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: int = 0  # images, such as a page that was scanned


@dataclass(slots=True)
class PdfPages:
    """All pages, and what was left out of them."""

    pages: list[PdfPage] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    letters: int = 0  # of those that are sampled
    unknown: int = 0  # of these without a Unicode


@dataclass(slots=True)
class _Style:
    """How one text object is drawn."""

    font: Font
    size: float
    heavy: bool
    upright: bool
    left: float
    right: float
    base: float


def read_pages(path: Path) -> PdfPages:
    """Read the words and the shapes of every page.

    Raises
    ------
    DocumentError
        When the file is no PDF, is damaged or cut, asks for a password, has too many pages for a
        plan, or holds no text, or none in Unicode.
    """
    _check_ends(path)
    found = PdfPages()
    with closing(_opened(path)) as document:
        if len(document) > MOST_PAGES:
            raise unusable(str(path), f"{len(document)} pages", f"at most {MOST_PAGES} pages")
        fonts: dict[int, Font] = {}
        try:
            for index in range(len(document)):
                found.pages.append(_Page(path, document, index, found, fonts).read())
        except pdfium.PdfiumError as error:
            raise _damaged(path, str(error)) from None
    if not found.letters:
        raise _without_text(path, len(found.pages))
    if found.letters - found.unknown < FEWEST_UNICODE * found.letters:
        raise _without_unicode(path)
    return found


class _Page:
    """Reads one page."""

    def __init__(
        self, path: Path, document: Any, index: int, found: PdfPages, fonts: dict[int, Font]
    ) -> None:
        self._path, self._document, self._index = path, document, index
        self._found, self._fonts = found, fonts
        self._styles: dict[int, _Style] = {}
        self._before = 0  # the code of the letter before

    def read(self) -> PdfPage:
        with closing(self._document[self._index]) as source:
            self._turn, self._turned = _turn(source), bool(source.get_rotation())
            left, bottom, right, top = _visible(source, self._turn)
            page = PdfPage(self._index + 1, right - left, top - bottom)
            objects = self._objects(source)
            texts = [item for item in objects if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT]
            with closing(source.get_textpage()) as text:
                words = list(self._words(text.raw))
            _mark_redrawn(words, self._redrawn(texts))
            seen = _once(words)
            page.words = [
                word
                for word in seen
                if left <= (word.left + word.right) / 2 <= right and bottom <= word.middle <= top
            ]
            self._found.left_out["outside the page"] += len(seen) - len(page.words)
            for word in page.words:
                word.left, word.right = word.left - left, word.right - left
                word.base -= bottom
            page.pictures = sum(item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE for item in objects)
            page.shapes = [
                shape.moved(-left, -bottom)
                for item in objects
                if item.type == pdfium_c.FPDF_PAGEOBJ_PATH
                for shape in shapes_of(item, self._turn)
            ]
        return page

    def _objects(self, source: Any) -> list[Any]:
        objects = []
        for count, item in enumerate(source.get_objects(max_depth=5)):
            if count == MOST_OBJECTS:
                where = f"{self._path}, page {self._index + 1}"
                raise unusable(where, f"more than {count} texts and drawings", "a page of a plan")
            objects.append(item)
        return objects

    def _words(self, text: Any) -> Iterator[Word]:
        """Yield the words of a page in the order of drawing."""
        box = pdfium_c.FS_RECTF()
        word: Word | None = None
        spaced, before = False, 0
        for index in range(pdfium_c.FPDFText_CountChars(text)):
            item = pdfium_c.FPDFText_GetTextObject(text, index)
            if not item:  # a sign that the library adds
                before = 0
                continue
            sign = self._sign(text, index)
            address = ctypes.addressof(item.contents)
            style = self._styles.get(address) or self._style(address, item, text, index)
            if not style.upright:
                self._found.left_out["turned text"] += 1
                continue
            if not sign or sign.isspace():
                spaced = spaced or bool(sign)
                continue
            pdfium_c.FPDFText_GetLooseCharBox(text, index, box)
            left, right = self._across(box)
            if word is not None and not spaced and address == before and _touch(word, left, style):
                word.text += sign
                word.right = max(word.right, right)
                continue
            if word is not None:
                yield word
            word = Word(
                *(sign, left, right, style.base, style.size, style.font, style.heavy, index),
                spaced=spaced,
            )
            spaced, before = False, address
        if word is not None:
            yield word

    def _sign(self, text: Any, index: int) -> str:
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if index % SAMPLED == 0:
            self._found.letters += 1
            self._found.unknown += pdfium_c.FPDFText_HasUnicodeMapError(text, index)
        if _SPACE < code < _DELETE:
            self._before = code
            return chr(code)
        if 0xD800 <= code < 0xE000:  # noqa: PLR2004 - half a sign
            return _LIGATURES.get(self._before, "")
        self._before = code
        return normalised(_swapped(_SIGNS.get(code) or chr(code)))

    def _across(self, box: Any) -> Point:
        if not self._turned:
            return box.left, box.right
        ends = self._turn((box.left, box.bottom)), self._turn((box.right, box.top))
        xs = sorted(x for x, _ in ends)
        return xs[0], xs[1]

    def _style(self, address: int, item: Any, text: Any = None, index: int = 0) -> _Style:
        """Return how a text object is drawn; `text` and `index` are those of its first letter."""
        matrix = pdfium_c.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        if text is None:
            pdfium_c.FPDFPageObj_GetMatrix(item, matrix)
            x.value, y.value = matrix.e, matrix.f
        else:
            pdfium_c.FPDFText_GetMatrix(text, index, matrix)
            pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        size = ctypes.c_float()
        pdfium_c.FPDFTextObj_GetFontSize(item, size)
        zero, along = self._turn((0.0, 0.0)), self._turn((matrix.a, matrix.b))
        rise, run = along[1] - zero[1], along[0] - zero[0]
        left, right = self._sides(item)
        style = _Style(
            font=self._font(item),
            size=size.value * math.hypot(matrix.c, matrix.d),
            heavy=pdfium_c.FPDFTextObj_GetTextRenderMode(item) in _STROKED,
            upright=run > 0 and abs(rise) <= UPRIGHT * run,
            left=left,
            right=right,
            base=self._turn((x.value, y.value))[1],
        )
        self._styles[address] = style
        return style

    def _sides(self, item: Any) -> Point:
        ends = [ctypes.c_float() for _ in range(4)]
        pdfium_c.FPDFPageObj_GetBounds(item, *ends)
        x0, y0, x1, y1 = (end.value for end in ends)
        xs = sorted(x for x, _ in map(self._turn, ((x0, y0), (x1, y1))))
        return xs[0], xs[1]

    def _font(self, item: Any) -> Font:
        font = pdfium_c.FPDFTextObj_GetFont(item)
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            name = ctypes.create_string_buffer(128)
            pdfium_c.FPDFFont_GetBaseFontName(font, name, len(name))
            text = name.value.decode("latin-1").rpartition("+")[2]
            self._fonts[address] = Font(text, pdfium_c.FPDFFont_GetWeight(font))
        return self._fonts[address]

    def _redrawn(self, texts: list[Any]) -> list[_Style]:
        """Return the texts that the library leaves out because they are drawn a second time."""
        found = []
        for item in texts:
            address = ctypes.addressof(item.raw.contents)
            if address not in self._styles:
                style = self._style(address, item.raw)
                if style.upright and style.right > style.left:
                    found.append(style)
        return found


def _touch(word: Word, left: float, style: _Style) -> bool:
    """Tell whether a letter goes on a word of the same text object."""
    gap = left - word.right
    return -style.size < gap <= WORD_GAP * style.size and word.base == style.base


def _mark_redrawn(words: list[Word], again: list[_Style]) -> None:
    """Mark the words as heavy over which a text is drawn once more."""
    for style in again:
        for word in words:
            inside = style.left - 1 <= word.left and word.right <= style.right + 1
            if inside and abs(word.base - style.base) < SAME_BASE * style.size:
                word.heavy = True


def _once(words: list[Word]) -> list[Word]:
    """Return words without their further drawings, which make the first one heavy."""
    kept: list[Word] = []
    places: dict[str, list[Word]] = {}
    for word in words:
        same = places.setdefault(word.text, [])
        earlier = next((other for other in reversed(same) if _covers(other, word)), None)
        if earlier is None:
            kept.append(word)
            same.append(word)
        else:
            earlier.heavy = True
    return kept


def _covers(one: Word, other: Word) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    width = min(one.right - one.left, other.right - other.left)
    return shared > OVERLAP * width and abs(one.base - other.base) < SAME_BASE * one.size


def _swapped(sign: str) -> str:
    r"""Return a sign with its two bytes the right way round: some programs swap those of ligatures.

    >>> _swapped("\u7400"), _swapped("e")
    ('t', 'e')
    """
    code = ord(sign) if len(sign) == 1 else 0
    swapped = chr(code >> 8)
    return swapped if code > 0xFF and not code & 0xFF and swapped.isalpha() else sign  # noqa: PLR2004


def _turn(source: Any) -> Turn:
    """Return how a point of the page moves when the page is turned as it is to be seen."""
    left, bottom, right, top = source.get_mediabox()
    turns: dict[int, Turn] = {
        90: lambda point: (point[1] - bottom, right - point[0]),
        180: lambda point: (right - point[0], top - point[1]),
        270: lambda point: (top - point[1], point[0] - left),
    }
    return turns.get(source.get_rotation(), lambda point: point)


def _visible(source: Any, turn: Turn) -> tuple[float, float, float, float]:
    """Return the part of the page that is seen: what both boxes have."""
    media, crop = source.get_mediabox(), source.get_cropbox()
    box = (
        *(max(media[0], crop[0]), max(media[1], crop[1])),
        *(min(media[2], crop[2]), min(media[3], crop[3])),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        box = media
    (x0, y0), (x1, y1) = turn((box[0], box[1])), turn((box[2], box[3]))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _check_ends(path: Path) -> None:
    """Check the marks that begin and end every PDF; a reader repairs silently what is cut.

    Bytes after the end mark, such as those that a web server adds, are no damage.
    """
    data = path.read_bytes()
    if b"%PDF-" not in data[:1024]:
        raise unusable(str(path), "no PDF, whatever its name says", "a PDF")
    if b"%%EOF" not in data[data.rfind(b"startxref") :]:
        raise _damaged(path, "it stops before its end")


def _opened(path: Path) -> Any:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise _closed(path) from None
        raise _damaged(path, str(error)) from None


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
            remedy="Give the Word file, or the PDF that was made from it.",
        )
    )


def _without_unicode(path: Path) -> DocumentError:
    return DocumentError(
        Problem(
            where=str(path),
            found="text whose letters have no Unicode: a program wrote the PDF without it",
            expected="a PDF whose text can be copied",
            remedy="Give the Word file, or the PDF that was made from it.",
        )
    )

"""A published plan as numbered lines, whatever file it comes from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.errors import DocumentError, Problem, quoted
from analysis.ingest.boldface import spans

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.ingest.boldface import Span

LARGEST_FILE = 3_000_000  # bytes; a plan of 200 pages has 0.5 million
MOST_LINES = 100_000  # a plan of 200 pages has some 10,000
LONGEST_LINE = 2_000  # characters; the longest line of a plan has some 300

_PAGE_RULE = re.compile(r"\s*/{20,}\s*")
_PAGE_OF = re.compile(r"\bpagina \d+ van (\d+)\b")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Line:
    """One line of the document.

    Attributes
    ----------
    number
        Its place in the document, from 1.
    raw
        As it stands there.
    spans
        Its text with each bold piece once, bold and plain apart.
    """

    number: int
    raw: str
    spans: tuple[Span, ...]

    @cached_property
    def text(self) -> str:
        """The text on one space between words; empty for a blank line."""
        return squeeze("".join(span.text for span in self.spans))

    @cached_property
    def bold_text(self) -> str:
        """The bold part of the text."""
        return squeeze("".join(span.text if span.bold else " " for span in self.spans))

    @cached_property
    def plain(self) -> str:
        """The part that is not bold, with its spaces: they tell a table's empty cells."""
        return "".join(span.text for span in self.spans if not span.bold)

    @property
    def bold(self) -> bool:
        """Whether all of the text is bold."""
        return bool(self.bold_text) and not self.plain.strip()

    @property
    def closed(self) -> bool:
        """Whether a bold paragraph ends here: its mark was drawn four times too."""
        return self.raw.endswith("  ")

    @property
    def gap(self) -> bool:
        """Whether the layout leaves room here: a line without anything."""
        return not self.raw

    @property
    def empty(self) -> bool:
        """Whether an empty paragraph or cell stands here: a line of spaces only."""
        return bool(self.raw) and not self.text

    @property
    def page_start(self) -> bool:
        """Whether a page starts here: its first line is set off by one space."""
        return _starts_page(self.raw)


@dataclass(frozen=True)
class Document:
    """A plan's text: its name, its checksum and its lines."""

    name: str
    sha256: str
    lines: tuple[Line, ...]
    footers: tuple[str, ...]

    @cached_property
    def pages(self) -> int | None:
        """The number of pages that the footers give, None when no footer is left."""
        found = [match for footer in self.footers if (match := _PAGE_OF.search(footer))]
        return int(found[0][1]) if found else None


def squeeze(text: str) -> str:
    """Return a text with one space between words and none around."""
    return " ".join(text.split())


def joined(first: str, second: str) -> str:
    """Return a text that was wrapped over two lines: a hyphen or slash keeps no space after it.

    >>> joined("niet-", "beroepsactieven"), joined("loon-", "en premie")
    ('niet-beroepsactieven', 'loon- en premie')
    """
    hangs = first.endswith(("-", "/")) and not first.endswith((" -", " /"))
    if not first or not second or (hangs and not second.startswith(("en ", "of "))):
        return first + second
    return f"{first} {second}"


def read_document(path: Path) -> Document:
    """Read a plan from a file; its suffix says how.

    Parameters
    ----------
    path
        A `.txt` file: the text of the plan, UTF-8, one line a line.

    Raises
    ------
    DocumentError
        When there is no such file, its kind is unknown, or it holds no text.
    """
    _check_file(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentError(
            Problem(
                where=str(path),
                found=f"a file of kind '{path.suffix}'",
                expected=f"a file of kind {quoted(_READERS)}",
                remedy="Give the plan in one of these kinds.",
            )
        )
    data = path.read_bytes()
    return parse_document(reader(data, path), name=path.name, data=data)


def parse_document(text: str, *, name: str, data: bytes = b"") -> Document:
    """Return a text as a document; page footers become gaps and are kept apart.

    Raises
    ------
    DocumentError
        When there are too many lines for a plan, or a line is too long for a page.
    """
    footers: list[str] = []
    lines: list[Line] = []
    rows = _split(text)
    if len(rows) > MOST_LINES:
        raise _unusable(name, f"{len(rows)} lines", f"at most {MOST_LINES} lines")
    for number, raw in enumerate(rows, start=1):
        if len(raw) > LONGEST_LINE:
            where = f"{name}, line {number}"
            raise _unusable(where, f"{len(raw)} characters", f"at most {LONGEST_LINE}")
        if _PAGE_RULE.fullmatch(raw) or _PAGE_OF.search(raw):
            footers.append(squeeze(raw))
            raw = ""  # noqa: PLW2901 - what belongs to the page is no part of the text
        lines.append(Line(number, raw, spans(raw[1:] if _starts_page(raw) else raw)))
    digest = hashlib.sha256(data or text.encode()).hexdigest()
    return Document(name, digest, tuple(lines), tuple(footers))


def _starts_page(raw: str) -> bool:
    return raw[:1] == " " and raw[1:2].strip() != ""


def _split(text: str) -> list[str]:
    """Cut a text into lines; a form feed starts a page, as one space does."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").split("\n")


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise _unusable(str(path), "a folder", "a file")
    if not path.is_file():
        raise _unusable(str(path), "no such file", "the document of a plan")
    size = path.stat().st_size
    if size == 0:
        raise _unusable(str(path), "an empty file", "the text of a plan")
    if size > LARGEST_FILE:
        found, expected = f"{size} bytes", f"at most {LARGEST_FILE} bytes"
        raise _unusable(str(path), found, expected)


def _text_file(data: bytes, path: Path) -> str:
    if _BINARY.search(data.replace(b"\x0c", b"")):
        raise _unusable(str(path), "a binary file", "a text file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            Problem(
                where=f"{path}, line {line}",
                found=f"a byte that is not UTF-8 (0x{data[error.start]:02x})",
                expected="text in UTF-8",
                remedy="Save the file again as UTF-8; it looks like Windows-1252.",
            )
        ) from error


def _unusable(where: str, found: str, expected: str) -> DocumentError:
    return DocumentError(
        Problem(where, found, expected, "Give the published plan, as text in UTF-8.")
    )


_READERS: dict[str, Callable[[bytes, Path], str]] = {".txt": _text_file}

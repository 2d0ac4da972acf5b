"""A published plan as numbered lines, whatever file it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.errors import DocumentError, Problem
from analysis.plan.ingest.boldface import spans_of
from analysis.plan.ingest.likeness import threes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.plan.ingest.boldface import Span

MOST_LINES = 100_000  # a plan of 200 pages has some 10,000
LONGEST_LINE = 2_000  # characters; the longest line of a plan has some 300
CELL_MARK = "\t"  # parts the cells of a row where the source draws its tables

_PAGE_RULE = re.compile(r"\s*/{20,}\s*")
_PAGE_OF = re.compile(r"\bpagina \d+ van (\d+)\b")


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
    page
        The page it stands on, None where the source has no pages.
    merged
        Whether it is of a table's row with a cell that is drawn over more rows.
    """

    number: int
    raw: str
    spans: tuple[Span, ...]
    page: int | None = None
    merged: bool = False

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

    @cached_property
    def repeated(self) -> bool:
        """Whether it says the same over and over: bold whose four copies do not agree."""
        threes = threes_of(self.text)
        return len(threes) >= 2 * len(set(threes)) > 0

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
    """A plan's text: its name, its checksum, its lines and the footers of its pages."""

    name: str
    sha256: str
    lines: tuple[Line, ...]
    footers: tuple[str, ...]

    @cached_property
    def pages(self) -> int | None:
        """The number of pages: of the lines, or else what the footers say; None without both."""
        if self.lines and self.lines[-1].page is not None:
            return self.lines[-1].page
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


def from_text(text: str, *, name: str, sha256: str = "") -> Document:
    """Return a text as a document; the fake bold is undone.

    Raises
    ------
    DocumentError
        When there are too many lines for a plan, or a line is too long for a page.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").split("\n")
    check_size(rows, name)
    cut = [raw[1:] if _starts_page(raw) else raw for raw in rows]
    lines = [
        Line(number, raw, spans)
        for number, (raw, spans) in enumerate(zip(rows, spans_of(cut), strict=True), start=1)
    ]
    return from_lines(lines, name=name, sha256=sha256)


def from_lines(lines: Iterable[Line], *, name: str, sha256: str = "") -> Document:
    """Return lines as a document: what belongs to a page's foot becomes a gap and is kept apart."""
    footers: list[str] = []
    kept: list[Line] = []
    for line in lines:
        if _PAGE_RULE.fullmatch(line.raw) or _PAGE_OF.search(line.raw):
            footers.append(squeeze(line.raw))
            kept.append(Line(line.number, "", (), line.page))
        else:
            kept.append(line)
    return Document(name, sha256, tuple(kept), tuple(footers))


def check_size(rows: list[str], name: str) -> None:
    """Check that lines can be those of a plan.

    Raises
    ------
    DocumentError
        When there are too many, or one is too long for a page.
    """
    if len(rows) > MOST_LINES:
        raise unusable(name, f"{len(rows)} lines", f"at most {MOST_LINES} lines")
    for number, raw in enumerate(rows, start=1):
        if len(raw) > LONGEST_LINE:
            where = f"{name}, line {number}"
            raise unusable(where, f"{len(raw)} characters", f"at most {LONGEST_LINE}")


def unusable(where: str, found: str, expected: str) -> DocumentError:
    """Return the error for a file that cannot be a plan."""
    remedy = "Give the published plan: its PDF, or its text in UTF-8."
    return DocumentError(Problem(where, found, expected, remedy))


def _starts_page(raw: str) -> bool:
    return raw[:1] == " " and raw[1:2].strip() != ""

"""Finds what a Word file's XML holds: paragraphs, rows, cells, text boxes and page breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = qn("w:txbxContent")
MOST_DIGITS = 6  # of a number that says something about a document

_OFF = {"0", "false", "off", "none"}


def value_of(element: Element, path: str) -> str:
    """Return the `w:val` of the element at a path, empty without one."""
    found = element.find("/".join(map(qn, path.split("/"))))
    return found.get(qn("w:val"), "") if found is not None else ""


def number_of(text: str, default: int = 0) -> int:
    """Return an XML attribute as a whole number, or the default if it is not one.

    >>> number_of("12"), number_of("abc", 1), number_of("-3", 1)
    (12, 1, 1)
    """
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else default


def is_on(element: Element | None) -> bool:
    """Tell whether a switch such as `w:b` is on: it is there, and does not say off."""
    return element is not None and element.get(qn("w:val"), "1") not in _OFF


def children(element: Element) -> Iterator[Element]:
    """Yield paragraphs and tables, also those within content controls and insertions."""
    wrappers = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")}
    for child in element:
        if child.tag in wrappers:
            yield from children(child)
        elif child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, without those that a tracked change deletes."""
    for row in _within(table, "w:tr"):
        properties = row.find(qn("w:trPr"))
        if properties is None or properties.find(qn("w:del")) is None:
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    """Yield the cells of a row, without those that a tracked change deletes."""
    for cell in _within(row, "w:tc"):
        if cell.find(f"{qn('w:tcPr')}/{qn('w:cellDel')}") is None:
            yield cell


def _within(element: Element, name: str) -> Iterator[Element]:
    """Yield children of one kind, also those within content controls."""
    for child in element:
        if child.tag == qn(name):
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from _within(child, name)


def page_breaks(paragraph: Element) -> tuple[int, int]:
    """Return the page breaks that Word left before a paragraph's text, and those within it."""
    early, late, begun = 0, 0, False
    for element in paragraph.iter(qn("w:lastRenderedPageBreak"), qn("w:t")):
        if element.tag == qn("w:t"):
            begun = begun or bool((element.text or "").strip())
        elif begun:
            late += 1
        else:
            early += 1
    return early, late


def boxes_of(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes of a paragraph, each once: not its copy for old programs."""
    for box in paragraph.iter(BOX):
        around = [parent.tag for parent in box.iterancestors()]
        inside = around[: around.index(qn("w:p"))] if qn("w:p") in around else around
        if FALLBACK not in inside and BOX not in inside:
            yield box

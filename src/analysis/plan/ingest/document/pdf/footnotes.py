"""Finds the footnotes at the end of pages: a table that goes on overleaf is one over them too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from analysis.plan.ingest.document.pdf.joining import is_continued
from analysis.plan.ingest.document.pdf.lines import usual_size
from analysis.plan.ingest.document.pdf.tables import PdfTable
from analysis.plan.ingest.document.pdf.writer import TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.plan.ingest.document.pdf.glyphs import PdfPage

SMALLER = 0.92  # of the body's letters
RAISED = 0.85  # of the letters beside it
ABOVE = 18.0  # points between the separator and the first footnote
WIDEST_SEPARATOR = 0.5  # of the page's width

_MARK = re.compile(r"\(?(?:\d{1,3}|[*†‡§]{1,3}|[¹²³⁰-⁹]{1,3})\)?")

Unit: TypeAlias = PdfTable | TextBlock


def is_footnote(block: TextBlock, page: PdfPage, body: float) -> bool:
    """Tell whether the text that ends a page is footnotes.

    They begin with a mark, and are of smaller letters or below a short rule; or the mark is raised.

    Parameters
    ----------
    block
        The last text of the page.
    page
        The page.
    body
        The size of most letters of the document.
    """
    first = block.lines[0]
    mark, *rest = first.words
    if not _MARK.match(mark.text):
        return False
    small = usual_size(first.words) <= SMALLER * body
    raised = bool(rest) and mark.size <= RAISED * usual_size(rest)
    return small or raised or _has_separator(block, page)


def _has_separator(block: TextBlock, page: PdfPage) -> bool:
    """Tell whether a short rule is right above a text."""
    return any(
        shape.across
        and shape.right - shape.left <= WIDEST_SEPARATOR * page.width
        and 0 <= shape.bottom - block.lines[0].base <= ABOVE
        for shape in page.shapes
    )


def after_tables(units: Iterable[Unit], footnotes: Sequence[TextBlock]) -> list[Unit]:
    """Return units with the footnotes within a table that goes on overleaf after its rest.

    Parameters
    ----------
    units
        Tables and texts in reading order.
    footnotes
        Those of them that are footnotes.
    """
    marks = {id(block) for block in footnotes}
    found: list[Unit] = []
    waiting: list[Unit] = []
    for unit in units:
        before = found[-1] if found else None
        if id(unit) in marks and isinstance(before, PdfTable):
            waiting.append(unit)
            continue
        if waiting and not _goes_on(before, unit):
            found += waiting
            waiting = []
        found.append(unit)
    return [*found, *waiting]


def _goes_on(before: Unit | None, unit: Unit) -> bool:
    if not (isinstance(before, PdfTable) and isinstance(unit, PdfTable)):
        return False
    return unit.page == before.page + 1 and is_continued(before, unit)

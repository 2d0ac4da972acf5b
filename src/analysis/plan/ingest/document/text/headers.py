"""Finds the header line of a table in a text file, also where it was reworded or garbled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.plan.ingest.likeness import LIKE_ENOUGH, UNUSUAL_HEADER, likeness_of
from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from analysis.plan.ingest.document.model import Line

FEWEST_GAPS = 2  # wide ones: three cells


def resembles(line: Line, header: str) -> bool:
    """Tell whether a line says what a header says.

    Parameters
    ----------
    line
        A line of the document; one that is neither bold, nor a damaged bold one, nor in columns is
        no header.
    header
        The words of the header, in any order.
    """
    bold = 2 * len(line.bold_text) > len(line.text) or line.repeated
    apart = line.wide_gaps >= FEWEST_GAPS
    return (bold or apart) and likeness_of(line.runs, header) >= LIKE_ENOUGH


@dataclass(frozen=True)
class TableHeader:
    """The header line of a table.

    Attributes
    ----------
    table
        The raw table below it.
    usual
        How it is printed.
    words
        What it says; a bold line that is like these words is the header too.
    needs
        What such a line must hold besides.
    """

    table: str
    usual: re.Pattern[str]
    words: str
    needs: re.Pattern[str] = re.compile("")

    def find(self, lines: Sequence[Line], notes: list[Note]) -> frozenset[int]:
        """Return the numbers of the lines that hold the header; unusual words are noted.

        Before the first line with the usual words, none in other words counts: it may be a caption.
        """
        usual = [line.number for line in lines if self.usual.fullmatch(line.text)]
        first = usual[0] if usual else 0
        unusual = [
            line
            for line in lines[first:]
            if line.number not in usual and self.needs.search(line.text)
            if resembles(line, self.words)
        ]
        notes += [Note(self.table, line.number, UNUSUAL_HEADER, line.text) for line in unusual]
        return frozenset([*usual, *(line.number for line in unusual)])

    def below(
        self, lines: Sequence[Line], ends: Container[int], notes: list[Note]
    ) -> Iterator[Line]:
        """Give the lines below the header, up to the first whose number is one of the ends."""
        headers, inside = self.find(lines, notes), False
        for line in lines:
            if inside and line.number in ends:
                return
            if inside:
                yield line
            inside = inside or line.number in headers

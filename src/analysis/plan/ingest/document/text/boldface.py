"""Undoes the PDF's fake bold, which draws a piece of text four times so that it looks heavy.

In the text layer such a piece stands there four times over: `StatusStatusStatusStatus`. The pieces
of one bold phrase follow each other without a break, also the space between two words, and a piece
may be one letter. So a repetition that could be real (`0 0 0 0`, `X X X X`, `****`) is undone only
where it touches one that cannot.
"""

from __future__ import annotations

import re
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.model import Span
from analysis.plan.ingest.document.text.fourfold import COPIES, fourfold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.text.fourfold import Fourfold

_REAL_CELL = re.compile(r"\s*(?:[^\W\d_]|nvt|nb|n\.v\.t\.|/)\s*", re.IGNORECASE)
_LONGEST_CELL = 8  # characters, with its spaces


def spans(raw: str) -> tuple[Span, ...]:
    """Return a line as spans with every bold piece once.

    >>> spans("StatusStatusStatusStatus of 0 0 0 0 ")
    (Span(text='Status', bold=True), Span(text=' of 0 0 0 0 ', bold=False))
    """
    return spans_of([raw])[0]


def spans_of(lines: Sequence[str]) -> list[tuple[Span, ...]]:
    """Return the spans of many lines: faster than one after the other."""
    return [
        _spans(raw, pieces) if pieces else ((Span(raw, bold=False),) if raw else ())
        for raw, pieces in zip(lines, fourfold(lines), strict=True)
    ]


def undo(raw: str) -> str:
    """Return a line with every bold piece once.

    >>> undo("NietNietNietNiet----beroepsactievenberoepsactievenberoepsactievenberoepsactieven")
    'Niet-beroepsactieven'
    """
    return "".join(span.text for span in spans(raw))


def _spans(raw: str, pieces: Sequence[Fourfold]) -> tuple[Span, ...]:
    found: list[Span] = []
    end = 0
    for run in _touching(pieces):
        if any(_is_certain(match.piece) for match in run):
            found.append(Span(raw[end : run[0].start], bold=False))
            found.extend(_drawn_once(run))
            end = run[-1].end
    found.append(Span(raw[end:], bold=False))
    return tuple(
        Span("".join(span.text for span in alike), bold)
        for bold, alike in groupby((span for span in found if span.text), attrgetter("bold"))
    )


def _drawn_once(run: Sequence[Fourfold]) -> Iterator[Span]:
    """Yield a run's text once; of a row of spaces only the first four were one bold space."""
    for piece in run:
        if piece.piece.isspace():
            yield Span(piece.piece[0], bold=True)
            rest = piece.piece[1:] * COPIES
            yield Span(rest, bold=False)
        else:
            yield Span(piece.piece, bold=True)


def _touching(pieces: Sequence[Fourfold]) -> list[list[Fourfold]]:
    """Group the fourfold pieces that touch.

    A figure or a cell's word with spaces between the four stands apart: it can be four cells.
    Inside a bold phrase it cannot: right after a word, or right before one.
    """
    runs: list[list[Fourfold]] = []
    for piece, after in zip_longest(pieces, pieces[1:]):
        goes_on = bool(runs) and runs[-1][-1].end == piece.start
        phrase = goes_on and not runs[-1][-1].piece[-1].isspace()
        leads = after is not None and after.start == piece.end and (goes_on or piece.start == 0)
        if _is_spaced_cell(piece.piece) and not (phrase or leads):
            continue
        if goes_on:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _is_certain(piece: str) -> bool:
    """Tell whether four times this piece can only be bold.

    A word is, unless it is one that fills cells; a figure of two signs or more is.
    """
    if _is_real_cell(piece):
        return False
    return any(sign.isalpha() for sign in piece) or (
        len(piece) > 1 and any(sign.isdigit() for sign in piece)
    )


def _is_real_cell(piece: str) -> bool:
    """Tell whether a piece fills cells, wherever the four were cut: `nvt `, but also `t nv`."""
    turns = range(len(piece)) if len(piece) <= _LONGEST_CELL else ()
    return any(_REAL_CELL.fullmatch(piece[turn:] + piece[:turn]) for turn in turns)


def _is_spaced_cell(piece: str) -> bool:
    """Tell whether spaces part the four, so that they can be cells: `0 0 0 0 `, `nvt nvt ...`."""
    if not any(sign.isspace() and piece[place - 1] != "€" for place, sign in enumerate(piece)):
        return False
    figure = any(map(str.isdigit, piece)) and not any(map(str.isalpha, piece))
    return figure or (any(map(str.isalpha, piece)) and _is_real_cell(piece))

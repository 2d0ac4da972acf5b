"""Undoes the PDF's fake bold, which draws a piece of text four times so that it looks heavy.

In the text layer such a piece stands there four times over: `StatusStatusStatusStatus`. The pieces
of one bold phrase follow each other without a break, also the space between two words, and a piece
may be one letter. So a repetition that could be real (`0 0 0 0`, `X X X X`, `****`) is undone only
where it touches one that cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

COPIES = 4
LONGEST_PIECE = 200

_DRAWN = re.compile(rf"(.{{1,{LONGEST_PIECE}}})\1{{{COPIES - 1}}}")
_REAL_CELL = re.compile(r"\s*(?:[^\W\d_]|nvt|nb|n\.v\.t\.|/)\s*", re.IGNORECASE)
_LONGEST_CELL = 8  # characters, with its spaces


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line, and whether it was drawn bold."""

    text: str
    bold: bool


def spans(raw: str) -> tuple[Span, ...]:
    """Return a line as spans with every bold piece once.

    >>> spans("StatusStatusStatusStatus of 0 0 0 0 ")
    (Span(text='Status', bold=True), Span(text=' of 0 0 0 0 ', bold=False))
    """
    found: list[Span] = []
    end = 0
    for run in _runs(raw):
        if any(_is_certain(match[1]) for match in run):
            start, stop = run[0].start(), run[-1].end()
            found.append(Span(raw[end:start], bold=False))
            found.append(Span("".join(match[1] for match in run), bold=True))
            end = stop
    found.append(Span(raw[end:], bold=False))
    return tuple(span for span in found if span.text)


def undo(raw: str) -> str:
    """Return a line with every bold piece once.

    >>> undo("NietNietNietNiet----beroepsactievenberoepsactievenberoepsactievenberoepsactieven")
    'Niet-beroepsactieven'
    """
    return "".join(span.text for span in spans(raw))


def _runs(raw: str) -> list[list[re.Match[str]]]:
    """Group the fourfold pieces that touch; figures with spaces between them stand apart."""
    runs: list[list[re.Match[str]]] = []
    for match in _DRAWN.finditer(raw):
        if _is_spaced_figure(match[1]):
            continue
        if runs and runs[-1][-1].end() == match.start():
            runs[-1].append(match)
        else:
            runs.append([match])
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


def _is_spaced_figure(piece: str) -> bool:
    """Tell whether spaces part the four figures, so that they can be real: `0 0 0 0 `."""
    if any(sign.isalpha() for sign in piece) or not any(sign.isdigit() for sign in piece):
        return False
    return any(sign.isspace() and piece[place - 1] != "€" for place, sign in enumerate(piece))

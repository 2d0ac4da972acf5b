"""Finds the rows of ruled tables on a page, their cells, and the lines of text in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.plan.ingest.boldface import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from analysis.plan.ingest.pdf import Page, Piece, Rule

_SPACES = re.compile(" {2,}")  # between words; cells have marks of their own
TOUCHING = 2.5  # points; rules nearer than this are one
RAISED = 0.45  # of the letter's size: how far a note's mark may stand above its line
WORD_GAP = 0.25  # of the letter's size: more room than this between two texts is a space
MIDDLE = 0.3  # of the letter's size above the line: half way up a letter


@dataclass(slots=True)
class TextLine:
    """Texts on one line, from left to right."""

    spans: tuple[Span, ...]
    base: float
    size: float
    order: int

    @property
    def top(self) -> float:
        """How high it reaches."""
        return self.base + self.size

    @property
    def closed(self) -> bool:
        """Whether a bold paragraph ends here: a line that goes on keeps its last space bold."""
        last = self.spans[-1]
        return last.bold and not last.text.endswith((" ", "-"))


@dataclass(slots=True)
class Row:
    """A row of a table: the lines of each cell, from left to right; an empty cell has none.

    It is `merged` where a cell reaches further down than the first one: it is that of more rows.
    """

    cells: list[list[TextLine]]
    top: float
    order: int
    merged: bool = False


class _Box(NamedTuple):
    """The rules around a text: above, below, left and right of it."""

    top: float
    bottom: float
    left: float
    right: float


def rows_of(page: Page) -> tuple[list[Row], list[tuple[int, Piece]]]:
    """Return the rows of the ruled tables, and the texts outside, each with its order."""
    across, down = _joined_rules(page.across), _joined_rules(page.down)
    groups: dict[float, list[tuple[int, Piece, _Box]]] = {}
    rest: list[tuple[int, Piece]] = []
    for order, (piece, box) in enumerate(
        zip(page.pieces, _boxes(page.pieces, across, down), strict=True)
    ):
        if box is None:
            rest.append((order, piece))
        else:
            groups.setdefault(box.top, []).append((order, piece, box))
    return [_row(group, across, down) for group in groups.values()], rest


def text_lines(pieces: Sequence[tuple[int, Piece]]) -> list[TextLine]:
    """Join texts that follow each other on one line, in the order in which they were drawn."""
    lines: list[list[tuple[int, Piece]]] = []
    for order, piece in pieces:
        last = lines[-1][-1][1] if lines else None
        if last is not None and _same_line(last, piece) and piece.left >= last.right - piece.size:
            lines[-1].append((order, piece))
        else:
            lines.append([(order, piece)])
    made = [_text_line([piece for _, piece in line], line[0][0]) for line in lines]
    return [line for line in made if line.spans]


def _joined_rules(rules: Iterable[Rule]) -> NDArray[np.float64]:
    """Return rules as rows of an array, those that nearly coincide at one place."""
    table = np.array(sorted(rules), dtype=float).reshape(-1, 3)
    if len(table):
        apart = np.r_[False, np.diff(table[:, 0]) > TOUCHING]
        groups = np.cumsum(apart)
        means = np.bincount(groups, weights=table[:, 0]) / np.bincount(groups)
        table[:, 0] = means[groups]
    return table


def _boxes(
    pieces: Sequence[Piece], across: NDArray[np.float64], down: NDArray[np.float64]
) -> list[_Box | None]:
    """Return the nearest rules around each text, None where one of the four is missing."""
    if not len(across) or not len(down):
        return [None] * len(pieces)
    x = np.array([(piece.left + piece.right) / 2 for piece in pieces])
    y = np.array([piece.base + MIDDLE * piece.size for piece in pieces])
    below, above = _nearest(across, y, x)
    left, right = _nearest(down, x, y)
    boxes = zip(above.tolist(), below.tolist(), left.tolist(), right.tolist(), strict=True)
    return [_Box(*box) if np.isfinite(box).all() else None for box in boxes]


def _nearest(
    rules: NDArray[np.float64], place: NDArray[np.float64], along: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the last rule before each place and the first after it, of those that pass it."""
    at, start, end = rules.T
    passes = (start <= along[:, None] + TOUCHING) & (end >= along[:, None] - TOUCHING)
    before = np.where(passes & (at <= place[:, None]), at, -np.inf).max(axis=1)
    after = np.where(passes & (at > place[:, None]), at, np.inf).min(axis=1)
    return before, after


def _row(
    group: Sequence[tuple[int, Piece, _Box]],
    across: NDArray[np.float64],
    down: NDArray[np.float64],
) -> Row:
    """Put the texts of a row into its cells, which the rules through its middle part."""
    top, bottom = group[0][2].top, max(box.bottom for _, _, box in group)
    border = across[across[:, 0] == top]
    low, high = border[:, 1].min() - TOUCHING, border[:, 2].max() + TOUCHING
    at, start, end = down.T
    crossing = (start <= (top + bottom) / 2) & (end >= (top + bottom) / 2)
    edges = np.unique(at[crossing & (at >= low) & (at <= high)])
    cells: list[list[Piece]] = [[] for _ in range(max(1, len(edges) - 1))]
    for _, piece, _ in group:
        place = int(np.searchsorted(edges, (piece.left + piece.right) / 2)) - 1
        cells[min(max(place, 0), len(cells) - 1)].append(piece)
    first = min(group, key=lambda text: text[1].left)[2]
    merged = first.bottom - min(box.bottom for _, _, box in group) > TOUCHING
    return Row([_cell_lines(cell) for cell in cells], top, group[0][0], merged)


def _cell_lines(pieces: Sequence[Piece]) -> list[TextLine]:
    """Return the lines of a cell from top to bottom."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if lines and _same_line(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    made = [_text_line(sorted(line, key=lambda piece: piece.left), 0) for line in lines]
    return [line for line in made if line.spans]


def _same_line(one: Piece, other: Piece) -> bool:
    return abs(one.base - other.base) < RAISED * max(one.size, other.size)


def _text_line(pieces: Sequence[Piece], order: int) -> TextLine:
    """Join texts to a line with a space where the page leaves room for one."""
    spans: list[Span] = []
    right = 0.0
    for piece in pieces:
        text = _SPACES.sub(" ", piece.text)
        if spans and spans[-1].text.endswith(" "):
            text = text.lstrip()
        elif spans and piece.left - right > WORD_GAP * piece.size:
            text = f" {text.lstrip()}"
        if spans and spans[-1].bold == piece.bold:
            spans[-1] = Span(spans[-1].text + text, piece.bold)
        else:
            spans.append(Span(text, piece.bold))
        right = piece.right
    if not any(span.text.strip() for span in spans):
        spans = []
    largest = max(pieces, key=lambda piece: piece.size)
    return TextLine(tuple(spans), largest.base, largest.size, order)

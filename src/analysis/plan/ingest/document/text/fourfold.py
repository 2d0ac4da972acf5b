"""Finds what stands four times in a row, for all lines of a document at once.

A regular expression says it in one line, but needs minutes for a hostile file. Here each length of
a piece takes one comparison of the text with itself, shifted by that length.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

COPIES = 4
LONGEST_PIECE = 200  # characters

_FIRST_MARK = 0x110000  # beyond the last character: no line's end equals another


class Fourfold(NamedTuple):
    """A piece that stands four times in a row: where the first begins, and the piece itself."""

    start: int
    piece: str

    @property
    def end(self) -> int:
        """The place after the fourth."""
        return self.start + COPIES * len(self.piece)


Run = tuple[int, int, int]  # from each place between the first two, a piece of the third's size


def fourfold(lines: Sequence[str]) -> list[list[Fourfold]]:
    """Return, for each line, its fourfold pieces from left to right, none over another.

    Where more than one piece begins at a place, the longest counts.

    >>> fourfold(["StatusStatusStatusStatus "])
    [[Fourfold(start=0, piece='Status')]]
    """
    found: list[list[Fourfold]] = [[] for _ in lines]
    runs = _runs(_codes(lines))
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
    places = np.searchsorted(starts, runs[:, 0], side="right") - 1
    runs[:, :2] -= starts[places, None]
    pairs = zip(places.tolist(), map(tuple, runs.tolist()), strict=True)
    for place, group in groupby(pairs, key=itemgetter(0)):
        found[place] = list(_leftmost(lines[place], [run for _, run in group]))
    return found


def _codes(lines: Sequence[str]) -> NDArray[np.uint32]:
    """Return the characters of all lines as numbers, each line's end as one of its own."""
    text = "\n".join(line.replace("\n", " ") for line in lines)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    ends = np.flatnonzero(codes == ord("\n"))
    codes[ends] = _FIRST_MARK + np.arange(len(ends), dtype=np.uint32)
    return codes


def _runs(codes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return the first and the last place from which a piece stands fourfold, and its size.

    The text equals itself, shifted by the size, for as long as the piece comes again.
    """
    found = [np.empty((0, 3), dtype=np.int64)]
    for size in range(1, min(LONGEST_PIECE, len(codes) // COPIES) + 1):
        same = _repeating(codes, size)
        wanted = (COPIES - 1) * size
        if len(same) < wanted:
            continue
        whole = same[wanted - 1 :] - same[: len(same) - wanted + 1] < wanted
        begins = same[: len(same) - wanted + 1][whole]
        if len(begins):
            cuts = np.flatnonzero(np.diff(begins) > 1)
            firsts, lasts = begins[np.r_[0, cuts + 1]], begins[np.r_[cuts, len(begins) - 1]]
            found.append(np.column_stack([firsts, lasts, np.full(len(firsts), size)]))
    runs = np.concatenate(found)
    return runs[np.argsort(runs[:, 0], kind="stable")]


def _repeating(codes: NDArray[np.uint32], size: int) -> NDArray[np.int64]:
    """Return, in order, the places whose character comes again `size` further on, near long runs.

    A run of three sizes contains three multiples of the size in a row, so comparing one place in
    `size` finds the runs; then the places around them are compared one by one.
    """
    steps = codes[:-size:size] == codes[size::size]
    found = size * np.flatnonzero(steps[:-2] & steps[1:-1] & steps[2:])
    if not len(found):
        return found
    cuts = np.flatnonzero(np.diff(found) > COPIES * size)
    firsts = np.maximum(found[np.r_[0, cuts + 1]] - size + 1, 0)
    lasts = np.minimum(found[np.r_[cuts, len(found) - 1]] + (COPIES - 1) * size, len(codes) - size)
    return np.concatenate(
        [
            first + np.flatnonzero(codes[first:last] == codes[first + size : last + size])
            for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
        ]
    )


def _leftmost(line: str, runs: Sequence[Run]) -> Iterator[Fourfold]:
    """Yield the pieces of one line: the leftmost first, the longest of those at one place."""
    place, following, active = 0, 0, list[Run]()
    while True:
        active = [run for run in active if run[1] >= place]
        if not active:
            if following == len(runs):
                return
            place = max(place, runs[following][0])
        while following < len(runs) and runs[following][0] <= place:
            if runs[following][1] >= place:
                active.append(runs[following])
            following += 1
        if active:
            size = max(run[2] for run in active)
            yield Fourfold(place, line[place : place + size])
            place += COPIES * size

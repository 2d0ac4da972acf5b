"""Between words and output: blocks with their text, their marks on paper, their truth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .spans import Line

#: Points from the left edge of an A4 page.
LEFT = 56.0
RIGHT = 540.0
RIGHT_LANDSCAPE = 786.0

#: Lines of text on a page.
PORTRAIT_LINES = 58.0
LANDSCAPE_LINES = 38.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of text on paper: `row` lines under the top of its block, from or up to `x`."""

    x: float
    row: float
    line: Line
    flush_right: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a raw table: `at` is the line of its block on which it starts, counted from 0."""

    table: str
    cells: Mapping[str, object]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together on a page.

    `text` is its lines as the PDF's text layer gives them. `columns` are the vertical borders of a
    table row, `rules` the lines inside it: how far down, from where, to where. A `late` block
    stands in its place on paper but comes at the end of the page's text, as a floating table does.
    `split` is the same block over a page break.
    """

    text: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    height: float = 0.0
    records: tuple[Record, ...] = ()
    columns: tuple[float, ...] = ()
    rules: tuple[tuple[float, float, float], ...] = ()
    late: bool = False
    new_page: bool = False
    landscape: bool = False
    split: tuple[Block, Block] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of one page, from top to bottom."""

    blocks: tuple[Block, ...]
    landscape: bool = False

    def in_text_order(self) -> list[Block]:
        """Order the blocks as the text layer does: what floats comes last."""
        return sorted(self.blocks, key=lambda block: block.late)


def late(blocks: Iterable[Block]) -> list[Block]:
    """Let blocks float: the text layer gives them at the end of their page."""
    return [replace(block, late=True, split=None) for block in blocks]


def on_new_page(blocks: list[Block]) -> list[Block]:
    """Start the first block on a new page."""
    return [replace(blocks[0], new_page=True), *blocks[1:]] if blocks else []


def pages_of(blocks: Iterable[Block]) -> tuple[Page, ...]:
    """Fill page after page; a row that does not fit goes over the break when it can."""
    pages: list[Page] = []
    current: list[Block] = []
    following = [*blocks]
    for at, block in enumerate(following):
        if current and _starts(block, current):
            pages.append(_page(current))
            current = []
        room = _lines(block) - sum(other.height for other in current)
        if not current or _needed(following, at, floating=current[-1].late) <= room:
            current.append(block)
        elif block.split and block.split[0].height <= room:
            pages.append(_page([*current, block.split[0]]))
            current = [block.split[1]]
        else:
            pages.append(_page(current))
            current = [block]
    return (*pages, _page(current))


def _starts(block: Block, current: list[Block]) -> bool:
    return block.new_page or block.landscape != current[0].landscape


def _needed(blocks: list[Block], at: int, *, floating: bool) -> float:
    """Measure a block, and before a floating table starts the whole of it: it stays together."""
    if not blocks[at].late or floating:
        return blocks[at].height
    together = takewhile(lambda block: block.late, blocks[at:])
    return sum(block.height for block in together)


def _page(blocks: list[Block]) -> Page:
    return Page(tuple(blocks), landscape=blocks[0].landscape)


def _lines(block: Block) -> float:
    return LANDSCAPE_LINES if block.landscape else PORTRAIT_LINES

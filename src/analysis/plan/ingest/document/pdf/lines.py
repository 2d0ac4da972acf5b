"""Joins words into lines of text, and lines into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from analysis.plan.ingest.document.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.document.pdf.glyphs import Word

SLOT = 8.0  # points of height within which lines are looked for
RAISED = 0.45  # of the letter's size: how far a note's mark may stand above its line
SPACE = 0.14  # of the letter's size: the least room of a space between two words
BULLET_GAP = 0.2  # of the letter's size between a bullet and its text
ROOM = 2.0  # points to spare after a word that would have fitted on the line before
NEXT_LINE = 1.45  # of the usual distance: a larger one parts two paragraphs

_BULLETS = frozenset("•‣◦▪▫■□●○◆◇►▶▸➢➤✓✔·∙−–—─-=>→o§")
#: Marks by the level that they usually have.
_KINDS = ("\u2212\u2013\u2014\u2500=", "-", "o•●◦○", "▪■□§\uf0a7->")
_OPENS = re.compile(r"[A-ZÀ-Þ*\[•]|\((?:[Zz]ie\b|\d+\.\d)")
NOTE = re.compile(r"\*|\((?:zie\b|\d+\.\d)", re.IGNORECASE)
_SYMBOLS = re.compile(r"symbol|wingding|webding|dingbat", re.IGNORECASE)


@dataclass(slots=True)
class TextLine:
    """Words on one line, from left to right."""

    words: list[Word]

    @property
    def left(self) -> float:
        """Where it starts."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return usual_size(self.words)

    @property
    def base(self) -> float:
        """The base of most of its letters: a raised mark has another."""
        size = self.size
        bases = {word.base: 0 for word in self.words if word.size == size}
        if len(bases) > 1:
            for word in self.words:
                if word.size == size:
                    bases[word.base] += len(word.text)
        return max(bases, key=bases.__getitem__)

    @property
    def top(self) -> float:
        """How high it reaches."""
        return self.base + self.size

    @property
    def order(self) -> int:
        """Its place in the order of drawing."""
        return min(word.order for word in self.words)

    @property
    def text(self) -> str:
        """Its words, with the spaces between them."""
        return "".join(span.text for span in spans_of(self.words))

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def bullet(self) -> bool:
        """Whether it begins with the mark of a list."""
        first = self.words[0]
        if len(self.words) == 1 or not _is_mark(first):
            return False
        return self.words[1].left - first.right >= BULLET_GAP * first.size

    @property
    def dashed(self) -> bool:
        """Whether it begins with a dash: the mark of a list, or a dash between two words."""
        return self.words[0].text in {"-", "–"}

    @property
    def mark(self) -> ListMark | None:
        """The mark of a list that it begins with."""
        if not self.bullet:
            return None
        sign = self.words[0].text
        kinds = enumerate(_KINDS)
        return ListMark(self.left, next((n for n, signs in kinds if sign in signs), len(_KINDS)))

    @property
    def first(self) -> float:
        """The width of its first piece: the line before had no room for it."""
        word = self.words[0]
        cut = re.match(r"(?:[^-/]|[-/](?=\d))*[-/]?", word.text)
        share = len(cut[0]) / len(word.text) if cut and word.text else 1
        return (word.right - word.left) * share


class ListMark(NamedTuple):
    """A list mark: where it stands, and its place among the marks that share an indent."""

    left: float
    kind: int


@dataclass(slots=True)
class TextParagraph:
    """Lines of one paragraph, from top to bottom, and where its list mark stands."""

    lines: list[TextLine]
    mark: ListMark | None = None

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return self.lines[0].size


def _is_mark(word: Word) -> bool:
    if len(word.text) != 1:
        return word.text == "->"
    private = "\ue000" <= word.text <= "\uf8ff"
    return private or word.text in _BULLETS or bool(_SYMBOLS.search(word.font.name))


def usual_size(words: Sequence[Word]) -> float:
    """Return the size of most letters."""
    first = words[0].size
    if all(word.size == first for word in words):
        return first
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0]


def lines_of(words: Sequence[Word]) -> list[TextLine]:
    """Return words as lines from top to bottom; a raised mark belongs to the line beside it."""
    lines: list[list[Word]] = []
    near: dict[int, list[list[Word]]] = {}  # the lines at each height, to the nearest slot
    reach = RAISED * max((word.size for word in words), default=0.0)
    for word in sorted(words, key=lambda word: (-word.size, -word.base)):
        slots = range(int((word.base - reach) // SLOT), int((word.base + reach) // SLOT) + 1)
        around = (line for slot in slots for line in near.get(slot, ()))
        line = next((line for line in around if _same_line(line[0], word)), None)
        if line is None:
            lines.append([word])
            near.setdefault(int(word.base // SLOT), []).append(lines[-1])
        else:
            line.append(word)
    found = [TextLine(sorted(line, key=lambda word: word.left)) for line in lines]
    return sorted(found, key=lambda line: -line.base)


def _same_line(one: Word, other: Word) -> bool:
    return abs(one.base - other.base) < RAISED * max(one.size, other.size)


def spans_of(words: Sequence[Word]) -> list[Span]:
    """Return words as spans, with a space where the page leaves room for one."""
    pieces: list[tuple[str, bool]] = []
    before: Word | None = None
    for word in words:
        gap = word.left - before.right if before is not None else 0.0
        space = before is not None and (word.spaced or gap > SPACE * word.size)
        pieces.append((f" {word.text}" if space else word.text, word.bold))
        before = word
    return [
        Span("".join(text for text, _ in group), bold)
        for bold, group in ((b, list(g)) for b, g in groupby(pieces, key=lambda piece: piece[1]))
    ]


def usual_distance(lines: Sequence[TextLine], default: float) -> float:
    """Return the most usual distance between the bases of two lines of text."""
    steps: Counter[float] = Counter()
    for one, other in pairwise(lines):
        step = one.base - other.base
        if 0.9 * one.size <= step <= 2.2 * one.size:
            steps[round(step * 4) / 4] += 1
    if not steps:
        return default
    most = max(steps.values())
    return min(step for step, count in steps.items() if 3 * count >= most)


def paragraphs_of(
    lines: Sequence[TextLine], *, right: float, distance: float
) -> list[TextParagraph]:
    """Divide lines into paragraphs.

    Parameters
    ----------
    lines
        From top to bottom.
    right
        How far a line may reach.
    distance
        The usual distance between two lines of a paragraph, in points.
    """
    found: list[TextParagraph] = []
    for line in lines:
        last = found[-1].lines[-1] if found else None
        wrapped = last is not None and line.dashed and not has_room(last, line, right)
        if last is not None and _goes_on(last, line, right, distance, wrapped=wrapped):
            found[-1].lines.append(line)
        else:
            words = line.words[1:] if line.bullet else line.words
            found.append(TextParagraph([TextLine(words)], line.mark))
    return found


def _goes_on(
    last: TextLine, line: TextLine, right: float, distance: float, *, wrapped: bool
) -> bool:
    step = last.base - line.base
    if (line.bullet and not wrapped) or abs(last.size - line.size) > 0.12 * last.size:
        return False
    if not 0 < step <= NEXT_LINE * max(distance, 1.1 * line.size):
        return False
    if last.bold != line.bold and _OPENS.match(line.text):
        return False
    return not (has_room(last, line, right) and _OPENS.match(line.text))


def goes_overleaf(last: TextLine, paragraph: TextParagraph, right: float) -> bool:
    """Tell whether the first paragraph of a page goes on the last line of the page before.

    It begins in the middle of a sentence, or its first word had no room on that line.
    """
    first = paragraph.lines[0]
    if paragraph.mark is not None or NOTE.match(first.text):
        return False
    return not _OPENS.match(first.text) or not has_room(last, first, right)


def is_full(last: TextLine, line: TextLine, width: float) -> bool:
    """Tell whether a line fills a width: it had no room for one letter more of the next."""
    word = line.words[0]
    letter = (word.right - word.left) / len(word.text)
    return last.right - last.left + letter >= width


def has_room(last: TextLine, line: TextLine, right: float) -> bool:
    """Tell whether the first word of a line would have fitted on the line before."""
    return last.right + 0.3 * line.size + line.first + ROOM < right

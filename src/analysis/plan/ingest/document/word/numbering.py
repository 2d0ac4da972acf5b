"""Counts the automatic numbers of a Word document: `3.1.1` is nowhere in its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from analysis.plan.ingest.document.word.elements import number_of, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BULLET = "bullet"
NO_NUMBER = "0"
MOST_STYLES = 20  # that are based on each other
MOST_DEPTH = 8  # of a list in Word, from 0


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts, from where, and its text, such as `%1.%2`."""

    kind: str
    text: str
    start: int
    style: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list number of a paragraph: its level from 0, and its text without a trailing point."""

    level: int
    text: str
    bullet: bool


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list definition
    lists: dict[str, str] = field(default_factory=dict)  # definition of each list
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # list and level of a style
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def number(self, paragraph: Element) -> Numbered | None:
        """Return the number of the next paragraph, None where it has none; it counts as read."""
        found = self._place(paragraph)
        if found is None:
            return None
        name, depth = found
        definition = self.lists.get(name, "")
        levels = self.levels.get(definition, {})
        level = levels.get(depth)
        if level is None:
            return None
        if level.kind in {BULLET, "none"}:
            bullet = level.kind == BULLET
            return Numbered(depth, "", bullet) if bullet else None
        counts = self._counts.setdefault(definition, [])
        self._count(counts, name, depth, levels)
        return Numbered(depth, _printed(level.text, counts), bullet=False)

    def _count(self, counts: list[int], name: str, depth: int, levels: dict[int, Level]) -> None:
        first = [self._start(name, place, levels) for place in range(depth + 1)]
        fresh = len(counts) <= depth
        while len(counts) <= depth:
            counts.append(first[len(counts)])
        del counts[depth + 1 :]
        if not fresh:
            counts[depth] += 1

    def _start(self, name: str, depth: int, levels: dict[int, Level]) -> int:
        usual = levels[depth].start if depth in levels else 1
        return self.starts.get((name, depth), usual)

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the list and level of a paragraph: its own, or those of its style."""
        style = value_of(paragraph, "w:pPr/w:pStyle")
        from_style = self.styles.get(style)
        own = value_of(paragraph, "w:pPr/w:numPr/w:numId")
        depth = value_of(paragraph, "w:pPr/w:numPr/w:ilvl")
        if own == NO_NUMBER or not (own or from_style):
            return None
        name = own or (from_style[0] if from_style else "")
        usual = from_style[1] if from_style else 0
        return name, min(number_of(depth), MOST_DEPTH) if depth else usual


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Return the lists that a document defines.

    Parameters
    ----------
    numbering, styles
        The roots of `numbering.xml` and `styles.xml`; None where the document has none.
    """
    found = Numbering()
    for definition in numbering.findall(qn("w:abstractNum")) if numbering is not None else ():
        name = definition.get(qn("w:abstractNumId"), "")
        found.levels[name] = dict(map(_level, definition.findall(qn("w:lvl"))))
    for each in numbering.findall(qn("w:num")) if numbering is not None else ():
        name = each.get(qn("w:numId"), "")
        found.lists[name] = value_of(each, "w:abstractNumId")
        for override in each.findall(qn("w:lvlOverride")):
            start = value_of(override, "w:startOverride")
            if start:
                found.starts[name, number_of(override.get(qn("w:ilvl"), "0"))] = number_of(start)
    if styles is not None:
        found.styles = _styles(styles, found)
    return found


def _level(element: Element) -> tuple[int, Level]:
    level = Level(
        kind=value_of(element, "w:numFmt") or "decimal",
        text=value_of(element, "w:lvlText"),
        start=number_of(value_of(element, "w:start"), 1),
        style=value_of(element, "w:pStyle"),
    )
    return number_of(element.get(qn("w:ilvl"), "0")), level


def _styles(styles: Element, found: Numbering) -> dict[str, tuple[str, int]]:
    """Return the list and level of each paragraph style, also of one that is based on another."""
    elements = {each.get(qn("w:styleId"), ""): each for each in styles.findall(qn("w:style"))}
    linked = {
        level.style: depth
        for levels in found.levels.values()
        for depth, level in levels.items()
        if level.style
    }
    numbered: dict[str, tuple[str, int]] = {}
    for style in elements:
        name, depth = "", ""
        current = style
        for _ in range(MOST_STYLES):
            if current not in elements or name:
                break
            depth = depth or value_of(elements[current], "w:pPr/w:numPr/w:ilvl")
            name = value_of(elements[current], "w:pPr/w:numPr/w:numId")
            current = value_of(elements[current], "w:basedOn")
        if name and name != NO_NUMBER:
            numbered[style] = name, number_of(depth) if depth else linked.get(style, 0)
    return numbered


def _printed(text: str, counts: list[int]) -> str:
    for place, count in enumerate(counts, start=1):
        text = text.replace(f"%{place}", str(count))
    return text.strip().rstrip(".")

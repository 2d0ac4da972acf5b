"""The labels of a milestone: the bullets and paragraphs of its cell, with notes and references."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.document.model import Cell, Line

EXTRA = re.compile(r"\*|\(?(?:[Zz]ie (?:ook )?)\d|\(\d+(?:\.\d+)+")  # opens a note or reference

_SECTION = re.compile(r"\d+(?:\.\d+)+")
_REFERENCE = re.compile(r"\((?:[Zz]ie (?:ook )?)?\d+(?:\.\d+)+[^()]*(?:\([^()]*\)[^()]*)*\)")
_OPEN_REFERENCE = re.compile(r"\b[Zz]ie (?:ook )?\d+(?:\.\d+)+")


@dataclass
class MilestoneLabel:
    """A bullet or paragraph of a cell, with the notes and references below it."""

    line: Line
    text: str
    extras: list[str] = field(default_factory=list)

    @property
    def level(self) -> int:
        """Its level in a list, 0 without a list mark."""
        return self.line.level


def labels_of(cell: Cell | None) -> list[MilestoneLabel]:
    """Return the labels of a cell, each with its notes and references."""
    found: list[MilestoneLabel] = []
    for line in cell.lines if cell else ():
        first, *others = _divided(line)
        listed = any(label.level for label in found)
        if found and not line.level and (listed or EXTRA.match(first)):
            found[-1].extras.append(first)
        else:
            found.append(MilestoneLabel(line, first))
        found[-1].extras += others
    return found


def _divided(line: Line) -> list[str]:
    """Return a paragraph's text, and the notes and references after its soft line breaks."""
    texts = line.parts[:1] or [""]
    for part in line.parts[1:]:
        if EXTRA.match(part):
            texts.append(part)
        else:
            texts[-1] = joined(texts[-1], part)
    return texts


def divided_labels(
    labels: list[MilestoneLabel], following: Sequence[MilestoneLabel]
) -> tuple[list[MilestoneLabel], list[MilestoneLabel]]:
    """Divide the labels of one cell into headings and those that share the status.

    A label is a heading where the next row goes on with bullets as deep as the one below it.
    """
    place = 0
    while place + 1 < len(labels):
        label, after = labels[place], labels[place + 1]
        goes_on = bool(following) and following[0].level > label.level
        if not (after.level > label.level and goes_on):
            break
        place += 1
    return labels[:place], labels[place:]


def without_references(text: str) -> tuple[str, list[str]]:
    """Return a text without its references, and the sections that these name."""
    sections = [s for ref in _REFERENCE.findall(text) for s in _SECTION.findall(ref)[:1]]
    rest = _REFERENCE.sub("", text)
    sections += [_SECTION.findall(ref)[0] for ref in _OPEN_REFERENCE.findall(rest)]
    return " ".join(rest.split()), sections

"""Reads what the styles of a Word file say: bold, and which paragraphs are headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from analysis.plan.ingest.document.word.elements import is_on, number_of, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_STYLES = 20  # that are based on each other
MOST_LEVELS = 9  # of headings in Word

_HEADING_STYLE = re.compile(r"(?:heading|kop) ?(\d)", re.IGNORECASE)


def bold_styles(styles: Element | None) -> dict[str, bool]:
    """Return the styles that say whether they are bold: themselves, or one they are based on."""
    elements = {each.get(qn("w:styleId"), ""): each for each in _styles(styles)}
    found = {style: _inherited_bold(style, elements) for style in elements}
    return {style: bold for style, bold in found.items() if bold is not None}


def _inherited_bold(style: str, elements: dict[str, Element]) -> bool | None:
    for _ in range(MOST_STYLES):
        if style not in elements:
            return None
        bold = elements[style].find(f"{qn('w:rPr')}/{qn('w:b')}")
        if bold is not None:
            return is_on(bold)
        style = value_of(elements[style], "w:basedOn")
    return None


def usual_style(styles: Element | None) -> str:
    """Return the style of a paragraph that names none."""
    for style in _styles(styles):
        if style.get(qn("w:default")) in {"1", "true"} and style.get(qn("w:type")) == "paragraph":
            return str(style.get(qn("w:styleId"), ""))
    return ""


def _styles(styles: Element | None) -> list[Element]:
    return [] if styles is None else styles.findall(qn("w:style"))


def heading_styles(styles: Element | None) -> dict[str, int]:
    """Return the depth of each heading style, from 1."""
    found: dict[str, int] = {}
    for style in _styles(styles):
        name, outline = value_of(style, "w:name"), value_of(style, "w:pPr/w:outlineLvl")
        match = _HEADING_STYLE.fullmatch(name)
        if match:
            found[style.get(qn("w:styleId"), "")] = int(match[1])
        elif number_of(outline, MOST_LEVELS) < MOST_LEVELS:
            found[style.get(qn("w:styleId"), "")] = number_of(outline) + 1
    return found

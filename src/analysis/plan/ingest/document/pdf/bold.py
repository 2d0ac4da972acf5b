"""Judges which words are bold: by the font's name first, then by its weight beside the body's."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.document.pdf.glyphs import Font, PdfPage

HEAVIER = 150  # than the body's weight: bold, where no font's name says so
MOST_HEAVY = 0.5  # of all letters: more cannot be drawn twice to look bold

_BOLD = re.compile(r"bold|black|heavy|demi(?!lig)|fett|gras", re.IGNORECASE)
_MEDIUM = re.compile(r"medium", re.IGNORECASE)


def judge_bold(pages: Sequence[PdfPage]) -> None:
    """Set for each word whether it is bold."""
    words = [word for page in pages for word in page.words]
    fonts: Counter[Font] = Counter()
    for word in words:
        fonts[word.font] += len(word.text)
    bold = _bold_fonts(fonts)
    heavy = sum(len(word.text) for word in words if word.heavy)
    believed = heavy <= MOST_HEAVY * fonts.total()
    for word in words:
        word.bold = word.font in bold or (believed and word.heavy)


def _bold_fonts(fonts: Counter[Font]) -> set[Font]:
    if not fonts:
        return set()
    body = fonts.most_common(1)[0][0]
    named = {font for font in fonts if _BOLD.search(font.name)}
    if named and body not in named:
        family = {font for font in fonts if _MEDIUM.search(font.name)}
        return named | (set() if _MEDIUM.search(body.name) else family)
    if not _MEDIUM.search(body.name):
        medium = {font for font in fonts if _MEDIUM.search(font.name)}
        if medium:
            return medium
    return {font for font in fonts if font.weight >= body.weight + HEAVIER}

"""Reads the text of a paragraph of a Word file as it is printed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn

from analysis.plan.ingest.document.word.elements import BOX, FALLBACK, is_on, value_of
from analysis.plan.ingest.document.wording import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_SKIPPED = {
    qn(name)
    for name in (
        *("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText"),
        *("w:commentReference", "w:annotationRef", "w:rPr", "w:pPr", "w:fldData"),
    )
}
_NOTES = {qn("w:footnoteReference"): "foot", qn("w:endnoteReference"): "end"}
_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOTE_MARK = re.compile(r"\s*[\d*]{1,2}\s*")
_DIGITS = frozenset("0123456789%")
_CODE = re.compile(r"[0-9A-Fa-f]{2,4}")


class TextRun(NamedTuple):
    """A piece of text and whether it is bold."""

    text: str
    bold: bool


@dataclass
class RunReader:
    """Reads runs of text.

    Attributes
    ----------
    bold_styles
        The styles that say whether they are bold.
    left_out
        What was left out as no part of the text, by kind.
    waiting
        The footnotes of what was read last.
    """

    bold_styles: Mapping[str, bool]
    left_out: Counter[str] = field(default_factory=Counter)
    waiting: list[str] = field(default_factory=list)

    def read(self, element: Element, *, bold: bool) -> list[TextRun]:
        """Return the text of a paragraph: with insertions and fields, without marks of notes."""
        found: list[TextRun] = []
        for run in self._runs(element):
            text = self._text(run, found[-1].text if found else "")
            if text:
                found.append(TextRun(text, self._is_bold(run, bold=bold)))
        return found

    def _runs(self, element: Element) -> Iterator[Element]:
        for child in element:
            if child.tag in _SKIPPED or child.tag in {BOX, FALLBACK}:
                continue
            if child.tag == qn("w:r"):
                yield child
            elif isinstance(child.tag, str):
                yield from self._runs(child)

    def _text(self, run: Element, before: str) -> str:
        """Return the text of a run; text that is hidden or struck out has none."""
        if _switch(run, "w:vanish"):
            return ""
        text = "".join(self._pieces(run))
        if _switch(run, "w:strike") or _switch(run, "w:dstrike"):
            self.left_out["struck text"] += bool(text.strip())
            return ""
        raised = value_of(run, "w:rPr/w:vertAlign") == "superscript"
        if raised and before[-1:] in _DIGITS and _NOTE_MARK.fullmatch(text):
            self.left_out["mark of a note"] += 1
            return ""
        return text

    def _is_bold(self, run: Element, *, bold: bool) -> bool:
        own = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
        style = value_of(run, "w:rPr/w:rStyle")
        return is_on(own) if own is not None else self.bold_styles.get(style, bold)

    def _pieces(self, run: Element) -> Iterator[str]:
        for child in run:
            if child.tag == qn("w:t"):
                yield normalised(child.text or "")
            elif child.tag == qn("w:br") and child.get(qn("w:type")) in {"page", "column"}:
                yield " "
            elif child.tag in _TEXT:
                yield _TEXT[child.tag]
            elif child.tag == qn("w:sym"):
                yield _symbol(child)
            elif child.tag in _NOTES:
                self.waiting.append(f"{_NOTES[child.tag]}{child.get(qn('w:id'), '')}")


def _switch(run: Element, name: str) -> bool:
    return is_on(run.find(f"{qn('w:rPr')}/{qn(name)}"))


def _symbol(element: Element) -> str:
    """Return a symbol of a font of symbols; those have no text of their own."""
    digits = element.get(qn("w:char"), "")
    code = int(digits, 16) if _CODE.fullmatch(digits) else 0x20
    private = 0xE000 <= code <= 0xF8FF  # noqa: PLR2004 - the private use area
    return "" if private else chr(code)

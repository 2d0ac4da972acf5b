"""Tests of the links between the chapters of a report."""

from __future__ import annotations

from analysis.publishing.page.contract import MIME, PROSE
from analysis.publishing.page.references import unlinked
from composing import code, notebook, shown, text


def test_a_link_to_a_chapter_left_out_becomes_plain_text() -> None:
    words = "Zie [overzicht](overzicht.ipynb) en [de inspectie](./vsi.ipynb)."
    prose = shown(PROSE, {MIME[PROSE]: words})
    whole = notebook(text(words), code("show(x)", prose))
    alone = unlinked(whole, {"overzicht"})
    assert alone.cells[0].source == "Zie overzicht en [de inspectie](./vsi.ipynb)."
    assert alone.cells[1].outputs[0].data[MIME[PROSE]] == alone.cells[0].source
    assert whole.cells[0].source == words

"""Footnotes and formulas in prose."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.page.assemble import export_chapters
from analysis.publishing.page.checks import ReportError
from analysis.publishing.page.formulas import FormulaError, mathml
from composing import build_report, code, notebook, shown, text


def chapter(*cells: dict[str, Any]) -> str:
    nb = notebook(text("# A\n\nTekst."), *cells)
    (made,) = export_chapters([("a", "A", nb)], {})
    return made.html


@pytest.mark.parametrize(
    "cells",
    [
        [text("Noot[^1].\n\n[^1]: De *noot*.")],
        [text("Noot[^lang].\n\n[^lang]: De *noot*.\n\n    Nog een alinea.")],
        [text("Noot[^1]."), text("[^1]: De *noot*.")],
        [text("Noot[^Lang]."), text("[^lang]: De *noot*.")],
        [code("x", shown(None, {"text/markdown": "Noot[^1].\n\n[^1]: De *noot*."}))],
    ],
)
def test_a_footnote_and_its_text_lead_to_each_other(cells: list[dict[str, Any]]) -> None:
    html = chapter(*cells)
    assert '<sup id="a-voetnoot-1-terug"><a href="#a-voetnoot-1">1</a></sup>' in html
    assert '<li id="a-voetnoot-1"><p>De <em>noot</em>.' in html
    assert 'href="#a-voetnoot-1-terug"' in html
    assert "[^" not in html


@pytest.mark.parametrize("note", ["[^weg]", "[^een noot]", "*[^1]*", "[^a b]\n\n[^a b]: x"])
def test_a_footnote_without_a_text_is_refused_with_its_cell(note: str) -> None:
    with pytest.raises(ReportError) as caught:
        chapter(text(f"Noot{note}."))
    assert caught.value.problems[0].where == "chapter 'a', Markdown cell 2"
    assert "a footnote without a text" in str(caught.value)


@pytest.mark.parametrize("source", ["`a[^1]`", r"a\[^1]", "    a[^1]", "$x[^1]$"])
def test_code_and_formulas_have_no_footnotes(source: str) -> None:
    chapter(text(source))


def test_a_document_has_footnotes_without_links() -> None:
    """Typst stops at a link to a place that pandoc leaves out."""
    nb = notebook(text("# A"), text("Noot[^1].\n\n[^1]: De noot."))
    html = manuscript([("a", "A", nb)], title="T", sources=[]).html
    assert "Noot<sup>1</sup>." in html
    assert "<li><p>De noot.</p>" in html


def test_footnotes_are_numbered_through_a_chapter_and_unique_in_the_report() -> None:
    cells = text("Een[^1] en twee[^2].\n\n[^1]: A.\n[^2]: B."), text("Drie[^1].\n\n[^1]: C.")
    nb = notebook(text("# A"), *cells)
    html = build_report([("a", "A", nb), ("b", "B", nb)], title="T", publisher="N", year=2023)
    assert 'href="#a-voetnoot-3">3</a>' in html
    assert 'id="b-voetnoot-3"' in html


def test_a_footnote_can_be_mentioned_twice() -> None:
    html = chapter(text("Een[^1] en weer[^1].\n\n[^1]: A."))
    assert html.count('id="a-voetnoot-1-terug"') == 1
    assert html.count('href="#a-voetnoot-1"') == 2


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("$x^2$", "<msup>"),
        (r"$$\frac{a}{b}$$", '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"'),
        (r"\begin{matrix}a&b\\c&d\end{matrix}", "<mtable>"),
        (r"\begin{cases}1 & x < 0\\2\end{cases}", '<mo stretchy="true" fence="true"'),
        (r"$\text{a<b} \& \text{R&D}$", "<mtext>a&lt;b</mtext>"),
        (r"$\text{aandeel} < 5\,\%$", "<mtext>aandeel</mtext>"),
    ],
)
def test_a_formula_is_mathml(latex: str, expected: str) -> None:
    html = chapter(text(latex))
    assert expected in html
    assert "$" not in html


@pytest.mark.parametrize(
    "latex",
    [r"\onbekend{x}", r"\frac{a}", "x_{", r"\left( x", r"\begin{tabular}a\end{tabular}", "}"],
)
def test_a_formula_that_cannot_be_shown_is_refused_with_its_cell(latex: str) -> None:
    with pytest.raises(FormulaError):
        mathml(latex)
    nb = notebook(text("# A\n\nTekst."), text(f"$${latex}$$"))
    with pytest.raises(ReportError) as caught:
        build_report([("a", "A", nb)], title="T", publisher="N", year=2023)
    assert caught.value.problems[0].where == "chapter 'a', Markdown cell 2"


@pytest.mark.parametrize("prose", ["van $5 tot $10", "kost $ 5 en $ 6", r"\$5 en \$6", "US$ 3"])
def test_amounts_in_dollars_are_no_formula(prose: str) -> None:
    assert "<math" not in chapter(text(prose))

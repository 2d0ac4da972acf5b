"""HTML of an author stays within its cell and fetches nothing; else it is refused with its cell."""

from __future__ import annotations

import base64
import doctest
import importlib
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.page.checks import ReportError, check_page
from analysis.publishing.page.fetching import fetched, fetched_by_style
from analysis.publishing.page.fragment import fragment_problems
from composing import build_report, code, notebook, shown, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

WAYS: dict[str, Callable[[str], dict[str, Any]]] = {
    "Markdown cell 2": text,
    "code cell 1": lambda html: code("x", shown(None, {"text/html": html})),
}


def refused(cell: dict[str, Any]) -> list[tuple[str, str]]:
    nb = notebook(text("# A\n\nTekst."), cell)
    with pytest.raises(ReportError) as caught:
        build_report([("a", "A", nb)], title="T", publisher="N", year=2023)
    return [(one.where, one.found) for one in caught.value.problems]


@pytest.mark.parametrize("name", ["fetching", "fragment", "formulas", "displayed"])
def test_the_docstring_examples_pass(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"analysis.publishing.page.{name}"))
    assert (result.failed, result.attempted > 0) == (0, True)


@pytest.mark.parametrize("place", WAYS)
@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<font color=red>oeps", "<font>, which is not closed"),
        ("<div><b>oeps</div>", "<b>, which is not closed"),
        ("<details><summary>x</summary>y", "<details>, which is not closed"),
        ("oeps</div></section>", "</div>, which closes nothing in this cell"),
        ("<div>oeps</div></main>", "</main>, which closes nothing in this cell"),
        ("<!-- oeps", "<!--, which is not closed"),
        ("<?php echo 1 ?>", "'<?php', which is not HTML"),
        ("<![CDATA[ a ]]>", "'<![CDATA[', which is not HTML"),
        ("<!DOCTYPE html><p>x</p>", "'<!DOCTYPE', which is not HTML"),
        ("<textarea>oeps", "<textarea>"),
        ("<style>p { color: red }</style>", "<style>"),
        ("<script>alert(1)</script>", "<script>"),
        ("<plaintext>oeps", "<plaintext>"),
        ("<dialog open>oeps</dialog>", "<dialog>"),
        ("<div style='position:fixed;inset:0'>x</div>", "<div> with position: fixed"),
        ("<p style='top: 0; POSITION : Absolute !important'>x</p>", "<p> with position: absolute"),
        ("<b style='p\\6fsition:/**/sticky'>x</b>", "<b> with position: sticky"),
        ("<title>oeps</title>", "<title>"),
        ("<iframe srcdoc='x'></iframe>", "<iframe>"),
        ("<base href='https://a.be'>", "<base>"),
        ("<b onclick='x()'>oeps</b>", "<b onclick>, a script"),
        ("<a href=' JavaScript:x()'>oeps</a>", "<a href>, a script"),
    ],
)
def test_what_could_break_the_page_is_refused_with_its_tag(
    place: str, html: str, said: str
) -> None:
    assert refused(WAYS[place](html))[0] == (f"chapter 'a', {place}", said)


@pytest.mark.parametrize(
    "html",
    [
        "<p>een<p>twee<ul><li>x<li>y</ul>",
        "<br/><br><hr />a &amp; b &euro; 3 < 4",
        "<details><summary>x</summary>y</details>",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
        "<math><mi>x</mi></math>",
        "<p style='position: relative; background: none'>fixed</p>",
        "<!-- niets --><sub>2</sub><abbr title='x'>y</abbr>",
        '<img src="data:image/png;base64,x" alt="y">',
        '<a href="https://www.vlaanderen.be">x</a>',
        '<input class="task-list-item-checkbox" type="checkbox" disabled/>klaar',
        "",
    ],
)
def test_html_that_is_closed_within_its_cell_is_no_problem(html: str) -> None:
    assert fragment_problems(html, "x") == []


@pytest.mark.parametrize("place", WAYS)
@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<img src="foto.png" alt="x">', "foto.png"),
        ("<img src=//a.be/foto.png alt=x>", "//a.be/foto.png"),
        ('<img srcset="data:image/png;base64,x 1x, b.png 2x" alt="x">', "b.png"),
        ('<div style="background: url(b.png)">x</div>', "b.png"),
        ('<div style="background: u\\72l(b.png)">x</div>', "b.png"),
        ("<div style=\"background: image-set('b.png' 1x)\">x</div>", "b.png"),
        ('<svg><image href="b.png"/></svg>', "b.png"),
        ('<svg><use xlink:href="b.svg#x"/></svg>', "b.svg#x"),
        ('<table background="b.png"></table>', "b.png"),
    ],
)
def test_what_would_be_fetched_is_refused(place: str, html: str, address: str) -> None:
    found = refused(WAYS[place](html))
    kept = (f"chapter 'a', {place}", f"'{address}', which is not part of the page")
    assert kept in found or "without title" in found[0][1]  # a table needs a caption first


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("@import 'x.css';", ("x.css",)),
        ("@import url(x.css)", ("x.css",)),
        ("a { src: url( 'x.woff' ) }", ("x.woff",)),
        ("fill: url(#a); b: url(data:,x)", ()),
        ("content: 'https://a.be'", ()),
        ("", ()),
    ],
)
def test_a_style_fetches_what_it_names(css: str, expected: tuple[str, ...]) -> None:
    assert fetched_by_style(css) == expected


def test_a_link_is_not_fetched() -> None:
    assert fetched("a", {"href": "x.html"}) == []
    assert fetched("link", {"href": "x.css"}) == ["x.css"]


def test_the_finished_page_is_checked_too() -> None:
    """A table or figure of `show()` is not looked at cell by cell."""
    page = (
        '<html lang="nl"><title>T</title><h1>T</h1><section class="chapter" id="a"><h2>A</h2>'
        "tekst {}</section><script></script>"
    )
    assert [one.found for one in check_page(page.format("<div>x"))] == [
        "<div>, which is not closed"
    ]
    assert check_page(page.format("x</b>"))[0].found == "</b>, which closes nothing"
    assert check_page(page.format("<section>x</section>y")) == []


def test_base64_of_a_picture_is_not_searched_for_tags() -> None:
    content = base64.b64encode(b"<script>" * 3).decode()
    assert fragment_problems(f'<img src="data:image/svg+xml;base64,{content}" alt="x">', "x") == []

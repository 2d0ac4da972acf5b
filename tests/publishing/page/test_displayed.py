"""What a cell displays without show() is shown as its author means it, or refused."""

from __future__ import annotations

import re
from typing import Any

import pytest

from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.outputs.quarto.chapters import book_chapter
from analysis.publishing.page.checks import ReportError
from analysis.publishing.page.displayed import Fate, fate_of, plain_text
from composing import build_report, code, notebook, printed, shown, text


def page(*outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> str:
    nb = notebook(text("# A\n\nTekst."), code("x", *outputs, tags=tags))
    return build_report([("a", "A", nb)], title="T", publisher="N", year=2023)


def refused(*outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    with pytest.raises(ReportError) as caught:
        page(*outputs, tags=tags)
    return [(one.where, one.found) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"text/markdown": "**vet**"}, "<strong>vet</strong>"),
        ({"text/markdown": ["een ", "*twee*"]}, "<em>twee</em>"),
        ({"text/markdown": "- [x](b.ipynb) $x^2$"}, "<msup>"),
        ({"text/latex": "$\\displaystyle x^2$"}, "<msup>"),
        ({"text/latex": r"\[\frac{a}{b}\]"}, "<mfrac>"),
        ({"text/latex": "$$a$$", "image/png": "iVBO"}, "<mi>a</mi>"),
        ({"application/json": {"é": [1]}}, "&#34;é&#34;: [\n    1\n  ]"),
        ({"text/plain": "\x1b[1m26\x1b[0m <b>"}, '<pre class="printed">26 &lt;b&gt;</pre>'),
        ({"text/html": "<b>26</b>"}, '<div class="html"><b>26</b></div>'),
    ],
)
def test_what_is_displayed_is_shown(data: dict[str, Any], expected: str) -> None:
    nb = notebook(text("# B\n\nTekst."))
    shows = notebook(
        text("# A"),
        code("x", shown(None, {**data, "text/plain": data.get("text/plain", "<O object>")})),
    )
    chapters = [("a", "A", shows), ("b", "B", nb)]
    assert expected in build_report(chapters, title="T", publisher="N", year=2023)


@pytest.mark.parametrize(
    "data",
    [
        {"text/markdown": "woord **26**"},
        {"text/html": "<p>woord 26</p>"},
        {"application/json": {"woord": 26}},
        {"text/plain": "woord 26"},
    ],
)
def test_it_is_in_documents_and_in_the_book_too(data: dict[str, Any]) -> None:
    nb = notebook(text("# A"), code("x", shown(None, data)))
    assert "woord" in manuscript([("a", "A", nb)], title="T", sources=[]).html
    assert "woord" in str(book_chapter(nb, "a"))


@pytest.mark.parametrize(
    "words",
    ["  0%|          | 0/10 [00:00<?, ?it/s]", "IntSlider(value=1)", "HBox(children=(Bar(),))"],
)
def test_a_widget_leaves_nothing(words: str) -> None:
    widget = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": words}
    assert words[:9] not in page(shown(None, widget))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("application/vnd.vegalite.v5+json", "an interactive chart"),
        ("application/vnd.plotly.v1+json", "an interactive chart"),
        ("application/vnd.bokehjs_exec.v0+json", "an interactive chart"),
        ("application/javascript", "is a script"),
        ("application/pdf", "is of a type that the report cannot show"),
        ("video/mp4", "is of a type that the report cannot show"),
        ("image/png", "without title and alternative text"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_cell(name: str, said: str) -> None:
    ((where, found),) = refused(shown(None, {name: "x", "text/plain": "<Chart>"}))
    assert where == "chapter 'a', code cell 1"
    assert said in found
    assert name in found


def test_the_html_of_a_charts_library_is_named_as_a_chart() -> None:
    html = "<div id='vega'></div><script>vegaEmbed('#vega', {})</script>"
    ((_, found),) = refused(shown(None, {"text/html": html}))
    assert found == "an interactive chart (text/html)"


@pytest.mark.parametrize(
    ("output", "tags"),
    [
        (shown(None, {"text/plain": "<R at 0x7f00a1b2c3d4>"}), ()),
        (shown(None, {"text/plain": "[<matplotlib.lines.Line2D at 0x7f00a1b2c3d4>]"}), ()),
        (shown(None, {"text/plain": "<function f at 0x7F00A1B2C3D4>"}), ()),
        (shown(None, {"text/html": "<b>&lt;R at 0x7f00a1b2c3d4&gt;</b>"}), ()),
        (shown(None, {"text/markdown": "`<R object at 0x7f00a1b2c3d4>`"}), ()),
        (shown(None, {"application/json": {"a": "<R object at 0x7f00a1b2c3d4>"}}), ()),
        (printed("klaar: <R object at 0x7f00a1b2c3d4>\n"), ("show-output",)),
    ],
)
def test_the_address_of_an_object_is_refused(output: dict[str, Any], tags: tuple[str, ...]) -> None:
    ((where, found),) = refused(output, tags=tags)
    assert where == "chapter 'a', code cell 1"
    assert found.endswith("the address of an object")


@pytest.mark.parametrize(
    ("shows", "object_"),
    [
        ("<built-in function len>", "<built-in function len>"),
        ("[<class 'int'>, 2]", "<class 'int'>"),
        ("{'a': <Axes: >}", "<Axes: >"),
        ("<bound method head of   a\n0 <x>>", "<bound method head of   a\n0 <x>>"),
    ],
)
def test_a_bare_object_is_refused(shows: str, object_: str) -> None:
    ((_, found),) = refused(shown(None, {"text/plain": shows}))
    assert found == f"{object_}, a bare Python object"


@pytest.mark.parametrize(
    "shows",
    ["'<b>'", "['a: <b>', \"<c>\"]", "0    <b>\n1", "a < b > c", "[1, <NA>]", "<Array>\n[1]\n"],
)
def test_values_in_angle_brackets_are_no_object(shows: str) -> None:
    page(shown(None, {"text/plain": shows}))


def test_an_address_that_is_not_shown_is_no_problem() -> None:
    page(printed("<R object at 0x7f00a1b2c3d4>"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[31mrood\x1b[0m", "rood"),
        ("\x1b]8;;https://a.be\x1b\\naam\x1b]8;;\x1b\\", "naam"),
        ("10%\r50%\r100%\n", "100%\n"),
        ("10%\r100%\r", "100%"),
        ("een\r\ntwee", "een\ntwee"),
        ("\x1b[2K\x1b[1Aklaar\x07", "klaar"),
        ("a\tb", "a\tb"),
    ],
)
def test_printed_text_is_what_a_terminal_shows_in_the_end(text: str, left: str) -> None:
    assert plain_text(text) == left


def test_printed_lines_of_a_tagged_cell_are_in_every_format() -> None:
    cell = code("print()", printed("\x1b[1mwoord\x1b[0m ``` <x>\n"), tags=("show-output",))
    nb = notebook(text("# A"), cell)
    document = manuscript([("a", "A", nb)], title="T", sources=[]).html
    assert "<pre>woord ``` &lt;x&gt;\n</pre>" in document
    assert book_chapter(nb, "a").cells[-1].source == "````\nwoord ``` <x>\n````"


def test_markdown_of_the_author_keeps_its_markup_and_a_sentence_of_ours_does_not() -> None:
    html = page(
        shown(None, {"text/markdown": "<b>eigen</b>"}),
        shown("prose", {"text/markdown": "<b>label</b>"}),
    )
    assert "<b>eigen</b>" in html
    assert "&lt;b&gt;label" in html


def test_every_type_has_a_fate_and_an_empty_output_has_none() -> None:
    cases = {"text/html": Fate.MARKUP, "image/tiff": Fate.PICTURE, "model/stl": Fate.UNKNOWN}
    for name, fate in cases.items():
        (cell,) = notebook(code("x", shown(None, {name: "x"}))).cells
        assert fate_of(cell.outputs[0]) == (name, fate)
    (empty,) = notebook(code("x", shown(None, {}))).cells
    assert fate_of(empty.outputs[0]) is None


def test_no_output_reaches_the_page_without_a_kind() -> None:
    """A bundle of several types is shown once, by the first type of the list."""
    both = {"text/html": "<b>html</b>", "text/markdown": "markdown", "text/plain": "tekst"}
    html = page(shown(None, both))
    assert re.findall(r"<b>html</b>|markdown|>tekst", html.split("<main")[1]) == ["<b>html</b>"]

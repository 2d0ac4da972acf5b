"""Whatever a notebook holds, its page passes the checks, or the problems name its cells."""

from __future__ import annotations

import json
import re
from typing import Any

import html5lib  # type: ignore[import-untyped] # has no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.page.checks import OWN_SCRIPTS, ReportError
from analysis.publishing.page.fetching import fetched, fetched_by_style
from composing import build_report, code, figure, notebook, printed, shown, table, text

DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)
HIDDEN_WORD = "GEHEIM"  # what no page may show
PROSE = [
    "Gewoon **vet** en [een link](https://vlaanderen.be).",
    "## Kop\n\n### Kop\n\n## Kop",
    "#### Te diep",
    "# Nog een titel",
    "<font color=red>open",
    "</div></section></main>",
    "<textarea>",
    "<style>body{display:none}</style>",
    "<script>fetch('https://a.be')</script>",
    "<!-- open",
    "<!-- dicht -->",
    "<p>een <b>twee</p>",
    "a < b en c > d & e",
    "<table><tr><td>x",
    "<details><summary>x</summary>y</details>",
    "<svg onload=alert(1)></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<img src=x onerror=alert(1)>",
    "![x](foto.png)",
    "![x](https://a.be/x.png)",
    "![x](attachment:weg.png)",
    "![x](attachment:er.png)",
    '<img src="attachment:er.png" alt="x">',
    '<img srcset="a.png 1x, b.png 2x" alt="">',
    "<div style='background: u\\72l(https://a.be/x.png)'>x</div>",
    "<iframe src='https://a.be'></iframe>",
    "<object data='x.pdf'></object>",
    "<link rel=stylesheet href=x.css>",
    "<meta http-equiv=refresh content='0;url=https://a.be'>",
    "<base href='https://a.be'>",
    "<form action='https://a.be'><input name=x></form>",
    "$x^2$ en $$\\frac{a}{b}$$",
    "$\\onbekend{x}$",
    "$$\\begin{align}a&=b\\end{align}$$",
    "$5 en $6, 7$ of 8$",
    "Woord[^1].\n\n[^1]: Noot <b>",
    "Woord[^weg].",
    "[^1]: Noot zonder woord",
    "- [ ] taak\n- [x] gedaan",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "Zie @fig-weg en [@tbl-weg].",
    "Zie [een ander](b.ipynb) en [weg](weg.ipynb).",
    "```html\n<script>x</script>\n```",
    "`<script>`",
    "~~~\nopen",
    "\x00\x01\x1b[31m",
    "\u202eomgekeerd\u200b",
    "&#0; &amp;nbsp; &nope;",
    "<![CDATA[x]]>",
    "<?php echo 1 ?>",
    "<x-eigen>y</x-eigen>",
    "{{ 7 * 7 }} {% raw %}",
    "> citaat\n1. een\n   - twee",
    "a" * 3000,
    "[" * 200,
    "*" * 200,
    "> " * 60 + "x",
    "",
    " \n\t",
]
BUNDLES: list[dict[str, Any]] = [
    {"text/plain": "26"},
    {"text/plain": "<R at 0x7f00a1b2c3d4>"},
    {"text/plain": ["een", "twee"]},
    {"text/html": "<b>26</b>"},
    {"text/html": "<b>open"},
    {"text/html": "</section>"},
    {"text/html": "<table><tr><td>1</td></tr></table>"},
    {"text/html": "<style>@import 'x.css'</style>"},
    {"text/html": "<div onclick=alert(1)>x</div>"},
    {"text/html": "<video src=x.mp4></video>"},
    {"text/html": ["<p>", "lijnen</p>"]},
    {"text/markdown": "**vet** $x$"},
    {"text/markdown": "# Titel\n\n<div>"},
    {"text/markdown": "![x](https://a.be/x.png)"},
    {"text/latex": "$$\\frac{1}{2}$$"},
    {"text/latex": "\\begin{tabular}x"},
    {"application/json": {"a": [1, None]}},
    {"application/javascript": "alert(1)"},
    {"application/vnd.vegalite.v5+json": {"data": {"url": "https://a.be"}}},
    {"application/vnd.plotly.v1+json": {}, "image/png": DOT},
    {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "HBox()"},
    {"application/pdf": "JVBERi0="},
    {"image/png": DOT},
    {"image/png": "geen base64"},
    {"image/svg+xml": "<svg viewBox='0 0 1 1'><script>x</script></svg>"},
    {"image/svg+xml": ""},
    {"": "leeg"},
    {},
]
ERROR = {"output_type": "error", "ename": "E", "evalue": "\x1b[31mfout", "traceback": []}
OUTPUTS: list[dict[str, Any]] = [
    *(shown(None, bundle) for bundle in BUNDLES),
    printed("50%\r100%\n\x1b[1mvet\x1b[0m <b> & \x00"),
    ERROR,
    figure(),
    figure(alt=""),
    figure(title="<b>Titel</b> & 'x'"),
    table(),
    table(title=" "),
    shown("table", {"text/html": "<p>geen tabel"}, title="T"),
    shown("prose", {"text/markdown": "<script>x</script> [@fig-x]"}),
    shown("html", {"text/html": "<dl></dl>", "text/plain": "x"}),
    shown("onbekend", {"text/plain": "x"}),
]
HEADS = [
    "",
    "#| label: fig-x\n",
    "#| label: fig-x\n#| fig-cap: Titel\n#| fig-alt: Tekst\n",
    "#| fig-cap: <b>\n#| fig-alt: '\"'\n",
    "#| echo: false\n",
    "#| code-fold: show\n",
    "#| label: 'a b'\n",
    '#| label: x"><script>\n',
]
HIDDEN = ["#| include: false\n", "#| output: false\n", "#| eval: false\n"]
SOURCES = ["x", "show(x)", "", "</script><b>", "%%time\nx", "# é\n" * 30, "\ud7ff\x00"]
ATTACHED = {"attachments": {"er.png": {"image/png": DOT}}}

some_prose = st.sampled_from(PROSE).map(lambda source: text(source) | ATTACHED)
some_code = st.builds(
    lambda head, source, outputs, tags: code(head + source, *outputs, tags=tuple(tags)),
    st.sampled_from(HEADS),
    st.sampled_from(SOURCES),
    st.lists(st.sampled_from(OUTPUTS), max_size=2),
    st.lists(st.sampled_from(["show-output", "parameters", "injected-parameters"]), max_size=1),
)
hidden = st.builds(
    lambda head, tags: code(
        f"{head}x", printed(HIDDEN_WORD), shown(None, {"text/html": HIDDEN_WORD}), tags=tuple(tags)
    ),
    st.sampled_from(HIDDEN),
    st.lists(st.just("show-output"), max_size=1),
)
some_cells = st.lists(some_prose | some_code | hidden, max_size=4)


def made(cells: list[dict[str, Any]]) -> str | list[tuple[str, str]]:
    """Return the page of an odd chapter and a plain one, or what is wrong with it."""
    content = json.dumps([text("# A\n\nTekst."), *cells])
    odd, plain = notebook(*json.loads(content)), notebook(text("# B\n\nBuur."))
    try:
        chapters = [("a", "A", odd), ("b", "B", plain)]
        return build_report(chapters, title="T", publisher="N", year=2023)
    except ReportError as error:
        return [(one.where, one.found) for one in error.problems]


@pytest.mark.slow
@settings(max_examples=50)
@given(some_cells)
def test_a_notebook_becomes_a_sound_page_or_problems_that_name_its_cells(
    cells: list[dict[str, Any]],
) -> None:
    first = made(cells)
    assert made(cells) == first, "the same notebook gives the same page"
    if isinstance(first, str):
        assert_sound(first)
    else:
        assert first
        for where, found in first:
            assert re.match(r"chapter 'a', (code|Markdown|raw) cell \d+", where), (where, found)


@pytest.mark.parametrize("label", ['x"><script>', "'a b'", "a&b"])
def test_a_label_that_fits_no_id_is_a_problem_of_its_cell(label: str) -> None:
    """An executed notebook may come from elsewhere, so its label was not checked before it ran."""
    problems = made([code(f"#| label: {label}\nx", figure())])
    assert isinstance(problems, list)
    ((where, found),) = problems
    assert where.startswith("chapter 'a', code cell 1")
    assert found.startswith("label '")


def assert_sound(html: str) -> None:
    """Read the page as a browser does, not as our checks do."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(html)
    sections = [one for one in document.iter("section") if one.get("class") == "chapter"]
    assert [one.get("id") for one in sections] == ["a", "b"]
    assert not [one for one in sections[0].iter("section") if one.get("id") == "b"]
    assert "".join(sections[1].itertext()).split()[:2] == ["B", "Buur."]
    assert len(list(document.iter("script"))) == OWN_SCRIPTS
    assert HIDDEN_WORD not in html
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        values = {str(name): value for name, value in element.attrib.items()}
        assert fetched(element.tag, values) == []
        assert not [name for name in values if name.startswith("on")]
        if element.tag == "style":
            assert fetched_by_style(element.text or "") == ()


@pytest.mark.parametrize("output", OUTPUTS, ids=range(len(OUTPUTS)))
def test_each_output_alone(output: dict[str, Any]) -> None:
    """In documents too, which share the transforms of the page."""
    cells = [code("x", output, tags=("show-output",))]
    page = made(cells)
    assert made(cells) == page
    nb = notebook(*json.loads(json.dumps([text("# A"), *cells])))
    if isinstance(page, str):
        assert "<script" not in manuscript([("a", "A", nb)], title="T", sources=[]).html
        return
    with pytest.raises(ReportError) as caught:
        manuscript([("a", "A", nb)], title="T", sources=[])
    assert [(one.where, one.found) for one in caught.value.problems] == page


@pytest.mark.parametrize("prose", PROSE, ids=range(len(PROSE)))
def test_each_piece_of_prose_alone(prose: str) -> None:
    found = made([text(prose) | ATTACHED])
    if isinstance(found, str):
        assert_sound(found)
    else:
        assert {where for where, _ in found} == {"chapter 'a', Markdown cell 2"}


def test_a_name_made_of_code_gives_way_to_a_label_further_on() -> None:
    page = made([code("x", figure()), code("#| label: fig-x\nx", figure())])
    assert isinstance(page, str)
    assert re.findall(r'<figure[^>]* id="(a-[^"]+)"', page) == ["a-fig-x-2", "a-fig-x"]

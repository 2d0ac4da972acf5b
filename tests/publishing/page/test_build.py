"""Whole pages, from notebooks built in memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from analysis.publishing.page.checks import ReportError
from composing import TABLE, build_report, code, figure, notebook, printed, shown, table, text

if TYPE_CHECKING:
    from nbformat import NotebookNode


def report(**chapters: NotebookNode) -> str:
    executed = [(name, name.title(), nb) for name, nb in chapters.items()]
    return build_report(executed, title="Proef", publisher="Niemand", year=2023, sources=["Plan"])


def refused(**chapters: NotebookNode) -> list[tuple[str, str]]:
    with pytest.raises(ReportError) as caught:
        report(**chapters)
    assert caught.value.exit_code == 4
    return [(problem.where, problem.found) for problem in caught.value.problems]


def test_figures_and_tables_are_numbered_through_the_whole_report() -> None:
    html = report(
        a=notebook(text("# A"), code("f()", figure(), table()), code("g()", figure())),
        b=notebook(text("# B"), code("h()", figure(), table())),
    )
    numbers = re.findall(r'<span class="number">(.*?)\.</span>', html)
    assert [n.replace("\xa0", " ") for n in numbers] == [
        "Figuur 1", "Tabel 1", "Figuur 2", "Figuur 3", "Tabel 2",
    ]  # fmt: skip


def test_a_reference_becomes_a_link_within_its_chapter() -> None:
    """The same label in two chapters refers to two figures; code is unchanged."""
    chapter = [
        text("# T"),
        text("Zie @fig-x, [@tbl-y] en `@fig-x`."),
        code("#| label: fig-x", figure()),
    ]
    last = code('#| label: "tbl-y"\nshow()', table())
    html = report(a=notebook(*chapter, last), b=notebook(*chapter, last))
    assert '<a href="#a-fig-x" id="a-fig-x-vermelding-1">Figuur\xa01</a>' in html
    assert '<a href="#a-tbl-y" id="a-tbl-y-vermelding-1">Tabel\xa01</a>' in html
    assert '<a href="#b-fig-x" id="b-fig-x-vermelding-1">Figuur\xa02</a>' in html
    assert "<code>@fig-x</code>" in html
    assert '<figure id="b-fig-x">' in html
    assert "#|" not in html


def test_a_figure_links_back_to_every_mention() -> None:
    prose = text("# T\n\nZie @fig-x en opnieuw @fig-x.")
    html = report(a=notebook(prose, code("#| label: fig-x\nshow()", figure(), table())))
    back = re.findall(r'<a href="#(a-fig-x-vermelding-\d)" aria-label="(.*?)">', html)
    assert back == [
        ("a-fig-x-vermelding-1", "Terug naar vermelding 1 van figuur\xa01"),
        ("a-fig-x-vermelding-2", "Terug naar vermelding 2 van figuur\xa01"),
    ]
    assert html.count("Genoemd in de tekst") == 1


def test_the_figures_of_a_section_have_labels_of_their_own_and_its_headings_are_listed() -> None:
    """One cell shows a heading, a sentence, a figure and a table."""
    heading = shown("prose", {"text/markdown": "## Wat kwam ervan\n\nZie @tbl-a-lijst."})
    cell = code("show(part.x.section())", heading, figure(label="fig-a-status"),
                table(label="tbl-a-lijst"))  # fmt: skip
    html = report(a=notebook(text("# A"), cell))
    assert '<figure id="a-fig-a-status">' in html
    assert '<div class="table" id="a-tbl-a-lijst">' in html
    assert 'href="#a-tbl-a-lijst"' in html
    assert '<a href="#a-wat-kwam-ervan">' in html


def test_an_unknown_reference_is_refused_with_the_nearest_label() -> None:
    wrong = notebook(text("# T\n\nZie @fig-y."), code("#| label: fig-x\nshow()", figure()))
    with pytest.raises(ReportError, match="Did you mean 'fig-x'"):
        report(a=wrong)


def test_a_link_to_another_notebook_becomes_a_link_to_its_chapter() -> None:
    html = report(a=notebook(text("# A\n\nZie [B](b.ipynb).")), b=notebook(text("# B\n\nTekst.")))
    assert '<a href="#b">B</a>' in html
    assert refused(a=notebook(text("# A\n\nZie [C](c.ipynb)."))) == [
        ("chapter 'a', Markdown cell 1", "a link to '#c', which is no place in the report")
    ]


def test_headings_go_one_level_down_and_into_the_chapters_list_of_parts() -> None:
    """One h1; the notebook's title is the chapter's h2; only its sections are listed."""
    sections = "## Wat kwam er van?\n\nEen.\n\n### Dieper\n\nTwee.\n\n## Wat kwam er van?\n\nDrie."
    html = report(a=notebook(text("# Kwam het er van?"), text(sections)))
    assert re.findall(r"<h(\d)[^>]*>([^<]*)", html)[1:] == [
        ("2", "Kwam het er van?"), ("3", "Wat kwam er van?"), ("4", "Dieper"),
        ("3", "Wat kwam er van?"), ("2", "Over dit rapport"), ("3", "Bronnen"),
        ("3", "Toegankelijkheidsverklaring"), ("4", "Wat getest is"),
        ("4", "Wat u nog kan hinderen"), ("4", "Kunt u iets niet lezen of gebruiken?"),
    ]  # fmt: skip
    listed = re.findall(
        r'<li><a href="#(.*?)">', html.split('<nav class="side"')[1].split("<section")[0]
    )
    assert listed == ["a", "over", "a"]  # the last for paper
    parts = html.split('<nav class="parts"')[1].split("</nav>")[0]
    assert re.findall(r'href="#(.*?)"', parts) == ["a-wat-kwam-er-van", "a-wat-kwam-er-van-2"]


def test_ids_are_unique_when_figures_use_the_same_ones() -> None:
    """Each reference points into its own figure."""
    html = report(a=notebook(text("# A"), code("#| label: fig-x", figure(), figure(), table())))
    assert 'id="a-fig-x-pf00d"' in html
    assert 'xlink:href="#a-fig-x-pf00d" clip-path="url(#a-fig-x-c1)"' in html
    assert 'xlink:href="#a-fig-x-2-pf00d"' in html
    assert '<th scope="col" id="a-fig-x-3-a">' in html


def test_a_figure_has_caption_alternative_text_and_its_data() -> None:
    html = report(
        a=notebook(
            text("# A"),
            code("f()", figure(alt='Een "lijn" < 3', title="A & B", note="N", data_html=TABLE)),
        )
    )
    assert '<svg role="img" aria-label="Een &quot;lijn&quot; &lt; 3"' in html
    assert "</span> A &amp; B<" in html
    assert '<p class="note">N</p>' in html
    assert "Gegevens als tabel" in html


def test_a_table_has_a_real_caption_and_scrolls_by_itself() -> None:
    html = report(a=notebook(text("# A"), code("f()", table("Normen < 3"))))
    assert (
        '<div class="scroll" tabindex="0" role="region" aria-label="Tabel\xa01"><table class="t">'
        '<caption><span><span class="number">Tabel\xa01.</span> Normen &lt; 3<'
    ) in html
    assert '<p class="source">Bron: 11.1.1</p>' in html


def test_prose_and_key_figures_are_shown_as_they_are() -> None:
    prose = shown("prose", {"text/markdown": "Er zijn **26** gehaald, zie @fig-x."})
    cards = shown("html", {"text/html": '<dl class="key-figures"></dl>'})
    html = report(
        a=notebook(text("# A"), code("#| label: fig-x", figure()), code("p()", prose, cards))
    )
    assert "<strong>26</strong>" in html
    assert '<a href="#a-fig-x" ' in html
    assert '<dl class="key-figures"></dl>' in html


def test_code_can_be_opened_and_printed_output_is_left_out() -> None:
    """The code of a cell without output is at the chapter's end."""
    html = report(
        a=notebook(
            text("# A\n\nTekst."),
            code("show(1)", printed("lawaai")),
            code("show(2)", printed("gewenst <1>"), tags=("show-output",)),
        )
    )
    assert html.count("Toon code</span></summary>") == 1
    end = html.split("Parameters en opzet van dit hoofdstuk")[1]
    assert '<span class="n">show</span><span class="p">(</span><span class="mi">1</span>' in end
    assert "lawaai" not in html
    assert '<pre class="printed">gewenst &lt;1&gt;</pre>' in html


def test_parameters_are_shown_at_the_end_with_their_values() -> None:
    html = report(
        a=notebook(
            text("# A\n\nTekst."),
            code("year = 2000", tags=("parameters",)),
            code("# Parameters\nyear = 2023", tags=("injected-parameters",)),
        )
    )
    assert '<span class="mi">2000</span>' not in html
    assert "Toon code" not in html
    assert html.index("Parameters en opzet van dit hoofdstuk") > html.index("Tekst.")
    assert '<span class="mi">2023</span>' in html


@pytest.mark.parametrize("alt", [None, "", " ", "No description has been provided for this image"])
def test_a_figure_without_authored_alternative_text_is_refused(alt: str | None) -> None:
    found = refused(a=notebook(text("# A"), code("x = 1"), code("f()", figure(alt=alt))))
    assert found == [("chapter 'a', code cell 2", "a figure without alt")]


def test_a_figure_without_title_or_picture_is_refused() -> None:
    bare = shown("figure", {"text/plain": "x"}, alt="Een lijn")
    found = [words for _, words in refused(a=notebook(text("# A"), code("f()", bare)))]
    assert found == ["a figure without title", "a figure without image/svg+xml"]


@pytest.mark.parametrize(
    "data", [{"image/png": "iVBO"}, {"text/html": "<div><table></table></div>"}]
)
def test_output_displayed_without_show_is_refused(data: dict[str, str]) -> None:
    found = refused(a=notebook(text("# A\n\nTekst."), code("df", shown(None, data))))
    assert found[0][1].endswith("without title and alternative text")


def test_a_leftover_error_is_refused() -> None:
    error = {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}
    assert refused(a=notebook(text("# A\n\nTekst."), code("x", error))) == [
        ("chapter 'a', code cell 1", "KeyError: 'x'")
    ]


def test_an_empty_chapter_is_refused() -> None:
    assert refused(a=notebook(text("# A"))) == [("chapter 'a'", "a heading without text")]


def test_the_same_label_twice_is_refused() -> None:
    cell = code("#| label: fig-x\nshow()", figure())
    assert ("index.html", "id 'a-fig-x' on 2 elements") in refused(
        a=notebook(text("# A"), cell, cell)
    )


def test_a_label_on_a_cell_that_shows_nothing_is_refused() -> None:
    found = refused(a=notebook(text("# A\n\nTekst."), code("#| label: fig-x\nx = 1")))
    assert found[0][1] == "label 'fig-x' on a cell that shows no figure and no table"


def test_a_labelled_cell_can_state_that_there_is_nothing_to_show() -> None:
    """In a year without inspections a sentence replaces the figure."""
    nothing = shown("prose", {"text/markdown": "Geen gegevens."})
    html = report(a=notebook(text("# A"), code("#| label: fig-x\nshow()", nothing)))
    assert "<p>Geen gegevens.</p>" in html


def test_the_label_of_an_absent_optional_item_is_no_target() -> None:
    """With a single plan there is no table of years; a reference to it is refused."""
    absent = code("#| label: tbl-jaren\nshow(x(), optional=True)")
    assert "tbl-jaren" not in report(a=notebook(text("# A\n\nTekst."), absent))
    there = code("#| label: tbl-jaren\nshow(x(), optional=True)", table())
    assert 'id="a-tbl-jaren"' in report(a=notebook(text("# A"), there))
    found = refused(a=notebook(text("# A\n\nZie @tbl-jaren."), absent))
    assert found[0][1].startswith("a reference to '@tbl-jaren'")


def test_the_problems_of_all_chapters_are_reported_at_once() -> None:
    wrong = notebook(text("# T"), code("f()", figure(alt="")))
    assert [where for where, _ in refused(a=wrong, b=wrong)] == [
        "chapter 'a', code cell 1",
        "chapter 'b', code cell 1",
    ]


def test_the_same_notebooks_give_the_same_bytes_and_are_unchanged() -> None:
    cells = text("# A"), code("f()", figure(), table())
    nb = notebook(*cells)
    before = nbformat.writes(nb, version=4)  # type: ignore[no-untyped-call]
    first = report(a=nb)
    assert nbformat.writes(nb, version=4) == before  # type: ignore[no-untyped-call]
    assert report(a=notebook(*cells)) == first


def test_the_page_names_a_contact() -> None:
    """The contact in the settings, or else the publisher."""
    made = [("a", "A", notebook(text("# A\n\nTekst.")))]
    general: dict[str, Any] = {"title": "T", "publisher": "Niemand", "year": 2023}
    assert "Meld het aan Niemand," in build_report(made, **general)
    html = build_report(made, **general, contact="Datateam (data@wse.example)")
    assert "Meld het aan Datateam (data@wse.example)," in html


@pytest.mark.parametrize(
    ("kind", "mime", "content"),
    [
        ("figure", "image/svg+xml", '<?xml version="1.0"?><svg></svg>'),
        ("table", "text/html", "<div><table></table></div>"),
    ],
)
def test_markup_that_show_does_not_write_is_refused(kind: str, mime: str, content: str) -> None:
    cell = code("f()", shown(kind, {mime: content}, title="T", alt="Een lijn"))
    ((where, found),) = refused(a=notebook(text("# A"), cell))
    assert where == "chapter 'a', code cell 1"
    assert found.startswith(f"a {kind} that begins with")


@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        (["a", "b"], ["x.html#hoofdstuk-a", "x.html#hoofdstuk-b", "x.html"]),
        (["vergelijking"], ["x.html", "x.html"]),
    ],
)
def test_each_chapter_links_to_its_row_in_the_index_and_a_comparison_to_the_whole(
    chapters: list[str], expected: list[str]
) -> None:
    executed = [(name, name, notebook(text("# T\n\nTekst."))) for name in chapters]
    html = build_report(executed, title="Proef", publisher="Niemand", year=2023, years="x.html")
    assert re.findall(r'<a class="years-of" href="([^"]*)">', html) == expected

"""A picture that a library draws is a figure, when its cell says what it shows."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.publishing.outputs.documents.manuscript import manuscript
from analysis.publishing.outputs.quarto.chapters import book_chapter
from analysis.publishing.page.checks import ReportError
from composing import build_report, code, figure, notebook, shown, text

DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)
DRAWN = '<?xml version="1.0"?><svg viewBox="0 0 20 10"><script>1</script><g id="a"/></svg>'
OPTIONS = '#| label: fig-x\n#| fig-cap: "Het stijgt"\n#| fig-alt: Een lijn\n'
BUNDLES: dict[str, dict[str, Any]] = {
    "a PNG": {"image/png": DOT, "text/plain": "<Figure size 640x480>"},
    "an SVG in lines": {"image/svg+xml": [DRAWN[:30], DRAWN[30:]]},
    "altair": {"application/vnd.vegalite.v5+json": {}, "image/png": f"{DOT}\n"},
    "plotly": {"application/vnd.plotly.v1+json": {}, "text/html": "<b>", "image/svg+xml": DRAWN},
    "bokeh": {"application/vnd.bokehjs_exec.v0+json": "", "image/svg+xml": DRAWN},
}
FRAME = shown(
    None,
    {
        "text/html": '<div><style scoped>x</style><table border="1" class="dataframe"><thead><tr '
        'style="text-align: right;"><th></th><th>Jaar</th></tr></thead><tbody><tr><th>0</th>'
        "<td>2023</td></tr></tbody></table></div>",
        "text/plain": "   Jaar",
    },
)
bundles = pytest.mark.parametrize("data", BUNDLES.values(), ids=BUNDLES)


def made(source: str, *outputs: dict[str, Any]) -> str:
    nb = notebook(
        text("# A\n\nZie @fig-x." if "label" in source else "# A"), code(source, *outputs)
    )
    return build_report([("a", "A", nb)], title="T", publisher="N", year=2023)


def refused(source: str, *outputs: dict[str, Any]) -> list[tuple[str, str, str]]:
    with pytest.raises(ReportError) as caught:
        made(source, *outputs)
    return [(one.where, one.found, one.remedy) for one in caught.value.problems]


@bundles
def test_with_a_title_and_a_text_it_is_a_numbered_figure(data: dict[str, Any]) -> None:
    html = made(f"{OPTIONS}chart", FRAME, shown(None, data))
    assert '<span class="number">Figuur\xa01.</span> Het stijgt' in html
    assert 'role="img" aria-label="Een lijn"' in html
    assert '<image width="' in html
    assert "<script>1" not in html
    assert '<th scope="row">0</th>' in html
    assert html.count("2023</td>") == 1


@bundles
def test_it_is_in_documents_and_in_the_book_too(data: dict[str, Any]) -> None:
    nb = notebook(text("# A"), code(f"{OPTIONS}chart", shown(None, data), FRAME))
    document = manuscript([("a", "A", nb)], title="T", sources=[])
    assert 'alt="Een lijn"' in document.html
    assert "data:image/" in document.pictures["a-fig-x.svg"]
    (*_, cell) = book_chapter(nb, "a").cells
    assert '#| fig-alt: "Een lijn"' in cell.source


@bundles
def test_without_them_the_problem_names_the_options(data: dict[str, Any]) -> None:
    ((where, found, remedy),) = refused("chart", shown(None, data))
    assert where == "chapter 'a', code cell 1"
    assert found.endswith("without title and alternative text")
    assert "give its cell `#| fig-cap:`, `#| fig-alt:`, a data frame with" in remedy


@pytest.mark.parametrize("options", ["#| fig-cap: Titel\n", "#| fig-alt: Een lijn\n"])
def test_one_of_the_two_is_not_enough(options: str) -> None:
    ((_, found, _), *_) = refused(f"{options}chart", shown(None, BUNDLES["altair"]), FRAME)
    assert found == "application/vnd.vegalite.v5+json without title and alternative text"


def test_without_its_data_it_is_no_figure() -> None:
    ((_, found, remedy),) = refused(f"{OPTIONS}chart", shown(None, BUNDLES["a PNG"]))
    assert found == "image/png without its data as a table"
    assert "give its cell a data frame with the figure's data" in remedy


@pytest.mark.parametrize(
    ("mime", "remedy"),
    [
        ("application/vnd.vegalite.v5+json", "alt.renderers.enable('svg')"),
        ("application/vnd.plotly.v1+json", "plotly.io.renderers.default = 'svg'"),
        ("application/vnd.bokehjs_load.v0+json", "bokeh.io.export_svg"),
        ("application/vnd.holoviews_exec.v0+json", "with show(); to keep"),
    ],
)
@pytest.mark.parametrize("picture", [None, "geen base64!", "aGFsbG8="])
def test_without_a_picture_the_problem_says_how_to_get_one(
    mime: str, remedy: str, picture: str | None
) -> None:
    data = {mime: "x", **({"image/png": picture} if picture else {})}
    ((_, found, said), *_) = refused("chart", shown(None, data))
    assert (found, remedy in said) == (f"an interactive chart ({mime})", True)


def test_an_option_that_does_nothing_is_a_problem() -> None:
    ((_, found, _),) = refused(f"{OPTIONS}show(chart)", figure())
    assert found == "option 'fig-cap' on a cell that displays no picture of its own"

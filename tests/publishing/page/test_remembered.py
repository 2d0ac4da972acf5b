"""A chapter that is remembered is not rendered again, and the page is the same to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.publishing.page.assemble import export_chapters
from analysis.publishing.page.html import export_chapter
from analysis.publishing.page.reading import read_chapter, read_page
from analysis.publishing.page.remembered import RememberedChapters
from composing import build_report, code, executed, figure, notebook, table, text

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.page.chapter_page import ChapterPage


def _chapter(name: str, *figures: str) -> NotebookNode:
    cells = (code(f"#| label: fig-{name}-{one}\nx()", figure()) for one in figures)
    return notebook(text(f"# {name}\n\nTekst over {name}."), *cells, code("t()", table(name)))


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The chapters that were rendered, in order."""
    seen: list[str] = []

    def counted(exporter, one, *args, **options):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202 - passed on
        seen.append(one[0])
        return export_chapter(exporter, one, *args, **options)

    monkeypatch.setattr("analysis.publishing.page.assemble.export_chapter", counted)
    return seen


def _export(
    memory: RememberedChapters, notebooks: dict[str, tuple[str, NotebookNode]]
) -> list[ChapterPage]:
    """Render notebooks, each with the state that it is in."""

    def chapters() -> list[tuple[str, str, NotebookNode]]:
        made = []
        for name, (state, nb) in notebooks.items():
            one, _ = memory.executed(name, state, lambda name=name, nb=nb: (executed(name, nb), ""))  # type: ignore[misc] # bound now
            made.append((name, name, one.notebook))
        return made

    return export_chapters(chapters(), {}, None, memory)


def test_the_same_states_are_rendered_once(rendered: list[str]) -> None:
    memory = RememberedChapters()
    notebooks = {name: ("1", _chapter(name, "a")) for name in ("vsi", "activering")}
    assert _export(memory, notebooks) == _export(memory, notebooks)
    assert rendered == ["vsi", "activering"]


def test_another_state_is_rendered_again(rendered: list[str]) -> None:
    memory = RememberedChapters()
    notebooks = {name: ("1", _chapter(name, "a")) for name in ("vsi", "activering")}
    _export(memory, notebooks)
    notebooks["activering"] = ("2", notebook(text("# activering\n\nIets anders.")))
    pages = _export(memory, notebooks)
    assert rendered == ["vsi", "activering", "activering"]
    assert "Iets anders" in pages[1].html


def test_one_more_figure_renumbers_the_chapters_after_it(rendered: list[str]) -> None:
    memory = RememberedChapters()
    notebooks = {name: ("1", _chapter(name, "a")) for name in ("vsi", "activering")}
    _export(memory, notebooks)
    notebooks["vsi"] = ("2", _chapter("vsi", "a", "b"))
    pages = _export(memory, notebooks)
    assert rendered == ["vsi", "activering", "vsi", "activering"]
    assert "Figuur\xa03" in pages[1].html


def test_a_chapter_without_a_known_state_is_rendered(rendered: list[str]) -> None:
    memory = RememberedChapters()
    notebooks = {"vsi": ("1", _chapter("vsi", "a"))}
    _export(memory, notebooks)
    memory.forget("vsi")
    export_chapters([("vsi", "vsi", _chapter("vsi", "a"))], {}, None, memory)
    export_chapters([("vsi", "vsi", _chapter("vsi", "a"))], {}, None, memory)
    assert rendered == ["vsi"] * 3


@pytest.mark.parametrize("extra", ["", "<div>nooit gesloten", "</p>", '<p tabindex="3">x</p>'])
def test_a_page_read_in_parts_has_the_same_content(extra: str) -> None:
    html = build_report(
        [(name, name, _chapter(name, "a")) for name in ("vsi", "activering")],
        title="T",
        publisher="D",
        year=2023,
        sources=(),
        beside=(),
    )
    html = html.replace("Tekst over vsi.", f"Tekst over vsi.{extra}")
    parts = []
    for name in ("vsi", "activering"):
        begin = html.index(f'<section class="chapter" id="{name}"')
        part = html[begin : html.index("</section>", begin) + len("</section>")]
        parts.append((part, read_chapter(part)))
    assert read_page(html, parts) == read_page(html)

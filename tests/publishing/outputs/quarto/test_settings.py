"""The settings of the book: ours, and those of the person who publishes it."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from analysis.errors import SettingsError
from analysis.publishing.outputs import quarto
from analysis.publishing.outputs.output import OutputContext
from analysis.publishing.outputs.quarto.settings import book_settings, own_formats, own_settings
from analysis.publishing.page.palette import LIGHT
from analysis.toolkit.charts.theme import contrast

if TYPE_CHECKING:
    from analysis.paths import Project

THEME = files(quarto).joinpath("theme.scss").read_text(encoding="utf-8")


@pytest.fixture
def context(project: Project) -> OutputContext:
    return OutputContext(project, 2023, project.root)


def settings(context: OutputContext, downloads: tuple[str, ...] = ()) -> dict[str, Any]:
    return book_settings(context, ["vsi.ipynb"], downloads)


def own(context: OutputContext, text: str) -> None:
    context.project.quarto_params.write_text(text, encoding="utf-8")


def test_the_book_is_dutch_and_executes_nothing(context: OutputContext) -> None:
    made = settings(context)
    assert made["project"] == {"type": "book", "output-dir": "_book"}
    assert made["lang"] == "nl"
    assert made["execute"]["enabled"] is False
    assert made["book"]["chapters"] == ["index.qmd", "vsi.ipynb"]


def test_long_tables_break_over_pages_of_the_pdf(context: OutputContext) -> None:
    """Stands for: a figure of typst does not break over pages, so a long table loses its rows."""
    rule = '#show figure.where(kind: "quarto-float-tbl"): set block(breakable: true)'
    assert settings(context)["format"]["typst"]["include-in-header"] == [{"text": rule}]


def test_word_is_not_made_by_quarto(context: OutputContext) -> None:
    assert list(settings(context)["format"]) == ["html", "typst"]


def test_our_documents_are_the_downloads_under_the_name_that_quarto_links_to(
    context: OutputContext,
) -> None:
    """Stands for `downloadTools` in Quarto: a download is `output-file` with the extension."""
    made = settings(context, ("pdf", "docx"))
    assert made["book"]["downloads"] == ["pdf", "docx"]
    assert made["book"]["output-file"] == "planmonitor-2023"
    names = ["planmonitor-2023.pdf", "planmonitor-2023.docx"]
    assert made["project"]["resources"] == names
    assert "downloads" not in settings(context)["book"]


def test_a_pdf_of_quarto_takes_the_place_of_ours(context: OutputContext) -> None:
    """Stands for: Quarto copies resources after the files that it made, and would overwrite it."""
    own(context, "format:\n  typst: default\n")
    made = settings(context, ("pdf", "docx"))
    assert made["project"]["resources"] == ["planmonitor-2023.docx"]
    assert "include-in-header" in made["format"]["typst"]


def test_a_document_of_quarto_is_a_download_too(context: OutputContext) -> None:
    own(context, "format:\n  typst: default\n  epub: default\n")
    made = settings(context, ("docx",))
    assert made["book"]["downloads"] == ["docx", "pdf", "epub"]


@pytest.mark.parametrize("off", ["false", ""])
def test_a_format_that_quarto_leaves_out_is_neither_made_nor_linked(
    context: OutputContext, off: str
) -> None:
    """Stands for `formatKeys` in Quarto, which skips a format that is `null` or `false`."""
    own(context, f"format:\n  typst: {off}\n")
    assert own_formats(own_settings(context)) == []
    made = settings(context, ("pdf",))
    assert made["project"]["resources"] == ["planmonitor-2023.pdf"]
    assert made["book"]["downloads"] == ["pdf"]


def test_the_book_says_what_a_reader_needs_to_cite_it(context: OutputContext) -> None:
    made = settings(context)
    assert made["book"]["date"] == "2023-02-24"
    assert made["citation"]["issued"] == "2023-02-24"
    assert made["format"]["html"]["code-fold"] is True
    assert made["execute"]["echo"] is True
    assert "license" not in made


def test_own_settings_go_over_ours(context: OutputContext) -> None:
    own(context, "book:\n  repo-url: https://example.org/x\n  search: false\n")
    book = settings(context)["book"]
    assert book["repo-url"] == "https://example.org/x"
    assert book["search"] is False
    assert book["chapters"] == ["index.qmd", "vsi.ipynb"]


@pytest.mark.parametrize("text", ["- a\n", "tekst\n", "format: [html]\n", "a: [\n"])
def test_other_forms_of_own_settings_are_a_problem(context: OutputContext, text: str) -> None:
    own(context, text)
    with pytest.raises(SettingsError, match=r"params/quarto\.yml"):
        own_settings(context)


def test_the_file_in_the_project_changes_nothing(repository: Project) -> None:
    assert repository.quarto_params.is_file()
    assert own_settings(OutputContext(repository, 2023, repository.root)) == {}


def test_the_theme_and_the_formulas_fetch_nothing(context: OutputContext) -> None:
    """Stands for: `cosmo` fetches a font unless `$web-font-path` is false, formulas MathJax."""
    html = settings(context)["format"]["html"]
    assert html["theme"] == ["cosmo", "theme.scss"]
    assert html["html-math-method"] == "mathml"
    assert "$web-font-path: false;" in THEME
    assert "//" not in re.sub(r"^ *//.*$|/\*.*?\*/", "", THEME, flags=re.MULTILINE)
    assert "url(" not in THEME


def test_the_theme_has_the_colours_of_the_report_and_they_can_be_read() -> None:
    """Stands for axe's rule `color-contrast`, at 4.5 for text."""
    used = set(re.findall(r"#[0-9a-f]{6}", THEME))
    assert used <= set(LIGHT.values())
    texts = set(
        re.findall(r"(?:\bcolor|-color|-fg|muted|secondary|primary): (#[0-9a-f]{6})", THEME)
    )
    dark = texts - {LIGHT["line"]}
    assert len(dark) >= 6
    assert all(contrast(colour, LIGHT["paper"]) >= 4.5 for colour in dark)
    rules = re.findall(r"background: (#\w{6}); color: (#\w{6})", THEME)
    assert len(rules) == 4
    assert all(contrast(text, ground) >= 4.5 for ground, text in rules)


def test_the_theme_colours_links_of_the_sidebar_by_variables_that_quarto_keeps() -> None:
    """Stands for `_bootstrap-variables.scss` in Quarto, which resets `$sidebar-hl` to null."""
    assert "$sidebar-hl" not in THEME
    for name in ("$sidebar-hover-color", "$sidebar-active-color"):
        assert f"{name}: {LIGHT['link']};" in THEME


def test_landmarks_are_named_and_what_scrolls_is_reached_by_keyboard() -> None:
    """Stands for axe's `landmark-unique` and `scrollable-region-focusable` on Quarto's pages."""
    script = files(quarto).joinpath("landmarks.html").read_text(encoding="utf-8")
    for selector in ("#quarto-sidebar", "#TOC", ".quarto-secondary-nav", ".page-navigation"):
        assert f'"{selector}": "' in script
    assert "element.tabIndex = 0" in script
    assert "src=" not in script

"""How Quarto is called, and what is checked of what it made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fpdf import FPDF

from analysis.publishing.outputs.quarto.rendering import QuartoError, render, warnings_in
from publishing.outputs.quarto.conftest import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Install = Callable[[str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "quarto"
    made.mkdir()
    for name in ("_quarto.yml", "index.qmd", "vsi.ipynb", "budget.ipynb"):
        (made / name).touch()
    return made


@pytest.mark.process
def test_a_book_is_rendered_with_a_fixed_date_and_without_scratch_files(
    folder: Path, install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    """Stands for: Quarto keeps `.quarto`, which differs from run to run."""
    install(STAND_IN.replace("> .quarto/x", "> _book/moment"))
    render(folder, ["html"])
    assert (folder / "_book/moment").read_text() == "946684800\n"
    assert not (folder / ".quarto").exists()
    assert caplog.text == ""


@pytest.mark.process
@pytest.mark.parametrize("version", ["1.9.12", "1.8.25", "0.9", "een"])
def test_an_old_quarto_is_refused_before_it_renders(
    folder: Path, install: Install, version: str
) -> None:
    """Stands for: a running head in English before 1.10, and no books in typst before 1.9."""
    install(STAND_IN.replace("1.10.3", version))
    with pytest.raises(QuartoError, match=f"(?s)version '{version}'.*Quarto 1.10 or newer"):
        render(folder, ["html"])
    assert not (folder / "_book").exists()


@pytest.mark.process
@pytest.mark.parametrize("version", ["1.10.0", "1.11.2", "2.0.1", "99.9.9"])
def test_a_newer_quarto_is_used(folder: Path, install: Install, version: str) -> None:
    install(STAND_IN.replace("1.10.3", version))
    render(folder, ["html"])
    assert (folder / "_book/index.html").exists()


@pytest.mark.process
def test_a_quarto_error_is_reported(folder: Path, install: Install) -> None:
    install(STAND_IN.replace("mkdir", "echo 'ERROR: geen plaats' >&2; exit 1; mkdir"))
    with pytest.raises(QuartoError, match="ERROR: geen plaats"):
        render(folder, ["html"])


@pytest.mark.process
def test_a_page_that_is_missing_is_a_problem(folder: Path, install: Install) -> None:
    install(STAND_IN.replace("vsi budget;", "vsi;"))
    with pytest.raises(QuartoError, match=r"quarto/_book/budget\.html\n +found: +no file"):
        render(folder, ["html"])


@pytest.mark.process
def test_a_page_of_an_earlier_run_is_a_problem(folder: Path, install: Install) -> None:
    install(STAND_IN.replace("html; done", "html; done; touch -d 2001-01-01 _book/vsi.html"))
    with pytest.raises(QuartoError, match=r"vsi\.html\n +found: +a file of an earlier run"):
        render(folder, ["html"])


@pytest.mark.process
def test_every_format_that_was_asked_for_must_be_there(folder: Path, install: Install) -> None:
    install(STAND_IN.replace("--to html", "--to html,typst"))
    with pytest.raises(QuartoError, match=r"quarto/_book/book\.pdf"):
        render(folder, ["html", "typst"])


@pytest.mark.process
@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p><strong>?@fig-vsi-x</strong></p>", "a reference to '@fig-vsi-x'"),
        ("<p>Tabel 1: ::: {#tbl-...}</p>", "Tabel 1: ::: {#tbl-...}"),
    ],
)
def test_what_readers_cannot_read_is_a_problem(
    folder: Path, install: Install, page: str, found: str
) -> None:
    """Stands for: Quarto prints `?@label` for an unknown label, and warns or stays silent."""
    install(STAND_IN.replace("echo ok", f"echo '{page}'"))
    with pytest.raises(QuartoError) as caught:
        render(folder, ["html"])
    assert found in str(caught.value)
    assert [problem.where for problem in caught.value.problems] == [
        "quarto/_book/budget.html",
        "quarto/_book/index.html",
        "quarto/_book/vsi.html",
    ]


@pytest.mark.process
def test_the_pdf_of_quarto_is_read_too(folder: Path, install: Install) -> None:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.cell(text="Zie ?@tbl-vsi-x.")
    document.output(str(folder / "made"))
    script = STAND_IN.replace("--to html", "--to html,typst")
    install(script.replace("html; done", "html; done; mv made _book/planmonitor-2023.pdf"))
    with pytest.raises(QuartoError, match=r"2023\.pdf\n +found: +a reference to '@tbl-vsi-x'"):
        render(folder, ["html", "typst"])


@pytest.mark.process
def test_markdown_in_code_is_no_problem(folder: Path, install: Install) -> None:
    install(STAND_IN.replace("echo ok", "echo '<pre><code>::: x</code></pre><p>ok</p>'"))
    render(folder, ["html"])


@pytest.mark.process
def test_warnings_are_logged_with_their_chapter(
    folder: Path, install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    said = r"printf '\r[2/3] vsi.ipynb\nWARNING (/a/refs.lua:128) Unable to resolve @fig-q\n' >&2"
    install(STAND_IN.replace("mkdir", f"{said}; mkdir"))
    render(folder, ["html"])
    assert "Quarto, in vsi.ipynb: Unable to resolve @fig-q" in caplog.text


def test_both_kinds_of_warnings_are_read() -> None:
    """Stands for `src/core/log.ts` (WARN: ...) and `filters/common/log.lua` (WARNING (...) ...)."""
    said = "\rWARN: eerst\n\x1b[33m[ 1/12] index.qmd\nWARNING (a b.lua:1) dan\nOutput created"
    assert list(warnings_in(said)) == [("", "eerst"), ("index.qmd", "dan")]

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.chapter import open_chapter
from analysis.errors import DataError, SettingsError
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.drawing import Drawing
from analysis.toolkit.display import bundle, show
from analysis.toolkit.sentence import Prose
from analysis.toolkit.tables.key_figures import KeyFigure, KeyFigures
from analysis.toolkit.tables.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

pytestmark = pytest.mark.slow

DATA = pd.DataFrame({"Naam": ["<A>"], "N": [1]})


def test_a_chart_is_a_figure_with_all_that_the_report_needs() -> None:
    chart = Chart(partial(Drawing, height=72), "Titel", "Tekst", DATA, "Noot", "Bron")
    data, metadata = bundle(chart)
    assert data["image/svg+xml"].startswith("<svg")
    assert data["text/plain"] == "Tekst"
    narrow = metadata["planmonitor"].pop("narrow")
    assert 'width="270pt"' in narrow
    assert metadata["planmonitor"] == {
        "kind": "figure",
        "title": "Titel",
        "alt": "Tekst",
        "note": "Noot",
        "source": "Bron",
        "width": "600pt",
        "data_html": (
            '<table><thead><tr><th scope="col">Naam</th><th scope="col" class="num">N</th></tr>'
            '</thead><tbody><tr><th scope="row">&lt;A&gt;</th><td class="num">1</td></tr></tbody>'
            "</table>"
        ),
    }


def test_a_table_is_html_with_title_note_and_source() -> None:
    data, metadata = bundle(Table("<table></table>", "Titel", "Noot", "Bron", DATA))
    assert data == {"text/html": "<table></table>", "text/plain": "Titel"}
    assert metadata == {
        "planmonitor": {"kind": "table", "title": "Titel", "note": "Noot", "source": "Bron"}
    }


@pytest.mark.parametrize("text", ["Een zin.", Prose("Een zin.")])
def test_a_sentence_is_markdown(text: str | Prose) -> None:
    data, metadata = bundle(text)
    assert data == {"text/markdown": "Een zin.", "text/plain": "Een zin."}
    assert metadata == {"planmonitor": {"kind": "prose"}}


def test_key_figures_are_html() -> None:
    data, metadata = bundle(KeyFigures((KeyFigure("Mijlpalen", "1"),)))
    assert data["text/html"].startswith('<dl class="key-figures">')
    assert metadata == {"planmonitor": {"kind": "html"}}


@pytest.mark.parametrize("item", [None, "", Prose("")])
def test_nothing_to_show_is_said(item: str | Prose | None) -> None:
    data, metadata = bundle(item)
    assert "geen gegevens" in data["text/markdown"]
    assert metadata == {"planmonitor": {"kind": "prose"}}


def test_show_displays_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[object, object]] = []
    monkeypatch.setattr(
        "analysis.toolkit.display.publish_display_data",
        lambda data, meta: shown.append((data, meta)),
    )
    show("Een zin.")
    assert shown == [bundle("Een zin.")]


def test_what_is_optional_is_passed_over_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(
        "analysis.toolkit.display.publish_display_data", lambda data, _: shown.append(data)
    )
    show(None, optional=True)
    assert shown == []
    show("Een zin.", optional=True)
    assert len(shown) == 1


def test_a_chapter_is_opened_with_its_own_rows(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.notebooks)
    part = open_chapter(2023, "vsi")
    assert set(part.scope.own.milestones["section"]) == {"6.1.7"}
    assert not part.scope.whole
    assert open_chapter(2023, "overzicht").scope.whole


def test_a_chapter_shows_its_years_only_when_there_is_another_plan(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.notebooks)
    part = open_chapter(2023, "vsi")
    assert part.years.section() is None
    assert part.outlook.back_test_table() is None


@pytest.mark.parametrize(
    ("year", "chapter", "remedy"),
    [(2023, "activring", "Did you mean 'activering'?"), (1999, "vsi", "Choose a known year")],
)
def test_an_unknown_chapter_or_year_names_the_known_ones(
    repository: Project, monkeypatch: pytest.MonkeyPatch, year: int, chapter: str, remedy: str
) -> None:
    monkeypatch.chdir(repository.notebooks)
    with pytest.raises(SettingsError, match=remedy.replace("?", r"\?")):
        open_chapter(year, chapter)


@pytest.mark.process
def test_tables_that_are_not_built_say_how_to_build_them(
    repository: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(repository.root / "params", tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match="planmonitor data 2023"):
        open_chapter(2023, "vsi")


@pytest.mark.process
def test_a_kernel_imports_no_more_than_it_needs() -> None:
    """The schemas, the runner, the renderer and pyplot's global state stay out."""
    heavy = "{'pandera', 'papermill', 'nbconvert', 'seaborn', 'matplotlib.pyplot'}"
    code = f"import sys, analysis.chapter; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert found.strip() == "[]"

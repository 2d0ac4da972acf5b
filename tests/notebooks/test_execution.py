"""Every notebook runs on the real tables, and shows what the report needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in ROOT.glob("notebooks/*.ipynb") if path.stem != "verkenner")


@pytest.fixture(scope="module", params=NOTEBOOKS)
def outputs(request: pytest.FixtureRequest, published: Path) -> list[Any]:
    """All outputs of one executed notebook, in order."""
    path = published.parent / "notebooks" / request.param
    book = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return [output for cell in book.cells for output in cell.get("outputs", [])]


def of_kind(outputs: list[Any], kind: str) -> list[Any]:
    return [output for output in outputs if output.metadata["planmonitor"]["kind"] == kind]


def test_it_runs_and_writes_nothing_but_what_is_shown(outputs: list[Any]) -> None:
    """No warning on stderr, no stray value."""
    assert {output.output_type for output in outputs} == {"display_data"}
    assert all("planmonitor" in output.metadata for output in outputs)


def test_every_figure_has_all_its_texts(outputs: list[Any]) -> None:
    figures = of_kind(outputs, "figure")
    assert figures
    for figure in figures:
        about = figure.metadata["planmonitor"]
        assert all(about[name].strip() for name in ("title", "alt", "note", "source"))
        assert about["data_html"].startswith("<table>")
        assert figure.data["image/svg+xml"].startswith("<svg")
        assert not about["title"].endswith(".")


def test_every_table_has_a_title_and_a_source(outputs: list[Any]) -> None:
    tables = of_kind(outputs, "table")
    assert tables
    for table in tables:
        about = table.metadata["planmonitor"]
        assert all(about[name].strip() for name in ("title", "note", "source"))
        assert table.data["text/html"].startswith("<table>")


def test_no_text_shows_a_value_of_the_machine(outputs: list[Any]) -> None:
    """Neither NaN, None nor a number in English notation reaches a reader."""
    texts = [output.data["text/plain"] for output in outputs]
    texts += [output.metadata["planmonitor"].get("title", "") for output in outputs]
    for text, word in ((text, word) for text in texts for word in ("nan", "None", "<NA>", "NaT")):
        assert word not in text.split()


def test_no_prose_is_empty(outputs: list[Any]) -> None:
    assert all(output.data["text/markdown"].strip() for output in of_kind(outputs, "prose"))

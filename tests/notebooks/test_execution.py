"""Every notebook runs on the real tables, and shows what the report needs."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(
    path.name
    for path in ROOT.glob("notebooks/*.ipynb")
    if path.stem not in {"verkenner", "nazicht", "vergelijking"}
)

MACHINE = {"nan", "NaN", "None", "<NA>", "NaT", "inf"}
CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)</t[dh]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
#: A decimal point: in Dutch three digits follow a point.
ENGLISH = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])")
ENGLISH_PERCENTAGE = re.compile(ENGLISH.pattern + r"\s*%")


#: A sentence of more words, and a figure's title, stands in no more chapters than that.
WORDS, CHAPTERS = 12, 3
SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")


@pytest.fixture(scope="module")
def books(published: Path) -> dict[str, nbformat.NotebookNode]:
    """The executed notebooks of the report, by name."""
    folder = published.parent / "notebooks"
    return {name: nbformat.read(folder / name, as_version=4) for name in NOTEBOOKS}  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module", params=NOTEBOOKS)
def outputs(request: pytest.FixtureRequest, books: dict[str, nbformat.NotebookNode]) -> list[Any]:
    """All outputs of one executed notebook, in order."""
    return outputs_of(books[request.param])


def outputs_of(book: nbformat.NotebookNode) -> list[Any]:
    return [output for cell in book.cells for output in cell.get("outputs", [])]


def repeatable(book: nbformat.NotebookNode) -> set[str]:
    """Return a chapter's long sentences and the titles of its figures."""
    shown = outputs_of(book)
    texts = [output.data["text/markdown"] for output in of_kind(shown, "prose")]
    texts += [cell.source for cell in book.cells if cell.cell_type == "markdown"]
    sentences = (one.strip() for text in texts for one in SENTENCE.split(text))
    titles = (figure.metadata["planmonitor"]["title"] for figure in of_kind(shown, "figure"))
    return {*titles, *(one for one in sentences if len(one.split()) > WORDS)}


def stray(text: str) -> bool:
    """Whether a text has a missing value or a percentage as the machine writes it."""
    return bool(MACHINE & set(text.split()) or ENGLISH_PERCENTAGE.search(text))


def of_kind(outputs: list[Any], kind: str) -> list[Any]:
    return [output for output in outputs if output.metadata["planmonitor"]["kind"] == kind]


def test_it_runs_and_writes_nothing_but_what_is_shown(outputs: list[Any]) -> None:
    """No warning on stderr, no stray value."""
    assert {output.output_type for output in outputs} == {"display_data"}
    assert all("planmonitor" in output.metadata for output in outputs)


def test_every_figure_has_all_its_texts(outputs: list[Any]) -> None:
    for figure in of_kind(outputs, "figure"):
        about = figure.metadata["planmonitor"]
        assert all(about[name].strip() for name in ("title", "alt", "note", "source"))
        assert about["data_html"].startswith("<table")
        assert figure.data["image/svg+xml"].startswith("<svg")
        assert not about["title"].endswith(".")


def test_every_table_has_a_title_and_a_source(outputs: list[Any]) -> None:
    tables = of_kind(outputs, "table")
    assert tables
    for table in tables:
        about = table.metadata["planmonitor"]
        assert all(about[name].strip() for name in ("title", "note", "source"))
        assert table.data["text/html"].startswith("<table")


def test_no_text_shows_a_value_of_the_machine(outputs: list[Any]) -> None:
    """Neither NaN, None nor a number in English notation reaches a reader."""
    texts = [output.data["text/plain"] for output in outputs]
    texts += [output.metadata["planmonitor"].get("title", "") for output in outputs]
    for text in texts:
        assert not stray(text)


def test_no_cell_of_a_table_shows_a_value_of_the_machine(outputs: list[Any]) -> None:
    """Neither in a table nor in the data behind a figure."""
    pages = [output.data.get("text/html", "") for output in outputs]
    pages += [output.metadata["planmonitor"].get("data_html", "") for output in outputs]
    cells = [cell for page in pages for cell in CELL.findall(page)]
    assert cells
    for attributes, inside in cells:
        text = unescape(TAG.sub(" ", inside))
        assert not stray(text)
        assert not ('"num' in attributes and ENGLISH.search(text))


@pytest.mark.parametrize("text", ["nan", "12 None", "<NA>", "12.5 %", "0.25\N{NO-BREAK SPACE}%"])
def test_a_value_of_the_machine_is_recognised(text: str) -> None:
    assert stray(text)


@pytest.mark.parametrize("text", ["12,5 %", "1.234", "2.163 %", "OD 3.1.1", "(OD VI 3.2)"])
def test_dutch_is_not_taken_for_one(text: str) -> None:
    assert not stray(text)


def test_no_prose_is_empty(outputs: list[Any]) -> None:
    assert all(output.data["text/markdown"].strip() for output in of_kind(outputs, "prose"))


def test_nothing_is_shown_twice(outputs: list[Any]) -> None:
    """A sentence that a reader has just read says nothing the second time."""
    said = [output.data["text/markdown"] for output in of_kind(outputs, "prose")]
    assert len(said) == len(set(said))


def test_no_long_sentence_and_no_figure_title_is_repeated(
    books: dict[str, nbformat.NotebookNode],
) -> None:
    """What holds for all chapters is said once, in the overview or the account."""
    counts = Counter(text for book in books.values() for text in repeatable(book))
    assert counts
    assert {text: count for text, count in counts.items() if count > CHAPTERS} == {}


def test_no_sentence_says_that_there_is_nothing(outputs: list[Any]) -> None:
    """With the plan of 2023 each cell has something to show."""
    said = [output.data["text/markdown"] for output in of_kind(outputs, "prose")]
    assert not [text for text in said if text.startswith("Het plan geeft hiervoor")]

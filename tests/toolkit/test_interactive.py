"""A person in JupyterLab or VS Code sees what the report shows; a run stores what it always did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from analysis.paths import CURRENT_VARIABLE
from analysis.toolkit import display
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.drawing import Drawing
from analysis.toolkit.interactive import as_shown, person_executes
from analysis.toolkit.sentence import Prose
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import table_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Shown = tuple[dict[str, str], dict[str, Any]]

TITLE, NOTE, SOURCE = "Het <stijgt>", "Lees zo", "11.1, rij 2"


def draw(width: float) -> Drawing:
    drawing = Drawing(width, 72)
    drawing.subplots().plot([1, 2])
    return drawing


def chart() -> Chart:
    return Chart(draw, TITLE, 'Een "lijn"', pd.DataFrame({"Jaar": [2022]}), NOTE, SOURCE)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Shown]:
    """Return what `show()` displays of an item."""
    displayed: list[Shown] = []
    monkeypatch.setattr(
        "analysis.toolkit.display.publish_display_data", lambda *each: displayed.append(each)
    )

    def show(item: Any) -> Shown:  # noqa: ANN401 - whatever can be shown
        display.show(item)
        return displayed[-1]

    return show


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person runs the notebook."""
    monkeypatch.delenv(CURRENT_VARIABLE, raising=False)
    monkeypatch.delenv("QUARTO_DOCUMENT_PATH", raising=False)


@pytest.mark.usefixtures("person")
def test_a_figure_has_its_title_alternative_text_note_source_and_data(
    shown: Callable[[Any], Shown],
) -> None:
    data, metadata = shown(chart())
    html = data["text/html"]
    assert "Het &lt;stijgt&gt;" in html
    assert 'aria-label="Een &quot;lijn&quot;"' in html
    assert html.index("<svg") < html.index("Gegevens als tabel") < html.index("Lees zo")
    assert "Bron: 11.1, rij 2" in html
    assert "2022" in html[html.index("Gegevens als tabel") :]
    assert metadata == {}


@pytest.mark.usefixtures("person")
def test_a_table_has_its_title_note_and_source(shown: Callable[[Any], Shown]) -> None:
    columns = [Column("Norm", ["a"]), Column("n", [5], "count")]
    data, _ = shown(table_of(columns, title=TITLE, note=NOTE, source=SOURCE))
    html = data["text/html"]
    assert html.index("Het &lt;stijgt&gt;") < html.index("<table") < html.index("Lees zo")
    assert "Bron: 11.1, rij 2" in html


@pytest.mark.usefixtures("person")
def test_prose_stays_markdown(shown: Callable[[Any], Shown]) -> None:
    data, _ = shown(Prose("Een **zin**."))
    assert data == {"text/markdown": "Een **zin**.", "text/plain": "Een **zin**."}


@pytest.mark.usefixtures("person")
def test_a_missing_note_or_source_leaves_no_empty_line() -> None:
    html = as_shown({"text/html": "<table></table>"}, {"kind": "table", "title": "T"})["text/html"]
    assert "Bron" not in html
    assert "pm-note" not in html.partition("</style>")[2]


@pytest.mark.parametrize("item", [chart(), Prose("Een zin.")])
def test_a_run_stores_the_bundle_and_nothing_else(
    shown: Callable[[Any], Shown], monkeypatch: pytest.MonkeyPatch, item: Chart | Prose
) -> None:
    monkeypatch.setenv(CURRENT_VARIABLE, "1")
    assert not person_executes()
    assert shown(item) == display.bundle(item)

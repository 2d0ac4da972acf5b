"""Every chart on the real tables, held against what holds for all of them."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.desk.gallery import page as gallery
from analysis.desk.gallery.charts import edge_cases, every_chart, figures_of, whole_plan
from analysis.paths import ROOT_VARIABLE
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.svg import svg
from title_words import MOST_WORDS, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project
    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.charts.drawing import Drawing

    Named = list[tuple[str, Chart | None]]
    Drawings = dict[float, dict[str, Drawing]]

pytestmark = pytest.mark.slow

WIDTHS = (theme.NARROW, theme.WIDE)
#: Subjects with six figures, for tests that need only a few.
PROSE = ("people", "volumes")
#: Points, by width: a wide drawing fits on a sheet of paper at its size.
_TALLEST = {theme.NARROW: 1200.0, theme.WIDE: 800.0}


@pytest.fixture(scope="module")
def shown(built: Project) -> Named:
    return [*every_chart(built, 2023, ["thema_overschrijdend"]), *edge_cases(built, 2023)]


@pytest.fixture(scope="module")
def charts(shown: Named) -> dict[str, Chart]:
    return {name: chart for name, chart in shown if chart is not None}


@pytest.fixture(scope="module")
def drawings(charts: dict[str, Chart]) -> Drawings:
    """Every chart at each width."""
    return {width: {name: chart.draw(width) for name, chart in charts.items()} for width in WIDTHS}


def test_every_chart_is_drawn_from_the_real_plan(shown: Named) -> None:
    whole = [(name, chart) for name, chart in shown if name.endswith("· heel het plan")]
    assert len(whole) >= 21
    assert [name for name, chart in whole if chart is None] == []


def test_no_chart_is_drawn_from_no_rows(shown: Named) -> None:
    assert [n for n, chart in shown if n.endswith("· geen rijen") and chart is not None] == []


def test_every_title_is_a_finding_and_every_text_a_sentence(charts: dict[str, Chart]) -> None:
    for name, chart in charts.items():
        assert not chart.title.endswith("."), name
        assert len(chart.title) > 15, name
        for text in (chart.alt, chart.note):
            assert text.endswith("."), name
            assert ".." not in text, name
            assert "  " not in text, name
            assert "nan" not in text.lower().split(), name
        assert chart.source.startswith("Ondernemingsplan 2023, "), name


def test_every_chart_has_its_data_under_dutch_names(charts: dict[str, Chart]) -> None:
    for name, chart in charts.items():
        assert not chart.data.empty, name
        columns = [str(column) for column in chart.data.columns]
        assert [c for c in columns if not re.fullmatch(r"[A-Z0-9][^_]*", c)] == [], name


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_is_as_wide_as_asked_and_fits_a_page(drawings: Drawings, width: float) -> None:
    """A chart of a few columns may be narrower than a wide page."""
    for name, drawing in drawings[width].items():
        assert theme.NARROW - 1 <= drawing.width <= width + 1, name
        assert drawing.get_figheight() * 72 < _TALLEST[width], name


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_leaves_its_page(drawings: Drawings, width: float) -> None:
    for name, drawing in drawings[width].items():
        renderer = FigureCanvasAgg(drawing).get_renderer()  # type: ignore[no-untyped-call]
        edge = drawing.bbox
        for axes in drawing.axes:
            ticks = axes.get_xticklabels() if axes.axison else []
            for text in [*axes.texts, *ticks]:
                box = text.get_window_extent(renderer)
                inside = box.x0 >= -1 and box.x1 <= edge.x1 + 1 and box.y0 >= -1
                assert not text.get_text() or inside, (name, text.get_text())


def test_every_title_is_read_at_a_glance(charts: dict[str, Chart]) -> None:
    long = {c.title: n for c in charts.values() if (n := words_of(c.title)) > MOST_WORDS}
    assert long == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_mark_has_a_value(drawings: Drawings, width: float) -> None:
    for name, drawing in drawings[width].items():
        assert drawing.areas, name
        assert all(area.value and min(area.width, area.height) > 0 for area in drawing.areas), name


def test_the_same_tables_give_the_same_bytes(built: Project) -> None:
    one, other = (
        [
            svg(chart.draw(theme.NARROW))
            for _, chart in figures_of(whole_plan(built, 2023), *PROSE)
            if chart
        ]
        for _ in range(2)
    )
    assert one == other


def test_the_gallery_is_one_page_that_asks_nothing(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each chart is there wide and narrow, in light, in dark and in grey."""
    monkeypatch.setenv(ROOT_VARIABLE, str(built.root))
    charts = list(figures_of(whole_plan(built, 2023), *PROSE))
    monkeypatch.setattr(gallery, "every_chart", lambda *_: charts)
    monkeypatch.setattr(gallery, "edge_cases", lambda *_: [("leeg", None)])
    out = tmp_path / "new" / "gallery.html"
    assert gallery.main(["--out", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    for look in ("light", "dark", "grey"):
        assert text.count(f'class="wide {look}"') == text.count(f'class="narrow {look}"') == 6
    assert "Geen figuur." in text
    assert not re.findall(r'(?:src|href)="(?!#)', text)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


@pytest.mark.process
def test_drawing_needs_neither_pyplot_nor_seaborn() -> None:
    """Both are slow to import; pyplot would keep every figure in memory too."""
    code = (
        "import sys, analysis.desk.gallery.page\n"
        "print([name for name in ('seaborn', 'matplotlib.pyplot') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

"""Every chart over next to nothing, far too much, and values that leave a scale no room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

from analysis.desk.gallery.charts import figures_of, showing
from analysis.toolkit.charts import theme
from title_words import MOST_WORDS, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.text import Text

    from analysis.chapter import ChapterData
    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.charts.drawing import Drawing

    Texts = list[tuple[Text, Bbox]]

pytestmark = pytest.mark.slow

WORD = "Arbeidsmarktbeleidsondersteuningsmaatregel"
LONG = " ".join([WORD] * 5)[:200]
ENDLESS = ("lang " * 1000).strip()
SOLID = "x" * 5000
_TALLEST = 2200.0  # points: pages with names of five thousand letters are long, not endless


@dataclass(frozen=True)
class Case:
    """A way to bend all tables, and whether every chart must still be drawn."""

    name: str
    bend: Callable[[ChapterData], ChapterData]
    drawn: bool = True


def _tables(
    change: Callable[[str, pd.DataFrame], pd.DataFrame],
) -> Callable[[ChapterData], ChapterData]:
    names = ("milestones", "norms", "inspections", "budget", "workforce", "letters", "figures")

    def bend(shown: ChapterData) -> ChapterData:
        plan = shown.scope.plan
        return showing(shown, plan.replaced(**{n: change(n, getattr(plan, n)) for n in names}))

    return bend


_NUMBERS = {
    "norms": ("target", "previous", "current"),
    "inspections": (
        *("cases_previous", "cases_current", "reports_previous", "reports_current"),
        *("recoveries_previous", "recoveries_current"),
    ),
    "budget": ("vak_realised", "vek_realised", "vak_budget", "vek_budget"),
    "workforce": ("statutory", "contractual", "total"),
    "letters": ("letters",),
    "figures": ("value",),
}


def _all_equal_to(value: float) -> Callable[[ChapterData], ChapterData]:
    def change(name: str, table: pd.DataFrame) -> pd.DataFrame:
        columns = [c for c in _NUMBERS.get(name, ()) if c in table]
        top = min(value, 100) if name == "norms" else value
        return table.assign(
            **{c: pd.Series(top, table.index).astype(table[c].dtype) for c in columns}
        )

    return _tables(change)


def _missing(name: str, table: pd.DataFrame) -> pd.DataFrame:
    columns = [c for c in _NUMBERS.get(name, ()) if c in table]
    columns += [c for c in ("step", "step_previous") if c in table]
    return table.assign(**{c: pd.Series(pd.NA, table.index, dtype=table[c].dtype) for c in columns})


def _named(text: str) -> Callable[[ChapterData], ChapterData]:
    columns = ("label", "name", "theme", "norm", "objective", "department")

    def change(name: str, table: pd.DataFrame) -> pd.DataFrame:
        # To match milestones by texts of five thousand letters takes a minute, and draws nothing.
        kept = {"label"} if name == "milestones" and len(text) > len(LONG) else set()
        return table.assign(**{c: text for c in columns if c in table and c not in kept})

    def bend(shown: ChapterData) -> ChapterData:
        bent = _tables(change)(shown)
        labels = dict.fromkeys(shown.scope.titles, text)
        parts = replace(shown.scope.parts, labels=labels)
        return replace(bent, scope=replace(bent.scope, parts=parts, titles=labels))

    return bend


def _rows(n: int) -> Callable[[ChapterData], ChapterData]:
    return _tables(lambda _, table: table.head(n))


def _one(shown: ChapterData) -> ChapterData:
    first = _tables(lambda _, table: table.tail(1))(shown)
    rows = shown.scope.plan.milestones.groupby("kind", observed=True).head(1)
    return showing(first, first.scope.plan.replaced(milestones=rows))


CASES = (
    Case("empty", _rows(0), drawn=False),
    Case("one row", _one, drawn=False),
    Case("long names", _named(LONG)),
    Case("endless names", _named(ENDLESS)),
    Case("solid names", _named(SOLID)),
    Case("all equal", _all_equal_to(7), drawn=False),
    Case("all zero", _all_equal_to(0), drawn=False),
    Case("all missing", _tables(_missing), drawn=False),
    Case("very large", _all_equal_to(10**13), drawn=False),
)
EVERY_CASE = [pytest.param(case, id=case.name) for case in CASES]


@pytest.fixture(scope="module", params=EVERY_CASE)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture(scope="module")
def charts(case: Case, whole: ChapterData) -> dict[str, Chart | None]:
    return dict(figures_of(case.bend(whole)))


@pytest.fixture(scope="module")
def drawings(charts: dict[str, Chart | None]) -> dict[str, Drawing]:
    """Every chart, narrow and wide."""
    return {
        f"{name}, {width:g}": chart.draw(width)
        for name, chart in charts.items()
        for width in (theme.NARROW, theme.WIDE)
        if chart is not None
    }


@pytest.fixture(scope="module")
def texts(drawings: dict[str, Drawing]) -> dict[str, Texts]:
    """Every text of every drawing, with the box that it fills in pixels."""
    return {name: list(texts_of(drawing)) for name, drawing in drawings.items()}


def texts_of(drawing: Drawing) -> Iterator[tuple[Text, Bbox]]:
    renderer = FigureCanvasAgg(drawing).get_renderer()  # type: ignore[no-untyped-call]
    for axes in drawing.axes:
        ticks = [t for tick in axes.xaxis.get_major_ticks() for t in (tick.label1, tick.label2)]
        axis = ticks if axes.axison else []
        if axes.axison:
            axes.get_tightbbox(renderer)  # puts the numbers of a scale in place
        for text in [*axes.texts, *axis]:
            if text.get_visible() and text.get_text().strip():
                yield text, text.get_window_extent(renderer)


def test_every_chart_is_drawn_or_says_that_there_is_nothing(
    case: Case, charts: dict[str, Chart | None]
) -> None:
    """No chart is None where the tables have rows; none is drawn where they have none."""
    if case.name == "empty":
        assert [name for name, chart in charts.items() if chart is not None] == []
    if case.drawn:
        assert [name for name, chart in charts.items() if chart is None] == []


def test_no_text_leaves_the_page(drawings: dict[str, Drawing], texts: dict[str, Texts]) -> None:
    for name, drawing in drawings.items():
        page = drawing.bbox
        for text, box in texts[name]:
            across = box.x0 >= -1 and box.x1 <= page.x1 + 1
            inside = across and box.y0 >= -1 and box.y1 <= page.y1 + 1
            assert inside, (name, text.get_text())


def test_no_text_covers_another(texts: dict[str, Texts]) -> None:
    for name, found in texts.items():
        words = [text.get_text() for text, _ in found]
        pairs = _overlapping([_core(box) for _, box in found])
        assert [(words[one], words[other]) for one, other in pairs] == [], name


def _overlapping(boxes: list[Bbox]) -> list[tuple[int, int]]:
    """Return each pair of boxes that overlap or touch."""
    if not boxes:
        return []
    x0, y0, x1, y1 = np.array([(box.xmin, box.ymin, box.xmax, box.ymax) for box in boxes]).T
    across = np.maximum.outer(x0, x0) <= np.minimum.outer(x1, x1)
    down = np.maximum.outer(y0, y0) <= np.minimum.outer(y1, y1)
    return [(int(one), int(other)) for one, other in np.argwhere(np.triu(across & down, 1))]


def test_boxes_that_touch_overlap() -> None:
    boxes = [Bbox.from_extents(*each) for each in ((0, 0, 2, 2), (2, 2, 3, 3), (0, 4, 9, 5))]
    assert _overlapping(boxes) == [(0, 1)]


def _core(box: Bbox) -> Bbox:
    """Leave out the white above and below a line's letters."""
    room = 0.22 * min(box.height, 14)
    return Bbox.from_extents(box.x0 + 0.5, box.y0 + room, box.x1 - 0.5, box.y1 - room)


def test_letters_are_readable_on_the_narrowest_phone_and_on_paper(
    drawings: dict[str, Drawing], texts: dict[str, Texts]
) -> None:
    """A narrow figure has 270 px there, a wide one 482 points of paper: 10 px, or 8 points."""
    for name, drawing in drawings.items():
        scale = 1.0 if drawing.width <= theme.NARROW + 1 else 482 / theme.WIDE
        smallest = 9.4 if scale == 1 else 8.0
        for text, _ in texts[name]:
            assert float(text.get_fontsize()) * scale >= smallest, (name, text.get_text())


def test_pages_end(drawings: dict[str, Drawing]) -> None:
    for name, drawing in drawings.items():
        assert drawing.get_figheight() * 72 < _TALLEST, name


def test_titles_stay_short_and_words_stay_sentences(charts: dict[str, Chart | None]) -> None:
    for name, chart in charts.items():
        if chart is None:
            continue
        assert len(chart.title) > 15, name
        assert words_of(chart.title) <= MOST_WORDS, (name, chart.title)
        assert not chart.title.endswith("."), name
        for text in (chart.title, chart.alt, chart.note):
            assert not {"nan", "<NA>", "None", "inf"} & set(text.replace(",", " ").split()), name
        assert chart.alt.endswith("."), name
        assert not chart.data.empty, name

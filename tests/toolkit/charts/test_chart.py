from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.scale import scale
from analysis.toolkit.charts.sheet import Key, Row, Sheet, sheet
from analysis.toolkit.charts.svg import svg

if TYPE_CHECKING:
    from pathlib import Path


def page(heading: str = "Kop & staart", rows: int = 2, width: float = theme.NARROW) -> Sheet:
    made = sheet([Row(heading, "waarde $ 1 $")] * rows, [Key("Sleutel", theme.ACCENT)], width=width)
    scale(made, 0, 10, {0: "0", 10: "10"})
    made.axes.scatter([5], [made.centres[0]])
    return made


def test_a_drawing_is_wide_as_a_phone_and_as_tall_as_its_rows() -> None:
    one, two = page(rows=1), page(rows=2)
    assert one.figure.get_figwidth() * 72 == theme.NARROW
    step = two.centres[1] - two.centres[0]
    assert two.figure.get_figheight() * 72 == pytest.approx(one.figure.get_figheight() * 72 + step)


def test_a_mark_at_either_end_is_whole() -> None:
    low, high = page().axes.get_xlim()
    assert low < 0
    assert high > 10


def test_text_stays_text_in_fonts_that_are_everywhere() -> None:
    text = svg(page().figure)
    assert "Kop &amp; staart" in text
    assert "waarde $ 1 $" in text
    assert theme.FONT_STACK in text


def test_no_line_of_text_leaves_the_page() -> None:
    made = page("Een heel lange kop die over meer dan één regel loopt op een smalle pagina")
    renderer = FigureCanvasAgg(made.figure).get_renderer()  # type: ignore[no-untyped-call]
    for axes in made.figure.axes:
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            assert 0 <= box.x0 < box.x1 <= made.figure.bbox.x1


def test_the_same_drawing_gives_the_same_bytes() -> None:
    """In the same process, twice from one figure, and from a figure made again."""
    made = page()
    assert svg(made.figure) == svg(made.figure) == svg(page().figure)


@pytest.mark.process
@pytest.mark.parametrize("settings", ["", "axes.grid: True\nlines.linewidth: 9\nfont.size: 30\n"])
def test_the_same_drawing_gives_the_same_bytes_in_another_process(
    tmp_path: Path, settings: str
) -> None:
    """Also where the user has settings of their own for matplotlib."""
    (tmp_path / "matplotlibrc").write_text(settings)
    environment = os.environ | {"MATPLOTLIBRC": str(tmp_path)}
    code = (
        "from analysis.toolkit.charts.sheet import Row, sheet\n"
        "from analysis.toolkit.charts.svg import svg\n"
        "print(svg(sheet([Row('Kop')], width=270.0).figure))"
    )
    other = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert other.strip() == svg(sheet([Row("Kop")], width=theme.NARROW).figure).strip()


def test_drawings_in_one_page_share_no_id() -> None:
    """It begins with the element, has no date, and shares no id with another drawing."""
    one, other = svg(page("Een").figure), svg(page("Ander").figure)
    assert one.startswith("<svg")
    assert "<dc:date>" not in one
    ids = [set(re.findall(r' id="([^"]+)"', text)) for text in (one, other)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_every_reference_in_a_drawing_has_its_target() -> None:
    text = svg(page().figure)
    ET.fromstring(text)  # noqa: S314 - our own drawing
    targets = set(re.findall(r' id="([^"]+)"', text))
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    assert used == targets

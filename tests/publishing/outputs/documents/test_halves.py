"""A drawing too tall for paper is split between two rows, without loss."""

from __future__ import annotations

import re

from analysis.publishing.outputs.documents.halves import halves

ROW = (
    '<text style="font-weight: 700; font-size: 10.5px" x="6" y="{0}">Rij</text>'
    '<text style="font-size: 10px" x="6" y="{1}">12 van 13</text>'
)


def drawing(height: int) -> str:
    rows = "".join(ROW.format(y, y + 14) for y in range(60, height - 40, 50))
    return f'<svg width="270pt" height="{height}pt" viewBox="0 0 270 {height}">{rows}</svg>'


def views(svgs: list[str]) -> list[tuple[float, float]]:
    found = [re.search(r'viewBox="0 ([\d.]+) 270 ([\d.]+)"', svg) for svg in svgs]
    return [(float(one[1]), float(one[2])) for one in found if one]


def test_a_tall_drawing_is_split_above_the_heading_nearest_its_middle() -> None:
    made = halves(drawing(1000))
    (top, above), (cut, below) = views(made)
    assert (top, above, above + below) == (0, cut, 1000)
    assert cut == 510 - 11.5  # the heading at 510 stands nearest to 500
    assert all(
        'height="1000pt"' not in svg for svg in made
    )  # or it would keep the aspect ratio of the whole


def test_a_drawing_that_prints_well_stays_whole() -> None:
    assert halves(drawing(600)) == [drawing(600)]


def test_a_drawing_without_headings_stays_whole() -> None:
    plain = '<svg viewBox="0 0 100 900"><path d="M 0 0"/></svg>'
    assert halves(plain) == [plain]

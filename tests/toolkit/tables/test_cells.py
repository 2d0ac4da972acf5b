from __future__ import annotations

import pandas as pd

from analysis.toolkit.tables.cells import places


def test_a_place_is_brief_in_a_cell_and_whole_in_the_data() -> None:
    column = places(pd.DataFrame({"place": ["sectie 9, norm, rij 5, p. 4"]}), [None])
    assert column.header == "Plaats"
    assert column.plain() == ["sectie 9, norm, rij 5, p. 4", None]
    assert column.cell(0)[1] == (
        '<span class="place" data-place="sectie 9, norm, rij 5, p. 4">9, rij&nbsp;5, p. 4</span>'
    )


def test_a_range_of_rows_may_follow_on_the_next_line_but_is_whole() -> None:
    column = places(pd.DataFrame({"place": ["sectie 9, budget, rijen 1–7 en 12"]}))
    assert column.cell(0)[1].endswith('>9, rijen <span class="unbroken">1–7</span> en 12</span>')

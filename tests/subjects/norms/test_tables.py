from __future__ import annotations

import pandas as pd

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.norms.tables import norms_table
from placing import placed

NORMS = (
    pd.DataFrame(
        [
            ("ESF", "100% <= 90 dagen", 100, 41, 54.4, 13.4, -13.4, "far_under", 10),
            ("Premie", "100% binnen 1,5 dag", 100, 98, 91, -7, -7.2, "under", 11),
            ("Maatwerk", "100% saldi", 100, 100, None, None, None, None, 12),
        ],
        columns=[
            "name",
            "norm",
            "target",
            "previous",
            "current",
            "change",
            "change_printed",
            "step",
            "line",
        ],
    )
    .astype(
        dict.fromkeys(["target", "previous", "current", "change", "change_printed"], "Float64")
        | {"step": STEP_DTYPE}
    )
    .pipe(placed)
)


def test_a_norm_shows_the_printed_change_where_it_is_another() -> None:
    table = norms_table(NORMS, 2023)
    assert table is not None
    assert "+13,4 <small>plan: −13,4</small>" in table.html
    assert "−7 <small>plan: −7,2</small>" in table.html
    assert table.html.count("<small>") == 2
    assert "100% &lt;= 90 dagen" in table.html
    assert "Bij 2 normen drukt het plan een andere verandering af" in table.note
    assert table.note.endswith("bij 1 daarvan verklaart afronding het verschil niet.")
    rounded = norms_table(NORMS.iloc[[1]], 2023)
    assert rounded is not None
    assert rounded.note.endswith("het verschil komt van de afronding.")


def test_the_norms_data_has_both_changes() -> None:
    table = norms_table(NORMS, 2023)
    assert table is not None
    assert list(table.data["Verandering volgens het plan (procentpunt)"].dropna()) == [-13.4, -7.2]
    assert norms_table(NORMS.head(0), 2023) is None


def test_the_title_counts_the_norms_with_a_result_apart_from_those_without() -> None:
    table, complete = norms_table(NORMS, 2023), norms_table(NORMS.head(2), 2023)
    assert table is not None
    assert complete is not None
    assert table.title == "3 normen met streefdoel, 2 met een resultaat voor 2022"
    assert complete.title == "2 normen met streefdoel en resultaat"

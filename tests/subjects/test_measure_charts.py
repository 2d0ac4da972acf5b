from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection
from matplotlib.colors import same_color

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.inspections.charts.cases import inspections_chart
from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.norms.charts.norms import norms_chart, steps_chart
from analysis.toolkit.charts import theme

NORMS = pd.DataFrame(
    [
        ("Kaarten", "100% binnen 30 dagen", 100, 67, 37, "far_under", "far_under", 10),
        ("Premie", "80% binnen 50 dagen", 80, 82, 77, "above", "under", 11),
        ("Bonus", "100% betaald", 100, 100, 100, "met", "met", 12),
        ("Erkenning", "100% advies", 100, None, 99.5, None, "under", 13),
        ("Maatwerk", "100% saldi", 100, 100, None, "met", None, 14),
    ],
    columns=["name", "norm", "target", "previous", "current", "step_previous", "step", "line"],
).astype(
    dict.fromkeys(["target", "previous", "current"], "Float64")
    | dict.fromkeys(["step_previous", "step"], STEP_DTYPE)
)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def marks(figure: Any) -> list[tuple[float, Any]]:  # noqa: ANN401 - a matplotlib figure
    """Return x and colour of every dot, row by row, the earlier year's before the later's."""
    series = [c for c in figure.axes[1].collections if isinstance(c, PathCollection)]
    dots = [
        (float(y), place, float(x), colour)
        for place, each in enumerate(series)
        for (x, y), colour in zip(
            np.asarray(each.get_offsets()), itertools.cycle(each.get_facecolor()), strict=False
        )
    ]
    return [(x, colour) for _, _, x, colour in sorted(dots, key=lambda dot: dot[:2])]


def test_norms_are_drawn_in_the_legends_colours_worst_first() -> None:
    chart = norms_chart(NORMS, 2023)
    assert chart is not None
    found = marks(chart.figure)
    assert [x for x, _ in found] == [67, 37, 82, 77, 99.5]
    wanted = [
        theme.PAPER,
        theme.STEP_COLOURS["far_under"],
        theme.PAPER,
        theme.STEP_COLOURS["under"],
    ]
    assert all(same_color(colour, c) for (_, colour), c in zip(found, wanted, strict=False))


def test_a_word_stands_beside_every_norms_colour() -> None:
    chart = norms_chart(NORMS, 2023)
    assert chart is not None
    texts = [plain(text.get_text()) for text in chart.figure.axes[0].texts]
    assert "67 % → 37 % · doel 100 % · meer dan 10 onder" in texts
    assert "– → 99,5 % · doel 100 % · tot 10 onder" in texts
    assert "2022: tot 10 procentpunt onder doel" in texts
    assert "2022: op doel" not in texts


def test_the_norms_title_counts_the_missed_and_the_note_the_others() -> None:
    chart = norms_chart(NORMS, 2023)
    assert chart is not None
    assert chart.title == "3 van de 4 normen met een resultaat zijn in 2022 niet gehaald"
    assert "Eén andere norm is gehaald en staat enkel in de tabel." in chart.note
    assert list(chart.data["2022 (%)"]) == [37, 77, 99.5]


def test_many_norms_leave_those_nearest_their_target_to_the_table() -> None:
    many = pd.concat([NORMS.iloc[[1]]] * 11 + [NORMS.iloc[[0]]], ignore_index=True)
    chart = norms_chart(many, 2023)
    assert chart is not None
    assert len(marks(chart.figure)) == 2 * 10
    assert marks(chart.figure)[1][0] == 37
    assert len(chart.data) == 12
    assert "2 normen dichter bij het streefdoel staan enkel in de tabel. Een norm" in chart.note


def test_a_norm_that_is_met_again_and_finds_no_room_counts_as_met() -> None:
    again = NORMS.iloc[[1]].assign(current=80, step="met", step_previous="under")
    again = again.astype({"step": STEP_DTYPE, "step_previous": STEP_DTYPE})
    many = pd.concat([NORMS.iloc[[1]]] * 10 + [again], ignore_index=True)
    chart = norms_chart(many.astype({"step": STEP_DTYPE, "step_previous": STEP_DTYPE}), 2023)
    assert chart is not None
    assert "Eén andere norm is gehaald en staat enkel in de tabel." in chart.note
    assert "dichter bij het streefdoel" not in chart.note


def test_norms_that_were_always_met_make_no_chart() -> None:
    assert norms_chart(NORMS.iloc[[2]], 2023) is None
    assert steps_chart(NORMS.iloc[[3]], 2023) is None


def test_steps_count_the_norms_with_both_results() -> None:
    chart = steps_chart(NORMS, 2023)
    assert chart is not None
    assert chart.title == "In 2022 is 1 van de 3 normen gehaald, in 2021 2"
    assert list(chart.data["Jaar"]) == ["2021", "2022"]
    assert list(chart.data["Meer dan 10 procentpunt onder streefdoel"]) == [1, 1]


INSPECTIONS = pd.DataFrame(
    [
        ("TOTAAL", 33, 25, None, None, None, None, True, 30),
        ("Kaarten", 10, 20, None, None, None, None, False, 31),
        ("Maatwerk", 20, None, None, None, None, None, False, 32),
        ("Duaal", 3, 5, None, None, None, None, False, 33),
        ("Niets", 0, 0, None, None, None, None, False, 34),
    ],
    columns=["label", *COUNTS, "total", "line"],
).astype(dict.fromkeys(COUNTS, "Int64"))


def test_files_are_drawn_most_first_and_a_missing_count_is_no_mark() -> None:
    chart = inspections_chart(INSPECTIONS, 2023)
    assert chart is not None
    assert [x for x, _ in marks(chart.figure)] == [10, 20, 20, 3, 5]
    texts = [text.get_text() for text in chart.figure.axes[0].texts]
    assert "20 in 2021, – in 2022" in texts
    assert "TOTAAL" not in texts
    assert chart.title == "25 dossiers in 2022, tegenover 33 in 2021"


def test_only_the_measures_with_most_files_are_drawn() -> None:
    many = pd.concat([INSPECTIONS.iloc[[1]]] * 14, ignore_index=True)
    chart = inspections_chart(many, 2023)
    assert chart is not None
    assert len(marks(chart.figure)) == 2 * 12
    assert len(chart.data) == 14
    assert "2 maatregelen met minder dossiers staan enkel in de tabel." in chart.note


def test_no_files_are_no_chart() -> None:
    assert inspections_chart(INSPECTIONS.tail(1), 2023) is None

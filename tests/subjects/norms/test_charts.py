from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle

from analysing import computed
from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.norms.charts.norms import norms_chart
from analysis.subjects.norms.charts.transitions import transitions_chart
from analysis.toolkit.charts import theme
from placing import placed

if TYPE_CHECKING:
    from analysis.toolkit.charts.chart import Chart

NORMS = (
    pd.DataFrame(
        [
            ("Kaarten", "100% binnen 30 dagen", 100, 67, 37, "far_under", "far_under", 10),
            ("Premie", "80% binnen 50 dagen", 80, 82, 77, "above", "under", 11),
            ("Bonus", "100% betaald", 100, 100, 100, "met", "met", 12),
            ("Erkenning", "100% advies", 100, None, 99.5, None, "under", 13),
            ("Maatwerk", "100% saldi", 100, 100, None, "met", None, 14),
        ],
        columns=["name", "norm", "target", "previous", "current", "step_previous", "step", "line"],
    )
    .astype(
        dict.fromkeys(["target", "previous", "current"], "Float64")
        | dict.fromkeys(["step_previous", "step"], STEP_DTYPE)
    )
    .pipe(placed)
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
    found = marks(chart.draw(theme.NARROW))
    assert [x for x, _ in found] == [67, 37, 82, 77, 99.5]
    wanted = [
        theme.PAPER,
        theme.STEP_COLOURS["far_under"],
        theme.PAPER,
        theme.STEP_COLOURS["under"],
    ]
    assert all(same_color(colour, c) for (_, colour), c in zip(found, wanted, strict=False))


def test_every_colour_of_a_norm_has_a_word() -> None:
    chart = norms_chart(NORMS, 2023)
    assert chart is not None
    texts = [plain(text.get_text()) for text in chart.draw(theme.NARROW).axes[0].texts]
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
    assert len(marks(chart.draw(theme.NARROW))) == 2 * 10
    assert marks(chart.draw(theme.NARROW))[1][0] == 37
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


def norms(*steps: tuple[str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(list(steps), columns=["step_previous", "step"])
    return frame.astype(STEP_DTYPE).assign(line=range(10, 10 + len(frame))).pipe(placed)


def transitions(rows: pd.DataFrame, year: int) -> Chart | None:
    full = rows.assign(chapter="activering", label="a", change=0.0)
    return transitions_chart(computed("norm_changes", norms=full), rows, year)


MOVES = norms(
    ("above", "above"), ("met", "far_under"), ("met", "under"), ("under", "met"), ("met", None)
)


def test_every_pair_of_steps_has_its_count() -> None:
    chart = transitions(MOVES, 2023)
    assert chart is not None
    numbers = [
        t.get_text() for t in chart.draw(theme.NARROW).axes[0].texts if t.get_text().isdigit()
    ]
    assert "".join(numbers) == "1000" + "0011" + "0100" + "0000"
    assert chart.title == ("2 van de 4 normen zakten een trede of meer, 1 klom, 1 bleef gelijk")


def test_better_and_worse_have_a_triangle_and_a_tint() -> None:
    chart = transitions(MOVES, 2023)
    assert chart is not None
    axes = chart.draw(theme.NARROW).axes[0]
    assert [line.get_marker() for line in axes.lines] == ["v", "v", "^"]
    boxes = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert same_color(boxes[1].get_facecolor(), theme.PAPER)
    assert not same_color(boxes[6].get_facecolor(), boxes[9].get_facecolor())


def test_the_alternative_says_the_rows_in_words() -> None:
    chart = transitions(MOVES, 2023)
    assert chart is not None
    assert "Van op streefdoel: 1 tot 10 procentpunt onder streefdoel, 1 meer dan 10" in chart.alt


def test_the_note_says_when_no_norm_changed_step() -> None:
    chart = transitions(MOVES.head(1), 2023)
    assert chart is not None
    assert "Geen enkele norm veranderde van trede." in chart.note


def test_no_norm_with_both_results_is_no_chart() -> None:
    assert transitions(MOVES.tail(1), 2023) is None
    assert transitions(MOVES.head(0), 2023) is None

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import same_color

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.budget.charts.credits import budget_chart
from analysis.subjects.budget.totals import AMOUNTS
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


POSTS = pd.DataFrame(
    [
        ("Korting", 100_000_000, 100_000_000, 90_000_000, 90_000_000, False, 20),
        ("Ondersteunings-premie", 1_000_000, 1_000_000, 2_500_000, 2_500_000, False, 21),
        ("Uitdovend", 5, 5, 0, 0, False, 22),
        ("Boetes (ontvangsten!)", None, 600, None, 620, True, 23),
    ],
    columns=["label", *AMOUNTS, "receipts", "line"],
).astype(dict.fromkeys(AMOUNTS, "Int64"))


def measures(rows: pd.DataFrame) -> pd.DataFrame:
    """Make each post a measure of its own."""
    ids = [f"m{place}" for place in range(len(rows))]
    return rows.assign(measure=ids, name=rows["label"], chapter="x", objective="Doel")


BUDGET = measures(POSTS)


def test_the_budget_is_drawn_as_ratios() -> None:
    chart = budget_chart(BUDGET, 2023)
    assert chart is not None
    assert [x for x, _ in marks(chart.figure)] == pytest.approx(
        [8, math.log10(9e7), 6, math.log10(2.5e6)]
    )
    texts = [plain(text.get_text()) for text in chart.figure.axes[0].texts]
    assert "€ 100,0 mln. → € 90,0 mln. (−10 %)" in texts
    assert {"Ondersteuningspremie", "€ 1,00 mln. → € 2,50 mln. (+150 %)"} <= set(texts)
    ticks = [label.get_text() for label in chart.figure.axes[1].get_xticklabels()]
    assert ticks[0] == "1 mln."  # numbers that would touch are left out, the outermost never
    assert ticks[-1] == "100 mln."
    assert set(ticks) < {
        "1 mln.",
        "2 mln.",
        "5 mln.",
        "10 mln.",
        "20 mln.",
        "50 mln.",
        "100 mln.",
        "",
    }


def test_a_small_change_of_the_budget_looks_small() -> None:
    """The scale spans a factor of ten at least, and has numbers."""
    chart = budget_chart(BUDGET.head(1), 2023)
    assert chart is not None
    axes = chart.figure.axes[1]
    low, high = axes.get_xlim()
    assert high - low >= 1
    assert [label.get_text() for label in axes.get_xticklabels()] == [
        "50 mln.",
        "100 mln.",
        "200 mln.",
    ]


def test_a_long_budget_leaves_its_smallest_rows_to_the_table() -> None:
    many = pd.concat([POSTS.iloc[[0]]] * 15 + [POSTS.iloc[[1]]], ignore_index=True)
    chart = budget_chart(measures(many), 2023)
    assert chart is not None
    assert len(marks(chart.figure)) == 2 * 15
    assert chart.data["Maatregel"].iloc[-1] == "Ondersteuningspremie"
    assert "1 kleinere maatregel staat enkel in de tabel." in chart.note


def test_the_budget_says_what_the_scale_leaves_out() -> None:
    chart = budget_chart(BUDGET, 2023)
    assert chart is not None
    assert "1 maatregel zonder of met een nulbedrag" in chart.note
    assert "factor tien" not in chart.note
    assert plain(chart.title) == (
        "Het VAK-krediet van 2023 ligt samen € 8,5 mln. lager dan wat in 2022 gerealiseerd werd"
    )
    assert budget_chart(BUDGET.tail(2), 2023) is None


def test_credits_that_begin_or_end_are_named_with_their_amounts() -> None:
    rows = [
        ("Korting", 100_000_000, 100_000_000, 90_000_000, 90_000_000, False, 20),
        ("SINE", 41_200_000, 41_200_000, 0, 0, False, 21),
        ("Maatwerk", None, None, 80_400_000, 80_400_000, False, 22),
        *((f"Klein {n}", 1_000_000, 1_000_000, None, None, False, 23 + n) for n in range(5)),
        ("Boetes", None, None, 90_000_000, 90_000_000, True, 30),
    ]
    table = pd.DataFrame(rows, columns=POSTS.columns).astype(dict.fromkeys(AMOUNTS, "Int64"))
    chart = budget_chart(measures(table), 2023)
    assert chart is not None
    named = plain(chart.note).partition("Daarvan begint of eindigt: ")[2]
    assert named.startswith(
        "Maatwerk (krediet 2023 van € 80,4 mln., geen realisatie in 2022); "
        "SINE (€ 41,2 mln. in 2022, geen krediet 2023); Klein 0"
    )
    assert named.endswith("; 1 kleinere.")
    assert "Boetes" not in named

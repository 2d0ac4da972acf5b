"""The waterfall and the slopes of the budget."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from analysis.subjects.budget.charts.amounts import amount
from analysis.subjects.budget.charts.credits import budget_chart
from analysis.subjects.budget.charts.slope import slope_chart, spread
from analysis.subjects.budget.charts.waterfall import waterfall_chart
from analysis.subjects.budget.totals import AMOUNTS
from analysis.toolkit.charts import theme

ROWS = [
    ("a", "Cheques", 100_000_000, 130_000_000),
    ("b", "Korting", 80_000_000, 60_000_000),
    ("c", "Nieuw", 0, 5_000_000),
    ("d", "Weg", 4_000_000, 0),
    ("e", "Klein", 1_000_000, 1_500_000),
    ("f", "Gelijk", 7_000_000, 7_000_000),
]
BUDGET = pd.DataFrame(
    [(i, n, "x", n, "doel", r, r, b, b, False, 20 + k) for k, (i, n, r, b) in enumerate(ROWS)],
    columns=["measure", "name", "chapter", "label", "objective", *AMOUNTS, "receipts", "line"],
).astype(dict.fromkeys(AMOUNTS, "Int64"))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def bars(chart: object) -> list[tuple[float, float]]:
    """Return begin and end of each bar, in millions."""
    patches = chart.figure.axes[1].patches  # type: ignore[attr-defined]
    found = [patch for patch in patches if isinstance(patch, Rectangle)]
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in found]


def test_each_step_begins_where_the_last_ended_and_the_total_is_their_sum() -> None:
    chart = waterfall_chart(BUDGET, 2023, largest=3)
    assert chart is not None
    wanted = [(0, 30), (30, 35), (35, 15), (15, 11.5), (0, 11.5)]
    assert np.array(bars(chart)) == pytest.approx(np.array(wanted))
    assert list(chart.data["Maatregel"]) == [
        *("Cheques", "Nieuw", "Korting"),
        *("2 andere maatregelen", "Samen"),
    ]
    changes = chart.data["Verschil (euro)"].tolist()
    assert sum(changes[:-1]) == changes[-1] == 11_500_000


def test_the_waterfalls_title_names_the_largest_step_and_the_words_the_course() -> None:
    chart = waterfall_chart(BUDGET, 2023)
    assert chart is not None
    assert plain(chart.title) == (
        "Het VAK-krediet van 2023 ligt € 11,5 mln. hoger dan wat in 2022 gerealiseerd werd; de "
        "grootste stap is Cheques (+ € 30,0 mln.)"
    )
    alt = plain(chart.alt)
    assert "Nieuw: + € 5,00 mln.: € 0 naar € 5,00 mln., nieuw krediet." in alt
    assert "Weg: − € 4,00 mln.: € 4,00 mln. naar € 0, geen krediet meer." in alt
    assert "1 maatregel zonder verschil is niet getekend." in chart.note


def test_the_total_covers_what_did_not_change_too() -> None:
    chart = waterfall_chart(BUDGET, 2023)
    assert chart is not None
    assert chart.data["VAK gerealiseerd 2022 (euro)"].iloc[-1] == 192_000_000


def test_no_change_is_no_waterfall() -> None:
    assert waterfall_chart(BUDGET.tail(1), 2023) is None
    assert waterfall_chart(BUDGET.head(0), 2023) is None
    one = waterfall_chart(BUDGET.head(1), 2023)
    assert one is not None
    assert bars(one) == [(0, 30)]  # its own total
    assert plain(one.title).endswith("; het hele verschil is Cheques")


def test_a_slope_rises_or_falls_with_the_credit_and_says_both_amounts() -> None:
    chart = slope_chart(BUDGET, 2023, "measure")
    assert chart is not None
    texts = {plain(text.get_text()) for text in chart.figure.axes[0].texts}
    assert {"Cheques", "€ 100,0 mln.", "€ 130,0 mln.", "Krediet 2023"} <= texts
    lines = [line for line in chart.figure.axes[0].lines if line.get_linewidth() == 2]
    # The page's y runs down, so a line that rises has the smaller y at its end.
    ends = [np.asarray(line.get_ydata(), dtype=float) for line in lines]
    falls = [bool(last > first) for first, last in ends]
    assert falls == [False, True, False, False]
    assert [line.get_linestyle() for line in lines] == ["-", "--", "--", "-"]
    assert "2 maatregelen zonder of met een nulbedrag" in chart.note


def test_a_slope_draws_at_most_eight_rows_and_counts_the_others() -> None:
    many = pd.concat([BUDGET.head(1)] * 10, ignore_index=True)
    many["measure"] = [f"m{place}" for place in range(10)]
    chart = slope_chart(many, 2023, "measure")
    assert chart is not None
    lines = [line for line in chart.figure.axes[0].lines if line.get_linewidth() == 2]
    assert len(lines) == 8
    assert len(chart.data) == 10
    assert "2 kleinere maatregelen staan enkel in de tabel." in chart.note
    assert slope_chart(BUDGET.iloc[[2]], 2023, "measure") is None


def test_labels_never_cover_each_other_and_stay_near_their_mark() -> None:
    heights = [10.0, 20.0, 10.0]
    placed = spread([50, 52, 200], heights)
    assert placed[2] == 200
    assert placed[1] - placed[0] == pytest.approx(15)
    assert placed[0] < 50 < placed[1]


def test_no_label_leaves_the_page() -> None:
    named = BUDGET.assign(name="Een heel lange naam die over vele regels zou lopen als het mocht")
    chart = slope_chart(named, 2023, "measure")
    assert chart is not None
    height = chart.figure.get_figheight() * 72
    assert all(0 < text.get_position()[1] < height for text in chart.figure.axes[0].texts)
    assert all(text.get_position()[0] < theme.WIDTH for text in chart.figure.axes[0].texts)


def test_posts_of_one_measure_are_one_row_as_in_the_sentences() -> None:
    """The basis stands above the drawing, and in the alternative text."""
    posts = BUDGET.head(3).assign(measure="a")
    chart = budget_chart(posts, 2023)
    assert chart is not None
    assert chart.data["Maatregel"].tolist() == ["Cheques"]
    assert chart.data["VAK gerealiseerd 2022 (euro)"].tolist() == [180_000_000]
    assert chart.data["VAK-krediet 2023 (euro)"].tolist() == [195_000_000]
    words = " ".join(text.get_text() for text in chart.figure.axes[0].texts)
    assert "per maatregel, in euro" in words
    assert "per maatregel. Cheques:" in chart.alt
    objectives = budget_chart(BUDGET, 2023, "objective")
    assert objectives is not None
    assert objectives.data["Doelstelling"].tolist() == ["doel"]


@pytest.mark.parametrize(
    ("euros", "words"),
    [
        (0, "€ 0"),
        (1_234, "€ 1.234"),
        (250_000, "€ 0,25 mln."),
        (12_340_000, "€ 12,3 mln."),
        (1_534_000_000, "€ 1.534,0 mln."),
        (20_000_000_000, "€ 20 mld."),
    ],
)
def test_an_amount_keeps_the_figures_that_count(euros: int, words: str) -> None:
    assert plain(amount(euros)) == words


def test_an_even_credit_is_neither_higher_nor_lower() -> None:
    chart = budget_chart(BUDGET.tail(1), 2023)
    assert chart is not None
    assert chart.title == (
        "Het VAK-krediet van 2023 is samen even hoog als wat in 2022 gerealiseerd werd"
    )

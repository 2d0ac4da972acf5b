from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from analysis.subjects.budget.charts.amounts import amount
from analysis.subjects.budget.charts.credits import budget_chart
from analysis.subjects.budget.charts.waterfall import waterfall_chart
from analysis.subjects.budget.credits import credit_changes
from analysis.subjects.budget.totals import AMOUNTS
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.speech import TIMES
from placing import placed

if TYPE_CHECKING:
    from analysis.toolkit.charts.chart import Chart

ROWS = [
    ("a", "Cheques", 100_000_000, 130_000_000),
    ("b", "Korting", 80_000_000, 60_000_000),
    ("c", "Nieuw", 0, 5_000_000),
    ("d", "Weg", 4_000_000, 0),
    ("e", "Klein", 1_000_000, 1_500_000),
    ("f", "Gelijk", 7_000_000, 7_000_000),
]
BUDGET = (
    pd.DataFrame(
        [(i, n, "x", n, "doel", r, r, b, b, False, 20 + k) for k, (i, n, r, b) in enumerate(ROWS)],
        columns=["measure", "name", "chapter", "label", "objective", *AMOUNTS, "receipts", "line"],
    )
    .astype(dict.fromkeys(AMOUNTS, "Int64"))
    .pipe(placed)
)


def drawn(budget: pd.DataFrame, year: int) -> Chart | None:
    return budget_chart(credit_changes(budget), budget, year)


def waterfall(budget: pd.DataFrame, year: int) -> Chart | None:
    return waterfall_chart(credit_changes(budget), budget, year)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def bars(chart: object) -> list[tuple[float, float]]:
    """Return begin and end of each bar, in millions."""
    patches = chart.draw(theme.NARROW).axes[1].patches  # type: ignore[attr-defined]
    found = [patch for patch in patches if isinstance(patch, Rectangle)]
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in found]


def test_each_step_begins_where_the_last_ended_and_the_total_is_their_sum(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("analysis.subjects.budget.charts.waterfall._LARGEST", 3)
    chart = waterfall(BUDGET, 2023)
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
    chart = waterfall(BUDGET, 2023)
    assert chart is not None
    assert plain(chart.title) == (
        "Het VAK-krediet van 2023 ligt € 11,5 mln. hoger dan gerealiseerd; grootste stap: Cheques "
        "(+ € 30,0 mln.)"
    )
    alt = plain(chart.alt)
    assert "Nieuw: + € 5,00 mln.: € 0 naar € 5,00 mln., nieuw krediet." in alt
    assert "Weg: − € 4,00 mln.: € 4,00 mln. naar € 0, geen krediet meer." in alt
    assert "1 maatregel zonder verschil is niet getekend." in chart.note


def test_the_total_covers_what_did_not_change_too() -> None:
    chart = waterfall(BUDGET, 2023)
    assert chart is not None
    assert chart.data["VAK gerealiseerd 2022 (euro)"].iloc[-1] == 192_000_000


def test_no_change_is_no_waterfall() -> None:
    assert waterfall(BUDGET.tail(1), 2023) is None
    assert waterfall(BUDGET.head(0), 2023) is None
    one = waterfall(BUDGET.head(1), 2023)
    assert one is not None
    assert bars(one) == [(0, 30)]  # its own total
    assert plain(one.title).endswith(", enkel door Cheques")


def test_posts_of_one_measure_are_one_row_as_in_the_sentences() -> None:
    """The basis stands above the drawing, and in the alternative text."""
    posts = BUDGET.head(3).assign(measure="a")
    chart = drawn(posts, 2023)
    assert chart is not None
    assert chart.data["Maatregel"].tolist() == ["Cheques"]
    assert chart.data["VAK gerealiseerd 2022 (euro)"].tolist() == [180_000_000]
    assert chart.data["VAK-krediet 2023 (euro)"].tolist() == [195_000_000]
    words = " ".join(text.get_text() for text in chart.draw(theme.NARROW).axes[0].texts)
    assert "als veelvoud van" in words
    assert "per maatregel. Cheques:" in chart.alt


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
    chart = drawn(BUDGET.tail(1), 2023)
    assert chart is not None
    assert chart.title == (
        "Het VAK-krediet van 2023 is samen even hoog als wat in 2022 gerealiseerd werd"
    )


def ratios(chart: Chart) -> list[float]:
    """Return the ratio that each bar ends at."""
    patches = [p for p in chart.draw(theme.NARROW).axes[1].patches if isinstance(p, Rectangle)]
    return [math.exp(bar.get_x() + bar.get_width()) for bar in patches]


POSTS = (
    pd.DataFrame(
        [
            ("Korting", 100_000_000, 100_000_000, 90_000_000, 90_000_000, False, 20),
            ("Ondersteunings-premie", 1_000_000, 1_000_000, 2_500_000, 2_500_000, False, 21),
            ("Uitdovend", 5, 5, 0, 0, False, 22),
            ("Boetes (ontvangsten!)", None, 600, None, 620, True, 23),
        ],
        columns=["label", *AMOUNTS, "receipts", "line"],
    )
    .astype(dict.fromkeys(AMOUNTS, "Int64"))
    .pipe(placed)
)


def measures(rows: pd.DataFrame) -> pd.DataFrame:
    """Make each post a measure of its own."""
    ids = [f"m{place}" for place in range(len(rows))]
    return rows.assign(measure=ids, name=rows["label"], chapter="x", objective="Doel")


ONE_POST_EACH = measures(POSTS)


def test_the_budget_is_drawn_as_ratios() -> None:
    chart = drawn(ONE_POST_EACH, 2023)
    assert chart is not None
    assert ratios(chart) == pytest.approx([0.9, 2.5])
    drawing = chart.draw(theme.NARROW)
    texts = [plain(text.get_text()) for text in drawing.axes[0].texts]
    assert "€ 100,0 mln. → € 90,0 mln. (−10 %)" in texts
    assert {"Ondersteuningspremie", "€ 1,00 mln. → € 2,50 mln. (+150 %)"} <= set(texts)
    ticks = [plain(label.get_text()) for label in drawing.axes[1].get_xticklabels()]
    assert ticks == ["", "gelijk", "+25 %", "", f"{TIMES} 2", f"{TIMES} 3"]  # −20 % would touch


def test_a_small_change_of_the_budget_looks_small() -> None:
    """The scale spans a quarter more and a fifth less at least."""
    chart = drawn(ONE_POST_EACH.head(1), 2023)
    assert chart is not None
    axes = chart.draw(theme.NARROW).axes[1]
    words = [plain(label.get_text()) for label in axes.get_xticklabels()]
    assert words == ["−20 %", "gelijk", "+25 %"]


def test_a_long_budget_leaves_its_smallest_rows_to_the_table() -> None:
    many = pd.concat([POSTS.iloc[[0]]] * 15 + [POSTS.iloc[[1]]], ignore_index=True)
    chart = drawn(measures(many), 2023)
    assert chart is not None
    assert len(ratios(chart)) == 15
    assert chart.data["Maatregel"].iloc[-1] == "Ondersteuningspremie"
    assert "1 kleinere maatregel staat enkel in de tabel." in chart.note


def test_the_budget_says_what_the_scale_leaves_out() -> None:
    chart = drawn(ONE_POST_EACH, 2023)
    assert chart is not None
    assert "1 maatregel zonder of met een nulbedrag" in chart.note
    assert "factor tien" not in chart.note
    assert plain(chart.title) == (
        "Het VAK-krediet van 2023 ligt samen € 8,5 mln. lager dan wat in 2022 gerealiseerd werd"
    )
    assert drawn(ONE_POST_EACH.tail(2), 2023) is None


def test_credits_that_begin_or_end_are_named_with_their_amounts() -> None:
    rows = [
        ("Korting", 100_000_000, 100_000_000, 90_000_000, 90_000_000, False, 20),
        ("SINE", 41_200_000, 41_200_000, 0, 0, False, 21),
        ("Maatwerk", None, None, 80_400_000, 80_400_000, False, 22),
        *((f"Klein {n}", 1_000_000, 1_000_000, None, None, False, 23 + n) for n in range(5)),
        ("Boetes", None, None, 90_000_000, 90_000_000, True, 30),
    ]
    table = (
        pd.DataFrame(rows, columns=POSTS.columns.drop("place"))
        .astype(dict.fromkeys(AMOUNTS, "Int64"))
        .pipe(placed)
    )
    chart = drawn(measures(table), 2023)
    assert chart is not None
    named = plain(chart.note).partition("Daarvan begint of eindigt: ")[2]
    assert named.startswith(
        "Maatwerk (krediet 2023 van € 80,4 mln., geen realisatie in 2022); "
        "SINE (€ 41,2 mln. in 2022, geen krediet 2023); Klein 0"
    )
    assert named.endswith("; 1 kleinere.")
    assert "Boetes" not in named

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle

from analysing import computed
from analysis.subjects.volumes.charts.job_bonus import job_bonus_chart
from analysis.subjects.volumes.charts.received import received_chart
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.years import years_chart
from figure_rows import figures

if TYPE_CHECKING:
    from analysis.toolkit.charts.chart import Chart

RECEIVED, HANDLED = "ontvangen dossiers", "afgehandelde dossiers"


NONE = figures()
BONUS = figures(
    *(
        ("jobbonus", indicator, 2022, value)
        for indicator, value in {
            "binnengetrokken dossiers": 1000,
            "dossiers boven referteloon": 200,
            "dossiers onder minimumbedrag": 80,
            "dossiers boven loongrens na berekening": 20,
            "te herberekenen dossiers": 40,
            "dossiers met recht op premie": 650,
            "niet-rechthebbenden": 299,
        }.items()
    )
)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def dots(figure: Any) -> list[float]:  # noqa: ANN401 - a matplotlib figure
    series = [c for c in figure.axes[1].collections if isinstance(c, PathCollection)]
    return [float(x) for each in series for x in np.asarray(each.get_offsets())[:, 0]]


def test_the_job_bonus_loses_what_the_plan_says_and_names_what_it_does_not() -> None:
    chart = job_bonus_chart(BONUS, 2023)
    assert chart is not None
    assert chart.data["Blijft over"].tolist() == [1000, 800, 720, 700, 660, 650]
    assert chart.data["Reden"].tolist()[-1] == "door het plan niet verklaard"
    assert plain(chart.title) == (
        "650 van de 1.000 dossiers van de jobbonus geven recht op een premie (65 %)"
    )
    check = "Het plan telt 299 niet-rechthebbenden; de redenen die het noemt tellen op tot 300."
    assert chart.note.endswith(check)


def test_a_job_bonus_without_both_ends_is_no_chart() -> None:
    assert job_bonus_chart(BONUS.head(5), 2023) is None
    assert job_bonus_chart(NONE, 2023) is None
    assert job_bonus_chart(BONUS, 2024) is None
    ends = BONUS.loc[
        BONUS["indicator"].isin(["binnengetrokken dossiers"]) | (BONUS["value"] == 650)
    ]
    chart = job_bonus_chart(ends, 2023)
    assert chart is not None
    assert chart.data["Blijft over"].tolist() == [1000, 650]


PERMITS = figures(
    ("arbeidskaarten", RECEIVED, 2019, 12_000),
    ("arbeidskaarten", RECEIVED, 2021, 12_748),
    ("arbeidskaarten", RECEIVED, 2021, 12_000),
    ("arbeidskaarten", f"{RECEIVED}, minimum", 2022, 20_000),
    ("beroepskaarten", RECEIVED, 2021, 1_013),
)


def permits_chart(rows: pd.DataFrame, year: int) -> Chart | None:
    indicators = [RECEIVED, f"{RECEIVED}, minimum"]
    return years_chart(rows, year, "arbeidskaarten", indicators, "aanvragen voor een arbeidskaart")


def test_two_printed_values_of_a_year_are_both_drawn_and_named() -> None:
    chart = permits_chart(PERMITS, 2023)
    assert chart is not None
    columns = [p for p in chart.draw(theme.NARROW).axes[1].patches if isinstance(p, Rectangle)]
    assert [(p.get_y(), p.get_height()) for p in columns] == [
        *((0, 12_000), (0, 12_000), (12_000, 748), (0, 20_000)),
    ]
    assert "12.748 (onderdeel 11.1) en 12.000 (onderdeel 11.1)" in chart.note
    assert "Voor 2022 noemt het plan ergens een ondergrens." in chart.note


def test_a_year_without_a_figure_keeps_its_place() -> None:
    chart = permits_chart(PERMITS, 2023)
    assert chart is not None
    axes = chart.draw(theme.NARROW).axes[1]
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["2019", "2020", "2021", "2022"]
    assert "geen cijfer" in [text.get_text() for text in axes.texts]
    assert plain(chart.title) == (
        "Van 12.000 aanvragen voor een arbeidskaart in 2019 naar ongeveer 20.000 in 2022 (+67 %)"
    )


def test_one_year_is_no_change_and_no_year_no_chart() -> None:
    one = permits_chart(PERMITS.head(1), 2023)
    assert one is not None
    assert one.title == "In 2019: 12.000 aanvragen voor een arbeidskaart"
    assert permits_chart(NONE, 2023) is None


FILES = figures(
    ("premie", RECEIVED, 2022, 1_000),
    ("premie", f"{RECEIVED}, stijging", 2022, 200),
    ("premie", HANDLED, 2022, 900),
    ("kaarten", RECEIVED, 2022, 100),
    ("kaarten", RECEIVED, 2021, 200),
    ("kaarten", RECEIVED, 2021, 204),
    ("kaarten", HANDLED, 2022, 110),
    ("alleen_nu", RECEIVED, 2022, 50),
    (None, RECEIVED, 2022, 9_999),
)


def received(rows: pd.DataFrame, year: int) -> Chart | None:
    full = rows.assign(
        chapter="activering",
        name=pd.array([None] * len(rows), "str"),
        page=pd.array([None] * len(rows), "Int64"),
    )
    return received_chart(computed("files_received", year, figures=full), rows, year)


def test_last_years_files_are_computed_where_the_plan_gives_the_rise() -> None:
    chart = received(FILES, 2023)
    assert chart is not None
    bars = [p for p in chart.draw(theme.NARROW).axes[1].patches if isinstance(p, Rectangle)]
    assert [math.exp(bar.get_width()) for bar in bars] == pytest.approx([1000 / 800, 100 / 204])
    assert "Premie: 800 (berekend) naar 1.000 (+25 %)." in plain(chart.alt)
    assert chart.data["2021 berekend"].tolist() == ["ja", "nee"]
    assert chart.title == (
        "1 van de 2 maatregelen kreeg in 2022 meer dossiers dan in 2021, 1 minder"
    )


def test_last_years_files_follow_from_a_percentage_as_far_as_it_is_exact() -> None:
    """7305 after a rise of 11 % were 6581, give or take 30: 6.600. And 853 after 52 % were 560."""
    growth = f"{RECEIVED}, groei in procent"
    rows = (
        ("premie", RECEIVED, 2022, 7_305),
        ("premie", growth, 2022, 11),
        ("overgang", RECEIVED, 2022, 853),
        ("overgang", growth, 2022, 52),
    )
    chart = received(figures(*rows), 2023)
    assert chart is not None
    assert chart.title == "Beide maatregelen kregen in 2022 meer dossiers dan in 2021"
    assert "Premie: ongeveer 6.600 naar 7.305 (+11 %)." in plain(chart.alt)
    assert "Overgang: ongeveer 560 naar 853 (+52 %)." in plain(chart.alt)
    assert chart.data["2021 berekend"].tolist() == ["ongeveer", "ongeveer"]


def test_files_of_one_year_are_no_chart() -> None:
    assert received(FILES.head(1), 2023) is None
    assert received(NONE, 2023) is None

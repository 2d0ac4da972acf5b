"""The charts of the key figures in the plan's prose, of its people and its letters."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import Rectangle

from analysis.subjects.people.charts import letters_chart, savings_chart, workforce_chart
from analysis.subjects.volumes.charts.files import handled_chart, received_chart
from analysis.subjects.volumes.charts.job_bonus import job_bonus_chart
from analysis.toolkit.charts.funnel import Stage, funnel, funnel_data, stage_words, stages_of
from analysis.toolkit.charts.years import work_permits_chart

RECEIVED, HANDLED = "ontvangen dossiers", "afgehandelde dossiers"


def figures(*rows: tuple[str | None, str, int, float]) -> pd.DataFrame:
    """Each row: measure, indicator, year, value."""
    frame = pd.DataFrame(
        [
            ("11.1", measure, indicator, "dossiers", year, value, str(value), 8800 + place)
            for place, (measure, indicator, year, value) in enumerate(rows)
        ],
        columns=[
            "section",
            "measure",
            "indicator",
            "unit",
            "year",
            "value",
            "value_printed",
            "line",
        ],
    )
    return frame.astype({"year": "Int64", "value": "Float64", "line": "Int64"})


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


def bars(figure: Any) -> list[tuple[float, float]]:  # noqa: ANN401 - a matplotlib figure
    """Return begin and length of each bar."""
    found = [patch for patch in figure.axes[1].patches if isinstance(patch, Rectangle)]
    return [(bar.get_x(), bar.get_width()) for bar in found]


def dots(figure: Any) -> list[float]:  # noqa: ANN401 - a matplotlib figure
    series = [c for c in figure.axes[1].collections if isinstance(c, PathCollection)]
    return [float(x) for each in series for x in np.asarray(each.get_offsets())[:, 0]]


def test_a_funnel_has_what_remains_and_behind_it_what_falls_off() -> None:
    stages = [Stage("Begin", 100), Stage("Midden", 60, "te laat"), Stage("Eind", 60)]
    assert bars(funnel(stages)) == [(0, 100), (0, 60), (60, 40), (0, 60)]
    assert [plain(words) for words in stage_words(stages)] == [
        "100",
        "60 (60 % van het begin) · − 40 (40 %): te laat",
        "60 (60 % van het begin)",
    ]


def test_a_funnel_is_made_of_an_ordered_frame_and_gives_one_back() -> None:
    steps = pd.DataFrame({"step": ["A", "B"], "count": [8, 2], "reason": ["", "weg"]})
    stages = stages_of(steps)
    assert stages == [Stage("A", 8), Stage("B", 2, "weg")]
    data = funnel_data(stages)
    assert data["Valt af"].tolist()[1] == 6
    assert data["Van het begin (%)"].tolist() == [100, 25]
    assert stages_of(steps[["step", "count"]])[1].reason == ""


@pytest.mark.parametrize("counts", [[0], [0, 0], [5], [5, 7]])
def test_a_funnel_of_nothing_one_or_more_than_before_is_drawn(counts: list[int]) -> None:
    stages = [Stage(f"Stap {n}", count) for n, count in enumerate(counts)]
    assert [width for _, width in bars(funnel(stages))][: len(counts)] == counts
    assert len(funnel_data(stages)) == len(stage_words(stages)) == len(counts)


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


def test_two_printed_values_of_a_year_are_both_drawn_and_named() -> None:
    chart = work_permits_chart(PERMITS, 2023)
    assert chart is not None
    columns = [p for p in chart.figure.axes[1].patches if isinstance(p, Rectangle)]
    assert [(p.get_y(), p.get_height()) for p in columns] == [
        *((0, 12_000), (0, 12_000), (12_000, 748), (0, 20_000)),
    ]
    assert "12.748 (onderdeel 11.1) en 12.000 (onderdeel 11.1)" in chart.note
    assert "Voor 2022 noemt het plan ergens enkel een ondergrens." in chart.note


def test_a_year_without_a_figure_keeps_its_place() -> None:
    chart = work_permits_chart(PERMITS, 2023)
    assert chart is not None
    axes = chart.figure.axes[1]
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["2019", "2020", "2021", "2022"]
    assert "geen cijfer" in [text.get_text() for text in axes.texts]
    assert plain(chart.title) == (
        "Van 12.000 aanvragen voor een arbeidskaart in 2019 naar 20.000 in 2022 (+67 %)"
    )


def test_one_year_is_no_change_and_no_year_no_chart() -> None:
    one = work_permits_chart(PERMITS.head(1), 2023)
    assert one is not None
    assert one.title == "In 2019: 12.000 aanvragen voor een arbeidskaart"
    assert work_permits_chart(NONE, 2023) is None


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


def test_last_years_files_are_computed_where_the_plan_gives_the_rise() -> None:
    chart = received_chart(FILES, 2023)
    assert chart is not None
    assert dots(chart.figure) == pytest.approx([math.log10(n) for n in (800, 204, 1000, 100)])
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
    chart = received_chart(figures(*rows), 2023)
    assert chart is not None
    assert chart.title == "Beide maatregelen kregen in 2022 meer dossiers dan in 2021"
    assert "Premie: ongeveer 6.600 naar 7.305 (+11 %)." in plain(chart.alt)
    assert "Overgang: ongeveer 560 naar 853 (+52 %)." in plain(chart.alt)
    assert chart.data["2021 berekend"].tolist() == ["ongeveer", "ongeveer"]


def test_handled_files_stand_per_hundred_received() -> None:
    chart = handled_chart(FILES.assign(name="Naam"), 2023)
    assert chart is not None
    assert dots(chart.figure) == pytest.approx([110, 90])
    assert chart.data["Maatregel"].tolist() == ["Naam", "Naam"]
    assert "900 op 1.000 ontvangen: 90 %" in plain(chart.alt)
    assert chart.title.startswith("Bij 1 van de 2 maatregelen kwamen in 2022 meer dossiers binnen")


def test_files_of_one_kind_or_one_year_are_no_chart() -> None:
    assert handled_chart(FILES.head(1), 2023) is None
    assert received_chart(FILES.head(1), 2023) is None
    assert received_chart(NONE, 2023) is None


SAVINGS = figures(
    (None, "besparing, initiële doelstelling", 2024, 23),
    (None, "besparing, extra door integratie Syntra", 2024, 7),
    (None, "besparing, totale doelstelling", 2024, 30),
    (None, "besparing, gerealiseerd", 2022, 20),
    (None, "aandeel heldere standaardbrieven, streefcijfer", 2024, 75),
)


def test_savings_are_done_and_open_up_to_the_target() -> None:
    chart = savings_chart(SAVINGS, 2023)
    assert chart is not None
    assert bars(chart.figure) == [(0, 20), (20, 10)]
    lines = [c for c in chart.figure.axes[1].collections if isinstance(c, LineCollection)]
    assert lines[-1].get_segments()[0][0, 0] == 30
    assert plain(chart.title) == (
        "Van de 30 te besparen koppen zijn er 20 gerealiseerd (67 %), nog 10 te gaan"
    )
    assert "23 van de eerste doelstelling en 7 door de integratie van Syntra" in chart.note
    assert savings_chart(SAVINGS.head(3), 2023) is None


def test_more_saved_than_owed_is_reached() -> None:
    chart = savings_chart(SAVINGS.assign(value=SAVINGS["value"].replace(20, 31)), 2023)
    assert chart is not None
    assert chart.title.endswith("de doelstelling is bereikt")
    assert bars(chart.figure) == [(0, 31)]


LETTERS = pd.DataFrame(
    [
        ("Beleid", 19, "afgewerkt", 1),
        ("Werk", 153, "in behandeling", 2),
        ("Leren", 45, "Op te starten", 3),
        ("VSI", None, "", 4),
        ("Totaal", 217, "", 5),
    ],
    columns=["department", "letters", "status", "line"],
).astype({"letters": "Int64"})


def test_letters_are_counted_by_status_against_their_target() -> None:
    chart = letters_chart(LETTERS, SAVINGS, 2023)
    assert chart is not None
    assert bars(chart.figure)[:3] == [(0, 19), (19, 153), (172, 45)]
    assert plain(chart.title) == (
        "19 van de 217 standaardbrieven zijn afgewerkt (9 %); de Vlaamse overheid samen wil 75 %"
    )
    assert "voor al haar entiteiten samen stelt, toegepast op deze brieven: 163" in chart.note
    assert "niet aan het departement alleen" in chart.note
    assert "1 afdeling zonder aantal staat er niet bij." in chart.note


def test_letters_without_a_target_have_no_line() -> None:
    chart = letters_chart(LETTERS, NONE, 2023)
    assert chart is not None
    assert not [c for c in chart.figure.axes[1].collections if isinstance(c, LineCollection)]
    assert letters_chart(LETTERS.iloc[[3]], NONE, 2023) is None


WORKFORCE = pd.DataFrame(
    [
        ("Niveau A", "", 200, 42, 242, 1),
        ("Niveau A", "A1", 158, 39, 197, 2),
        ("Niveau B", "", 31, 13, 45, 3),
        ("Eindtotaal", "", 232, 55, 287, 4),
    ],
    columns=["level", "grade", "statutory", "contractual", "total", "line"],
).astype(dict.fromkeys(["statutory", "contractual", "total"], "Int64"))


def test_people_are_counted_per_level_and_the_printed_total_leads() -> None:
    chart = workforce_chart(WORKFORCE, 2023)
    assert chart is not None
    assert bars(chart.figure) == [(0, 200), (200, 42), (0, 31), (31, 13)]
    assert plain(chart.title) == "232 van de 287 personeelsleden zijn statutair (81 %)"
    assert "44 bij Niveau B, waar het plan 45 afdrukt" in chart.note
    alone = workforce_chart(WORKFORCE.head(1), 2023)
    assert alone is not None
    assert plain(alone.title).startswith("200 van de 242")
    assert workforce_chart(WORKFORCE.tail(1), 2023) is None

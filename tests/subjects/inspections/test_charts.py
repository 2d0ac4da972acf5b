"""The inspectorate's ratios: which mark, which words, what lies beyond the scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PathCollection

from analysis.subjects.inspections.charts.rates import file_rates_chart
from analysis.subjects.inspections.charts.reports import reports_chart
from analysis.subjects.inspections.counts import COUNTS
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.forest import Ratio, forest
from analysis.toolkit.charts.speech import TIMES
from placing import placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.plan.tables.editions import PlanTables
    from analysis.toolkit.charts.chart import Chart

    Results = Callable[[pd.DataFrame], PlanTables]


def table(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Each row: label, files last year and this, reports last year and this."""
    frame = pd.DataFrame(
        [(None, *row, None, None, 30 + i, False) for i, row in enumerate(rows)],
        columns=["measure", "label", *COUNTS, "line", "total"],
    )
    return frame.astype(dict.fromkeys(COUNTS, "Int64")).pipe(placed)


INSPECTIONS = table(
    ("Kaarten", 800, 1200, 130, 90),
    ("Maatwerk", 250, 70, None, None),
    ("Nieuw", 0, 100, None, 12),
    ("Weg", 60, None, None, None),
    ("Taal", 26, 20, 6, 2),
    ("Niets", 0, 0, None, None),
)


def files(results: Results, rows: pd.DataFrame) -> Chart | None:
    return file_rates_chart(rows, results(rows).result("file_rates"), 2023)


def reports(results: Results, rows: pd.DataFrame) -> Chart | None:
    return reports_chart(rows, results(rows).result("report_rates"), 2023)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def marks(figure: Any) -> list[tuple[float, int]]:  # noqa: ANN401 - a matplotlib figure
    """Return the place of each mark of a ratio, and how many corners its shape has."""
    dots = [c for c in figure.axes[1].collections if isinstance(c, PathCollection)]
    low, high = figure.axes[1].get_xlim()
    inside = [c for c in dots if low * 0.95 < np.asarray(c.get_offsets())[0, 0] < high * 0.95]
    return [
        (float(np.asarray(c.get_offsets())[0, 0]), np.shape(c.get_paths()[0].vertices)[0])
        for c in inside
    ]


def test_clear_ratios_are_diamonds_and_others_dots(results: Results) -> None:
    """A diamond's path has 5 points, a dot's many: the shape says it without the colour."""
    chart = files(results, INSPECTIONS)
    assert chart is not None
    found = marks(chart.draw(theme.NARROW))
    ratios = [1200 / 800, 20 / 26, 70 / 250]
    assert [x for x, _ in found] == pytest.approx([math.log10(ratio) for ratio in ratios])
    assert [corners == 5 for _, corners in found] == [True, False, True]


def test_every_ratio_has_its_verdict_in_words(results: Results) -> None:
    chart = files(results, INSPECTIONS)
    assert chart is not None
    texts = {plain(text.get_text()) for text in chart.draw(theme.NARROW).axes[0].texts}
    assert f"800 → 1.200 · {TIMES} 1,50 (1,37–1,64) · duidelijk meer" in texts
    assert f"250 → 70 · {TIMES} 0,28 (0,21–0,37) · duidelijk minder" in texts
    unclear = [text for text in texts if text.startswith(f"26 → 20 · {TIMES} 0,77")]
    assert unclear[0].endswith("kan toeval zijn")
    assert list(chart.data["Besluit"]) == [
        *("duidelijk meer", "duidelijk meer"),
        *("kan toeval zijn", "duidelijk minder"),
    ]


def test_zero_files_in_one_year_give_a_one_sided_bound_and_an_empty_cell_is_not_compared(
    results: Results,
) -> None:
    chart = files(results, INSPECTIONS)
    assert chart is not None
    alt = plain(chart.alt)
    assert "Nieuw: 0 naar 100, minstens maal 27, duidelijk meer." in alt
    assert "Weg" not in alt
    assert "Niets" not in alt
    assert "2 maatregelen zonder dossiers om te vergelijken staan er niet bij." in chart.note


def test_the_title_counts_only_clear_changes(results: Results) -> None:
    chart = files(results, INSPECTIONS)
    assert chart is not None
    assert chart.title == (
        "2 van 4 maatregelen hebben duidelijk meer dossiers dan in 2021, 1 duidelijk minder"
    )
    unclear = files(results, INSPECTIONS.iloc[[4, 4]])
    assert unclear is not None
    assert (
        unclear.title == "Bij alle 2 maatregelen kan het verschil in dossiers met 2021 toeval zijn"
    )
    one = files(results, INSPECTIONS.head(1))
    assert one is not None
    assert one.title == "Kaarten: duidelijk meer dossiers in 2022 dan in 2021"


def test_many_measures_leave_the_small_unclear_ones_to_the_table(results: Results) -> None:
    many = table(
        ("Klein", 1, 2, None, None),
        *((f"M{n}", 100, 101, None, None) for n in range(14)),
        ("Duidelijk", 0, 9, None, None),
    )
    chart = files(results, many)
    assert chart is not None
    assert len(chart.data) == 16
    drawn = [text.get_text() for text in chart.draw(theme.NARROW).axes[0].texts]
    assert "Klein" not in drawn
    assert "Duidelijk" in drawn
    assert "1 maatregel zonder duidelijke verandering" in chart.note


def test_a_small_p_is_never_shown_as_zero(results: Results) -> None:
    """30 files to 300 is far past any doubt; 5 to 6 is none, and 20 to 40 lies between."""
    rows = [("Zeker", 30, 300), ("Geen", 5, 6), ("Tussen", 20, 40)]
    chart = files(results, table(*((*row, None, None) for row in rows)))
    assert chart is not None
    shown = dict(zip(chart.data["Maatregel"], chart.data["P-waarde (Holm)"], strict=True))
    assert {name: plain(p) for name, p in shown.items()} == {
        "Zeker": "< 0,001",
        "Tussen": "0,03",
        "Geen": "1,00",
    }


def test_with_nothing_to_compare_there_is_no_chart(results: Results) -> None:
    assert files(results, INSPECTIONS.tail(1)) is None
    assert files(results, INSPECTIONS.head(0)) is None
    assert reports(results, INSPECTIONS.iloc[[1]]) is None


def test_an_interval_beyond_the_scale_ends_in_an_arrow_at_its_edge() -> None:
    figure = forest([Ratio("Kop", "woorden", 2.0, 0.01, math.inf, clear=False)], "", theme.NARROW)
    line = [c for c in figure.axes[1].collections if isinstance(c, LineCollection)][-1]
    ends = line.get_segments()[0][:, 0]
    edge = math.log10(4)
    assert tuple(ends) == pytest.approx((-edge, edge))
    arrows = [c for c in figure.axes[1].collections if isinstance(c, PathCollection)][:2]
    places = [float(np.asarray(c.get_offsets())[0, 0]) for c in arrows]
    assert places == pytest.approx([-edge, edge])


def test_official_reports_per_hundred_files_start_with_the_total(results: Results) -> None:
    chart = reports(results, INSPECTIONS)
    assert chart is not None
    first = chart.data.iloc[0]
    assert first["Maatregel"] == "Deze maatregelen samen"
    assert (first["Processen-verbaal 2021"], first["Dossiers 2021"]) == (136, 826)
    assert list(chart.data["Maatregel"])[1:] == ["Kaarten", "Nieuw", "Taal"]
    assert list(chart.data["Per 100 dossiers 2022"]) == [7.9, 7.5, 12.0, 10.0]
    assert "kleine aantallen" in chart.alt.split("Taal")[1]


def test_an_empty_cell_is_not_a_rate_of_zero(results: Results) -> None:
    chart = reports(results, table(("Verlof", 1, 21, None, 12)))
    assert chart is not None
    assert "Verlof: geen getal naar 12 op 21 (57,1)" in chart.alt
    assert chart.title == "Per 100 dossiers stelde de inspectie in 2022 57,1 processen-verbaal op"
    assert chart.data["Processen-verbaal 2021"].isna().all()


def test_the_printed_total_comes_before_the_sum(results: Results) -> None:
    whole = table(("TOTAAL", 1200, 1500, 140, 110)).assign(total=True)
    chart = reports(results, pd.concat([whole, INSPECTIONS], ignore_index=True))
    assert chart is not None
    assert chart.title == (
        "Per 100 dossiers stelde de inspectie in 2022 7,3 processen-verbaal op, in 2021 11,7"
    )


def test_one_measure_is_its_own_total(results: Results) -> None:
    chart = reports(results, INSPECTIONS.head(1))
    assert chart is not None
    assert list(chart.data["Maatregel"]) == ["Kaarten"]


def places(figure: Any) -> list[float]:  # noqa: ANN401 - a matplotlib figure
    """Return the x of each dot, from the top row down and within a row in the order drawn."""
    series = [c for c in figure.axes[1].collections if isinstance(c, PathCollection)]
    dots = [(y, x) for each in series for x, y in np.asarray(each.get_offsets()).tolist()]
    return [x for _, x in sorted(dots, key=lambda dot: dot[0])]

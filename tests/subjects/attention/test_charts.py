from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection

from analysis.subjects.attention.charts import HEADS, attention_chart
from analysis.subjects.attention.points import COLUMNS, Thresholds
from analysis.subjects.attention.reasons import reason_words
from analysis.subjects.attention.signals import MEASURE

if TYPE_CHECKING:
    from analysis.toolkit.charts.chart import Chart


def signals(*rows: tuple[str, str, float, int, str]) -> pd.DataFrame:
    """Each row: subject, signal, value, points, reason."""
    return pd.DataFrame(
        [
            (MEASURE, subject, signal, value, 0.0, points, reason, 100 + place)
            for place, (subject, signal, value, points, reason) in enumerate(rows)
        ],
        columns=list(COLUMNS),
    ).assign(
        name=[subject.capitalize() for subject, *_ in rows],
        why=[reason_words(reason, value) for *_, value, _, reason in rows],
    )


SIGNALS = signals(
    ("bonus", "credit_new", 4_000_000, 1, "credit_new"),
    ("kaarten", "norm_missed", 63.0, 3, "norm_missed"),
    ("kaarten", "norm_worse", 30.0, 2, "norm_worse"),
    ("kaarten", "files_jump", 1.54, 1, "files_up"),
)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def cells(chart: Chart) -> list[tuple[float, float]]:
    """Return column and row of each mark."""
    series: list[Any] = [
        c for c in chart.figure.axes[1].collections if isinstance(c, PathCollection)
    ]
    places = [np.asarray(each.get_offsets())[0] for each in series]
    rows = sorted({y for _, y in places})
    return [(float(x), rows.index(y)) for x, y in places]


def test_each_signal_is_a_cell_with_its_points_and_its_reason_in_words() -> None:
    chart = attention_chart(SIGNALS, 2023)
    assert chart is not None
    assert cells(chart) == [(0, 0), (1, 0), (3, 0), (2, 1)]
    axes = chart.figure.axes[1]
    assert [text.get_text() for text in axes.texts] == ["3", "2", "1", "1"]
    heads = [tick.get_text() for tick in axes.get_xticklabels()]
    assert heads == ["Norm", "Daling", "Krediet", "Dossiers"]
    said = plain(chart.alt)
    assert "Kaarten: 6 punten: een norm 63 procentpunt onder het streefdoel, een" in said
    assert "Bonus: 1 punt: een nieuw krediet van € 4,0 mln." in said


def test_the_chart_and_the_table_give_the_same_reasons() -> None:
    told = SIGNALS.assign(why=[f"reden {n}" for n in range(len(SIGNALS))])
    chart = attention_chart(told, 2023)
    assert chart is not None
    assert "reden 0" in plain(chart.alt)
    assert "een norm 63 procentpunt" not in plain(chart.alt)


def test_marks_differ_in_size_and_tint() -> None:
    chart = attention_chart(SIGNALS, 2023)
    assert chart is not None
    series = [c for c in chart.figure.axes[1].collections if isinstance(c, PathCollection)]
    three, two, one, other = (float(each.get_sizes()[0]) for each in series)
    assert three > two > one == other


def test_the_title_names_all_with_the_most_points() -> None:
    chart = attention_chart(SIGNALS, 2023)
    assert chart is not None
    assert chart.title == "Kaarten vraagt de meeste aandacht: 6 punten uit 3 signalen"
    two = attention_chart(SIGNALS.iloc[[0, 3]], 2023)
    assert two is not None
    assert two.title == "Bonus en Kaarten vragen de meeste aandacht, met elk 1 punt"


def test_subjects_after_the_tenth_are_counted_in_the_note_and_listed_in_the_table() -> None:
    many = signals(*((f"m{n}", "norm_worse", 6.0, 1, "norm_worse") for n in range(13)))
    chart = attention_chart(many, 2023)
    assert chart is not None
    assert "3 andere met minder punten staan enkel in de tabel." in chart.note
    assert len(chart.data) == 13
    assert chart.title == "13 onderwerpen hebben de meeste punten, elk 1 punt"


def test_without_signals_of_measures_there_is_no_chart() -> None:
    assert attention_chart(SIGNALS.assign(kind="section"), 2023) is None
    assert attention_chart(SIGNALS.head(0), 2023) is None


def test_every_signal_has_a_column() -> None:
    others = {"credit_floor", "jump_p"}
    assert {name for name in Thresholds.__dataclass_fields__ if name not in others} == set(HEADS)

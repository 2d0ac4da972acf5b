from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.attention.charts import HEADS, attention_chart
from analysis.subjects.attention.points import COLUMNS, Thresholds
from analysis.subjects.attention.reasons import reason_words
from analysis.subjects.attention.signals import MEASURE
from analysis.toolkit.charts import theme

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


ONE = (("bonus", "norm_missed", 1.0, 1, "norm_missed"),)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def texts(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.draw(theme.NARROW).axes[1].texts]


def test_each_signal_has_its_points_its_name_and_its_reason_in_words() -> None:
    chart = attention_chart(SIGNALS, 2023)
    assert chart is not None
    kaarten = ["3", "Norm", "2", "Daling", "1", "Dossiers"]
    assert texts(chart) == [*kaarten, "1", "Krediet"]
    said = plain(chart.alt)
    assert "Kaarten: 6 punten: een norm 63 procentpunt onder het streefdoel, een" in said
    assert "Bonus: 1 punt: een nieuw krediet van € 4,0 mln." in said
    values = [plain(area.value) for area in chart.draw(theme.WIDE).areas]
    assert values[0].startswith("Kaarten: 6 punten: een norm 63 procentpunt onder het streefdoel")


def test_signals_that_do_not_fit_on_a_line_go_on_on_the_next() -> None:
    """A phone has room for three, a wide drawing for more; only rows that need it get taller."""
    names = ("norm_missed", "norm_worse", "files_jump", "reports_jump")
    four = signals(*(("kaarten", name, 1.0, 1, "norm_missed") for name in names), *ONE)
    chart = attention_chart(four, 2023)
    assert chart is not None
    heights = [[area.height for area in chart.draw(w).areas] for w in (theme.NARROW, theme.WIDE)]
    assert heights[0][0] > heights[0][1]
    assert heights[1][0] == heights[1][1]


def test_the_chart_and_the_table_give_the_same_reasons() -> None:
    told = SIGNALS.assign(why=[f"reden {n}" for n in range(len(SIGNALS))])
    chart = attention_chart(told, 2023)
    assert chart is not None
    assert "reden 0" in plain(chart.alt)
    assert "een norm 63 procentpunt" not in plain(chart.alt)


def test_squares_differ_in_tint() -> None:
    chart = attention_chart(SIGNALS, 2023)
    assert chart is not None
    boxes = chart.draw(theme.NARROW).axes[1].patches
    three, two, one, other = (box.get_facecolor() for box in boxes)
    assert len({three, two, one}) == 3
    assert one == other


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

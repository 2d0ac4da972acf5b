from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.subjects.planning.charts.calendar_page import TALLEST
from analysis.subjects.planning.charts.gantt import gantt_chart
from analysis.toolkit.charts import theme
from analysis.toolkit.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Make = Callable[..., pd.DataFrame]

PARTS = Parts("section", {"3.1.1": "Werk", "3.1.2": "Leren"}, "onderdeel", "onderdelen")
ROWS: list[dict[str, Any]] = [
    {"label": "Decreet", "quarters": "2023Q1"},
    {"label": "Betaling", "quarters": "2023Q1 2023Q2 2023Q4"},
    {"label": "Opvolging", "continuous": True},
    {"label": "Vragen", "ad_hoc": True},
    {"label": "Studie", "section": "3.1.2", "theme": "Kennis:"},
    {"label": "Onderzoek", "section": "3.1.2", "theme": "Kennis:", "quarters": "2023Q4"},
]


def planned(make: Make, *rows: dict[str, Any]) -> pd.DataFrame:
    return make(*({"kind": "planned", **row} for row in rows))


def texts(figure: Any) -> list[str]:  # noqa: ANN401 - a matplotlib figure
    return [text.get_text() for text in figure.axes[0].texts]


def test_projects_are_counted_per_quarter(make_milestones: Make) -> None:
    chart = gantt_chart(planned(make_milestones, *ROWS), 2023, PARTS)
    assert chart is not None
    shown = texts(chart.draw(theme.NARROW))
    assert {"Werk", "Leren"} <= set(shown)
    assert [text for text in shown if text.isdigit() and len(text) == 1] == ["2", "1", "1", "1"]
    assert "De jobbonus (1 doorlopend en 1 ad hoc): 2 in Q1 2023, 1 in Q2 2023" in chart.alt
    dashed = [
        line for line in chart.draw(theme.NARROW).axes[0].lines if line.get_linestyle() == "--"
    ]
    assert len(dashed) == 2
    assert chart.title == ("2 van de 6 mijlpalen vallen in één kwartaal, 1 in meerdere, 3 in geen")
    assert list(chart.data["Mijlpaal"]) == [row["label"] for row in ROWS]


def test_projects_that_do_not_fit_are_counted_in_the_note(make_milestones: Make) -> None:
    rows = [
        {"theme": f"Project {n}", "quarters": "2023Q1 2023Q2" if n else "2023Q1"} for n in range(50)
    ]
    chart = gantt_chart(planned(make_milestones, *rows), 2023, PARTS)
    assert chart is not None
    shown = [text for text in texts(chart.draw(theme.NARROW)) if text.startswith("Project")]
    assert "Project 0" not in shown
    assert f"{50 - len(shown)} kleinere projecten staan enkel in de tabel." in chart.note
    assert len(chart.data) == 50
    assert (
        chart.draw(theme.NARROW).get_figheight() * 72 <= TALLEST + 75
    )  # the groups; and above them what is measured and the quarters


def test_a_project_within_another_is_named_by_its_own_part(make_milestones: Make) -> None:
    rows = [
        {"theme": "Kaarten", "quarters": "2023Q1"},
        {"theme": "Kaarten > Controle", "quarters": "2023Q1"},
    ]
    chart = gantt_chart(planned(make_milestones, *rows), 2023, PARTS)
    assert chart is not None
    assert {"Kaarten", "… > Controle"} <= set(texts(chart.draw(theme.NARROW)))


def test_a_long_word_breaks_after_its_slash_and_words_leave_a_name_its_room(
    make_milestones: Make,
) -> None:
    rows: list[dict[str, Any]] = [
        {"theme": "subsidiebesluiten/protocollen", "quarters": "2023Q1"},
        {"theme": "Focus op Talent, platform Inclusief ondernemen", "quarters": "2023Q1"},
        {"theme": "Focus op Talent, platform Inclusief ondernemen", "continuous": True},
    ]
    chart = gantt_chart(planned(make_milestones, *rows), 2023, PARTS)
    assert chart is not None
    shown = texts(chart.draw(theme.NARROW))
    assert {"subsidiebesluiten/", "protocollen"} <= {
        line.strip() for t in shown for line in t.split("\n")
    }
    assert not any("…" in text for text in shown)


def test_no_quarter_is_no_calendar(make_milestones: Make) -> None:
    undated = planned(make_milestones, {"continuous": True})
    assert gantt_chart(undated, 2023, PARTS) is None
    assert gantt_chart(undated.head(0), 2023, PARTS) is None


def test_one_milestone_is_said_to_be_one(make_milestones: Make) -> None:
    chart = gantt_chart(planned(make_milestones, {"quarters": "2023Q3"}), 2023, PARTS)
    assert chart is not None
    assert chart.title == "Er is één mijlpaal gepland in 2023"


def test_the_title_names_no_group_that_is_empty(make_milestones: Make) -> None:
    one, over = {"quarters": "2023Q1"}, {"quarters": "2023Q1 2023Q2"}
    same = gantt_chart(planned(make_milestones, one, one), 2023, PARTS)
    both = gantt_chart(planned(make_milestones, one, over, over), 2023, PARTS)
    assert same is not None
    assert both is not None
    assert same.title == "Alle 2 geplande mijlpalen van 2023 vallen in één kwartaal"
    assert both.title == ("1 van de 3 mijlpalen valt in één kwartaal, 2 in meerdere")

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from analysis.desk.lab import exploring, front_end
from analysis.desk.lab.exploring import Explorer, explorer
from analysis.desk.lab.selection import Choice
from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.paths import Project

pytestmark = pytest.mark.slow


@pytest.fixture
def shown(built: Project) -> Explorer:
    return Explorer(built, Choice(2023, "overzicht"))


def test_each_control_changes_the_view(shown: Explorer) -> None:
    whole = shown.figures.html
    shown.controls.chapter.value = "activering"
    assert "59 van de 60 mijlpalen" in shown.figures.html != whole
    shown.controls.statuses.value = ("in_preparation",)
    assert "1 mijlpaal van 2022 met status In voorbereiding" in shown.figures.html
    shown.controls.views.value = "norms"
    assert "16 normen" in shown.table.value
    shown.controls.measure.value = "jobbonus"
    assert "16 normen" not in shown.table.value


def test_a_mark_lists_its_rows_and_a_new_figure_clears_it(shown: Explorer) -> None:
    label, place = shown.marks.options[1]
    shown.marks.value = place
    assert f"({shown.table.value.count('<tr') - 1})" in label
    shown.controls.chapter.value = "vsi"
    assert shown.marks.value == -1
    assert "18 mijlpalen van 2022" in shown.table.value


@pytest.mark.parametrize("front", ["status", "planning"])
def test_pressing_a_bar_again_lists_its_rows_again(shown: Explorer, front: str) -> None:
    shown.controls.chapter.value = "vsi"
    shown.controls.views.value = front
    linked = re.findall(r'<a href="#rijen-(\d+)"', shown.figures.html)
    assert len(set(linked)) == len(shown.figures.labels) == len(shown.marks.options) - 1
    for _ in range(2):
        shown.figures.mark = 1  # as the browser sends it
        assert shown.marks.value == 1
        label, _ = shown.marks.options[2]
        assert f"({shown.table.value.count('<tr') - 1})" in label
        shown.marks.value = -1
        assert shown.figures.mark == -1, "the same bar can be pressed again"


def test_bars_that_do_not_count_rows_are_not_links(shown: Explorer) -> None:
    shown.controls.views.value = "budget"
    assert "#rijen-" not in shown.figures.html
    assert len(shown.marks.options) > 5, "the list beside it opens their rows"


def test_a_measure_that_the_chapter_lacks_is_deselected(shown: Explorer) -> None:
    shown.controls.measure.value = "jobbonus"
    shown.controls.chapter.value = "competenties"
    assert shown.controls.choice.measure is None


def test_reset_shows_everything_again(shown: Explorer) -> None:
    shown.controls.statuses.value = ("stopped",)
    shown.controls.measure.value = "jobbonus"
    shown.controls.reset.click()
    assert shown.controls.choice == Choice(2023, "overzicht")


def test_papermill_gets_a_static_picture(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(built.notebooks)
    html: list[str] = []
    monkeypatch.setattr(exploring, "show_html", html.append)
    explorer(chapter="vsi")
    assert html[0].count("<svg") > 2
    assert html[0].count('role="img" aria-label="') == html[0].count("<svg")
    assert "<select" not in html[0]


def test_without_tables_the_remedy_is_shown(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    with pytest.raises(DataError, match="planmonitor data"):
        explorer()


@pytest.mark.parametrize(("content", "live"), [({"allow_stdin": True}, True), ({}, False)])
def test_a_live_front_end_is_detected_from_the_running_cell(
    monkeypatch: pytest.MonkeyPatch, content: dict[str, bool], *, live: bool
) -> None:
    class Shell:
        class kernel:  # noqa: N801 - named as IPython names it
            @staticmethod
            def get_parent() -> dict[str, Any]:
                return {"content": content}

    monkeypatch.setattr(front_end, "get_ipython", Shell)
    assert front_end.is_live() is live


def test_outside_a_kernel_there_is_no_front_end() -> None:
    assert not front_end.is_live()

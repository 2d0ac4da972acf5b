"""A section shows its parts in order, each figure and table with a label of its own."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import pytest

from analysis.toolkit import display
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.drawing import Drawing
from analysis.toolkit.section import Part, section
from analysis.toolkit.sentence import Prose
from analysis.toolkit.tables.table import Table

TABLE = Table("<table></table>", "Titel", "", "bron", pd.DataFrame())
DATA = pd.DataFrame({"Jaar": [2023]})
CHART = Chart(partial(Drawing, height=100), "Titel", "Een lijn", DATA, "", "bron")


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The metadata of what is displayed."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(
        display, "publish_display_data", lambda _, metadata: found.append(metadata["planmonitor"])
    )
    return found


def test_the_parts_are_displayed_in_order_with_labels_of_the_chapter(
    displayed: list[dict[str, Any]],
) -> None:
    shown = section("sociale_economie", "## Normen", Part(CHART, "status"), Part(TABLE, "lijst"))
    display.show(shown)
    assert [(one["kind"], one.get("label")) for one in displayed] == [
        ("prose", None),
        ("figure", "fig-sociale-economie-status"),
        ("table", "tbl-sociale-economie-lijst"),
    ]


def test_a_part_without_data_says_so_unless_it_is_optional() -> None:
    shown = list(section("vsi", Part(None, "a"), Part(None, "b", optional=True)).shown())
    assert shown == [(None, "")]


def test_a_text_and_a_table_without_a_name_have_no_label() -> None:
    shown = section("vsi", Prose("Eén zin."), Part(TABLE))
    assert [label for _, label in shown.shown()] == ["", ""]

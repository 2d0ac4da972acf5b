from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.budget.totals import AMOUNTS
from analysis.subjects.inspections.counts import COUNTS
from analysis.subjects.inspections.tables import inspections_table
from analysis.subjects.milestones.tables.status import (
    carried_over_table,
    not_realised_table,
    status_table,
)
from analysis.subjects.summary.key_figures import (
    budget_figures,
    inspection_figures,
    milestone_figures,
    norm_figures,
    planned_figures,
    sequel_figures,
)
from analysis.toolkit.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable

SECTIONS = Parts(
    "section", {"3.1.1": "3.1.1 Werk", "3.1.2": "3.1.2 Leren"}, "onderdeel", "onderdelen"
)
CHAPTERS = Parts("chapter", {"activering": "Activering"}, "hoofdstuk", "hoofdstukken")


@pytest.fixture
def milestones(make_milestones: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return make_milestones(
        {"status": "realised", "carried_over": True},
        {"status": "delayed", "label": "Besluit"},
        {"status": "not_applicable", "section": "3.1.2"},
        {"kind": "planned", "quarters": "2023Q1"},
    )


def test_statuses_are_counted_with_a_computed_total(milestones: pd.DataFrame) -> None:
    table = status_table(milestones, 2023, SECTIONS)
    assert table is not None
    assert table.data.to_dict("list") == {
        "Onderdeel": ["3.1.1 Werk", "3.1.2 Leren", "Totaal"],
        "Gerealiseerd": [1, 0, 1],
        "Loopt met vertraging": [1, 0, 1],
        "Niet van toepassing": [0, 1, 1],
        "Totaal": [2, 1, 3],
    }
    assert "<tfoot>" in table.html


def test_one_part_needs_no_total(milestones: pd.DataFrame) -> None:
    table = status_table(milestones.head(2), 2023, SECTIONS)
    assert table is not None
    assert len(table.data) == 1
    assert "<tfoot>" not in table.html


def test_a_milestone_that_is_not_realised_is_listed_with_its_line(
    milestones: pd.DataFrame,
) -> None:
    table = not_realised_table(milestones, 2023, SECTIONS)
    assert table is not None
    assert table.title == "Eén mijlpaal van 2022 is niet gerealiseerd"
    assert table.data.to_dict("records") == [
        {
            "Mijlpaal": "Besluit",
            "Thema": "De jobbonus",
            "Onderdeel": "3.1.1",
            "Status": "Loopt met vertraging",
            "Regel": 701,
        }
    ]


def test_over_all_chapters_a_milestone_names_its_chapter(milestones: pd.DataFrame) -> None:
    table = not_realised_table(milestones, 2023, CHAPTERS)
    assert table is not None
    assert list(table.data["Hoofdstuk"]) == ["Activering"]


def test_a_milestone_that_runs_on_is_listed(milestones: pd.DataFrame) -> None:
    table = carried_over_table(milestones, 2023, SECTIONS)
    assert table is not None
    assert table.title == "Eén mijlpaal van 2022 loopt volgens het plan door"
    assert list(table.data["Status"]) == ["Gerealiseerd"]


def test_nothing_to_list_is_no_table(milestones: pd.DataFrame) -> None:
    planned = milestones.tail(1)
    assert status_table(planned, 2023, SECTIONS) is None
    assert not_realised_table(planned, 2023, SECTIONS) is None
    assert carried_over_table(planned, 2023, SECTIONS) is None


def test_the_key_figures_of_milestones(milestones: pd.DataFrame) -> None:
    figures = [*milestone_figures(milestones, 2023, 0.95), *planned_figures(milestones, 2023)]
    assert [(figure.value, figure.of, figure.note) for figure in figures[1:]] == [
        ("1", "", "waarvan 1 vertraagd, on hold of stopgezet"),
        ("1", "", "waarvan 1 met een kwartaal"),
    ]
    assert (figures[0].value, figures[0].of) == ("1", "van 2 met een status")


def test_what_runs_on_is_counted_with_what_was_found() -> None:
    matches = pd.DataFrame(
        {
            "outcome": ["successor", "successor", "lost", "shared"],
            "confidence": ["sure", "weak", "sure", "weak"],
        }
    )
    (figure,) = sequel_figures(matches, 2023)
    assert (figure.value, figure.note) == (
        "4",
        "2 met een gevonden opvolger in de planning, 1 ervan zeker",
    )


NORMS = pd.DataFrame(
    [
        ("ESF", "100% <= 90 dagen", 100, 41, 54.4, 13.4, -13.4, "far_under", 10),
        ("Premie", "100% binnen 1,5 dag", 100, 98, 91, -7, -7.2, "under", 11),
        ("Maatwerk", "100% saldi", 100, 100, None, None, None, None, 12),
    ],
    columns=[
        "name",
        "norm",
        "target",
        "previous",
        "current",
        "change",
        "change_printed",
        "step",
        "line",
    ],
).astype(
    dict.fromkeys(["target", "previous", "current", "change", "change_printed"], "Float64")
    | {"step": STEP_DTYPE}
)


def test_a_norm_without_a_result_does_not_count() -> None:
    (figure,) = norm_figures(NORMS, 2023)
    assert (figure.value, figure.of) == ("0", "van 2")
    assert norm_figures(NORMS.tail(1), 2023) == []


BUDGET = pd.DataFrame(
    [
        ("A", "Korting", 100, 90, 80, 70, False, 20),
        ("A", "Nieuw", None, None, 50, 50, False, 21),
        ("B", "Boetes (ontvangsten!)", None, 600, None, 620, True, 22),
    ],
    columns=["objective", "label", *AMOUNTS, "receipts", "line"],
).astype(dict.fromkeys(AMOUNTS, "Int64"))


def test_the_key_figures_of_the_budget_say_that_they_are_computed() -> None:
    realised, granted = budget_figures(BUDGET, 2023)
    assert realised.note == "berekend over 2 posten, zonder ontvangsten"
    assert granted.label == "VAK-krediet 2023"
    assert budget_figures(BUDGET.tail(1), 2023) == []


INSPECTIONS = pd.DataFrame(
    [
        ("TOTAAL", 30, 25, 4, 3, 100, 50, True, 30),
        ("Kaarten", 10, 20, 4, 3, None, None, False, 31),
        ("Maatwerk", 20, 5, None, None, 100, 50, False, 32),
    ],
    columns=["label", *COUNTS, "total", "line"],
).astype(dict.fromkeys(COUNTS, "Int64"))


def test_the_sum_of_the_inspections_stands_beside_the_printed_total() -> None:
    table = inspections_table(INSPECTIONS, 2023)
    assert table is not None
    assert list(table.data["Maatregel"])[-2:] == [
        "Som van de rijen (berekend)",
        "Totaal volgens het plan",
    ]
    assert list(table.data["Dossiers 2022"]) == [20, 5, 25, 25]
    assert list(table.data["Regel"].dropna()) == [31, 32, 30]
    assert table.note.endswith("De som van de rijen komt overeen met het gedrukte totaal.")


def test_a_column_without_a_number_has_no_sum() -> None:
    """The plan gives no recoveries, which is not the same as none."""
    silent = INSPECTIONS.iloc[1:].assign(
        recoveries_previous=pd.array([None, None], dtype="Int64"),
        recoveries_current=pd.array([None, 7], dtype="Int64"),
    )
    table = inspections_table(silent, 2023)
    assert table is not None
    assert list(table.data["Maatregel"])[-1] == "Som van de rijen (berekend)"
    column = table.data["Voorgestelde terugvordering (euro) 2021"]
    assert column.isna().all()
    assert table.data["Voorgestelde terugvordering (euro) 2022"].iloc[-1] == 7


def test_no_milestone_that_runs_on_and_no_file_make_no_figure() -> None:
    """Nothing to count is not a count of zero."""
    assert sequel_figures(pd.DataFrame({"outcome": []}), 2023) == []
    silent = INSPECTIONS.assign(**dict.fromkeys(COUNTS, pd.array([None] * 3, dtype="Int64")))
    assert inspection_figures(silent, 2023) == []


def test_a_total_that_does_not_agree_is_told() -> None:
    wrong = INSPECTIONS.assign(cases_current=pd.array([26, 20, 5], dtype="Int64"))
    table = inspections_table(wrong, 2023)
    assert table is not None
    assert table.note.endswith("De som van de rijen wijkt af van het gedrukte totaal.")


def test_a_chapters_inspections_have_no_printed_total() -> None:
    table = inspections_table(INSPECTIONS.tail(1), 2023)
    assert table is not None
    assert list(table.data["Maatregel"]) == ["Maatwerk"]
    assert inspections_table(INSPECTIONS.head(1), 2023) is None
    assert inspection_figures(INSPECTIONS.head(0), 2023) == []
    assert inspection_figures(INSPECTIONS, 2023)[0].value == "25"

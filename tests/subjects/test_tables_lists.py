"""Tables of what runs on, years, attention, contradictions, and what a report rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from analysis.subjects.account.definitions import DEFINITIONS
from analysis.subjects.account.tables import (
    corrections_table,
    definitions_table,
    glossary_table,
    settings_table,
    sources_table,
    tables_table,
)
from analysis.subjects.attention.points import fired
from analysis.subjects.attention.tables import attention_table, thresholds_table
from analysis.subjects.consistency.tables import findings_table, kinds_table
from analysis.subjects.forecast.model import BackTest
from analysis.subjects.forecast.tables import back_test_table
from analysis.subjects.milestones.tables.promise import promise_table
from analysis.subjects.sequel.lineage import CONFIDENCE
from analysis.subjects.sequel.tables import open_ends_table, successors_table
from analysis.subjects.years.tables import years_table
from analysis.toolkit.parts import Parts
from analysis.toolkit.tables.cells import places

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeMilestones = Callable[..., pd.DataFrame]

TITLES = {"activering": "Activering"}


@pytest.fixture
def milestones(make_milestones: MakeMilestones) -> pd.DataFrame:
    plan = {"kind": "planned", "timing": "2023/Q1", "additional": False}
    then = {"timing": "", "additional": False}
    return make_milestones(
        {**then, "label": "Decreet", "status": "realised"},
        {**then, "label": "Campagne", "status": "delayed", "additional": True},
        {**plan, "label": "Decreet (definitief)"},
        {**plan, "label": "Website", "section": "3.4.3"},
    )


@pytest.fixture
def matches() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "evaluated_line": pd.array([700, 701], dtype="Int64"),
            "planned_line": pd.array([702, None], dtype="Int64"),
            "nearest_line": pd.array([702, 703], dtype="Int64"),
            "outcome": ["successor", "lost"],
            "confidence": pd.Categorical(["sure", "weak"], CONFIDENCE, ordered=True),
        }
    )
    return frame.astype({"outcome": "category"})


def test_a_milestone_without_a_successor_shows_the_nearest_planned_one(
    matches: pd.DataFrame, milestones: pd.DataFrame
) -> None:
    table = open_ends_table(matches, milestones, 2023)
    assert table is not None
    (row,) = table.data.to_dict("records")
    assert row["Mijlpaal van 2022"] == "Campagne"
    assert row["Uitkomst"] == "geen opvolger gevonden"
    assert row["Zekerheid"] == "onzeker"
    assert row["Dichtstbijzijnde geplande mijlpaal van 2023"] == "Website"
    assert row["Onderdeel van de geplande"] == "3.4.3"
    assert "geen opvolger gevonden <br><small>onzeker</small>" in table.html
    assert "Campagne <br><small>De jobbonus</small>" in table.html
    assert "verdwenen" not in table.html + table.note + table.title


def test_a_successor_is_listed_with_when_it_is_planned(
    matches: pd.DataFrame, milestones: pd.DataFrame
) -> None:
    table = successors_table(matches, milestones, 2023)
    assert table is not None
    (row,) = table.data.to_dict("records")
    assert row["Opvolger in 2023"] == "Decreet (definitief)"
    assert (row["Voorzien"], row["Zekerheid"]) == ("2023/Q1", "zeker")
    assert successors_table(matches.tail(1), milestones, 2023) is None
    assert open_ends_table(matches.head(1), milestones, 2023) is None


def test_what_was_promised_is_counted_with_what_came_later(milestones: pd.DataFrame) -> None:
    labels = {"3.1.1": "3.1.1 Werk", "3.4.3": "3.4.3 Loket"}
    table = promise_table(milestones, 2023, Parts("section", labels, "onderdeel", "onderdelen"))
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        ["3.1.1 Werk", 2, 1, 2, 1, 1],
        ["3.4.3 Loket", 0, 0, 0, 0, 1],
        ["Totaal", 2, 1, 2, 1, 2],
    ]


def test_the_years_stand_beside_each_other() -> None:
    values = pd.DataFrame(
        [("milestones_realised", 2022, 2023, 30, 40), ("vak_budget", 2023, 2023, 5_000_000, None)],
        columns=["indicator", "year", "plan", "value", "of"],
    ).astype({"of": "Int64"})
    table = years_table(values, [2023])
    assert table is not None
    cells = table.data[["2022", "2023"]].fillna("").to_numpy().tolist()
    assert [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in cells] == [
        ["30 van 40 (75 %)", ""],
        ["", "€ 5,0 mln."],
    ]
    assert years_table(values.head(0), [2023]) is None


def test_a_back_test_says_what_was_expected_and_what_came() -> None:
    columns = ["chapter", "assessed", "expected", "low", "high", "realised", "covered"]
    rows = [("activering", 20, 17.6, 16, 19, 18, True), ("total", 20, 17.6, 16, 19, 18, True)]
    table = back_test_table(
        BackTest(pd.DataFrame(rows, columns=columns), 1.0, 0.5), TITLES, 2024, 0.8
    )
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        ["Activering", 20, 18, "16–19", 18, "ja"],
        ["Totaal", 20, 18, "16–19", 18, "ja"],
    ]


def signals(*rows: tuple[str, float, int, str]) -> pd.DataFrame:
    frame = fired(pd.DataFrame(columns=["subject", "value", "reason", "line"]), "", "", ())
    more: list[dict[str, Any]] = [
        {
            "kind": "measure",
            "subject": subject,
            "value": value,
            "points": points,
            "why": why,
            "name": subject.capitalize(),
            "chapter": "activering",
        }
        for subject, value, points, why in rows
    ]
    return pd.concat([frame, pd.DataFrame(more)], ignore_index=True)


def test_what_needs_attention_has_its_points_added_up_and_every_reason() -> None:
    found = signals(("kaarten", 63, 3, "norm"), ("kaarten", 30, 2, "zakte"), ("premie", 2, 1, "x"))
    table = attention_table(found, TITLES, 4)
    assert table is not None
    assert table.data.to_numpy().tolist() == [["Kaarten", "Activering", 5, "norm; zakte"]]
    assert attention_table(found, TITLES, 9) is None


def test_every_threshold_is_shown() -> None:
    table = thresholds_table()
    assert len(table.data) == 13
    rules = dict(table.data.iloc[:, :2].to_numpy().tolist())
    reasons = dict(table.data.iloc[:, [0, 2]].to_numpy().tolist())
    missed = "Slechtste norm van de maatregel onder het streefdoel (procentpunt)"
    assert rules[missed] == "meer dan 1: 1; meer dan 10: 2; meer dan 25: 3"
    assert rules["Kleinste verschil waarbij een krediet meetelt (euro)"] == "1.000.000"
    assert "legende van het plan" in reasons[missed]
    assert all(reasons.values()), "each has its reason"


FINDING = {
    "kind_label": "Rekenwerk",
    "certainty": "certain",
    "chapter": "activering",
    "known": "",
    "table": "norms",
    "section": "11.1",
    "lines": "8674",
    "printed": "-13,4 ppt",
    "page": None,
    "other_table": "norms",
    "other_section": "11.1",
    "other_lines": "8674 8675",
    "other_printed": "+13,4 ppt",
    "other_page": 90,
    "why": "Teken.",
    "settle": "De bron.",
}


def test_a_contradiction_stands_with_both_places_and_both_values() -> None:
    table = findings_table(pd.DataFrame([FINDING]), TITLES, ["certain"])
    assert table is not None
    (row,) = table.data.to_dict("records")
    assert table.title == "1 zekere tegenspraak"
    assert row["Hier"] == "‘-13,4 ppt’ (tabel normen 11.1, regel 8674)"
    assert row["Daar"] == "‘+13,4 ppt’ (tabel normen 11.1, blz. 90)"
    assert findings_table(pd.DataFrame([FINDING]), TITLES, ["weak"]) is None


def test_words_that_a_rule_quotes_stand_between_the_reports_own_marks() -> None:
    why = "'ontvangen dossiers' over de foto's, 'SOD2' en 'SOD 3'."
    table = findings_table(pd.DataFrame([{**FINDING, "why": why}]), TITLES, ["certain"])
    assert table is not None
    (told,) = table.data["Wat elkaar tegenspreekt"]
    assert told.startswith("‘ontvangen dossiers’ over ")
    assert told.endswith("foto's, ‘SOD2’ en ‘SOD 3’.")


def test_contradictions_are_counted_per_kind_and_certainty() -> None:
    rows = [FINDING, {**FINDING, "certainty": "weak"}, {**FINDING, "kind_label": "Status"}]
    table = kinds_table(pd.DataFrame(rows))
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        ["Rekenwerk", 1, 1],
        ["Status", 1, 0],
        ["Totaal", 2, 1],
    ]
    assert kinds_table(pd.DataFrame([FINDING]).head(0)) is None


def test_every_term_is_defined_with_a_source() -> None:
    table = definitions_table()
    assert len(table.data) == len(DEFINITIONS) == len({one.term for one in DEFINITIONS})
    assert all(one.meaning.endswith(".") and one.source for one in DEFINITIONS)


def test_what_a_report_rests_on() -> None:
    plan = {"year": 2023, "title": "Plan", "sha256": "a" * 64, "pages": 204}
    assert sources_table([plan]).data["Bladzijden"].tolist() == [204]
    manifest = {"year": 2023, "raw": {"norms.csv": "b" * 64, "x.yaml": "c"}, "rows": {"norms": 64}}
    read = tables_table(manifest)
    assert read.data.to_numpy().tolist() == [["streefnormen", "norms.csv", 64, "b" * 12]]
    assert settings_table([("Niveau", "95 %")]).data.to_numpy().tolist() == [["Niveau", "95 %"]]
    corrected = {"table": "norms", "printed": "-1", "corrected": "+1", "line": 8674}
    corrected["reason"] = "Een verkeerd teken."
    fixed = corrections_table(pd.DataFrame([corrected]), 2023)
    assert fixed is not None
    assert fixed.title.startswith("1 zekere vergissing van het plan")
    assert fixed.data["Waarom"].tolist() == ["Een verkeerd teken."]
    assert corrections_table(pd.DataFrame([corrected]).head(0), 2023) is None


def test_abbreviations_are_in_alphabetical_order_and_only_with_a_meaning() -> None:
    rows = pd.DataFrame(
        {"abbreviation": ["VSI", "ag.", "X"], "meaning": ["Inspectie", "agendering", ""]}
    ).assign(line=[1, 2, 3])
    table = glossary_table(rows, 2023)
    assert table is not None
    assert list(table.data["Afkorting"]) == ["ag.", "VSI"]
    assert glossary_table(rows.tail(1), 2023) is None


def test_a_row_stands_on_its_page_or_else_on_its_line() -> None:
    rows = pd.DataFrame({"line": [10, 11], "page": pd.array([None, None], dtype="Int64")})
    assert (places(rows).header, list(places(rows).values)) == ("Regel", [10, 11])
    paged = rows.assign(page=pd.array([3, 4], dtype="Int64"))
    assert (places(paged, [None]).header, list(places(paged, [5]).values)) == ("Blz.", [3, 4, 5])

"""Labels that differ as people write them get the right measure; strange ones get a new one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.plan.ingest.labels import KNOWN, LabelMatcher, propose_labels
from analysis.plan.tables.measures import alias_table, label_key
from analysis.plan.tables.raw import read_raw

if TYPE_CHECKING:
    from analysis.paths import Project

MEASURES = pd.DataFrame(
    [
        ("dijkpremie", "Dijkpremie", "OD 1", "activering", "running", "Premie voor dijken|DP"),
        ("huurwaarborg", "Huurwaarborg", "OD 2", "activering", "running", ""),
        ("oeverherstel", "Vlaams fonds voor oeverherstel", "OD 2", "", "running", ""),
        ("molenregister", "Molenregister (ontvangsten!)", "OD 2", "", "running", ""),
    ],
    columns=["measure", "name", "objective", "chapter", "phase", "aliases"],
)
MATCHER = LabelMatcher(MEASURES, {"HWB": "huurwaarborg"})


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Dijk-premie", "dijkpremie"),
        ("Dijkpremies", "dijkpremie"),
        ("Dijkpremie (in uitdoof)", "dijkpremie"),
        ("Dijkpremie - Relance Budget 12 - Oevers", "dijkpremie"),
        ("HWB", "huurwaarborg"),
        ("Huurwaarborgen erkenningen", "huurwaarborg"),
        ("Fonds oeverherstel", "oeverherstel"),
    ],
)
def test_another_spelling_is_the_same_measure(label: str, measure: str) -> None:
    first = MATCHER.rank(label)[0]
    assert first.measure == measure
    assert first.score >= KNOWN
    assert first.reasons[0].startswith("like '")


@pytest.mark.parametrize("label", ["Kapeladvies", "Sluispas (ontvangsten!)", "VOP"])
def test_a_strange_label_is_like_no_measure(label: str) -> None:
    matcher = LabelMatcher(MEASURES, {}, [label])
    assert matcher.rank(label)[0].score < KNOWN


def test_a_label_that_is_left_out_says_nothing() -> None:
    assert MATCHER.rank("Huurwaarborg", without="Huurwaarborg")[0].measure != "huurwaarborg"


def tables() -> dict[str, pd.DataFrame]:
    columns = ["objective", "measure", "line"]
    budget = [("Water bergen (OD VI 2)", "Kapeladvies", "10"), ("", "Dijk-premie", "11")]
    return {
        "budget": pd.DataFrame(budget, columns=columns),
        "norms": pd.DataFrame({"measure": ["Kapel-advies", "Dijkpremie"], "line": ["20", "21"]}),
        "inspections": pd.DataFrame({"measure": ["TOTAAL"], "line": ["30"]}),
        "headings": pd.DataFrame({"number": ["3.1.2"], "title": ["Water bergen (OD 2)"]}),
        "milestones": pd.DataFrame(columns=["section", "theme", "label"]),
        "abbreviations": pd.DataFrame(columns=["abbreviation", "meaning"]),
    }


def test_labels_of_one_new_measure_share_its_id_and_section() -> None:
    found = {one.subject: one for one in propose_labels(tables(), MEASURES)}
    assert list(found) == ["Kapeladvies", "Dijk-premie", "Kapel-advies"]
    assert found["Kapeladvies"].value == found["Kapel-advies"].value == "kapeladvies@3.1.2"
    assert "its budget is in 3.1.2" in found["Kapeladvies"].reasons
    assert found["Dijk-premie"].value == "dijkpremie"


def test_a_proposal_keeps_its_id_in_another_reading() -> None:
    later = tables()
    later["budget"]["line"] = ["510", "511"]
    first, second = propose_labels(tables(), MEASURES), propose_labels(later, MEASURES)
    assert [one.id for one in first] == [one.id for one in second]
    assert [one.line for one in first] != [one.line for one in second]


def test_most_labels_of_2023_are_found_from_the_other_names(repository: Project) -> None:
    """`benchmarks/labels.py` prints the figures; docs/method.md has them."""
    measures = read_raw(repository, 2023, "measures")
    aliases = alias_table(measures, "measures.csv")
    names = Counter(aliases.values())
    labels = [
        label
        for label in read_raw(repository, 2023, "norms")["measure"].unique()
        if names[aliases[label_key(label)]] > 1
    ]
    matcher = LabelMatcher(measures, {})
    right = [
        matcher.rank(label, without=label)[0].measure == aliases[label_key(label)]
        for label in labels
    ]
    assert len(right) > 20
    assert sum(right) / len(right) > 0.9

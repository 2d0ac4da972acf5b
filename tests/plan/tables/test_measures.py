from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables.measures import alias_table, check_measures, measure_ids


def crosswalk(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["measure", "name", "aliases"])
    frame[["objective", "chapter", "phase"]] = ["", "vsi", "running"]
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return frame


def test_a_name_and_each_alias_give_the_measure_in_any_case_and_spacing() -> None:
    aliases = alias_table(crosswalk(("dac", "Derde Arbeidscircuit", "DAC|D.A.C.")), "m.csv")
    labels = pd.Series(["dac", "derde  arbeidscircuit", "D.A.C."])
    assert list(measure_ids(labels, aliases, "budget.csv")) == ["dac", "dac", "dac"]


def test_a_label_of_two_measures_is_refused() -> None:
    measures = crosswalk(("a", "Premie", ""), ("b", "Bonus", "premie"))
    with pytest.raises(DataError, match="'premie', a label of 'a' too") as caught:
        alias_table(measures, "m.csv")
    assert caught.value.problems[0].where == "m.csv, row 3, column 'aliases'"


def test_an_unknown_label_names_the_nearest_known_one() -> None:
    aliases = alias_table(crosswalk(("jobbonus", "Jobbonus", "")), "m.csv")
    with pytest.raises(DataError, match="nearest known label, 'jobbonus'"):
        measure_ids(pd.Series(["Jobbonnus"], index=[7]), aliases, "norms.csv")


def test_an_unknown_chapter_and_a_repeated_id_are_refused() -> None:
    measures = crosswalk(("a", "A", ""), ("a", "B", ""))
    with pytest.raises(DataError) as caught:
        check_measures(measures, ["activering"], "m.csv")
    assert [problem.found for problem in caught.value.problems] == [
        "'vsi'",
        "'vsi'",
        "'a' once more",
    ]

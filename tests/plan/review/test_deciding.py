"""A decision is one line of review.csv, and fills the table that it is about."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.errors import DataError
from analysis.plan.review.deciding import decide, refill, undo_of
from analysis.plan.review.decisions import DecidedMeanwhileError, Decision, read_decisions
from analysis.plan.tables.build import processed_tables

if TYPE_CHECKING:
    from analysis.paths import Project

LABEL = Decision("label", "label-1", "Dijkpremie", "accepted", "jobbonus", by="An")
SUCCESSOR = Decision("successor", "637", "Dijkplan", "changed", "none", by="An")
ROW = "4.1.2 | duaal_leren | oproepen | aantal | 2022 | 1.200 | 5000 | "
FIGURE = Decision("figure", "figure-1", "oproepen", "accepted", ROW, by="An")


def log(project: Project) -> list[dict[str, str]]:
    with (project.raw(2023) / "review.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def aliases(project: Project, measure: str) -> str:
    with (project.raw(2023) / "measures.csv").open(encoding="utf-8") as stream:
        return next(row["aliases"] for row in csv.DictReader(stream) if row["measure"] == measure)


def figures(project: Project) -> str:
    text = (project.raw(2023) / "figures.csv").read_text(encoding="utf-8")
    return text.partition("\n")[2]


def test_a_decision_is_one_line_with_its_moment(reviewed: Project) -> None:
    made = decide(reviewed, 2023, replace(LABEL, why="seen\nin the table"), seen=None)
    (line,) = log(reviewed)
    assert line["decision"] == "accepted"
    assert line["why"] == "seen in the table"
    assert line["on"].endswith("Z")
    assert read_decisions(reviewed, 2023) == {LABEL.key: made}


def test_an_accepted_label_is_an_alias_until_it_is_undone(reviewed: Project) -> None:
    before = (reviewed.raw(2023) / "measures.csv").read_bytes()
    made = decide(reviewed, 2023, LABEL, seen=None)
    assert aliases(reviewed, "jobbonus") == "Jobbonus|Jobbonus+|Dijkpremie"
    changed = decide(reviewed, 2023, replace(LABEL, decision="changed", value="gesco"), seen=made)
    assert aliases(reviewed, "jobbonus") == "Jobbonus|Jobbonus+"
    assert aliases(reviewed, "gesco").endswith("|Dijkpremie")
    decide(reviewed, 2023, undo_of(changed, "An"), seen=changed)
    assert (reviewed.raw(2023) / "measures.csv").read_bytes() == before
    assert read_decisions(reviewed, 2023) == {}
    assert [line["decision"] for line in log(reviewed)] == ["accepted", "changed", "undone"]


def test_a_new_measure_gets_the_chapter_of_its_section(reviewed: Project) -> None:
    made = decide(reviewed, 2023, replace(LABEL, value="dijkpremie@3.1.1"), seen=None)
    text = (reviewed.raw(2023) / "measures.csv").read_text(encoding="utf-8")
    assert text.endswith("dijkpremie,Dijkpremie,OD 1,activering,running,\n")
    other = replace(LABEL, id="label-2", subject="Premie dijken", value="dijkpremie")
    decide(reviewed, 2023, other, seen=None)
    decide(reviewed, 2023, undo_of(made, "An"), seen=made)
    text = (reviewed.raw(2023) / "measures.csv").read_text(encoding="utf-8")
    assert text.endswith("dijkpremie,Premie dijken,OD 1,activering,running,\n")


def test_an_accepted_figure_is_a_row_until_it_is_undone(reviewed: Project) -> None:
    made = decide(reviewed, 2023, FIGURE, seen=None)
    assert figures(reviewed) == "4.1.2,duaal_leren,oproepen,aantal,2022,1.200,5000,\n"
    table = processed_tables(reviewed, 2023)["figures"]
    assert table["value"].tolist() == [1200.0]
    decide(reviewed, 2023, undo_of(made, "An"), seen=made)
    assert figures(reviewed) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        replace(LABEL, value="no_such_measure"),
        replace(LABEL, subject="GESCO"),  # which is an alias of another measure
        replace(FIGURE, value="4.1.2 | oproepen"),
        replace(FIGURE, value=ROW.replace("1.200", "veel")),
        replace(LABEL, decision="undone"),
        replace(LABEL, decision="changed", value="dijkpremie@99.1"),
        replace(SUCCESSOR, value=SUCCESSOR.id),
        replace(SUCCESSOR, value="99999"),
        replace(SUCCESSOR, value="abc"),
        replace(SUCCESSOR, value=""),
    ],
)
def test_a_decision_that_does_not_fit_changes_nothing(reviewed: Project, wrong: Decision) -> None:
    before = (reviewed.raw(2023) / "measures.csv").read_bytes()
    with pytest.raises(DataError):
        decide(reviewed, 2023, wrong, seen=None)
    assert not (reviewed.raw(2023) / "review.csv").exists()
    assert (reviewed.raw(2023) / "measures.csv").read_bytes() == before
    assert figures(reviewed) == ""


def test_who_saw_an_older_decision_looks_again(reviewed: Project) -> None:
    decide(reviewed, 2023, LABEL, seen=None)
    with pytest.raises(DecidedMeanwhileError, match="accepted: jobbonus, by An"):
        decide(reviewed, 2023, replace(LABEL, value="gesco", by="Bo"), seen=None)
    assert len(log(reviewed)) == 1


def test_two_people_at_once_lose_nothing(reviewed: Project) -> None:
    measures = (reviewed.raw(2023) / "measures.csv").read_text(encoding="utf-8").splitlines()
    ids = [line.partition(",")[0] for line in measures[1:21]]

    def one(number: int) -> None:
        label = replace(LABEL, id=f"label-{number}", subject=f"Naam {number}", by=str(number % 2))
        decide(reviewed, 2023, replace(label, value=ids[number]), seen=None)

    with ThreadPoolExecutor(2) as people:
        list(people.map(one, range(20)))
    assert sorted(line["id"] for line in log(reviewed)) == sorted(f"label-{n}" for n in range(20))
    for number in range(20):
        assert f"Naam {number}" in aliases(reviewed, ids[number]).split("|")


def test_merged_lines_stand_in_the_order_of_time(reviewed: Project) -> None:
    """Git puts the lines of two branches one after the other."""
    header = "kind,id,subject,decision,value,by,on,why\n"
    late = "label,label-1,Dijkpremie,changed,gesco,Bo,2024-01-02T00:00:00.000Z,\n"
    early = "label,label-1,Dijkpremie,accepted,jobbonus,An,2024-01-01T00:00:00.000Z,\n"
    (reviewed.raw(2023) / "review.csv").write_text(header + late + early, encoding="utf-8")
    (stands,) = read_decisions(reviewed, 2023).values()
    assert stands.value == "gesco"
    assert refill(reviewed, 2023) == 1
    assert aliases(reviewed, "gesco").endswith("|Dijkpremie")


def test_a_file_that_a_spreadsheet_saved_says_the_same(reviewed: Project) -> None:
    made = decide(reviewed, 2023, LABEL, seen=None)
    decide(reviewed, 2023, FIGURE, seen=None)
    path = reviewed.raw(2023) / "review.csv"
    before = read_decisions(reviewed, 2023)
    assert before[LABEL.key] == made
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert read_decisions(reviewed, 2023) == before


def test_a_file_that_a_spreadsheet_saved_gets_no_line(reviewed: Project) -> None:
    text = "kind;id;subject;decision;value;by;on;why\n"
    (reviewed.raw(2023) / "review.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="separated by semicolons"):
        decide(reviewed, 2023, LABEL, seen=None)
    assert aliases(reviewed, "jobbonus") == "Jobbonus|Jobbonus+"


def test_a_line_without_an_end_is_ended_first(reviewed: Project) -> None:
    path = reviewed.raw(2023) / "review.csv"
    path.write_text("kind,id,subject,decision,value,by,on,why\nlabel,a,A,rejected,x,,,", "utf-8")
    decide(reviewed, 2023, replace(LABEL, decision="rejected"), seen=None)
    assert [line["id"] for line in log(reviewed)] == ["a", "label-1"]


def test_decisions_that_are_applied_again_write_nothing(reviewed: Project) -> None:
    decide(reviewed, 2023, LABEL, seen=None)
    decide(reviewed, 2023, FIGURE, seen=None)
    paths = [reviewed.raw(2023) / name for name in ("measures.csv", "figures.csv")]
    before = [path.stat().st_ino for path in paths]
    assert refill(reviewed, 2023) == 2
    assert [path.stat().st_ino for path in paths] == before

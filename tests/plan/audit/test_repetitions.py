from __future__ import annotations

import pytest

from analysis.errors import DataError
from analysis.plan.audit import Certainty
from analysis.plan.audit.rules import counts, figures, repeats
from plan.audit.small import none, only, small_plan

NORMS = [
    {"measure": "Dijkpremie", "norm": "100% binnen 4 maanden betaald", "line": "510"}
    | {"target": "100%", "previous": "95%", "current": "93,10%", "change": "-1,90 ppt"},
]
MILESTONES = [
    {"section": "6.1.2", "kind": "evaluated", "label": "Kanaal chat", "line": "310"}
    | {"status": "Gerealiseerd"},
    {"section": "6.1.2", "kind": "evaluated", "label": "Kanaal mail", "line": "312"}
    | {"status": "Loopt op schema"},
]
FIGURES = [
    {"section": "3.1.1", "measure": "", "indicator": "totaal", "value": "77", "line": "20"},
    {"section": "3.1.1", "measure": "", "indicator": "deel 1", "value": "62", "line": "20"},
    {"section": "3.1.1", "measure": "", "indicator": "deel 2", "value": "16", "line": "21"},
]
TABLES = {"norms": NORMS, "milestones": MILESTONES, "figures": FIGURES}


def noted(left: str, relation: str, right: str, sure: str = "certain") -> list[dict[str, str]]:
    return [{"left": left, "relation": relation, "right": right, "sure": sure, "about": "Premie"}]


@pytest.mark.parametrize(
    ("left", "relation", "right", "why"),
    [
        ("prose@502:93,55%", "equals", "norms@510:current", "hier staat 93,55%, daar 93,10%."),
        (
            "figures@20:totaal",
            "equals",
            "figures@20:deel 1 + figures@21:deel 2",
            "62 + 16 is niet 77.",
        ),
        ("prose@502:5", "equals", "prose@503:2 x prose@503:3", "2 x 3 is niet 5."),
        ("prose@502:9%", "complement", "norms@510:current", "9% en 93,10% zijn samen geen 100 %."),
        (
            "prose@502:drie",
            "at_least",
            "prose@503:min 4",
            "drie is minder dan de min 4 die nodig zijn.",
        ),
    ],
)
def test_repeated_numbers_that_differ_are_findings(
    left: str, relation: str, right: str, why: str
) -> None:
    finding = only(repeats.repeated_number, repeats=noted(left, relation, right), **TABLES)
    assert finding.why == f"Premie: {why}"
    assert finding.certainty == Certainty.CERTAIN


@pytest.mark.parametrize(
    ("left", "relation", "right"),
    [
        ("prose@502:93,1%", "equals", "norms@510:current"),
        ("prose@502:93%", "equals", "norms@510:current"),
        ("prose@502:78", "equals", "figures@20:deel 1 + figures@21:deel 2"),
        ("prose@502:7%", "complement", "norms@510:current"),
        ("prose@502:vijf", "at_least", "prose@503:min 4"),
        ("prose@502:veel", "equals", "norms@510:current"),
    ],
)
def test_repeated_numbers_that_agree_are_no_findings(left: str, relation: str, right: str) -> None:
    assert none(repeats.repeated_number, repeats=noted(left, relation, right), **TABLES)


def test_a_duration_in_the_prose_is_compared_with_the_norm() -> None:
    rows = noted("prose@502:4,5 maand", "term", "norms@510:norm")
    finding = only(repeats.repeated_term, repeats=rows, **TABLES)
    assert finding.why == "Premie: de tekst noemt 4,5 maand, de norm 4 maanden."
    rows = noted("prose@502:120 dagen", "term", "norms@510:norm")
    assert none(repeats.repeated_term, repeats=rows, **TABLES)


@pytest.mark.parametrize(
    ("left", "relation", "line", "conflicts"),
    [
        ("prose@305:on hold", "status", 310, True),
        ("prose@305:gerealiseerd", "status", 310, False),
        ("prose@305:wordt in maart opgeleverd", "not_realised", 310, True),
        ("prose@305:wordt in maart opgeleverd", "not_realised", 312, False),
        ("prose@305:werd niet gestart", "not_started", 312, True),
        ("prose@305:deadline verschoven", "delayed", 312, True),
        ("prose@305:deadline verschoven", "delayed", 310, False),
        ("milestones@312:status", "status", 310, True),
    ],
)
def test_statements_about_a_milestone_are_compared_with_its_status(
    left: str,
    relation: str,
    line: int,
    conflicts: bool,  # noqa: FBT001
) -> None:
    rows = noted(left, relation, f"milestones@{line}:status")
    assert none(repeats.reported_status, repeats=rows, **TABLES) is not conflicts


def test_words_and_years_that_must_be_the_same_are_compared() -> None:
    projects = [{"project": "1", "title": "Chat", "years": "2029; 2030; 2031", "line": "30"}]
    ended = noted("prose@305:afgerond in 2030", "ended", "projects@30:years")
    assert "noemt ook 2031" in only(repeats.repeated_words, repeats=ended, projects=projects).why
    ends = only(repeats.repeated_words, repeats=ended, projects=projects).settle
    assert ends.startswith("De projectfiche")
    same = noted("prose@305:SOD2", "same", "prose@306:SOD 2")
    assert none(repeats.repeated_words, repeats=same)


def test_a_finding_is_at_most_as_certain_as_its_note() -> None:
    rows = noted("prose@502:93,55%", "equals", "norms@510:current", sure="probable")
    finding = only(repeats.repeated_number, repeats=rows, **TABLES)
    assert finding.certainty == Certainty.PROBABLE


@pytest.mark.parametrize(
    ("left", "relation", "sure", "found"),
    [
        ("norms@511:current", "equals", "certain", "no cell 'norms@511:current'"),
        ("norms@510:curent", "equals", "certain", "no cell 'norms@510:curent'"),
        ("figures@20:deel 9", "equals", "certain", "no cell 'figures@20:deel 9'"),
        ("norms 510", "equals", "certain", "'norms 510'"),
        ("prose@502:9", "equal", "certain", "'equal'"),
        ("prose@502:9", "equals", "sure", "'sure'"),
    ],
)
def test_a_note_that_names_no_cell_relation_or_certainty_raises(
    left: str, relation: str, sure: str, found: str
) -> None:
    rows = noted(left, relation, "norms@510:current", sure=sure)
    with pytest.raises(DataError) as raised:
        repeats.check_repeats(small_plan(repeats=rows, **TABLES))
    (problem,) = raised.value.problems
    assert problem.found == found
    assert problem.where.startswith("data/raw/2031/repeats.csv, row 0, column ")


def test_all_wrong_notes_are_reported_at_once() -> None:
    rows = noted("norms 510", "equal", "prose@502:9", sure="sure")
    with pytest.raises(DataError) as raised:
        repeats.check_repeats(small_plan(repeats=[*rows, *rows], **TABLES))
    assert len(raised.value.problems) == 6


def figure(value: str, section: str = "11.1", **cells: str) -> dict[str, str]:
    usual = {"measure": "dijkpremie", "indicator": "dossiers", "unit": "dossiers", "year": "2030"}
    return {**usual, "section": section, "value": value, "line": f"5{len(value)}", **cells}


@pytest.mark.parametrize(
    ("left", "right", "settle"),
    [
        ("prose@305:Eind", "prose@306:Midden", "De kalender of de beslissing"),
        ("prose@305:3.4.3", "headings@40:number", "De inhoudstafel van het plan."),
        ("prose@305:SOD2", "objectives@50:objective", "De lijst van doelstellingen van het plan."),
        ("prose@305:rood", "prose@306:groen", "Het document waaruit beide plaatsen putten"),
    ],
)
def test_the_source_that_settles_words_depends_on_their_table(
    left: str, right: str, settle: str
) -> None:
    headings = [{"number": "3.4.2", "title": "Dijken", "line": "40"}]
    objectives = [{"objective": "SOD 3", "title": "Leren", "line": "50"}]
    found = only(
        repeats.repeated_words,
        repeats=noted(left, "same", right),
        headings=headings,
        objectives=objectives,
    )
    assert found.settle.startswith(settle)


def test_a_figure_with_two_values_is_a_finding() -> None:
    finding = only(figures.figure_twice, figures=[figure("64", "3.1.1"), figure("63")])
    assert finding.why == "Over 2030 staat voor 'dossiers' op de ene plaats 64 en op de andere 63."


@pytest.mark.parametrize(
    "other",
    [{"year": "2029"}, {"measure": "havenpremie"}, {"unit": "euro"}, {"indicator": "aanvragen"}],
)
def test_figures_of_different_things_are_not_compared(other: dict[str, str]) -> None:
    assert none(figures.figure_twice, figures=[figure("64", "3.1.1"), figure("63", **other)])


def test_a_figure_without_measure_belongs_to_the_objective_of_its_section() -> None:
    rows = [figure("11", "3.1.1", measure=""), figure("5", "4.1.1", measure="")]
    assert none(figures.figure_twice, figures=rows)


def test_counts_in_the_prose_are_compared_with_the_rows_of_the_table() -> None:
    projects = [
        {"project": "1", "kind": "organisation", "years": "2030; 2031", "line": "30"},
        {"project": "2", "kind": "organisation", "years": "2031", "line": "31"},
    ]
    announced = [figure("2", indicator="organisatieprojecten", measure="")]
    finding = only(counts.announced_count, figures=announced, projects=projects)
    assert finding.there.printed == "1 projecten in de tabel"
    announced[0]["year"] = "2031"
    assert none(counts.announced_count, figures=announced, projects=projects)


def test_counts_of_norms_are_compared_with_their_results() -> None:
    norms = [*NORMS, NORMS[0] | {"previous": "90%", "current": "92%", "line": "511"}]
    rows = [
        figure("2", indicator="maatregelen met 90 procent of meer, op een totaal van", measure=""),
        figure("1", indicator="verbeterde normen", measure=""),
        figure("2", indicator="maatregelen met 90 procent of meer", measure=""),
        figure("1", indicator="maatregelen met norm", measure=""),
    ]
    assert none(counts.announced_count, figures=rows, norms=norms)


def test_figures_of_a_measure_are_compared_with_its_row() -> None:
    measures = [{"measure": "dijkpremie", "name": "Dijkpremie", "aliases": "De dijkpremies"}]
    inspections = [{"measure": "De dijkpremies", "cases_previous": "77", "line": "520"}]
    rows = [figure("80", indicator="onderzoeken", year="2029")]
    finding = only(counts.figure_in_table, figures=rows, inspections=inspections, measures=measures)
    assert (finding.there.printed, finding.certainty) == ("77", Certainty.CERTAIN)


def test_an_amount_that_differs_from_the_budget_is_probable_only() -> None:
    budget = [{"measure": "dijkpremie", "vek_realised": "-1.331.566", "line": "700"}]
    rows = [figure("1.559.000", indicator="uitbetaald bedrag", unit="euro")]
    assert only(counts.figure_in_table, figures=rows, budget=budget).certainty == Certainty.PROBABLE


def test_staff_is_compared_with_the_table_of_the_same_date_only() -> None:
    workforce = [{"level": "Eindtotaal", "total": "379", "line": "600"}]
    rows = [figure("376", indicator="medewerkers", measure="", year="2029")]
    assert none(counts.announced_total, figures=rows, workforce=workforce)
    rows[0]["year"] = "2030"
    assert only(counts.announced_total, figures=rows, workforce=workforce).there.printed == "379"

from __future__ import annotations

import pytest

from analysis.plan.audit import AuditRule, Certainty
from analysis.plan.audit.rules import budget, dates, milestones, names, projects, references
from plan.audit.small import none, only


def milestone(section: str, label: str, **cells: str) -> dict[str, str]:
    usual = {"kind": "evaluated", "additional": "0", "status": "Gerealiseerd", "see_also": ""}
    line = str(20 if section == "3.1.1" else 220)
    return {**usual, "section": section, "label": label, "line": line, **cells}


def test_a_milestone_with_two_statuses_is_certain_if_one_refers_to_the_other() -> None:
    rows = [
        milestone("3.1.1", "Lanceren opdracht voor dijkscan"),
        milestone("4.1.1", "[RRF] Lanceren opdracht voor dijkscan", status="Stopgezet"),
    ]
    finding = only(milestones.milestone_status_twice, milestones=rows)
    assert finding.certainty == Certainty.PROBABLE
    rows[1]["see_also"] = "3.1.1"
    finding = only(milestones.milestone_status_twice, milestones=rows)
    assert (finding.certainty, finding.lines) == (Certainty.CERTAIN, (20, 220))


def test_milestones_in_one_section_or_with_one_word_are_not_compared() -> None:
    same = [
        milestone("3.1.1", "Bestek dijkscan"),
        milestone("3.1.1", "Bestek dijkscan", status="Nvt"),
    ]
    assert none(milestones.milestone_status_twice, milestones=same)
    short = [milestone("3.1.1", "Opstart"), milestone("4.1.1", "Opstart", status="Nvt")]
    assert none(milestones.milestone_status_twice, milestones=short)


def test_a_planned_milestone_with_two_timings_is_a_finding() -> None:
    rows = [
        milestone("3.1.1", "Nieuwe dijkscan lanceren", kind="planned", timing="2031/Q1"),
        milestone("4.1.1", "Nieuwe dijkscan lanceren", kind="planned", timing="2031/Q3-Q4"),
    ]
    assert only(milestones.milestone_timing_twice, milestones=rows).there.printed == "2031/Q3-Q4"
    rows[1]["timing"] = "2031/Q1-Q2"
    assert none(milestones.milestone_timing_twice, milestones=rows)


def test_a_milestone_planned_before_the_plan_is_a_finding() -> None:
    rows = [milestone("3.1.1", "Dijkscan", kind="planned", timing="2030/Q4")]
    assert only(milestones.planned_in_past, milestones=rows).here.printed == "2030/Q4"
    rows[0]["timing"] = "2030/Q4-2031/Q1"
    assert none(milestones.planned_in_past, milestones=rows)


@pytest.mark.parametrize(
    ("overall", "statuses", "certainty"),
    [
        ("gerealiseerd zoals vooropgesteld", ("Gerealiseerd", "On hold"), Certainty.CERTAIN),
        ("gerealiseerd zoals vooropgesteld", ("Gerealiseerd", "Op schema"), Certainty.WEAK),
        ("gerealiseerd zoals vooropgesteld", ("Gerealiseerd", "Gerealiseerd"), None),
        ("grotendeels gerealiseerd", ("Gerealiseerd", "On hold"), Certainty.PROBABLE),
        ("grotendeels gerealiseerd", ("Nvt", "Op schema"), Certainty.CERTAIN),
        ("liep enige vertraging op", ("Gerealiseerd", "Gerealiseerd"), Certainty.PROBABLE),
        ("liep enige vertraging op", ("Gerealiseerd", "Vertraging"), None),
    ],
)
def test_the_overall_status_of_a_project_is_compared_with_its_milestones(
    overall: str, statuses: tuple[str, str], certainty: Certainty | None
) -> None:
    project = {"project": "1", "title": "Klant", "section": "6.1.2", "line": "30"}
    rows = [milestone("6.1.2", "Chat", status=status) for status in statuses]
    tables = {"projects": [{**project, "overall_status": overall}], "milestones": rows}
    if certainty is None:
        assert none(projects.project_status, **tables)
    else:
        assert only(projects.project_status, **tables).certainty == certainty


def test_a_section_with_two_projects_is_not_compared() -> None:
    project = {"section": "6.1.2", "overall_status": "gerealiseerd"}
    two = [{**project, "project": "1", "line": "30"}, {**project, "project": "2", "line": "31"}]
    rows = [milestone("6.1.2", "Chat", status="On hold")]
    assert none(projects.project_status, projects=two, milestones=rows)


def reference(target: str, topic: str = "") -> list[dict[str, str]]:
    return [{"section": "3.1.1", "target": target, "topic": topic, "line": "25"}]


def test_a_reference_to_a_missing_section_names_its_last_sibling() -> None:
    finding = only(references.reference_to_nothing, references=reference("6.1.10"))
    assert finding.why == "Er is geen deel 6.1.10; het laatste op dat niveau is 6.1.3."
    assert none(references.reference_to_nothing, references=reference("6.1.2"))


def test_references_come_from_the_milestones_without_a_table_of_references() -> None:
    rows = [milestone("3.1.1", "Fusie", timing="Zie 6.1.10")]
    finding = only(references.reference_to_nothing, milestones=rows)
    assert (finding.here.table, finding.here.printed) == ("milestones", "Zie 6.1.10")


def test_a_reference_to_the_wrong_section_names_the_right_one() -> None:
    finding = only(references.reference_elsewhere, references=reference("6.1.3", "Klant centraal"))
    assert (
        finding.why == "6.1.3 gaat over 'Data en digitalisering'; 'Klant centraal' staat in 6.1.2."
    )


@pytest.mark.parametrize("topic", ["", "data", "Dattta en digitaliseering", "het project van 2030"])
def test_a_reference_that_may_be_right_is_no_finding(topic: str) -> None:
    assert none(references.reference_elsewhere, references=reference("6.1.3", topic))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (dates.impossible_date, "<= 31/04 sj 19-20"),
        (dates.impossible_date, "voor 29/02/2031"),
        (dates.impossible_school_year, "<= 31/10 sj 18-91"),
        (dates.impossible_school_year, "schooljaar 2031-2030"),
        (dates.reversed_period, "Project (01/11/2030 – 31/10/2029)"),
        (dates.impossible_quarter, "in Q5 van het jaar"),
    ],
)
def test_an_impossible_date_period_or_quarter_is_a_finding(rule: AuditRule, text: str) -> None:
    finding = only(rule, norms=[{"norm": text, "line": "510"}])
    assert finding.certainty == Certainty.CERTAIN
    assert finding.here.printed in text


@pytest.mark.parametrize(
    "text",
    [
        "<= 30/04",
        "29/02",
        "29/02/2032",
        "24/7",
        "2014/66",
        "sj 99-00",
        "1/2/22-30/4/23",
        "Q4",
        "5/45",
    ],
)
def test_a_possible_date_or_another_number_is_no_finding(text: str) -> None:
    rules = [dates.impossible_date, dates.impossible_school_year]
    rules += [dates.reversed_period, dates.impossible_quarter]
    assert all(none(rule, norms=[{"norm": text, "line": "510"}]) for rule in rules)


OBJECTIVES = [
    {"objective": "OD 1", "title": "Dijken verstevigen met Europese fondsen", "line": "10"},
    {"objective": "OD 2", "title": "Havens openhouden", "line": "200"},
]


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("Dijken verstevigen met ESF-middelen", Certainty.PROBABLE),
        ("Alle dijken verstevigen met Europese fondsen", Certainty.WEAK),
    ],
)
def test_an_objective_with_another_title_is_a_finding(title: str, certainty: Certainty) -> None:
    rows = [{"kind": "policy", "title": title, "objectives": "OD 1", "line": "30"}]
    finding = only(names.objective_title, projects=rows, objectives=OBJECTIVES, headings=[])
    assert finding.certainty == certainty


@pytest.mark.parametrize(
    "title",
    [
        "Dijken verstevigen met Europese fondsn",
        "Dijken verstevigen",
        "dijken verstevigen met europese fondsen",
    ],
)
def test_a_misspelt_or_shortened_title_is_no_finding(title: str) -> None:
    rows = [{"kind": "policy", "title": title, "objectives": "OD 1", "line": "30"}]
    assert none(names.objective_title, projects=rows, objectives=OBJECTIVES, headings=[])


def test_an_abbreviation_with_two_meanings_is_a_finding() -> None:
    rows = [
        {"abbreviation": "BW", "meaning": "Beschutte Werkplaats", "line": "1"},
        {"abbreviation": "bw", "meaning": "Burgerlijk Wetboek", "line": "2"},
    ]
    assert only(names.abbreviation_twice, abbreviations=rows).lines == (1, 2)
    rows[1]["meaning"] = "beschutte werkplaatsen"
    assert none(names.abbreviation_twice, abbreviations=rows)


def test_a_measure_under_the_wrong_objective_is_a_finding() -> None:
    measures = [{"measure": "dijkscan", "name": "Dijkscan", "objective": "OD 1", "aliases": ""}]
    rows = [{"measure": "Dijkscan", "objective": "Havens openhouden (OD VI 1.2)", "line": "700"}]
    tables = {"budget": rows, "measures": measures, "objectives": OBJECTIVES}
    assert only(budget.budget_objective, **tables).there.printed == OBJECTIVES[0]["title"]
    rows[0]["objective"] = "Dijken verstevigen (OD VI 1.1)"
    assert none(budget.budget_objective, **tables)


def test_a_single_article_of_another_programme_is_a_finding() -> None:
    articles = ["JB0-1JEB2GA-WT", "JB0-1JEB2GB-PA", "JB0-9JEB2GC-WT", "JB0-1JDB2IC-WT"]
    rows = [
        {
            "measure": f"M{row}",
            "objective": "Havens (OD VI 1.2)",
            "article": article,
            "line": f"70{row}",
        }
        for row, article in enumerate(articles)
    ]
    assert only(budget.budget_article, budget=rows).here.printed == "JB0-1JDB2IC-WT"
    assert none(budget.budget_article, budget=rows[:3])

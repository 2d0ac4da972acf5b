from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from analysis.errors import SettingsError
from analysis.publishing.run.plan import Job, plan_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.paths import Project

    MakeProject = Callable[..., Project]

CELL = "year = 2000\nchapter = ''\nconfidence = 0.9"


def planned(project: Project, chapters: list[str] | None = None) -> tuple[Job, ...]:
    report, year = load_report_settings(project), load_year_settings(project, 2023)
    return plan_jobs(project, report, year, chapters)


def refused(project: Project, chapters: list[str] | None = None) -> list[tuple[str, ...]]:
    with pytest.raises(SettingsError) as caught:
        planned(project, chapters)
    return [(p.where, p.found, p.expected, p.remedy) for p in caught.value.problems]


def test_jobs_come_in_the_reports_order_with_year_and_chapter(make_project: MakeProject) -> None:
    """Whatever the order of the requested chapters; one that is requested twice runs once."""
    jobs = planned(
        make_project({"vsi": [CELL], "activering": [CELL]}), ["activering", "vsi", "vsi"]
    )
    assert [job.chapter for job in jobs] == ["vsi", "activering"]
    assert jobs[0].parameters == {"year": 2023, "chapter": "vsi"}
    assert jobs[0].name == "notebooks/vsi.ipynb"
    assert jobs[0].cells == 2  # the parameters cell, and the one that papermill injects


def test_a_general_parameter_goes_only_to_the_notebooks_that_declare_it(
    make_project: MakeProject,
) -> None:
    project = make_project(
        {"vsi": ["year = 1\nchapter = ''"], "activering": [CELL]},
        report={"parameters": {"confidence": 0.8}},
    )
    assert [job.parameters.get("confidence") for job in planned(project)] == [None, 0.8]


def test_the_most_specific_value_wins(make_project: MakeProject) -> None:
    project = make_project(
        {"vsi": [CELL], "activering": [CELL]},
        report={"parameters": {"confidence": 0.8}},
        year={"chapters": {"vsi": {"confidence": 0.5}}},
    )
    assert [job.parameters["confidence"] for job in planned(project)] == [0.5, 0.8]


def test_a_whole_number_is_passed_as_a_float_where_one_is_declared(
    make_project: MakeProject,
) -> None:
    cell = f"{CELL}\nlevel = 0.5"
    project = make_project({"vsi": [cell]}, report={"parameters": {"level": 1}})
    value = planned(project)[0].parameters["level"]
    assert (value, type(value)) == (1.0, float)


@pytest.mark.parametrize(
    ("declared", "given"),
    [("1", True), ("1", 1.5), ("True", 1), ("''", 2), ("0.5", "hoog"), ("0.5", False)],
)
def test_a_value_of_the_wrong_type_is_refused(
    make_project: MakeProject, declared: str, given: object
) -> None:
    """A bool is not a number, and a number is not a bool."""
    cell = f"year = 1\nchapter = ''\nlevel = {declared}"
    (problem,) = refused(make_project({"vsi": [cell]}, report={"parameters": {"level": given}}))
    assert problem[:2] == (
        "notebooks/vsi.ipynb, parameter 'level'",
        f"{type(given).__name__} {given!r}, from params/report.yaml, parameters.level",
    )
    assert problem[2].endswith(f", such as {declared}")


def test_an_annotation_decides_the_type(make_project: MakeProject) -> None:
    cell = "year: int = 1\nchapter: str = ''\nlevel: float = 1"
    project = make_project({"vsi": [cell]}, report={"parameters": {"level": 0.5}})
    assert planned(project)[0].parameters["level"] == 0.5


def test_an_unknown_parameter_is_refused_with_the_nearest_name(make_project: MakeProject) -> None:
    project = make_project({"vsi": [CELL]}, year={"parameters": {"confidense": 0.9}})
    assert refused(project) == [
        (
            "params/2023.yaml, parameters.confidense",
            "no notebook parameter 'confidense' to set",
            "'confidence'",
            "Did you mean 'confidence'?",
        )
    ]


def test_a_parameter_given_to_a_chapter_must_be_declared_by_its_notebook(
    make_project: MakeProject,
) -> None:
    """Another notebook that declares it does not help."""
    project = make_project(
        {"vsi": ["year = 1\nchapter = ''"], "activering": [CELL]},
        year={"chapters": {"vsi": {"confidence": 0.9}}},
    )
    ((where, *_),) = refused(project)
    assert where == "params/2023.yaml, chapters.vsi.confidence"


def test_year_and_chapter_cannot_be_given(make_project: MakeProject) -> None:
    ((where, _, _, remedy),) = refused(
        make_project({"vsi": [CELL]}, report={"parameters": {"year": 1999}})
    )
    assert where == "params/report.yaml, parameters.year"
    assert remedy.startswith("Remove it")


def test_a_notebook_must_declare_year_and_chapter(make_project: MakeProject) -> None:
    found = refused(make_project({"vsi": ["confidence = 0.5"]}))
    assert [problem[1] for problem in found] == ["no parameter 'year'", "no parameter 'chapter'"]


def test_all_problems_are_reported_at_once(make_project: MakeProject) -> None:
    project = make_project(
        {"vsi": ["year = 1 + 1"], "activering": [CELL]},
        report={"parameters": {"level": "hoog"}},
        year={"parameters": {"yeer": 1}},
    )
    (project.notebooks / "activering.ipynb").rename(project.notebooks / "elders.ipynb")
    assert [problem[:2] for problem in refused(project)] == [
        ("notebooks/vsi.ipynb, parameters cell, line 1", "year = 1 + 1"),
        ("notebooks/activering.ipynb", "no such file"),
    ]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("year = 2000\ntwice = year * 2", "twice = year * 2"),
        ("import os", "import os"),
        ("level: float = 'hoog'", "level: float = 'hoog'"),
        ("levels = [1, 2]", "levels = [1, 2]"),
        ("level: float", "level: float"),
        ("year = ", "not Python: invalid syntax"),
    ],
)
def test_the_parameters_cell_holds_literals_only(
    make_project: MakeProject, cell: str, found: str
) -> None:
    assert [problem[1] for problem in refused(make_project({"vsi": [cell]}))] == [found]


@pytest.mark.parametrize(("tagged", "found"), [(9, "no code cells"), (0, "2 code cells")])
def test_a_notebook_has_one_parameters_cell(
    make_project: MakeProject, tagged: int, found: str
) -> None:
    project = make_project({"vsi": [CELL, "x = 1"]}, tagged=tagged)
    path = project.notebooks / "vsi.ipynb"
    if found.startswith("2"):
        both = json.loads(path.read_text())
        both["cells"][-1]["metadata"] = {"tags": ["parameters"]}
        path.write_text(json.dumps(both))
    assert refused(project)[0][1] == f"{found} tagged 'parameters'"


@pytest.mark.parametrize("content", ["{}", "[1]", '{"nbformat": 4, "cells": 1}'])
def test_a_file_that_is_not_a_notebook_is_reported(make_project: MakeProject, content: str) -> None:
    project = make_project({"vsi": [CELL]})
    (project.notebooks / "vsi.ipynb").write_text(content)
    assert refused(project)[0][0] == "notebooks/vsi.ipynb"


@pytest.mark.parametrize(("content", "found"), [("", "an empty file"), ("x", "not a notebook")])
def test_a_file_that_is_no_json_is_reported_with_the_line(
    make_project: MakeProject, content: str, found: str
) -> None:
    project = make_project({"vsi": [CELL]})
    (project.notebooks / "vsi.ipynb").write_text(content)
    ((where, words, *_),) = refused(project)
    assert where == "notebooks/vsi.ipynb, line 1"
    assert words.startswith(found)


def test_a_chapter_that_is_unknown_or_has_no_page_is_refused(make_project: MakeProject) -> None:
    chapters: list[dict[str, Any]] = [
        {"id": "vsi", "title": "VSI", "notebook": "vsi.ipynb"},
        {"id": "loopbanen", "title": "Loopbanen"},
    ]
    project = make_project({"vsi": [CELL]}, report={"chapters": chapters})
    found = refused(project, ["vsy", "loopbanen"])
    assert found[0][3] == "Did you mean 'vsi'?"
    assert found[1][:3:2] == ("params/report.yaml, chapter 'loopbanen'", "'vsi'")


def test_an_unfinished_notebook_does_not_block_another(make_project: MakeProject) -> None:
    project = make_project({"vsi": [CELL], "activering": ["1 +"]})
    assert [job.chapter for job in planned(project, ["vsi"])] == ["vsi"]

"""A worker says what it does, stops when asked, and reports broken code as a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysis.desk.preview.telling import Telling
from analysis.desk.preview.worker import outcome_of
from analysis.publishing import reports
from analysis.publishing.run.observer import StopRun
from analysis.publishing.run.plan import Job
from analysis.yaml_text import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project


def _run(project: Project, folder: Path) -> dict[str, Any]:
    places = {"project": str(project.root), "folder": str(folder), "kernels": str(folder)}
    return {"run": {**places, "year": 2023, "chapters": ["vsi"]}}


def _asked(request: dict[str, Any], *, stopping: bool = False) -> dict[str, Any]:
    return outcome_of(request, lambda _: None, lambda: stopping, {})


def test_a_wrong_setting_is_the_problem_of_the_door(project: Project, tmp_path: Path) -> None:
    (project.year_params(2023)).write_text("year: twee\n", encoding="utf-8")
    found = _asked(_run(project, tmp_path / "draft"))
    assert found["page"] is None
    assert "2023.yaml" in found["problems"][0]["where"]


def test_the_modules_of_ours_that_are_loaded_are_named_from_the_package(
    project: Project, tmp_path: Path
) -> None:
    (project.year_params(2023)).write_text("year: twee\n", encoding="utf-8")
    modules = _asked(_run(project, tmp_path / "draft"))["modules"]
    assert {"__init__.py", "publishing/reports.py", "desk/preview/worker.py"} <= {*modules}


def test_broken_code_is_named_with_its_line(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        compile("x = = 1", "src/analysis/dutch.py", "exec")

    monkeypatch.setattr(reports, "make_reports", broken)
    (problem,) = _asked(_run(project, tmp_path))["problems"]
    assert problem["where"] == "src/analysis/dutch.py, line 1"
    assert problem["found"].startswith("SyntaxError: ")


def test_a_stop_that_comes_too_late_is_answered() -> None:
    assert _asked({"stop": True}) == {"stopped": True}


def test_the_line_names_what_runs_now(tmp_path: Path) -> None:
    said: list[str] = []
    telling = Telling(said.append, lambda: False)
    one, other = (
        Job(2023, name, name.title(), tmp_path, name, {}, 3) for name in ("vsi", "activering")
    )
    telling.planned([one, other], {})
    telling.started(one)
    telling.started(other)
    telling.cell_done(one, 2)
    assert said == [
        "Running 2 notebooks",
        "Vsi",
        "Vsi · Activering",
        "Vsi: 2 of 3 cells · Activering",
    ]


def test_a_newer_save_stops_the_run() -> None:
    with pytest.raises(StopRun):
        Telling(lambda _: None, lambda: True).waiting()


def test_code_of_ours_is_named_rather_than_the_library_that_it_calls(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        parse_yaml(tmp_path)  # type: ignore[arg-type] # PyYAML raises

    monkeypatch.setattr(reports, "make_reports", broken)
    (problem,) = _asked(_run(project, tmp_path))["problems"]
    assert "/analysis/yaml_text.py, line " in problem["where"]

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import SettingsError
from analysis.paths import Project, find_project


def test_the_project_is_found_from_a_folder_inside_it(project: Project) -> None:
    assert find_project(project.notebooks) == Project(project.root.resolve())


def test_the_variable_names_the_project_when_no_start_is_given(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANMONITOR_PROJECT", str(project.root))
    assert find_project().root == project.root.resolve()


def test_a_folder_outside_any_project_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--project DIR"):
        find_project(tmp_path)


def test_a_path_is_named_from_the_root() -> None:
    project = Project(Path("/p"))
    assert project.relative(project.raw(2023) / "norms.csv") == "data/raw/2023/norms.csv"
    assert project.relative(Path("/elsewhere/x")) == "/elsewhere/x"

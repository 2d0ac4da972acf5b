"""Commands in a project of two chapters: as a process, as users run them, or in this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from analysis.paths import Project
from analysis.publishing.outputs.registry import of_tables
from analysis.publishing.reports import RunOptions, make_reports
from analysis.stages import refresh
from commanding import Commands
from publishing.run.small import figure, write_project
from shared import shared

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]

#: Variables that control colours and what a command shows.
OUTER = ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "PLANMONITOR_PROJECT", "COLUMNS")
PLANMONITOR = str(Path(sys.executable).with_name("planmonitor"))
SECONDS = 120
SHORT = ("activering", "vsi")


@pytest.fixture(scope="session")
def _published(built: Project, shared_root: Path) -> Path:
    """A project with the tables and the report of 2023, to copy."""
    return shared(shared_root, "commands", lambda folder: _publish(built, folder))


def _publish(built: Project, folder: Path) -> None:
    project = write_project(folder, {name: [figure(name)] for name in SHORT})
    shutil.copytree(built.root / "data", folder / "data", dirs_exist_ok=True)
    settings = yaml.safe_load(built.report_params.read_text(encoding="utf-8"))
    settings.pop("parameters", None)
    for chapter in settings["chapters"]:
        if chapter["id"] not in SHORT:
            chapter.pop("notebook", None)
    project.report_params.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))
    make_reports(project, [2023], RunOptions(outputs=tuple(of_tables()))).raise_for_failure()


@pytest.fixture
def small(_published: Path, tmp_path: Path) -> Project:
    """A project of two quick chapters, to change at will."""
    return Project(shutil.copytree(_published, tmp_path / "project"))


@pytest.fixture(scope="session")
def _with_settings_of_2024(_published: Path, shared_root: Path) -> Path:
    """The same project with settings of 2024 and no tables of that year, and 2023 up to date."""

    def make(folder: Path) -> None:
        shutil.copytree(_published, folder, dirs_exist_ok=True)
        (folder / "params/2024.yaml").write_text("year: 2024\n", encoding="utf-8")
        refresh(Project(folder), 2023)

    return shared(shared_root, "commands-2024", make)


@pytest.fixture
def settings_of_2024(small: Project, _with_settings_of_2024: Path) -> None:
    """Give the small project settings of 2024, without tables of that year."""
    shutil.copytree(_with_settings_of_2024, small.root, dirs_exist_ok=True)


@pytest.fixture
def run(
    small: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    """Run a command of the small project in this process, which costs no start and no imports."""
    for name in OUTER:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(small.root)
    return Commands(small.root, monkeypatch, capsys)


@pytest.fixture
def planmonitor(small: Project) -> Run:
    """Run a command of the small project to its end."""

    def run(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own command
            [PLANMONITOR, *map(str, words)],
            cwd=small.root,
            env=environment(**variables),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    return run


def environment(**variables: str) -> dict[str, str]:
    """Return this environment without variables that control colours."""
    kept = {name: value for name, value in os.environ.items() if name not in OUTER}
    return kept | variables

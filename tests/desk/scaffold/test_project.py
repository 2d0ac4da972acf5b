"""A new project has the chapters and settings, and takes a plan of any year."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.desk.scaffold.project import new_project
from analysis.errors import SettingsError
from analysis.paths import Project
from analysis.settings import load_report_settings
from commanding import Commands

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "plan_small.txt"


def test_a_project_has_every_chapter_and_no_year(repository: Project, tmp_path: Path) -> None:
    written = new_project(tmp_path / "new")
    made = Project(tmp_path / "new")
    chapters = load_report_settings(made).chapters
    assert chapters == load_report_settings(repository).chapters
    assert all((made.notebooks / str(one.notebook)).is_file() for one in chapters if one.notebook)
    assert [name for name in written if "2023" in name] == []
    assert (made.root / "data/raw").is_dir()


def _file(folder: Path) -> None:
    folder.write_text("x", encoding="utf-8")


def _full(folder: Path) -> None:
    folder.mkdir()
    _file(folder / "mine.txt")


@pytest.mark.parametrize("occupy", [_file, _full])
def test_nothing_is_written_over(tmp_path: Path, occupy: Callable[[Path], None]) -> None:
    occupy(tmp_path / "taken")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SettingsError, match="a new or an empty folder"):
        new_project(tmp_path / "taken")
    assert sorted(tmp_path.rglob("*")) == before


def test_the_command_starts_a_project_that_takes_a_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Commands(tmp_path / "new", monkeypatch, capsys)
    ended = run.anywhere("init", tmp_path / "new")
    assert (ended.code, ended.err) == (0, "")
    assert "planmonitor new-year YEAR DOCUMENT" in ended.out
    assert run("new-year", 2031, SMALL).code == 0
    assert (tmp_path / "new/data/raw/2031/milestones.csv").is_file()


def test_the_wheel_has_the_files_of_a_project(repository: Project) -> None:
    """Hatch copies them from where the checkout has them."""
    text = (repository.root / "pyproject.toml").read_text(encoding="utf-8")
    wheel = tomllib.loads(text)["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = wheel["force-include"]
    assert set(copied) == {"notebooks", "params/report.yaml", "params/quarto.yml"}
    assert all((repository.root / name).exists() for name in copied)
    assert {target.partition("starter/")[2] for target in copied.values()} == set(copied)

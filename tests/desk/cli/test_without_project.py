"""A document can be read and audited where there is no project."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.paths import ROOT_VARIABLE
from commanding import Commands

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "plan_small.txt"


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    """Run commands in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    return Commands(tmp_path, monkeypatch, capsys)


def test_a_document_is_audited(run: Commands) -> None:
    ended = run.anywhere("audit", SMALL, "--year", 2031)
    assert (ended.code, ended.err) == (0, "")
    assert "tegenspra" in ended.out


def test_a_document_is_read_into_a_folder(run: Commands, tmp_path: Path) -> None:
    ended = run.anywhere("ingest", SMALL, "--year", 2031, "--out", tmp_path / "tables")
    assert (ended.code, ended.err) == (0, "")
    assert (tmp_path / "tables/milestones.csv").is_file()


@pytest.mark.parametrize("words", [("audit", 2023), ("ingest", SMALL, "--year", 2031), ("status",)])
def test_what_needs_a_project_says_so_and_writes_nothing(
    run: Commands, tmp_path: Path, words: tuple[object, ...]
) -> None:
    ended = run.anywhere(*words)
    assert ended.code == 2
    assert "no project folder here or above" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_project_that_was_named_and_is_not_there_is_reported(
    run: Commands, tmp_path: Path
) -> None:
    ended = run.anywhere("--project", tmp_path / "gone", "audit", SMALL, "--year", 2031)
    assert (ended.code, "no project folder" in ended.err) == (2, True)


def test_the_shell_can_complete_the_commands(run: Commands) -> None:
    ended = run.anywhere("--help")
    assert "--install-completion" in ended.out

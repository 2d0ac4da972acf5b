"""A notebook that a person opens shows current numbers, and says what it made again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.chapter import open_chapter
from analysis.checksums import Checksums
from analysis.errors import DataError, SettingsError
from analysis.opening import bring_up_to_date
from analysis.paths import CURRENT_VARIABLE, Project

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.fixture
def current(built_copy: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv(CURRENT_VARIABLE)
    monkeypatch.chdir(built_copy.notebooks)
    return built_copy


def drop_a_letter(project: Project) -> None:
    path = project.raw(2023) / "letters.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def test_nothing_is_made_or_said_when_all_is_current(
    current: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_up_to_date(current, 2023, 0.95)
    assert capsys.readouterr().out == ""


def test_opening_a_chapter_depends_on_no_code_that_computes() -> None:
    """Else an edit of the command line or of a statistic would run every notebook again."""
    found = Checksums(Project(Path())).modules("analysis.chapter")
    outside = ("analysis/desk/", "analysis/publishing/", "analysis/analyse.py", "/results.py")
    assert [name for name in found if any(part in name for part in outside)] == []


def test_a_corrected_cell_is_in_the_chapter_that_is_opened_next(
    current: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    drop_a_letter(current)
    part = open_chapter(2023, "organisatie")
    assert len(part.scope.own.letters) == 7
    assert "2023 build tables: data/raw/2023/letters.csv changed" in capsys.readouterr().out


def test_a_level_that_no_setting_has_is_computed_apart(current: Project) -> None:
    """An analyst may try another level in the parameters cell."""
    part = open_chapter(2023, "vsi", 0.8)
    assert set(part.scope.own.result("realisation")["confidence_level"]) == {0.8}
    published = pd.read_parquet(current.results(2023) / "realisation.parquet")
    assert set(published["confidence_level"]) == {0.95}


@pytest.mark.parametrize("level", [95, "0.9", True, 0])
def test_a_level_that_is_none_is_refused(current: Project, level: float) -> None:
    assert current.root.is_dir()
    with pytest.raises(SettingsError, match="a number between 0 and 1"):
        open_chapter(2023, "vsi", level)


def test_a_broken_cell_is_told_with_its_place(current: Project) -> None:
    path = current.raw(2023) / "letters.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",153,", ",veel,"), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        open_chapter(2023, "organisatie")
    assert "data/raw/2023/letters.csv, row" in raised.value.problems[0].where


def test_a_kernel_of_a_run_looks_at_nothing(
    current: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_a_letter(current)
    monkeypatch.setenv(CURRENT_VARIABLE, "1")
    assert len(open_chapter(2023, "organisatie").scope.own.letters) == 8

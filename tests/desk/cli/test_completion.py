"""A shell completes years, chapters and formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.desk.cli import completion

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from analysis.paths import Project


def test_what_was_typed_narrows_what_is_offered(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    assert completion.years("20") == ["2023"]
    assert completion.years("1") == []
    assert completion.chapters("vs") == ["vsi"]
    assert "over" not in completion.chapters(""), "it has no notebook"
    assert completion.formats("") == ["pdf", "docx", "summary", "quarto"]


def test_nothing_is_offered_outside_a_project_or_in_a_broken_one(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere: Path = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    assert completion.years("") == completion.chapters("") == []
    monkeypatch.chdir(project.root)
    project.report_params.write_text("[", encoding="utf-8")
    assert completion.chapters("") == []

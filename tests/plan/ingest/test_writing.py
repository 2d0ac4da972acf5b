from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml

from analysis.errors import SettingsError
from analysis.plan.ingest import write_plan

if TYPE_CHECKING:
    from analysis.plan.ingest.plan import RawPlan


def test_a_table_is_read_back_as_it_was(small_plan: RawPlan, tmp_path: Path) -> None:
    write_plan(small_plan, tmp_path / "raw" / "2031")
    for name, table in small_plan.tables.items():
        path = tmp_path / "raw" / "2031" / f"{name}.csv"
        kept = pd.read_csv(path, dtype=str, keep_default_na=False)
        pd.testing.assert_frame_equal(kept, table)
    source = (tmp_path / "raw" / "2031" / "source.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(source) == small_plan.source


def test_files_kept_by_hand_stay_and_nothing_is_left_beside(
    small_plan: RawPlan, tmp_path: Path
) -> None:
    folder = tmp_path / "2031"
    folder.mkdir()
    (folder / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "norms.csv").write_text("old\n", encoding="utf-8")
    source = "title: old\naddress: https://example.org/plan.pdf\n"
    (folder / "source.yaml").write_text(source, encoding="utf-8")
    write_plan(small_plan, folder)
    assert (folder / "corrections.yaml").read_text(encoding="utf-8") == "[]\n"
    assert (folder / "norms.csv").read_text(encoding="utf-8").startswith("measure,norm,")
    facts = yaml.safe_load((folder / "source.yaml").read_text(encoding="utf-8"))
    assert facts == {**small_plan.source, "address": "https://example.org/plan.pdf"}
    assert list(tmp_path.iterdir()) == [folder]


def test_a_failure_leaves_the_old_folder_as_it_was(small_plan: RawPlan, tmp_path: Path) -> None:
    folder = tmp_path / "2031"
    folder.mkdir()
    (folder / "norms.csv").write_text("old\n", encoding="utf-8")
    broken = replace(small_plan, source={"title": object()})  # type: ignore[dict-item]
    with pytest.raises(yaml.YAMLError):
        write_plan(broken, folder)
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        "norms.csv": "old\n"
    }
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_of_something_else_is_left_alone(small_plan: RawPlan, tmp_path: Path) -> None:
    file, other, project = tmp_path / "README.md", tmp_path / "photos", tmp_path / "project"
    file.write_text("mine")
    other.mkdir()
    (other / "a.jpg").write_bytes(b"")
    (project / "data").mkdir(parents=True)
    (project / "measures.csv").write_text("")
    for place in (file, other, project, tmp_path):
        with pytest.raises(SettingsError, match="Give another folder") as caught:
            write_plan(small_plan, place)
        assert caught.value.problems[0].where == str(place)
    assert file.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_working_folder_can_be_the_place(
    small_plan: RawPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    write_plan(small_plan, Path())
    assert (tmp_path / "empty" / "norms.csv").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]

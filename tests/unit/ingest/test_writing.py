from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml

from analysis.ingest import write_plan

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.ingest.plan import RawPlan


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
    write_plan(small_plan, folder)
    assert (folder / "corrections.yaml").read_text(encoding="utf-8") == "[]\n"
    assert (folder / "norms.csv").read_text(encoding="utf-8").startswith("measure,norm,")
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

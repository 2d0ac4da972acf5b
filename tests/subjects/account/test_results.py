"""The documents and raw files that the report was made from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pandas as pd

from analysis.computing import TablesInMemory, with_results
from analysis.paths import Project
from analysis.plan.tables.editions import PlanTables

if TYPE_CHECKING:
    from pathlib import Path

_NO_TABLES = PlanTables(lambda _: pd.DataFrame())


def results_of(root: Path) -> PlanTables:
    earlier = {2022: _NO_TABLES}
    return with_results(TablesInMemory(_NO_TABLES, 2023, earlier=earlier, project=Project(root)))


def test_each_plan_has_a_row_with_what_is_known_of_its_document(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "raw" / "2023"
    folder.mkdir(parents=True)
    said = "title: Plan\npublisher: Departement\npublished: '2023-02-24'\npages: 204\nsha256: abc\n"
    (folder / "source.yaml").write_text(said)
    assert results_of(tmp_path).result("documents").fillna(0).to_numpy().tolist() == [
        [2022, "2022", "", "", "", 0],
        [2023, "Plan", "Departement", "2023-02-24", "abc", 204],
    ]


def test_each_raw_file_has_its_rows_and_its_checksum(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "raw" / "2023"
    folder.mkdir(parents=True)
    (folder / "norms.csv").write_text("norm,line\n80%,1\n90%,2\n")
    (folder / "corrections.yaml").write_text("[]\n")
    files = results_of(tmp_path).result("raw_files")
    assert list(files["file"]) == ["corrections.yaml", "norms.csv"]
    assert files["rows"].fillna(-1).tolist() == [-1, 2]
    written = (folder / "norms.csv").read_bytes()
    assert files["sha256"].iloc[1] == hashlib.sha256(written).hexdigest()


def test_a_year_without_raw_files_has_none(tmp_path: Path) -> None:
    assert results_of(tmp_path).result("raw_files").empty

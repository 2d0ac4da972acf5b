"""The documents and raw files that the report was made from."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pandas as pd

from analysis.computing import TablesInMemory, with_results
from analysis.paths import Project
from analysis.plan.audit import COLUMNS
from analysis.plan.tables.editions import PlanTables
from analysis.subjects.account.results import reviewed
from analysis.subjects.account.text import review_text

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.toolkit.results import Inputs

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


def test_what_people_judged_is_counted_by_kind() -> None:
    """A successor without a review and a finding without a decision wait."""
    review = pd.DataFrame(
        {
            "kind": ["label", "successor", "successor", "finding"],
            "id": ["label-1", "1", "2", "finding-1"],
            "decision": ["accepted", "changed", "accepted", "rejected"],
        }
    )
    findings = pd.DataFrame([dict.fromkeys(COLUMNS, "")])
    tables = {
        "review": review,
        "results/successors": pd.DataFrame({"confidence": ["reviewed", "reviewed", "weak"]}),
        "results/findings": findings,
    }
    inputs = SimpleNamespace(plan=PlanTables(tables.__getitem__))
    table = reviewed(cast("Inputs", inputs))
    counted = {row.pop("kind"): [*row.values()] for row in table.fillna(-1).to_dict("records")}
    assert counted["label"] == [1, 0, 0, -1]
    assert counted["successor"] == [1, 1, 0, 1]
    assert counted["finding"] == [0, 0, 1, 1]
    said = str(review_text(table))
    assert "1 naam van een maatregel, 2 van de 3 opvolgers van mijlpalen" in said
    assert "1 van de 2 tegenspraken" in said


def test_where_nobody_judged_anything_the_report_says_so() -> None:
    empty = pd.DataFrame(columns=["kind", "accepted", "changed", "rejected", "waiting"])
    assert str(review_text(empty)).startswith("Niemand keek na")

"""Tables and results are made again only when stale, and the reason names what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis import stages
from analysis.analyse import all_results
from analysis.plan.tables import build as building
from analysis.stages import refresh, stages_stand

if TYPE_CHECKING:
    from analysis.paths import Project

pytestmark = pytest.mark.slow


#: The results that read the raw files themselves.
OF_RAW_FILES = {"raw_files", "findings", "audit_rules"}


@pytest.fixture
def letters(built_copy: Project) -> list[str]:
    return (
        (built_copy.raw(2023) / "letters.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )


def test_everything_is_made_once(project: Project) -> None:
    assert not stages_stand(project, 2023)
    first = refresh(project, 2023)
    assert first[0].stage == "build"
    assert first[0].rows["letters"] == 8
    assert {one.name for one in first[1:]} == set(all_results())
    assert {one.causes for one in first[1:]} == {("not computed yet",)}
    assert stages_stand(project, 2023)
    assert refresh(project, 2023) == []


def test_a_changed_raw_table_is_named_and_built_again(
    built_copy: Project, letters: list[str]
) -> None:
    (built_copy.raw(2023) / "letters.csv").write_text("".join(letters[:-1]), encoding="utf-8")
    assert not stages_stand(built_copy, 2023)
    tables = refresh(built_copy, 2023)[0]
    assert tables.causes == ("data/raw/2023/letters.csv changed",)
    assert tables.rows["letters"] == 7


def test_a_change_that_no_result_reads_computes_none(
    built_copy: Project, letters: list[str]
) -> None:
    """Letters are in no statistic of the sequel."""
    (built_copy.raw(2023) / "letters.csv").write_text("".join(letters[:-1]), encoding="utf-8")
    assert "successors" not in {one.name for one in refresh(built_copy, 2023)}


def test_a_spelling_that_types_the_same_changes_nothing_after_the_tables(
    built_copy: Project, letters: list[str]
) -> None:
    """The raw file has other bytes, the typed tables have the same values."""
    text = "".join(letters).replace("\n", "\r\n")
    (built_copy.raw(2023) / "letters.csv").write_text(text, encoding="utf-8", newline="")
    made = {one.name for one in refresh(built_copy, 2023)}
    assert "tables" in made
    assert made <= {"tables", *OF_RAW_FILES}


def test_a_built_table_that_was_tampered_with_is_built_again(
    built_copy: Project, letters: list[str]
) -> None:
    assert letters
    path = built_copy.processed(2023) / "letters.parquet"
    pd.read_parquet(path).head(1).to_parquet(path)
    (tables,) = (one for one in refresh(built_copy, 2023) if one.stage == "build")
    assert tables.causes == ("data/processed/2023/letters.parquet changed",)


def test_a_raw_table_saved_right_after_it_was_read_is_read_again(
    built_copy: Project, letters: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build, path = building.build, built_copy.raw(2023) / "letters.csv"
    path.write_text("".join(letters).replace("\n", "\r\n"), encoding="utf-8", newline="")

    def then_saved(*given: object) -> dict[str, int]:
        rows = build(*given)  # type: ignore[arg-type] # as given
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
        return rows

    monkeypatch.setattr(building, "build", then_saved)
    assert "tables" in {one.name for one in refresh(built_copy, 2023)}
    assert not stages.stages_stand(built_copy, 2023)

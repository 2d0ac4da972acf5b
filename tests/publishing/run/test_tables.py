from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.tables import build as building
from analysis.publishing.run.tables import ensure_tables, tables_stand

if TYPE_CHECKING:
    import pytest

    from analysis.paths import Project


def test_tables_are_built_once_and_again_when_a_table_of_the_plan_changes(project: Project) -> None:
    letters = project.raw(2023) / "letters.csv"
    assert not tables_stand(project, 2023)
    assert (ensure_tables(project, 2023) or {})["letters"] == 8
    assert ensure_tables(project, 2023) is None
    lines = letters.read_text(encoding="utf-8").splitlines(keepends=True)
    letters.write_text("".join(lines[:-1]), encoding="utf-8")
    assert (ensure_tables(project, 2023) or {})["letters"] == 7


def test_a_table_that_is_saved_right_after_it_was_read_is_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = building.build

    def then_saved(*given: object) -> dict[str, int]:
        rows = build(*given)  # type: ignore[arg-type] # as given
        letters = project.raw(2023) / "letters.csv"
        letters.write_bytes(letters.read_bytes().replace(b"\n", b"\r\n"))
        return rows

    monkeypatch.setattr(building, "build", then_saved)
    ensure_tables(project, 2023)
    assert not tables_stand(project, 2023)

"""Tables are read through one door, which notes what was read."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables.editions import load_editions
from analysis.plan.tables.load import TableReader
from analysis.settings import Chapter

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

#: Who may read Parquet files: the door, and what writes or exports them.
READERS = {"plan/tables/load.py", "plan/tables/content.py", "publishing/outputs/tables.py"}


@pytest.fixture
def processed(project: Project) -> Project:
    folder = project.processed(2023) / "results"
    folder.mkdir(parents=True)
    table = pd.DataFrame({"chapter": ["vsi", "andere"], "n": [1, 2]})
    table.to_parquet(folder.parent / "norms.parquet")
    levels = pd.concat([table.assign(confidence_level=level) for level in (0.9, 0.95)])
    levels.to_parquet(folder / "shares.parquet", index=False)
    pd.DataFrame({"level": ["Niveau A"]}).to_parquet(folder.parent / "workforce.parquet")
    return project


def test_a_chapter_reads_and_notes_its_own_rows(processed: Project) -> None:
    notes: list[str] = []
    reader = TableReader(processed, 2023, notes.append)
    assert reader.read("norms", chapter="vsi")["n"].tolist() == [1]
    assert reader.read("norms")["n"].tolist() == [1, 2]
    assert notes == ["2023/norms[chapter=vsi]", "2023/norms"]


def test_a_choice_that_is_no_column_reads_the_table_whole(processed: Project) -> None:
    notes: list[str] = []
    reader = TableReader(processed, 2023, notes.append)
    assert len(reader.read("workforce", chapter="vsi", confidence_level=0.95)) == 1
    assert notes == ["2023/workforce"]


def test_a_chapter_reads_a_result_at_its_own_level(processed: Project) -> None:
    chapter = Chapter(id="vsi", title="Inspectie", sections=("6.1.7",))
    (edition,) = load_editions(processed, 2023, chapter, 0.9)
    assert edition.own.result("shares")["n"].tolist() == [1]
    assert edition.plan.result("shares")["confidence_level"].tolist() == [0.9, 0.9]


def test_a_table_that_was_not_built_says_how_to_build_it(processed: Project) -> None:
    with pytest.raises(DataError) as raised:
        TableReader(processed, 2023).read("budget")
    assert raised.value.problems[0].remedy == "Build the tables: planmonitor data 2023"


def test_no_other_module_reads_the_files(repository: Project) -> None:
    """A read that is not noted would leave an old number in a report."""
    source = repository.root / "src/analysis"
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if any(_reads(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found <= READERS


def _reads(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {
        "read_parquet", "read_table", "ParquetFile", "ParquetDataset", "read_feather",
    }  # fmt: skip


def test_the_door_is_named_where_kernels_are_asked(repository: Project) -> None:
    engine: Path = repository.root / "src/analysis/publishing/run/engine.py"
    assert "analysis.plan.tables.load" in engine.read_text(encoding="utf-8")

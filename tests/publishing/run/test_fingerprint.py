"""The key of a run changes with everything that its outputs depend on, and with nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.checksums import differences
from analysis.publishing.run.cache import CachedRun
from analysis.publishing.run.executed import NotebookTiming
from analysis.publishing.run.fingerprint import Fingerprints
from publishing.run.small import jobs_of, write_notebook, write_project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from analysis.paths import Project

CELL = "import own.used"
LAYOUT = {
    "src/own/__init__.py": "",
    "src/own/used.py": "x = 1",
    "src/own/unused.py": "x = 1",
    "params/2022.yaml": "year: 2022",
    "data/processed/2023/contents.json": '{"norms": {"": "1", "chapter=vsi": "1"}}',
    "data/processed/2022/contents.json": '{"norms": {"": "1"}}',
    "requirements.lock": "pandas==3.0",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = write_project(tmp_path, {"vsi": [CELL]})
    for name, text in LAYOUT.items():
        write(made, name, text)
    return made


def write(project: Project, name: str, text: str) -> None:
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def inputs(project: Project) -> Mapping[str, str]:
    (job,) = jobs_of(project)
    return Fingerprints(project, project.root / "src/own").inputs(job)


def changed(project: Project, change: Callable[[Project], None]) -> list[str]:
    before = inputs(project)
    change(project)
    return differences(before, inputs(project))


def edit(name: str, text: str) -> Callable[[Project], None]:
    return lambda project: write(project, name, text)


def prose(project: Project) -> None:
    write_notebook(project, "vsi", CELL, prose="Waarom dan?")


def option(project: Project) -> None:
    write_notebook(project, "vsi", f"#| label: fig-x\n{CELL}")


def code(project: Project) -> None:
    write_notebook(project, "vsi", f"{CELL}\nx = 1")


def restyle(project: Project) -> None:
    """Save the settings with another number of workers and a comment."""
    path = project.report_params
    path.write_text(f"# anders\njobs: 4\n{path.read_text()}")


def retitle(project: Project) -> None:
    path = project.report_params
    path.write_text(path.read_text().replace("Proef", "Ander"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (prose, []),
        (option, []),
        (restyle, []),
        (edit("src/own/unused.py", "x = 2"), []),
        (edit("src/own/used.py", "x = 2"), ["src/own/used.py changed"]),
        (edit("src/own/__init__.py", "x = 2"), ["src/own/__init__.py changed"]),
        (edit("src/own/words.txt", "x"), ["src/own/words.txt is new"]),
        (code, ["notebooks/vsi.ipynb, its code changed"]),
        (retitle, ["params/report.yaml changed"]),
        (edit("params/2022.yaml", "year: 2022\nchapters: {vsi: {}}"),
         ["params/2022.yaml changed"]),
        (edit("params/2024.yaml", "year: 2024"), []),
        (edit("data/processed/2023/contents.json",
              '{"norms": {"": "2", "chapter=vsi": "1", "chapter=andere": "2"}}'),
         ["table norms of 2023 changed"]),
        (edit("data/processed/2023/contents.json",
              '{"norms": {"": "2", "chapter=vsi": "2", "chapter=andere": "1"}}'),
         ["table norms of 2023 changed", "table norms of 2023 (chapter vsi) changed"]),
        (edit("data/processed/2022/contents.json", '{"norms": {"": "2"}}'),
         ["table norms of 2022 changed"]),
        (edit("data/processed/2024/contents.json", '{"norms": {"": "2"}}'), []),
        (edit("data/raw/2023/source.yaml", "x: 1"), []),
        (edit("requirements.lock", "pandas==3.1"), ["requirements.lock changed"]),
        (lambda project: (project.root / "requirements.lock").unlink(),
         ["requirements.lock is gone"]),
    ],
    ids=["prose", "an option of a cell", "machinery", "a module not imported", "a module",
         "a package", "data of a package", "code", "settings", "an earlier year", "a later year",
         "rows of another chapter", "rows of this chapter", "a table of an earlier year",
         "a table of a later year", "a raw file", "the lock", "no lock"],
)  # fmt: skip
def test_exactly_the_relevant_changes_are_detected(
    project: Project, change: Callable[[Project], None], expected: list[str]
) -> None:
    assert changed(project, change) == expected


def test_a_changed_parameter_is_reported_with_both_values() -> None:
    before, now = ({"parameter confidence": json.dumps(value)} for value in (0.95, 0.9))
    assert differences(before, now) == ["parameter confidence changed from 0.95 to 0.9"]


def test_a_file_saved_while_notebooks_run_is_detected(project: Project) -> None:
    """Their outputs then belong to no known state and are not cached."""
    (job,) = jobs_of(project)
    fingerprints = Fingerprints(project, project.root / "src/own")
    fingerprints.inputs(job)
    assert fingerprints.still_hold()
    write(project, "src/own/used.py", "x = 22")
    assert not fingerprints.still_hold()


def test_installed_packages_are_inputs(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when someone upgrades a package by hand, bypassing the lock file."""
    before = inputs(project)
    (tmp_path / "site" / "pandas-9.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert differences(before, inputs(project)) == ["the installed packages changed"]


def test_tables_that_a_run_did_not_read_are_unused(project: Project) -> None:
    (job,) = jobs_of(project)
    fingerprints = Fingerprints(project, project.root / "src/own")
    found = fingerprints.inputs(job)
    used = frozenset({"own", "own.used", "2023/norms[chapter=vsi]"})
    assert fingerprints.unused(found, used) == [
        "2022/norms",
        "2023/norms",
    ]
    assert fingerprints.account_for(job, frozenset({"2023/norms"}))
    assert not fingerprints.account_for(job, frozenset({"2023/norms[chapter=andere]"}))


def test_a_chapter_without_rows_in_a_table_is_cached_until_it_gets_some(project: Project) -> None:
    job = replace(jobs_of(project)[0], chapter="leeg")
    before = Fingerprints(project, project.root / "src/own")
    read = frozenset({"2023/norms[chapter=leeg]"})
    assert before.account_for(job, read)
    assert not before.account_for(job, frozenset({"2023/budget[chapter=leeg]"}))
    cached = CachedRun(
        before.inputs(job), NotebookTiming(1, 1, 0), [], before.unused(before.inputs(job), read)
    )
    assert cached.serves(before.inputs(job))
    assert not cached.serves({**before.inputs(job), "2023/norms[chapter=leeg]": "rows"})


def test_modules_that_a_run_did_not_load_are_unused(project: Project) -> None:
    """A package counts when a module in it was loaded; data beside modules always counts."""
    (job,) = jobs_of(project)
    write(project, "src/own/deep/__init__.py", "")
    write(project, "src/own/deep/leaf.py", "x = 1")
    write(project, "src/own/used.py", "def late():\n    import own.deep.leaf")
    write(project, "src/own/words.txt", "x")
    fingerprints = Fingerprints(project, project.root / "src/own")
    found = fingerprints.inputs(job)
    reads = {"2022/norms", "2023/norms", "2023/norms[chapter=vsi]"}
    assert fingerprints.unused(found, frozenset({"own", "own.used", *reads})) == [
        "src/own/deep/__init__.py",
        "src/own/deep/leaf.py",
    ]
    assert fingerprints.unused(found, frozenset({"own", "own.used", "own.deep", *reads})) == [
        "src/own/deep/leaf.py"
    ]
    assert fingerprints.account_for(job, frozenset({"own", "own.deep.leaf"}))
    assert not fingerprints.account_for(job, frozenset({"own", "own.unused"}))


def test_the_templates_of_the_page_are_code_of_a_report(project: Project) -> None:
    """An edited style sheet makes the report again."""
    found = Fingerprints(project).code(jobs_of(project))
    assert "src/analysis/publishing/page/templates/style/page.css" in found
    assert "src/analysis/publishing/page/terms.yaml" in found
    assert not [name for name in found if "desk/lab" in name]

"""What editors and systems leave in a folder is no input: it changes no key and no checksum."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest

from analysis.checksums import Checksums
from analysis.input_files import input_files, is_input
from analysis.plan.audit import read_printed_tables
from analysis.plan.tables.build import build, raw_checksums
from analysis.publishing.page.pictures import picture_files
from analysis.publishing.provenance import inputs, output_checksums, report_key
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.publishing.run.plan import plan_jobs
from analysis.settings import known_years, load_report_settings, load_year_settings
from analysis.stages import stages_stand

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

LEFT = (
    ".~lock.norms.csv#",
    "~$norms.xlsx",
    "~$2023.yaml",
    "~WRL0001.tmp",
    ".norms.csv.swp",
    "norms.csv~",
    "#norms.csv#",
    "norms.csv.bak",
    "report.yaml.orig",
    "._norms.csv",
    "._2023.yaml",
    "._norms.parquet",
    "~$foto.png",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    ".ipynb_checkpoints/vsi-checkpoint.ipynb",
    "__pycache__/a.pyc",
    "__MACOSX/norms.csv",
)
KEPT = ("norms.csv", "2023.yaml", "foto.png", "Thumbs.csv", "map/a.md", "a~b.csv", "#1.csv")


@pytest.mark.parametrize("name", LEFT)
def test_what_an_editor_leaves_is_no_input(name: str) -> None:
    assert not is_input(PurePath(name))


@pytest.mark.parametrize("name", KEPT)
def test_what_people_keep_is_an_input(name: str) -> None:
    assert is_input(PurePath(name))


def test_a_project_in_a_hidden_folder_has_inputs(tmp_path: Path) -> None:
    folder = tmp_path / ".work" / "raw"
    (folder / ".ipynb_checkpoints").mkdir(parents=True)
    for name in ("a.csv", "Desktop.ini", ".ipynb_checkpoints/b.csv"):
        (folder / name).write_text("x")
    (folder / ".#a.csv").symlink_to("user@machine.1")  # how Emacs locks a file
    assert input_files(folder) == [folder / "a.csv"]


def test_nothing_is_stale_after_an_editor_was_there(built_copy: Project) -> None:
    before = everything(built_copy)
    litter(built_copy)
    assert everything(built_copy) == before
    assert stages_stand(built_copy, 2023)
    build(built_copy, 2023)
    assert known_years(built_copy) == [2023]
    assert len(read_printed_tables(built_copy, 2023).rows("norms")) > 1


def litter(project: Project) -> None:
    folders = [project.notebooks, project.raw(2023), project.processed(2023), project.reports(2023)]
    for folder in (*folders, project.report_params.parent):
        for name in LEFT:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"\xff\x00 left by an editor")


def everything(project: Project) -> list[object]:
    """All that decides whether something runs again, or that a report records."""
    fingerprints = Fingerprints(project)
    settings = load_report_settings(project), load_year_settings(project, 2023)
    jobs = plan_jobs(project, *settings, ["vsi"])
    return [
        Checksums(project).files(project.raw(2023)),
        dict(fingerprints.data),
        dict(fingerprints.inputs(jobs[0])),
        report_key(fingerprints, project, jobs),
        inputs(project, [2023], [job.notebook for job in jobs]),
        picture_files(project.notebooks),
        raw_checksums(project, 2023),
        output_checksums(project.reports(2023)),
    ]

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commanding import Commands

if TYPE_CHECKING:
    from analysis.paths import Project

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "plan_small.txt"


@pytest.fixture
def run(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    """Return a function that runs commands in a project of its own."""
    return Commands(project.root, monkeypatch, capsys)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_ingest_shows_rows_by_section_and_what_to_look_at(run: Commands, project: Project) -> None:
    code, out, _ = run("ingest", SMALL, "--year", 2031)
    assert code == 0
    assert "Read from the plan of 2031" in out
    assert "Rows to compare with the plan" in out
    assert "merged cell" in out
    assert (project.raw(2031) / "ingest.md").is_file()


def test_an_error_is_reported_without_a_traceback_and_writes_nothing(
    run: Commands, project: Project, tmp_path: Path
) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text("Geachte heer\n")
    before = files(project.root)
    code, _, err = run("ingest", letter, "--year", 2031)
    assert (code, files(project.root)) == (2, before)
    assert "found:    no table of milestones" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("plan.txt", b"", "an empty file"),
        ("plan.txt", b"\x00\x01", "a binary file"),
        ("plan.txt", "geïnd".encode("cp1252"), "UTF-8"),
        ("plan.txt", b"noise " * 400_000, "at most 2000000 bytes"),
        ("plan.pdf", b"%PDF-1.7\nhalf a file", "it stops before its end"),
        ("plan.pdf", b"%PDF-1.7\n" + b"noise " * 400_000 + b"%%EOF", "a damaged PDF"),
        ("plan.docx", b"PK", "no Word file, whatever its name says"),
    ],
)
@pytest.mark.parametrize("command", ["ingest", "new-year"])
def test_a_hostile_document_writes_no_file(
    run: Commands,
    project: Project,
    tmp_path: Path,
    name: str,
    data: bytes,
    words: str,
    command: str,
) -> None:
    document = tmp_path / "elsewhere" / name
    document.parent.mkdir()
    document.write_bytes(data)
    before = files(project.root)
    arguments = [document, "--year", 2031] if command == "ingest" else [2031, document]
    code, _, err = run(command, *arguments)
    assert (code, files(project.root)) == (2, before)
    assert words in err


def test_check_verifies_the_tables_and_writes_nothing(run: Commands, project: Project) -> None:
    run("new-year", 2031, SMALL)
    before = files(project.root)
    code, _, err = run("ingest", SMALL, "--year", 2031, "--check")
    assert (code, files(project.root)) == (2, before)
    assert "'Kaaigeld', a label of no measure" in err


def test_new_year_lists_what_to_do(run: Commands, project: Project) -> None:
    code, out, _ = run("new-year", 2031, SMALL)
    assert code == 0
    assert "measures.csv, copied from 2023" in out
    assert "budget: Vaarpremie" in out
    assert "Then: planmonitor data 2031" in out
    assert project.year_params(2031).is_file()


def test_new_year_leaves_an_existing_year_unchanged(run: Commands, project: Project) -> None:
    shutil.copytree(project.raw(2023), project.raw(2031))
    before = files(project.root)
    code, _, err = run("new-year", 2031, SMALL)
    assert (code, files(project.root)) == (2, before)
    assert "--force" in err


@pytest.mark.parametrize("place", ["README.md", ".", "data", "data/raw", "photos"])
def test_a_folder_of_something_else_is_refused_and_unchanged(
    run: Commands, project: Project, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(project.root)
    (project.root / "README.md").write_text("mine")
    (project.root / "photos").mkdir()
    (project.root / "photos" / "a.jpg").write_text("mine")
    before = files(project.root)
    code, _, err = run("ingest", SMALL, "--year", 2031, "--out", place)
    assert (code, files(project.root)) == (2, before)
    assert "found:    a file" in err or "found:    a folder that holds something else" in err


def test_a_missing_folder_or_one_with_raw_tables_is_accepted(
    run: Commands, project: Project
) -> None:
    (project.root / "empty").mkdir()
    for _ in range(2):
        assert run("ingest", SMALL, "--year", 2031, "--out", project.root / "empty").code == 0
    assert (project.root / "empty" / "norms.csv").is_file()


def test_files_kept_by_hand_stay_next_to_those_that_are_read(
    run: Commands, project: Project
) -> None:
    run("new-year", 2031, SMALL)
    by_hand = {"repeats.csv": "left,relation,right,sure,about\n", "corrections.yaml": "[]\n"}
    for name, text in by_hand.items():
        (project.raw(2031) / name).write_text(text)
    assert run("ingest", SMALL, "--year", 2031).code == 0
    assert {name: (project.raw(2031) / name).read_text() for name in by_hand} == by_hand


def test_a_later_reading_keeps_decisions_and_says_which_no_longer_fit(
    run: Commands, project: Project
) -> None:
    run("new-year", 2031, SMALL)
    review = project.raw(2031) / "review.csv"
    header = review.read_text(encoding="utf-8")
    decided = "label,label-1,Dijkpremie,accepted,jobbonus,An,2031-01-01T00:00:00.000Z,\n"
    review.write_text(header + decided, encoding="utf-8")
    code, out, _ = run("ingest", SMALL, "--year", 2031)
    assert code == 0
    assert "No longer fits: label 'Dijkpremie': no table has this label" in out
    assert review.read_text(encoding="utf-8") == header + decided
    assert (project.raw(2031) / "proposals.csv").is_file()

from __future__ import annotations

import errno
import json
import os
import re
import signal
import time
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from typer.main import get_command

from analysis.desk.cli import app
from analysis.desk.cli.audits import Format
from analysis.desk.cli.failures import of_system
from analysis.plan.audit import FORMATS
from analysis.plan.tables import build as building
from analysis.publishing.run.interrupt import terminable
from commanding import Commands

if TYPE_CHECKING:
    from analysis.paths import Project

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
SMALL = ROOT / "tests" / "fixtures" / "plan_small.txt"
REAL = ROOT.parent / "shared" / "plans" / "ondernemingsplan-2023.txt"
NAMES = ("ingest", "new-year", "data", "report", "audit")


@pytest.fixture
def run(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    """Return a function that runs commands in a project of its own."""
    monkeypatch.chdir(project.root)
    return Commands(project.root, monkeypatch, capsys)


def commands() -> dict[str, Any]:
    group: Any = get_command(app)
    return dict(group.commands)


def test_each_command_is_tested_here() -> None:
    assert set(commands()) >= set(NAMES)


@pytest.mark.parametrize("name", commands())
def test_help_says_what_a_command_does_and_what_each_option_means(run: Commands, name: str) -> None:
    command = commands()[name]
    assert command.help.partition("\n")[0].endswith(".")
    assert [each.name for each in command.params if not each.help] == []
    ended = run(name, "--help")
    assert ended.code == 0
    types = ("{", "}", "<bool>", "<int>", "<path>", "<str>", "<list")
    assert [sign for sign in types if sign in ended.out] == []


@pytest.mark.parametrize("name", sorted(set(commands()) - {"lab", "preview"}))
def test_each_command_can_be_quiet_and_write_json(name: str) -> None:
    """Except `lab`, which passes its options to JupyterLab, and `preview`, which never ends."""
    options = {option for each in commands()[name].params for option in each.opts}
    assert options >= {"--quiet", "--json"}


def test_a_quiet_status_prints_nothing_when_all_is_well(run: Commands) -> None:
    assert "2023" in run("status").out
    quiet = run("status", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert json.loads(run("status", "--quiet", "--json").out)["command"] == "status"


def test_the_main_help_lists_each_command_and_exit_code(run: Commands) -> None:
    ended = run.anywhere("--help")
    assert ended.code == 0
    listed = " ".join(ended.out.split())
    assert [name for name in NAMES if name not in listed] == []
    codes = ("0 success", "1 a", "2 bad", "4 the", "130")
    assert [code for code in codes if code not in listed] == []
    assert "<bool>" not in listed


def test_help_says_that_a_chapter_is_a_draft(run: Commands) -> None:
    assert "reports/YEAR.draft" in " ".join(run("report", "--help").out.replace("│", "").split())


def test_the_version_is_shown_without_a_project(run: Commands) -> None:
    assert run.anywhere("--version").out.startswith("planmonitor ")


MISTAKES = [
    (["ingest", "nowhere.pdf", "--year", "2031"], "no such file"),
    (["ingest", "data", "--year", "2031"], "a folder"),
    (["ingest", str(SMALL), "--year", "2030"], "planned for 2031"),
    (["ingest", str(SMALL), "--year", "2031", "--out", "params/report.yaml"], "a file"),
    (["ingest", str(SMALL), "--year", "2031", "--out", "/proc/planmonitor/x"], "/proc"),
    (["ingest", str(SMALL), "--year", "2031", "--check"], "no tables"),
    (["ingest", str(SMALL)], "--year"),
    (["new-year", "2023", str(SMALL)], "--force"),
    (["new-year", "abc", str(SMALL)], "YEAR"),
    (["data", "1999"], "no file 1999.yaml"),
    (["data"], "YEAR"),
    (["dta", "2023"], "dta"),
    (["data", "2023", "--fast"], "--fast"),
    (["report", "1999"], "no file 1999.yaml"),
    (["report", "2023", "--chapter", "activring"], "activering"),
    (["report", "2023", "--jobs", "0"], "--jobs"),
    (["compare", "2024", "2023"], "planmonitor compare 2023 2024"),
    (["compare", "2022", "2023"], "no file 2022.yaml"),
    (["audit", "1999"], "no file 1999.yaml"),
    (["audit", "nowhere.pdf"], "no such file"),
    (["audit", "2023", "--year", "2024"], "Leave --year out"),
    (["audit", "2023", "--format", "xml"], "xml"),
]


@pytest.mark.kernel
@pytest.mark.usefixtures("built_copy")
@pytest.mark.parametrize(("words", "said"), MISTAKES, ids=[" ".join(w)[-40:] for w, _ in MISTAKES])
def test_a_user_mistake_is_reported_without_a_traceback(
    run: Commands, words: list[str], said: str
) -> None:
    ended = run(*words)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_folder_without_a_project_is_reported(
    run: Commands, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    ended = run.anywhere("--project", elsewhere, "data", "2023")
    assert (ended.code, "no project folder" in ended.err) == (2, True)


def test_a_file_in_the_place_of_a_folder_is_reported(run: Commands, project: Project) -> None:
    project.processed(2023).parent.mkdir(parents=True, exist_ok=True)
    project.processed(2023).write_text("mine")
    ended = run("data", "2023")
    assert ended.code == 2
    assert str(project.processed(2023)) in ended.err
    assert "Move the file away" in ended.err
    assert project.processed(2023).read_text() == "mine"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a.csv"), "Make room on the disk"),
        (PermissionError(errno.EACCES, "Permission denied", "a.csv"), "Get permission"),
        (OSError(errno.EROFS, "Read-only file system", "a.csv"), "a writable place"),
        (OSError("something"), "something"),
    ],
)
def test_a_disk_error_is_reported_as_a_problem(
    run: Commands, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(building, "build", refuse)
    ended = run("data", "2023")
    assert (ended.code, words in ended.err, "Traceback" in ended.err) == (2, True, False)


def test_a_system_error_names_its_file() -> None:
    problem = of_system(OSError(errno.ENOSPC, "No space left on device", "a.csv"))
    assert (problem.where, problem.found) == ("a.csv", "No space left on device")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_or_a_signal_ends_a_command_with_a_message(
    run: Commands, project: Project, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    building.build(project, 2023)
    before = {path: path.read_bytes() for path in project.processed(2023).iterdir()}

    def slow(*_: object) -> None:
        os.kill(os.getpid(), number)
        time.sleep(10)

    monkeypatch.setattr(building, "raw_checksums", slow)
    with terminable():  # as the program has it
        ended = run("data", "2023")
    assert (ended.code, ended.err) == (130, "Interrupted; existing files are unchanged.\n")
    assert {path: path.read_bytes() for path in project.processed(2023).iterdir()} == before
    assert [path.name for path in project.processed(2023).parent.iterdir()] == ["2023"]


def test_the_option_wins_over_the_variable(
    run: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLANMONITOR_PROJECT", str(tmp_path / "nowhere" / "else"))
    ended = run("status")
    assert (ended.code, "2023" in ended.out) == (0, True)


def test_the_variable_wins_over_the_working_directory(
    run: Commands,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    monkeypatch.setenv("PLANMONITOR_PROJECT", str(project.root))
    ended = run.anywhere("status")
    assert (ended.code, "2023" in ended.out) == (0, True)


def test_data_shows_the_rows_of_each_table(run: Commands, built_copy: Project) -> None:
    (built_copy.processed(2023) / "results/successors.parquet").unlink()
    ended = run("data", "2023")
    assert ended.code == 0
    assert re.search(r"^milestones +737 rows$", ended.out, re.MULTILINE)
    assert re.search(r"^successors +181 rows$", ended.out, re.MULTILINE)


def test_the_audit_offers_each_format() -> None:
    assert [each.value for each in Format] == list(FORMATS)


def test_a_year_is_audited_in_each_format(run: Commands) -> None:
    table = run("audit", "2023")
    assert table.code == 0
    assert "ZEKER" in table.out
    rows = json.loads(run("audit", "2023", "--format", "json").out)
    frame = pd.read_csv(StringIO(run("audit", "2023", "--format", "csv").out))
    assert len(rows) == len(frame) > 30
    assert {"rule", "lines", "why", "known"} <= set(frame.columns)


def test_a_strict_audit_exits_with_1_until_all_findings_are_accepted_or_acknowledged(
    run: Commands, project: Project
) -> None:
    assert run("audit", "2023", "--strict").code == 0, "the plan's findings are accepted"
    decisions = project.raw(2023) / "review.csv"
    lines = decisions.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("finding,")]
    decisions.write_text("".join(kept), encoding="utf-8")
    assert run("audit", "2023", "--strict").code == 1
    rows = json.loads(run("audit", "2023", "--format", "json").out)
    entries = [
        {"rule": row["rule"], "lines": sorted(lines_of(row)), "reason": "Gemeld."}
        for row in rows
        if row["certainty"] == "certain"
    ]
    text = f"year: 2023\nacknowledged: {json.dumps(entries)}\n"
    project.year_params(2023).write_text(text, encoding="utf-8")
    ended = run("audit", "2023", "--strict")
    assert ended.code == 0
    assert f"{len(entries)} gekend" in ended.out


def lines_of(row: dict[str, str]) -> set[int]:
    return {int(line) for key in ("lines", "other_lines") for line in row[key].split()}


def test_an_acknowledgement_without_a_finding_is_reported_with_its_file(
    run: Commands, project: Project
) -> None:
    entry = "{rule: reference_to_nothing, lines: [1], reason: Gemeld.}"
    project.year_params(2023).write_text(f"year: 2023\nacknowledged: [{entry}]\n")
    ended = run("audit", "2023")
    assert ended.code == 2
    assert "params/2023.yaml, key 'acknowledged." in ended.err


def test_a_document_is_audited_as_the_plan_of_its_own_year(run: Commands) -> None:
    ended = run("audit", SMALL, "--format", "json")
    assert ended.code == 0
    assert isinstance(json.loads(ended.out), list)
    assert run("audit", SMALL, "--year", 2030).code == 2


@pytest.mark.skipif(not REAL.is_file(), reason=f"the published plan is not at {REAL}")
def test_a_document_alone_gives_the_findings_that_need_no_notes(run: Commands) -> None:
    of_document = json.loads(run("audit", REAL, "--format", "json").out)
    of_year = json.loads(run("audit", 2023, "--format", "json").out)
    assert len(of_document) > 10
    # A rule that reads figures.csv may find the same contradiction as one that reads the prose.
    assert {row["lines"] for row in of_document} <= {row["lines"] for row in of_year}


def test_the_help_lists_each_command_once_and_reports_first() -> None:
    group: Any = get_command(app)
    listed = group.list_commands(None)
    assert sorted(listed) == sorted(group.commands)
    assert listed[0] == "report"

"""Exit codes and output of commands.

One test of each exit code starts the command as its users do; the others run it in this process.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from publishing.run.small import figure, write_notebook

if TYPE_CHECKING:
    from analysis.paths import Project
    from commanding import Commands
    from desk.commands.conftest import Run

CODES = (
    "0 success",
    "1 a notebook failed",
    "2 bad input",
    "3 a deadline",
    "4 the finished report failed",
    "130",
)


def junit(path: Path) -> dict[str, list[str]]:
    cases = ET.parse(path).getroot().iter("testcase")  # noqa: S314 - our own file
    return {case.attrib["name"]: [child.tag for child in case] for case in cases}


def document(code: int, out: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(out)
    assert found["exit_code"] == code
    return found


def test_0_all_is_well(planmonitor: Run, small: Project) -> None:
    write_notebook(small, "vsi", figure("vsi"), "1 + 1")
    ended = planmonitor("report", 2023, "--junit", "out/junit.xml")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == f"The report is at {small.reports(2023)}/index.html\n"
    rows = [line.split() for line in ended.stderr.splitlines()]
    assert ["2023", "report", "made"] in [row[:3] for row in rows]
    assert [row[:3] for row in rows if row[:2] == ["2023", "vsi"]] == [["2023", "vsi", "run"]]
    assert junit(small.root / "out/junit.xml") == {"vsi": [], "activering": ["system-out"]}
    again = planmonitor("report", 2023, "--json")
    (report,) = document(again.returncode, again.stdout)["reports"]
    assert (report["status"], report["report"]) == ("kept", "reports/2023/index.html")
    assert {one["status"] for one in report["chapters"]} == {"kept"}


def test_1_a_failed_notebook_leaves_the_report_unchanged(planmonitor: Run, small: Project) -> None:
    page = (small.reports(2023) / "index.html").read_bytes()
    write_notebook(small, "vsi", figure("vsi"), "1 / 0")
    path = small.notebooks / "vsi.ipynb"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=1))  # as JupyterLab saves it
    ended = planmonitor("report", 2023, "--json", "--junit", "junit.xml", GITHUB_ACTIONS="true")
    assert ended.returncode == 1
    found = document(ended.returncode, ended.stdout)
    (report,) = found["reports"]
    assert report["status"] == "failed"
    chapters = {one["chapter"]: one for one in report["chapters"]}
    assert chapters["activering"]["status"] == "kept"
    assert chapters["vsi"]["why"] == ["notebooks/vsi.ipynb, its code changed"]
    assert chapters["vsi"]["failure"]["error"] == "ZeroDivisionError"
    assert (small.root / chapters["vsi"]["failure"]["opens"]).is_file()
    assert len(found["problems"]) == 1
    assert junit(small.root / "junit.xml") == {"vsi": ["failure"], "activering": ["system-out"]}
    annotated = [line for line in ended.stderr.splitlines() if line.startswith("::error ")]
    assert len(annotated) == 1
    assert annotated[0].startswith("::error file=notebooks/vsi.ipynb,line=")
    line = int(annotated[0].split("line=")[1].split(",")[0])
    assert '"source": "1 / 0"' in "".join(path.read_text().splitlines()[line - 1 : line + 6])
    assert (small.reports(2023) / "index.html").read_bytes() == page


@pytest.mark.parametrize("words", [("data", 1999), ("report", 2023, "--chapter", "vzi")])
def test_2_impossible_arguments(planmonitor: Run, words: tuple[object, ...]) -> None:
    ended = planmonitor(*words, "--json")
    assert ended.returncode == 2
    found = document(ended.returncode, ended.stdout)
    assert set(found["problems"][0]) == {"where", "found", "expected", "remedy"}
    assert found["problems"][0]["found"] in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.usefixtures("settings_of_2024")
def test_2_a_year_without_tables_is_named_and_the_others_are_made(
    run: Commands, small: Project
) -> None:
    write_notebook(small, "vsi", figure("other"))
    ended = run("report", "--all", "--json", "--junit", "junit.xml")
    assert ended.code == 2
    found = document(ended.code, ended.out)
    assert [(one["year"], one["status"]) for one in found["reports"]] == [(2023, "made")]
    assert [(one["where"], one["found"]) for one in found["problems"]] == [
        ("data/raw/2024", "no tables")
    ]
    assert junit(small.root / "junit.xml")["data/raw/2024"] == ["error"]
    explained = run("report", "--all", "--explain")
    assert (explained.code, explained.out.count("2023 ")) == (2, 2)
    assert "data/raw/2024" in explained.err


@pytest.mark.usefixtures("settings_of_2024")
def test_1_a_failed_notebook_outranks_a_year_without_tables(run: Commands, small: Project) -> None:
    write_notebook(small, "vsi", "1 / 0")
    ended = run("report", "--all", "--json")
    assert ended.code == 1
    assert [one["where"] for one in document(ended.code, ended.out)["problems"]] == [
        "data/raw/2024",
        "notebooks/vsi.ipynb, code cell 2 (year 2023)",
    ]


@pytest.mark.usefixtures("settings_of_2024")
def test_2_without_tables_in_any_year_nothing_is_made(run: Commands, small: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in (small.root / "reports").rglob("*")}
    assert run("report", 2024).code == 2
    after = {path: path.stat().st_mtime_ns for path in (small.root / "reports").rglob("*")}
    assert after == before


def test_2_a_year_whose_settings_are_wrong_is_named_and_the_others_are_made(
    run: Commands, small: Project
) -> None:
    (small.root / "params/2024.yaml").write_text("year: 2024\nzz: 1\n")
    write_notebook(small, "vsi", figure("third"))
    ended = run("report", "--all", "--json")
    assert ended.code == 2
    found = document(ended.code, ended.out)
    assert [(one["year"], one["status"]) for one in found["reports"]] == [(2023, "made")]
    assert [one["where"] for one in found["problems"]] == ["params/2024.yaml, key 'zz'"]


def test_2_settings_that_are_not_yaml_are_reported_with_their_line(
    run: Commands, small: Project
) -> None:
    (small.root / "params/2025.yaml").write_text("year: [2025\n")
    ended = run("report", 2023)
    assert ended.code == 2
    assert "params/2025.yaml, line" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("words", [("--format", "pfd"), ("--chapter", "nope", "--explain")])
@pytest.mark.usefixtures("settings_of_2024")
def test_2_a_wrong_argument_and_a_year_without_tables(
    run: Commands, words: tuple[str, ...]
) -> None:
    ended = run("report", 2023, 2024, *words)
    assert ended.code == 2
    assert "data/raw/2024" in ended.err


def test_2_a_broken_source_file_is_reported_before_any_notebook_runs(
    run: Commands, small: Project
) -> None:
    (small.raw(2023) / "source.yaml").write_text("title: [\n")
    write_notebook(small, "vsi", "1 / 0")
    ended = run("report", 2023)
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert "data/raw/2023/source.yaml, line 2" in ended.err
    assert "ZeroDivisionError" not in ended.err


def test_4_the_report_is_not_fit_to_be_published(run: Commands, small: Project) -> None:
    page = (small.reports(2023) / "index.html").read_bytes()
    write_notebook(small, "vsi", figure("vsi").replace("'alt': 'Een lijn'", "'alt': ''"))
    ended = run("report", 2023, "--junit", "junit.xml")
    assert ended.code == 4, ended.err
    assert "error" in [tag for tags in junit(small.root / "junit.xml").values() for tag in tags]
    assert (small.reports(2023) / "index.html").read_bytes() == page


SHOWN = "from IPython.display import display\ndisplay({%r: 'x', 'text/plain': 'x'}, raw=True)"


UNSHOWN = {
    SHOWN % "application/vnd.vegalite.v5+json": "an interactive chart",
    SHOWN % "video/mp4": "video/mp4, which",
    "object()": "the address of an object",
}


def test_4_what_cannot_be_shown_is_told_where_ci_looks(run: Commands, small: Project) -> None:
    write_notebook(small, "vsi", figure("vsi"), *UNSHOWN)
    ended = run("report", 2023, "--json", "--junit", "junit.xml", "--chapter", "vsi")
    assert (ended.code, "Traceback" in ended.err) == (4, False)
    problems = document(ended.code, ended.out)["problems"]
    places = [f"chapter 'vsi', code cell {number}" for number in (3, 4, 5)]
    assert [problem["where"] for problem in problems] == places
    for problem, said in zip(problems, UNSHOWN.values(), strict=True):
        assert said in problem["found"]
    errors = junit(small.root / "junit.xml")
    assert [errors[place] for place in places] == [["error"]] * 3
    assert (small.root / "reports/2023.draft.failed/vsi.ipynb").is_file()


RUNS = "from pathlib import Path\nPath('ran').write_text('')"


REFUSED = ("cache: true", "fig-width: 4", "output: asis", "inlcude: false", "echo: fenced")


def test_2_an_option_that_is_not_followed_stops_before_anything_runs(
    run: Commands, small: Project
) -> None:
    write_notebook(small, "vsi", RUNS, *(f"#| {option}\n1" for option in REFUSED))
    ended = run("report", 2023)
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    for number, option in enumerate(REFUSED, start=3):
        assert f"notebooks/vsi.ipynb, code cell {number}\n" in ended.err
        assert f"option '{option.partition(':')[0]}'" in ended.err
    checked = run("check", "--year", 2023)
    assert checked.code == 2
    assert "code cell 3: option 'cache', which the report does not follow" in checked.out
    assert list(small.root.rglob("ran")) == []


def test_0_a_cell_that_is_not_evaluated_does_not_run(run: Commands, small: Project) -> None:
    write_notebook(small, "vsi", figure("vsi"), f"#| eval: false\n{RUNS}\n1 / 0")
    ended = run("report", 2023, "--chapter", "vsi")
    assert ended.code == 0, ended.err
    assert list(small.root.rglob("ran")) == []
    html = (small.root / "reports/2023.draft/index.html").read_text(encoding="utf-8")
    assert "write_text" in html


def test_4_a_changed_report_fails_verification(planmonitor: Run, small: Project) -> None:
    with (small.reports(2023) / "index.html").open("a") as stream:
        stream.write("<!-- mine -->")
    ended = planmonitor("verify", 2023, "--json")
    assert ended.returncode == 4
    assert "index.html" in document(ended.returncode, ended.stdout)["problems"][0]["where"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notebooks/vsi.ipynb", b""),
        ("notebooks/vsi.ipynb", b'{"cells": [\n<<<<<<< HEAD\n'),
        ("data/raw/2023/norms.csv", b"\0"),
        ("data/raw/2023/norms.csv", b"<!doctype html>"),
        ("params/report.yaml", b"chapters: ["),
        ("reports/2023/index.html", b""),
        ("reports/2023/provenance.json", b"{"),
    ],
)
def test_a_project_that_is_damaged_after_its_report_fails_verification(
    run: Commands, small: Project, name: str, content: bytes
) -> None:
    (small.root / name).write_bytes(content)
    ended = run("verify", 2023)
    assert (ended.code, "Traceback" in ended.err) == (4, False)
    assert Path(name).name in ended.err


def test_every_exit_code_is_documented_wherever_codes_are_listed(
    run: Commands, repository: Project
) -> None:
    told = " ".join(run("--help").out.split())
    assert [code for code in CODES if code not in told] == []
    for name in ("README.md", "docs/how-to.md", "scripts/report-years.sh"):
        text = (repository.root / name).read_text(encoding="utf-8")
        missing = [code.split()[0] for code in CODES if f"{code.split()[0]} " not in text]
        assert missing == [], name


def test_quiet_prints_nothing_when_all_is_well(run: Commands) -> None:
    for words in (("data", 2023), ("report", 2023), ("report", 2023, "--explain")):
        assert run(*words, "--quiet") == (0, "", "")


@pytest.mark.parametrize("words", [("status",), ("data", 2023), ("check",), ("audit", 2023)])
def test_json_writes_a_single_document_to_stdout(run: Commands, words: tuple[object, ...]) -> None:
    ended = run(*words, "--json")
    found = document(ended.code, ended.out)
    assert found["command"] == words[0]
    assert len(found) > 3

"""Commands on odd files end with a documented exit code and problems, never with a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.desk.health import Verdict
from analysis.desk.health.inputs import notebooks, parameters
from analysis.settings import load_report_settings
from commanding import Commands

if TYPE_CHECKING:
    from analysis.paths import Project

pytestmark = pytest.mark.slow

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "plan_small.txt"
CELL = '{"cell_type": "code", "source": "%s", "metadata": {"tags": ["parameters"]}}'
BOOK = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [%s]}'
#: Notebooks that cannot run, which is known before anything does.
NOTEBOOKS = {
    "missing": None,
    "empty": b"",
    "a conflict": b'{\n<<<<<<< HEAD\n "cells": []\n=======\n}',
    "in no Unicode": b'{"cells": "\xe9"}',
    "a list": b"[]",
    "of format 1": b'{"nbformat": 1}',
    "of format 3, damaged": b'{"nbformat": 3, "worksheets": [null]}',
    "cells null": b'{"nbformat": 4, "cells": null}',
    "a cell without a type": (BOOK % '{"cell_type": null}').encode(),
    "no parameters": (BOOK % "").encode(),
    "parameters of magic": (BOOK % (CELL % "%matplotlib inline")).encode(),
    "an unknown option": (BOOK % (CELL % "#| cache: true\\nyear = 2023")).encode(),
}
#: Tables that cannot be read, by name.
TABLES = {
    "norms": b"",
    "repeats": b"left,relation,right,sure,about\nnorms@1:x,gelijk,prose@2:y,zeker,\n",
    "measures": "measure;name\n\u00e9\u00ef".encode() + b"\xe9",
    "figures": b"section,measure,indicator,unit,year,value,line,page\n#NAAM?,,,,,,,\n",
    "milestones": b"PK\x03\x04\x00\x00\x00",
    "headings": b'number,title,line,page\n"1,Titel,3,\n',
    "abbreviations": b'"abbreviation,meaning,line,page"\n"a,b,1,"\n',
}
DOCUMENTS = {
    "leeg.txt": b"",
    "plan.pdf": b"\x89PNG\r\n\x1a\n",
    "plan.docx": b"PK\x03\x04 kapot",
    "plan.odt": b"x",
    "utf16.txt": "Ondernemingsplan 2023".encode("utf-16"),
}


@pytest.fixture
def run(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.chdir(project.root)
    return Commands(project.root, monkeypatch, capsys)


@pytest.mark.process
@pytest.mark.usefixtures("built_copy")
def test_notebooks_that_cannot_run_are_all_told_before_anything_does(
    run: Commands, project: Project
) -> None:
    chapters = [one for one in load_report_settings(project).chapters if one.notebook]
    broken = dict(zip((str(one.notebook) for one in chapters), NOTEBOOKS.values(), strict=False))
    for name, content in broken.items():
        (project.notebooks / name).unlink()
        if content is not None:
            (project.notebooks / name).write_bytes(content)
    assert len(broken) > 10
    ended = run("report", 2023)
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert [name for name in broken if f"notebooks/{name}" not in ended.err] == []
    checked = run("check", "--year", 2023, "--rap")
    assert (checked.code, "Traceback" in checked.err + checked.out) == (2, False)
    assert not list(project.root.glob("reports/2023*"))


@pytest.mark.parametrize("content", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_check_names_a_notebook_that_cannot_run(project: Project, content: bytes | None) -> None:
    path = project.notebooks / "vsi.ipynb"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    for found in (notebooks(project), parameters(project, 2023)):
        assert found.verdict is Verdict.BAD
        assert "vsi.ipynb" in found.evidence


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_cannot_be_read_is_told_by_data(
    run: Commands, project: Project, table: str
) -> None:
    (project.raw(2023) / f"{table}.csv").write_bytes(TABLES[table])
    ended = run("data", 2023, "--json")
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    problems = json.loads(ended.out)["problems"]
    assert all(one["remedy"] for one in problems)
    assert problems[0]["where"].startswith(f"data/raw/2023/{table}.csv")


@pytest.mark.process
def test_tables_that_cannot_be_read_stop_the_other_commands_too(
    run: Commands, project: Project
) -> None:
    for name in ("norms", "repeats", "figures"):
        (project.raw(2023) / f"{name}.csv").write_bytes(TABLES[name])
    for words in (("report", 2023), ("audit", 2023), ("check", "--year", 2023)):
        ended = run(*words)
        assert (ended.code, "Traceback" in ended.err) == (2, False), words
        assert "data/raw/2023/" in ended.err + ended.out


def test_without_a_report_there_is_nothing_to_verify(run: Commands) -> None:
    ended = run("verify", 2023)
    assert (ended.code, "planmonitor report 2023" in ended.err) == (4, True)


@pytest.mark.parametrize("name", [*DOCUMENTS, "weg.txt", "map"])
def test_what_is_no_plan_is_not_ingested(
    run: Commands, project: Project, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "documents" / name
    path.parent.mkdir()
    if name in DOCUMENTS:
        path.write_bytes(DOCUMENTS[name])
    elif name == "map":
        path.mkdir()
    ended = run("ingest", path, "--year", 2031)
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert path.name in ended.err
    assert not project.raw(2031).exists()


def test_a_plan_is_ingested_over_what_editors_left(run: Commands, project: Project) -> None:
    project.raw(2031).mkdir()
    (project.raw(2031) / "norms.csv").write_text("x")
    (project.raw(2031) / ".~lock.norms.csv#").write_text("x")
    (project.raw(2031) / ".#norms.csv").symlink_to("user@machine.1")
    assert run("ingest", SMALL, "--year", 2031).code == 0

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.desk.health import Verdict, rap

if TYPE_CHECKING:
    from analysis.desk.health import Finding
    from analysis.paths import Project

FILES = ("README.md", "Makefile", "pyproject.toml", "CHANGELOG.md", ".pre-commit-config.yaml")


@pytest.fixture
def whole(project: Project, repository: Project) -> Project:
    """A project with the evidence for every point, except a git checkout."""
    for name in (*FILES, "requirements.lock"):
        shutil.copy(repository.root / name, project.root)
    for name in ("docs", ".github/workflows", "tests/desk/health", "src/analysis/desk/health"):
        shutil.copytree(repository.root / name, project.root / name)
    folder = project.reports(2023)
    folder.mkdir(parents=True)
    (folder / "provenance.json").write_text(json.dumps({"made": "today", "inputs": {"a": "1"}}))
    return project


def found(project: Project) -> dict[str, Finding]:
    return {one.subject: one for one in rap(project)}


def test_each_point_reports_what_is_observed(whole: Project) -> None:
    points = found(whole)
    missing = [name for name, one in points.items() if not one.verdict.is_well]
    assert missing == ["baseline, code under version control"]
    modules = len(list((whole.root / "src").rglob("*.py")))
    assert (
        f"{modules} Python modules"
        in points["baseline, data produced by code in an open-source language"].evidence
    )
    assert "17 of 17 raw tables" in points["silver, tables with the expected columns"].evidence
    assert "1 inputs, 0 notebooks" in points["silver, logs recorded by the pipeline"].evidence
    assert "at 30 4 * * 1" in points["gold, a workflow for a schedule and changed data"].evidence
    assert "on push, pull_request" in points["gold, a workflow that runs the tests"].evidence


def test_what_a_program_cannot_see_is_asked(whole: Project) -> None:
    asked = [name for name, one in found(whole).items() if one.verdict is Verdict.ASK]
    assert asked == [
        "baseline, code peer-reviewed",
        "baseline, code published and linked to its publication",
        "silver, data tidy",
        "gold, workflows that ran",
    ]


@pytest.mark.parametrize(
    ("point", "name", "before", "after"),
    [
        ("baseline, a README with the steps to reproduce", "README.md", "make report", "try it"),
        ("silver, settings for a coding standard", "pyproject.toml", "tool.mypy", "tool.none"),
        ("silver, dependency information", "requirements.lock", "--hash=sha256:", "--hash=md5:"),
        ("gold, code packaged", "pyproject.toml", "project.scripts", "project.urls"),
        ("gold, a workflow that runs the tests", ".github/workflows/test.yml", "make test", "true"),
        (
            "gold, a workflow for a schedule and changed data",
            ".github/workflows/pages.yml",
            "data/raw/**",
            "data/none/**",
        ),
        ("gold, changes signposted", "CHANGELOG.md", "## ", "- "),
        (
            "silver, tables with the expected columns",
            "data/raw/2023/norms.csv",
            "measure,norm",
            "norm,measure",
        ),
    ],
)
def test_a_file_without_the_evidence_is_not_evidence(
    whole: Project, point: str, name: str, before: str, after: str
) -> None:
    evidence = found(whole)[point].evidence
    path = whole.root / name
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    now = found(whole)[point]
    assert now.verdict is Verdict.BAD or now.evidence != evidence


def test_a_function_in_a_notebook_is_found(whole: Project) -> None:
    path = whole.notebooks / "own.ipynb"
    cell = {"cell_type": "code", "source": ["def mine():\n", "    pass\n"]}
    path.write_text(json.dumps({"cells": [cell], "nbformat": 4}))
    lacking = found(whole)["silver, reusable functions"]
    assert (lacking.verdict, "own.ipynb" in lacking.evidence) == (Verdict.BAD, True)


@pytest.mark.parametrize(
    ("content", "lacking"),
    [
        ('{"nbformat": 4, "cells": [{"cell_type": "code", "source": null}]}', ""),
        ('{"nbformat": 4, "cells": [{"cell_type": "code", "source": "class A: 1"}]}', "own.ipynb"),
        ("{\n>>>>>>> theirs\n", "own.ipynb, line 2: a mark of a conflict"),
        ("", "own.ipynb, line 1: an empty file"),
    ],
)
def test_an_odd_notebook_is_read_or_named(whole: Project, content: str, lacking: str) -> None:
    (whole.notebooks / "own.ipynb").write_text(content)
    point = found(whole)["silver, reusable functions"]
    assert point.verdict is (Verdict.BAD if lacking else Verdict.GOOD)
    assert lacking in point.evidence


@pytest.mark.process
def test_the_latest_commit_is_named(repository: Project) -> None:
    if not Path(repository.root / ".git").exists():
        pytest.skip("this project is not a git checkout")
    assert (
        "commits, the latest " in found(repository)["baseline, code under version control"].evidence
    )

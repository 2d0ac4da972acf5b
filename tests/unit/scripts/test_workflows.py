"""The workflows are what GitHub reads, and call what exists; `actionlint` asks for a download."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

NAMES = ("report", "test")
KEYS = {"name", "on", "permissions", "concurrency", "jobs"}
JOB = {"needs", "runs-on", "timeout-minutes", "strategy", "outputs", "steps"}
STEP = {"id", "name", "if", "uses", "with", "run", "env"}


def workflow(project: Project, name: str) -> dict[str, Any]:
    text = (project.root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    # BaseLoader keeps `on` a word, as GitHub does; YAML 1.1 makes it true.
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_has_the_form_that_github_reads(repository: Project, name: str) -> None:
    found = workflow(repository, name)
    assert set(found) == KEYS
    assert found["name"] == name
    assert found["permissions"] == {"contents": "read"}
    for job in found["jobs"].values():
        assert set(job) <= JOB
        assert {"runs-on", "timeout-minutes", "steps"} <= set(job)
        for step in job["steps"]:
            assert set(step) <= STEP
            assert ("uses" in step) != ("run" in step)
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/x@v1"))


def test_it_runs_weekly_and_when_an_input_changes(repository: Project) -> None:
    on = workflow(repository, "report")["on"]
    assert re.fullmatch(r"\d+ \d+ \* \* \d", on["schedule"][0]["cron"])
    for pattern in on["push"]["paths"]:
        place = repository.root / pattern.removesuffix("/**")
        assert place.exists(), pattern


def test_the_years_of_the_matrix_are_the_files_in_params(
    repository: Project, tmp_path: Path
) -> None:
    jobs = workflow(repository, "report")["jobs"]
    command = next(step["run"] for step in jobs["years"]["steps"] if "run" in step)
    (tmp_path / "params").mkdir()
    for name in ("2023.yaml", "2024.yaml", "report.yaml", "2024.yaml.new"):
        (tmp_path / "params" / name).touch()
    output = tmp_path / "output"
    subprocess.run(  # noqa: S603 - the workflow's own command
        ["/bin/sh", "-eu", "-c", command],
        cwd=tmp_path,
        env={"GITHUB_OUTPUT": str(output), "PATH": "/usr/bin:/bin"},
        check=True,
    )
    name, _, value = output.read_text().strip().partition("=")
    assert (name, json.loads(value)) == ("years", [2023, 2024])
    assert jobs["report"]["strategy"]["matrix"]["year"] == (
        "${{ fromJSON(needs.years.outputs.years) }}"
    )


def test_each_supported_python_is_tested(repository: Project) -> None:
    pythons = workflow(repository, "test")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert pythons[0] == "3.11"
    assert len(pythons) > 1

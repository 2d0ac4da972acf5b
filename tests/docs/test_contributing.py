"""The examples of CONTRIBUTING.md work: a copy of the project gets them all, and runs their tests.

The first line of an example names a file, which gets the rest of the example at its end, or as its
content if it is new. `, below: TEXT` after the name puts it below the first line with that text.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.paths import Project

pytestmark = pytest.mark.kernel

COPIED = ("src", "tests", "params", "notebooks", "data/raw/2023")
EXAMPLE = re.compile(
    r"```(?:python|csv)\n# (?P<file>[\w/.]+)(?:, below: (?P<above>[^\n]+))?\n(?P<content>.*?)```",
    re.DOTALL,
)
SECONDS = 600


class Example(NamedTuple):
    """What one block adds to which file."""

    file: str
    above: str | None
    content: str


def examples(text: str) -> Iterator[Example]:
    """Return the examples of a page, in order."""
    for found in EXAMPLE.finditer(text):
        yield Example(found["file"], found["above"], found["content"])


def add(example: Example, path: Path) -> None:
    """Do what a reader of the example does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".ipynb":
        book = json.loads(path.read_text(encoding="utf-8"))
        cell: dict[str, Any] = {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
        }
        count = len(book["cells"])
        book["cells"].append(cell | {"id": f"example-{count}", "source": example.content.strip()})
        path.write_text(json.dumps(book), encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []
    place = len(lines)
    if example.above:
        place = [line.strip() for line in lines].index(example.above) + 1
    blank = "\n" if path.suffix == ".py" and lines and not example.above else ""
    lines.insert(place, blank + example.content)
    path.write_text("".join(lines), encoding="utf-8")


@pytest.fixture(scope="module")
def changed(repository: Project, built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its tables and results, and all examples applied."""
    folder = tmp_path_factory.mktemp("contributor")
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(repository.root / name, folder / name, ignore=ignored)
    shutil.copytree(built.processed(2023), folder / "data/processed/2023")
    shutil.copytree(built.cache, folder / ".cache")
    shutil.copy(repository.root / "pyproject.toml", folder)
    for example in examples((repository.root / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        add(example, folder / example.file)
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a module in the copy, with the copy's own code."""
    return subprocess.run(  # noqa: S603 - our own interpreter and modules
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def test_the_tests_of_the_examples_pass(changed: Path, repository: Project) -> None:
    page = (repository.root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    tests = [one for one in examples(page) if one.file.startswith("tests/")]
    done = run(changed, "pytest", "-q", "-p", "no:cacheprovider", *(one.file for one in tests))
    assert done.returncode == 0, done.stdout + done.stderr
    count = sum(one.content.count("def test_") for one in tests)
    assert count > 5
    assert f"{count} passed" in done.stdout


def test_the_report_shows_what_the_examples_add(changed: Path) -> None:
    done = run(changed, "analysis", "report", "2023", "--chapter", "competenties")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (changed / "reports/2023.draft/index.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", page).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"De helpdesk beantwoordde in 2022 1.200 oproepen", text)
    assert "fig-competenties-helpdesk" in page
    assert re.search(r"horen bij \d+ thema.s", text)


def test_the_rule_of_the_example_is_part_of_the_audit(changed: Path) -> None:
    done = run(changed, "analysis", "audit", "2023", "--json")
    assert done.returncode in {0, 1}, done.stderr
    assert json.loads(done.stdout)


def test_every_example_names_a_file(repository: Project) -> None:
    text = (repository.root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(list(examples(text))) == len(re.findall(r"^```(?:python|csv)$", text, re.MULTILINE))

"""Every command on the pages is run, page by page, in a project of its own.

A block marked `console` holds commands after `$ `, and below a command what it must write, in that
order; the rest of what it writes does not matter. Of `make` it is seen that the target is there:
what the targets do has tests of its own, and `make lab` would not end.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
import yaml

from analysis.scaffold.draft import draft
from analysis.scaffold.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.paths import Project

PAGES = ("tutorial", "how-to")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
#: One short chapter is enough to see that a report is made; every notebook has tests of its own.
CHAPTER = Entry("activering", "Activering", "activering.ipynb")
NEEDED = ("params", "notebooks", "data/raw/2023", "tests/practice.py", "tests/generated", "scripts")
FILES = ("Makefile", "requirements.lock", "pyproject.toml")
SECONDS = 300


@dataclass(frozen=True)
class Command:
    """A command of a page, and what it must write."""

    words: str
    expected: tuple[str, ...]


def commands(text: str) -> Iterator[Command]:
    """Read the commands of a page, in order."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            words, *expected = part.strip().splitlines()
            yield Command(words, tuple(expected))


@pytest.fixture
def reader(tmp_path: Path, repository: Project) -> Path:
    """A project as one who reads the pages has it, with one short chapter."""
    for name in (*NEEDED, *FILES):
        source, target = repository.root / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    settings = tmp_path / "params/report.yaml"
    report = yaml.safe_load(settings.read_text(encoding="utf-8"))
    for chapter in report["chapters"]:
        if chapter["id"] != CHAPTER.id:
            chapter.pop("notebook", None)
    settings.write_text(yaml.safe_dump(report, allow_unicode=True, sort_keys=False))
    nbformat.write(draft(CHAPTER, 2023), tmp_path / "notebooks" / CHAPTER.notebook)  # type: ignore[no-untyped-call] # no types
    return tmp_path


def run(folder: Path, words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as in the activated environment."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(  # noqa: S603 - commands of our own pages
        ["/bin/sh", "-c", words],
        cwd=folder,
        env={**os.environ, "PATH": path, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_command_does_what_the_page_says(
    page: str, reader: Path, repository: Project
) -> None:
    text = (repository.root / f"docs/{page}.md").read_text(encoding="utf-8")
    found = list(commands(text))
    assert found
    for command in found:
        if command.words.startswith(". "):
            continue
        words = re.sub(r"^make\b", "make --dry-run", command.words)
        done = run(reader, words)
        written = done.stdout + done.stderr
        assert done.returncode == 0, f"{command.words}\n{written}"
        place = 0
        for line in command.expected:
            place = written.find(line, place)
            assert place >= 0, f"{command.words} did not write '{line}' but\n{written}"


def test_no_command_stands_outside_a_block_that_is_run(repository: Project) -> None:
    for path in (repository.root / "docs").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        fences = re.findall(r"^```(\w*)", text, flags=re.MULTILINE)[::2]
        assert set(fences) <= {"console", "python", "yaml"}, path.name
        assert "$ " not in BLOCK.sub("", text), path.name

"""A copy of the project and its code, the preview of one chapter, and a browser on it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from browsing import chromium
from conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from analysis.paths import Project

PATIENCE = 120_000  # ms
SECONDS = 120
CHAPTER = "vsi"


@dataclass
class Desk:
    """What an analyst has in front of them: the project's files, and the page."""

    project: Project
    page: Page
    process: subprocess.Popen[str]
    complaints: list[str] = field(default_factory=list)

    def save(self, path: Path, text: str) -> None:
        """Save as JupyterLab and most editors do: a new file takes the place of the old one."""
        beside = path.with_name(f".~{path.name}")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace a text that occurs in a file of the project."""
        path = self.project.root / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        self.save(path, text.replace(before, after, 1))

    def edit_cell(self, begin: str, change: Callable[[str], str]) -> None:
        """Change the cell of the notebook that begins with a text."""
        path = self.project.notebooks / f"{CHAPTER}.ipynb"
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        (cell,) = [c for c in content["cells"] if "".join(c["source"]).startswith(begin)]
        cell["source"] = change("".join(cell["source"]))
        self.save(path, json.dumps(content))

    def interrupt(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


@pytest.fixture
def desk(built_copy: Project, tmp_path: Path) -> Iterator[Desk]:
    """The preview is open in the browser."""
    path = chromium()
    shutil.copytree(
        REPOSITORY / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__")
    )
    command = [sys.executable, "-m", "analysis", "preview", "2023", "--no-browser"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--chapter", CHAPTER],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src")},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1200, "height": 800})
            page.set_default_timeout(PATIENCE)
            expect.set_options(PATIENCE)
            opened = Desk(built_copy, page, process)
            page.on("console", lambda message: opened.complaints.append(message.text))
            page.on("pageerror", lambda error: opened.complaints.append(str(error)))
            page.goto(address[0])
            yield opened
            browser.close()
    finally:
        process.kill()
        process.communicate()

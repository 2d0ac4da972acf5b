"""JupyterLab as `planmonitor lab` starts it, in a project of its own, and a browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from typing import TYPE_CHECKING
from urllib.error import URLError

import pytest
from playwright.sync_api import expect, sync_playwright

from analysis.desk.lab import start as lab
from analysis.desk.scaffold import new_chapter
from analysis.paths import CURRENT_VARIABLE, Project
from analysis.publishing.run.lean import NEVER_USED
from analysis.stages import refresh
from browsing import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

START_SECONDS = 120
#: How long a kernel may take to answer on a busy machine.
PATIENCE = 120_000  # ms
#: Without a token, for one page on this machine.
OPEN = (
    "--no-browser",
    "--IdentityProvider.token=",
    "--ServerApp.disable_check_xsrf=True",
)


@pytest.fixture(scope="session")
def lab_project(
    tmp_path_factory: pytest.TempPathFactory, built: Project, repository: Project
) -> Project:
    """A copy of the project and its code to write in, with a short chapter added."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(built.root, folder, dirs_exist_ok=True)
    compiled = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repository.root / "src", folder / "src", ignore=compiled)
    project = Project(folder)
    new_chapter(project, "proef")
    refresh(project, 2023)  # the settings have another chapter
    return project


@pytest.fixture(scope="session")
def lab_url(lab_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of JupyterLab, started by the command of `planmonitor lab`."""
    port = _free_port()
    private = tmp_path_factory.mktemp("home")
    options = [*OPEN, f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    (private / f"{NEVER_USED}.py").write_text("raise ImportError")  # it takes a second
    with (private / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - our own command
            lab.command(lab_project, options),
            env=_own_home(lab.environment(os.environ), private)
            | {"PYTHONPATH": os.pathsep.join([str(lab_project.root / "src"), str(private)])},
            cwd=lab_project.root,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/api", server)
            yield f"http://127.0.0.1:{port}/lab/tree/notebooks"
        finally:
            server.terminate()
            server.wait(START_SECONDS)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page in Debian's Chromium; without Chromium the test is skipped, except in CI."""
    path = chromium()
    arguments = ["--no-sandbox", "--disable-gpu"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=arguments)
        window = browser.new_page(viewport={"width": 1500, "height": 1400})
        window.set_default_timeout(PATIENCE)
        expect.set_options(PATIENCE)
        yield window
        browser.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _own_home(variables: dict[str, str], folder: Path) -> dict[str, str]:
    """Neither read nor write the user's own settings and workspaces; kernels are a person's."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    own = {name: value for name, value in variables.items() if name != CURRENT_VARIABLE}
    return own | {name: str(folder / name.lower()) for name in names}


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "JupyterLab ended"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own server
                json.load(answer)
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not answer within {START_SECONDS} s")

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

from analysis.desk.lab import start as lab

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project


def test_reports_are_under_the_root_and_the_explorer_opens_first(project: Project) -> None:
    command = lab.command(project, ["--port=9999"])
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={project.root}" in command
    assert "--ServerApp.default_url=/lab/tree/notebooks/verkenner.ipynb" in command
    assert command[-1] == "--port=9999"


@pytest.mark.posix
@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_only_root_needs_to_allow_itself(
    project: Project, monkeypatch: pytest.MonkeyPatch, user: int, *, allowed: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert ("--ServerApp.allow_root=True" in lab.command(project)) is allowed


@pytest.mark.process
def test_without_execve_jupyterlab_is_a_child_process(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has a function of that name, which does not wait."""
    monkeypatch.delattr(os, "execve")
    monkeypatch.setattr(lab, "command", lambda *_: [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(SystemExit, match="3"):
        lab.start(project)


def test_our_kernels_come_first_and_the_users_path_stays() -> None:
    found = lab.environment({"JUPYTER_PATH": "given", "HOME": "home"})
    assert found["JUPYTER_PATH"] == f"{lab.data_folder()}{os.pathsep}given"
    assert found["JUPYTER_CONFIG_PATH"] == str(lab.data_folder())
    assert found["HOME"] == "home"


def test_the_kernel_is_this_python_and_reloads_what_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(lab.data_folder()))
    spec = KernelSpecManager().get_kernel_spec("python3")
    assert spec.resource_dir == str(lab.data_folder() / "kernels/python3")
    assert spec.argv[-3:] == [
        "--IPKernelApp.extensions=autoreload",
        "--IPKernelApp.exec_lines=%autoreload 2",
        "--IPKernelApp.exec_lines=get_ipython().kernel.language_info = {'name': 'python'}",
    ]


def test_saving_a_notebook_in_the_lab_keeps_its_kernel_name(repository: Project) -> None:
    """Otherwise each save would change the file."""
    spec = json.loads((lab.data_folder() / "kernels/python3/kernel.json").read_text())
    for path in repository.notebooks.glob("*.ipynb"):
        named = nbformat.read(path, as_version=4).metadata.kernelspec  # type: ignore[no-untyped-call]
        assert named["display_name"] == spec["display_name"], path.name


@pytest.mark.kernel
def test_an_edited_helper_takes_effect_in_the_next_cell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, repository: Project
) -> None:
    """A copy of the package is edited, and the kernel is not restarted."""
    monkeypatch.setenv("JUPYTER_PATH", str(lab.data_folder()))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    package = shutil.copytree(repository.root / "src/analysis", tmp_path / "src/analysis")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(tmp_path))
    asked = {"now": "number(1.5, 1)", "where": "analysis.__file__"}
    try:
        first = "import analysis; from analysis.dutch import number"
        before = client.execute_interactive(first, user_expressions=asked, timeout=600)
        with (package / "dutch.py").open("a", encoding="utf-8") as stream:
            stream.write("\n\ndef number(*_: object) -> str:\n    return 'edited'\n")
        after = client.execute_interactive("1", user_expressions=asked, timeout=600)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert said(before, "where") == repr(str(package / "__init__.py"))
    assert (said(before, "now"), said(after, "now")) == ("'1,5'", "'edited'")


def said(answer: dict[str, Any], name: str) -> str:
    text: str = answer["content"]["user_expressions"][name]["data"]["text/plain"]
    return text

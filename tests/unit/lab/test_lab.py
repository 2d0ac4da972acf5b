from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

from analysis import lab

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from analysis.paths import Project


def test_the_reports_lie_under_the_root_and_the_explorer_opens_first(project: Project) -> None:
    command = lab.command(project, ["--port=9999"])
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={project.root}" in command
    assert "--ServerApp.default_url=/lab/tree/notebooks/verkenner.ipynb" in command
    assert command[-1] == "--port=9999"


def test_ours_is_searched_first_and_what_was_given_stays() -> None:
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
    assert spec.argv[-2:] == [
        "--IPKernelApp.extensions=autoreload",
        "--IPKernelApp.exec_lines=%autoreload 2",
    ]


def test_a_notebook_saved_in_the_lab_names_the_kernel_as_it_did(repository: Project) -> None:
    """Otherwise each save would change the file."""
    spec = json.loads((lab.data_folder() / "kernels/python3/kernel.json").read_text())
    for path in repository.notebooks.glob("*.ipynb"):
        named = nbformat.read(path, as_version=4).metadata.kernelspec  # type: ignore[no-untyped-call]
        assert named["display_name"] == spec["display_name"], path.name


def test_a_helper_that_changes_counts_in_the_next_cell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(lab.data_folder()))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    helper = tmp_path / "changing_helper.py"
    helper.write_text("def value():\n    return 'before'\n")
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(tmp_path))
    try:
        client.execute_interactive("import changing_helper")
        helper.write_text("def value():\n    return 'after it changed'\n")
        answer = client.execute_interactive(
            "now = changing_helper.value()", user_expressions={"now": "now"}, timeout=30
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    now = answer["content"]["user_expressions"]["now"]
    assert now["data"]["text/plain"] == "'after it changed'"

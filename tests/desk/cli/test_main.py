"""The program itself, such as Ctrl-C while it still starts."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.process


def test_ctrl_c_during_the_imports_ends_the_command_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    command = [sys.executable, "-c", "from planmonitor import main; main()"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


def test_the_module_runs_as_the_program() -> None:
    command = [sys.executable, "-m", "analysis", "--version"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert shown.stdout.startswith("planmonitor ")


@pytest.mark.parametrize(("closed", "shown"), [(">&-", ""), ("2>&-", "planmonitor ")])
def test_a_process_with_a_closed_stream_exits_normally(closed: str, shown: str) -> None:
    """Like a service that starts it without output."""
    command = f"{shlex.quote(sys.executable)} -m analysis --version {closed}"
    shell = ["/bin/sh", "-c", command]
    ended = subprocess.run(shell, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(shown)


def test_long_output_is_complete_when_the_process_ends_at_once() -> None:
    command = [sys.executable, "-m", "analysis", "report", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert "Show this message and exit." in shown.stdout


@pytest.mark.parametrize("name", ["analysis/__init__.py", "analysis.py", "analysis/other.py"])
def test_another_package_of_that_name_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A folder without `__init__.py` comes after a package, and does no harm."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    command = [str(Path(sys.executable).with_name("planmonitor")), "--version"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert "Traceback" not in ended.stderr
    if name == "analysis/other.py":
        assert (ended.returncode, ended.stderr) == (0, "")
        return
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"{path}\n  found:    another package named `analysis`")
    assert f"Take its folder out of PYTHONPATH (it is '{tmp_path}')" in ended.stderr

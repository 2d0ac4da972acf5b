"""The program itself, such as Ctrl-C while it still starts."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.process


def test_ctrl_c_during_the_imports_ends_the_command_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    command = [sys.executable, "-c", "from analysis.__main__ import main; main()"]
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

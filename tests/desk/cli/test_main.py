"""The program itself: a key that is pressed before it is there ends it without a traceback."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.process


def test_a_key_while_the_command_line_is_imported_ends_it_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    command = [sys.executable, "-c", "from analysis.__main__ import main; main()"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


def test_the_module_is_the_program() -> None:
    command = [sys.executable, "-m", "analysis", "--version"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert shown.stdout.startswith("planmonitor ")


@pytest.mark.parametrize(("closed", "shown"), [(">&-", ""), ("2>&-", "planmonitor ")])
def test_a_process_without_a_stream_ends_well(closed: str, shown: str) -> None:
    """As a service starts it that wants no output."""
    command = f"{shlex.quote(sys.executable)} -m analysis --version {closed}"
    shell = ["/bin/sh", "-c", command]
    ended = subprocess.run(shell, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(shown)


def test_long_output_is_whole_though_the_process_ends_at_once() -> None:
    command = [sys.executable, "-m", "analysis", "report", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert "Show this message and exit." in shown.stdout

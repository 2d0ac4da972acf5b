"""Tests of the environment that kernels start in."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from analysis.runner.environment import environment
from analysis.runner.warm import INLINE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SETTINGS = """
import matplotlib as m
same = all(m.rcParams[n] == v for n, v in m.rcParamsDefault.items() if n != "backend")
print(same, m.matplotlib_fname())
"""


def test_a_kernel_draws_with_matplotlibs_own_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not with a file that the user named, nor with one in the user's folder."""
    folder = tmp_path / "matplotlib"
    folder.mkdir()
    for path in (tmp_path / "named", folder / "matplotlibrc"):
        path.write_text("lines.linewidth: 9\n")
    monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "named"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    told = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", SETTINGS],
        env=environment(),
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert told == ["True", environment()["MATPLOTLIBRC"]]


def test_a_kernel_reads_the_project_that_its_notebook_lies_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`--project` may name another one than the variable; and `verify` works on a copy."""
    monkeypatch.setenv("PLANMONITOR_PROJECT", "/another")
    assert "PLANMONITOR_PROJECT" not in environment()


def test_the_users_time_zone_and_backend_reach_no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("MPLBACKEND", "Agg")
    found = environment()
    assert (found["TZ"], found["MPLBACKEND"]) == ("UTC", INLINE)

"""Tests of the environment that kernels start in."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from analysis.runner.environment import environment

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SETTINGS = "import matplotlib as m; print(m.rcParams == m.rcParamsDefault, m.matplotlib_fname())"


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

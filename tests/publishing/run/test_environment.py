"""Tests of the environment that kernels start in."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.run.environment import environment
from analysis.publishing.run.warm import INLINE

if TYPE_CHECKING:
    from pathlib import Path


SETTINGS = """
import matplotlib as m
same = all(m.rcParams[n] == v for n, v in m.rcParamsDefault.items() if n != "backend")
print(same, m.matplotlib_fname())
"""


@pytest.mark.process
def test_a_kernel_uses_matplotlibs_default_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a file that the user named nor one in the user's folder counts."""
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


def test_a_kernel_reads_the_project_that_contains_its_notebook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`--project` may differ from the variable, and `verify` works on a copy."""
    monkeypatch.setenv("PLANMONITOR_PROJECT", "/another")
    assert "PLANMONITOR_PROJECT" not in environment()


def test_unrelated_environment_variables_do_not_reach_kernels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = environment()
    others = {"TZ": "Asia/Tokyo", "MPLBACKEND": "Agg", "LC_ALL": "C", "COLUMNS": "40"}
    for name, value in (others | {"PYTHONOPTIMIZE": "1", "PYTHONWARNINGS": "error"}).items():
        monkeypatch.setenv(name, value)
    found = environment()
    assert found == {name: value for name, value in usual.items() if name in found}
    assert (found["TZ"], found["MPLBACKEND"], found["LC_ALL"]) == ("UTC", INLINE, "C.UTF-8")

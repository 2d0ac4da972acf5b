"""A command imports nothing slow that it does not need."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.kernel

COMMAND = """
import sys
from analysis.desk.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""
HEAVY = {
    "IPython", "bs4", "jsonschema", "jupyter_client", "matplotlib", "mistune", "nbclient",
    "nbconvert", "nbformat", "numpy", "pandas", "papermill", "pyarrow", "requests", "scipy",
    "seaborn", "statsmodels", "zmq",
}  # fmt: skip


@pytest.mark.parametrize(
    "words", [["report", "2023"], ["report", "2023", "--explain"], ["--help"]], ids=" ".join
)
def test_when_nothing_changed_nothing_slow_is_imported(published: Path, words: list[str]) -> None:
    command = [sys.executable, "-c", COMMAND, "--project", str(published.parents[2])]
    subprocess.run([*command, "report", "2023"], check=True)  # noqa: S603 - ours; stamps the tables
    before = published.stat().st_mtime_ns
    shown = subprocess.run([*command, *words], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert set(shown.stdout.splitlines()[-1].split()) & HEAVY == set()
    assert published.stat().st_mtime_ns == before


@pytest.mark.parametrize("words", [["status"], ["check"]], ids=" ".join)
def test_no_command_builds_the_grammar_of_international_addresses(words: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "analysis", *words]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr  # noqa: S603 - ours
    imported = {line.rpartition("|")[2].strip() for line in said.splitlines()}
    assert "jsonschema" in imported
    assert "lark" not in imported  # in which the grammar is written

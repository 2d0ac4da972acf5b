"""The script for any CI, with a stand-in for the command: which years, which exit code."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.paths import Project

COMMAND = """\
#!/bin/sh
echo "$@" >> asked
echo "100% wrong" >&2
exit "$(cat "exit-$2" 2>/dev/null || echo 0)"
"""


@pytest.fixture
def folder(tmp_path: Path, repository: Project) -> Path:
    """A project with two years, and a command that ends as the files `exit-YEAR` say."""
    for name in ("scripts", "params", ".venv/bin"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(repository.root / "scripts/report-years.sh", tmp_path / "scripts")
    for name in ("2023.yaml", "2024.yaml", "report.yaml"):
        (tmp_path / "params" / name).touch()
    (tmp_path / "Makefile").write_text(".venv/.ready:\n\t@touch $@\n")
    command = tmp_path / ".venv/bin/planmonitor"
    command.write_text(COMMAND)
    command.chmod(0o755)
    return tmp_path


def run(
    folder: Path, *years: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own script
        ["/bin/sh", str(folder / "scripts/report-years.sh"), *years],
        env={"PATH": "/usr/bin:/bin", **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_year_of_params_is_made(folder: Path) -> None:
    assert run(folder).returncode == 0
    assert (folder / "asked").read_text() == "report 2023\nreport 2024\n"


def test_only_the_years_that_are_named(folder: Path) -> None:
    assert run(folder, "2024").returncode == 0
    assert (folder / "asked").read_text() == "report 2024\n"


@pytest.mark.parametrize(("codes", "worst"), [((1, 0), 1), ((0, 4), 4), ((4, 2), 4)])
def test_a_failure_does_not_stop_the_next_and_the_worst_code_counts(
    folder: Path, codes: tuple[int, int], worst: int
) -> None:
    for year, code in zip((2023, 2024), codes, strict=True):
        (folder / f"exit-{year}").write_text(str(code))
    assert run(folder).returncode == worst
    assert (folder / "asked").read_text() == "report 2023\nreport 2024\n"


def test_on_github_a_failure_is_an_annotation_and_a_line_of_the_summary(folder: Path) -> None:
    (folder / "exit-2024").write_text("1")
    summary = folder / "summary"
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    found = run(folder, env=env)
    assert "::error title=Report 2024 (exit code 1)::100%25 wrong%0A\n" in found.stdout
    assert "title=Report 2023" not in found.stdout
    assert summary.read_text() == (
        "| Year | Report |\n| --- | --- |\n| 2023 | well |\n| 2024 | failed, exit code 1 |\n"
    )


def test_elsewhere_the_messages_are_as_the_command_gave_them(folder: Path) -> None:
    found = run(folder, "2023")
    assert found.stderr == "100% wrong\n"
    assert "::error" not in found.stdout

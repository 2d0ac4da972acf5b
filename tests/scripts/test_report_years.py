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

pytestmark = pytest.mark.process

COMMAND = """\
#!/bin/sh
echo "$@" >> asked
echo "100% wrong" >&2
exit "$(cat "exit-$1" 2>/dev/null || echo 0)"
"""


@pytest.fixture
def folder(tmp_path: Path, repository: Project) -> Path:
    """A project with two years, and a command that ends as the files `exit-COMMAND` say."""
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


def test_all_years_are_made_in_one_run_then_compared_and_gathered(folder: Path) -> None:
    assert run(folder).returncode == 0
    assert asked(folder) == [
        "report 2023 2024 --junit reports/junit.xml",
        "compare 2023 2024",
        "site",
    ]


def test_only_the_years_that_are_named_are_made(folder: Path) -> None:
    assert run(folder, "2024").returncode == 0
    assert asked(folder) == ["report 2024 --junit reports/junit.xml", "site"]


@pytest.mark.parametrize("code", [1, 3, 4, 130])
def test_after_a_failure_there_is_no_new_site_and_its_code_counts(folder: Path, code: int) -> None:
    (folder / "exit-report").write_text(str(code))
    assert run(folder).returncode == code
    assert asked(folder) == ["report 2023 2024 --junit reports/junit.xml"]


@pytest.mark.parametrize("command", ["compare", "site"])
def test_a_failure_after_the_reports_counts_too(folder: Path, command: str) -> None:
    (folder / f"exit-{command}").write_text("2")
    assert run(folder).returncode == 2


def test_the_messages_are_as_the_command_gave_them(folder: Path) -> None:
    found = run(folder, "2023")
    assert found.stderr == "100% wrong\n" * 2
    assert found.stdout == ""


def test_more_options_go_to_the_command(folder: Path) -> None:
    assert run(folder, "2024", env={"PLANMONITOR_OPTIONS": "--jobs 4"}).returncode == 0
    assert asked(folder)[0] == "report 2024 --junit reports/junit.xml --jobs 4"


def asked(folder: Path) -> list[str]:
    """Return what the script asked of the command."""
    return (folder / "asked").read_text().splitlines()

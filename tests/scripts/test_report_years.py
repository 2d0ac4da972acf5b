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
    assert (folder / "asked").read_text() == asked(2023) + asked(2024)


def test_only_the_years_that_are_named(folder: Path) -> None:
    assert run(folder, "2024").returncode == 0
    assert (folder / "asked").read_text() == asked(2024)


@pytest.mark.parametrize(("codes", "worst"), [((1, 0), 1), ((0, 4), 4), ((4, 2), 4)])
def test_a_failure_does_not_stop_the_next_and_the_worst_code_counts(
    folder: Path, codes: tuple[int, int], worst: int
) -> None:
    for year, code in zip((2023, 2024), codes, strict=True):
        (folder / f"exit-{year}").write_text(str(code))
    assert run(folder).returncode == worst
    assert (folder / "asked").read_text() == asked(2023) + asked(2024)


def test_on_github_each_year_is_a_line_of_the_summary(folder: Path) -> None:
    (folder / "exit-2024").write_text("1")
    summary = folder / "summary"
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    assert run(folder, env=env).returncode == 1
    assert summary.read_text() == (
        "| Year | Report |\n| --- | --- |\n| 2023 | well |\n| 2024 | failed, exit code 1 |\n"
    )


def test_the_messages_are_as_the_command_gave_them(folder: Path) -> None:
    found = run(folder, "2023")
    assert found.stderr == "100% wrong\n"
    assert found.stdout == "Report of 2023\n"


def test_more_options_go_to_the_command(folder: Path) -> None:
    assert run(folder, "2024", env={"PLANMONITOR_OPTIONS": "--jobs 4"}).returncode == 0
    assert (folder / "asked").read_text() == asked(2024).replace("\n", " --jobs 4\n")


def asked(year: int) -> str:
    """Return what the script asks of the command for a year."""
    return f"report {year} --junit reports/junit-{year}.xml\n"

"""A passed deadline ends the run with 3 and reports where, how long, and which setting."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest
import yaml

from analysis.errors import NotebookError, TimedOutError
from analysis.publishing.reports import RunOptions
from analysis.publishing.run.guard import Guards
from publishing.run.small import figure, run_report, write_notebook, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

NEVER_IMPORTED = SLOW = "import time; time.sleep(600)"
ENDED = 120  # seconds; far less than the package would take
#: How far the notebook comes within these seconds depends on how busy the machine is.
SECONDS = {"cell": 10, "notebook": 10, "run": 10}
TOLD = {
    "cell": "the cell ran longer than {} s",
    "notebook": "the notebook ran longer than {} s",
    "run": "the whole run took longer than {} s",
}


def set_timeouts(project: Project, **seconds: int) -> None:
    settings = yaml.safe_load(project.report_params.read_text())
    project.report_params.write_text(yaml.safe_dump(settings | {"timeouts": seconds}))


@pytest.mark.kernel
@pytest.mark.parametrize("key", list(TOLD))
def test_each_deadline_ends_the_run_with_3_and_names_its_setting(tmp_path: Path, key: str) -> None:
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    page = run_report(project, 2023, RunOptions(cold=True))
    before = page.read_bytes()
    write_notebook(project, "vsi", SLOW)
    set_timeouts(project, **{key: SECONDS[key]})
    with pytest.raises(TimedOutError) as caught:
        run_report(project, 2023, RunOptions(cold=True))
    assert caught.value.exit_code == 3
    (problem,) = caught.value.problems
    place, source = ("code cell 2", ["at  " + SLOW]) if key == "cell" else ("", [])
    assert problem.where.startswith(f"notebooks/vsi.ipynb, {place}")
    assert problem.found.split("\n            ") == [
        f"Timeout: {TOLD[key].format(SECONDS[key])}",
        *source,
    ]
    assert problem.remedy == (
        f"Make it faster, or raise timeouts.{key} in params/report.yaml. "
        "How far it came: reports/2023.failed/vsi.ipynb"
    )
    assert page.read_bytes() == before


@pytest.mark.posix
@pytest.mark.kernel
@pytest.mark.parametrize("key", ["notebook", "run"])
def test_a_hanging_import_does_not_outlast_the_deadlines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """The process that kernels are forked from is still importing, so there is no kernel to end."""
    project = write_project(tmp_path, {"vsi": ["import never_imported"], "ovz": [figure("x")]})
    (tmp_path / "never_imported.py").write_text(NEVER_IMPORTED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    set_timeouts(project, **{key: 3})
    begun = time.monotonic()
    with pytest.raises(TimedOutError) as caught:
        run_report(project, 2023)
    assert time.monotonic() - begun < ENDED
    first, _ = caught.value.problems
    assert first.where == "notebooks/vsi.ipynb, before its first cell (year 2023)"
    assert first.found.startswith(f"Timeout: {TOLD[key].format(3)}")


@pytest.mark.kernel
def test_a_failure_outranks_a_deadline(tmp_path: Path) -> None:
    """More time would not make the run succeed."""
    project = write_project(tmp_path, {"slow": [SLOW], "wrong": ["1 / 0"]})
    set_timeouts(project, cell=SECONDS["cell"])
    with pytest.raises(NotebookError, match="ZeroDivisionError") as caught:
        run_report(project, 2023, RunOptions(cold=True))
    assert (caught.value.exit_code, len(caught.value.problems)) == (1, 2)


def test_a_kernel_started_after_the_runs_deadline_is_ended() -> None:
    guards, ended = Guards(), threading.Event()
    told: list[tuple[str, str | None]] = []

    class Late:
        def end(self, reason: str, timeout: str | None = None) -> None:
            told.append((reason, timeout))
            ended.set()

    with guards.deadline(0.01):
        guards.add(Late())
        assert ended.wait(60)
    guards.add(Late())
    assert told == [("the whole run took longer than 0.01 s", "run")] * 2

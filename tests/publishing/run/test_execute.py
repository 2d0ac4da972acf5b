"""Execution with real kernels: one run of all notebooks, since each run costs a second."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from analysis.publishing.run.environment import environment
from analysis.publishing.run.execute import Execution
from analysis.publishing.run.executed import Executed
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.guard import Guards
from analysis.publishing.run.kernel_manager import ThisPython, transport
from analysis.publishing.run.limits import KernelLimits
from analysis.publishing.run.observer import Observer
from analysis.publishing.run.plan import plan_jobs
from analysis.publishing.run.pool import run_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.paths import Project
    from analysis.publishing.run.plan import Job

    MakeProject = Callable[..., Project]

CELL = "year = 2000\nchapter = ''\nconfidence = 0.9"
HELPER = "from pathlib import Path\nfrom analysis.paths import find_project\n"
NOTEBOOKS = {
    "good": [
        CELL,
        "import os, sys\nprint(year, chapter, confidence)\nos.write(2, b'noise')",
        "[os.getcwd(), sys.prefix, os.environ['PYTHONHASHSEED']]",
    ],
    "raises": [CELL, "x = 1", "#| label: fig-x\n1 / 0", "print('never')"],
    "helper": [CELL, f"{HELPER}find_project(Path('/'))"],
    "endless": [CELL, "import time", "while True: time.sleep(0.1)"],
    "slow": [CELL, *["import time; time.sleep(0.5)"] * 9],
    "dies": [CELL, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"],
    "leaves": [CELL, "import sys; sys.exit()", "print('never')"],
}

PATIENT = KernelLimits(cell=600, notebook=600)
#: Two notebooks pass a limit, on a machine of any speed.
LIMITS = {
    "endless": KernelLimits(cell=10, notebook=600),
    "slow": KernelLimits(cell=600, notebook=4),
}


def run(project: Project, folder: Path) -> Mapping[str, Executed | Failure]:
    folder.mkdir()
    guards = Guards()
    jobs = plan_jobs(project, load_report_settings(project), load_year_settings(project, 2023))
    came: list[Executed | Failure] = []
    for limits in (PATIENT, *LIMITS.values()):
        chosen = [job for job in jobs if LIMITS.get(job.chapter, PATIENT) == limits]
        execution = Execution(folder, limits, guards)
        run_jobs(chosen, execution, deliver=came.append, guards=guards, workers=3)
    return {one.job.chapter: one for one in came}


@pytest.fixture
def outcomes(
    make_project: MakeProject, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> Mapping[str, Executed | Failure]:
    found = run(make_project(NOTEBOOKS), tmp_path / "out")
    written = capfd.readouterr()
    assert (written.out, written.err) == ("", "")  # kernels and papermill keep off the terminal
    return found


def failure(outcomes: Mapping[str, Executed | Failure], name: str) -> Failure:
    found = outcomes[name]
    assert isinstance(found, Failure)
    return found


@pytest.mark.kernel
def test_each_notebook_ends_as_it_should(
    outcomes: Mapping[str, Executed | Failure], tmp_path: Path
) -> None:
    """A good notebook succeeds, whatever the others do at the same time."""
    ends = {
        name: (found.cell, found.error, found.message) if isinstance(found, Failure) else None
        for name, found in outcomes.items()
    }
    helper = ends.pop("helper")
    slow = ends.pop("slow")
    assert ends == {
        "good": None,
        "raises": (3, "ZeroDivisionError", "division by zero"),
        "endless": (3, "Timeout", "the cell ran longer than 10 s"),
        "dies": (2, "KernelDied", "the kernel died: out of memory, or a crash in a library"),
        "leaves": (2, "SystemExit", "the notebook ends itself before its last cell"),
    }
    assert helper is not None
    assert helper[:2] == (2, "SettingsError")
    assert slow is not None
    assert slow[1:] == ("Timeout", "the notebook ran longer than 4 s")
    _good(outcomes["good"], tmp_path)
    _raises(failure(outcomes, "raises"))
    assert "src/analysis/paths.py, line " in str(failure(outcomes, "helper").helper)
    assert str(failure(outcomes, "helper").helper).endswith(", in find_project")


def _good(found: Executed | Failure, tmp_path: Path) -> None:
    """It gets the job's parameters, works in the notebook's folder, and runs this Python."""
    assert isinstance(found, Executed)
    code = [cell for cell in found.notebook.cells if cell.cell_type == "code"]
    assert code[1].metadata.tags == ["injected-parameters"]
    assert code[2].outputs[0].text.startswith("2023 good")
    shown = code[3].outputs[0].data["text/plain"]
    assert str(tmp_path / "notebooks") in shown
    assert "'0'" in shown
    assert "papermill" not in nbformat.writes(found.notebook)  # type: ignore[no-untyped-call]
    assert 0 < found.timing.kernel < found.timing.total
    assert not list((tmp_path / "out").rglob("*.log"))


def _raises(found: Failure) -> None:
    assert found.source == "#| label: fig-x\n1 / 0"
    assert "ZeroDivisionError" in found.traceback
    assert "\x1b" not in found.traceback
    assert found.helper is None
    assert found.partial is not None
    saved = nbformat.read(found.partial, as_version=4)  # type: ignore[no-untyped-call]
    assert any(o.output_type == "error" for c in saved.cells for o in c.get("outputs", []))
    assert str(found.problem("reports/2023.failed/raises.ipynb")) == (
        "notebooks/raises.ipynb, code cell 3 (year 2023)\n"
        "  found:    ZeroDivisionError: division by zero\n"
        "            at  1 / 0\n"
        "  expected: a notebook that runs to its end\n"
        "  to do:    Open reports/2023.failed/raises.ipynb: it shows the cell with its traceback."
    )


class Impatient(Observer):
    """Interrupts the run, like Ctrl-C, once the notebook has written its process id."""

    def cell_done(self, job: Job, done: int) -> None:
        """Raise after the third cell."""
        del job
        if done == 3:
            raise KeyboardInterrupt


@pytest.mark.kernel
def test_interrupting_the_run_ends_the_kernel(make_project: MakeProject, tmp_path: Path) -> None:
    """Its cell would run for ten minutes."""
    mark = tmp_path / "process"
    writes = f"import os; open({str(mark)!r}, 'w').write(str(os.getpid()))"
    project = make_project({"long": [CELL, writes, "import time; time.sleep(600)"]})
    jobs = plan_jobs(project, load_report_settings(project), load_year_settings(project, 2023))
    guards = Guards()
    execution = Execution(tmp_path, KernelLimits(cell=600, notebook=600), guards)
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_jobs(jobs, execution, deliver=print, guards=guards, observer=Impatient())
    assert time.monotonic() - begun < 300
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_the_kernel_is_this_python_whatever_kernelspecs_exist(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JUPYTER_PATH", "")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    assert ThisPython().get_kernel_spec("python3").argv[0] == sys.executable


def test_a_long_temporary_folder_falls_back_to_tcp(tmp_path: Path) -> None:
    """A Unix socket's path has room for 107 bytes."""
    assert transport(tmp_path / ("x" * 100)) == "tcp"


@pytest.mark.skipif(os.name != "posix", reason="Unix sockets")
def test_a_short_temporary_folder_uses_unix_sockets() -> None:
    assert transport(Path("/tmp/pm-12345678")) == "ipc"  # noqa: S108 - only a name here


def test_a_kernels_environment_includes_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOMETHING", "/somewhere")
    found = environment(tmp_path)
    assert found["SOMETHING"] == "/somewhere"
    assert found["IPYTHONDIR"] == str(tmp_path / "ipython")

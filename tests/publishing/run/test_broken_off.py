"""An interrupted or killed run: the published report stays complete, and no process survives."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.provenance import output_checksums, read_provenance
from analysis.publishing.run.scratch import remove_abandoned
from publishing.run.small import figure, run_report, write_notebook, write_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.paths import Project

pytestmark = pytest.mark.kernel

RUN = """
import sys
from analysis.publishing.run.interrupt import terminable
with terminable():
    from pathlib import Path
    from analysis.paths import Project
    from analysis.publishing.reports import RunOptions, make_reports
    options = RunOptions(outputs=tuple(sys.argv[2:]), tables=())
    make_reports(Project(Path(sys.argv[1])), [2023], options).raise_for_failure()
"""
#: Stands for pandoc, and never ends.
PANDOC = """#!/bin/sh
[ "$1" = --version ] && echo pandoc 3.0 && exit
echo $$ > {mark}.coming && mv {mark}.coming {mark}
exec sleep 600
"""
#: Seconds in which a signal ends a run, on a machine that has much else to do.
HEARD = 60
#: How often the run is killed; 12 take half a minute of a processor.
KILLS = int(os.environ.get("PLANMONITOR_KILLS", "12"))
#: Seconds from the start of a run until it surely writes its report.
COURSE = 3.0


def start(project: Project, *outputs: str, **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", RUN, str(project.root), *outputs]
    return subprocess.Popen(  # noqa: S603 - ours
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
    )


def at_work_in(folder: Path) -> list[str]:
    """Return the processes that have a folder as their working directory, as kernels do."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            found += [process.name] if (process / "cwd").readlink() == folder else []
    return found


def is_running(mark: Path) -> bool:
    """Tell whether the process whose id is in a file is running."""
    command = Path("/proc") / mark.read_text(encoding="utf-8").strip() / "cmdline"
    return command.exists() and bool(command.read_bytes())  # empty: dead, and not yet reaped


def until(holds: Callable[[], bool]) -> None:
    """Wait until a condition holds; fail when it never does."""
    end = time.monotonic() + HEARD
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    "name", ["SIGINT", "SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.posix)]
)
def test_a_signal_ends_the_run_and_leaves_the_report(tmp_path: Path, name: str) -> None:
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    page = run_report(project, 2023)
    before = page.read_bytes()
    mark = tmp_path / "runs"
    write_notebook(project, "vsi", f"open({str(mark)!r}, 'w').close()", "while True: pass")
    with start(project) as process:
        until(mark.exists)
        process.send_signal(signal.Signals[name])
        assert process.wait(HEARD) != 0
    assert page.read_bytes() == before
    assert names(tmp_path / "reports") == ["2023", "index.html"]
    until(lambda: not at_work_in(project.notebooks))


def test_a_signal_while_the_page_is_assembled_leaves_only_the_old_report(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    page = run_report(project, 2023)
    before = page.read_bytes()
    (project.root / "params/2023.yaml").write_text("year: 2023\n# the page is made again\n")
    write_notebook(project, "vsi", figure("y"))
    with start(project) as process:
        until(lambda: any((tmp_path / "reports").glob(".2023.*/notebooks/vsi.ipynb")))
        process.send_signal(signal.SIGINT)
        assert process.wait(HEARD) != 0
    assert page.read_bytes() == before
    assert names(tmp_path / "reports") == ["2023", "index.html"]


def test_a_signal_ends_the_program_that_makes_a_document(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    program, mark = tmp_path / "pandoc", tmp_path / "runs"
    program.write_text(PANDOC.format(mark=mark))
    program.chmod(0o755)
    with start(project, "pdf", PYPANDOC_PANDOC=str(program)) as process:
        until(mark.exists)
        process.send_signal(signal.SIGTERM)
        assert process.wait(HEARD) != 0
    assert names(tmp_path / "reports") == []
    assert not is_running(mark)


@pytest.mark.posix
@pytest.mark.skipif(sys.platform != "linux", reason="other systems let such a process go")
@pytest.mark.parametrize("ends", ["1 + 1", "while True: pass"], ids=["good", "stopped"])
def test_processes_that_a_notebook_detaches_end_with_the_run(tmp_path: Path, ends: str) -> None:
    mark = tmp_path / "runs"
    sleeps = f"echo $$ > {mark}.coming && mv {mark}.coming {mark} && exec sleep 600"
    command = ["setsid", "sh", "-c", sleeps]
    starts = f"import os, subprocess; child = subprocess.Popen({command!r})"
    waits = f"import time\nwhile not os.path.exists({str(mark)!r}): time.sleep(0.01)"
    project = write_project(tmp_path / "p", {"vsi": [figure("x"), starts, waits, ends]})
    with start(project) as process:
        until(mark.exists)
        if ends != "1 + 1":
            process.send_signal(signal.SIGTERM)
        assert (process.wait(HEARD) == 0) == (ends == "1 + 1")
    assert not is_running(mark)


@pytest.mark.parametrize("moment", [0.5, 1, 1.5, 2, 2.5, 3, 4, 5])
def test_a_signal_ends_the_run_at_any_moment(tmp_path: Path, moment: float) -> None:
    """Also while the process that kernels are forked from is importing, here a hanging package."""
    project = write_project(tmp_path, {"vsi": ["import never_imported"], "ovz": ["1"]})
    (tmp_path / "never_imported.py").write_text("import time; time.sleep(600)")
    with start(project, PYTHONPATH=str(tmp_path)) as process:
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        assert process.wait(HEARD) != 0
    assert not (tmp_path / "reports/2023").exists()
    until(lambda: not at_work_in(project.notebooks))


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder for this test, with a path short enough for sockets."""
    with TemporaryDirectory() as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def swept(temporary: Path) -> bool:
    """Remove what killed runs left, as the next run does first; tell whether nothing is left."""
    remove_abandoned()
    return names(temporary) == []


def test_a_run_killed_at_any_moment_leaves_a_complete_report(
    tmp_path: Path, temporary: Path
) -> None:
    """Either the old one or the new one; the next run removes the leftovers of killed runs."""
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    page = run_report(project, 2023)
    moments = [COURSE * (number + 0.5) / KILLS for number in range(KILLS)]
    random.Random(5).shuffle(moments)  # noqa: S311 - any order is as good as another
    for number, moment in enumerate(moments):
        write_notebook(project, "vsi", f"number = {number}", figure("x"))
        with start(project) as process:
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.kill()
        found = read_provenance(page.parent)
        assert found["outputs"] == output_checksums(page.parent)
        until(lambda: not at_work_in(project.notebooks))
    run_report(project, 2023)
    assert names(tmp_path / "reports") == ["2023", "index.html"]
    until(lambda: swept(temporary))  # a process of a killed run may take a moment to end
    assert f"number = {KILLS - 1}" in (page.parent / "notebooks/vsi.ipynb").read_text()

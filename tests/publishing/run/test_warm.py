"""A forked kernel behaves like a new Python, and kernels do not affect each other."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from analysis.publishing import reports
from analysis.publishing.run import warm
from analysis.publishing.run.environment import environment
from analysis.publishing.run.execute import Execution
from analysis.publishing.run.executed import Executed
from analysis.publishing.run.reserve import KernelReserve
from analysis.publishing.run.warm import ON_FIRST_USE, can_fork, to_import, warm_kernels
from publishing.run.small import jobs_of, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.publishing.run.plan import Job
    from analysis.publishing.run.warm import WarmKernels

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.posix,
    pytest.mark.skipif(not can_fork(), reason="no fork on this system"),
]

IMPORTS = ("numpy", "pandas", "seaborn", "statsmodels.api", "no.such.package")
MESS = """
import os, random, sys, warnings
import matplotlib.pyplot as plt, numpy as np, pandas as pd
left = 'behind'
pd.set_option('display.max_rows', 3)
pd.left = 'behind'
plt.rcParams['lines.linewidth'] = 9
plt.figure()
os.environ['LEFT'] = 'behind'
os.chdir('/')
sys.path.insert(0, '/left/behind')
warnings.simplefilter('error')
random.seed(1); np.random.seed(1)
"""
STATE = """
import hashlib, json, os, sys, warnings
import matplotlib, matplotlib.pyplot as plt, pandas as pd, seaborn, statsmodels.api
CHANGING = {'IPYTHONDIR', 'JPY_PARENT_PID', 'PYTEST_CURRENT_TEST'}
filters = sorted(str(f) for f in warnings.filters)
warnings.simplefilter('ignore')  # some options are deprecated
state = {
    'names': sorted(n for n in globals() if not n.startswith('_')),
    'main': __name__,
    'arguments': sys.argv[1:2] + sys.argv[3:],
    'path': sys.path,
    'folder': os.getcwd(),
    'environment': {n: v for n, v in os.environ.items() if n not in CHANGING},
    'rc': {n: str(v) for n, v in matplotlib.rcParams.items()},
    'backend': matplotlib.get_backend(),
    'figures': plt.get_fignums(),
    # Not the letters of utf-8, which a kernel's stdout writes in capitals.
    'options': {n: str(pd.get_option(n)).lower() for n in pd._config.config._registered_options},
    'builtins': sorted(dir(__builtins__)),
    'pandas': hasattr(pd, 'left'),
    'filters': filters,
    'leader': os.getpgrp() == os.getpid(),
}
print(json.dumps(state))
"""
RANDOM = "import random, numpy; print(random.random(), numpy.random.random())"
DRAWN = "plt.plot([1, 2]);"
END = """
import atexit
from ipykernel.kernelapp import IPKernelApp
atexit.register(lambda: open('end', 'w').close())
loop = IPKernelApp.instance().io_loop
loop.add_callback(loop.stop)
"""


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Job]:
    # The kernel is killed after its last cell, so it has to exit before that.
    cells = {
        "mess": [MESS],
        "clean": [STATE, RANDOM, DRAWN],
        "leaves": [END, "'never'"],
        "plain": ["print('goed')"],
    }
    made = write_project(tmp_path_factory.mktemp("warm"), cells)
    return {job.chapter: job for job in jobs_of(made)}


def shown(
    job: Job, folder: Path, warm: WarmKernels | None, reserve: KernelReserve | None = None
) -> list[Any]:
    found = Execution(folder, warm=warm, reserve=reserve)(job, lambda: None)
    assert isinstance(found, Executed), found
    code = [cell for cell in found.notebook.cells if cell.cell_type == "code"]
    return [output for cell in code[2:] for output in cell.outputs]


def test_a_forked_kernel_starts_like_a_new_python_whatever_ran_before(
    jobs: dict[str, Job], tmp_path: Path
) -> None:
    """Globals, folder, environment, rc parameters, filters, open figures; figures are shown."""
    with warm_kernels(lambda: IMPORTS, environment()) as warm:
        shown(jobs["mess"], tmp_path, warm)
        one = shown(jobs["clean"], tmp_path, warm)
        other = shown(jobs["clean"], tmp_path, warm)
        Execution(tmp_path, warm=warm)(jobs["leaves"], lambda: None)
    fresh = shown(jobs["clean"], tmp_path, None)
    assert json.loads(one[0].text) == json.loads(fresh[0].text)
    assert one[2:] == fresh[2:]  # the figure, to the byte
    assert "image/png" in one[-1].data
    numbers = {number for outputs in (one, other, fresh) for number in outputs[1].text.split()}
    assert len(numbers) == 6  # each kernel has a random state of its own
    assert (jobs["leaves"].notebook.parent / "end").exists()


def test_a_kernel_from_the_reserve_is_like_any_other(jobs: dict[str, Job], tmp_path: Path) -> None:
    notebooks = jobs["clean"].notebook.parent
    with warm_kernels(lambda: IMPORTS, environment()) as warm:
        assert warm is not None
        reserve = KernelReserve(warm, notebooks)
        reserve.fill()
        kernel = reserve.take(notebooks)
        assert kernel is not None
        reserve.fill()
        assert reserve.take(tmp_path) is None
        reserved = shown(jobs["clean"], tmp_path, warm, reserve)
        assert reserve.take(notebooks) is None
        forked = shown(jobs["clean"], tmp_path, warm, reserve)
        kernel.stack.close()
        assert not kernel.private.exists()
    assert json.loads(reserved[0].text) == json.loads(forked[0].text)
    assert reserved[2:] == forked[2:]
    assert reserved[1].text != forked[1].text


def test_a_kernel_that_died_in_the_reserve_is_not_used(
    jobs: dict[str, Job], tmp_path: Path
) -> None:
    notebooks = jobs["plain"].notebook.parent
    with warm_kernels(lambda: (), environment()) as warm:
        assert warm is not None
        reserve = KernelReserve(warm, notebooks)
        reserve.fill()
        kernel = reserve._started.get()  # noqa: SLF001 - to kill it
        kernel.process.kill()
        while kernel.process.poll() is None:
            time.sleep(0.01)
        reserve._started.put(kernel)  # noqa: SLF001 - as above
        assert [one.text for one in shown(jobs["plain"], tmp_path, warm, reserve)] == ["goed\n"]


def test_the_log_of_a_kernel_may_be_moved_as_soon_as_the_kernel_starts(tmp_path: Path) -> None:
    log, moved = tmp_path / "kernel.log", tmp_path / "moved.log"
    request = {
        "entry": "sys:absent",
        "arguments": [],
        "environment": dict(environment()),
        "folder": str(tmp_path),
        "log": str(log),
    }
    with warm_kernels(lambda: (), environment()) as warm:
        assert warm is not None
        for _ in range(20):
            log.touch()
            process = warm.start(request)
            log.replace(moved)
            assert process is not None
            assert process.wait() == 1
            assert "module 'sys' has no attribute 'absent'" in moved.read_text(encoding="utf-8")


def test_kernels_fork_from_a_process_that_starts_before_the_tables_are_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(tmp_path, {"vsi": ["import os", "print(os.getppid())"]})
    events: list[str] = []
    start = warm._server  # noqa: SLF001 - the process that kernels fork from

    def refresh(*_: object, **__: object) -> list[object]:
        events.append("tables")
        return []

    def noted(*given: Any) -> Any:  # noqa: ANN401 - as given
        server = start(*given)
        events.append(str(server.pid))
        return server

    monkeypatch.setattr(warm, "_server", noted)
    monkeypatch.setattr(reports, "stages_stand", lambda *_, **__: False)
    monkeypatch.setattr(reports, "refresh", refresh)
    (page,) = reports.make_reports(project, [2023]).pages
    server, *then = events
    assert then == ["tables"]
    made = json.loads((page.parent / "notebooks/vsi.ipynb").read_text(encoding="utf-8"))
    assert made["cells"][-1]["outputs"][0]["text"] == [f"{server}\n"]


def test_a_package_comes_with_what_it_imports_on_first_use() -> None:
    assert to_import({"json", "numpy.random"}) == ["json", "numpy.random"]
    assert set(to_import({"pandas.api"})) == {"pandas.api", *ON_FIRST_USE["pandas"]}


def test_without_the_server_kernels_start_cold_with_one_warning(
    jobs: dict[str, Job], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with warm_kernels(lambda: (), environment()) as warm:
        pass
    for _ in range(2):
        assert [output.text for output in shown(jobs["plain"], tmp_path, warm)] == ["goed\n"]
    (record,) = caplog.records
    assert record.message.startswith("Kernels start slowly, one by one: ")


def test_when_a_socket_path_is_too_long_kernels_start_cold(
    jobs: dict[str, Job],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with warm_kernels(lambda: (), environment()) as warm:
        assert warm is None
    assert [output.text for output in shown(jobs["plain"], tmp_path, warm)] == ["goed\n"]
    (record,) = caplog.records
    assert "too long" in record.message
    assert str(folder) in record.message


def test_a_hanging_import_is_given_up(
    jobs: dict[str, Job], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The server is killed, so that the next kernel does not wait for it again."""
    (tmp_path / "never_imported.py").write_text("import time; time.sleep(100)")
    path = {**environment(), "PYTHONPATH": str(tmp_path)}
    with warm_kernels(lambda: ["never_imported"], path, patience=0.5) as warm:
        for _ in range(2):
            assert [output.text for output in shown(jobs["plain"], tmp_path, warm)] == ["goed\n"]
    (record,) = caplog.records
    assert record.message.endswith("the process that starts kernels did not answer within 0.5 s")


def test_a_kernel_that_is_no_longer_needed_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "never_imported.py").write_text("import time; time.sleep(100)")
    path = {**environment(), "PYTHONPATH": str(tmp_path)}
    asked = iter([True, True, False, False])
    with warm_kernels(lambda: ["never_imported"], path) as warm:
        assert warm is not None
        with pytest.raises(ConnectionAbortedError):
            warm.start({}, lambda: next(asked))


@pytest.mark.parametrize("fault", ["1 / 0", "raise ValueError('zo niet\\nen zo niet')"])
def test_a_failing_package_is_reported_and_the_others_are_imported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    (tmp_path / "faulty.py").write_text(fault)
    path = {**environment(), "PYTHONPATH": str(tmp_path)}
    request = {"arguments": ["--version"], "environment": {}, "folder": "/", "log": "/dev/null"}
    with warm_kernels(lambda: ["faulty", "no.such.package"], path) as warm:
        assert warm is not None
        kernel = warm.start(request)
        assert kernel is not None
        assert kernel.wait() == 0
    (record,) = caplog.records
    told = "ZeroDivisionError: division by zero" if "0" in fault else "ValueError: zo niet"
    assert record.message == f"A package fails when it is imported: faulty: {told}"

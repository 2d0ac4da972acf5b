"""Fixtures that more than one test folder uses: the project, a copy of it, small tables.

Every worker loads this file, so it imports nothing slow.
"""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from analysis.paths import CURRENT_VARIABLE, Project
from analysis.publishing.run.lean import collect_less_often, start_lean
from shared import shared
from starting import GUARD, MARKERS, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    MakeMilestones = Callable[..., pd.DataFrame]

REPOSITORY = Path(__file__).parents[1]
MOST_WORKERS = 5  # each takes up to 1.5 GB of memory


def pytest_configure() -> None:
    """Guard the processes that tests start, and give generated examples no time limit.

    Chapters are opened as in a run, whose tables are current: no process checks them.
    """
    os.environ[CURRENT_VARIABLE] = "1"
    start_lean()
    collect_less_often()
    GUARD.listen()
    settings.register_profile(
        "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("untimed")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many workers as cores with `-n logical`; with `-n auto` one more.

    Tests with a kernel or a browser often wait for it; other tests keep their core busy.
    """
    more = int(config.option.numprocesses == "auto")
    return min(MOST_WORKERS, (os.cpu_count() or 1) + more)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test whose fixtures start a kernel, a browser or a process.

    The files with such tests come first: they take longest, and no worker waits long for the last.
    """
    for item in items:
        mark(item)
        if os.name != "posix" and item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="not a POSIX system"))
    long = {item.path for item in items if any(map(item.get_closest_marker, MARKERS))}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """Freeze long-lived objects: the garbage collector spends a tenth of the time on them."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let a test, its fixtures included, start only what its markers say."""
    with GUARD.watching(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Fail a test that started something in a thread, where no failure is seen."""
    yield
    GUARD.check()


@pytest.fixture(scope="session")
def repository() -> Project:
    """The project in this checkout, to read from."""
    return Project(REPOSITORY)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project's params, notebooks and raw tables, to change at will."""
    return copied(tmp_path)


@pytest.fixture(scope="session")
def shared_root(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The temporary folder of all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(pytestconfig, "workerinput") else own


@pytest.fixture(scope="session")
def built(shared_root: Path) -> Project:
    """A project with the tables and results of 2023, which all workers share: only to read."""
    return Project(shared(shared_root, "built", _build))


@pytest.fixture
def built_copy(project: Project, built: Project) -> Project:
    """The project of this test, with its tables and results, to change at will."""
    for name in ("data/processed", ".cache"):
        shutil.copytree(built.root / name, project.root / name)
    return project


@pytest.fixture(scope="session")
def published(built: Project, shared_root: Path) -> Path:
    """The report of 2023 with its notebooks, which all workers share: only to read."""
    folder = shared(shared_root, "published", lambda folder: _publish(built, folder))
    return Project(folder).reports(2023) / "index.html"


def _build(folder: Path) -> None:
    from analysis.publishing.reports import would_run

    would_run(copied(folder), [2023])  # builds, and remembers what every notebook imports


def _publish(built: Project, folder: Path) -> None:
    from analysis.publishing.outputs.registry import of_tables
    from analysis.publishing.reports import RunOptions, make_reports

    options = RunOptions(outputs=tuple(of_tables()))
    shutil.copytree(built.root, folder, dirs_exist_ok=True)
    make_reports(Project(folder), [2023], options).raise_for_failure()


def copied(folder: Path) -> Project:
    """Copy what the project's results are made from."""
    for name in ("params", "notebooks", "data/raw"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return Project(folder)


_MILESTONE: dict[str, Any] = {
    "kind": "evaluated",
    "objective": "OD 1",
    "section": "3.1.1",
    "section_title": "Activering",
    "chapter": "activering",
    "theme": "De jobbonus",
    "label": "Decreet",
    "status": None,
    "quarters": "",
    "continuous": False,
    "ad_hoc": False,
    "carried_over": False,
}


@pytest.fixture
def make_milestones() -> MakeMilestones:
    """Each row is what differs from an evaluated milestone without a status."""
    import pandas as pd

    from analysis.plan.tables.status import STATUS_DTYPE

    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        frame = pd.DataFrame(
            [
                {
                    **_MILESTONE,
                    "line": 700 + place,
                    "place": f"sectie 3.1.1, evaluatie, rij {place + 1}",
                    **row,
                }
                for place, row in enumerate(rows)
            ]
        )
        return frame.astype({"status": STATUS_DTYPE, "line": "Int64"})

    return make

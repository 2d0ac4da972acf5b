"""Fixtures that more than one test folder uses: the project, a copy of it, small tables.

Every worker loads this file, so it imports nothing slow.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from analysis.paths import CURRENT_VARIABLE, Project
from starting import GUARD, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    MakeMilestones = Callable[..., pd.DataFrame]

REPOSITORY = Path(__file__).parents[1]


def pytest_configure() -> None:
    """Guard the processes that tests start, and give generated examples no time limit.

    Chapters are opened as in a run, whose tables are current: no process checks them.
    """
    os.environ[CURRENT_VARIABLE] = "1"
    GUARD.listen()
    settings.register_profile(
        "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test whose fixtures start a kernel, a browser or a process."""
    for item in items:
        mark(item)
        if os.name != "posix" and item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="not a POSIX system"))


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
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of 2023 with its notebooks, made from nothing in a project of its own."""
    from analysis.publishing.outputs.registry import of_tables
    from analysis.publishing.reports import RunOptions, make_reports

    fresh = copied(tmp_path_factory.mktemp("published"))
    outcome = make_reports(fresh, [2023], RunOptions(outputs=tuple(of_tables())))
    outcome.raise_for_failure()
    return outcome.pages[0]


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

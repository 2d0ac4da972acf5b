"""Hides what only POSIX systems have, as on Windows; also a plugin that does so for all tests.

    python -m pytest -p without_posix tests/publishing/run

runs those tests as if fork, process groups, `fcntl` and `SIGKILL` did not exist, and no folder
could be opened. Only our own modules miss them: the libraries that they use choose their own way by
the system's name.
"""

from __future__ import annotations

import errno
import os
import pkgutil
import signal
import socket
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

import analysis

HIDDEN = {
    os: ("fork", "killpg", "execve", "getuid", "geteuid", "setsid", "setpgid", "uname",
         "sched_getaffinity"),
    signal: ("SIGKILL", "SIGHUP"),
    socket: ("AF_UNIX",),
}  # fmt: skip


def _open(path: str, flags: int, mode: int = 0o777) -> int:
    """Open a file, but no folder."""
    if os.path.isdir(path):  # noqa: PTH112 - a path of any kind
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return os.open(path, flags, mode)


REPLACED = {os: {"open": _open}}
MODULES = ("fcntl", "resource", "pwd", "grp")
#: Scripts, and what runs on Linux workers of a cluster only.
NOT_IMPORTED = ("analysis.__main__", "analysis.publishing.run.forkserver")


class Reduced(ModuleType):
    """A module without some of its names, and with others that behave as on Windows."""

    def __init__(self, module: ModuleType, hidden: tuple[str, ...]) -> None:
        super().__init__(module.__name__)
        self._whole = module
        self._hidden = hidden

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name in self._hidden:
            message = f"module '{self.__name__}' has no attribute '{name}' here"
            raise AttributeError(message)
        return REPLACED.get(self._whole, {}).get(name) or getattr(self._whole, name)


def hide(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hide the names from every module of the package; return those that use what is reduced."""
    reduced = {module: Reduced(module, names) for module, names in HIDDEN.items()}
    modules, found = _modules(), []
    for name in MODULES:  # once the libraries that need them have been imported
        monkeypatch.setitem(sys.modules, name, None)
    for ours in modules:
        for module, stand_in in reduced.items():
            here = ours.__dict__.get(module.__name__)
            if here is module or isinstance(here, Reduced):  # the plugin has hidden it already
                monkeypatch.setattr(ours, module.__name__, stand_in)
                found.append(ours.__name__)
    return found


def _modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(analysis.__path__, f"{analysis.__name__}.")
    names = [one.name for one in found if not one.name.startswith(NOT_IMPORTED)]
    return [import_module(name) for name in names if not name.endswith("__main__")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests of what is hidden."""
    for item in items:
        if item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="POSIX names are hidden"))


@pytest.fixture(autouse=True)
def _without_posix(monkeypatch: pytest.MonkeyPatch) -> None:  # of each test, where this is a plugin
    hide(monkeypatch)

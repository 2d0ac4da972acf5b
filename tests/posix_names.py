"""Hides what only POSIX systems have from our own modules, as on Windows.

The libraries that they use see everything: they choose their own way by the system's name.
`INSTALL` as `sitecustomize.py` on the path of a new Python hides it there too, kernels included.
"""

from __future__ import annotations

import builtins
import os
import signal
import socket
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HIDDEN = {
    os: ("fork", "killpg", "execve", "getuid", "geteuid", "setsid", "setpgid", "uname",
         "sched_getaffinity"),
    signal: ("SIGKILL", "SIGHUP"),
    socket: ("AF_UNIX",),
}  # fmt: skip
MODULES = ("fcntl", "resource", "pwd", "grp")
PACKAGE = "analysis"


class Reduced(ModuleType):
    """A module without some of its names."""

    def __init__(self, module: ModuleType, hidden: tuple[str, ...]) -> None:
        super().__init__(module.__name__)
        self._whole = module
        self._hidden = hidden

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name in self._hidden:
            message = f"module '{self.__name__}' has no attribute '{name}' here"
            raise AttributeError(message)
        return getattr(self._whole, name)


REDUCED = {module.__name__: Reduced(module, names) for module, names in HIDDEN.items()}
_import = builtins.__import__


def import_reduced(
    name: str,
    globals: Mapping[str, object] | None = None,  # noqa: A002 - as of the builtin
    locals: Mapping[str, object] | None = None,  # noqa: A002
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    """Import a module, reduced for one of ours."""
    if _is_ours((globals or {}).get("__name__")):
        if name in MODULES:
            message = f"No module named '{name}' here"
            raise ModuleNotFoundError(message, name=name)
        if name in REDUCED:
            return REDUCED[name]
    return _import(name, globals, locals, fromlist, level)


def imported() -> list[tuple[ModuleType, str, Reduced]]:
    """Return each of our modules that has imported a whole module, with what takes its place."""
    ours = [one for name, one in list(sys.modules.items()) if _is_ours(name)]
    whole = {one.__name__: one for one in HIDDEN}
    return [
        (module, name, REDUCED[name])
        for module in ours
        for name in whole
        if vars(module).get(name) is whole[name]
    ]


def hide_for_good() -> None:
    """Hide the names in this process."""
    builtins.__import__ = import_reduced
    for module, name, stand_in in imported():
        setattr(module, name, stand_in)


INSTALL = f"from {__name__} import {hide_for_good.__name__}\n{hide_for_good.__name__}()\n"


def _is_ours(name: object) -> bool:
    return isinstance(name, str) and name.partition(".")[0] == PACKAGE

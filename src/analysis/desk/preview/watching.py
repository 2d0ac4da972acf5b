"""Tells which saved files matter: those whose content is not what it was."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from enum import Flag, auto
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.checksums import PACKAGE, digest, installed
from analysis.input_files import input_files, is_input

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.paths import Project


FORK_SERVER = "publishing/run/forkserver.py"  # runs as a script, so no process imports it


class Changed(Flag):
    """What a save changed, which decides what has to start again."""

    NOTHING = 0
    INPUT = auto()  # a notebook, a raw table, a setting, a module that only kernels import
    CODE = auto()  # a module of ours that the worker has imported
    SOFTWARE = auto()  # a library or the fork server's code: the fork server must start again


class Watched:
    """The files that a draft depends on, with the checksums that were seen last.

    An editor that saves in several steps, or saves what was there already, changes nothing or
    changes it once. What editors leave next to a file does not count.

    Attributes
    ----------
    loaded
        The modules that the worker has imported, named from the package's folder; None while it may
        import more, and every module counts as one of them.
    """

    def __init__(self, project: Project, package: Path = PACKAGE) -> None:
        self._project = project
        self._package = package
        self.loaded: frozenset[str] | None = None
        self._seen = {path: _checksum(path) for path in self._files()}
        self._software = self._installed()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders to watch, with all that is in them."""
        root = self._project.root
        known = (self._project.notebooks, root / "params", root / "data" / "raw", self._package)
        return tuple(folder for folder in known if folder.is_dir())

    def matters(self, path: Path) -> bool:
        """Tell whether a file is one that people keep in the watched folders."""
        inside = [path.relative_to(one) for one in self.folders if path.is_relative_to(one)]
        return any(map(is_input, inside))

    def look(self, paths: Iterable[Path]) -> Changed:
        """Return what the saves of these files changed since they were last seen."""
        found = Changed.NOTHING
        for path in {one for saved in paths for one in self._reached(saved)}:
            if not self.matters(path):
                continue
            now = _checksum(path)
            if now != self._seen.get(path):
                self._seen[path] = now
                _forget_bytecode(path)
                found |= Changed.CODE if self._is_loaded(path) else Changed.INPUT
        return found

    def _reached(self, path: Path) -> list[Path]:
        """Return a file, or the files in a folder now and before: it may move as a whole."""
        if path in self._seen or path.is_file():
            return [path]
        before = [one for one in self._seen if one.is_relative_to(path)]
        return [*before, *(input_files(path) if path.is_dir() else ())]

    def _is_loaded(self, path: Path) -> bool:
        """Tell whether the worker has imported or read a file of ours, as far as is known."""
        if not path.is_relative_to(self._package):
            return False
        name = path.relative_to(self._package).as_posix()
        return self.loaded is None or path.suffix != ".py" or name in self.loaded

    def look_at_software(self) -> Changed:
        """Return whether a library or the fork server's own code changed since the last look."""
        before, self._software = self._software, self._installed()
        return Changed.SOFTWARE if before != self._software else Changed.NOTHING

    def _files(self) -> list[Path]:
        return [path for folder in self.folders for path in input_files(folder)]

    def _installed(self) -> str:
        files = (self._project.root / "requirements.lock", self._package / FORK_SERVER)
        return digest([installed(), *map(_checksum, files)])


def _forget_bytecode(path: Path) -> None:
    """Remove a module's bytecode: it passes for current after a save of equal size and second."""
    if path.suffix == ".py":
        with suppress(OSError):
            Path(cache_from_source(path, optimization="")).unlink()


def _checksum(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:  # it is gone, or it is a folder
        return None

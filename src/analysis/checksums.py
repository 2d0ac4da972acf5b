"""What a result depends on, by name and checksum: files, settings, our own code, software."""

from __future__ import annotations

import hashlib
import json
import platform
import re
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import analysis
from analysis.imports import ImportReader
from analysis.input_files import input_files
from analysis.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project

    Inputs = Mapping[str, str]  # the name of an input, as a reason names it: its checksum or value

#: The name of a read, as `plan.tables.load` notes it.
READ = re.compile(r"(?P<year>\d{4})/(?P<result>results/)?(?P<name>\w+)(\[(?P<part>[^]]*)\])?")
PACKAGE = Path(analysis.__file__).parent
#: Settings that reach a notebook through its parameters, which count by themselves, or not at all.
MACHINERY = frozenset({"jobs", "timeouts", "limits", "parameters"})


class Checksums:
    """Reads each file once and remembers its checksum.

    Parameters
    ----------
    project
        The project folder.
    package
        The folder of our own modules.
    """

    def __init__(self, project: Project, package: Path = PACKAGE) -> None:
        self._project = project
        self._package = package
        self._checksums: dict[Path, str] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}

    @cached_property
    def _imports(self) -> ImportReader:
        return ImportReader(self._package, self._project.cache / "imports.json")

    def checksum(self, path: Path) -> str:
        """Return the SHA-256 of a file."""
        if path not in self._checksums:
            self._stamps[path] = _stamp(path)
            with path.open("rb") as stream:
                self._checksums[path] = hashlib.file_digest(stream, "sha256").hexdigest()
        return self._checksums[path]

    def still_hold(self) -> bool:
        """Tell whether no file has changed since it was read.

        Somebody may save a file while notebooks run: their outputs then belong to the state before
        or to the state after, and must not be kept for either.
        """
        return all(path.exists() and _stamp(path) == was for path, was in self._stamps.items())

    def files(self, folder: Path) -> Inputs:
        """Return the files under a folder, named from the project's root."""
        return {self._project.relative(path): self.checksum(path) for path in input_files(folder)}

    def modules(self, name: str) -> Inputs:
        """Return our own modules that a module imports, directly or not, itself included."""
        found = self._imports.imports(f"import {name}").own
        return {self.module_name(path): self.checksum(path) for path in sorted(found)}

    def package_checksum(self) -> str:
        """Return one checksum of all our code and of the data files in it."""
        files = input_files(self._package)
        return digest({self.module_name(path): self.checksum(path) for path in files})

    @cached_property
    def settings(self) -> Inputs:
        """The files in `params/`, without what only decides how notebooks are run."""
        folder = self._project.report_params.parent
        files = [path for path in input_files(folder, "*.yaml") if path.parent == folder]
        meant = {path: _without(read_settings(self._project, path), MACHINERY) for path in files}
        return {self._project.relative(path): digest(said) for path, said in meant.items()}

    @cached_property
    def environment(self) -> Inputs:
        """The software: the lock file, the installed packages, Python."""
        lock = self._project.root / "requirements.lock"
        return {
            **({"requirements.lock": self.checksum(lock)} if lock.is_file() else {}),
            "the installed packages": digest(installed()),
            "Python": f"{platform.python_version()} on {sys.platform} {platform.machine()}",
        }

    def module_name(self, path: Path) -> str:
        """Return the name of one of our own files, from the root of the source tree."""
        return f"src/{path.relative_to(self._package.parent).as_posix()}"


def digest(value: object) -> str:
    """Return the SHA-256 of a value that JSON can write."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def installed() -> list[str]:
    """Return the name and version of each installed package, as its folder is named."""
    return sorted(
        entry.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for entry in folder.glob("*.dist-info")
    )


def differences(before: Inputs, now: Inputs) -> list[str]:
    """Name the inputs that changed, are gone or are new; a parameter with both its values.

    >>> differences({"a.py": "1", "parameter x": "1"}, {"b.py": "1", "parameter x": "2"})
    ['a.py is gone', 'parameter x changed from 1 to 2', 'b.py is new']
    >>> differences({"2023/norms[chapter=vsi]": "1"}, {"2023/norms[chapter=vsi]": "2"})
    ['table norms of 2023 (chapter vsi) changed']
    """
    changed = [_change(n, before[n], now.get(n)) for n in before if before[n] != now.get(n)]
    return changed + [f"{_in_words(name)} is new" for name in now if name not in before]


def _change(name: str, before: str, now: str | None) -> str:
    words = _in_words(name)
    if not now:
        return f"{words} is gone"
    if name.startswith("parameter ") or name in {"Python", "the plans before"}:
        return f"{words} changed from {before or 'none'} to {now}"
    return f"{words} changed"


def _in_words(name: str) -> str:
    """Say what an input is: a table or result that was read is named by year and part."""
    found = READ.fullmatch(name)
    if not found:
        kind, _, rest = name.partition(" ")
        words = {"file": rest, "settings": "params/", "years": "the list of earlier plans"}
        return words.get(kind, name)
    kind = "result" if found["result"] else "table"
    part = f" ({found['part'].replace('=', ' ').replace(',', ', ')})" if found["part"] else ""
    return f"{kind} {found['name']} of {found['year']}{part}"


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _without(value: Any, keys: frozenset[str]) -> Any:  # noqa: ANN401 - YAML holds anything
    """Leave out, at any depth, what a settings file says under some keys."""
    if isinstance(value, dict):
        return {name: _without(v, keys) for name, v in value.items() if name not in keys}
    return [_without(item, keys) for item in value] if isinstance(value, list) else value

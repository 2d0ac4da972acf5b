"""What code imports, read from its text and never run: our own modules to the last, and others."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from analysis.input_files import input_files, is_input

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    Named = tuple[Sequence[str], bool]  # the names, and whether others may be imported as well

# A module that finds others by itself may import anything that lies beside it.
SEARCHING = re.compile(r"\b(import_module|__import__|iter_modules|walk_packages)\(")
BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")  # where statements hold others
REMEMBERED = 2000  # texts, some ten times as many as one version of the package has
MAGIC = re.compile(r"^\s*[%!].*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imports:
    """What code needs to run.

    Parameters
    ----------
    own
        The files of our package: modules, the packages that hold them, data files beside them.
    others
        Dotted names from other packages, as they are written; some name a class or a function.
    """

    own: frozenset[Path]
    others: frozenset[str]


class ImportReader:
    """Follows imports through a package; each module is read once.

    Parameters
    ----------
    package
        The folder of the package.
    memory
        A file that remembers what each text imports, since parsing them all takes most of the time
        of a run that finds nothing to do. It can be deleted at any time.
    """

    def __init__(self, package: Path, memory: Path | None = None) -> None:
        self._package = package
        self._memory = memory
        self._remembered = _read(memory) if memory else {}
        self._parsed: dict[str, Named] = {}
        self._known: dict[Path, Imports] = {}
        self._named: dict[str, tuple[Path, ...]] = {}
        self._data: dict[Path, list[Path]] = {}

    def imports(self, source: str) -> Imports:
        """Return all that a text imports, directly or through our own modules.

        What stands under `if TYPE_CHECKING:` is left out, for it never runs. A text that is no
        Python is taken to import the whole package, and one that looks for modules by itself all
        that lie beside and under it.
        """
        first = self._direct(MAGIC.sub("", source), self._package, ())
        waiting, others = set(first.own), set(first.others)
        own: set[Path] = set()
        while waiting:
            path = waiting.pop()
            own.add(path)
            direct = self._of_module(path)
            others |= direct.others
            waiting |= direct.own - own
        own |= {file for folder in {path.parent for path in own} for file in self._beside(folder)}
        self._remember()
        return Imports(frozenset(own), frozenset(others))

    def _beside(self, folder: Path) -> list[Path]:
        if folder not in self._data:
            self._data[folder] = _data_in(folder)
        return self._data[folder]

    def _of_module(self, path: Path) -> Imports:
        if path not in self._known:
            package = path.parent.relative_to(self._package.parent).parts
            source = path.read_text(encoding="utf-8")
            self._known[path] = self._direct(source, path.parent, package)
        return self._known[path]

    def _direct(self, source: str, folder: Path, package: tuple[str, ...]) -> Imports:
        """Return what one text imports by itself; it lies in a folder, as part of a package."""
        names, searches = self._named_in(source, package)
        ours = {name for name in names if name.split(".")[0] == self._package.name}
        found = {path for name in ours for path in self._files(name)}
        found |= set(input_files(folder, "*.py")) if searches else set()
        return Imports(frozenset(found), frozenset(set(names) - ours))

    def _named_in(self, source: str, package: tuple[str, ...]) -> Named:
        key = hashlib.sha256("\0".join((*package, source)).encode()).hexdigest()
        found = self._remembered.get(key) or self._parsed.get(key)
        if found is None:
            found = self._parsed[key] = _named_in(source, package)
        return found

    def _remember(self) -> None:
        """Write what was parsed to the memory; the next run parses again if that fails."""
        if self._memory is None or not self._parsed:
            return
        known = self._remembered if len(self._remembered) < REMEMBERED else {}
        self._remembered, self._parsed = {**known, **self._parsed}, {}
        beside = self._memory.with_suffix(f".{secrets.token_hex(4)}")
        with suppress(OSError):
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(self._remembered), encoding="utf-8")
            beside.replace(self._memory)

    def _files(self, name: str) -> tuple[Path, ...]:
        if name not in self._named:
            self._named[name] = tuple(self._on_the_way(name))
        return self._named[name]

    def _on_the_way(self, name: str) -> Iterator[Path]:
        """Go through the files that run when a name is imported: its packages, then itself."""
        for above in accumulate(name.split("."), "{}.{}".format):
            if above not in self._modules:
                return
            yield self._modules[above]

    @cached_property
    def _modules(self) -> dict[str, Path]:
        """The modules of the package by dotted name, listed once: a look per name is slower."""
        root = self._package.parent
        return {
            ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
            for path in self._package.rglob("*.py")
        }


def _read(memory: Path) -> dict[str, Named]:
    """Return what a memory holds; nothing when it is missing or damaged."""
    try:
        found = json.loads(memory.read_text(encoding="utf-8"))
        return {key: ([str(name) for name in names], bool(s)) for key, (names, s) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


@lru_cache(maxsize=REMEMBERED)  # a process may read the package for more than one project
def _named_in(source: str, package: tuple[str, ...]) -> Named:
    """Return the names that a text imports, and whether it may import others by computed names."""
    try:
        statements = list(_running(ast.parse(source).body))
    except SyntaxError:
        return (), True
    names = {name for statement in statements for name in _names(statement, package)}
    return tuple(sorted(names)), bool(SEARCHING.search(source))


def _running(statements: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Go through statements and those in them, without what only a type checker reads."""
    for statement in statements:
        yield statement
        unread = isinstance(statement, ast.If) and _for_types(statement.test)
        for block in BLOCKS[unread:]:
            yield from _running(getattr(statement, block, ()))


def _for_types(test: ast.expr) -> bool:
    match test:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name == "TYPE_CHECKING"
    return False


def _names(node: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            above = package[: len(package) - level + 1] if level else ()
            base = ".".join([*above, *([module] if module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in names if alias.name != "*")


def _data_in(folder: Path) -> list[Path]:
    found = (file for file in folder.iterdir() if is_input(file.relative_to(folder)))
    return [file for file in found if file.is_file() and file.suffix[:3] != ".py"]

"""No two modules of publishing import each other, not even for types alone."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import analysis.publishing

FOLDER = Path(analysis.publishing.__file__).parent


def modules(folder: Path, package: str) -> dict[str, Path]:
    """Return the modules in a package's folder, by their full name."""
    found = {}
    for path in folder.rglob("*.py"):
        parts = path.relative_to(folder).with_suffix("").parts
        found[".".join([package, *parts]).removesuffix(".__init__")] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> set[str]:
    """Return the known modules that a module imports, wherever the statement is."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside & known.keys() or {node.module}
    return {name for name in found & known.keys() if known[name] != path}


def in_order(folder: Path, package: str) -> list[str]:
    known = modules(folder, package)
    return list(TopologicalSorter({n: imported(p, known) for n, p in known.items()}).static_order())


def test_publishing_has_no_import_circle() -> None:
    assert len(in_order(FOLDER, "analysis.publishing")) == len(list(FOLDER.rglob("*.py")))


def test_a_circle_of_types_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("from lib.b import B\n")
    (tmp_path / "b.py").write_text("if TYPE_CHECKING:\n    from lib.a import A\n")
    with pytest.raises(CycleError):
        in_order(tmp_path, "lib")

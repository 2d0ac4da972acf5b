"""The modules import each other in one direction, and docs/architecture.md describes them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

import grimp

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project


def imports() -> dict[str, set[str]]:
    """Return what each module imports, also where only the type checker reads it."""
    graph = grimp.build_graph("analysis", cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def circles(imported: dict[str, set[str]]) -> set[frozenset[str]]:
    """Return the groups of modules that import each other, directly or through others."""
    reached = {module: reach(imported, module) for module in imported}
    return {
        frozenset(other for other in found if module in reached[other])
        for module, found in reached.items()
        if module in found
    }


def reach(imported: dict[str, set[str]], start: str) -> set[str]:
    """Return every module that one imports, directly or through others."""
    found: set[str] = set()
    left = [start]
    while left:
        new = imported[left.pop()] - found
        found |= new
        left.extend(new)
    return found


def test_a_circle_is_found_through_other_modules() -> None:
    ring = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set[str]()}
    assert circles(ring) == {frozenset("abc")}
    assert circles({"a": {"b"}, "b": set()}) == set()


def test_no_module_imports_itself_through_others() -> None:
    """Nor for its types alone: two modules that need each other are one, or lack a third."""
    found = {
        frozenset(module.removeprefix("analysis.") for module in circle)
        for circle in circles(imports())
    }
    assert found == set()


def test_no_two_classes_have_one_name(repository: Project) -> None:
    """One meaning, one name."""
    names = Counter(
        node.name
        for path in (repository.root / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


def rooms(source: Path) -> set[str]:
    """Return the folders of the package, two deep, as the page writes them."""
    found = [path.parent.relative_to(source) for path in source.glob("*/**/__init__.py")]
    return {folder.as_posix() for folder in found if len(folder.parts) <= 2}


def described(page: str) -> set[str]:
    """Return the folders of the tree that a page shows, from the package's root."""
    found, parent = set(), ""
    for indent, name in re.findall(r"^( {2,4})([a-z_]+)/(?: |$)", page, re.MULTILINE):
        parent = parent if len(indent) == 4 else name
        found.add(name if len(indent) == 2 else f"{parent}/{name}")
    return found


def test_the_page_describes_every_folder_and_no_other(repository: Project) -> None:
    page = (repository.root / "docs/architecture.md").read_text(encoding="utf-8")
    (tree,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    assert described(tree) == rooms(repository.root / "src/analysis")


def test_the_picture_names_every_room(repository: Project) -> None:
    picture = (repository.root / "docs/images/architecture.svg").read_text(encoding="utf-8")
    named = re.findall(r'<text class="room"[^>]*>([^<]+)<', picture)
    top = {room for room in rooms(repository.root / "src/analysis") if "/" not in room}
    assert set(named) == top
    assert len(named) == len(top)


def test_the_picture_asks_for_nothing_and_is_described(repository: Project) -> None:
    picture = (repository.root / "docs/images/architecture.svg").read_text(encoding="utf-8")
    assert re.findall(r"(?:href|src)=|url\((?!#)", picture) == []
    assert "<title" in picture
    assert "<desc" in picture

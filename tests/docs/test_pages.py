"""Links on the pages work, the places that they name exist, and the reference is current."""

from __future__ import annotations

import ast
import importlib
import re
from typing import TYPE_CHECKING

import pytest

from analysis.desk.reference import reference

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

PAGES = ("index", "tutorial", "how-to", "reference", "method", "architecture", "compared")
LINK = re.compile(r"\[[^\]]+\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PLACE = re.compile(r"`((?:src|docs|tests|scripts|notebooks|params|\.github)/[\w./-]+)`")


def page(project: Project, name: str) -> Path:
    return project.root / ("" if name.isupper() else "docs") / f"{name}.md"


def anchors(path: Path) -> set[str]:
    """Return the anchors that a page has on GitHub."""
    titles = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\s-]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_reference_is_current(repository: Project) -> None:
    written = page(repository, "reference").read_text(encoding="utf-8")
    assert written == reference(), "write it again: python -m analysis.desk.reference"


@pytest.mark.parametrize("name", [*PAGES, "README", "CONTRIBUTING"])
def test_every_link_leads_to_a_page_and_a_heading(repository: Project, name: str) -> None:
    path = page(repository, name)
    for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        linked = path.parent / target if target else path
        assert linked.is_file(), target
        assert not anchor or anchor in anchors(linked), anchor


@pytest.mark.parametrize("name", [*PAGES, "README", "CONTRIBUTING"])
def test_every_place_that_is_named_exists(repository: Project, name: str) -> None:
    made_by_a_reader = {"notebooks/wonen.ipynb", "params/2024.yaml"}
    text = page(repository, name).read_text(encoding="utf-8")
    for place in set(PLACE.findall(text)) - made_by_a_reader:
        if "YEAR" not in place:
            assert (repository.root / place).exists(), place


@pytest.mark.parametrize("name", PAGES)
def test_every_name_that_is_imported_exists(repository: Project, name: str) -> None:
    text = page(repository, name).read_text(encoding="utf-8")
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        for statement in ast.parse(block).body:
            if isinstance(statement, ast.ImportFrom):
                module = importlib.import_module(str(statement.module))
                assert all(hasattr(module, alias.name) for alias in statement.names)


@pytest.mark.parametrize("name", [*PAGES, "README", "CONTRIBUTING"])
def test_every_target_of_make_exists(repository: Project, name: str) -> None:
    makefile = (repository.root / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    text = page(repository, name).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", text))
    assert named <= known

"""The facts of a plan's document that a report shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import SettingsError
from analysis.paths import Project
from analysis.publishing.provenance import plan_address

if TYPE_CHECKING:
    from pathlib import Path


def told(root: Path, source: str) -> Project:
    folder = root / "data/raw/2023"
    folder.mkdir(parents=True)
    (folder / "source.yaml").write_text(source, encoding="utf-8")
    return Project(root)


def test_the_address_of_the_plan_is_that_of_its_source(tmp_path: Path) -> None:
    project = told(tmp_path, "title: Plan\naddress: https://example.org/plan.pdf\n")
    assert plan_address(project, 2023) == "https://example.org/plan.pdf"
    assert plan_address(project, 2024) == ""


def test_only_the_address_of_a_website_is_a_link(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        plan_address(told(tmp_path, "address: javascript:alert(1)\n"), 2023)
    (problem,) = caught.value.problems
    assert problem.where == "data/raw/2023/source.yaml, key 'address'"
    assert problem.found == "'javascript:alert(1)'"

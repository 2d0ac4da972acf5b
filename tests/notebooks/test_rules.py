"""Every chapter notebook keeps the rules of `analysis.desk.health.notebook_rules`."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.desk.health.notebook_rules import ChapterNotebook, breaches, likeness, repeated_labels
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.paths import Project

NOTEBOOKS = sorted(Path(__file__).parents[2].glob("notebooks/*.ipynb"))
CHAPTERS = [path for path in NOTEBOOKS if path.stem not in {"verkenner", "nazicht", "vergelijking"}]

#: The most that two chapters may have in common, of the cells of the shorter one.
ALIKE = 0.7
#: The overview explains again what its chapters explain.
EXPLAINING = [path for path in CHAPTERS if path.stem != "overzicht"]

chapter = pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)


def test_each_chapter_of_the_report_has_a_notebook_and_no_notebook_is_left_over(
    repository: Project,
) -> None:
    listed = {one.notebook for one in load_report_settings(repository).chapters if one.notebook}
    assert {path.name for path in CHAPTERS} == listed
    assert len(CHAPTERS) > 1


@chapter
def test_a_chapter_keeps_every_rule(path: Path) -> None:
    assert breaches(path) == []


def test_no_two_chapters_say_the_same() -> None:
    """What chapters have in common is said in the subjects' sections, one call each."""
    pairs = {
        (one.stem, other.stem): likeness(one, other) for one, other in combinations(CHAPTERS, 2)
    }
    assert max(pairs.values()) <= ALIKE, max(pairs, key=lambda pair: pairs[pair])


def test_no_two_chapters_share_a_sentence_but_the_closing_one_of_their_introduction() -> None:
    """A sentence that stands in two notebooks is mended in one and forgotten in the other."""
    said = {path.stem: sentences(path) for path in EXPLAINING}
    pairs = combinations(said, 2)
    assert [(pair, shared) for pair in pairs if (shared := said[pair[0]] & said[pair[1]])] == []


def sentences(path: Path) -> set[str]:
    """Return the sentences of a chapter's own prose that are long enough to say something."""
    prose = "\n".join(cell["source"] for cell in ChapterNotebook(path).prose)
    found = re.split(r"(?<=[.?!])\s+|\n+", prose)
    return {one for one in found if len(one) > 25 and not one.startswith("Na dit hoofdstuk")}


def test_labels_are_unique_over_all_notebooks() -> None:
    """They become one report."""
    assert repeated_labels(CHAPTERS) == []

"""Abbreviations are explained in place and listed at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.paths import Project
from analysis.publishing.page.abbreviations import read_abbreviations
from analysis.publishing.page.terms import own_terms
from composing import build_report, code, figure, notebook, text

if TYPE_CHECKING:
    from pathlib import Path


def test_abbreviations_are_explained_in_prose_and_listed_when_used() -> None:
    known = {"VAK": "vastleggingskrediet", "VSI": "Vlaamse Sociale Inspectie"}
    shows = code("f()", figure(title="Het VAK stijgt", note="Het VAK."))
    nb = notebook(text("# VAK\n\nHet VAK steeg, het VAK daalde, VAKWERK niet. `VAK`"), shows)
    html = build_report([("a", "A", nb)], title="T", publisher="P", year=2023, abbreviations=known)
    marked = '<abbr title="vastleggingskrediet">VAK</abbr>'
    assert f"<p>Het {marked} steeg, het VAK daalde, VAKWERK niet." in html
    assert f'<p class="note">Het {marked}.</p>' in html
    assert f"</span> Het {marked} stijgt" in html
    assert html.count(marked) == 3
    assert "<dt>VAK</dt><dd>vastleggingskrediet</dd>" in html
    assert "Vlaamse Sociale Inspectie" not in html


def test_abbreviations_that_the_plan_does_not_list_are_explained_apart_with_a_source() -> None:
    """The plan's own explanation takes precedence."""
    nb = notebook(text("# A\n\nHet VEK en het VAK."))
    known = {"VAK": "krediet, zegt het plan"}
    html = build_report([("a", "A", nb)], title="T", publisher="P", year=2023, abbreviations=known)
    assert 'title="vereffeningskrediet">VEK</abbr> en het <abbr title="krediet, zegt het' in html
    of_plan, own = html.split("Afkortingen die het plan niet verklaart")
    assert "<dt>VAK</dt><dd>krediet, zegt het plan</dd>" in of_plan
    assert "<dt>VAK</dt>" not in own
    assert "<dt>VEK</dt><dd>vereffeningskrediet. Het bedrag dat in een jaar betaald mag" in own
    assert "Vlaamse Codex Overheidsfinanciën" in own
    assert "<dt>VSI</dt>" not in html


def test_every_own_abbreviation_has_a_meaning_and_a_source() -> None:
    for term in own_terms():
        assert term.meaning, term
        assert term.source, term


def test_a_chapter_with_an_abbreviations_section_replaces_the_list() -> None:
    nb = notebook(text("# Verantwoording\n\nVAK.\n\n## Afkortingen en begrippen\n\nVAK: dit."))
    html = build_report(
        [("verantwoording", "V", nb)],
        title="T", publisher="P", year=2023, abbreviations={"VAK": "krediet"},
    )  # fmt: skip
    assert '<a href="#verantwoording-afkortingen-en-begrippen">begrippenlijst</a>' in html
    assert "<dt>VAK</dt>" not in html


def test_they_are_read_from_the_plans_own_table(repository: Project, tmp_path: Path) -> None:
    """A plan that lists none has none."""
    assert read_abbreviations(repository, 2023)["ESF"] == "Europees Sociaal Fonds"
    assert read_abbreviations(Project(tmp_path), 2023) == {}

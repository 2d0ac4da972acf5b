"""Marks abbreviations in prose with their meaning, and lists those that the report uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

from analysis.publishing.page.contract import change_prose
from analysis.publishing.page.terms import own_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nbformat import NotebookNode

    from analysis.paths import Project
    from analysis.publishing.page.chapter_page import ChapterPage
    from analysis.publishing.page.contract import Resources
    from analysis.publishing.page.terms import Term

TABLE = "abbreviations"
MARKUP = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w-]*)")
LEFT_ALONE = frozenset({"a", "abbr", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "math"})
GLOSSARY_CHAPTER = "verantwoording"
GLOSSARY_SECTION = re.compile(r"afkorting|begrip")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Where the report explains its abbreviations: in a chapter, or at its end.

    `entries` are abbreviations and meanings for the end of the report, none when a chapter lists
    them. `link` is the id of the list. `own` are those that the plan does not list.
    """

    entries: Sequence[tuple[str, str]] = ()
    link: str = ""
    own: Sequence[Term] = ()


def read_abbreviations(project: Project, year: int) -> dict[str, str]:
    """Return the plan's abbreviations and their meanings; empty when it lists none."""
    from analysis.plan.tables.raw import read_raw  # imports pandas

    if not (project.raw(year) / f"{TABLE}.csv").is_file():
        return {}
    rows = read_raw(project, year, TABLE)
    return dict(zip(rows["abbreviation"], rows["meaning"], strict=True))


def all_meanings(of_plan: Mapping[str, str]) -> dict[str, str]:
    """Combine the report's own abbreviations with the plan's, which take precedence.

    >>> all_meanings({"VAK": "zoals het plan zegt"})["VAK"]
    'zoals het plan zegt'
    """
    return {**{term.short: term.meaning for term in own_terms()}, **of_plan}


def explain_abbreviations(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Mark the abbreviations in all prose, which is rendered to HTML already."""
    meanings = resources["abbreviations"]
    change_prose(nb, lambda html: explained(html, meanings))
    return nb, resources


def explained(html: str, meanings: Mapping[str, str]) -> str:
    """Mark the first occurrence of each abbreviation in a piece of prose.

    Headings, links and code stay unchanged.

    >>> explained("<p>De VSI en de VSI.</p>", {"VSI": "Vlaamse Sociale Inspectie"})
    '<p>De <abbr title="Vlaamse Sociale Inspectie">VSI</abbr> en de VSI.</p>'
    """
    if not meanings:
        return html
    known, seen, closed = _pattern(tuple(meanings)), set[str](), 0

    def marked(found: re.Match[str]) -> str:
        if found[0] in seen:
            return found[0]
        seen.add(found[0])
        return f'<abbr title="{escape(meanings[unescape(found[0])])}">{found[0]}</abbr>'

    parts = MARKUP.split(html)
    for place, part in enumerate(parts):
        if place % 2 == 0 and not closed:
            parts[place] = known.sub(marked, part)
        elif place % 2 and (tag := NAME.match(part)) and tag["name"].lower() in LEFT_ALONE:
            closed += -1 if tag["closing"] else 1
    return "".join(parts)


def glossary(chapters: Iterable[ChapterPage], of_plan: Mapping[str, str]) -> Glossary:
    """List the abbreviations that the report uses, or name the chapter that lists the plan's."""
    pages = list(chapters)
    text = unescape(" ".join(MARKUP.sub(" ", page.html) for page in pages))
    meanings = all_meanings(of_plan)
    used = {unescape(found) for found in _pattern(tuple(meanings)).findall(text)}
    terms = [term for term in own_terms() if term.short in used and term.short not in of_plan]
    own = [
        section.id
        for page in pages
        if page.id == GLOSSARY_CHAPTER
        for section in page.sections
        if GLOSSARY_SECTION.search(section.id)
    ]
    if own:
        return Glossary(link=own[0], own=terms)
    listed = sorted(used & of_plan.keys(), key=str.lower)
    entries = [(short, of_plan[short]) for short in listed]
    return Glossary(entries, "afkortingen" if entries else "", terms)


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Match the abbreviations in HTML, as whole words, the longest first."""
    choices = "|".join(re.escape(escape(name)) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{choices})(?!\w)")

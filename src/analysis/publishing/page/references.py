"""References: `@fig-status` becomes a link `Figuur 3`, `vsi.ipynb` one to its chapter.

`maatregelen.ipynb#maatregel-x` becomes a link to a place in a chapter, by its id in the report;
tables and cards may have such links too. A reference to a figure has an id, so that the figure can
link back to where it is mentioned.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from analysis.errors import Problem, did_you_mean, quoted
from analysis.publishing.page.contract import change_cell, change_markup, change_prose, where

if TYPE_CHECKING:
    from collections.abc import Collection

    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", re.DOTALL)
REFERENCE = re.compile(
    r"\[@(?P<framed>(?:fig|tbl)-[\w-]+)\]|(?<![\w@.])@(?P<bare>(?:fig|tbl)-[\w-]+)"
)
ADDRESS = r"(?:\./)?(?P<chapter>\w+)\.ipynb(?:#(?P<place>[\w-]+))?"
NOTEBOOK = re.compile(rf"\]\({ADDRESS}\)")
TO_NOTEBOOK = re.compile(rf"\[(?P<words>[^\[\]]*){NOTEBOOK.pattern}")
#: The same in HTML.
HREF = re.compile(rf'(?<=\shref="){ADDRESS}(?=")')
ANCHOR = re.compile(rf'<a href="{ADDRESS}">(?P<words>.*?)</a>', re.DOTALL)


def link_references(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Turn the references in prose, tables and HTML into links; an unknown label is a problem."""
    for cell in nb.cells:
        resources["place"] = where(resources["chapter"], cell)
        change_cell(cell, lambda text: _linked(text, resources))
    change_markup(nb, lambda html: HREF.sub(_address, html))
    return nb, resources


def unlinked(nb: NotebookNode, known: Collection[str], present: Collection[str]) -> NotebookNode:
    """Return a notebook without its links to chapters that a report leaves out; their text stays.

    A link to a chapter that is not `known` stays: it is an error. A link to a place in one does
    not: a report may have no such chapter. The notebook itself is not changed.
    """

    def kept(found: re.Match[str]) -> str:
        gone = found["chapter"] in known or found["place"]
        return found["words"] if gone and found["chapter"] not in present else found[0]

    copy = deepcopy(nb)
    change_prose(copy, lambda text: TO_NOTEBOOK.sub(kept, text))
    change_markup(copy, lambda html: ANCHOR.sub(kept, html))
    return copy


def links_from(nb: NotebookNode) -> set[str]:
    """Return the chapters whose places a notebook's outputs link to."""
    chapters: set[str] = set()

    def noted(text: str, pattern: re.Pattern[str]) -> str:
        chapters.update(found["chapter"] for found in pattern.finditer(text) if found["place"])
        return text

    change_prose(nb, lambda text: noted(text, NOTEBOOK))
    change_markup(nb, lambda html: noted(html, HREF))
    return chapters


def _address(found: re.Match[str]) -> str:
    return f"#{found['place'] or found['chapter']}"


def _linked(text: str, resources: Resources) -> str:
    """Add links outside code; every second part of the split is code."""
    parts = CODE.split(text)
    parts[::2] = [
        NOTEBOOK.sub(
            lambda m: f"]({_address(m)})", REFERENCE.sub(lambda m: _link(m, resources), part)
        )
        for part in parts[::2]
    ]
    return "".join(parts)


def _link(found: re.Match[str], resources: Resources) -> str:
    label = found["framed"] or found["bare"]
    target = resources["labels"].get(label)
    if target is None:
        resources["problems"].append(_unknown(label, resources))
        return found[0]
    mentions = resources["mentions"].setdefault(target.id, [])
    mentions.append(f"{target.id}-vermelding-{len(mentions) + 1}")
    return f'<a href="#{target.id}" id="{mentions[-1]}">{target.text}</a>'


def _unknown(label: str, resources: Resources) -> Problem:
    known = list(resources["labels"])
    return Problem(
        resources["place"],
        f"a reference to '@{label}', an unknown label",
        quoted(known) or "no reference: no figure or table of this chapter has a label",
        did_you_mean(label, known),
    )

"""References in prose: `@fig-status` becomes a link `Figuur 3`, `vsi.ipynb` one to its chapter.

Each link has an id, so that the figure can link back to where it is mentioned.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from analysis.errors import Problem, did_you_mean, quoted
from analysis.publishing.page.contract import change_cell, change_prose, where

if TYPE_CHECKING:
    from collections.abc import Collection

    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", re.DOTALL)
REFERENCE = re.compile(
    r"\[@(?P<framed>(?:fig|tbl)-[\w-]+)\]|(?<![\w@.])@(?P<bare>(?:fig|tbl)-[\w-]+)"
)
NOTEBOOK = re.compile(r"\]\((?:\./)?(?P<chapter>\w+)\.ipynb\)")
TO_NOTEBOOK = re.compile(r"\[(?P<words>[^\[\]]*)" + NOTEBOOK.pattern)


def link_references(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Turn the references in all prose into links; an unknown label is a problem."""
    for cell in nb.cells:
        resources["place"] = where(resources["chapter"], cell)
        change_cell(cell, lambda text: _linked(text, resources))
    return nb, resources


def unlinked(nb: NotebookNode, absent: Collection[str]) -> NotebookNode:
    """Return a copy without the links to notebooks of absent chapters; their text stays.

    For a draft of some chapters, where a link to another chapter would be broken.
    """
    copy = deepcopy(nb)
    change_prose(copy, lambda text: _without_links(text, absent))
    return copy


def _without_links(text: str, absent: Collection[str]) -> str:
    return TO_NOTEBOOK.sub(lambda m: m["words"] if m["chapter"] in absent else m[0], text)


def _linked(text: str, resources: Resources) -> str:
    """Add links outside code; every second part of the split is code."""
    parts = CODE.split(text)
    parts[::2] = [
        NOTEBOOK.sub(r"](#\g<chapter>)", REFERENCE.sub(lambda m: _link(m, resources), part))
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

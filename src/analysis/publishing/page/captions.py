"""Numbers figures and tables across the whole report, and gives each an id."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from analysis.errors import Problem
from analysis.publishing.page.contract import FIGURE, KEY, TABLE, about, code_cells, where
from analysis.publishing.page.options import label_problem
from analysis.publishing.page.prose import slug

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

WORD = {FIGURE: "Figuur", TABLE: "Tabel"}
PREFIX = {FIGURE: "fig", TABLE: "tbl"}
LONGEST = 60  # characters of a name made of code
LABEL = re.compile(r"[\w:.-]+")  # a label becomes an id, and part of links
OPTIONAL = re.compile(r"\boptional\s*=\s*True\b")  # in show(): some years have nothing to show


class ReferenceTarget(NamedTuple):
    """What a reference links to: `Figuur 3`, and the id of its element."""

    text: str
    id: str


@dataclass(frozen=True, slots=True)
class CaptionCounts:
    """How many figures and tables are numbered so far."""

    figure: int = 0
    table: int = 0

    def next(self, kind: str) -> CaptionCounts:
        """Count one more of a kind."""
        return replace(self, **{kind: getattr(self, kind) + 1})


def number_captions(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Give each figure and table a number and an id, continuing from `resources['counts']`.

    Fills `resources['labels']` with the targets of references, by label.
    """
    given = set(_given_names(nb))
    for cell in code_cells(nb):
        shown = _shown(cell)
        label = _label(cell, resources)
        for place, output in enumerate(shown, start=1):
            if "label" in about(output):
                name = about(output)["label"]
            elif label and LABEL.fullmatch(label):
                name = label if place == 1 else f"{label}-{place}"
            else:
                taken = given | resources["labels"].keys()
                name = _own_name(cell.source, about(output)["kind"], taken)
            _number(output, name, resources)
        if label and not LABEL.fullmatch(label):
            resources["problems"].append(_odd_label(label, where(resources["chapter"], cell)))
        # A sentence that there is nothing to show counts as an output.
        if label and not cell.outputs and not OPTIONAL.search(cell.source):
            resources["problems"].append(_no_figure(label, where(resources["chapter"], cell)))
    return nb, resources


def _shown(cell: NotebookNode) -> list[NotebookNode]:
    return [output for output in cell.outputs if about(output).get("kind") in WORD]


def _given_names(nb: NotebookNode) -> Iterator[str]:
    """Yield the names that labels give, also to figures that come later."""
    for cell in code_cells(nb):
        label = cell.metadata[KEY]["options"].get("label")
        for place, output in enumerate(_shown(cell), start=1):
            if name := about(output).get("label", label):
                yield str(name)
                yield f"{name}-{place}"


def _label(cell: NotebookNode, resources: Resources) -> str | None:
    """Return the label of a cell; a label that fits no id is a problem, and is left out."""
    label: str | None = cell.metadata[KEY]["options"].get("label")
    problem = label_problem(label, where(resources["chapter"], cell)) if label else None
    resources["problems"] += [problem] if problem else []
    return None if problem else label


def _own_name(code: str, kind: str, taken: Container[str]) -> str:
    """Name a figure without label after its code, so that links to it survive new figures.

    >>> _own_name("show(part.outlook.figure())", "figure", {"fig-part-outlook-figure"})
    'fig-part-outlook-figure-2'
    """
    name = first = f"{PREFIX[kind]}-{slug(code).removeprefix('show-')}"[:LONGEST].rstrip("-")
    count = 1
    while name in taken:
        count += 1
        name = f"{first}-{count}"
    return name


def _number(output: NotebookNode, label: str, resources: Resources) -> None:
    kind = about(output)["kind"]
    resources["counts"] = resources["counts"].next(kind)
    number = getattr(resources["counts"], kind)
    target = ReferenceTarget(
        f"{WORD[kind]}\N{NO-BREAK SPACE}{number}", f"{resources['chapter']}-{label}"
    )
    resources["labels"][label] = target
    output.metadata[KEY].update(id=target.id, caption=target.text)


def _odd_label(label: str, place: str) -> Problem:
    return Problem(
        place,
        f"label '{label}'",
        "a label of letters, digits and hyphens",
        "Write a label such as fig-vsi-status or tbl-vsi-normen.",
    )


def _no_figure(label: str, place: str) -> Problem:
    return Problem(
        place,
        f"label '{label}' on a cell that shows no figure and no table",
        "a label on a cell that shows one",
        "Remove the label, or show() the figure in this cell.",
    )

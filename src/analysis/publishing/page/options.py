"""Quarto's cell options: `#| label: fig-status` at the top of a code cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.publishing.page.contract import KEY

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

OPTION = re.compile(r"^#\|\s*(?P<name>[\w-]+)\s*:\s*(?P<value>.*?)\s*$")


def read_options(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Move the options of each code cell from its source to its metadata."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            options, cell.source = split_options(cell.source)
            cell.metadata[KEY] = {"options": options}
    return nb, resources


def split_options(source: str) -> tuple[dict[str, str], str]:
    r"""Split a cell's source into options and code.

    >>> split_options("#| label: fig-status\nshow(chart)")
    ({'label': 'fig-status'}, 'show(chart)')
    """
    lines = source.split("\n")
    heads = []
    for line in lines:
        found = OPTION.match(line)
        if found is None:
            break
        heads.append(found)
    options = {found["name"]: found["value"].strip("\"'") for found in heads}
    return options, "\n".join(lines[len(heads) :])

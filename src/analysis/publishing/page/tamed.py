"""Keeps computed prose to what its authors use: whatever else stands in a label is just words.

A label of the plan can hold anything, and a sentence repeats it. The prose that a notebook's author
writes in a Markdown cell is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.publishing.page.contract import MIME, PROSE, about, code_cells

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

# A bracket stays one where it opens a reference, or a link to another chapter.
ACTIVE = re.compile(r"<|\[(?!@|[^\[\]]*\]\(\w+\.ipynb\))|[{$]")


def tame_prose(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Tame the prose in all outputs."""
    for _, cell in code_cells(nb):
        for output in cell.outputs:
            if about(output).get("kind") == PROSE:
                output.data[MIME[PROSE]] = tamed(output.data[MIME[PROSE]])
    return nb, resources


def tamed(markdown: str) -> str:
    r"""Leave emphasis, lists, code and references; all other markup becomes words.

    >>> print(tamed("**5** van <b> [zie](x), [@fig-x], [VSI](vsi.ipynb)"))
    **5** van &lt;b> \[zie](x), [@fig-x], [VSI](vsi.ipynb)
    """
    return ACTIVE.sub(lambda found: "&lt;" if found[0] == "<" else f"\\{found[0]}", markdown)

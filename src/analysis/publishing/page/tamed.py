"""Escapes markup in computed prose, except what our own sentences use.

Sentences repeat labels of the plan, which can contain anything. The prose in Markdown cells, which
analysts write, stays unchanged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.publishing.page.contract import MIME, PROSE, about, code_cells

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

# A bracket that opens a reference or a link to another chapter is not escaped.
ACTIVE = re.compile(r"<|\[(?!@|[^\[\]]*\]\(\w+\.ipynb\))|[{$]")


def tame_prose(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Escape markup in the prose of all outputs, but for Markdown that a cell displays itself."""
    for cell in code_cells(nb):
        for output in cell.outputs:
            if about(output).get("kind") == PROSE and not about(output).get("authored"):
                output.data[MIME[PROSE]] = tamed(output.data[MIME[PROSE]])
    return nb, resources


def tamed(markdown: str) -> str:
    r"""Keep emphasis, lists, code and references; escape all other markup.

    >>> print(tamed("**5** van <b> [zie](x), [@fig-x], [VSI](vsi.ipynb)"))
    **5** van &lt;b> \[zie](x), [@fig-x], [VSI](vsi.ipynb)
    """
    return ACTIVE.sub(lambda found: "&lt;" if found[0] == "<" else f"\\{found[0]}", markdown)

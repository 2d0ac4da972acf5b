"""Makes ids unique in the report: each output's ids get the output's own id as a prefix.

Without it a chart that is shown twice would have its ids twice, and a browser takes the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.publishing.page.contract import (
    CARDS,
    FIGURE,
    HTML,
    KEY,
    MIME,
    TABLE,
    about,
    code_cells,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

# Patterns begin with letters, which `re` finds fast in large figures. `href` ends `xlink:href`.
DECLARED = re.compile(r"""id(?<=\sid)\s*=\s*(?P<quote>["'])(?P<id>[^"']+)(?P=quote)""")
POINTING = re.compile(r"""(?P<before>(?:url\(\s*["']?|href\s*=\s*["'])#)(?P<id>[^"')\s]+)""")
LISTING = re.compile(
    r"""(?P<before>\s(?:for|headers|aria-(?:labelledby|describedby|controls|owns|details))"""
    r"""\s*=\s*)(?P<quote>["'])(?P<ids>[^"']*)(?P=quote)"""
)


def prefix_identifiers(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Prefix the ids in all figures, tables and HTML, and the references to them."""
    count = 0
    for cell in code_cells(nb):
        for output in cell.outputs:
            details = about(output)
            kind = details.get("kind")
            if kind not in (FIGURE, TABLE, HTML) or details.get("role") == CARDS:
                continue
            count += 1
            prefix = details.get("id") or f"{resources['chapter']}-{count}"
            markup = output.data.get(MIME[kind], "")
            output.data[MIME[kind]] = prefixed(markup, prefix)
            if "narrow" in details:
                narrow = prefixed(details["narrow"], f"{prefix}-narrow")
                output.metadata[KEY]["narrow"] = narrow
            if "data_html" in details:
                output.metadata[KEY]["data_html"] = prefixed(details["data_html"], f"{prefix}-data")
    return nb, resources


def prefixed(markup: str, prefix: str) -> str:
    """Prefix each id that a piece of markup declares, and the references to it in that piece.

    >>> prefixed('<g id="a"/><use href="#a"/><a href="#elders"/>', "vsi")
    '<g id="vsi-a"/><use href="#vsi-a"/><a href="#elders"/>'
    """
    return renamed(markup, {name: f"{prefix}-{name}" for name in declared(markup)})


def declared(markup: str) -> list[str]:
    """List the ids that a piece of markup declares, in order."""
    return [found["id"] for found in DECLARED.finditer(markup)]


def renamed(markup: str, names: Mapping[str, str]) -> str:
    """Rename ids, and the references to them."""

    def listed(found: re.Match[str]) -> str:
        ids = " ".join(names.get(name, name) for name in found["ids"].split())
        return f"{found['before']}{found['quote']}{ids}{found['quote']}"

    markup = DECLARED.sub(lambda m: f'id="{names.get(m["id"], m["id"])}"', markup)
    markup = POINTING.sub(lambda m: m["before"] + names.get(m["id"], m["id"]), markup)
    return LISTING.sub(listed, markup)

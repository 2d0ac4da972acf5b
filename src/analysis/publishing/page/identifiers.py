"""Makes ids unique in the report: those of an output get its chapter and place before them.

Every matplotlib figure calls its first axes `axes_1`; of two equal ids a browser takes the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.publishing.page.contract import FIGURE, HTML, KEY, MIME, TABLE, about, code_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

# They begin with letters, which Python finds fast, for figures are large. `href` ends `xlink:href`.
DECLARED = re.compile(r"""id(?<=\sid)\s*=\s*(?P<quote>["'])(?P<id>[^"']+)(?P=quote)""")
SPACED = re.compile(rf"\s{DECLARED.pattern}")
POINTING = re.compile(r"""(?P<before>(?:url\(\s*["']?|href\s*=\s*["'])#)(?P<id>[^"')\s]+)""")
LISTING = re.compile(
    r"""(?P<before>\s(?:for|headers|aria-(?:labelledby|describedby|controls|owns|details))"""
    r"""\s*=\s*)(?P<quote>["'])(?P<ids>[^"']*)(?P=quote)"""
)
PROLOGUE = re.compile(r"^\s*(?:<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|\s)*", re.DOTALL)
DESCRIPTION = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)  # dates and library versions


def prefix_identifiers(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Prefix the ids in every figure, table and piece of HTML, and all that points to them."""
    count = 0
    for _, cell in code_cells(nb):
        for output in cell.outputs:
            details = about(output)
            kind = details.get("kind")
            if kind not in (FIGURE, TABLE, HTML):
                continue
            count += 1
            prefix = details.get("id") or f"{resources['chapter']}-{count}"
            markup = output.data.get(MIME[kind], "")
            plain = lean_svg(markup) if kind == FIGURE else markup
            output.data[MIME[kind]] = prefixed(plain, prefix)
            if "data_html" in details:
                output.metadata[KEY]["data_html"] = prefixed(details["data_html"], f"{prefix}-data")
    return nb, resources


def prefixed(markup: str, prefix: str) -> str:
    """Put a prefix before each id of a piece of markup, and where the piece itself points to it.

    >>> prefixed('<g id="a"/><use href="#a"/><a href="#elders"/>', "vsi")
    '<g id="vsi-a"/><use href="#vsi-a"/><a href="#elders"/>'
    """
    return renamed(markup, {name: f"{prefix}-{name}" for name in declared(markup)})


def lean_svg(markup: str) -> str:
    """Take out of an SVG what the page does not need: prologue, metadata, ids nobody points to.

    Matplotlib names each clip path at random; they are numbered here, so that the same figure gives
    the same bytes.
    """
    body = DESCRIPTION.sub("", PROLOGUE.sub("", markup, count=1))
    used = {found["id"] for found in POINTING.finditer(body)}
    used |= {name for found in LISTING.finditer(body) for name in found["ids"].split()}
    body = SPACED.sub(lambda found: found[0] if found["id"] in used else "", body)
    return renamed(body, {name: f"n{n}" for n, name in enumerate(declared(body), start=1)})


def declared(markup: str) -> list[str]:
    """List the ids that a piece of markup declares, in its order."""
    return [found["id"] for found in DECLARED.finditer(markup)]


def renamed(markup: str, names: Mapping[str, str]) -> str:
    """Give ids other names, and change all that points to them."""

    def listed(found: re.Match[str]) -> str:
        ids = " ".join(names.get(name, name) for name in found["ids"].split())
        return f"{found['before']}{found['quote']}{ids}{found['quote']}"

    markup = DECLARED.sub(lambda m: f'id="{names.get(m["id"], m["id"])}"', markup)
    markup = POINTING.sub(lambda m: m["before"] + names.get(m["id"], m["id"]), markup)
    return LISTING.sub(listed, markup)

"""Writes what a notebook shows as Markdown for Quarto, which executes notebooks too."""

from __future__ import annotations

import base64
import os
import re
from html import escape
from typing import TYPE_CHECKING, Any

from analysis.paths import CURRENT_VARIABLE
from analysis.toolkit.charts.standalone import standalone
from analysis.toolkit.markdown import plain, tamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Quarto sets it while it executes a document.
EXECUTES = "QUARTO_DOCUMENT_PATH"
MOST = 32  # characters of a cell that count for the width of its column
NARROWEST = 6  # per cent: a line number of four digits fits on paper
_LEFT_OUT = ("role", "data-label")  # for cards on a phone, which a Quarto page does not have


def quarto_executes() -> bool:
    """Tell whether Quarto executes this notebook: not a person, and not a run of planmonitor."""
    return EXECUTES in os.environ and CURRENT_VARIABLE not in os.environ


def shown_in_quarto(data: Mapping[str, str], details: Mapping[str, str], label: str = "") -> str:
    """Write an item's display data and its metadata, from `display.bundle`, as Markdown.

    A figure or table with a `label` gets a block of its own that references lead to. Without one it
    belongs to its cell, whose option gives the label: Quarto then takes the last paragraph of a
    figure, or the caption within a table, as the caption.
    """
    kind = details["kind"]
    if kind == "prose":
        return as_callout(tamed(data["text/markdown"]), details)
    if kind == "html":
        return html_block(data["text/html"])
    remark = block("reading-note", remarks(details))
    if kind == "table":
        content = [html_block(quarto_table(data["text/html"], details["title"])), remark]
    else:
        picture = html_block(_picture(data["image/svg+xml"], details))
        content = [picture, remark, plain(details["title"])]
    text = "\n\n".join(part for part in content if part)
    return block(f"#{label}", text) if label else text


def as_callout(prose: str, details: Mapping[str, str]) -> str:
    """Return prose, in a callout if it is a caution."""
    return block(".callout-warning", prose) if details.get("role") == "caution" else prose


def remarks(details: Mapping[str, Any]) -> str:
    """Write the note and the source of a figure or table; empty without any."""
    lines = [plain(details["note"])] if details.get("note") else []
    lines += [f"*Bron: {plain(details['source'])}*"] if details.get("source") else []
    return "\n\n".join(lines)


def block(name: str, text: str) -> str:
    """Put Markdown in a block (`:::`) with a class, or with an id such as `#fig-x`.

    >>> print(block("reading-note", "Lees zo"))
    ::: {.reading-note}
    <BLANKLINE>
    Lees zo
    <BLANKLINE>
    :::
    """
    attribute = name if name[0] in "#." else f".{name}"
    return f"::: {{{attribute}}}\n\n{text}\n\n:::" if text else ""


def html_block(html: str) -> str:
    """Write HTML as a raw block of Markdown: as `text/html` it would bring jQuery to the page."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", html)), default=0))
    return f"{fence}{{=html}}\n{html}\n{fence}"


def quarto_table(html: str, caption: str = "") -> str:
    """Return a table with the alignment of each cell and the widths of its columns.

    Pandoc reads both from `style` alone. Columns share the width by their longest cells.
    """
    from lxml import etree  # noqa: PLC0415 - only Quarto needs it
    from lxml import html as markup  # noqa: PLC0415

    table = markup.fragment_fromstring(html)
    table.attrib.pop("class", None)
    for element in table.iter("tr", "td", "th", "thead", "tbody", "tfoot"):
        for name in _LEFT_OUT:
            element.attrib.pop(name, None)
        if element.tag in {"td", "th"}:
            side = "right" if "num" in element.get("class", "").split() else "left"
            element.set("style", f"text-align: {side}")
    group = etree.Element("colgroup")
    for share in _shares([row.findall("*") for row in table.iter("tr")]):
        etree.SubElement(group, "col", style=f"width: {share}%")
    table.insert(0, group)
    if caption:
        etree.SubElement(table, "caption").text = caption
        table.insert(0, table[-1])
    return str(markup.tostring(table, encoding="unicode"))


def _shares(rows: Iterable[list[Any]]) -> list[int]:
    """Return the width of each column in per cent of the table; they add up to 100."""
    columns = list(zip(*(map(_words, row) for row in rows), strict=False))
    needs = [_need(cells) for cells in columns]
    shares = [max(NARROWEST, round(100 * need / sum(needs))) for need in needs]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares


def _need(cells: Iterable[str]) -> int:
    """Return the characters that a column needs: its longest word, and up to `MOST` of its text."""
    words = [word for text in cells for word in [*text.split(), text[:MOST]]]
    return max(map(len, words), default=0) + 2


def _words(cell: Any) -> str:  # noqa: ANN401 - an element of lxml, which has no types
    return " ".join(" ".join(cell.itertext()).split())


def _picture(svg: str, details: Mapping[str, str]) -> str:
    content = base64.b64encode(standalone(svg).encode()).decode()
    alt = escape(" ".join(details["alt"].split()))
    style = f"width: {details['width']}; max-width: 100%"
    return f'<img src="data:image/svg+xml;base64,{content}" alt="{alt}" style="{style}">'

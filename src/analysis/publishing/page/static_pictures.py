"""Makes a figure of a picture that a library draws, with the title and text of the cell's options.

A chart of another library often displays a static picture too. The options `fig-cap` and `fig-alt`
of its cell, and the data frame that the cell displays with it, give what the report asks of each
figure: its finding, what it shows, and its data.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from typing import TYPE_CHECKING, Any

from analysis.publishing.page.contract import FIGURE, KEY, MIME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nbformat import NotebookNode

CAPTION, ALT = "fig-cap", "fig-alt"
TABLE = re.compile(r"<table\b[^>]*>(?P<content>.*</thead>.*?)</table>", re.DOTALL)
HEADER, ROW = re.compile(r"<th\b[^>]*>"), re.compile(r"<tr\b[^>]*>")
PNG = b"\x89PNG\r\n\x1a\n"
SVG = re.compile(r"<svg\b[^>]*>", re.IGNORECASE)
VIEW = re.compile(r'\sviewBox="\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)\s*"')
SIDE = r'\s{}="\s*([\d.]+)(?:px|pt)?\s*"'


def lacking(options: Mapping[str, str], outputs: Iterable[NotebookNode]) -> list[str]:
    """Return what a cell lacks to make a figure of its picture."""
    lacks = [f"`#| {name}:`" for name in (CAPTION, ALT) if not options.get(name)]
    return lacks if any(map(_table, outputs)) else [*lacks, "a data frame with the figure's data"]


def is_data(output: NotebookNode) -> bool:
    """Tell whether an output is a data frame, the data of its cell's picture."""
    return bool(_table(output))


def has_picture(output: NotebookNode) -> bool:
    """Tell whether an output has a static picture, of a type that a figure can be made of."""
    return _drawing(output.get("data", {})) is not None


def as_figure(
    output: NotebookNode, options: Mapping[str, str], outputs: Iterable[NotebookNode]
) -> NotebookNode:
    """Return an output with a picture as a figure; its cell lacks nothing."""
    from nbformat import from_dict

    svg = _drawing(output.data)
    data_html = next(table for one in outputs if (table := _table(one)))
    details = {"kind": FIGURE, "title": options[CAPTION], "alt": options[ALT]}
    details["data_html"] = data_html
    data = {MIME[FIGURE]: svg, "text/plain": options[ALT]}
    content = {"output_type": "display_data", "metadata": {KEY: details}, "data": data}
    made: NotebookNode = from_dict(content)  # type: ignore[no-untyped-call] # has no types
    return made


def _table(output: NotebookNode) -> str:
    """Return a data frame as one of the report's tables; an empty string without a frame."""
    if output.get("metadata", {}).get(KEY):
        return ""
    found = TABLE.search(_joined(output.get("data", {}).get("text/html")))
    if not found:
        return ""
    head, end, body = found["content"].partition("</thead>")
    scoped = HEADER.sub('<th scope="col">', head) + end + HEADER.sub('<th scope="row">', body)
    return f"<table>{ROW.sub('<tr>', scoped)}</table>"


def _drawing(data: Mapping[str, Any]) -> str | None:
    """Return the picture of an output as an SVG that holds it, so that its ids stay its own."""
    text = _joined(data.get("image/svg+xml"))
    if (size := _svg_size(text)) is not None:
        return _holding("image/svg+xml", text.encode(), size)
    try:
        content = base64.b64decode(_joined(data.get("image/png")))
    except (binascii.Error, ValueError):
        return None
    if not content.startswith(PNG) or len(content) < len(PNG) + 16:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return _holding("image/png", content, (width, height)) if width and height else None


def _svg_size(text: str) -> tuple[float, float] | None:
    found = SVG.search(text)
    if not found:
        return None
    sides = [re.search(SIDE.format(name), found[0]) for name in ("width", "height")]
    view = VIEW.search(found[0])
    numbers = view.groups() if view else [side[1] for side in sides if side]
    try:
        width, height = map(float, numbers)
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 else None


def _holding(mime: str, content: bytes, size: tuple[float, float]) -> str:
    width, height = (f"{side:g}" for side in size)
    address = f"data:{mime};base64,{base64.b64encode(content).decode()}"
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{address}"/></svg>'
    )


def _joined(text: Any) -> str:  # noqa: ANN401 - a text, its lines, or nothing
    if isinstance(text, list):
        return "".join(map(str, text))
    return text if isinstance(text, str) else ""

"""Wide tables: on a phone each row becomes a card, every cell with its column's name."""

from __future__ import annotations

import re
from html import unescape

TAG = re.compile(r"<[^>]+>")
ROW = re.compile(r"<tr\b(?P<attributes>[^>]*)>(?P<cells>.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(?P<tag>t[hd])\b(?P<attributes>[^>]*)>(?P<content>.*?)</(?P=tag)>", re.DOTALL)
HEAD = re.compile(r"<thead>(?P<rows>.*?)</thead>", re.DOTALL)
PART = re.compile(r"<(?P<part>tbody|tfoot)>(?P<rows>.*?)</(?P=part)>", re.DOTALL)
FEWEST, LONG, WIDE = 3, 45, 90  # columns; characters of one cell, and of a row's longest cells
MANY = 6  # columns that a phone has no room for, however short their cells


def stackable(html: str) -> str:
    """Prepare a table for the phone when it is too wide to be read there by scrolling sideways.

    Roles are written out, for browsers forget them when a row is no longer laid out as one. A table
    of few columns with short cells, or with cells over several columns, stays as it is.

    Parameters
    ----------
    html
        A table with one row of headers, as `analysis.toolkit.tables` makes it.
    """
    head = HEAD.search(html)
    if not head or "colspan" in html or "rowspan" in html or head["rows"].count("<tr") != 1:
        return html
    names = [_text(cell["content"]) for cell in CELL.finditer(head["rows"])]
    if not _wordy(html, len(names)):
        return html
    marked = PART.sub(lambda part: _part(part, names), html)
    classes = re.search(r'<table\b[^>]*class="', marked)
    if classes:
        return marked.replace('class="', 'class="stack ', 1)
    return marked.replace("<table", '<table class="stack"', 1)


def _wordy(html: str, columns: int) -> bool:
    longest = [0] * columns
    for row in ROW.finditer(html):
        for place, cell in enumerate(CELL.finditer(row["cells"])):
            if place < columns:
                longest[place] = max(longest[place], len(_text(cell["content"])))
    return columns >= MANY or (columns >= FEWEST and max(longest) > LONG and sum(longest) > WIDE)


def _part(part: re.Match[str], names: list[str]) -> str:
    rows = ROW.sub(lambda row: _row(row, names), part["rows"])
    return f'<{part["part"]} role="rowgroup">{rows}</{part["part"]}>'


def _row(row: re.Match[str], names: list[str]) -> str:
    cells = []
    for name, cell in zip(names, CELL.finditer(row["cells"]), strict=False):
        role = "rowheader" if cell["tag"] == "th" else "cell"
        label = f' data-label="{name}"' if cell["tag"] == "td" else ""
        opened = f'<{cell["tag"]} role="{role}"{label}{cell["attributes"]}>'
        cells.append(f"{opened}{cell['content']}</{cell['tag']}>")
    return f'<tr role="row"{row["attributes"]}>{"".join(cells)}</tr>'


def _text(html: str) -> str:
    """Return a cell's words, fit for an attribute."""
    return " ".join(unescape(TAG.sub(" ", html)).split()).translate(ESCAPED)


ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

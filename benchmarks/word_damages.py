"""Damages of one table of a Word document: what a wrong reading of a page does to its cells."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, TypeAlias

import docx
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from docx.table import Table, _Row

Damage: TypeAlias = "Callable[[Table, int, Random], bool]"


def damaged_word(path: Path, damage: Damage, rng: Random) -> Path:
    """Save a copy of a document of which one table is damaged."""
    document = docx.Document(str(path))
    tables = [table for table in document.tables if len(table.rows) > 3]
    for _ in range(100):
        table = rng.choice(tables)
        if damage(table, rng.randrange(1, len(table.rows)), rng):
            break
    copied = path.with_name("damaged.docx")
    document.save(str(copied))
    return copied


def cells_of(row: _Row) -> list:
    """Return the cells that a row has in the file."""
    return list(row._tr.findall(qn("w:tc")))


def texts_of(cell: object) -> list:
    """Return the paragraphs of a cell that hold text."""
    return [p for p in cell.findall(qn("w:p")) if any(t.text for t in p.iter(qn("w:t")))]


def give(source: object, target: object) -> None:
    """Move the paragraphs of one cell to the end of another."""
    for paragraph in texts_of(source):
        target.append(paragraph)
    if not source.findall(qn("w:p")):
        source.append(source.makeelement(qn("w:p"), {}))


def shifted_right(table: Table, row: int, rng: Random) -> bool:
    """Move the texts of a row one cell to the right, from some cell on."""
    cells = cells_of(table.rows[row])
    if len(cells) < 2 or not texts_of(cells[0]):
        return False
    start = rng.randrange(len(cells) - 1)
    for one, other in reversed(list(zip(cells[start:], cells[start + 1 :], strict=False))):
        for paragraph in texts_of(other):
            other.remove(paragraph)
        give(one, other)
    return True


def two_as_one(table: Table, row: int, rng: Random) -> bool:
    """Append the text of a cell to that of the cell before."""
    cells = cells_of(table.rows[row])
    full = [n for n in range(1, len(cells)) if texts_of(cells[n]) and texts_of(cells[n - 1])]
    if not full:
        return False
    at = rng.choice(full)
    give(cells[at], cells[at - 1])
    return True


def cell_lost(table: Table, row: int, rng: Random) -> bool:
    """Empty a cell."""
    full = [cell for cell in cells_of(table.rows[row]) if texts_of(cell)]
    if len(full) < 2:
        return False
    cell = rng.choice(full)
    for paragraph in texts_of(cell)[1:]:
        cell.remove(paragraph)
    for text in texts_of(cell)[0].iter(qn("w:t")):
        text.text = ""
    return True


def rows_as_one(table: Table, row: int, _: Random) -> bool:
    """Append each cell of a row to the cell above."""
    above, cells = cells_of(table.rows[row - 1]), cells_of(table.rows[row])
    if row < 2 or len(above) != len(cells) or len(cells) < 2:
        return False
    for one, other in zip(above, cells, strict=True):
        give(other, one)
    table._tbl.remove(table.rows[row]._tr)
    return True


def row_as_two(table: Table, row: int, _: Random) -> bool:
    """Cut the first cell of a row in the middle: the rest is a row of its own."""
    tr = table.rows[row]._tr
    cells = cells_of(table.rows[row])
    words = next((t for t in cells[0].iter(qn("w:t")) if len((t.text or "").split()) > 3), None)
    if len(cells) < 2 or words is None:
        return False
    rest = copy.deepcopy(tr)
    parts = words.text.split()
    half = len(parts) // 2
    at = list(cells[0].iter(qn("w:t"))).index(words)
    words.text = " ".join(parts[:half])
    for place, cell in enumerate(rest.findall(qn("w:tc"))):
        for number, text in enumerate(cell.iter(qn("w:t"))):
            keep = place == 0 and number == at
            text.text = " ".join(parts[half:]) if keep else ""
    for mark in list(rest.iter(qn("w:numPr"))):
        mark.getparent().remove(mark)
    tr.addnext(rest)
    return True


def running_head(table: Table, row: int, rng: Random) -> bool:
    """Put the text of a running head into a cell."""
    cells = [cell for cell in cells_of(table.rows[row]) if texts_of(cell)]
    if not cells:
        return False
    text = rng.choice(list(rng.choice(cells).iter(qn("w:t"))))
    text.text = f"{text.text} Ondernemingsplan - DWWE - 2031 pagina 12 van 40"
    return True


def header_again(table: Table, row: int, _: Random) -> bool:
    """Put the header among the rows, without a flag."""
    table.rows[row]._tr.addprevious(copy.deepcopy(table.rows[0]._tr))
    return row > 1


def theme_plain(table: Table, row: int, _: Random) -> bool:
    """Make a row that spans the table plain, and one cell of it."""
    cells = cells_of(table.rows[row])
    if len(cells) != 1 or len(cells_of(table.rows[0])) < 2:
        return False
    for bold in list(cells[0].iter(qn("w:b"))):
        bold.getparent().remove(bold)
    span = next(cells[0].iter(qn("w:gridSpan")), None)
    if span is not None:
        span.getparent().remove(span)
    return True


def header_lost(table: Table, _: int, __: Random) -> bool:
    """Take the header out."""
    table._tbl.remove(table.rows[0]._tr)
    return True


DAMAGES = {
    "cells shifted right": shifted_right,
    "two cells as one": two_as_one,
    "cell lost": cell_lost,
    "rows as one": rows_as_one,
    "row as two": row_as_two,
    "running head in a cell": running_head,
    "header among rows": header_again,
    "theme not bold": theme_plain,
    "header lost": header_lost,
}

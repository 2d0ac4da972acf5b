"""How many rows with a wrong cell have no note: Word documents are damaged, and the notes counted.

Each damage is what a wrong reading of a page does to a table: cells shifted by a column, two cells
read as one, rows joined or cut, a running head or a header among the rows, a theme that is not
bold.

    python benchmarks/damage.py [number of damages per kind]
"""

from __future__ import annotations

import copy
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import docx
from docx.oxml.ns import qn

from analysis.errors import DocumentError
from analysis.plan.ingest.plan import read_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.table import Table, _Row

    from analysis.plan.ingest.plan import RawPlan

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from generated import generate_plan
from generated.word import LAYOUTS, write_word

YEAR, SEEDS, TIMES = 2031, (1, 7), 40
TABLES = ("milestones", "norms", "inspections", "budget", "workforce", "letters")
POSITION = {"line", "page"}
NEAR = 2  # paragraphs between a row and its note
Damage: TypeAlias = "Callable[[Table, int, Random], bool]"


def main() -> None:
    """Damage documents and print, by kind, the wrong rows and those without a note."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    wrong, silent = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for seed in SEEDS:
            path = Path(folder) / f"plan-{seed}.docx"
            write_word(generate_plan(seed=seed, year=YEAR), path, LAYOUTS["grid"])
            whole = read_plan(path, YEAR)
            for name, damage in DAMAGES.items():
                rng = Random(f"{seed}/{name}")  # noqa: S311 - a benchmark keeps no secret
                for _ in range(times):
                    found = damaged(path, damage, rng)
                    if found is not None:
                        one, other = count(whole, found)
                        wrong[name] += one
                        silent[name] += other
    print(f"{'damage':24s} {'wrong rows':>10s} {'without note':>12s}")
    for name in DAMAGES:
        print(f"{name:24s} {wrong[name]:10d} {silent[name]:12d}")
    share = silent.total() / max(1, wrong.total())
    print(f"{'all':24s} {wrong.total():10d} {silent.total():12d}   {share:.1%}")


def damaged(
    path: Path, damage: Callable[[Table, int, Random], bool], rng: Random
) -> RawPlan | None:
    """Read a document of which one table was damaged; None when it is refused."""
    document = docx.Document(str(path))
    tables = [table for table in document.tables if len(table.rows) > 3]
    for _ in range(100):
        table = rng.choice(tables)
        if damage(table, rng.randrange(1, len(table.rows)), rng):
            break
    copied = path.with_name("damaged.docx")
    document.save(str(copied))
    try:
        return read_plan(copied, YEAR)
    except DocumentError:
        return None


def count(whole: RawPlan, found: RawPlan) -> tuple[int, int]:
    """Return how many rows are wrong or lost, and how many of these no new note is about."""
    old = {(note.table, note.reason, note.quote) for note in whole.notes}
    fresh = [note for note in found.notes if (note.table, note.reason, note.quote) not in old]
    wrong = silent = 0
    for name in TABLES:
        columns = [column for column in whole.tables[name] if column not in POSITION]
        wanted = Counter(map(tuple, whole.tables[name][columns].to_numpy().tolist()))
        rows = found.tables[name]
        about = [note for note in fresh if note.table in {name, "(none)"}]
        extra = 0
        for cells, line in zip(rows[columns].to_numpy().tolist(), rows["line"], strict=True):
            if wanted[tuple(cells)]:
                wanted[tuple(cells)] -= 1
                continue
            extra += 1
            wrong += 1
            silent += not any(is_about(note.line, note.reason, int(line)) for note in about)
        lost = max(0, wanted.total() - extra)
        wrong += lost
        silent += lost if not about else 0
    return wrong, silent


def is_about(line: int, reason: str, row: int) -> bool:
    """Tell whether a note is about a row: at its line, or about its table as a whole."""
    return abs(line - row) <= NEAR or line == 0 or "add up" in reason or "header" in reason


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

if __name__ == "__main__":
    main()

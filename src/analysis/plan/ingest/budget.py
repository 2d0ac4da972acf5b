"""Reads the budget: per measure, what was realised and what is granted, as VAK and as VEK."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analysis.plan.ingest.notes import Note
from analysis.plan.ingest.reading import TableReading, pieces, table_reading
from analysis.plan.ingest.sums import sums_to_total
from analysis.plan.ingest.tables import find_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Document
    from analysis.plan.ingest.tables import TablePart, TableRow

AMOUNTS = ["vak_realised", "vek_realised", "vak_budget", "vek_budget"]

_WORDS = "Doelstelling maatregel begrotingsartikel gerealiseerd budget"
_AMOUNT = re.compile(r"-?\d{1,3}(?:\.\d{3})*|[Nn]vt|-|")
_NONE = re.compile(r"nvt|n\.v\.t\.|-|", re.IGNORECASE)
_TOTAL = re.compile(r"(?:eind)?totaal\b.*", re.IGNORECASE)
_SUBTOTAL = re.compile(r"(?:sub|deel|tussen)-?totaal\b.*", re.IGNORECASE)


def read_budget(document: Document) -> TableReading:
    """Read the budget table, as printed; it is empty where the document has none.

    A row with nothing but a label is the objective of the rows after it. Receipts have two amounts
    only: they are VEK, and the VAK cells are empty.
    """
    parts, notes = find_parts(document.grids, _is_header, words=_WORDS, table="budget", width=6)
    rows = list(_rows(parts))
    notes += [note for row in rows for note in _doubts(row)]
    notes += [*_articles(rows), *_totals(rows), *pieces("budget", rows, name=1)]
    notes += _under_pieces(rows)
    return table_reading("budget", rows, notes, parts)


def _is_header(text: str) -> bool:
    return all(re.search(rf"(?i)\b{word}", text) for word in ("maatregel", "vak", "vek"))


def _columns(part: TablePart) -> list[int]:
    """Return the columns of the article and the four amounts; realised come first."""
    article = part.column("artikel") or 1
    found = {kind: part.columns(rf"\b{kind}\b") for kind in ("vak", "vek")}
    amounts = [columns[place] for place in (0, 1) for columns in found.values() if columns[place:]]
    if len(amounts) != len(AMOUNTS):
        amounts = list(range(article + 1, article + 1 + len(AMOUNTS)))
    return [article, *amounts]


def _rows(parts: Sequence[TablePart]) -> Iterator[list[str]]:
    """Yield the rows of all parts; the last objective of a part holds for the next one too."""
    objective = ""
    for part in parts:
        columns = _columns(part)
        strong = any(_is_strong(row) for row in part.rows)
        for row in part.rows:
            label, cells = row.text(0), [row.own(column) for column in columns]
            alone = row.alone
            if alone is not None and alone.column == 0 and (_is_strong(row) or not strong):
                objective = alone.text
            else:
                yield [objective, label, *cells, str(row.line)]


def _is_strong(row: TableRow) -> bool:
    """Tell whether a row is a title that shows: one cell over the table, or bold and by itself."""
    alone = row.alone
    return alone is not None and (alone.bold or alone.columns >= row.grid.width)


def _under_pieces(rows: Sequence[Sequence[str]]) -> Iterator[Note]:
    """Yield a note for each row below a label without amounts: that may be its objective."""
    under, objective = False, ""
    for row in rows:
        if row[0] != objective:
            under, objective = False, row[0]
        if under:
            yield Note("budget", int(row[-1]), "may be of another objective: see above", row[1])
        under = under or not any(row[2:-1])


def _doubts(row: Sequence[str]) -> Iterator[Note]:
    objective, measure, _, *amounts, number = row
    line = int(number)
    if not objective:
        yield Note("budget", line, "no objective above the row", measure)
    if _SUBTOTAL.fullmatch(measure):
        yield Note("budget", line, "a subtotal, and no measure", measure)
    if not measure:
        yield Note("budget", line, "amounts without a label", " ".join(amounts))
    if not all(map(_AMOUNT.fullmatch, amounts)):
        yield Note("budget", line, "unusual amounts", " ".join(amounts))
    filled = [bool(amount) for amount in amounts]
    if filled not in ([True] * 4, [False, True] * 2):
        yield Note("budget", line, f"{sum(filled)} amounts", measure)


def _articles(rows: Sequence[Sequence[str]]) -> Iterator[Note]:
    """Yield a note for each article that has not the form of most."""
    shapes = Counter(shape for row in rows for part in _parts(row[2]) for shape in [_shape(part)])
    usual = {shape for shape, count in shapes.items() if 5 * count >= shapes.total()}
    for row in rows:
        odd = [part for part in _parts(row[2]) if _shape(part) not in usual]
        receipts = not row[2] and not row[3] and row[4]
        if odd or not (row[2] or receipts):
            yield Note("budget", int(row[-1]), "an unusual article", row[2])


def _parts(article: str) -> list[str]:
    return [] if _NONE.fullmatch(article) else re.split(r"\s*[/;,]\s*|\s+en\s+", article)


def _shape(article: str) -> str:
    """Return the form of an article: its lengths between hyphens, and where its digits are.

    >>> _shape("JB0-1JDB2CA-WT")
    'aa9-9aaaxxx-aa'
    """
    parts = article.split("-")
    return "-".join(_form(part) for part in parts)


def _form(part: str) -> str:
    letters = re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", part))
    return letters[:4] + "x" * len(letters[4:])


def _totals(rows: Sequence[Sequence[str]]) -> Iterator[Note]:
    total = next((row for row in rows if _TOTAL.fullmatch(row[1])), None)
    others = [row for row in rows if not (_TOTAL.fullmatch(row[1]) or _SUBTOTAL.fullmatch(row[1]))]
    yield from sums_to_total("budget", others, total, dict(enumerate(AMOUNTS, start=3)))

"""Reads a CSV file as text cells, as spreadsheets and editors save it.

`pandas.read_csv` takes the first column for row labels when a row has a cell too many, and fills a
row that is too short, so this module reads the rows itself. What cannot be read one way only, such
as a row that is too short, is reported and never repaired.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem, nearest, quoted
from analysis.input_files import conflict_problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    Row = tuple[int, list[str]]  # a row's number in a spreadsheet, and its cells

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
UTF8, UTF16, WINDOWS = "UTF-8", "UTF-16", "Windows-1252"
_CODECS = {UTF8: "utf-8-sig", UTF16: "utf-16", WINDOWS: "cp1252"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMED = re.compile(r'\A"?sep=(?P<separator>[,;\t])"?[,;\t]*(?:\r\n?|\n)', re.IGNORECASE)
#: Soft hyphens, zero-width characters and marks of direction, which nobody sees in a cell.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: What databases and web pages offer as a download for Excel.
_WEB_PAGE = re.compile(r"\s*<(?:\?xml|!doctype|!--|(?:html|head|body|table|meta)\b)", re.IGNORECASE)
#: UTF-8 that was read as Windows-1252 and saved so: `Ã«` for `ë`.
_TWICE_ENCODED = re.compile(r"[ÂÃâ][^\x00-\x7f]+")
#: What a spreadsheet shows for a cell that it cannot compute, or that is too narrow.
_SPREADSHEET_ERROR = re.compile(
    r"#(?:NAAM\?|NAME\?|VERW!|REF!|WAARDE!|VALUE!|N/B|N/A|DEEL/0!|DIV/0!|GETAL!|NUM!|LEEG!|NULL!|#+)"
)
_HOW = "docs/how-to.md says how to edit a table in Excel."
#: How many files to remember: a few years' tables.
_FILES = 64


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV file is written: its encoding and its separator."""

    encoding: str
    separator: str

    @property
    def note(self) -> str:
        """What is unusual about it, for people; empty for UTF-8 with commas."""
        parts = (
            [] if self.separator == "," else [f"cells separated by {SEPARATORS[self.separator]}"]
        )
        parts += [] if self.encoding == UTF8 else [f"text in {self.encoding}"]
        return " and ".join(parts)


def read_csv(path: Path, where: str, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Read a CSV file as text, indexed by a spreadsheet's row numbers; `where` is for messages.

    `columns` are the names that its header should have: they show rows above the header.

    The file may be in UTF-8, Windows-1252 or UTF-16 with a byte order mark, with commas, semicolons
    or tabs between its cells. Rows and columns without any text are left out. Cells are in NFC,
    without spaces around them and without invisible characters, so that equal words are equal.

    Raises
    ------
    DataError
        When the file is not CSV, was damaged by another program, or has rows that are longer or
        shorter than its header: one problem per row or cell.
    """
    _, rows = _read(path.read_bytes(), where)
    if not rows:
        raise DataError(Problem(where, "an empty file", "a header and rows", "Add the header."))
    _check_header(rows, where, columns)
    (_, header), *others = rows
    width = len(header)
    others = [
        (number, cells[:width] if not any(cells[width:]) else cells) for number, cells in others
    ]
    problems = [
        _wrong_length(f"{where}, row {number}", cells, header)
        for number, cells in others
        if len(cells) != width
    ]
    problems += [
        Problem(f"{where}, row {number}", "the header again", "the header once", "Remove the row.")
        for number, cells in others
        if cells == header
    ]
    problems += _damaged(rows, where)
    if problems:
        raise DataError(*problems)
    index = pd.Index([number for number, _ in others], name="row", dtype="int64")
    return _without_empty_columns(
        pd.DataFrame([cells for _, cells in others], index, header, dtype=str)
    )


def csv_form(path: Path, where: str) -> CsvForm:
    """Tell how a CSV file is written.

    Raises
    ------
    DataError
        When it cannot be read as text cells.
    """
    form, _ = _read(path.read_bytes(), where)
    return form


def clean_cell(text: str) -> str:
    r"""Return a cell in NFC, without spaces around it and without invisible characters.

    >>> clean_cell(" mijl\u00adpaal\u200b ")
    'mijlpaal'
    """
    if text.isascii():
        return text.strip()
    plain = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", plain).strip()


def check_columns(where: str, found: Sequence[str], expected: Sequence[str]) -> None:
    """Check that a header names each expected column once, and no other.

    Raises
    ------
    DataError
        With one problem per column that is missing, unknown or repeated.
    """
    unknown = [name for name in found if name not in expected]
    missing = [name for name in expected if name not in found]
    problems = [_missing(f"{where}, row 1", name, unknown, expected) for name in missing]
    problems += [
        Problem(
            f"{where}, row 1, column '{name}'",
            "an unknown column" if name else "a column without a name",
            quoted(expected),
            "Remove the column.",
        )
        for name in unknown
        if not missing
    ]
    problems += [
        Problem(f"{where}, row 1", f"column '{name}' twice", "each column once", "Remove one.")
        for name in sorted({name for name in found if list(found).count(name) > 1})
    ]
    if problems:
        raise DataError(*problems)


@lru_cache(maxsize=_FILES)
def _read(data: bytes, where: str) -> tuple[CsvForm, list[Row]]:
    """Read how a file is written, and its rows with text, each with its number.

    A run reads the same files to build the tables, to audit them and to list them.
    """
    encoding, text = _text(data, where)
    if conflict := conflict_problem(text, where, "a CSV file"):
        raise DataError(conflict)
    if _WEB_PAGE.match(text):
        remedy = f"Open the file in Excel, and save it as CSV UTF-8. {_HOW}"
        raise DataError(Problem(where, "a web page, named as CSV", "a CSV file", remedy))
    named = _NAMED.match(text)
    begin = named.end() if named else 0
    separator = named["separator"] if named else _separator(text)
    # Excel hides the line that names the separator: its first row is the header.
    rows = list(_rows(text[begin:], separator, where, text.count("\n", 0, begin)))
    return CsvForm(encoding, separator), rows


def _text(data: bytes, where: str) -> tuple[str, str]:
    """Return a file's encoding and its text."""
    encoding = UTF16 if data.startswith(_UTF16) else UTF8
    try:
        text = data.decode(_CODECS[encoding])
    except UnicodeDecodeError as error:
        encoding, text = WINDOWS, _as_windows(data, where, error)
    if "\0" in text:
        remedy = f"Restore the file: git restore {where}. {_HOW}"
        raise DataError(Problem(where, "binary data", "a CSV file", remedy))
    return encoding, text


def _as_windows(data: bytes, where: str, error: UnicodeDecodeError) -> str:
    """Return text in Windows-1252, unless other bytes of the file are UTF-8."""
    rest = data.decode("utf-8", errors="surrogateescape")
    mixed = any("\x7f" < sign < "\ud800" or sign > "\udfff" for sign in rest)
    try:
        text = data.decode(_CODECS[WINDOWS])
    except UnicodeDecodeError:
        mixed = True
    if not mixed:
        return text
    place = f"{where}, line {data.count(bytes([10]), 0, error.start) + 1}"
    found = (
        f"a byte that is not UTF-8 (0x{data[error.start]:02x}), in a file that is not Windows-1252"
    )
    remedy = f"Type the cell again, and save the file as CSV UTF-8. {_HOW}"
    raise DataError(Problem(place, found, "a file in one encoding", remedy))


def _separator(text: str) -> str:
    """Return the separator that splits the header into most cells; a comma when none does.

    A line without any separator is a title above the header.
    """
    lines = [line for line in text.splitlines() if line.strip(',;\t" ')]
    header = next((line for line in lines if any(sign in line for sign in SEPARATORS)), "")
    return max(SEPARATORS, key=lambda sign: len(next(csv.reader([header], delimiter=sign), [])))


def _rows(text: str, separator: str, where: str, skipped: int) -> Iterator[Row]:
    """Yield each row that has any text, with its number; `skipped` lines come before the text."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin = 0
    try:
        for number, cells in enumerate(reader, start=1):
            begin, clean = reader.line_num, [clean_cell(cell) for cell in cells]
            if any(clean):
                yield number, clean
    except csv.Error as error:
        expected = "a CSV file with a header and equally long rows"
        place = f"{where}, line {begin + skipped + 1}"
        remedy = "Look for a quotation mark that is not closed or not doubled, from this line on."
        raise DataError(Problem(place, str(error), expected, remedy)) from None


def _check_header(rows: Sequence[Row], where: str, columns: Sequence[str]) -> None:
    (_, header), *others = rows
    below = next((number for number, cells in others if _names(cells) == {*columns}), None)
    if below is not None and _names(header) != {*columns}:
        found = f"'{' '.join(header).strip()[:60]}' above the header, which is row {below}"
        remedy = f"Remove the rows above row {below}."
        raise DataError(Problem(f"{where}, row 1", found, "the header in the first row", remedy))
    if len(header) == 1 and "," in header[0]:
        remedy = f"Restore the file: git restore {where}. {_HOW}"
        found = "each row in one cell: Excel opened a file with commas and saved it again"
        raise DataError(Problem(f"{where}, row 1", found, "a cell per column", remedy))


def _names(cells: Sequence[str]) -> set[str]:
    return {name for name in cells if name}


def _damaged(rows: Sequence[Row], where: str) -> list[Problem]:
    """Find cells that another program damaged: wrong letters, and errors of a spreadsheet."""
    problems = []
    for number, cells in rows:
        for place, cell in enumerate(cells, start=1):
            if found := _damage(cell):
                here = f"{where}, row {number}, cell {place}"
                remedy = f"Type the cell again, or restore the file: git restore {where}. {_HOW}"
                problems.append(Problem(here, found, "the text of the plan", remedy))
    return problems


def _damage(cell: str) -> str:
    """Say how a cell is damaged; nothing when it is not."""
    if _SPREADSHEET_ERROR.fullmatch(cell):
        return f"'{cell}', an error of a spreadsheet"
    if not cell.isascii() and (meant := _meant(cell)):
        return f"'{cell[:60]}', which was '{meant}' before a program misread its encoding"
    return ""


def _meant(cell: str) -> str:
    """Return what a cell said before UTF-8 was read as Windows-1252; empty when it was not."""
    for found in _TWICE_ENCODED.finditer(cell):
        try:
            return found[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _without_empty_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out columns without a name and without any text."""
    named = [bool(name) or bool(table.iloc[:, place].any()) for place, name in enumerate(table)]
    return table.loc[:, named]


def _wrong_length(where: str, cells: Sequence[str], header: Sequence[str]) -> Problem:
    remedy = "Add empty cells at the end."
    if len(cells) > len(header):
        remedy = "Remove the extra cells, or put quotation marks around a cell with a comma."
    found = f"{len(cells)} cells, the last one '{cells[-1]}'"
    return Problem(where, found, f"{len(header)} cells, as the header has", remedy)


def _missing(where: str, name: str, unknown: Sequence[str], expected: Collection[str]) -> Problem:
    found = f"no column '{name}'"
    remedy = "Add the column."
    if unknown:
        likely = nearest(name, unknown) or unknown[0]
        found += f", and unknown columns: {', '.join(unknown)}"
        remedy = f"Rename the column '{likely}' to '{name}', if that is what it holds; else add it."
    return Problem(where, found, f"the columns {', '.join(expected)}", remedy)

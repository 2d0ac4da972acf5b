"""Checks repetitions and remarks noted by hand: their words must stand on their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.errors import Problem
from analysis.plan.ingest.document.wording import squeeze
from analysis.plan.tables.csv_file import clean_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from analysis.plan.ingest.document.model import Line

SIDES = ("left", "right")

_PROSE = re.compile(r"prose@(?P<line>\d+):(?P<words>.+?)(?= [+x] [a-z_]+@|$)")


def check_repeats(repeats: pd.DataFrame, lines: Sequence[Line], where: str) -> Iterator[Problem]:
    """Yield a problem for each words of the prose that are not on the line that is noted.

    Parameters
    ----------
    repeats
        The table as text; its index is the row's number in the file.
    lines
        The lines of the document.
    where
        The file's name, for the messages.
    """
    for side in SIDES:
        for row, cell in repeats[side].items():
            for match in _PROSE.finditer(cell):
                if not _stands(match["words"], int(match["line"]), lines):
                    yield Problem(
                        where=f"{where}, row {row}, column '{side}'",
                        found=f"'{match['words']}', which is not on line {match['line']}",
                        expected="words of the prose as they stand on that line of the document",
                        remedy="Correct the line or the words, or take the row out.",
                    )


def check_remarks(remarks: pd.DataFrame, lines: Sequence[Line], where: str) -> Iterator[Problem]:
    """Yield a problem for each remark whose words are not on its line.

    The table is text; its index is the row's number in the file.
    """
    for row, (words, line) in remarks[["words", "line"]].iterrows():
        if not (line.isdecimal() and _stands(words, int(line), lines)):
            yield Problem(
                where=f"{where}, row {row}, column 'words'",
                found=f"'{words}', which is not on line {line}",
                expected="words of the prose as they stand on that line of the document",
                remedy="Correct the line or the words, or take the row out.",
            )


def _stands(words: str, number: int, lines: Sequence[Line]) -> bool:
    if not 1 <= number <= len(lines):
        return False
    line = lines[number - 1]
    return any(squeeze(words) in squeeze(clean_cell(text)) for text in (line.raw, line.text))

"""How much of a table that was read is exactly what the plan holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from .reading import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Score:
    """Rows that are exact, of all that stand in the truth or were found besides."""

    table: str
    exact: int
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]

    @property
    def share(self) -> float:
        """Give the share of exact rows; a row too many counts as much as one too few."""
        rows = self.exact + max(len(self.missing), len(self.unexpected))
        return self.exact / rows if rows else 1.0

    def __str__(self) -> str:
        """List what differs: rows of the truth with -, rows found with +."""
        lines = [f"{self.table}: {self.exact} rows exact ({self.share:.2%})"]
        lines += [f"  - {row}" for row in self.missing[:_SHOWN]]
        lines += [f"  + {row}" for row in self.unexpected[:_SHOWN]]
        more = max(len(self.missing), len(self.unexpected)) - _SHOWN
        return "\n".join([*lines, *([f"  ({more} more)"] if more > 0 else [])])


def compare(
    table: str,
    found: pd.DataFrame,
    truth: pd.DataFrame,
    *,
    ignore: tuple[str, ...] = (),
    line_tolerance: int | None = None,
) -> Score:
    """Compare a table with the truth, in the columns of the design.

    Parameters
    ----------
    table
        Its name in the design.
    found, truth
        What a reader gives, and what the generator wrote. Order does not matter.
    ignore
        Columns to leave out.
    line_tolerance
        How far a row's line may be off; None does not look at lines.

    Returns
    -------
    Score
        Two rows are the same when all their columns are, blanks and the notations that the design
        leaves open aside (`CANONICAL`). Where the text cannot tell a theme, it is not compared.
    """
    names = [name for name in COLUMNS[table] if name not in {*ignore, "line"}]
    missing_columns = [name for name in names if name not in found.columns]
    if missing_columns:
        message = f"{table}: no column {', '.join(missing_columns)} in {list(found.columns)}"
        raise ValueError(message)
    wanted = _rows(truth, names)
    got = _rows(found, names)
    pairs, lost, extra = _matched(wanted, got, line_tolerance)
    loose = [name for name in names if name != "theme"]
    if "theme_exact" in truth:
        unsure = [at for at in lost if not truth["theme_exact"].iloc[at]]
        again = _rows(truth, loose), _rows(found, loose)
        pairs, lost, extra = _again(pairs, lost, extra, unsure, again)
    return Score(
        table,
        pairs,
        tuple(_shown(wanted[at], names) for at in lost),
        tuple(_shown(got[at], names) for at in extra),
    )


Row: TypeAlias = tuple[tuple[str, ...], int]


def _rows(frame: pd.DataFrame, names: list[str]) -> list[Row]:
    columns = [[_canonical(name, value) for value in frame[name]] for name in names]
    lines = [int(line) for line in frame["line"]] if "line" in frame else [0] * len(frame)
    return list(zip(zip(*columns, strict=True), lines, strict=True))


def _matched(
    wanted: list[Row], got: list[Row], tolerance: int | None
) -> tuple[int, list[int], list[int]]:
    """Pair equal rows, the nearest lines first; give the number of pairs and what is left."""
    open_rows: dict[tuple[str, ...], list[int]] = {}
    for at, (cells, _) in enumerate(got):
        open_rows.setdefault(cells, []).append(at)
    lost: list[int] = []
    taken: set[int] = set()
    for at, (cells, line) in enumerate(wanted):
        near = sorted(open_rows.get(cells, []), key=lambda other: abs(got[other][1] - line))
        if near and (tolerance is None or abs(got[near[0]][1] - line) <= tolerance):
            open_rows[cells].remove(near[0])
            taken.add(near[0])
        else:
            lost.append(at)
    return len(taken), lost, [at for at in range(len(got)) if at not in taken]


def _again(
    pairs: int,
    lost: list[int],
    extra: list[int],
    unsure: list[int],
    rows: tuple[list[Row], list[Row]],
) -> tuple[int, list[int], list[int]]:
    """Pair the rows of which the theme is not sure once more, without it."""
    wanted, got = rows
    left = Counter(got[at][0] for at in extra)
    saved = {at for at in unsure if _take(left, wanted[at][0])}
    used = Counter(wanted[at][0] for at in saved)
    remaining = [at for at in extra if not _take(used, got[at][0])]
    return pairs + len(saved), [at for at in lost if at not in saved], remaining


def _take(stock: Counter[tuple[str, ...]], cells: tuple[str, ...]) -> bool:
    """Take one row out of a stock; say whether there was one."""
    if stock[cells] <= 0:
        return False
    stock[cells] -= 1
    return True


def _shown(row: Row, names: list[str]) -> str:
    cells, line = row
    pairs = (f"{name}={cell!r}" for name, cell in zip(names, cells, strict=True) if cell)
    return f"line {line}: {' '.join(pairs)}"


def _canonical(column: str, value: object) -> str:
    text = "" if value is None or value != value else " ".join(str(value).split())  # noqa: PLR0124 - NaN
    return CANONICAL.get(column, str)(text)


def _numbers(text: str) -> str:
    return " ".join(sorted(re.findall(r"\d+", text), key=int))


def _code(text: str) -> str:
    """Name an objective of the budget by its code, which stands between brackets."""
    found = re.search(r"OD [IVX]+ [\d.]+", text)
    return found.group() if found else text


def _flag(text: str) -> str:
    return {"True": "1", "False": "0"}.get(text, text)


#: Notations that the design leaves open: compared by what they mean.
CANONICAL: dict[str, Callable[[str], str]] = {
    "additional": _flag,
    "carried_over": _flag,
    "objectives": _numbers,
    "years": _numbers,
    "policy_field": str.casefold,
    "structure_element": str.casefold,
    "title": lambda text: text.rstrip(" ;."),
    "objective": _code,
}

"""How much of a table that was read is exactly what the plan holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from .reading import COLUMNS

if TYPE_CHECKING:
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
    line_tolerance: int | None = None,
) -> Score:
    """Compare a table with the truth, in the columns of the design.

    Parameters
    ----------
    table
        Its name in the design.
    found, truth
        What a reader gives, and what the generator wrote. Order does not matter.
    line_tolerance
        How far a row's line may be off; None does not look at lines.

    Returns
    -------
    Score
        Two rows are the same when all their columns are, but for the number of blanks.
    """
    names = [name for name in COLUMNS[table] if name != "line"]
    missing_columns = [name for name in names if name not in found.columns]
    if missing_columns:
        message = f"{table}: no column {', '.join(missing_columns)} in {list(found.columns)}"
        raise ValueError(message)
    wanted = _rows(truth, names)
    got = _rows(found, names)
    pairs, lost, extra = _matched(wanted, got, line_tolerance)
    return Score(
        table,
        pairs,
        tuple(_shown(wanted[at], names) for at in lost),
        tuple(_shown(got[at], names) for at in extra),
    )


Row: TypeAlias = tuple[tuple[str, ...], int]


def _rows(frame: pd.DataFrame, names: list[str]) -> list[Row]:
    columns = [[_words(value) for value in frame[name]] for name in names]
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


def _shown(row: Row, names: list[str]) -> str:
    cells, line = row
    pairs = (f"{name}={cell!r}" for name, cell in zip(names, cells, strict=True) if cell)
    return f"line {line}: {' '.join(pairs)}"


def _words(value: object) -> str:
    missing = value is None or value != value  # noqa: PLR0124 - NaN
    return "" if missing else " ".join(str(value).split())

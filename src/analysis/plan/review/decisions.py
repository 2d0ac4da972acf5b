"""Reads and records decisions: one line of `review.csv` each, written at once under a lock."""

from __future__ import annotations

import csv
import getpass
import io
import os
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from analysis.errors import DataError, PlanmonitorError, Problem
from analysis.lock import locked_folder
from analysis.plan.tables.csv_file import csv_form
from analysis.plan.tables.decided import standing
from analysis.plan.tables.raw import RAW_COLUMNS, read_raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.paths import Project

    Key = tuple[str, str]

REVIEWER_VARIABLE = "PLANMONITOR_REVIEWER"


class DecidedMeanwhileError(PlanmonitorError):
    """Somebody else decided about the same subject since it was shown."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of `review.csv`.

    Attributes
    ----------
    kind, id
        What it is about; the kinds are those of `analysis.plan.tables.decided`.
    subject
        The same for people: a label, an indicator, a milestone.
    decision
        `accepted`, `changed`, `rejected` or `undone`.
    value
        What was accepted or rejected, or what it was changed to.
    by, on, why
        Who decided, the moment (UTC), and the reason if one was given.
    """

    kind: str
    id: str
    subject: str
    decision: str
    value: str
    by: str = ""
    on: str = ""
    why: str = ""

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.kind, self.id

    @property
    def positive(self) -> bool:
        """Whether its value holds: it was accepted, or changed to."""
        return self.decision in {"accepted", "changed"}


def read_decisions(project: Project, year: int) -> dict[Key, Decision]:
    """Return the decisions of a year that stand, by what they are about.

    Raises
    ------
    DataError
        When `review.csv` cannot be read.
    """
    made = _as_written(project, year)
    if made is None:
        rows = standing(read_raw(project, year, "review"))[list(RAW_COLUMNS["review"])]
        made = [Decision(*map(str, cells)) for cells in rows.itertuples(index=False)]
    last = {one.key: one for one in sorted(made, key=lambda one: one.on)}
    return {key: one for key, one in last.items() if one.decision != "undone"}


def _as_written(project: Project, year: int) -> list[Decision] | None:
    """Return the lines of a file that has the form in which `append` writes; None for another.

    Hundreds of decisions are read again for each new one, so this must be fast.
    """
    path = project.raw(year) / "review.csv"
    try:
        header, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines(), strict=True)
    except (OSError, ValueError, csv.Error):
        return None
    columns = RAW_COLUMNS["review"]
    if tuple(header) != columns or any(len(row) != len(columns) for row in rows):
        return None
    return [Decision(*row) for row in rows]


def append(project: Project, year: int, decision: Decision) -> Decision:
    """Add a line for a decision, stamped with the moment, and return it.

    The caller holds `review_lock` and has called `check_form`.
    """
    path = project.raw(year) / "review.csv"
    stamped = replace(decision, on=_now(), why=_one_line(decision.why))
    text = _csv(astuple(stamped))
    if not path.exists():
        text = _csv(RAW_COLUMNS["review"]) + text
    elif not path.read_bytes().endswith(b"\n"):
        text = f"\n{text}"
    _write(path, text)
    return stamped


def check_form(project: Project, year: int) -> None:
    """Check that a line can be added to `review.csv`.

    Raises
    ------
    DataError
        When a spreadsheet saved the file in another form than CSV UTF-8 with commas.
    """
    path = project.raw(year) / "review.csv"
    where = project.relative(path)
    if _as_written(project, year) is not None or not path.exists():
        return
    if note := csv_form(path, where).note:
        remedy = "Save it as CSV UTF-8 with commas, and decide again."
        raise DataError(Problem(where, note, "CSV UTF-8 with commas", remedy))


@contextmanager
def review_lock(project: Project) -> Iterator[None]:
    """Keep other processes from changing the files that people decide about, for a moment.

    It locks the folder `data`, so that no file is left. Whoever holds it may replace the folder of
    a year, but nothing next to `data/raw`.
    """
    folder = project.root / "data"
    folder.mkdir(exist_ok=True)
    with locked_folder(folder):
        yield


def reviewer() -> str:
    """Return who decides: `PLANMONITOR_REVIEWER`, or else the name of the user's account."""
    named = os.environ.get(REVIEWER_VARIABLE, "").strip()
    try:
        return named or getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _csv(cells: tuple[str, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(map(_one_line, cells))
    return stream.getvalue()


def _write(path: Path, text: str) -> None:
    """Append in one piece, so that the line is whole also where the disk has no locks."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        os.write(handle, text.encode())
    finally:
        os.close(handle)

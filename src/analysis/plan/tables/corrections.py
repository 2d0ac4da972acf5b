"""Known errors of a published plan, corrected where the tables are typed; raw stays as printed.

A correction names its cell by table, line and column, and the text printed there. When a new
edition prints something else, the correction is stale: the build fails until it is removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from analysis.errors import DataError, Problem, SettingsError, did_you_mean, quoted
from analysis.plan.tables.csv_file import clean_cell
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project

CORRECTIONS_FILE = "corrections.yaml"

_Text = Annotated[str, Field(min_length=1)]
_Cell = Annotated[str, AfterValidator(clean_cell)]  # as a cell of a table is read


class Correction(BaseModel):
    """One cell that the plan has wrong, in the row of the raw table from this line of the document.

    `printed` and `corrected` are in the plan's own number format; `printed` also identifies the row
    where several rows come from one line. `reason` says in Dutch how we know; readers see it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    table: _Text
    line: Annotated[int, Field(ge=1)]
    column: _Text
    printed: _Cell
    corrected: _Cell
    reason: _Text


def corrections_file(project: Project, year: int) -> Path:
    """Return the path of a year's corrections; the file need not exist."""
    return project.raw(year) / CORRECTIONS_FILE


def read_corrections(project: Project, year: int) -> tuple[Correction, ...]:
    """Read `data/raw/<year>/corrections.yaml`; a year without the file has none.

    Raises
    ------
    DataError
        When the file is not YAML, a key, table or column is unknown, or a value has the wrong
        type: all problems at once.
    """
    path = corrections_file(project, year)
    where = project.relative(path)
    if not path.is_file():
        return ()
    try:
        content = read_settings(project, path) or []
        found = TypeAdapter(tuple[Correction, ...]).validate_python(tuple(content))
    except SettingsError as error:
        raise DataError(*error.problems) from None
    except TypeError:
        expected = "a list of corrections, each of which begins with `- `"
        raise DataError(Problem(where, repr(content), expected, "Correct the file.")) from None
    except ValidationError as error:
        raise DataError(*(_shape_problem(where, case) for case in error.errors())) from None
    problems = [
        problem for place, each in enumerate(found) for problem in _names(where, place, each)
    ]
    if problems:
        raise DataError(*problems)
    return found


def corrected(
    raw: pd.DataFrame, table: str, corrections: Iterable[Correction], where: str
) -> pd.DataFrame:
    """Return a copy of a raw table as printed, with the corrections of this table.

    `where` is the file of the corrections, for messages.

    Raises
    ------
    DataError
        When corrections are stale: one problem each, all at once.
    """
    if problems := stale_corrections(raw, table, corrections, where):
        raise DataError(*problems)
    return apply_corrections(raw, table, corrections)


def apply_corrections(
    raw: pd.DataFrame, table: str, corrections: Iterable[Correction]
) -> pd.DataFrame:
    """Return a raw table with its corrections, leaving out those that are stale."""
    result = raw.copy()
    for correction in _of_table(table, corrections):
        cells = _on_line(raw, correction)
        rows = cells.index[cells == correction.printed]
        if len(rows) == 1:
            result.loc[rows, correction.column] = correction.corrected
    return result


def stale_corrections(
    raw: pd.DataFrame, table: str, corrections: Iterable[Correction], where: str
) -> list[Problem]:
    """Return a problem for each correction whose cell is not there, or there more than once."""
    return [
        _stale(where, correction, list(_on_line(raw, correction)))
        for correction in _of_table(table, corrections)
        if list(_on_line(raw, correction)).count(correction.printed) != 1
    ]


def _of_table(table: str, corrections: Iterable[Correction]) -> list[Correction]:
    return [correction for correction in corrections if correction.table == table]


def _on_line(raw: pd.DataFrame, correction: Correction) -> pd.Series:
    """Return the cells of the correction's column on its line."""
    return raw.loc[raw["line"] == str(correction.line), correction.column]


def corrections_table(
    corrections: Sequence[Correction], tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return the corrections as a table, a row each, with their places in the typed tables."""
    columns = list(Correction.model_fields)
    table = pd.DataFrame([each.model_dump() for each in corrections], columns=columns)
    known = {
        (name, line): place
        for name, rows in tables.items()
        if "place" in rows
        for line, place in zip(rows["line"], rows["place"], strict=True)
    }
    places = [known.get((one.table, one.line), "") for one in corrections]
    typed = table.astype({name: "Int64" if name == "line" else "str" for name in columns})
    return typed.assign(place=pd.Series(places, dtype="str"))


def _names(where: str, place: int, correction: Correction) -> list[Problem]:
    """Check that the table and the column exist."""
    here = f"{where}, correction {place + 1}"
    known = [table for table, columns in RAW_COLUMNS.items() if "line" in columns]
    if correction.table not in known:
        return [_unknown(f"{here}, key 'table'", correction.table, known)]
    columns = [name for name in RAW_COLUMNS[correction.table] if name not in {"line", "page"}]
    if correction.column not in columns:
        return [_unknown(f"{here}, key 'column'", correction.column, columns)]
    return []


def _unknown(where: str, name: str, known: Sequence[str]) -> Problem:
    return Problem(where, f"'{name}'", quoted(known), did_you_mean(name, known))


def _shape_problem(where: str, error: Mapping[str, object]) -> Problem:
    loc = error["loc"]
    place, *keys = loc if isinstance(loc, tuple) and loc else (0,)
    here = f"{where}, correction {int(place) + 1}" if isinstance(place, int) else where
    known = list(Correction.model_fields)
    if keys and error["type"] == "extra_forbidden":
        return _unknown(f"{here}, key '{keys[-1]}'", str(keys[-1]), known)
    if keys and error["type"] == "missing":
        return Problem(f"{here}, key '{keys[-1]}'", "no such key", "a value", "Add the key.")
    key = f", key '{keys[-1]}'" if keys else ""
    remedy = "Put quotation marks around a text." if keys else "Give the six keys of a correction."
    return Problem(f"{here}{key}", repr(error["input"]), str(error["msg"]), remedy)


def _stale(where: str, correction: Correction, cells: Sequence[str]) -> Problem:
    matching = cells.count(correction.printed)
    found = f"'{cells[0]}'" if len(cells) == 1 else f"{len(cells)} rows on this line"
    remedy = (
        "Remove the correction if the plan now prints it right; else correct its line or value."
    )
    if matching > 1:
        found = f"{matching} rows on this line that hold '{correction.printed}'"
    return Problem(
        where=f"{where}, {correction.table}, line {correction.line}, column '{correction.column}'",
        found=found,
        expected=f"one row that holds '{correction.printed}'",
        remedy=remedy,
    )

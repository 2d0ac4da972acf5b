"""The crosswalk from the label of a measure in each table to the measure's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.errors import DataError, Problem, nearest
from analysis.plan.tables.csv_file import clean_cell
from analysis.plan.tables.known import unknown_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

ALIAS_SEPARATOR = "|"
PHASES = ("running", "starting", "reform", "phasing_out", "other")


def alias_table(measures: pd.DataFrame, where: str) -> dict[str, str]:
    """Return the measure id of each label, the label in lower case with single spaces.

    The raw table `measures` has the columns `measure`, `name` and `aliases` (joined by `|`); the
    name of a measure is one of its labels.

    Raises
    ------
    DataError
        When one label stands for two measures.
    """
    labels: dict[str, str] = {}
    problems = [
        Problem(
            where=f"{where}, row {row}, column 'aliases'",
            found=f"'{name}', a label of '{labels[name]}' too",
            expected="each label with one measure",
            remedy="Remove the label from one of the two.",
        )
        for row, measure, name in _labels(measures)
        if labels.setdefault(name, measure) != measure
    ]
    if problems:
        raise DataError(*problems)
    return labels


def _labels(measures: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    """Yield the labels of each measure, each once: its row, its id and the label."""
    columns = (measures[name].tolist() for name in ("measure", "name", "aliases"))
    for row, measure, name, aliases in zip(measures.index.tolist(), *columns, strict=True):
        for key in {label_key(name), *map(label_key, aliases.split(ALIAS_SEPARATOR))}:
            if key:
                yield row, measure, key


def measure_ids(labels: pd.Series, aliases: Mapping[str, str], where: str) -> pd.Series:
    """Return the measure id of each label.

    Raises
    ------
    DataError
        When a label has no measure: one problem per label, with the nearest known one.
    """
    ids = labels.map(lambda label: aliases.get(label_key(label))).astype("str")
    problems = [
        Problem(
            where=f"{where}, row {row}, column 'measure'",
            found=f"'{label}', a label of no measure",
            expected="a name or an alias in measures.csv",
            remedy=_add_alias(label, aliases),
        )
        for row, label in labels[ids.isna()].items()
    ]
    if problems:
        raise DataError(*problems)
    return ids


def check_measures(measures: pd.DataFrame, chapters: Iterable[str], where: str) -> None:
    """Check that each id occurs once and that chapters and phases are known.

    Raises
    ------
    DataError
        With one problem per cell that breaks a rule.
    """
    known = {"chapter": ["", *chapters], "phase": list(PHASES)}
    problems = [
        problem
        for column, names in known.items()
        for problem in unknown_names(measures[column], names, where)
    ]
    problems += [
        Problem(
            f"{where}, row {row}, column 'measure'",
            f"'{cell}' once more",
            "each id once",
            "Join the rows, or give one another id.",
        )
        for row, cell in measures.loc[measures["measure"].duplicated(), "measure"].items()
    ]
    if problems:
        raise DataError(*problems)


def _add_alias(label: str, aliases: Mapping[str, str]) -> str:
    near = nearest(label_key(label), aliases)
    hint = f" (the nearest known label, '{near}', is one of '{aliases[near]}')" if near else ""
    return f"Add the label to the aliases of its measure in measures.csv{hint}."


def label_key(label: str) -> str:
    """Return a label as labels are compared: in lower case, with single spaces, in NFC.

    >>> label_key("Jobbonus\u00a0 (nieuw)")
    'jobbonus (nieuw)'
    """
    return " ".join(clean_cell(label).lower().split())

"""Fills the tables that people keep from what they decide: `measures.csv` and `figures.csv`.

A decision about a label adds the label to the aliases of its measure; one about a figure adds its
row. Taking the decision back removes them again. What people wrote in these files themselves stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.errors import DataError, Problem, did_you_mean
from analysis.plan.tables.figures import UNITS, parse_figure
from analysis.plan.tables.measures import ALIAS_SEPARATOR, alias_table, label_key
from analysis.plan.tables.raw import RAW_COLUMNS, read_raw
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.plan.review.decisions import Decision

_FIGURE_CELLS = RAW_COLUMNS["figures"]
_FIGURE_KEY = ["section", "measure", "indicator", "year"]
_SEPARATOR = " | "
_NEW = re.compile(r"(?P<measure>[a-z][a-z0-9_]*)(?:@(?P<section>\d+(?:\.\d+)*)?)?")
_OBJECTIVE = re.compile(r"\((OD \d+)\)\s*$")


class LabelValue(NamedTuple):
    """The value of a decision about a label.

    `measure` is an id; `section` is the section of a new measure, None for a known one and empty
    for a new one whose section is not known.
    """

    measure: str
    section: str | None


def label_value(value: str) -> LabelValue | None:
    """Return what the value of a label says; None if it is no measure.

    >>> label_value("oeverpremie@3.1.1")
    LabelValue(measure='oeverpremie', section='3.1.1')
    """
    found = _NEW.fullmatch(value)
    if found is None:
        return None
    return LabelValue(found["measure"], found["section"] or "" if "@" in value else None)


def figure_value(cells: dict[str, str]) -> str:
    """Return the cells of a row of `figures.csv` as the value of a decision."""
    return _SEPARATOR.join(cells[name] for name in _FIGURE_CELLS)


def figure_cells(value: str) -> dict[str, str] | None:
    """Return the cells of the row of `figures.csv` that a value stands for; None if it is none."""
    cells = [cell.strip() for cell in value.split(_SEPARATOR.strip())]
    if len(cells) != len(_FIGURE_CELLS):
        return None
    row = dict(zip(_FIGURE_CELLS, cells, strict=True))
    complete = row["section"] and row["indicator"] and row["line"].isdecimal()
    known = row["unit"] in UNITS and row["year"].isdecimal()
    return row if complete and known and parse_figure(row["value"]) is not None else None


def fill(project: Project, year: int, before: Decision | None, after: Decision | None) -> None:
    """Apply a decision to the table that it fills, in place of the one before it.

    The caller holds `review_lock`.

    Raises
    ------
    DataError
        When the table cannot be read, or the value does not fit it; nothing is then written.
    """
    kinds = {one.kind for one in (before, after) if one}
    old = before if before and before.positive else None
    new = after if after and after.positive else None
    if "label" in kinds and (old or new):
        _fill_measures(project, year, old, new)
    if "figure" in kinds and (old or new):
        _fill_figures(project, year, old, new)


def _fill_measures(project: Project, year: int, old: Decision | None, new: Decision | None) -> None:
    table = read_raw(project, year, "measures")
    if old:
        table = _without_label(table, old)
    if new:
        table = _with_label(project, year, table, new)
    _write(project, year, "measures", table)


def _without_label(table: pd.DataFrame, old: Decision) -> pd.DataFrame:
    """Take a label from the aliases of its measure; a new measure without any label goes too."""
    value = label_value(old.value)
    if value is None:
        return table
    key = label_key(old.subject)
    own = table["measure"] == value.measure
    aliases = table["aliases"].map(
        lambda cell: ALIAS_SEPARATOR.join(
            alias for alias in cell.split(ALIAS_SEPARATOR) if label_key(alias) != key
        )
    )
    table = table.assign(aliases=table["aliases"].where(~own, aliases))
    named = own & (table["name"].map(label_key) == key)
    if value.section is None or not named.any():
        return table
    others = table.loc[named, "aliases"].iloc[0].split(ALIAS_SEPARATOR)
    if not others[0]:
        return table.loc[~named]
    table.loc[named, ["name", "aliases"]] = [others[0], ALIAS_SEPARATOR.join(others[1:])]
    return table


def _with_label(project: Project, year: int, table: pd.DataFrame, new: Decision) -> pd.DataFrame:
    value, key = label_value(new.value), label_key(new.subject)
    known = set(table["measure"])
    if value is None or (value.section is None and value.measure not in known):
        raise DataError(_no_measure(new, sorted(known)))
    there = alias_table(table, "measures.csv").get(key)
    if there == value.measure:
        return table
    if there:
        raise DataError(_other_measure(new, there))
    if value.measure not in known:
        row = _new_measure(project, year, new.subject, value)
        fresh = pd.DataFrame([row], columns=list(table.columns), dtype=str)
        return pd.concat([table, fresh], ignore_index=True)
    own = table["measure"] == value.measure
    aliases = table["aliases"].map(
        lambda cell: ALIAS_SEPARATOR.join(filter(None, [cell, new.subject]))
    )
    return table.assign(aliases=table["aliases"].where(~own, aliases))


def _new_measure(project: Project, year: int, label: str, value: LabelValue) -> dict[str, str]:
    """Return the row of a new measure, with the chapter and objective of its section."""
    headings = read_raw(project, year, "headings")
    titles = dict(zip(headings["number"], headings["title"], strict=True))
    found = _OBJECTIVE.search(titles.get(value.section or "", ""))
    chapter = load_report_settings(project).chapter_of(value.section) if value.section else None
    return {
        "measure": value.measure,
        "name": label,
        "objective": found[1] if found else "",
        "chapter": chapter or "",
        "phase": "running",
        "aliases": "",
    }


def _fill_figures(project: Project, year: int, old: Decision | None, new: Decision | None) -> None:
    table = read_raw(project, year, "figures")
    if old and (cells := figure_cells(old.value)):
        table = table.loc[
            ~(table[_FIGURE_KEY] == [cells[name] for name in _FIGURE_KEY]).all(axis=1)
        ]
    if new:
        cells = figure_cells(new.value)
        if cells is None:
            raise DataError(_no_figure(new))
        same = (table[_FIGURE_KEY] == [cells[name] for name in _FIGURE_KEY]).all(axis=1)
        if same.any() and table.loc[same, "value"].iloc[0] != cells["value"]:
            raise DataError(_another_figure(new, table.loc[same].iloc[0]["value"]))
        if not same.any():
            table = pd.concat([table, pd.DataFrame([cells], dtype=str)], ignore_index=True)
    lines = pd.to_numeric(table["line"], errors="coerce")
    _write(project, year, "figures", table.loc[lines.sort_values(kind="stable").index])


def _no_measure(new: Decision, known: list[str]) -> Problem:
    remedy = did_you_mean(new.value, known)
    expected = "the id of a measure, or ID@SECTION for a new one"
    return Problem(f"label '{new.subject}'", f"'{new.value}'", expected, remedy)


def _other_measure(new: Decision, measure: str) -> Problem:
    return Problem(
        f"label '{new.subject}'",
        f"'{measure}' as its measure in measures.csv, which people keep",
        f"no measure yet, or '{new.value}'",
        "Remove the label from the aliases of that measure first.",
    )


def _no_figure(new: Decision) -> Problem:
    expected = f"a row of figures.csv: {_SEPARATOR.join(_FIGURE_CELLS)}"
    return Problem(f"figure '{new.subject}'", f"'{new.value}'", expected, "Give all its cells.")


def _another_figure(new: Decision, value: str) -> Problem:
    return Problem(
        f"figure '{new.subject}'",
        f"'{value}' for the same section, measure, indicator and year in figures.csv",
        "one value for each",
        "Change the indicator's name.",
    )


def _write(project: Project, year: int, name: str, table: pd.DataFrame) -> None:
    path = project.raw(year) / f"{name}.csv"
    fresh = path.with_name(f".{name}.csv.new")
    ordered = table[list(RAW_COLUMNS[name])]
    text = ordered.to_csv(index=False, lineterminator="\n").encode()
    if not path.is_file() or path.read_bytes() != text:
        fresh.write_bytes(text)
        fresh.replace(path)

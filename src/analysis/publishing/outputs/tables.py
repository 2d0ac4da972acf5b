"""The tables of the open data, each with a description of itself and of its columns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.errors import DataError, Problem
from analysis.result_files import FOLDER as RESULTS
from analysis.result_files import read_manifest
from analysis.yaml_text import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.paths import Project

FOLDER = "data"  # of the open data, in a report's folder
DESCRIPTIONS = "columns.yaml"


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column as users of the open data see it, described in Dutch.

    Attributes
    ----------
    type
        `integer`, `number`, `boolean` or `string`, as the Table Schema standard names them.
    categories
        The only values it may hold; empty when any value is allowed.
    complete
        Whether every row has a value.
    """

    name: str
    description: str
    type: str
    categories: tuple[str, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A processed table with a Dutch title and description, and columns in the order of `frame`."""

    name: str
    title: str
    description: str
    columns: tuple[DataColumn, ...]
    frame: pd.DataFrame


def data_tables(project: Project, year: int) -> list[DataTable]:
    """Return a year's tables, in the order in which `columns.yaml` describes them, and its results.

    Raises
    ------
    DataError
        When the tables have not been built.
    """
    folder = project.processed(year)
    found = {path.stem: path for path in sorted(folder.glob("[!.~]*.parquet"))}
    if not found:
        raise DataError(
            Problem(
                project.relative(folder),
                "no tables",
                "the tables of the year",
                f"Build the tables: planmonitor data {year}",
            )
        )
    order = [name for name in descriptions()["tables"] if name in found]
    order += [name for name in found if name not in order]
    tables = [described(name, pd.read_parquet(found[name])) for name in order]
    results = read_manifest(project.results(year))
    return tables + [
        described(name, pd.read_parquet(folder / RESULTS / f"{name}.parquet"), kept.words)
        for name, kept in results.items()
    ]


def described(
    name: str, frame: pd.DataFrame, about: Mapping[str, Any] = MappingProxyType({})
) -> DataTable:
    """Combine a table's rows with its description; a table without one gets its name as title.

    An infinite value (a count over none) is empty: no format of the open data has one. `about` has
    the table's title, description and columns; columns are those of `columns.yaml` by default.
    """
    known = descriptions()
    about = about or known["tables"].get(name, {})
    words = {**known["shared"], **about.get("columns", {})}
    finite = frame.replace([math.inf, -math.inf], math.nan)
    words |= {
        one: f"{words.get(one, '')}; leeg waar de waarde oneindig is"
        for one in frame
        if finite[one].isna().sum() > frame[one].isna().sum()
    }
    columns = tuple(_column(str(one), words.get(one, ""), finite[one]) for one in finite)
    return DataTable(name, about.get("title", name), about.get("description", ""), columns, finite)


@cache
def descriptions() -> dict[str, Any]:
    """Read `columns.yaml`."""
    text = files(__package__).joinpath(DESCRIPTIONS).read_text(encoding="utf-8")
    found: dict[str, Any] = parse_yaml(text)
    return found


def _column(name: str, description: str, values: pd.Series) -> DataColumn:
    kinds = {
        "boolean": pd.api.types.is_bool_dtype,
        "integer": pd.api.types.is_integer_dtype,
        "number": pd.api.types.is_float_dtype,
    }
    kind = next((kind for kind, is_it in kinds.items() if is_it(values.dtype)), "string")
    categories: tuple[str, ...] = ()
    if isinstance(values.dtype, pd.CategoricalDtype):
        categories = tuple(map(str, values.dtype.categories))
    # A CSV file cannot tell an empty text from a missing value, so it counts as missing here.
    complete = not values.isna().any() and not (kind == "string" and (values == "").any())
    return DataColumn(name, description, kind, categories, bool(complete))

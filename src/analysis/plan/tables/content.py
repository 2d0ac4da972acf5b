"""What a table holds, as checksums: of the whole, and of each part that is read alone."""

from __future__ import annotations

import hashlib
import json
import shutil
from itertools import chain, combinations
from typing import TYPE_CHECKING

import pandas as pd
from pandas.util import hash_pandas_object

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: The columns by which a reader may choose rows, in the order in which a part names them.
LEVEL = "confidence_level"
CHOICES = (LEVEL, "chapter")
CONTENTS = "contents.json"
RESULTS = "results"


def part_name(chosen: Mapping[str, object]) -> str:
    """Return the name of a part of a table: the rows that have these values.

    >>> part_name({"chapter": "vsi", "confidence_level": 0.95}), part_name({})
    ('confidence_level=0.95,chapter=vsi', '')
    """
    return ",".join(f"{name}={chosen[name]}" for name in CHOICES if name in chosen)


def choose(table: pd.DataFrame, chosen: Mapping[str, object]) -> pd.DataFrame:
    """Return the rows that have these values, with their index."""
    wanted = pd.Series(data=True, index=table.index)
    for name, value in chosen.items():
        wanted &= (table[name] == value).fillna(value=False).astype(bool)
    return table.loc[wanted]


def checksums(table: pd.DataFrame) -> dict[str, str]:
    """Return the checksum of a table and of each of its parts, by `part_name`.

    The values of the cells, their order and their types count; the file format does not.
    """
    heads = json.dumps([(str(name), _kind(table[name])) for name in table]).encode()
    rows = hash_pandas_object(table, index=False)
    known = [name for name in CHOICES if name in table]
    found = {"": _digest(heads, rows)}
    for names in chain.from_iterable(combinations(known, n) for n in range(1, len(known) + 1)):
        for values, own in rows.groupby([table[name] for name in names], observed=True):
            chosen = dict(zip(names, values, strict=True))
            found[part_name(chosen)] = _digest(heads, own)
    return found


def write_contents(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write the checksums of tables by name into their folder, as `contents.json`."""
    found = {name: checksums(table) for name, table in tables.items()}
    text = json.dumps(found, indent=1, sort_keys=True) + "\n"
    (folder / CONTENTS).write_text(text, encoding="utf-8")


def keep_results(before: Path, now: Path) -> None:
    """Copy the results that were computed from the tables before: some of them may still stand."""
    if (before / RESULTS).is_dir():
        shutil.copytree(before / RESULTS, now / RESULTS)


def _kind(cells: pd.Series) -> str:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return f"category of {list(map(str, cells.cat.categories))}"
    return str(cells.dtype)


def _digest(heads: bytes, rows: pd.Series) -> str:
    return hashlib.sha256(heads + rows.to_numpy().tobytes()).hexdigest()

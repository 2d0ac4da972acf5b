"""Each distinct text is read once and kept once: a long column holds the same few again and again.

A text column is of type `str`, or a category where it is long and its texts repeat: then nothing is
done to each cell that can be done to each text. `as_texts` makes the one of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import pyarrow as pa
    from pandas.api.extensions import ExtensionArray

NOWHERE = -1
MANY = 2**12  # rows: from so many on it is worth the trouble; so many tell whether texts repeat


@dataclass(frozen=True, slots=True)
class Distinct:
    """The distinct texts of a column, in the order in which they first stand there.

    Attributes
    ----------
    texts
        Each once.
    codes
        Of each row, the place of its text in `texts`; -1 for a missing one.
    """

    texts: list[str]
    codes: np.ndarray

    @classmethod
    def of(cls, cells: pd.Series) -> Distinct:
        """Find the distinct texts of a column."""
        codes, texts = pd.factorize(cells)
        return cls(texts.tolist(), codes)

    def spread(self, values: ExtensionArray) -> ExtensionArray:
        """Return, for each row, the value of its text; `values` holds one for each of `texts`."""
        return taken(values, self.codes)

    def rows(self, unwanted: Callable[[str], bool], cells: pd.Series) -> pd.Series:
        """Return those of the cells whose text is unwanted, with their row numbers."""
        flags = np.array([unwanted(text) for text in self.texts], dtype=bool)
        return cells[flags.take(self.codes)] if flags.any() else cells.head(0)


def taken(values: ExtensionArray, at: np.ndarray) -> ExtensionArray:
    """Return the values at some places, missing at -1; few texts taken often become a category."""
    often = is_text(values.dtype) and len(at) >= max(2 * len(values), MANY)
    cells: ExtensionArray = (pd.Categorical(values) if often else values).take(at, allow_fill=True)
    return cells


def repeats(cells: pa.ChunkedArray) -> bool:
    """Tell whether a column is long and of few values, as far as its first cells tell."""
    return len(cells) >= MANY and 2 * len(cells.slice(0, MANY).unique()) <= MANY


def is_text(dtype: object) -> bool:
    """Tell whether a column's type is text, with each cell as it is."""
    return isinstance(dtype, pd.StringDtype)


def as_texts(table: pd.DataFrame, columns: Collection[str] | None = None) -> pd.DataFrame:
    """Return a table with the columns, by default all, as `str`; what is so stays untouched."""
    chosen = table.columns if columns is None else columns
    return table.astype({name: "str" for name in chosen if not is_text(table[name].dtype)})


def joined(parts: Sequence[pd.DataFrame], columns: Collection[str] | None = None) -> pd.DataFrame:
    """Return the parts of a table, at least one, as one, with the columns as `as_texts`."""
    texts = [as_texts(part, columns) for part in parts]
    return texts[0] if len(texts) == 1 else pd.concat(texts)


def read_once(cells: pd.Series, read: Callable[[str], object], dtype: str) -> pd.Series:
    """Return what `read` makes of each cell, in a column of `dtype`; None is missing."""
    found = Distinct.of(cells)
    values = pd.array([read(text) for text in found.texts], dtype=dtype)  # type: ignore[call-overload] # any
    return pd.Series(found.spread(values), index=cells.index)


def places(cells: pd.Series, known: Mapping[str, int]) -> np.ndarray:
    """Return where `known` has each cell: -1 for a missing cell, and for one that is not known."""
    found = Distinct.of(cells)
    there = [known.get(text, NOWHERE) for text in found.texts]
    return np.array([*there, NOWHERE]).take(found.codes)  # the last, -1, is what is missing


def unknown_names(cells: pd.Series, names: Collection[str]) -> pd.Series:
    """Return those of the cells that hold none of the names, with their row numbers."""
    return Distinct.of(cells).rows(lambda text: text not in names, cells)

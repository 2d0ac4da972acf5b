"""Each distinct text is read once: a long column holds the same few texts again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from pandas.api.extensions import ExtensionArray

NOWHERE = -1


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
        return values.take(self.codes, allow_fill=True)

    def rows(self, unwanted: Callable[[str], bool], cells: pd.Series) -> pd.Series:
        """Return those of the cells whose text is unwanted, with their row numbers."""
        flags = np.array([unwanted(text) for text in self.texts], dtype=bool)
        return cells[flags.take(self.codes)] if flags.any() else cells.head(0)


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

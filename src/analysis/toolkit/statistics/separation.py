"""Separation: which terms of a logistic model have no finite estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    Floats = npt.NDArray[np.float64]

_ZERO = 1e-7


def separated_terms(design: pd.DataFrame, outcome: Floats) -> list[str]:
    """Name the terms whose maximum-likelihood coefficient is infinite.

    Data are separated when some linear combination of the terms is at least 0 for each success and
    at most 0 for each failure, and not 0 everywhere. A linear program finds such a combination if
    there is one. Looking for levels with 0 or n of n would miss terms that only separate jointly.

    Parameters
    ----------
    design
        The model matrix, rows by terms, of full column rank, with the intercept.
    outcome
        0 or 1 per row.

    Returns
    -------
    list of str
        The terms of the combination, in the order of `design`; empty if and only if every
        coefficient is finite. Of several combinations, the one that keeps rows furthest from 0.

    References
    ----------
    Albert, A. and Anderson, J. A. (1984). On the existence of maximum likelihood estimates in
    logistic regression models. Biometrika 71, 1-10.
    Konis, K. (2007). Linear programming algorithms for detecting separated data in binary logistic
    regression models. DPhil thesis, University of Oxford.
    """
    towards = (2 * outcome - 1)[:, np.newaxis] * design.to_numpy(dtype="float64")
    found = linprog(
        -towards.sum(axis=0), A_ub=-towards, b_ub=np.zeros(len(towards)), bounds=(-1, 1)
    )
    return [
        str(term)
        for term, weight in zip(design.columns, np.asarray(found.x), strict=True)
        if abs(weight) > _ZERO
    ]


def aliased_terms(design: pd.DataFrame) -> list[str]:
    """Name the terms (columns of a model matrix) that are linear combinations of earlier ones."""
    kept: list[str] = []
    aliased: list[str] = []
    if design.empty:  # of which numpy before 2.5 gives no rank
        return [str(term) for term in design.columns]
    for term in design.columns:
        rank = np.linalg.matrix_rank(design[[*kept, term]].to_numpy(dtype="float64"))
        (kept if rank > len(kept) else aliased).append(str(term))
    return aliased

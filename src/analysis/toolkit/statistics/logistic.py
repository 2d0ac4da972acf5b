"""Logistic regression: by maximum likelihood, and by Firth's method for separated data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from statsmodels.discrete.discrete_model import Logit

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_GRADIENT = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Estimates on the scale of log odds: a coefficient per term, and their covariance."""

    coefficients: Floats
    covariance: Floats


def maximum_likelihood(design: Floats, outcome: Floats, clusters: Floats | None = None) -> Fit:
    """Fit by maximum likelihood; `clusters` makes the covariance robust to clustering.

    Parameters
    ----------
    design
        Rows by terms, of full rank, with the intercept; not separated (see `separation`).
    outcome
        0 or 1 per row.
    clusters
        The cluster number per row. The sandwich covariance needs some tens of clusters, and
        failures as well as successes under each term.

    References
    ----------
    Liang, K.-Y. and Zeger, S. L. (1986). Longitudinal data analysis using generalized linear
    models. Biometrika 73, 13-22.
    """
    robust = {} if clusters is None else {"cov_type": "cluster", "cov_kwds": {"groups": clusters}}
    fit = Logit(outcome, design).fit(disp=False, **robust)
    return Fit(np.asarray(fit.params), np.asarray(fit.cov_params()))


def firth(design: Floats, outcome: Floats) -> Fit:
    """Fit with Jeffreys' prior as penalty, which keeps every estimate finite.

    Maximises the log likelihood + log det(X'WX) / 2, whose gradient is X'(y - p + h (1/2 - p)) with
    h the diagonal of the hat matrix. The estimate of a separated term is finite but depends on the
    penalty: trust its sign and order of magnitude only. Shares shrink slightly towards one half.

    Parameters
    ----------
    design
        Rows by terms, of full rank, with the intercept.
    outcome
        0 or 1 per row.

    Raises
    ------
    ArithmeticError
        When it does not converge.

    References
    ----------
    Firth, D. (1993). Bias reduction of maximum likelihood estimates. Biometrika 80, 27-38.
    Heinze, G. and Schemper, M. (2002). A solution to the problem of separation in logistic
    regression. Statistics in Medicine 21, 2409-2419.
    """

    def loss(beta: Floats) -> tuple[float, Floats]:
        linear = design @ beta
        p = expit(linear)
        weighted = design * np.sqrt(p * (1 - p))[:, np.newaxis]
        hat = (np.linalg.qr(weighted)[0] ** 2).sum(axis=1)
        penalty = np.linalg.slogdet(weighted.T @ weighted)[1] / 2
        likelihood = outcome @ linear - np.logaddexp(0, linear).sum()
        score = design.T @ (outcome - p + hat * (0.5 - p))
        return -float(likelihood + penalty), -score

    found = minimize(
        loss, np.zeros(design.shape[1]), jac=True, method="BFGS", options={"gtol": _GRADIENT}
    )
    if np.abs(found.jac).max() > len(outcome) * _GRADIENT:
        message = f"Firth's fit did not converge: {found.message}"
        raise ArithmeticError(message)
    p = expit(design @ found.x)
    information = design.T @ (design * (p * (1 - p))[:, np.newaxis])
    return Fit(found.x, np.asarray(np.linalg.inv(information), dtype="float64"))

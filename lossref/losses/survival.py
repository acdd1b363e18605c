"""Losses of risks, learned from the times at which events came."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Equivalent, Source
from lossref.numerics import softplus
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["cox_partial_likelihood"]


@loss(
    formula=r"\log \sum_{j \in R_i} e^{s_j} - s_i",
    gradient_formula=r"\frac{e^{s_k} \mathbb{1}[k \in R_i]}{\sum_{j \in R_i} e^{s_j}} - \mathbb{1}[k = i]",
    symbols=None,
    convex=True,
    lipschitz=math.sqrt(2.0),
    smoothness="C∞",
    optimal_prediction=None,
    element="k",
    source=Source("D. R. Cox", 1972, "Regression Models and Life-Tables", "10.1111/j.2517-6161.1972.tb00899.x"),
    elsewhere={
        "xgboost": Equivalent(
            "objective='survival:cox', label=numpy.where(events, times, -times)",
            note=(
                "the sum, not the mean; times are negative where there was no event; of events at one time, each "
                "counts those before it in the data only"
            ),
        ),
    },
)
def cox_partial_likelihood(
    risk_scores: Annotated[ArrayLike, "real[n]"],
    times: Annotated[ArrayLike, "real[n]"],
    events: Annotated[ArrayLike, "binary[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The negative log of Cox's partial likelihood: who, of all at risk, should have had the event first.

    For risk scores $s$, times $t$ and the set $R_i$ of those with $t_j \ge t_i$, the term of a sample $i$ that had the
    event is

    $$ \log \sum_{j \in R_i} e^{s_j} - s_i $$

    and its derivative with respect to the risk score $s_k$ is

    $$ \frac{e^{s_k} \mathbb{1}[k \in R_i]}{\sum_{j \in R_i} e^{s_j}} - \mathbb{1}[k = i] $$

    A sample without the event (censored) has no term of its own, is at risk until its time, and does not count in the
    mean, which is over the events. Of events at one time each sees all of them at risk (Breslow's form). Adding a
    number to all scores changes nothing.

    A weight counts a sample as that many: in its own term, and in the sums of those at risk, which become $\sum_{j \in
    R_i} w_j e^{s_j}$.

    Parameters
    ----------
    risk_scores : array_like, real, any shape
        The logarithm of the relative hazard. What the gradient is taken of.
    times : array_like, real, same shape
        When the event or the end of observation came.
    events : array_like, 0 or 1, same shape
        1 where the event came, 0 where observation ended without it.
    weights : array_like, nonnegative, same shape, optional
        One weight for each sample. A sample of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the events, "sum" is $\sum w\ell$, "none" the array of $w\ell$, 0 for those
        without the event.

    Returns
    -------
    float64, or an array of the shape of `risk_scores` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, an element of `events` is not 0 or 1, a weight is negative or infinite, the reduction is
        unknown, or "mean" finds no event.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. R. Cox, "Regression Models and Life-Tables", Journal of the Royal Statistical Society B 34, 1972.
    https://doi.org/10.1111/j.2517-6161.1972.tb00899.x

    N. E. Breslow, "Covariance Analysis of Censored Survival Data", Biometrics 30, 1974. https://doi.org/10.2307/2529620

    Examples
    --------
    >>> cox_partial_likelihood([0.0, 0.0, 0.0], [1.0, 2.0, 3.0], [1, 0, 1], reduction="none")
    array([1.09861229, 0.        , 0.        ])
    >>> cox_partial_likelihood.gradient([0.0, 0.0, 0.0], [1.0, 2.0, 3.0], [1, 0, 1], reduction="sum").round(4)
    array([-0.6667,  0.3333,  0.3333])
    """
    s, t, e = (np.ravel(np.asarray(array)) for array in (risk_scores, times, events))
    if reduction == "mean" and e.size and not e.any():
        raise ValueError("events has no 1, and the mean is over the events; pass reduction='sum' to get 0")
    w, shape = np.ones_like(s) if weights is None else np.ravel(np.asarray(weights)), np.shape(risk_scores)
    log_shares = np.where(w == 0.0, -np.inf, s + np.log(w))
    # From the last time to the first, and among equal times from the lowest score to the highest.
    order = np.lexsort((log_shares, -t))
    back = np.argsort(order)
    at_risk = _RiskSets(log_shares[order], -t[order])
    excess = at_risk.log_excess()[back] + np.log(w)
    # Who has no term of their own shows NaN all the same; an unknown time makes every risk set unknown.
    value = np.where(e == 0.0, np.where(np.isnan(s), s, 0.0), excess)
    hole = np.where(np.isnan(t[w > 0.0]).any(), np.nan, 0.0)
    value = np.where(np.isnan(e), np.nan, value) + hole

    # One infinite score has the whole of each risk set that it is in, as one near the end of float64 has.
    endless = np.isposinf(log_shares)
    if endless.any():
        ends = np.finfo(np.float64).max if endless.sum() == 1 else np.nan
        at_risk = _RiskSets(np.where(endless, ends, log_shares)[order], -t[order])

    def pull(u: Array) -> Array:
        return np.reshape(at_risk.slopes((np.ravel(u) * e)[order])[back] + hole, shape)

    return Terms(np.reshape(value, shape), pull, np.reshape(e, shape))


class _RiskSets:
    """Who is at risk when, for samples from the last time to the first."""

    def __init__(self, log_shares: Array, clock: Array) -> None:
        """Of the score and the log-weight of each sample, ascending among equal times, and the negated times."""
        self._own, self._totals = log_shares, np.logaddexp.accumulate(log_shares)
        self._start = np.searchsorted(clock, clock, side="left")
        self._end = np.searchsorted(clock, clock, side="right") - 1

    def log_excess(self) -> Array:
        """How far the logarithm of the sum of those at risk lies above each sample's own part."""
        before = np.concatenate([[-np.inf], self._totals])[:-1]
        is_last = self._end == np.arange(self._own.size)
        # Who comes last in a risk set may be nearly all of it: there the sum of the others tells the small excess.
        return np.where(is_last, softplus(before - self._own), self._totals[self._end] - self._own)

    def slopes(self, counts: Array) -> Array:
        """The gradient of the sum of the terms, each counted that often, by the scores."""
        at_risk = self._totals[self._end]
        pulls = np.where(counts == 0.0, -np.inf, np.log(counts) - at_risk)
        sooner = np.concatenate([np.logaddexp.accumulate(pulls[::-1])[::-1], [-np.inf]])[self._end + 1]
        tied = np.bincount(self._start, weights=counts, minlength=counts.size)[self._start] - counts
        # In its own term a sample pulls by its share less 1, which the excess tells exactly.
        alone = np.where(counts == 0.0, 0.0, counts * np.expm1(-self.log_excess()))
        beside = np.where(tied == 0.0, 0.0, tied * np.exp(self._own - at_risk))
        return np.asarray(np.exp(self._own + sooner) + beside + alone)

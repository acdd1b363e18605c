"""Several losses at once: what no other point beats, and what weighted sums of the losses find of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossref.arrays import Array, as_floats
from lossref.checks import require
from lossref.descent import Descent
from lossref.domains import FINITE
from lossref.minimisation import minimise
from lossref.objective import Objective, objective_of

__all__ = ["pareto_front", "preference_grid", "weighted_objective", "weighted_sweep"]


def pareto_front(losses: ArrayLike) -> NDArray[np.bool_]:
    """Which points no other one dominates: is at most as high in every loss, and lower in one.

    Parameters
    ----------
    losses : array_like, real, shape (m, k)
        The k losses of each of m points. Less is better.

    Returns
    -------
    array of bool, shape (m,)
        True on the front. Of equal points on it all are; a point with a NaN is not.

    Raises
    ------
    ValueError
        If the losses are no matrix.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    H. T. Kung, F. Luccio and F. P. Preparata, "On Finding the Maxima of a Set of Vectors", Journal of the ACM 22, 1975.
    https://doi.org/10.1145/321906.321910

    Examples
    --------
    >>> pareto_front([[1.0, 4.0], [2.0, 2.0], [3.0, 3.0], [4.0, 1.0]])
    array([ True,  True, False,  True])
    """
    points = as_floats("pareto_front: losses", losses)
    if points.ndim != 2:
        raise ValueError(f"pareto_front: losses has shape {points.shape}, but needs the axes [m, k]")
    on_front = np.zeros(len(points), dtype=np.bool_)
    # In the order of the losses no point is dominated by a later one.
    waiting = np.lexsort(points.T[::-1]) if points.shape[1] else np.arange(len(points))
    waiting = waiting[~np.isnan(points[waiting]).any(axis=1)]
    while len(waiting):
        first = points[waiting[0]]
        equal = (points[waiting] == first).all(axis=1)
        on_front[waiting[equal]] = True
        waiting = waiting[(points[waiting] < first).any(axis=1)]
    return on_front


def preference_grid(count: int, parts: int) -> Array:
    """All preferences among so many losses that are multiples of one part, each row adding up to 1.

    Parameters
    ----------
    count : int, from 1
        How many losses there are.
    parts : int, from 1
        Into how many parts the preference is cut.

    Returns
    -------
    array, shape (number of rows, count)
        A row for each way to give the parts to the losses.

    Raises
    ------
    ValueError
        If a number is below 1.

    References
    ----------
    I. Das and J. E. Dennis, "Normal-Boundary Intersection", SIAM Journal on Optimization 8, 1998.
    https://doi.org/10.1137/S1052623496307510

    Examples
    --------
    >>> preference_grid(2, 4)
    array([[0.  , 1.  ],
           [0.25, 0.75],
           [0.5 , 0.5 ],
           [0.75, 0.25],
           [1.  , 0.  ]])
    """
    if count < 1 or parts < 1:
        raise ValueError(f"preference_grid: count is {count} and parts is {parts}; accepted: integers from 1")
    rows: list[tuple[int, ...]] = [()]
    for _ in range(count - 1):
        rows = [(*row, part) for row in rows for part in range(parts - sum(row) + 1)]
    return np.array([(*row, parts - sum(row)) for row in rows]) / parts


def weighted_objective(objectives: Sequence[Callable[[Array], Any]], preferences: ArrayLike) -> Objective:
    r"""One objective of several: the sum of each times its preference.

    For objectives $f_k$ and preferences $\lambda$ the value is $\sum_k \lambda_k f_k$, and so is the gradient of
    theirs.

    Parameters
    ----------
    objectives : sequence of callables
        Functions of the same parameters that return value and gradient.
    preferences : array_like, nonnegative, shape (k,)
        The weight of each.

    Returns
    -------
    callable
        From parameters to value and gradient, as `minimise` takes it.

    Raises
    ------
    ValueError
        If there is not one preference for each objective, or one is negative or infinite.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    L. A. Zadeh, "Optimality and Non-Scalar-Valued Performance Criteria", IEEE Transactions on Automatic Control 8,
    1963. https://doi.org/10.1109/TAC.1963.1105511

    Examples
    --------
    >>> objective = weighted_objective([lambda x: (x**2, 2 * x), lambda x: ((x - 2) ** 2, 2 * (x - 2))], [0.5, 0.5])
    >>> objective(np.array(1.0))
    (1.0, array(0.))
    """
    shares = as_floats("weighted_objective: preferences", preferences)
    if shares.shape != (len(objectives),):
        raise ValueError(
            f"weighted_objective: preferences has shape {shares.shape}: it must be {(len(objectives),)}, one for each"
        )
    require("weighted_objective: preferences", "nonnegative", shares)
    require("weighted_objective: preferences", FINITE, shares)
    parts = [objective_of(objective, (), {}) for objective in objectives]

    def objective(params: Array) -> tuple[float, Array]:
        # An objective of preference 0 is not asked: 0 times infinity would hide the others.
        both = [(share, *part(params)) for share, part in zip(shares, parts, strict=True) if share]
        value = sum(share * value for share, value, _ in both)
        return float(value), np.asarray(sum((share * slope for share, _, slope in both), np.zeros_like(params)))

    return objective


@dataclass(frozen=True, slots=True)
class WeightedSweep:
    """Where a descent ends for each row of preferences."""

    preferences: Array
    positions: Array
    losses: Array
    """The value of each objective there, shape (rows, objectives)."""

    paths: tuple[Descent, ...]

    @property
    def on_front(self) -> NDArray[np.bool_]:
        """Which of the ends no other one dominates."""
        return pareto_front(self.losses)


def weighted_sweep(
    objectives: Sequence[Callable[[Array], Any]], start: ArrayLike, *, preferences: ArrayLike, **settings: Any
) -> WeightedSweep:
    """Minimise the weighted sum of several objectives for each row of preferences, to trace their Pareto front.

    Where the losses are convex every point of the front is the end for some preferences. Where they are not, weighted
    sums miss the parts that bend inwards, however many preferences are tried.

    Parameters
    ----------
    objectives : sequence of callables
        Functions of the same parameters that return value and gradient.
    start : array_like, real, finite
        The parameters to begin with.
    preferences : array_like, nonnegative, shape (r, k)
        A row of weights for each descent, such as `preference_grid(k, 10)`.
    **settings
        What `minimise` takes by name: rate, method, steps …

    Returns
    -------
    WeightedSweep
        `preferences`, `positions` and `losses` with an entry for each row, the `paths`, and `on_front`.

    Raises
    ------
    ValueError
        If the preferences are no matrix with a column for each objective, or as `minimise` says.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    I. Das and J. E. Dennis, "A closer look at drawbacks of minimizing weighted sums of objectives for Pareto set
    generation in multicriteria optimization problems", Structural Optimization 14, 1997.
    https://doi.org/10.1007/BF01197559

    Examples
    --------
    >>> pair = [lambda x: (x**2, 2 * x), lambda x: ((x - 2) ** 2, 2 * (x - 2))]
    >>> sweep = weighted_sweep(pair, 0.0, preferences=preference_grid(2, 4), rate=0.5, steps=50)
    >>> sweep.positions
    array([2. , 1.5, 1. , 0.5, 0. ])
    >>> bool(sweep.on_front.all())
    True
    """
    rows = as_floats("weighted_sweep: preferences", preferences)
    if rows.ndim != 2:
        raise ValueError(f"weighted_sweep: preferences has shape {rows.shape}, but needs the axes [r, k]")
    paths = tuple(minimise(weighted_objective(objectives, row), start, **settings) for row in rows)
    parts = [objective_of(objective, (), {}) for objective in objectives]
    positions = np.array([path.position for path in paths])
    losses = np.array([[part(position)[0] for part in parts] for position in positions])
    return WeightedSweep(rows, positions, losses, paths)

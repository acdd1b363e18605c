"""What XGBoost and LightGBM say of their objectives, metrics and penalties.

Neither shows a gradient. A leaf with the gradient G, the Hessian H and the penalty λ gets the weight -G / (H + λ), so
that trees of two penalties tell it. An objective that sets its leaves otherwise, to quantiles, is known by its metric.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
from libraries import lightgbm_trees, xgboost_trees
from libraries.answer import Answer, Arguments
from libraries.expression import run

_SETS_QUANTILES = {"reg:absoluteerror", "reg:quantileerror", "regression_l1", "quantile", "mape"}
_SEEN = np.array([3.0, 2.0, 4.5, -1.5, -2.0])
_LEAF = np.array([0, 0, 0, 1, 1])


class Trees(Protocol):
    """What is asked of a library."""

    START: str
    """The name of the raw scores that a first tree adds to."""
    PENALTY: str
    SIZES: tuple[float, float]
    """Two penalties that the leaves are grown with."""

    def weights(self, settings: dict[str, Any], label: Any, start: Any) -> Any:
        """The weight of a leaf of its own for each row, in the shape of `start`."""

    def pair(self, settings: dict[str, Any], label: Any, start: Any) -> Any:
        """The weights of two documents that are a query."""

    def leaves(self, settings: dict[str, Any], feature: Any, label: Any) -> Any:
        """The weights of the leaves of the two values of a feature, for half the squared error, started at 0."""

    def metric(self, settings: dict[str, Any], label: Any, start: Any) -> float:
        """The metric of the raw scores."""


_TREES: dict[str, Trees] = {"xgboost": xgboost_trees, "lightgbm": lightgbm_trees}


def ask_booster(library: str, call: str, arguments: Arguments, first: str, axes: Mapping[str, int]) -> Answer:
    """The gradient of the sum, or the mean.

    `label`, `base_margin` and `init_score` among the settings say what plays these parts, if not our first arguments.
    """
    trees = _TREES[library]
    settings = run(call, {**axes, **arguments})
    if "params" in arguments:
        return _penalised(trees, settings, arguments)
    if "scores2" in arguments:
        return _ranked(trees, settings, arguments)
    label = settings.pop("label", list(arguments.values())[1])
    start = settings.pop(trees.START, arguments[first])
    if "eval_metric" in settings or settings["objective"] in _SETS_QUANTILES:
        return Answer(arguments, trees.metric(settings, label, start))
    slopes = _slopes(trees, lambda penalised: trees.weights(penalised, label, start), settings)
    slopes *= _inner(trees, call, {**axes, **arguments}, first)
    return Answer({**arguments, "reduction": "sum"}, None, slopes)


def _slopes(trees: Trees, weights: Callable[[dict[str, Any]], Any], settings: dict[str, Any]) -> Any:
    """The gradient of each row's objective by its raw score."""
    low, high = (weights({**settings, trees.PENALTY: size}) for size in trees.SIZES)
    with np.errstate(all="ignore"):
        return np.where((low == 0.0) & (high == 0.0), 0.0, np.ptp(trees.SIZES) / (1.0 / low - 1.0 / high))


def _ranked(trees: Trees, settings: dict[str, Any], arguments: Arguments) -> Answer:
    """The gradient by the scores of the first documents, of queries of two."""
    first, second, labels = arguments.values()
    starts = np.stack([first, second], axis=1)

    def pairs(penalised: dict[str, Any]) -> Any:
        return np.array(
            [trees.pair(penalised, [y, 1.0 - y], start)[0] for y, start in zip(labels, starts, strict=True)]
        )

    return Answer({**arguments, "reduction": "sum"}, None, _slopes(trees, pairs, settings))


def _inner(trees: Trees, call: str, scope: Mapping[str, Any], first: str) -> Any:
    """The derivative of the raw score by our argument, from a complex step."""
    moved = run(call, {**scope, first: scope[first] + 1e-30j}).get(trees.START)
    return 1.0 if moved is None else np.imag(moved) / 1e-30


def _penalised(trees: Trees, settings: dict[str, Any], arguments: Arguments) -> Answer:
    """Where a leaf's weight is best, the penalty's gradient is minus that of the data."""
    params = trees.leaves(settings, _LEAF, _SEEN)
    pull = np.array([np.sum(_SEEN[leaf == _LEAF] - weight) for leaf, weight in enumerate(params)])
    return Answer({**arguments, "params": params}, None, pull)

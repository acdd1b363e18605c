"""Single trees of XGBoost."""

from __future__ import annotations

from typing import Any

import numpy as np

START = "base_margin"
PENALTY = "reg_lambda"
SIZES = (4.0, 12.0)
_FIXED = {"learning_rate": 1.0, "min_child_weight": 0.0, "verbosity": 0, "nthread": 1, "tree_method": "exact"}


def weights(settings: dict[str, Any], label: Any, start: Any) -> Any:
    """The weight of a tree that is one leaf, for each row by itself; where rows interact, of a leaf of its own."""
    if settings["objective"] == "survival:cox":
        return np.array([_alone(settings, label, start, row) for row in range(len(label))])
    return np.array([_root(settings, *row) for row in zip(label, start, strict=True)])


def pair(settings: dict[str, Any], label: Any, start: Any) -> Any:
    """The weights of two documents that are a query."""
    return _added({**settings, "max_depth": 1}, np.array([[1.0], [0.0]]), label, start, [2])


def _root(settings: dict[str, Any], label: float, start: Any) -> Any:
    return _added(settings, np.zeros((1, 1)), [label], np.reshape(start, (1, -1)))[0]


def _alone(settings: dict[str, Any], label: Any, start: Any, row: int) -> Any:
    feature = np.eye(len(label))[:, [row]]
    return _added({**settings, "max_depth": 1}, feature, label, start)[row]


def _added(settings: dict[str, Any], features: Any, label: Any, start: Any, group: Any = None) -> Any:
    import xgboost

    data = xgboost.DMatrix(features, label=label, base_margin=start, group=group)
    booster = xgboost.train({**_FIXED, **settings}, data, 1)
    return booster.predict(data, output_margin=True).astype(float) - np.squeeze(start).astype(np.float32)


def leaves(settings: dict[str, Any], feature: Any, label: Any) -> Any:
    """The weights of the two leaves of a feature, for half the squared error."""
    fixed = {"objective": "reg:squarederror", "max_depth": 1, "reg_lambda": 0.0}
    added = _added({**fixed, **settings}, feature[:, None], label, np.zeros(len(label)))
    return np.array([added[feature == 0][0], added[feature == 1][0]])


def metric(settings: dict[str, Any], label: Any, start: Any) -> float:
    """The metric of the objective, or the one that is named."""
    import xgboost

    data = xgboost.DMatrix(np.zeros((len(label), 1)), label=label, base_margin=start)
    booster = xgboost.train({**_FIXED, **settings}, data, 0)
    return float(booster.eval(data).rpartition(":")[2])

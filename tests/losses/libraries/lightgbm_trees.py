"""Single trees of LightGBM."""

from __future__ import annotations

from typing import Any

import numpy as np

START = "init_score"
PENALTY = "lambda_l2"
SIZES = (1e-6, 2e-6)
_FIXED = {
    "verbosity": -1,
    "num_threads": 1,
    "learning_rate": 1.0,
    "boost_from_average": False,
    "feature_pre_filter": False,
    "min_data_in_leaf": 0,
    "min_data_in_bin": 1,
    "min_sum_hessian_in_leaf": 1e-12,
}


def weights(settings: dict[str, Any], label: Any, start: Any) -> Any:
    """The weights of leaves of their own: each row has a feature that tells it from all others, for a tree of two."""
    return np.array([_added(settings, row, label, start)[row == 1][0] for row in np.eye(len(label))])


def pair(settings: dict[str, Any], label: Any, start: Any) -> Any:
    """The weights of two documents that are a query."""
    return _added(settings, np.array([1.0, 0.0]), label, start, [2])


def _added(settings: dict[str, Any], feature: Any, label: Any, start: Any, group: Any = None) -> Any:
    import lightgbm

    fixed = {**_FIXED, "num_leaves": 2, **settings}
    data = lightgbm.Dataset(feature[:, None], label, init_score=start, group=group, params=fixed)
    booster = lightgbm.train(fixed, data, 1)
    assert all(tree["num_leaves"] == 2 for tree in booster.dump_model()["tree_info"])
    return booster.predict(feature[:, None], raw_score=True)


def leaves(settings: dict[str, Any], feature: Any, label: Any) -> Any:
    """The weights of the two leaves of a feature, for half the squared error."""
    added = _added({"objective": "regression", **settings}, feature, label, None)
    return np.array([added[feature == 0][0], added[feature == 1][0]])


def metric(settings: dict[str, Any], label: Any, start: Any) -> float:
    """The metric that has the name of the objective."""
    import lightgbm

    fixed = {**_FIXED, "metric": settings["objective"], **settings}
    data = lightgbm.Dataset(np.zeros((len(label), 1)), label, init_score=start, params=fixed)
    return float(lightgbm.Booster(fixed, data).eval_train()[0][2])

"""What an estimator of scikit-learn says of its loss or its penalty, through its public methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from libraries.answer import Answer

_ROWS = np.array([[1.0, 0.5, 0.2], [-0.5, 2.0, 1.0], [1.5, -1.0, 0.4], [0.3, 1.2, -2.0], [0.7, -0.6, 1.1]])
_SEEN = np.array([3.0, -2.0, 4.0, -5.0, 1.0])


def ask_estimator(estimator: Any, arguments: Mapping[str, Any]) -> Answer:
    """The gradient of the summed loss from single steps of descent, or of a penalty from where a fit ends."""
    if "params" in arguments:
        return _penalised(estimator, arguments)
    first, second = list(arguments.values())[:2]
    slopes = [_step(estimator, x, y) for x, y in zip(first, second, strict=True)]
    return Answer({**arguments, "reduction": "sum"}, None, np.array(slopes))


def _step(estimator: Any, start: float, target: float) -> float:
    """How far a step of size 1 goes from a coefficient, on one row whose one feature is 1."""
    estimator.set_params(penalty=None, learning_rate="constant", eta0=1.0, fit_intercept=False)
    known = {"classes": np.array([-1.0, 1.0])} if "class_weight" in estimator.get_params() else {}
    estimator.partial_fit([[0.0]], [target], **known)
    estimator.coef_.flat[0] = start
    estimator.partial_fit([[1.0]], [target])
    return float(start - estimator.coef_.flat[0])


def _penalised(estimator: Any, arguments: Mapping[str, Any]) -> Answer:
    """Where a fit ends, the penalty's gradient is minus that of the data's part.

    That part is half the mean squared error, and the sum of squared errors for Ridge.
    """
    estimator.set_params(fit_intercept=False, tol=1e-14, max_iter=100_000)
    params = estimator.fit(_ROWS, _SEEN).coef_
    pull = _ROWS.T @ (_SEEN - _ROWS @ params)
    scale = 2.0 if type(estimator).__name__ == "Ridge" else 1.0 / len(_SEEN)
    return Answer({**arguments, "params": params}, None, scale * pull)

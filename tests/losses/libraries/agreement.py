"""How near a library's answer must be to what is claimed of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from libraries.answer import Answer
from libraries.claims import Claim

import lossref

_DOUBLE = 1e-12
_PRECISION = {
    # Keras computes in float32, and adds 1e-7 here and there, or cuts at it.
    "keras": 1e-6,
    # Both keep gradients in float32; XGBoost also the weights of leaves, from whose differences a gradient is read.
    "xgboost": 1e-4,
    "lightgbm": 1e-6,
}
_LOOSER = {
    # Its epsilon of 1e-7 is fixed.
    ("ciou", "torchvision"): 1e-6,
    # LightGBM reads the logistic function from a table.
    ("pairwise_logistic", "lightgbm"): 1e-4,
    # A fit ends when a step is small enough, not at the optimum.
    ("l1_penalty", "sklearn"): 1e-9,
    ("elastic_net_penalty", "sklearn"): 1e-9,
}
_SHARED = {("categorical_cross_entropy", "keras"), ("lovasz_softmax", "kornia")}
"""They make each row sum to 1 first, which adds one number to the gradients of all its classes."""

_VALUE_ONLY = {("circle", "keras")}
"""Their gradients hold nothing constant that ours does."""


def disagreement(claim: Claim, answer: Answer) -> str:
    """What is wrong with the answer: it should be the claimed factor times ours; empty if it is."""
    value, gradient = lossref.get(claim.name).value_and_gradient(**answer.arguments)
    factor, key = claim.equivalent.factor, (claim.name, claim.library)
    precision = _LOOSER.get(key, _PRECISION.get(claim.library, _DOUBLE))
    told = {"value": (answer.value, value), "gradient": (answer.gradient, gradient)}
    if key in _VALUE_ONLY:
        del told["gradient"]
    if key in _SHARED and answer.gradient is not None:
        told["gradient"] = (_centred(answer.gradient), _centred(gradient))
    return "; ".join(
        f"{part}: {theirs}, not {factor:g} × {ours}"
        for part, (theirs, ours) in told.items()
        if not _is_near(theirs, factor * ours, precision)
    )


def _is_near(theirs: Any, ours: Any, precision: float) -> bool:
    if theirs is None:
        return True
    return np.shape(theirs) == np.shape(ours) and bool(np.all(np.abs(theirs - ours) <= precision * np.abs(ours).max()))


def _centred(gradient: Any) -> Any:
    return np.asarray(gradient) - np.mean(gradient, axis=-1, keepdims=True)

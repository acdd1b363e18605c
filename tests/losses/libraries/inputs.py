"""Arguments that chance cannot draw for a claim."""

from __future__ import annotations

from typing import Any

import numpy as np

_BINARY = np.array([1.0, 0.0, 0.0, 1.0, 1.0, 0.0])
_LABELS = np.array([2, 0, 3, 1, 1, 3])
_ABOVE_0 = np.array([0.4, 3.2, 1.7, 0.1, 2.5, 0.9])
_UNTIED = np.array(
    [
        [0.11, 0.23, 0.37, 0.29],
        [0.61, 0.17, 0.09, 0.13],
        [0.05, 0.31, 0.41, 0.23],
        [0.19, 0.47, 0.21, 0.13],
        [0.07, 0.53, 0.25, 0.15],
        [0.27, 0.03, 0.33, 0.37],
    ]
)
_CORNERS = np.array([[0.0, 0.1, 2.0, 3.0], [-1.0, 0.5, 1.5, 2.5], [2.0, 2.2, 3.1, 4.0], [0.3, -0.7, 1.9, 1.1]])
_BOXES = {"boxes": _CORNERS, "targets": _CORNERS[::-1] + np.array([0.21, -0.33, 0.57, 0.42])}
# Targets that share no side, where the derivative jumps.

CASES: dict[str, list[dict[str, Any]]] = {
    "binary_cross_entropy_with_logits": [{"pos_weight": 2.5}],
    "nll": [{"class_weights": np.array([0.5, 2.0, 1.0, 3.0]), "ignore_index": 1, "labels": _LABELS}],
    "sigmoid_focal": [{"alpha": 0.3}],
    "softmax_cross_entropy_with_integer_labels": [
        {"class_weights": None, "label_smoothing": 0.15, "labels": _LABELS},
        {"class_weights": np.array([0.5, 2.0, 1.0, 3.0]), "label_smoothing": 0.0, "labels": _LABELS},
    ],
    "ctc": [{"logit_lengths": np.array([4, 4, 4, 3, 4, 4]), "label_lengths": np.array([2, 1, 2, 1, 2, 2])}],
    "multi_margin": [{"class_weights": None, "p": 1}, {"class_weights": None, "p": 2}],
}
"""By loss: options that have no default number, and several of them where they exclude one another."""

NARROWER: dict[tuple[str, str], dict[str, Any]] = {
    ("iou", "torchvision"): _BOXES,
    ("giou", "torchvision"): _BOXES,
    ("diou", "torchvision"): _BOXES,
    ("ciou", "torchvision"): _BOXES,
    ("absolute_percentage_error", "lightgbm"): {"targets": 1.0 + _ABOVE_0},
    ("binary_cross_entropy", "sklearn"): {"targets": _BINARY},
    ("binary_cross_entropy_with_logits", "xgboost"): {"targets": _BINARY},
    ("binary_cross_entropy_with_logits", "lightgbm"): {"targets": _BINARY},
    ("brier", "sklearn"): {"targets": _BINARY},
    ("categorical_cross_entropy", "sklearn"): {"labels": np.eye(4)[_LABELS]},
    ("kmeans_distortion", "sklearn"): {
        "centers": np.array([[0.0, 1.0], [5.0, 5.0]]),
        "points": np.array([[-1.0, 1.0], [1.0, 1.0], [5.0, 4.0], [5.0, 6.0]]),
    },
    ("cox_partial_likelihood", "xgboost"): {"times": np.array([1.5, 2.0, 1.0, 3.5, 3.0, 0.5])},
    ("pairwise_logistic", "xgboost"): {"labels": _BINARY},
    ("pairwise_logistic", "lightgbm"): {"labels": _BINARY},
    ("multiclass_brier", "sklearn"): {"labels": _LABELS},
    ("multiclass_hinge", "sklearn"): {"labels": _LABELS},
    ("multiclass_hinge", "keras"): {"scores": np.arange(24.0).reshape(6, 4) * 7 % 5},
    ("squared_log_error", "keras"): {"predictions": _ABOVE_0, "targets": 1.5 * _ABOVE_0 - 0.1},
    # Without ties, whose order no formula says.
    ("lovasz_softmax", "kornia"): {"probs": _UNTIED, "labels": _LABELS},
}
"""By loss and library: where the library takes less than ours, inside what it takes."""

NOT_ASKED = {
    ("listnet_softmax", "lightgbm"): "it draws other labels in each round",
}
"""Claims whose calls cannot be compared, and why."""

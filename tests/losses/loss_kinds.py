"""Which claims apply to a loss, read from its annotations."""

from __future__ import annotations

import math
from typing import Any

from oracle import Elementwise, Rowwise, oracles

import lossref

_SCORES = frozenset({"scores", "logits", "probs", "log_probs", "log_predictions", "predictions"})
_DISTRIBUTIONS = _SCORES - {"scores", "predictions"}


def required(name: str) -> list[Any]:
    """The arguments without a default."""
    parameters = lossref.get(name).__signature__.parameters
    return [a for a in lossref.get(name).arguments.values() if parameters[a.name].default is parameters[a.name].empty]


def is_reduced(name: str) -> bool:
    """Whether there is a term for each element or row, not one value of the whole batch."""
    return "reduction" in lossref.get(name).__signature__.parameters


def is_binary(name: str) -> bool:
    """Whether one number stands for two classes."""
    return required(name)[0].axes == ("n",)


def is_of_classes(name: str) -> bool:
    """Whether a score or distribution for each example meets the class of that example."""
    needed = required(name)
    if len(needed) != 2 or needed[0].name not in _SCORES or not is_reduced(name):
        return False
    first, second = needed
    if first.axes == ("n",):
        return second.domain in {"sign", "binary"} or (second.domain == "probability" and first.name != "predictions")
    return first.axes == ("n", "C") and second.domain in {"label", "simplex", "onehot"}


def is_of_distributions(name: str) -> bool:
    """Whether what is predicted says how probable each class is."""
    return is_of_classes(name) and required(name)[0].name in _DISTRIBUTIONS


def is_of_normals(name: str) -> bool:
    """Whether the mean and spread of a normal distribution meet a number."""
    names = [argument.name for argument in required(name)]
    return names in (["predictions", "targets", "variance"], ["predictions", "targets", "scale"])


def is_of_odds(name: str) -> bool:
    """Whether a logit, or the difference of two scores, meets the probability of a label, beside those of classes."""
    *scores, target = required(name)
    if is_of_classes(name) or target.domain != "probability" or target.name not in {"targets", "labels"}:
        return False
    return [argument.name for argument in scores] in (["logits"], ["scores1", "scores2"])


def is_of_one_kind(name: str) -> bool:
    """Whether prediction and target are numbers of one kind."""
    needed = required(name)
    if len(needed) != 2 or needed[1].name != "targets":
        return False
    return (needed[0].domain, needed[0].axes) == (needed[1].domain, needed[1].axes)


def span_of(name: str) -> tuple[float, float]:
    """Where predictions may lie, as far as an annotation cannot say it."""
    oracle = oracles().get(name)
    return oracle.span if isinstance(oracle, Elementwise) else (-math.inf, math.inf)


def rows_of(name: str) -> int:
    """How many rows it takes to meet a kink, if there is one."""
    oracle = oracles().get(name)
    return oracle.rows if isinstance(oracle, Rowwise) else 1


def is_of_reals(name: str) -> bool:
    """Whether each real number that is predicted meets one number."""
    needed = required(name)
    if len(needed) != 2 or span_of(name)[0] > -math.inf or not is_reduced(name):
        return False
    return needed[0].axes == needed[1].axes == ("n",) and needed[0].domain == "real"


NAMES = lossref.names()
OF_CLASSES = [name for name in NAMES if is_of_classes(name)]
OF_DISTRIBUTIONS = [name for name in NAMES if is_of_distributions(name)]
OF_NORMALS = [name for name in NAMES if is_of_normals(name)]
OF_ODDS = [name for name in NAMES if is_of_odds(name)]
OF_ONE_KIND = [name for name in NAMES if is_of_one_kind(name)]
OF_REALS = [name for name in NAMES if is_of_reals(name)]

"""A loss at an infinite prediction is what it tends to as the prediction grows. A new loss is held to it unasked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from loss_draws import draw
from loss_kinds import span_of

import lossref

# Infinite in two parts of which one is taken from the other: nothing tells what is left.
INDETERMINATE = {"mmd_rbf", "negative_correlation", "triplet_margin"}
ENDS = {"real": (-np.inf, np.inf), "positive": (np.inf,), "nonnegative": (np.inf,), "nonpositive": (-np.inf,)}
# The corners of boxes must be finite.
NAMES = [name for name in lossref.names() if name not in INDETERMINATE and "boxes" not in lossref.get(name).arguments]


def _ends(name: str) -> tuple[float, ...]:
    domain = next(iter(lossref.get(name).arguments.values())).domain
    return tuple(end for end in ENDS.get(domain, ()) if end >= span_of(name)[0])


def _at(name: str, x: float, arguments: dict[str, Any]) -> tuple[Any, Any]:
    """Value and gradient where the first number of argument 0 is x."""
    loss, moved = lossref.get(name), np.array(next(iter(arguments.values())), dtype=float)
    moved[(0,) * moved.ndim] = x
    reduction = {"reduction": "sum"} if "reduction" in loss.__signature__.parameters else {}
    return loss.value_and_gradient(**arguments | {next(iter(arguments)): moved}, **reduction)


def _limit(near: Any, far: Any) -> Any:
    """What numbers tend to, from two far out on the way: what grows or shrinks there, even as a logarithm, goes on."""
    grows = (np.abs(far) > 1.2 * np.abs(near)) & (np.abs(far) > 1e-9)
    shrinks = np.abs(far) < 0.8 * np.abs(near)
    return np.where(grows, np.copysign(np.inf, far), np.where(shrinks, 0.0, far))


CASES = [(name, end, seed) for name in NAMES for end in _ends(name) for seed in range(4)]


@pytest.mark.parametrize(("name", "end", "seed"), CASES)
def test_an_infinite_prediction_is_the_limit_of_growing_ones(name: str, end: float, seed: int) -> None:
    arguments = draw(name, np.random.default_rng(seed), n=3)
    value, slope = _at(name, end, arguments)
    near, far = (_at(name, float(np.sign(end)) * size, arguments) for size in (1e50, 1e150))

    np.testing.assert_allclose(value, _limit(near[0], far[0]), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(slope, _limit(near[1], far[1]), rtol=1e-9, atol=1e-9)

"""What each loss claims of itself, held against what its numbers do. A new loss is held to it without a word here."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
from loss_draws import draw
from loss_kinds import is_reduced, required, rows_of, span_of
from oracle import oracles

import lossref
from lossref.facts import Bound

NAMES = lossref.names()
DERIVED = [name for name in NAMES if lossref.get(name).held_constant is None]
SMOOTHNESS = ("discontinuous", "C0", "C1", "C2", "C∞")


def _split(name: str, arguments: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    first = next(iter(arguments))
    return first, {key: value for key, value in arguments.items() if key != first}


def _total(name: str, x: Any, rest: dict[str, Any]) -> float:
    return float(lossref.get(name)(x, **rest, **_sum(name)))


def _sum(name: str) -> dict[str, str]:
    return {"reduction": "sum"} if "reduction" in lossref.get(name).__signature__.parameters else {}


def _bound(name: str, arguments: dict[str, Any]) -> float | None:
    bound = lossref.get(name).lipschitz
    if not isinstance(bound, Bound):
        return None if bound == "finite" else bound
    return bound.of(**{key: arguments[key] for key in inspect.signature(bound.of).parameters if key in arguments})


def _rises(name: str, arguments: dict[str, Any], rng: np.random.Generator) -> list[tuple[float, Any]]:
    """How the value rises in random directions, as the gradient tells it and as it does."""
    first, rest = _split(name, arguments)
    loss, x = lossref.get(name), arguments[first]
    slope, found = loss.gradient(x, **rest), []
    for _ in range(5):
        direction = rng.normal(size=np.shape(x))
        if loss.arguments[first].domain == "simplex":
            direction -= direction.mean(axis=-1, keepdims=True)  # a step that leaves the sum as it is
        step = 1e-6 * direction
        rise = (loss(x + step, **rest) - loss(x - step, **rest)) / 2e-6
        found.append((float(np.sum(slope * direction)), pytest.approx(rise, rel=1e-6, abs=1e-8)))
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", DERIVED)
def test_the_gradient_is_the_slope(name: str, seed: int) -> None:
    rng = np.random.default_rng(seed)

    for told, rise in _rises(name, draw(name, rng), rng):
        assert told == rise


@pytest.mark.parametrize("name", [name for name in DERIVED if "weights" in lossref.get(name).arguments])
def test_a_weighted_gradient_is_the_slope(name: str) -> None:
    rng = np.random.default_rng(0)
    arguments = draw(name, rng)
    terms = lossref.get(name)(**arguments, reduction="none")
    weights = rng.choice([0.5, 1.0, 3.0], np.shape(terms))

    for told, rise in _rises(name, arguments | {"weights": weights}, rng):
        assert told == rise


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(DERIVED)))
def test_a_gradient_that_holds_a_part_constant_is_not_the_slope(name: str) -> None:
    rng = np.random.default_rng(0)

    assert any(told != rise for told, rise in _rises(name, draw(name, rng), rng))
    # So the test of exactness has to be told what it is.
    assert getattr(oracles()[name], "slopes", None) is not None


def _at_defaults(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments without the parameters, which convexity is not claimed for all values of."""
    needed = {argument.name for argument in required(name)}
    return {key: value for key, value in arguments.items() if key in needed}


@pytest.mark.parametrize("name", NAMES)
def test_convexity_is_as_claimed(name: str) -> None:
    rng = np.random.default_rng(0)
    gaps = []
    count = 1 if _sum(name) else 4
    for _ in range(600):
        arguments = _at_defaults(name, draw(name, rng, n=count))
        first, rest = _split(name, arguments)
        x, y, share = arguments[first], draw(name, rng, n=count)[first], rng.uniform()
        if lossref.get(name).arguments[first].domain == "real" and rng.random() < 0.5:
            x, y = _extreme(name, x, 3.0, rng), _extreme(name, y, 3.0, rng)
        chord = share * _total(name, x, rest) + (1 - share) * _total(name, y, rest)
        between = _total(name, share * x + (1 - share) * y, rest)
        gaps.append((chord - between) / (1 + abs(chord)))

    assert (min(gaps) >= -1e-12) == lossref.get(name).convex


def _extreme(name: str, x: Any, far: float, rng: np.random.Generator) -> Any:
    """Argument 0 moved away from where it was drawn, towards the ends of its domain."""
    domain = lossref.get(name).arguments[next(iter(lossref.get(name).arguments))].domain
    if domain in {"unit", "probability"}:
        ends, shape = [1 / (1 + far), far / (1 + far)], np.shape(x)
        return rng.choice(ends, shape) if rng.random() < 0.5 else np.full(shape, rng.choice(ends))
    if domain == "simplex":
        powers = np.exp(far * (np.log(x) - np.log(x).max(axis=-1, keepdims=True)))
        return powers / powers.sum(axis=-1, keepdims=True)
    end = span_of(name)[0] if np.isfinite(span_of(name)[0]) else 0.0
    return end + (x - end) * rng.choice([far, 1 / far])


def _pull(name: str, arguments: dict[str, Any], x: Any) -> float:
    """The length of the gradient."""
    _, rest = _split(name, arguments)
    with np.errstate(over="ignore"):
        return float(np.linalg.norm(lossref.get(name).gradient(x, **rest, **_sum(name))))


def _corners(name: str, x: Any, far: float) -> Iterator[tuple[Any, Any]]:
    """Where one number or distribution of argument 0 is, and what it may be moved to near the ends of its domain."""
    domain = lossref.get(name).arguments[next(iter(lossref.get(name).arguments))].domain
    if domain == "simplex":
        for place in np.ndindex(x.shape[:-1]):
            yield place, (np.eye(x.shape[-1]) * far + 1.0) / (far + x.shape[-1])
    else:
        for place in np.ndindex(x.shape):
            yield place, (1 / (1 + far), far / (1 + far)) if domain == "probability" else (-far, far)


def _climbed(name: str, arguments: dict[str, Any], x: Any, far: float) -> float:
    """The pull where argument 0 is moved, number by number, to wherever the pull is stronger."""
    best = _pull(name, arguments, x)
    for place, corners in _corners(name, x, far):
        for corner in corners:
            moved = x.copy()
            moved[place] = corner
            pull = _pull(name, arguments, moved)
            if pull > best:
                best, x = pull, moved
    return best


def _steepest(name: str, far: float, count: int = 1) -> float:
    """The largest slope of one term, as a share of the claimed constant (of 1 if none is claimed)."""
    shares = []
    for seed in range(400 if is_reduced(name) else 400 // (2 * count) ** 2 + 4):
        rng = np.random.default_rng(seed)
        arguments = draw(name, rng, n=count) if is_reduced(name) else draw(name, rng, **dict.fromkeys("nmN", count))
        x = np.asarray(_extreme(name, next(iter(arguments.values())), far, rng))
        pull = (_pull if is_reduced(name) else partial(_climbed, far=far))(name, arguments, x)
        shares.append(pull / (_bound(name, arguments) or 1.0))
    return max(shares)


BOUNDED = [name for name in NAMES if lossref.get(name).lipschitz not in (None, "finite")]
# Of the value of a whole batch a constant for one element says nothing.
COUNTS = [(name, count) for name in BOUNDED for count in ((1,) if is_reduced(name) else (1, 3, 12))]


@pytest.mark.parametrize(("name", "count"), COUNTS)
def test_the_lipschitz_constant_holds_and_is_the_least(name: str, count: int) -> None:
    steepest = max(_steepest(name, far, count) for far in (1.0, 20.0, 1000.0))

    assert steepest <= 1 + 1e-12
    assert steepest > 0.9


@pytest.mark.parametrize("name", NAMES)
def test_the_gradient_is_bounded_as_claimed(name: str) -> None:
    grows = _steepest(name, 3000.0) > 2 * _steepest(name, 30.0)

    assert grows != lossref.get(name).bounded_gradient


def _jumps(values: np.ndarray[Any, Any]) -> float:
    return float(np.max(np.abs(np.diff(values))))


def _order(name: str, arguments: dict[str, Any], low: float, high: float) -> int:
    """How many of value, slope and so on stay continuous along the first coordinate: jumps shrink with the grid."""
    jumps = []
    for points in (301, 2401):
        grid = np.linspace(low, high, points)
        value, slope = np.array([_along_the_first(name, x, arguments) for x in grid]).T
        step = grid[1] - grid[0]
        slope = slope if name in DERIVED else np.gradient(value, step)
        derivatives = (value, slope, np.diff(slope) / step, np.diff(slope, 2) / step**2)
        jumps.append([_jumps(derivative) for derivative in derivatives])
    continuous = [fine < 0.5 * coarse + 1e-5 for coarse, fine in zip(*jumps, strict=True)]
    return continuous.index(False) if False in continuous else 4


def _along_the_first(name: str, x: float, arguments: dict[str, Any]) -> tuple[float, float]:
    """The value where the first number of argument 0 is x, and its slope there; a distribution shares what is left."""
    first, rest = _split(name, arguments)
    moved = np.array(arguments[first])
    if lossref.get(name).arguments[first].domain == "simplex":
        row = moved[(0,) * (moved.ndim - 1)]
        row[1:] *= (1.0 - x) / row[1:].sum()
    moved[(0,) * moved.ndim] = x
    value, slope = lossref.get(name).value_and_gradient(moved, **rest, **_sum(name))
    return float(value), float(np.ravel(slope)[0])


def _ends(name: str) -> tuple[float, float]:
    """How far one number of argument 0 may go, without leaving its domain."""
    match next(iter(lossref.get(name).arguments.values())).domain:
        case "real":
            return max(-5.03, span_of(name)[0] + 0.5), 5.01
        case "nonpositive":
            return -5.03, -0.05
    return max(0.05, span_of(name)[0] + 0.5), 0.95


@pytest.mark.parametrize("name", NAMES)
def test_the_smoothness_is_as_claimed(name: str) -> None:
    rng = np.random.default_rng(0)
    arguments = draw(name, rng, n=rows_of(name))
    order = _order(name, arguments, *_ends(name))

    claimed = lossref.get(name).smoothness
    assert claimed == "C∞" if order == 4 else claimed == SMOOTHNESS[order]


@pytest.mark.parametrize("name", NAMES)
def test_a_loss_says_where_it_comes_from(name: str) -> None:
    loss = lossref.get(name)

    assert loss.name == name
    assert loss.family in loss.__module__
    assert loss.summary.endswith(".")
    assert 1700 < loss.source.year < 2100
    assert all(equivalent.call and equivalent.factor > 0 for equivalent in loss.elsewhere.values())

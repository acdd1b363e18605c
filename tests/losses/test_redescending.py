"""Whether the pull of a term fades as its prediction moves away from the target, as claimed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from loss_draws import draw
from loss_kinds import is_reduced, span_of

import lossref

WAY = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 1e8)


def _lines(shape: tuple[int, ...], rng: np.random.Generator) -> Iterator[np.ndarray[Any, Any]]:
    """Anywhere, along a diagonal, along one coordinate, and all coordinates alike: how a box moves."""
    yield rng.normal(size=shape)
    yield rng.choice([-1.0, 1.0], shape)
    one = np.zeros(shape)
    one.flat[rng.integers(one.size)] = rng.choice([-1.0, 1.0])
    yield one
    yield np.full(shape, rng.choice([-1.0, 1.0]))


def _moved(name: str, x: Any, line: Any, far: float) -> Any:
    """Argument 0 that far along a line; where its domain has an end, nearer and nearer to it or away from it."""
    low = span_of(name)[0]
    match lossref.get(name).arguments[next(iter(lossref.get(name).arguments))].domain:
        case "real" if np.isinf(low):
            return x + far * line
        case "simplex":
            logs = np.log(x) + far * line
            powers = np.exp(logs - logs.max(axis=-1, keepdims=True))
            return powers / powers.sum(axis=-1, keepdims=True)
        case "unit" | "probability":
            return 1.0 / (1.0 + np.exp(-far * line) * (1.0 - x) / x)
    end = low if np.isfinite(low) else 0.0
    return end + (x - end) * np.exp(np.log1p(far) * line)


def _along(name: str, arguments: dict[str, Any], line: Any) -> list[tuple[float, float]]:
    """Value and pull along the way; nothing where it leaves what the loss accepts."""
    (_, x), *rest = arguments.items()
    options = dict(rest) | ({"reduction": "sum"} if is_reduced(name) else {})
    found = []
    with np.errstate(all="ignore"):
        for far in WAY:
            try:
                value, slope = lossref.get(name).value_and_gradient(_moved(name, np.asarray(x), line, far), **options)
            except ValueError:
                return []
            found.append((float(value), float(np.linalg.norm(slope))))
    return found


def _fades(name: str) -> list[bool]:
    """Whether the pull fades, for each line away from the target: one on which the term grows, and pulls."""
    fades = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        arguments = draw(name, rng, n=1) if is_reduced(name) else draw(name, rng)
        for line in _lines(np.shape(next(iter(arguments.values()))), rng):
            values, pulls = zip(*_along(name, arguments, line) or [(0.0, 0.0)], strict=True)
            if values[-1] > values[0] + 1e-6 * (1.0 + abs(values[0])) and max(pulls[:-1]) > 0.0:
                fades.append(pulls[-1] < 1e-3 * max(pulls[:-1]))
    return fades


@pytest.mark.parametrize("name", lossref.names())
def test_the_pull_is_bounded_and_fades_as_claimed(name: str) -> None:
    loss, fades = lossref.get(name), _fades(name)

    assert (loss.bounded_gradient and bool(fades) and all(fades)) == loss.redescending

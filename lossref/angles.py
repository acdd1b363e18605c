"""The angle between vectors, exact also where it is tiny."""

from __future__ import annotations

import numpy as np

from lossref.arrays import Array
from lossref.numerics import scaled_rows

_SPLITTER = 2.0**27 + 1.0


def require_directions(name: str, rows: Array) -> None:
    """ValueError that names the first row of zeros, which has no direction."""
    zero = np.asarray(~rows.any(axis=-1))
    if zero.any():
        index = tuple(int(i) for i in np.unravel_index(int(np.argmax(zero)), zero.shape))
        place = f"{name}[{', '.join(map(str, index))}]" if index else name
        raise ValueError(f"{place} is all zeros; accepted: a row with a direction")


def cosine_gap(a: Array, b: Array) -> tuple[Array, Array]:
    """1 - cos of the angle between the rows of a and b, and its derivative by a."""
    a, exponent = scaled_rows(a)
    b, _ = scaled_rows(b)
    of_a, of_b = _length(a), _length(b)
    dot = np.sum(a * b, axis=-1, keepdims=True)
    cosine = np.clip(dot / (of_a * of_b), -1.0, 1.0)
    across = _across(a, b, dot / of_a**2) / of_b
    sine_squared = np.sum(across**2, axis=-1, keepdims=True)
    # sin² / (1 + cos) where 1 - cos would cancel.
    gap = np.where(cosine > 0, sine_squared / (1.0 + cosine), 1.0 - cosine)
    return gap[..., 0], np.ldexp(-across / of_a, -exponent)


def cosine_pull(counts: Array, rows: Array, others: Array) -> Array:
    """The gradient, by the rows, of the sum of their cosines with the others, each counted so often.

    Exact also where all rows and others are nearly one: it is made of their differences.
    """
    rows, exponent = scaled_rows(rows)
    others, _ = scaled_rows(others)
    # What lies along a row does not turn it, so that the row may be taken away from each of the others; and so may,
    # from both, a point that is near all of them if they are near each other.
    centre, shares = others[:1], counts / _length(others)[:, 0]
    pull = shares @ (others - centre) - shares.sum(axis=-1, keepdims=True) * (rows - centre)
    directions = rows / _length(rows)
    across = pull - np.sum(pull * directions, axis=-1, keepdims=True) * directions
    return np.asarray(np.ldexp(across / _length(rows), -exponent))


def _length(x: Array) -> Array:
    return np.asarray(np.sqrt(np.sum(x**2, axis=-1, keepdims=True)))


def _across(a: Array, b: Array, share: Array) -> Array:
    """What of b is at right angles to a, where `share` of a is about the part along it."""
    product, error = _exact_product(share, a)
    rest = (b - product) - error
    along = np.sum(rest * a, axis=-1, keepdims=True) / np.sum(a**2, axis=-1, keepdims=True)
    return np.asarray(rest - along * a)


def _exact_product(x: Array, y: Array) -> tuple[Array, Array]:
    """x·y as the nearest number and what is missing to it (T. J. Dekker, 1971)."""
    product = x * y
    (x_high, x_low), (y_high, y_low) = _halves(x), _halves(y)
    return product, ((x_high * y_high - product) + x_high * y_low + x_low * y_high) + x_low * y_low


def _halves(x: Array) -> tuple[Array, Array]:
    high = _SPLITTER * x - (_SPLITTER * x - x)
    return high, x - high

"""The pieces that keep full relative accuracy where the textbook expression cancels, overflows or is 0·∞."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossref.arrays import Array

_LARGEST = np.finfo(np.float64).max
_BEYOND = 5000  # 2 to this power is infinite, and nothing to its negative


def product(x: Array, y: Array) -> Array:
    """x·y, and 0 where x is 0, even for an infinite y: the limit of x·log x; NaN stays NaN."""
    plain = x * y
    # One sum tells whether a NaN is anywhere, as 0·∞ makes one.
    return np.where((x == 0) & np.isinf(y), 0.0, plain) if np.isnan(np.sum(plain)) else plain


def xlogy(x: Array, y: Array) -> Array:
    """x·log y, and 0 where x is 0, even for y = 0."""
    return product(x, np.log(y))


def xlog1py(x: Array, y: Array) -> Array:
    """x·log(1 + y), and 0 where x is 0, even for y = -1; exact where y is tiny."""
    return product(x, np.log1p(y))


def surplus(x: Array) -> Array:
    """x - log(1 + x), exact also near 0, where it is x²/2."""
    return x * surplus_rate(x)


def surplus_rate(x: Array) -> Array:
    """1 - log(1 + x) / x, exact also near 0, where it is x/2."""
    # log(1 + x) = 2 artanh s with s = x / (2 + x), so that x - 2 s, which is s x, leaves nothing to cancel.
    s = x / (2.0 + x)
    square = s * s
    series = np.zeros_like(s)
    for k in range(20, 0, -1):
        series = square * (1.0 / (2 * k + 1) + series)
    return np.where(np.abs(x) <= 0.5, s - 2.0 * series / (2.0 + x), 1.0 - np.log1p(x) / x)


def expm1_surplus(x: Array) -> Array:
    """eˣ - 1 - x, exact also near 0, where it is x²/2."""
    far = np.where(np.isposinf(x), x, np.expm1(x) - x)
    return np.where(np.abs(x) < 0.5, surplus(np.expm1(np.clip(x, -0.5, 0.5))), far)


def expm1_over(a: float, x: Array) -> Array:
    """(e^(a x) - 1) / a, and x, its limit, for a = 0."""
    return x if a == 0 else np.expm1(a * x) / a


def erf(x: Array) -> Array:
    """The error function of each number, as the system's C library has it."""
    found: Array = np.asarray(_erf(x), dtype=np.float64)
    return found


_erf = np.frompyfunc(math.erf, 1, 1)


def softplus(x: Array) -> Array:
    """log(1 + eˣ), which neither overflows nor loses the tiny values far below 0."""
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def sigmoid(x: Array) -> Array:
    """1 / (1 + e⁻ˣ); 1 - sigmoid(x) is sigmoid(-x), exact where the subtraction is not."""
    share: Array = np.exp(np.minimum(x, 0.0)) / (1.0 + np.exp(-np.abs(x)))
    return share


def step(x: Array) -> Array:
    """1 above 0, else 0, the least-norm slope of max(x, 0) at its kink; NaN stays NaN."""
    slope: Array = np.heaviside(x, 0.0)
    return slope


def difference(x: Array, y: Array) -> tuple[Array, Array]:
    """x - y as it rounds, and what the rounding lost: together exact. Of infinite numbers nothing is lost."""
    rounded = x - y
    step = rounded - x
    lost = (x - (rounded - step)) - (y + step)
    return rounded, np.where(np.isfinite(lost), lost, 0.0)


def running_sum(x: Array) -> tuple[Array, Array]:
    """The sums of the first numbers along the last axis as they round, and what the rounding lost on the way."""
    sums = np.cumsum(x, axis=-1)
    before = np.concatenate([np.zeros_like(sums[..., :1]), sums[..., :-1]], axis=-1)
    _, lost = difference(before, -x)
    return sums, np.cumsum(lost, axis=-1)


def length_and_direction(x: Array) -> tuple[Array, Array]:
    """The Euclidean length of all numbers together, without overflow, and x over it: 0 for a length of 0.

    One infinite number gives the direction alone; where several are infinite there is no direction: NaN.
    """
    largest = np.max(np.abs(x))
    if np.isinf(largest):
        x, infinite = np.where(np.isinf(x), np.sign(x), 0.0 * x), np.isinf(x)
        return largest, np.where(np.sum(infinite) > 1, np.nan, np.where(infinite, x, 0.0))
    # A power of two changes no digit.
    scaled = np.ldexp(x, -np.frexp(largest)[1])
    length = np.sqrt(np.sum(np.ravel(scaled) ** 2))
    direction = np.zeros_like(x) if largest == 0 else scaled / length
    return np.ldexp(length, np.frexp(largest)[1]), direction


def scaled_rows(x: Array) -> tuple[Array, NDArray[np.int_]]:
    """The rows with a largest number from ½ to 1, and the power of two that was taken out, which changes no digit.

    One infinite number gives the direction alone, and a power beyond float64; several have no direction: NaN.
    """
    largest = np.max(np.abs(x), axis=-1, keepdims=True, initial=0.0)
    exponent = np.frexp(largest)[1]
    is_endless = np.isposinf(largest)
    if not is_endless.any():
        return np.ldexp(x, -exponent), exponent
    infinite = np.isinf(x)
    ends = np.where(infinite.sum(axis=-1, keepdims=True) > 1, np.nan, np.where(infinite, np.sign(x), 0.0 * x))
    return np.where(is_endless, ends, np.ldexp(x, -exponent)), np.where(is_endless, _BEYOND, exponent)


def row_lengths(x: Array) -> tuple[Array, Array]:
    """The Euclidean lengths along the last axis, without overflow, and the rows over them: 0 for a length of 0."""
    scaled, exponent = scaled_rows(x)
    length = np.sqrt(np.sum(scaled**2, axis=-1, keepdims=True))
    direction = np.where(length == 0, 0.0, scaled / length)
    return np.ldexp(length, exponent)[..., 0], direction


def sum_of_others(x: Array) -> Array:
    """Along the last axis of nonnegative numbers, for each one the sum of all the others.

    The total less the number itself would leave nothing of the others beside a number 1e16 times larger.
    """
    top = np.argmax(x, axis=-1, keepdims=True)
    below = x.copy()
    np.put_along_axis(below, top, 0.0, axis=-1)
    rest = below.sum(axis=-1, keepdims=True)
    others: Array = np.take_along_axis(x, top, axis=-1) + rest - x
    np.put_along_axis(others, top, rest, axis=-1)
    return others


@dataclass(frozen=True, slots=True)
class Softmax:
    """The softmax p of logits z along the last axis, in parts that are each exact to rounding."""

    gaps: Array
    """max z - z, at least 0."""

    powers: Array
    """e^(z - max z): p is `powers / total`."""

    others: Array
    """For each class the sum of the powers of the other classes: 1 - p is `others / total`."""

    total: Array
    """The sum of the powers; the class axis is kept, with length 1."""

    log_total: Array
    """log `total`, exact even where the other classes weigh 1e-300."""

    @property
    def surprisal(self) -> Array:
        """-log p: two numbers not below 0 are added, so nothing cancels."""
        return self.gaps + self.log_total

    def slopes_of_mean(self, x: Array) -> Array:
        """By each logit, the slope of the mean Σ p x: p times what x is above the mean.

        Both are measured from the x of the most probable class, so that nothing is lost where p is all but sure.
        """
        top, p = np.argmin(self.gaps, axis=-1, keepdims=True), self.powers / self.total
        above = x - np.take_along_axis(x, top, axis=-1)
        return product(p, above - product(p, above).sum(axis=-1, keepdims=True))


def softmax(logits: Array) -> Softmax:
    """The softmax of logits. One logit of +∞ takes all; where two are, or all are -∞, there is no limit: NaN."""
    top = np.argmax(logits, axis=-1, keepdims=True)
    highest = np.take_along_axis(logits, top, axis=-1)
    gaps = highest - logits
    np.put_along_axis(gaps, top, np.where(np.isnan(highest), np.nan, 0.0), axis=-1)
    powers = np.exp(-gaps)
    others = sum_of_others(powers)
    # Of one class alone there are no others that a NaN would be in.
    rest = np.where(np.isnan(highest), np.nan, np.take_along_axis(others, top, axis=-1))
    return Softmax(gaps, powers, others, 1.0 + rest, np.log1p(rest))


def tilted_softmax(logits: Array, tilt: Array) -> Softmax:
    """The softmax of logits + tilt, a sum that is not rounded where both are large.

    A tilt of -∞ rules a class out, also where the logits of all others are -∞ but one: that one takes all.
    """
    # Infinite logits count as the last finite ones here: a tilt of -∞ weighs more.
    top = np.argmax(np.clip(logits, -_LARGEST, _LARGEST) + tilt, axis=-1, keepdims=True)
    highest = np.take_along_axis(logits, top, axis=-1)
    sums = logits - highest + (tilt - np.take_along_axis(tilt, top, axis=-1))
    sums = np.where(np.isneginf(tilt), -np.inf, sums)
    np.put_along_axis(sums, top, np.where(np.isnan(highest), np.nan, 0.0), axis=-1)
    return softmax(sums)


def sparsemax(scores: Array) -> tuple[Array, Array]:
    """The point of the simplex nearest to each row of scores, and how far the scores lie below the threshold.

    The point is `scores - threshold` where that is positive, else 0; as for `softmax`, one score of +∞ takes all.
    """
    top = np.argmax(scores, axis=-1, keepdims=True)
    highest = np.take_along_axis(scores, top, axis=-1)
    gaps = highest - scores
    np.put_along_axis(gaps, top, np.where(np.isnan(highest), np.nan, 0.0), axis=-1)
    ascending = np.sort(gaps, axis=-1)
    # What the r highest scores leave of the 1 that is given out, when each gets what it has more than the r-th.
    left = 1.0 - (np.arange(1.0, gaps.shape[-1] + 1.0) * ascending - np.cumsum(ascending, axis=-1))
    count = np.maximum(np.sum(left > 0.0, axis=-1, keepdims=True), 1)
    least = np.take_along_axis(left, count - 1, axis=-1) / count
    excess = least + (np.take_along_axis(ascending, count - 1, axis=-1) - gaps)
    unknown = np.where(np.isnan(gaps).any(axis=-1, keepdims=True), np.nan, 0.0)
    return np.maximum(excess, 0.0) + unknown, np.maximum(-excess, 0.0) + unknown


def least_subgradient_of_maximum(rows: Array, own: Array) -> Array:
    """Along the last axis the smallest slope of max(rows) - rows at `own`, a row that is 1 at one place and else 0.

    It is 0 where the own number is among the largest; else those share the slope 1.
    """
    tied = (rows == rows.max(axis=-1, keepdims=True)).astype(np.float64)
    shares = tied / tied.sum(axis=-1, keepdims=True)
    is_own = (tied * own).sum(axis=-1, keepdims=True) > 0.0
    return np.where(is_own, 0.0, shares - own)

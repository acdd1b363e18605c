"""Schedules, activations and losses of optax, Kornia and MONAI."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from computed.domains import Array, Nonnegative, Positive, Real, Reals, Unit, Weights


def polynomial_schedule(
    start: Real, end: Real, steps: Positive, begin: Positive, power: Positive, t: Nonnegative
) -> float:
    """A rate that goes from start to end."""
    done = min(max(t - begin, 0.0), steps)
    return float((start - end) * (1 - done / steps) ** power + end)


def cosine_schedule(start: Positive, alpha: Unit, power: Positive, steps: Positive, t: Nonnegative) -> float:
    """A rate that falls along a cosine."""
    falling = 0.5 * (1 + np.cos(np.pi * min(t, steps) / steps))
    return float(start * ((1 - alpha) * falling**power + alpha))


def ranking_softmax(scores: Reals, labels: Weights) -> float:
    """Softmax cross entropy of a list."""
    values = np.asarray(scores, dtype=float)
    shifted = values - values.max()
    return float(-np.sum(labels * (shifted - np.log(np.sum(np.exp(shifted))))))


def cauchy(x: Real, y: Real) -> float:
    """Kornia's."""
    return float(np.log1p(0.5 * (x - y) ** 2))


def charbonnier(x: Real, y: Real) -> float:
    """Kornia's."""
    return float(np.sqrt((x - y) ** 2 + 1) - 1)


def geman_mcclure(x: Real, y: Real) -> float:
    """Kornia's."""
    return 2 * (x - y) ** 2 / ((x - y) ** 2 + 4)


def welsch(x: Real, y: Real) -> float:
    """Kornia's."""
    return float(1 - np.exp(-0.5 * (x - y) ** 2))


def psnr(peak: Positive, error: Positive) -> float:
    """The ratio of a peak to an error in decibels."""
    return float(10 * np.log10(peak**2 / error))


def psnr_blocked(peak: Positive, error: Positive, blocking: Positive) -> float:
    """The same with the error of blocks."""
    return float(10 * np.log10(peak**2 / (error + blocking)))


def similarity(
    mean1: Real, mean2: Real, var1: Positive, var2: Positive, covariance: Real, c1: Positive, c2: Positive
) -> float:
    """Structural similarity of moments; `var1` and `var2` are deviations, which are squared."""
    above = (2 * mean1 * mean2 + c1) * (2 * covariance + c2)
    return above / ((mean1**2 + mean2**2 + c1) * (var1**2 + var2**2 + c2))


def hanning(n: Nonnegative, length: Positive) -> float:
    """A window."""
    if length <= 1:
        raise ValueError("a window is longer than 1")
    return float(0.5 - 0.5 * np.cos(2 * np.pi * n / (length - 1)))


def blend(one: Real, alpha: Real, two: Real, beta: Real, gamma: Real) -> float:
    """A weighted sum."""
    return one * alpha + two * beta + gamma


def end_point_error(one: Annotated[Array, "real[h,w,2]"], two: Annotated[Array, "real[h,w,2]"]) -> float:
    """The mean length of differences of flows."""
    return float(np.mean(np.linalg.norm(np.subtract(one, two), axis=2)))


def mish(x: Real) -> float:
    """An activation."""
    return float(x * np.tanh(np.logaddexp(0, x)))


def swish(x: Real, alpha: Positive) -> float:
    """An activation."""
    return float(x / (1 + np.exp(-alpha * x)))

"""Densities of distributions at one number, as SciPy computes them."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from computed.domains import Nonnegative, Positive, Real, Unit


def norm(x: Real) -> float:
    """Of a standard normal distribution."""
    return float(np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi))


def anglit(x: Real) -> float:
    """Of an anglit distribution."""
    return float(np.cos(2 * x))


def arcsine(x: Unit) -> float:
    """Of an arcsine distribution."""
    return float(1 / np.pi / np.sqrt(x * (1 - x)))


def bradford(x: Unit, c: Positive) -> float:
    """Of a Bradford distribution."""
    return float(c / (c * x + 1) / np.log1p(c))


def burr(x: Positive, c: Positive, d: Positive) -> float:
    """Of a Burr distribution of type III."""
    return float(c * d * x ** (-c - 1) / (1 + x**-c) ** (d + 1))


def burr12(x: Positive, c: Positive, d: Positive) -> float:
    """Of a Burr distribution of type XII."""
    return float(np.exp(np.log(c) + np.log(d) + (c - 1) * np.log(x) - (d + 1) * np.log1p(x**c)))


def fisk(x: Positive, c: Positive) -> float:
    """Of a log-logistic distribution."""
    return burr(x, c, 1.0)


def cauchy(x: Real) -> float:
    """Of a Cauchy distribution."""
    return float(1 / np.pi / (1 + x * x))


def cosine(x: Real) -> float:
    """Of a cosine distribution."""
    return float(1 / 2 / np.pi * (1 + np.cos(x)))


def dweibull(x: Real, c: Positive) -> float:
    """Of a double Weibull distribution."""
    return float(c / 2 * abs(x) ** (c - 1) * np.exp(-(abs(x) ** c)))


def expon(x: Nonnegative) -> float:
    """Of an exponential distribution."""
    return float(np.exp(-x))


def exponweib(x: Positive, a: Positive, c: Positive) -> float:
    """Of an exponentiated Weibull distribution."""
    negative = -(x**c)
    grown = -np.expm1(negative)
    return float(np.exp(np.log(a) + np.log(c) + (a - 1) * np.log(grown) + negative + (c - 1) * np.log(x)))


def exponweib_cdf(x: Positive, a: Positive, c: Positive) -> float:
    """Its cumulated density."""
    return float((-np.expm1(-(x**c))) ** a)


def exponpow(x: Positive, b: Positive) -> float:
    """Of an exponential power distribution."""
    power = x**b
    return float(np.exp(1 + np.log(b) + (b - 1) * np.log(x) + power - np.exp(power)))


def fatiguelife(x: Positive, c: Positive) -> float:
    """Of a Birnbaum-Saunders distribution."""
    roots = 0.5 * (np.log(2 * np.pi) + 3 * np.log(x))
    return float(np.exp(np.log(x + 1) - (x - 1) ** 2 / (2 * x * c**2) - np.log(2 * c) - roots))


def foldcauchy(x: Nonnegative, c: Nonnegative) -> float:
    """Of a folded Cauchy distribution."""
    return float(1 / np.pi * (1 / (1 + (x - c) ** 2) + 1 / (1 + (x + c) ** 2)))


def foldnorm(x: Nonnegative, c: Nonnegative) -> float:
    """Of a folded normal distribution."""
    return norm(x + c) + norm(x - c)


def weibull_min(x: Positive, c: Positive) -> float:
    """Of a Weibull distribution."""
    return float(c * x ** (c - 1) * np.exp(-(x**c)))


def weibull_max(x: Annotated[float, "nonpositive"], c: Positive) -> float:
    """Of a mirrored Weibull distribution."""
    return float(c * (-x) ** (c - 1) * np.exp(-((-x) ** c)))


def truncweibull(x: Positive, a: Positive, b: Positive, c: Positive) -> float:
    """Of a Weibull distribution between two bounds."""
    if a >= b:
        raise ValueError("the bounds are not in order")
    return float(c * x ** (c - 1) * np.exp(-(x**c)) / (np.exp(-(a**c)) - np.exp(-(b**c))))


def genlogistic(x: Real, c: Positive) -> float:
    """Of a generalized logistic distribution."""
    return float(c * np.exp(-x) / (1 + np.exp(-x)) ** (c + 1))


def genpareto(x: Positive, c: Positive) -> float:
    """Of a generalized Pareto distribution."""
    return float(np.exp(-(c + 1) * np.log1p(c * x) / c))


def genexpon(x: Nonnegative, a: Positive, b: Positive, c: Positive) -> float:
    """Of a generalized exponential distribution."""
    grown = -np.expm1(-c * x)
    return float((a + b * grown) * np.exp((-a - b) * x + b * grown / c))


def genhalflogistic(x: Positive, c: Unit) -> float:
    """Of a generalized half-logistic distribution, which ends at 1/c."""
    if x >= 1 / c:
        raise ValueError("beyond the end of the distribution")
    left = 1 - c * x
    power = left ** (1 / c - 1)
    return float(2 * power / (1 + power * left) ** 2)


def genextreme(x: Annotated[float, "nonpositive"], c: Positive) -> float:
    """Of a generalized extreme value distribution, where it has no end."""
    logarithm = np.log1p(-c * x)
    power = logarithm / c
    return float(np.exp(-np.exp(power) + power - logarithm))


def gompertz(x: Nonnegative, c: Positive) -> float:
    """Of a Gompertz distribution."""
    return float(np.exp(np.log(c) + x - c * np.expm1(x)))


def gumbel_r(x: Real) -> float:
    """Of a Gumbel distribution."""
    return float(np.exp(-x - np.exp(-x)))


def gumbel_l(x: Real) -> float:
    """Of a mirrored Gumbel distribution."""
    return float(np.exp(x - np.exp(x)))


def halfcauchy(x: Nonnegative) -> float:
    """Of half a Cauchy distribution."""
    return float(2 / np.pi / (1 + x * x))


def halfnorm(x: Nonnegative) -> float:
    """Of half a normal distribution."""
    return float(np.sqrt(2 / np.pi) * np.exp(-x * x / 2))


def invgauss(x: Positive, mu: Positive) -> float:
    """Of an inverse Gaussian distribution."""
    return float(1 / np.sqrt(2 * np.pi * x**3) * np.exp(-1 / (2 * x) * (x / mu - 1) ** 2))


def invweibull(x: Positive, c: Positive) -> float:
    """Of a Fréchet distribution."""
    return float(c * x ** (-c - 1) * np.exp(-(x**-c)))


def laplace(x: Real) -> float:
    """Of a Laplace distribution."""
    return float(0.5 * np.exp(-abs(x)))


def levy(x: Positive) -> float:
    """Of a Lévy distribution."""
    return float(1 / np.sqrt(2 * np.pi * x) / x * np.exp(-1 / (2 * x)))


def levy_l(x: Annotated[float, "nonzero"]) -> float:
    """Of a mirrored Lévy distribution."""
    size = abs(x)
    return float(1 / np.sqrt(2 * np.pi * size) / size * np.exp(-1 / (2 * size)))


def logistic(x: Real) -> float:
    """Of a logistic distribution."""
    return float(np.exp(-abs(x) - 2 * np.log1p(np.exp(-abs(x)))))


def loglaplace(x: Positive, c: Positive) -> float:
    """Of a log-Laplace distribution."""
    return float(c / 2 * x ** (np.where(x < 1, c, -c) - 1))


def lognorm(x: Positive, s: Positive) -> float:
    """Of a lognormal distribution."""
    return float(np.exp(-(np.log(x) ** 2) / (2 * s**2) - np.log(s * x * np.sqrt(2 * np.pi))))


def maxwell(x: Nonnegative) -> float:
    """Of a Maxwell distribution."""
    return float(np.sqrt(2 / np.pi) * x * x * np.exp(-x * x / 2))


def mielke(x: Positive, k: Positive, s: Positive) -> float:
    """Of a Mielke distribution."""
    return float(k * x ** (k - 1) / (1 + x**s) ** (1 + k / s))


def kappa3(x: Positive, a: Positive) -> float:
    """Of a kappa distribution of three parameters."""
    return float(a * (a + x**a) ** (-1 / a - 1))


def moyal(x: Real) -> float:
    """Of a Moyal distribution."""
    return float(np.exp(-0.5 * (x + np.exp(-x))) / np.sqrt(2 * np.pi))


def pareto(x: Positive, b: Positive) -> float:
    """Of a Pareto distribution."""
    return float(b * x ** (-b - 1))


def lomax(x: Nonnegative, c: Positive) -> float:
    """Of a Lomax distribution."""
    return float(c / (1 + x) ** (c + 1))


def powerlaw(x: Unit, a: Positive) -> float:
    """Of a power law."""
    return float(a * x ** (a - 1))


def powerlaw_between(x: Positive, a: Positive, low: Positive, high: Positive) -> float:
    """Of a power law between two bounds."""
    if low >= high:
        raise ValueError("the bounds are not in order")
    return float(a / (high**a - low**a) * x ** (a - 1))


def rayleigh(x: Nonnegative) -> float:
    """Of a Rayleigh distribution."""
    return float(x * np.exp(-0.5 * x * x))


def reciprocal(x: Positive, a: Positive, b: Positive) -> float:
    """Of a reciprocal distribution."""
    if a >= b:
        raise ValueError("the bounds are not in order")
    return float(np.exp(-np.log(x) - np.log(np.log(b) - np.log(a))))


def recipinvgauss(x: Positive, mu: Positive) -> float:
    """Of a reciprocal inverse Gaussian distribution."""
    return float(np.exp(-((1 - mu * x) ** 2) / (2 * x * mu**2) - 0.5 * np.log(2 * np.pi * x)))


def semicircular(x: Annotated[float, "probability"]) -> float:
    """Of a semicircular distribution, on its right half."""
    return float(2 / np.pi * np.sqrt(1 - x * x))


def skewcauchy(x: Real, a: Unit) -> float:
    """Of a skewed Cauchy distribution."""
    return float(1 / (np.pi * (x**2 / (a * np.sign(x) + 1) ** 2 + 1)))


def truncexpon(x: Nonnegative, b: Positive) -> float:
    """Of an exponential distribution up to a bound."""
    return float(np.exp(-x) / -np.expm1(-b))


def truncpareto(x: Positive, b: Positive, c: Positive) -> float:
    """Of a Pareto distribution up to a bound."""
    return float(b * x ** -(b + 1) / (1 - 1 / c**b))


def wrapcauchy(x: Real, c: Unit) -> float:
    """Of a wrapped Cauchy distribution."""
    return float((1 - c * c) / (2 * np.pi * (1 + c * c - 2 * c * np.cos(x))))

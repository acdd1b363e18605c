"""Every kind of thing that can be called: each should be a verdict, and none a crash."""

from __future__ import annotations

import functools
import sys
import time
import warnings
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np

Reals = Annotated[Any, "real[n]"]


def squares(values: Reals) -> float:
    return float(np.sum(np.asarray(values) ** 2))


def decorated(function: Callable[[Any], float]) -> Callable[[Any], float]:
    @functools.wraps(function)
    def inner(*args: Any, **kwargs: Any) -> float:
        return function(*args, **kwargs)

    return inner


wrapped = decorated(squares)


class Squares:
    def __call__(self, values: Reals) -> float:
        return squares(values)

    def method(self, values: Reals) -> float:
        return squares(values)

    @staticmethod
    def static(values: Reals) -> float:
        return squares(values)


instance = Squares()


def by_name(*, values: Reals) -> float:
    return squares(values)


def in_order(values: Reals, /) -> float:
    return squares(values)


def with_more(values: Reals, *rest: Any, factor: float = 1.0, **others: Any) -> float:
    return factor * squares(values)


def writes(values: Reals) -> float:
    total = squares(values)
    values[:] = 0
    return total


def talks(values: Reals) -> float:
    print("squares")
    warnings.warn("squares", stacklevel=2)
    return squares(values)


def by_chance(values: Reals) -> float:
    return squares(values) + float(np.random.default_rng().normal())


def slowly(values: Reals) -> float:
    time.sleep(0.4)
    return squares(values)


def ends(values: Reals) -> float:
    sys.exit(3)


def without_end(values: Reals) -> float:
    return without_end(values)


def complex_number(values: Reals) -> Any:
    return 1j * squares(values)


def nothing(values: Reals) -> Any:
    return None


def ragged(values: Reals) -> Any:
    return [[1.0], [2.0, 3.0]]


def a_list(values: Reals) -> Any:
    return [value**2 for value in values]

"""A formula at many draws at once has the values it has when each sum is a loop."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.formulas.arithmetic import FLOATS
from notewright.formulas.decimals import DECIMALS, as_floats, many_digits
from notewright.formulas.duals import DUALS, Dual
from notewright.formulas.evaluate import Evaluator
from notewright.formulas.expression import (
    Binary,
    Call,
    Cases,
    Comparison,
    Element,
    Index,
    Indicator,
    Negate,
    Number,
    Reduce,
    Row,
    Symbol,
)
from notewright.formulas.values import Array

LENGTHS = {"i": 3, "j": 4}
DRAWS = 5
GENERATOR = np.random.default_rng(7)
DATA = {
    "x": GENERATOR.normal(size=(DRAWS, 3)),
    "y": GENERATOR.integers(-2, 3, (DRAWS, 4)) / 2.0,
    "z": GENERATOR.normal(size=(DRAWS, 3, 4)),
    "a": GENERATOR.uniform(0.5, 2.0, DRAWS),
}
AXES: dict[str, tuple[str, ...]] = {"x": ("i",), "y": ("j",), "z": ("i", "j"), "a": ()}


def trees(known: tuple[str, ...], depth: int) -> st.SearchStrategy[Any]:
    """Trees whose elements have known indices only."""
    leaves = [
        Element(Symbol(name), tuple(map(Index, axes))) if axes else Symbol(name)
        for name, axes in AXES.items()
        if set(axes) <= set(known)
    ]
    leaf = st.one_of(
        st.sampled_from([*leaves, *map(Index, known)]), st.integers(-3, 3).map(lambda n: Number(Fraction(n, 2)))
    )
    if depth == 0:
        return leaf
    below = trees(known, depth - 1)
    conditions = st.builds(Comparison, st.sampled_from(["<", "<=", "=", "!="]), below, below)
    kinds = [
        leaf,
        st.builds(Negate, below),
        st.builds(Binary, st.sampled_from(["+", "-", "*"]), below, below),
        st.builds(lambda f, x: Call(f, (x,)), st.sampled_from(["abs", "tanh", "relu", "sign", "sigmoid"]), below),
        st.builds(lambda f, x, y: Call(f, (x, y)), st.sampled_from(["max", "min"]), below, below),
        st.builds(Indicator, conditions),
        st.builds(lambda c, x, y: Cases((Row(x, c), Row(y, None))), conditions, below, below),
    ]
    for name in LENGTHS.keys() - set(known):
        body = trees((*known, name), depth - 1).map(lambda tree, name=name: Binary("+", tree, _zero(name)))
        kinds.append(
            st.builds(
                lambda kind, body, name=name: Reduce(kind, (name,), None, None, None, body),
                st.sampled_from(["sum", "prod", "max", "min"]),
                body,
            )
        )
    return st.one_of(kinds)


def _zero(name: str) -> Binary:
    """0 times an element, so that an index runs along an axis."""
    array = "x" if name == "i" else "y"
    return Binary("*", Number(Fraction(0)), Element(Symbol(array), (Index(name),)))


def looped(node: Any, draw: int, at: dict[str, int]) -> float:
    """The value at one draw, written as anybody would."""
    match node:
        case Number():
            return float(node.value)
        case Index():
            return at[node.name] + 1.0
        case Symbol():
            return float(DATA[node.name][draw])
        case Element():
            return float(DATA[node.array.name][(draw, *(at[index.name] for index in node.indices))])
        case Negate():
            return -looped(node.operand, draw, at)
        case Binary():
            left, right = looped(node.left, draw, at), looped(node.right, draw, at)
            return left + right if node.operator == "+" else left - right if node.operator == "-" else left * right
        case Call():
            return APPLIED[node.function](*(looped(argument, draw, at) for argument in node.arguments))
        case Indicator():
            return float(held(node.condition, draw, at))
        case Cases():
            first, rest = node.rows
            return looped((first if held(first.condition, draw, at) else rest).value, draw, at)
        case Reduce():
            (name,) = node.indices
            return FOLDED[node.kind]([looped(node.body, draw, at | {name: k}) for k in range(LENGTHS[name])])
    raise AssertionError(node)


def held(node: Comparison, draw: int, at: dict[str, int]) -> bool:
    left, right = looped(node.left, draw, at), looped(node.right, draw, at)
    return {"<": left < right, "<=": left <= right, "=": left == right, "!=": left != right}[node.relation]


APPLIED: dict[str, Any] = {
    "abs": abs, "tanh": math.tanh, "relu": lambda x: max(x, 0.0), "sign": lambda x: float((x > 0) - (x < 0)),
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)) if x > -700 else 0.0, "max": max, "min": min,
}  # fmt: skip
FOLDED: dict[str, Any] = {"sum": sum, "prod": math.prod, "max": max, "min": min}


def evaluated(tree: Any, arithmetic: Any) -> Any:
    rank = 3
    arrays = {
        name: Array(arithmetic.array(data), AXES[name]) if AXES[name] else arithmetic.array(data.reshape(-1, 1, 1))
        for name, data in DATA.items()
    }
    at = Evaluator(arrays, {}, {}, arithmetic, size=DRAWS, rank=rank)
    with np.errstate(all="ignore"):
        return arithmetic.spread(at.result(tree), (DRAWS, 1, 1)).reshape(DRAWS)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(trees((), 4))
def test_all_draws_at_once_are_each_draw_in_loops(tree: Any) -> None:
    slowly = [looped(tree, draw, {}) for draw in range(DRAWS)]
    # Where rounding decides on which side of a boundary a draw lies one of them may differ.
    assert np.isclose(evaluated(tree, FLOATS), slowly, rtol=1e-9, atol=1e-9).sum() >= DRAWS - 1


@settings(max_examples=100, deadline=None, derandomize=True)
@given(trees((), 3))
def test_decimals_agree_with_floats(tree: Any) -> None:
    with many_digits(40):
        exact = as_floats(evaluated(tree, DECIMALS))
    floats = evaluated(tree, FLOATS)
    assert np.isclose(exact, floats, rtol=1e-9, atol=1e-9).mean() >= 0.6


def test_a_dual_carries_the_slope() -> None:
    x = Dual(np.array([3.0]), np.array([1.0]))
    square = DUALS.power(x, DUALS.number(Fraction(2), 1))
    root = DUALS.functions["sqrt"](square)
    assert (square.slope.item(), root.slope.item()) == pytest.approx((6.0, 1.0))


@pytest.mark.parametrize(("function", "slope"), [("softplus", 0.5), ("sigmoid", 0.25)])
@pytest.mark.parametrize("value", [0.0, 1e-9, -1e-9])
def test_the_pieces_of_a_smooth_function_meet_with_one_slope(function: str, slope: float, value: float) -> None:
    at = Evaluator({"x": Dual(np.array([value]), np.array([1.0]))}, {}, {}, DUALS, size=1, rank=1)
    assert at.result(Call(function, (Symbol("x"),))).slope.item() == pytest.approx(slope)

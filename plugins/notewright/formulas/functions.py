"""The functions a formula may call, each defined by the arithmetic's few own ones."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from notewright.formulas.arithmetic import Scalar
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Call

if TYPE_CHECKING:
    from notewright.formulas.evaluate import Evaluator

_Apply = Callable[["Evaluator", Call, list[Any]], Any]


def _zero(at: Evaluator) -> Scalar:
    return at.arithmetic.number(Fraction(0))


def _one(at: Evaluator) -> Scalar:
    return at.arithmetic.number(Fraction(1))


def _absolute(at: Evaluator, x: Scalar) -> Scalar:
    at.meet(x, _zero(at))
    return -x if x < 0 else x


def _sign(at: Evaluator, x: Scalar) -> Scalar:
    at.meet(x, _zero(at))
    return _one(at) if x > 0 else -_one(at) if x < 0 else _zero(at)


def _sigmoid(at: Evaluator, x: Scalar) -> Scalar:
    exponential = at.arithmetic.functions["exp"]
    if x > 0:
        return at.arithmetic.divide(_one(at), _one(at) + exponential(-x))
    power = exponential(x)
    return at.arithmetic.divide(power, _one(at) + power)


def _softplus(at: Evaluator, x: Scalar) -> Scalar:
    exponential, logarithm = at.arithmetic.functions["exp"], at.arithmetic.functions["log"]
    positive = x if x > 0 else _zero(at)
    return positive + logarithm(_one(at) + exponential(-x if x > 0 else x))


def _relu(at: Evaluator, x: Scalar) -> Scalar:
    at.meet(x, _zero(at))
    return x if x > 0 else _zero(at)


def _elementwise(function: Callable[[Evaluator, Scalar], Scalar]) -> _Apply:
    def apply(at: Evaluator, node: Call, arguments: list[Any]) -> Any:
        from notewright.formulas.evaluate import Vector

        value = _single(node, arguments)
        if type(value) is Vector:
            return Vector(tuple(function(at, x) for x in value.values), value.shape, value.row)
        return function(at, at.number(value, node.arguments[0]))

    return apply


def _primitive(name: str) -> _Apply:
    return _elementwise(lambda at, x: at.arithmetic.functions[name](x))


def _single(node: Call, arguments: list[Any]) -> Any:
    if len(arguments) != 1:
        raise FormulaError(f"{node.function} takes one argument", node.offset)
    return arguments[0]


def _vector(at: Evaluator, node: Call, arguments: list[Any]) -> Any:
    from notewright.formulas.evaluate import Vector

    value = arguments[0] if arguments else None
    if type(value) is not Vector:
        raise FormulaError(f"{node.function} is of a whole array, and this is one number", node.offset)
    return value


def _extremum(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    from notewright.formulas.evaluate import Vector

    if len(arguments) == 1 and type(arguments[0]) is Vector:
        return at.extreme(node.function, list(arguments[0].values), node)
    if len(arguments) < 2:
        raise FormulaError(f"{node.function} needs two arguments or an index", node.offset)
    for argument, value in zip(node.arguments, arguments, strict=True):
        if type(value) is Vector:
            raise FormulaError(f"{node.function} compares numbers: give the array its indices", node.offset)
        at.number(value, argument)
    values = [at.number(value, argument) for argument, value in zip(node.arguments, arguments, strict=True)]
    return at.extreme(node.function, values, node, traced=True)


def _norm(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    value, order = _vector(at, node, arguments), at.number(arguments[1], node.arguments[1])
    if order == 1:
        return at.total(_absolute(at, x) for x in value.values)
    if order == 2:
        total = at.total(x * x for x in value.values)
        at.meet(total, _zero(at))
        return at.arithmetic.functions["sqrt"](total)
    if not order > 0:
        raise FormulaError("the order of a norm is positive", node.offset)
    total = at.total(at.arithmetic.power(_absolute(at, x), order) for x in value.values)
    return at.arithmetic.power(total, at.arithmetic.divide(_one(at), order))


def _norm_infinity(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    return at.extreme("max", [_absolute(at, x) for x in _vector(at, node, arguments).values], node)


def _inner(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    left, right = _vector(at, node, arguments), _vector(at, node, arguments[1:])
    if left.shape != right.shape:
        raise FormulaError("an inner product is of two vectors of one length", node.offset)
    return at.total(at.arithmetic.multiply(x, y) for x, y in zip(left.values, right.values, strict=True))


def _transpose(at: Evaluator, node: Call, arguments: list[Any]) -> Any:
    from notewright.formulas.evaluate import Vector

    value = _vector(at, node, arguments)
    if len(value.shape) != 1:
        raise FormulaError("only a vector can be transposed here", node.offset)
    return Vector(value.values, value.shape, not value.row)


def _softmax(at: Evaluator, node: Call, arguments: list[Any]) -> Any:
    from notewright.formulas.evaluate import Vector

    value = _vector(at, node, arguments)
    if len(value.shape) != 1:
        raise FormulaError("softmax is of one vector: give the array its first index", node.offset)
    largest = max(value.values, key=float)
    powers = [at.arithmetic.functions["exp"](x - largest) for x in value.values]
    total = at.total(powers)
    return Vector(tuple(x / total for x in powers), value.shape)


def _logsumexp(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    value = _vector(at, node, arguments)
    largest = max(value.values, key=float)
    total = at.total(at.arithmetic.functions["exp"](x - largest) for x in value.values)
    return largest + at.arithmetic.functions["log"](total)


def _clip(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    if len(arguments) != 3:
        raise FormulaError("clip takes a value and two bounds", node.offset)
    x, low, high = (at.number(value, argument) for value, argument in zip(arguments, node.arguments, strict=True))
    at.meet(x, low)
    at.meet(x, high)
    if at.trace is not None:
        at.trace.add((id(node), 0 if x < low else 2 if x > high else 1))
    return low if x < low else high if x > high else x


FUNCTIONS: dict[str, _Apply] = {
    **{name: _primitive(name) for name in "log exp sqrt tanh cosh sinh sin cos arctan erf factorial arcsinh".split()},
    "abs": _elementwise(_absolute),
    "sign": _elementwise(_sign),
    "sigmoid": _elementwise(_sigmoid),
    "softplus": _elementwise(_softplus),
    "relu": _elementwise(_relu),
    "log1p": _elementwise(lambda at, x: at.arithmetic.functions["log"](_one(at) + x)),
    "expm1": _elementwise(lambda at, x: at.arithmetic.functions["exp"](x) - _one(at)),
    "max": _extremum,
    "min": _extremum,
    "norm": _norm,
    "norm_infinity": _norm_infinity,
    "inner": _inner,
    "transpose": _transpose,
    "softmax": _softmax,
    "logsumexp": _logsumexp,
    "clip": _clip,
}

"""The functions a formula may call, each defined by the arithmetic's few own ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from notewright.formulas.arithmetic import Scalar
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Call, Number
from notewright.formulas.values import Vector, lengthened, only_vector

if TYPE_CHECKING:
    from notewright.formulas.evaluate import Evaluator

_Apply = Callable[["Evaluator", Call, list[Any]], Any]


def _absolute(at: Evaluator, x: Scalar) -> Scalar:
    at.meet(x, at.constant(0))
    return at.arithmetic.where(x < 0, -x, x)


def _sign(at: Evaluator, x: Scalar) -> Scalar:
    at.meet(x, at.constant(0))
    one, where = at.constant(1), at.arithmetic.where
    return at.unless(at.arithmetic.undefined(x), where(x > 0, one, where(x < 0, -one, at.constant(0))))


def _sigmoid(at: Evaluator, x: Scalar) -> Scalar:
    power = at.arithmetic.functions["exp"](at.arithmetic.where(x > 0, -x, x))
    one = at.constant(1)
    return at.arithmetic.where(x > 0, one, power) / (one + power)


def _softplus(at: Evaluator, x: Scalar) -> Scalar:
    exponential, logarithm = at.arithmetic.functions["exp"], at.arithmetic.functions["log"]
    power = exponential(at.arithmetic.where(x > 0, -x, x))
    return at.arithmetic.where(x > 0, x, at.constant(0)) + logarithm(at.constant(1) + power)


def _relu(at: Evaluator, x: Scalar) -> Scalar:
    at.meet(x, at.constant(0))
    return at.arithmetic.where(x < 0, at.constant(0), x)


def _log1p(at: Evaluator, x: Scalar) -> Scalar:
    return at.arithmetic.functions["log"](at.constant(1) + x)


def _expm1(at: Evaluator, x: Scalar) -> Scalar:
    return at.arithmetic.functions["exp"](x) - at.constant(1)


def _arcsin(at: Evaluator, x: Scalar) -> Scalar:
    """By the arc tangent, at the ends a right angle."""
    root, one = at.arithmetic.functions["sqrt"], at.constant(1)
    return at.constant(2) * at.arithmetic.functions["arctan"](x / (one + root(one - x * x)))


def _arccos(at: Evaluator, x: Scalar) -> Scalar:
    right = at.constant(2) * at.arithmetic.functions["arctan"](at.constant(1))
    return right - _arcsin(at, x)


def _elementwise(function: Callable[[Evaluator, Scalar], Scalar]) -> _Apply:
    def apply(at: Evaluator, node: Call, arguments: list[Any]) -> Any:
        value = _single(node, arguments)
        if type(value) is Vector:
            return Vector(function(at, value.values), value.shape, value.row)
        return function(at, at.number(value, node.arguments[0]))

    return apply


def _primitive(name: str) -> _Apply:
    return _elementwise(lambda at, x: at.arithmetic.functions[name](x))


def _single(node: Call, arguments: list[Any]) -> Any:
    if len(arguments) != 1:
        raise FormulaError(f"{node.function} takes one argument", node.offset)
    return arguments[0]


def _vector(at: Evaluator, node: Call, arguments: list[Any]) -> Any:
    value = arguments[0] if arguments else None
    if type(value) is not Vector:
        raise FormulaError(f"{node.function} is of a whole array, and this is one number", node.offset)
    return value


def _extremum(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    if len(arguments) == 1 and type(arguments[0]) is Vector:
        return _extreme_of(at, node.function, arguments[0])
    if len(arguments) < 2:
        raise FormulaError(f"{node.function} needs two arguments or an index", node.offset)
    if any(type(value) is Vector for value in arguments):
        raise FormulaError(f"{node.function} compares numbers: give the array its indices", node.offset)
    values = [at.number(value, argument) for argument, value in zip(node.arguments, arguments, strict=True)]
    return at.extreme(node.function, values, node)


def _extreme_of(at: Evaluator, kind: str, vector: Vector) -> Scalar:
    """The largest or smallest element of a vector."""
    value = vector.values
    for _ in vector.shape:
        value = at.extreme_along(kind, value, at.rank)
        value = value.reshape(*value.shape[: at.rank], *value.shape[at.rank + 1 :])
    return value


def _squares(at: Evaluator, vector: Vector) -> Scalar:
    return at.over(Vector(vector.values * vector.values, vector.shape))


def _frobenius(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    return at.arithmetic.functions["sqrt"](_squares(at, _vector(at, node, arguments)))


def _norm(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    value, order = _vector(at, node, arguments), at.number(arguments[1], node.arguments[1])
    if len(value.shape) != 1:
        raise FormulaError("the norm of a matrix needs its kind: \\|X\\|_F, or an index on the array", node.offset)
    fixed = node.arguments[1].value if isinstance(node.arguments[1], Number) else None
    if fixed == 1:
        return at.over(Vector(_absolute(at, value.values), value.shape))
    if fixed == 2:
        total = _squares(at, value)
        at.meet(total, at.constant(0))
        return at.arithmetic.functions["sqrt"](total)
    if at.counts(~(order > 0)):
        raise FormulaError("the order of a norm is positive", node.offset)
    powers = at.arithmetic.power(_absolute(at, value.values), lengthened(order, 1))
    total = at.over(Vector(powers, value.shape))
    return at.arithmetic.power(total, at.arithmetic.divide(at.constant(1), order))


def _norm_infinity(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    vector = _vector(at, node, arguments)
    return _extreme_of(at, "max", Vector(_absolute(at, vector.values), vector.shape))


def _inner(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    message = "an inner product is of two vectors: give a matrix the index of its row"
    left = only_vector(_vector(at, node, arguments), node.offset, message)
    right = only_vector(_vector(at, node, arguments[1:]), node.offset, message)
    if left.shape != right.shape:
        raise FormulaError("an inner product is of two vectors of one length", node.offset)
    return at.over(Vector(at.arithmetic.multiply(left.values, right.values), left.shape))


def _total(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    """The product of the row of ones and a vector."""
    message = "the row of ones and a matrix: give the matrix the index of its row"
    return at.over(only_vector(_vector(at, node, arguments), node.offset, message))


def _transpose(at: Evaluator, node: Call, arguments: list[Any]) -> Any:
    value = only_vector(_vector(at, node, arguments), node.offset, "only a vector can be transposed here")
    return Vector(value.values, value.shape, not value.row)


def _powers(at: Evaluator, vector: Vector) -> tuple[Scalar, Scalar, Scalar]:
    """e to the elements less the largest, their sum, and the largest."""
    largest = lengthened(_extreme_of(at, "max", vector), len(vector.shape))
    powers = at.arithmetic.functions["exp"](vector.values - largest)
    return powers, at.over(Vector(powers, vector.shape)), largest


def _softmax(at: Evaluator, node: Call, arguments: list[Any]) -> Any:
    message = "softmax is of one vector: give the array its first index"
    value = only_vector(_vector(at, node, arguments), node.offset, message)
    powers, total, _ = _powers(at, value)
    return Vector(powers / lengthened(total, 1), value.shape)


def _logsumexp(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    vector = _vector(at, node, arguments)
    _, total, largest = _powers(at, vector)
    return largest[(..., *(0,) * len(vector.shape))] + at.arithmetic.functions["log"](total)


def _clip(at: Evaluator, node: Call, arguments: list[Any]) -> Scalar:
    if len(arguments) != 3:
        raise FormulaError("clip takes a value and two bounds", node.offset)
    x, low, high = (at.number(value, argument) for value, argument in zip(arguments, node.arguments, strict=True))
    at.meet(x, low)
    at.meet(x, high)
    below, above = x < low, x > high
    for side, mask in enumerate((below, ~below & ~above, above & ~below)):
        at.note(node, side, mask)
    return at.arithmetic.where(below, low, at.arithmetic.where(above, high, x))


FUNCTIONS: dict[str, _Apply] = {
    **{
        name: _primitive(name)
        for name in [
            "log",
            "exp",
            "sqrt",
            "tanh",
            "cosh",
            "sinh",
            "sin",
            "cos",
            "arctan",
            "erf",
            "factorial",
            "arcsinh",
        ]
    },
    "abs": _elementwise(_absolute),
    "sign": _elementwise(_sign),
    "sigmoid": _elementwise(_sigmoid),
    "softplus": _elementwise(_softplus),
    "relu": _elementwise(_relu),
    "log1p": _elementwise(_log1p),
    "expm1": _elementwise(_expm1),
    "arcsin": _elementwise(_arcsin),
    "arccos": _elementwise(_arccos),
    "max": _extremum,
    "min": _extremum,
    "norm": _norm,
    "norm_frobenius": _frobenius,
    "norm_infinity": _norm_infinity,
    "inner": _inner,
    "total": _total,
    "transpose": _transpose,
    "softmax": _softmax,
    "logsumexp": _logsumexp,
    "clip": _clip,
}

"""Expression → function of the row: the tree is walked once, and what it means is then called for every row."""

from __future__ import annotations

from notewright.dataview.context import Compiled, Context, Row
from notewright.dataview.error import EvaluationError
from notewright.dataview.functions import FUNCTIONS
from notewright.dataview.indexing import check_index, index_value
from notewright.dataview.operators import operate
from notewright.dataview.shorthand import shorthand_date
from notewright.dataview.tree import (
    Call,
    DateShorthand,
    Expression,
    Index,
    Lambda,
    ListLiteral,
    Literal,
    Not,
    ObjectLiteral,
    Operation,
    Variable,
)
from notewright.values import Function, Value, is_true, type_name


def compile_expression(expression: Expression, context: Context) -> Compiled:
    """The function. Calling it raises EvaluationError where the expression has no value."""
    match expression:
        case Literal(value):
            return lambda row: value
        case DateShorthand(name):
            date = shorthand_date(name, context.now)
            return lambda row: date
        case Variable(name):
            return _variable(name, context)
        case Not(operand):
            negated = compile_expression(operand, context)
            return lambda row: not is_true(negated(row))
        case Operation():
            return _operation(expression, context)
        case ListLiteral(elements):
            compiled = [compile_expression(element, context) for element in elements]
            return lambda row: [element(row) for element in compiled]
        case ObjectLiteral(entries):
            pairs = [(key, compile_expression(entry, context)) for key, entry in entries]
            return lambda row: {key: entry(row) for key, entry in pairs}
        case Lambda():
            return _lambda(expression, context)
        case Index():
            return _index(expression, context)
        case Call():
            return _call(expression, context)


def evaluate(compiled: Compiled, row: Row) -> Value:
    """The value for a row. A function that calls itself without end is an error, not a crash."""
    try:
        return compiled(row)
    except RecursionError:
        raise EvaluationError("Maximum call stack size exceeded") from None


def _variable(name: str, context: Context) -> Compiled:
    shared = context.globals.get(name)
    return lambda row: row.get(name, shared)


def _operation(operation: Operation, context: Context) -> Compiled:
    first = compile_expression(operation.first, context)
    steps = [(operator, compile_expression(operand, context)) for operator, operand in operation.rest]

    def apply(row: Row) -> Value:
        value = first(row)
        for operator, operand in steps:
            value = operate(operator, value, operand(row), context)
        return value

    return apply


def _lambda(function: Lambda, context: Context) -> Compiled:
    body = compile_expression(function.body, context)
    parameters = function.parameters

    def close(row: Row) -> Value:
        return Function(lambda *arguments: body({**row, **dict(zip(parameters, arguments, strict=False))}))

    return close


def _index(access: Index, context: Context) -> Compiled:
    index = compile_expression(access.index, context)
    target = compile_expression(access.target, context)
    if access.target == Variable("row"):
        target = _whole_row(context)

    def at(row: Row) -> Value:
        checked = check_index(index(row))
        return None if checked is None else index_value(target(row), checked, context)

    return at


def _whole_row(context: Context) -> Compiled:
    return lambda row: {**context.globals, **row}


def _call(call: Call, context: Context) -> Compiled:
    # A variable in the place of a function is only its name: what the row holds under it does not count.
    name = call.function
    function = Literal(name.name) if isinstance(name, Variable) else name
    called = compile_expression(function, context)
    arguments = [compile_expression(argument, context) for argument in call.arguments]

    def apply(row: Row) -> Value:
        target = called(row)
        values = [argument(row) for argument in arguments]
        if isinstance(target, Function):
            return target.call(*values)
        if not isinstance(target, str):
            raise EvaluationError(f"Cannot call type '{type_name(target)}' as a function")
        known = FUNCTIONS.get(target)
        if known is None:
            raise EvaluationError(f"Unrecognized function name '{target}'")
        return known(context, *values)

    return apply

"""Expression → function of the row: the tree is walked once, and what it means is then called for every row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notewright.dataview.context import GLOBAL_NAMES, Compiled, Context, Row
from notewright.dataview.data.lazy import Lazy
from notewright.dataview.error import EvaluationError
from notewright.dataview.fast_path import Combine, combination, is_truthy
from notewright.dataview.flattened_row import FlattenedRow
from notewright.dataview.functions import FUNCTIONS
from notewright.dataview.indexing import check_index, index_value
from notewright.dataview.limits import CALL
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
    walk,
)
from notewright.values import Function, Value, type_name

NO_STACK = "Maximum call stack size exceeded"
_NESTED_STEPS = 8
# Asking for these is quicker than for any mapping.
_OBJECTS = (dict, Lazy, FlattenedRow)


def compile_expression(expression: Expression, context: Context) -> Compiled:
    """The function. Calling it raises EvaluationError where the expression has no value.

    What is the same for all rows is evaluated for the first of them, so that an error in it is still one of a row.
    """
    if isinstance(expression, Literal):
        return _always(expression.value)
    if isinstance(expression, DateShorthand):
        return _always(shorthand_date(expression.name, context.now))
    if not any(isinstance(part, Variable | Lambda) for part in _evaluated(expression)):
        return _once(_compile(expression, context))
    return _compile(expression, context)


def evaluate(compiled: Compiled, row: Row) -> Value:
    """The value for a row. A function that calls itself without end is an error, not a crash."""
    try:
        return compiled(row)
    except RecursionError:
        raise EvaluationError(NO_STACK) from None


def steps(expression: Expression) -> int:
    """How many steps it takes to evaluate an expression, not counting what its functions do."""
    return sum(1 for _ in walk(expression))


def _compile(expression: Expression, context: Context) -> Compiled:
    match expression:
        case Variable(name):
            return _variable(name, context)
        case Not(operand):
            negated = compile_expression(operand, context)
            return lambda row: not is_truthy(negated(row))
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
    return compile_expression(expression, context)


def _evaluated(expression: Expression) -> Sequence[Expression]:
    """The parts of an expression, without the names of functions."""
    parts = [part for part, _ in walk(expression)]
    names = {id(part.function) for part in parts if isinstance(part, Call) and isinstance(part.function, Variable)}
    return [part for part in parts if id(part) not in names]


def _always(value: Value) -> Compiled:
    return lambda row: value


def _once(compiled: Compiled) -> Compiled:
    """The value for the first row, also for all others."""
    found: list[tuple[Value, str | None]] = []

    def first(row: Row) -> tuple[Value, str | None]:
        try:
            return compiled(row), None
        except EvaluationError as error:
            return None, error.message

    def value(row: Row) -> Value:
        if not found:
            found.append(first(row))
        answer, message = found[0]
        if message is not None:
            raise EvaluationError(message)
        return answer

    return value


def _variable(name: str, context: Context) -> Compiled:
    if name not in GLOBAL_NAMES:
        return lambda row: row.get(name)
    shared = context.globals.get(name)
    return lambda row: row.get(name, shared)


def _operation(operation: Operation, context: Context) -> Compiled:
    compiled = compile_expression(operation.first, context)
    rest = [
        (combination(operator, context), compile_expression(operand, context)) for operator, operand in operation.rest
    ]
    for combine, operand in rest[:_NESTED_STEPS]:
        compiled = _combined(combine, compiled, operand)
    return _in_turn(compiled, rest[_NESTED_STEPS:]) if len(rest) > _NESTED_STEPS else compiled


def _combined(combine: Combine, left: Compiled, right: Compiled) -> Compiled:
    return lambda row: combine(left(row), right(row))


def _in_turn(first: Compiled, rest: list[tuple[Combine, Compiled]]) -> Compiled:
    """A long sum, which is no deep one."""

    def apply(row: Row) -> Value:
        value = first(row)
        for combine, operand in rest:
            value = combine(value, operand(row))
        return value

    return apply


def _lambda(function: Lambda, context: Context) -> Compiled:
    body, parameters, names = compile_expression(function.body, context), function.parameters, _free_names(function)
    cost, spend = CALL + steps(function.body), context.budget.spend

    def close(row: Row) -> Value:
        seen = row if names is None else {name: row[name] for name in names if name in row}

        def call(*arguments: Value) -> Value:
            spend(cost)
            return body({**seen, **dict(zip(parameters, arguments, strict=False))})

        return Function(call)

    return close


def _free_names(function: Lambda) -> frozenset[str] | None:
    """The names that the body of a function looks up; None: it may be any. An argument that is not given is one."""
    parts = [part for part, _ in walk(function.body)]
    if any(isinstance(part, Index) and part.target == Variable("row") and _name(part) is None for part in parts):
        return None
    of_row = (_name(part) for part in parts if isinstance(part, Index) and part.target == Variable("row"))
    variables = (part.name for part in parts if isinstance(part, Variable))
    return frozenset(variables) | frozenset(filter(None, of_row))


def _name(access: Index) -> str | None:
    return access.index.value if isinstance(access.index, Literal) and isinstance(access.index.value, str) else None


def _index(access: Index, context: Context) -> Compiled:
    name = _name(access)
    if access.target == Variable("row"):
        return _variable(name, context) if name is not None else _indexed(_whole_row(context), access.index, context)
    target = compile_expression(access.target, context)
    return _indexed(target, access.index, context) if name is None else _field(target, name, context)


def _field(target: Compiled, name: str, context: Context) -> Compiled:
    def field(row: Row) -> Value:
        value = target(row)
        return value.get(name) if isinstance(value, _OBJECTS) else index_value(value, name, context)

    return field


def _indexed(target: Compiled, by: Expression, context: Context) -> Compiled:
    index = compile_expression(by, context)

    def at(row: Row) -> Value:
        checked = check_index(index(row))
        return None if checked is None else index_value(target(row), checked, context)

    return at


def _whole_row(context: Context) -> Compiled:
    return lambda row: {**context.globals, **row}


def _call(call: Call, context: Context) -> Compiled:
    arguments = [compile_expression(argument, context) for argument in call.arguments]
    match call.function:
        # A variable in the place of a function is only its name: what the row holds under it does not count.
        case Variable(name) | Literal(str() as name) if name in FUNCTIONS:
            return _named_call(name, arguments, context)
        case Variable(name):
            return _any_call(_always(name), arguments, context)
    return _any_call(compile_expression(call.function, context), arguments, context)


def _named_call(name: str, arguments: list[Compiled], context: Context) -> Compiled:
    function = FUNCTIONS[name]
    if len(arguments) == 1:
        (only,) = arguments
        return lambda row: function(context, only(row))
    return lambda row: function(context, *[argument(row) for argument in arguments])


def _any_call(called: Callable[[Row], Value], arguments: list[Compiled], context: Context) -> Compiled:
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
